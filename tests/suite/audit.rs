//! Inspections: outcomes, deviations, codes and records. The deviation of each form is that of a sample in `fixtures`,
//! and of every other form in the test `oracle`.

use crate::support::{ABSENT, body_with};
use toolzz_webhook::audit::{self, Deviation, DeviationKind};
use toolzz_webhook::{Incoming, Rule, fixture};

fn deviations(body: &str) -> Vec<(String, &'static str, usize)> {
    let inspection = audit::inspect(body.as_bytes());
    assert!(inspection.decoded.is_ok(), "{:?}", inspection.decoded);
    inspection.deviations.into_iter().map(|Deviation { path, kind, count, .. }| (path, kind.code(), count)).collect()
}

/// Returns the deviations of unknown fields: the path, the names and their number.
fn unknown(body: &str) -> Vec<(String, Vec<String>, usize)> {
    let of = |found: &Deviation| (found.path.clone(), found.names.clone(), found.count);
    let inspection = audit::inspect(body.as_bytes());
    inspection.deviations.iter().filter(|found| found.kind == DeviationKind::UnknownField).map(of).collect()
}

#[test]
fn unknown_fields_have_the_names_that_are_spelled_like_documented_ones() {
    let longest = "a".repeat(40);
    let fields = |names: &[&str]| names.iter().map(|name| format!("\"{name}\":1,")).collect::<String>();
    let with = |names: &[&str]| fixture::DOCUMENTED.replacen("\"uuid\"", &format!("{}\"uuid\"", fields(names)), 1);
    let too_long = format!("{longest}a");
    let others = ["Phone", "phone1", "ana@example.com", "joão", "", "first name", "a.b", too_long.as_str()];
    for name in ["phone", "_", "phone_number", "acao", "ph\\u006fne", longest.as_str()] {
        let shown = name.replace("\\u006f", "o");
        assert_eq!(unknown(&with(&[name])), [("data.user".to_string(), vec![shown], 1)]);
    }
    for name in others {
        assert_eq!(unknown(&with(&[name])), [("data.user".to_string(), vec![], 1)], "{name}");
    }
    let mixed = ["phone", "Ana", "acao", "phone", "acao", "x"];
    let names = ["phone", "acao", "x"].map(String::from).to_vec();
    assert_eq!(unknown(&with(&mixed)), [("data.user".to_string(), names, 6)]);
    let many: Vec<String> = (0..20).map(|number| "a".repeat(number + 1)).collect();
    let body = with(&many.iter().chain(&many).map(String::as_str).collect::<Vec<_>>());
    assert_eq!(unknown(&body), [("data.user".to_string(), many[..16].to_vec(), 40)]);
    let json = audit::inspect(with(&["phone", "Ana"]).as_bytes()).record().to_string();
    let expected = r#""deviations":[{"path":"data.user","code":"unknown_field","count":2,"names":["phone"]}]}"#;
    assert!(json.ends_with(expected), "{json}");
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
fn an_inspection_has_the_event_the_report_and_deviations() {
    let inspection = audit::inspect(fixture::DOCUMENTED.as_bytes());
    assert_eq!(inspection.decoded, Ok(Incoming::NewEnrollment(fixture::documented())));
    let rules: Vec<_> = inspection.report.violations.iter().map(|violation| violation.rule).collect();
    assert_eq!(rules, [Rule::CourseMismatch, Rule::CpfCheckDigits]);

    let other = body_with(&[("event.slug", "\"members.created\""), ("data", "7")]);
    let inspection = audit::inspect(format!("\u{feff}{other}").as_bytes());
    assert!(matches!(inspection.decoded, Ok(Incoming::Other(_))));
    assert!(inspection.report.violations.is_empty());
    assert_eq!(
        inspection.deviations.iter().map(|found| found.kind).collect::<Vec<_>>(),
        [DeviationKind::ByteOrderMark]
    );

    for body in [&b"\xEF\xBB\xBF{}"[..], b"", b"\xFF"] {
        let inspection = audit::inspect(body);
        assert_eq!(
            (inspection.decoded.is_err(), inspection.report.violations.is_empty(), inspection.deviations.len()),
            (true, true, 0)
        );
    }
}

#[test]
fn a_body_is_whatever_has_bytes() {
    let body = fixture::Body::documented();
    let of_bytes = audit::inspect(body.as_ref());
    assert_eq!(audit::inspect(&body), of_bytes);
    assert_eq!(audit::inspect(fixture::DOCUMENTED), of_bytes);
    assert_eq!(audit::inspect(body.to_string()), of_bytes);
    assert_eq!(audit::inspect(body.into_bytes()), of_bytes);
    assert_eq!(of_bytes.size(), fixture::DOCUMENTED.len());
}

#[test]
fn the_record_of_a_new_enrollment_has_ids_violations_and_deviations() {
    let body = body_with(&[("data.enrollment.actived", "true"), ("data.user.email", "\"maria@@example.com\"")]);
    assert_eq!(
        audit::inspect(body.as_bytes()).record().to_string(),
        concat!(
            r#"{"size":410,"code":"email_syntax","event":"activities.course.enrollment","send_at":"2023-07-03 12:53:41","#,
            r#""institution_id":12345,"course_id":123456,"enrollment_id":11,"user_id":987654321,"problems":[],"errors":1,"warnings":2,"#,
            r#""violations":[{"path":"data.enrollment.course_id","code":"course_mismatch","message":"expected the same id as course.id","severity":"warning"},"#,
            r#"{"path":"data.user.email","code":"email_syntax","message":"expected an email address","severity":"error"},"#,
            r#"{"path":"data.user.cpf","code":"cpf_check_digits","message":"expected valid check digits","severity":"warning"}],"#,
            r#""deviations":[{"path":"data.enrollment.actived","code":"boolean_for_number","count":1,"names":[]}]}"#,
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
                r#"{{"size":{},"code":"other_event","event":{event},"send_at":"2023-07-03 12:53:41","institution_id":null,"course_id":null,"enrollment_id":null,"user_id":null,"problems":[],"errors":0,"warnings":0,"violations":[],"deviations":[]}}"#,
                body.len(),
            ),
        );
        let debug =
            format!("OtherEvent {{ slug: {}, size: {} }}", if is_shown { slug } else { "[REDACTED]" }, body.len());
        assert_eq!(format!("{:?}", inspection.decoded), format!("Ok(Other({debug}))"));
    }
}

