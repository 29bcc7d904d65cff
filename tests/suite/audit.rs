//! Inspections: outcomes, deviations, codes and records.

use crate::support::{ABSENT, body_with};
use toolzz_webhook::audit::{self, Deviation, DeviationKind};
use toolzz_webhook::{Incoming, Rule, fixture};

fn deviations(body: &str) -> Vec<(String, &'static str, usize)> {
    let inspection = audit::inspect(body.as_bytes());
    assert!(inspection.outcome.is_ok(), "{:?}", inspection.outcome);
    inspection.deviations.into_iter().map(|Deviation { path, kind, count, .. }| (path, kind.code(), count)).collect()
}

#[test]
fn the_canonical_form_has_no_deviations() {
    for body in [
        fixture::DOCUMENTED.to_string(),
        fixture::new_enrollment().to_json(),
        fixture::DOCUMENTED.replace('í', "\\u00ed"),
        format!("{:#}", serde_json::from_str::<serde_json::Value>(fixture::DOCUMENTED).unwrap()),
        body_with(&[("data.enrollment.status", "7")]),
    ] {
        assert_eq!(deviations(&body), [], "{body}");
    }
}

#[test]
fn each_lenient_form_is_a_deviation_with_path_and_kind() {
    for (path, json, kind) in [
        ("data.user.id", "\"5\"", "string_for_number"),
        ("data.user.id", "5.0", "number_form"),
        ("data.enrollment.actived", "true", "boolean_for_number"),
        ("data.enrollment.actived", "\"true\"", "string_for_number"),
        ("data.enrollment.actived", "1.0", "number_form"),
        ("data.enrollment.status", "\"1\"", "string_for_number"),
        ("data.enrollment.status", "false", "boolean_for_number"),
        ("data.enrollment.date_expire", ABSENT, "missing_field"),
        ("data.enrollment.date_expire", "\"\"", "string_for_null"),
        ("data.enrollment.date_expire", "\"0000-00-00\"", "string_for_null"),
        ("data.enrollment.date_expire", "\"2024-12-31 00:00:00\"", "date_form"),
        ("event.send_at", "\"2023-07-03T12:53:41\"", "date_form"),
        ("event.send_at", "\"2023-07-03 12:53:41.5\"", "date_form"),
        ("data.user.name", "null", "null_for_string"),
        ("data.user.name", "7", "number_for_string"),
        ("data.user.cpf", "12345678909", "number_for_string"),
        ("data.user.cpf", "null", "null_for_string"),
        ("data.user.nickname", "\"\"", "string_for_null"),
        ("data.user.nickname", "7", "number_for_string"),
        ("data.user.nickname", ABSENT, "missing_field"),
        ("data.user.uuid", ABSENT, "missing_field"),
    ] {
        assert_eq!(deviations(&body_with(&[(path, json)])), [(path.to_string(), kind, 1)], "{json}");
    }
}

#[test]
fn deviations_are_in_payload_order() {
    let body = body_with(&[
        ("event.send_at", "\"2023-07-03T12:53:41\",\"acao\":\"criar\",\"maria\":1"),
        ("data.institution.id", "\"12345\""),
        ("data.enrollment.date_expire", ABSENT),
        ("data.enrollment.actived", "true"),
        ("data.user.cpf", "null"),
        ("data.user.uuid", "null,\"\\u0061\":{\"deep\":[[]]}"),
    ]);
    let body = format!("\u{feff}{},\"extra\":0}}", &body[..body.len() - 1]);
    assert_eq!(
        deviations(&body),
        [
            (String::new(), "byte_order_mark", 1),
            ("event.send_at".into(), "date_form", 1),
            ("event".into(), "unknown_field", 2),
            ("data.institution.id".into(), "string_for_number", 1),
            ("data.enrollment.date_expire".into(), "missing_field", 1),
            ("data.enrollment.actived".into(), "boolean_for_number", 1),
            ("data.user.cpf".into(), "null_for_string", 1),
            ("data.user".into(), "unknown_field", 1),
            (String::new(), "unknown_field", 1),
        ],
    );
}

#[test]
fn an_inspection_has_outcome_report_and_deviations() {
    let inspection = audit::inspect(fixture::DOCUMENTED.as_bytes());
    assert_eq!(inspection.outcome, Ok(Incoming::NewEnrollment(fixture::documented())));
    let rules: Vec<_> = inspection.report.iter().map(|violation| violation.rule).collect();
    assert_eq!(rules, [Rule::CourseMismatch, Rule::CpfCheckDigits]);

    let other = body_with(&[("event.slug", "\"members.created\""), ("data", "7")]);
    let inspection = audit::inspect(format!("\u{feff}{other}").as_bytes());
    assert!(matches!(inspection.outcome, Ok(Incoming::Other(_))));
    assert!(inspection.report.is_empty());
    assert_eq!(
        inspection.deviations.iter().map(|found| found.kind).collect::<Vec<_>>(),
        [DeviationKind::ByteOrderMark]
    );

    for body in [&b"\xEF\xBB\xBF{}"[..], b"", b"\xFF"] {
        let inspection = audit::inspect(body);
        assert_eq!(
            (inspection.outcome.is_err(), inspection.report.is_empty(), inspection.deviations.len()),
            (true, true, 0)
        );
    }
}

