//! Fixtures: `Body`, the samples and their outcomes, and `revealed`.

use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    panic::{self, UnwindSafe},
    sync::{Arc, Mutex, PoisonError},
};
use toolzz_webhook::{
    DecodeErrorKind, Incoming, NewEnrollment, Rule, Validate, audit,
    fixture::{self, Body, Outcome},
};

#[test]
fn each_variant_of_a_body_is_one_statement() {
    use DecodeErrorKind::{DuplicateField, InvalidValue, MissingField, OtherEvent, UnexpectedEnd};
    let decoded = |body: &Body| body.decode().map_err(|error| (error.path().to_string(), error.kind()));
    let accepted = Ok(fixture::new_enrollment());
    let rejected = |path: &str, kind| Err((path.to_string(), kind));
    let violates = |body: &Body, rule| body.decode().unwrap().check().contains(rule);

    let missing_field = Body::valid().without("data.user.email");
    assert_eq!(decoded(&missing_field), rejected("data.user.email", MissingField));
    let null = Body::valid().with("data.user.nickname", Value::Null);
    assert_eq!(null.decode().unwrap().data.user.nickname, None);
    let expired = Body::valid().with("data.enrollment.date_expire", "2020-01-01");
    assert!(violates(&expired, Rule::ExpiredWhenSent));
    let inactive = Body::valid().with("data.enrollment.actived", 0).with("data.enrollment.status", 0);
    assert_eq!(inactive.decode().unwrap().validate_strict(), Ok(()));
    let unknown_status = Body::valid().with("data.enrollment.status", 7);
    assert!(violates(&unknown_status, Rule::UnknownStatus));
    let stringified_ids = Body::valid().ids_as_strings();
    assert_eq!(decoded(&stringified_ids), accepted);
    let php_escaped = Body::valid().php_escaped();
    assert_eq!(decoded(&php_escaped), accepted);
    let pretty_printed = Body::valid().pretty();
    assert_eq!(decoded(&pretty_printed), accepted);
    let byte_order_mark = Body::valid().with_byte_order_mark();
    assert_eq!(decoded(&byte_order_mark), accepted);
    let duplicate_field = Body::valid().duplicate("data.user.id");
    assert_eq!(decoded(&duplicate_field), rejected("data.user.id", DuplicateField));
    let truncated = Body::valid().truncated(200);
    assert_eq!(decoded(&truncated), rejected("", UnexpectedEnd));
    let other_slug = Body::valid().with("event.slug", "activities.course.completed");
    assert_eq!(decoded(&other_slug), rejected("event.slug", OtherEvent));
    let invalid_cpf = Body::valid().with("data.user.cpf", "123.456.789-99");
    assert!(violates(&invalid_cpf, Rule::CpfCheckDigits));
    let blank_cpf = Body::valid().with("data.user.cpf", " ");
    assert!(violates(&blank_cpf, Rule::MissingCpf));
    let invalid_email = Body::valid().with("data.user.email", "ana@@example.com");
    assert!(violates(&invalid_email, Rule::EmailSyntax));
    let other_type = Body::valid().with("data.user", json!([]));
    assert_eq!(decoded(&other_type), rejected("data.user", InvalidValue));
    let overflow = Body::valid().raw("data.user.id", "1e400");
    assert_eq!(decoded(&overflow), rejected("data.user.id", InvalidValue));
    let other_order = Body::valid().reversed();
    assert_eq!(decoded(&other_order), accepted);
    assert!(other_order.to_string().starts_with(r#"{"data":{"user":{"uuid":"#));
    let unknown_field = Body::valid().with_unknown("data.user.phone", "+55 11 5555-0100");
    assert_eq!(decoded(&unknown_field), accepted);
    let doubly_encoded = Body::valid().doubly_encoded();
    assert_eq!(decoded(&doubly_encoded), rejected("", InvalidValue));
}

#[test]
fn documented_and_valid_bodies_are_those_of_the_payloads() {
    assert_eq!(fixture::DOCUMENTED.len(), 407);
    assert_eq!(fixture::documented().to_json(), fixture::DOCUMENTED);
    assert_eq!(Body::documented().to_string(), fixture::DOCUMENTED);
    assert_eq!(fixture::new_enrollment().validate_strict(), Ok(()));
    let data = fixture::new_enrollment().data;
    assert!(data.user.nickname.is_some() && data.user.uuid.is_some() && data.enrollment.date_expire.is_some());
    assert_eq!(Body::valid(), Body::of(&fixture::new_enrollment()));
    assert_eq!(Body::valid().as_ref(), fixture::new_enrollment().to_json().as_bytes());
    assert_eq!(Body::valid().decode(), Ok(fixture::new_enrollment()));
}

#[test]
fn changes_chain_and_those_of_the_encoding_apply_last() {
    let body = Body::documented()
        .pretty()
        .php_escaped()
        .with_byte_order_mark()
        .truncated(56)
        .with("event.name", json!({"a/b": ["é", 1.5]}))
        .with("event.name.a/b", "😀/")
        .reversed()
        .reversed()
        .ids_as_strings();
    assert_eq!(
        body.to_string(),
        "\u{feff}{\n    \"event\": {\n        \"name\": {\n            \"a\\/b\"",
        "the first 56 bytes",
    );
    let body = Body::documented().raw("data", "\"a\\/b \\\\/ /\"").php_escaped().to_string();
    assert!(body.ends_with(r#""data":"a\/b \\\/ \/"}"#), "{body}");
    let body = Body::documented().raw("event.name", "nul").duplicate("event.name").without("data");
    assert_eq!(
        body.to_string(),
        r#"{"event":{"name":nul,"name":nul,"slug":"activities.course.enrollment","send_at":"2023-07-03 12:53:41"}}"#,
    );
    assert_eq!(body.without("event.name").to_string().matches("nul").count(), 1);
    assert_eq!(Body::valid().raw("", "é€").in_latin_1().as_ref(), b"\xE9?");
    assert_eq!(Body::valid().with("", json!({})).pretty().to_string(), "{\n}");
    assert_eq!(format!("{:?}", Body::documented()), "Body(<407 bytes>)");
    let truncated = Body::documented().truncated(41);
    assert!(truncated.to_string().ends_with("matr\u{fffd}") && truncated.as_ref().ends_with(b"matr\xC3"));
}

/// Serializes the tests that replace the panic hook, which is that of the process.
static HOOK: Mutex<()> = Mutex::new(());

/// Returns the message of a panic and the file that it is reported for.
fn panic_of<T>(act: impl FnOnce() -> T + UnwindSafe) -> (String, String) {
    let _guard = HOOK.lock().unwrap_or_else(PoisonError::into_inner);
    let reported = Arc::new(Mutex::new(None));
    let hook = panic::take_hook();
    let sink = Arc::clone(&reported);
    panic::set_hook(Box::new(move |info| {
        let message = info.payload().downcast_ref::<String>().cloned().unwrap_or_default();
        *sink.lock().unwrap() = Some((message, info.location().unwrap().file().to_string()));
    }));
    let result = panic::catch_unwind(act);
    panic::set_hook(hook);
    assert!(result.is_err(), "no panic");
    let reported = reported.lock().unwrap().take();
    reported.unwrap()
}

#[test]
fn an_invalid_path_panics_in_the_file_of_the_test() {
    let valid = Body::valid;
    for (panic, message) in [
        (panic_of(|| valid().with("data.usr.email", 1)), "the body has no field `data.usr.email`"),
        (panic_of(|| valid().raw("data.user.emial", "")), "the body has no field `data.user.emial`"),
        (panic_of(|| valid().without("data.user.phone")), "the body has no field `data.user.phone`"),
        (panic_of(|| valid().duplicate("data.user.id.x")), "the body has no field `data.user.id.x`"),
        (panic_of(|| valid().without("")), "the body has no field ``"),
        (panic_of(|| valid().without("data").with("data.user.id", 1)), "the body has no field `data.user.id`"),
        (panic_of(|| valid().with_unknown("data.usr.phone", 1)), "the body has no field `data.usr`"),
        (panic_of(|| valid().with_unknown("data.user.id.x", 1)), "`data.user.id` is not an object"),
        (panic_of(|| valid().with_unknown("data.user.id", 1)), "the body already has a field `data.user.id`"),
        (panic_of(|| valid().with_unknown("event.", 1)), "`event.` does not end in the name of a field"),
        (panic_of(|| valid().truncated(477).in_latin_1()), "the body has 472 bytes, which cannot be truncated to 477"),
        (panic_of(|| Body::documented().truncated(407)), "the body has 407 bytes, which cannot be truncated to 407"),
    ] {
        assert_eq!(panic, (message.to_string(), file!().to_string()));
    }
}

#[test]
fn every_sample_has_the_outcome_that_it_states() {
    for sample in fixture::samples() {
        let body = sample.body.as_ref();
        let decoded = NewEnrollment::from_slice(body);
        let incoming = Incoming::from_slice(body);
        let inspection = audit::inspect(body);
        let plain = serde_json::from_slice::<NewEnrollment>(body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body));
        assert_eq!(plain.as_ref().ok(), decoded.as_ref().ok(), "{}", sample.name);
        assert_eq!(sample.body.decode(), decoded, "{}", sample.name);
        assert_eq!(inspection.outcome, incoming, "{}", sample.name);
        assert_eq!(inspection.code(), sample.outcome.code(), "{}", sample.name);
        match sample.outcome {
            Outcome::NewEnrollment { violations, deviations } => {
                let webhook = decoded.unwrap_or_else(|error| panic!("{}: {error}", sample.name));
                let report = webhook.check();
                let found = report.iter().map(|violation| (violation.path.as_str(), violation.rule));
                assert_eq!(found.collect::<Vec<_>>(), violations, "{}", sample.name);
                let found = inspection.deviations.iter().map(|found| (found.path.as_str(), found.kind));
                assert_eq!(found.collect::<Vec<_>>(), deviations, "{}", sample.name);
                assert_eq!(inspection.report, report, "{}", sample.name);
                assert_eq!(incoming, Ok(Incoming::NewEnrollment(webhook)), "{}", sample.name);
            }
            Outcome::OtherEvent { slug } => {
                assert_eq!(decoded.unwrap_err().kind(), DecodeErrorKind::OtherEvent, "{}", sample.name);
                assert_eq!(incoming.unwrap().event().slug, slug, "{}", sample.name);
            }
            Outcome::Rejected { path, kind } => {
                let error = decoded.unwrap_err();
                assert_eq!((error.path(), error.kind()), (path, kind), "{}: {error}", sample.name);
                assert_eq!(incoming, Err(error), "{}", sample.name);
            }
            outcome => panic!("{outcome:?}"),
        }
    }
}

#[test]
fn every_rule_decode_error_and_deviation_has_a_sample() {
    let samples = fixture::samples();
    let names: BTreeSet<_> = samples.iter().map(|sample| sample.name).collect();
    assert_eq!(names.len(), samples.len());
    assert!(names.iter().all(|name| name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))));

    let (mut rules, mut kinds, mut deviation_kinds) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for sample in samples {
        kinds.extend(sample.body.decode().err().map(|error| error.kind()));
        if let Outcome::NewEnrollment { violations, deviations } = sample.outcome {
            rules.extend(violations.into_iter().map(|(_, rule)| rule));
            deviation_kinds.extend(deviations.into_iter().map(|(_, kind)| kind));
        }
    }
    // No body violates these: another slug is another event, and years have four digits.
    rules.extend([Rule::SlugMismatch, Rule::YearRange]);
    assert_eq!(rules.into_iter().collect::<Vec<_>>(), Rule::ALL);
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), DecodeErrorKind::ALL);
    assert_eq!(deviation_kinds.into_iter().collect::<Vec<_>>(), audit::DeviationKind::ALL);
}