#[test]
fn the_code_is_that_of_the_event_or_of_the_first_error() {
    for (body, code) in [
        (fixture::DOCUMENTED.to_string(), "new_enrollment"),
        (body_with(&[("data.user.uuid", "\"x\""), ("data.user.email", "\"x\"")]), "email_syntax"),
        (body_with(&[("data.enrollment.status", "7")]), "new_enrollment"),
        (body_with(&[("event.slug", "\"members.created\"")]), "other_event"),
        (body_with(&[("data.user.email", ABSENT)]), "email_syntax"),
        (body_with(&[("event.send_at", ABSENT)]), "missing_field"),
        (body_with(&[("event.slug", "\"members.created\""), ("event.name", "true")]), "other_event"),
        ("<html>".to_string(), "syntax"),
    ] {
        assert_eq!(audit::inspect(body.as_bytes()).code(), code, "{body}");
    }
}

#[test]
fn the_record_of_a_rejected_body_has_its_problems() {
    let body = body_with(&[("event.send_at", ABSENT), ("data.user.id", "\"maria@example.com\"")]);
    let inspection = audit::inspect(body.as_bytes());
    let error = inspection.decoded.as_ref().unwrap_err();
    assert_eq!(error.problems().len(), 2);
    assert_eq!(
        inspection.record().to_string(),
        format!(
            r#"{{"size":{},"code":"missing_field","event":null,"send_at":null,"institution_id":null,"course_id":null,"enrollment_id":null,"user_id":null,"problems":{},"errors":0,"warnings":0,"violations":[],"deviations":[]}}"#,
            body.len(),
            serde_json::to_string(error).unwrap(),
        ),
    );
}

#[test]
fn the_record_of_another_event_has_its_send_at_if_it_is_one() {
    let slug = ("event.slug", "\"members.created\"");
    for (changes, send_at) in [
        (&[slug][..], r#""2023-07-03 12:53:41""#),
        (&[slug, ("event.send_at", "\"2023-07-03T12:53:41.5-03:00\"")], r#""2023-07-03 12:53:41""#),
        (&[slug, ("event.send_at", "\"03/07/2023 12:53:41\"")], "null"),
        (&[slug, ("event.send_at", ABSENT)], "null"),
        (&[slug, ("event.name", "2024.1")], r#""2023-07-03 12:53:41""#),
        (&[slug, ("event.name", ABSENT)], r#""2023-07-03 12:53:41""#),
    ] {
        let record = audit::inspect(body_with(changes).as_bytes()).record().to_string();
        assert!(record.contains(&format!(r#","event":"members.created","send_at":{send_at},"#)), "{record}");
    }
}

#[test]
fn unknown_fields_of_any_depth_and_number_are_counted() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let many = (0..50_000).map(|number| format!("\"k{number}\":0")).collect::<Vec<_>>().join(",");
    let body = fixture::DOCUMENTED.replacen('{', &format!("{{\"deep\":{deep},{many},"), 1);
    assert_eq!(deviations(&body), [(String::new(), "unknown_field", 50_001)]);
}