#[test]
fn the_record_of_a_new_enrollment_has_ids_violations_and_deviations() {
    let body = body_with(&[("data.enrollment.actived", "true"), ("data.user.email", "\"maria@@example.com\"")]);
    assert_eq!(
        audit::inspect(body.as_bytes()).record().to_string(),
        concat!(
            r#"{"size":410,"outcome":"new_enrollment","event":"activities.course.enrollment","send_at":"2023-07-03 12:53:41","#,
            r#""institution_id":12345,"course_id":123456,"enrollment_id":11,"user_id":987654321,"error":null,"errors":1,"warnings":2,"#,
            r#""violations":[{"path":"data.enrollment.course_id","rule":"course_mismatch","severity":"warning","message":"expected the same id as course.id"},"#,
            r#"{"path":"data.user.email","rule":"email_syntax","severity":"error","message":"expected an email address"},"#,
            r#"{"path":"data.user.cpf","rule":"cpf_check_digits","severity":"warning","message":"expected valid check digits"}],"#,
            r#""deviations":[{"path":"data.enrollment.actived","kind":"boolean_for_number","count":1}]}"#,
        ),
    );
}

/// Anything that is not spelled as a slug may be personal data.
#[test]
fn a_slug_is_shown_if_it_is_spelled_as_one() {
    let longest = format!("{}.{}", "a".repeat(31), "b".repeat(32));
    let too_long = format!("{longest}c");
    for (slug, is_shown) in [
        ("activities.course.completed", true),
        ("newslatter.created", true),
        ("a_b._", true),
        (longest.as_str(), true),
        (too_long.as_str(), false),
        ("maria", false),
        ("maria@example.com", false),
        ("Maria.silva", false),
        ("members.created2", false),
        ("members..created", false),
        (".members", false),
        ("members.", false),
        ("members created.x", false),
        ("matrícula.criada", false),
        ("", false),
    ] {
        let body = body_with(&[("event.slug", &format!("\"{slug}\"")), ("data", "{\"maria\":\"maria\"}")]);
        let inspection = audit::inspect(body.as_bytes());
        let event = if is_shown { format!("\"{slug}\"") } else { "null".to_string() };
        assert_eq!(
            inspection.record().to_string(),
            format!(
                r#"{{"size":{},"outcome":"other_event","event":{event},"send_at":"2023-07-03 12:53:41","institution_id":null,"course_id":null,"enrollment_id":null,"user_id":null,"error":null,"errors":0,"warnings":0,"violations":[],"deviations":[]}}"#,
                body.len(),
            ),
        );
        let debug =
            format!("OtherEvent {{ slug: {}, size: {} }}", if is_shown { slug } else { "[REDACTED]" }, body.len());
        assert_eq!(format!("{:?}", inspection.outcome), format!("Ok(Other({debug}))"));
    }
}

#[test]
fn the_code_is_that_of_the_outcome_or_of_the_first_error() {
    for (body, code) in [
        (fixture::DOCUMENTED.to_string(), "new_enrollment"),
        (body_with(&[("data.user.uuid", "\"x\""), ("data.user.email", "\"x\"")]), "email_syntax"),
        (body_with(&[("data.enrollment.status", "7")]), "unknown_status"),
        (body_with(&[("event.slug", "\"members.created\"")]), "other_event"),
        (body_with(&[("data.user.email", ABSENT)]), "missing_field"),
        (body_with(&[("event.slug", "\"members.created\""), ("event.name", "true")]), "invalid_value"),
        ("<html>".to_string(), "syntax"),
    ] {
        assert_eq!(audit::inspect(body.as_bytes()).code(), code, "{body}");
    }
}

#[test]
fn the_record_of_a_rejected_body_has_the_error() {
    let body = body_with(&[("data.user.id", "\"maria@example.com\"")]);
    assert_eq!(
        audit::inspect(body.as_bytes()).record().to_string(),
        r#"{"size":417,"outcome":"rejected","event":null,"send_at":null,"institution_id":null,"course_id":null,"enrollment_id":null,"user_id":null,"error":{"path":"data.user.id","kind":"invalid_value","line":1,"column":317,"message":"expected an integer from 0 to 18446744073709551615, found a string in another form"},"errors":0,"warnings":0,"violations":[],"deviations":[]}"#,
    );
}

#[test]
fn unknown_fields_of_any_depth_and_number_are_counted() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let many = (0..50_000).map(|number| format!("\"k{number}\":0")).collect::<Vec<_>>().join(",");
    let body = fixture::DOCUMENTED.replacen('{', &format!("{{\"deep\":{deep},{many},"), 1);
    assert_eq!(deviations(&body), [(String::new(), "unknown_field", 50_001)]);
}