#[test]
fn a_failed_assertion_on_revealed_payloads_shows_the_difference() {
    let expected = fixture::new_enrollment();
    let mut actual = expected.clone();
    actual.data.user.email = "ana@example.com".into();
    let (redacted, _) = panic_of(|| assert_eq!(actual, expected));
    assert!(!redacted.contains("example.com"), "{redacted}");
    for (revealed, _) in [
        panic_of(|| assert_eq!(actual.revealed(), expected.revealed())),
        panic_of(|| assert_eq!(actual.data.revealed(), expected.data.revealed())),
        panic_of(|| assert_eq!(actual.data.user.revealed(), expected.data.user.revealed())),
    ] {
        assert!(revealed.contains(r#"email: "ana@example.com""#), "{revealed}");
        assert!(revealed.contains(r#"email: "joao.conceicao@example.com""#), "{revealed}");
    }
    assert_eq!(
        format!("{:?}", fixture::documented().revealed()),
        r#"NewEnrollment { event: Event { name: "Atividades - Nova matrícula", slug: CourseEnrollment, send_at: 2023-07-03T12:53:41 }, data: EnrollmentData { institution: Institution { id: Id(12345) }, course: Course { id: Id(123456), name: "Course Name" }, enrollment: Enrollment { id: Id(11), date_expire: None, course_id: Id(123456789), actived: true, status: Active }, user: User { id: Id(987654321), name: "Student", email: "student@toolzz.com", cpf: "123.456.789-99", nickname: None, uuid: None } } }"#,
    );
}
