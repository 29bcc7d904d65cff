//! Properties of every payload and every body.

mod support;

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use proptest::{prelude::*, sample::Index, strategy::ValueTree, test_runner::TestRunner};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use support::{ABSENT, FIELDS, OBJECTS, body_with};
use toolzz_webhook::{
    Course, DecodeErrorKind, Enrollment, EnrollmentStatus, Incoming, Institution, NewEnrollment, Rule, User, Validate,
    audit, wire,
};

fn date() -> impl Strategy<Value = NaiveDate> {
    (-365_i32..=3_652_059).prop_map(|days| NaiveDate::from_num_days_from_ce_opt(days).unwrap())
}

fn any_date() -> impl Strategy<Value = NaiveDate> {
    let days = NaiveDate::MIN.num_days_from_ce()..=NaiveDate::MAX.num_days_from_ce();
    prop_oneof![date(), days.prop_map(|days| NaiveDate::from_num_days_from_ce_opt(days).unwrap())]
}

fn date_time() -> impl Strategy<Value = NaiveDateTime> {
    (date(), 0_u32..24, 0_u32..60, 0_u32..60).prop_map(|(date, h, m, s)| date.and_hms_opt(h, m, s).unwrap())
}

/// Ordinary names, and any string.
fn string() -> impl Strategy<Value = String> {
    prop_oneof!["[a-zA-Zãéíçõ ]{0,12}", any::<String>()]
}

fn id() -> impl Strategy<Value = u64> {
    prop_oneof![0_u64..3, any::<u64>()]
}

fn user() -> impl Strategy<Value = User> {
    let cpf = prop_oneof![string(), "[0-9]{11}", Just("123.456.789-09".to_string())];
    let email = prop_oneof![string(), "[a-z]{1,5}@[a-z]{1,5}\\.com"];
    let uuid = prop_oneof![string(), Just("7b0c2f4e-58a1-4c9d-9f3e-2d6a1b8c0e57".to_string())];
    (id(), string(), email, cpf, prop::option::of(string()), prop::option::of(uuid)).prop_map(
        |(id, name, email, cpf, nickname, uuid)| {
            User::builder().id(id).name(name).email(email).cpf(cpf).maybe_nickname(nickname).maybe_uuid(uuid).build()
        },
    )
}

fn enrollment() -> impl Strategy<Value = Enrollment> {
    let status = prop_oneof![0_i64..3, any::<i64>()];
    (id(), prop::option::of(date()), id(), any::<bool>(), status).prop_map(
        |(id, date_expire, course, actived, status)| {
            Enrollment::builder()
                .id(id)
                .maybe_date_expire(date_expire)
                .course_id(course)
                .actived(actived)
                .status(EnrollmentStatus::from(status))
                .build()
        },
    )
}

fn webhook() -> impl Strategy<Value = NewEnrollment> {
    let event = (date_time(), prop_oneof![Just("Atividades - Nova matrícula".to_string()), string()]);
    (event, id(), (id(), string()), enrollment(), user()).prop_map(
        |((send_at, name), institution, course, enrollment, user)| {
            let mut webhook = NewEnrollment::builder()
                .send_at(send_at)
                .institution(Institution::builder().id(institution).build())
                .course(Course::builder().id(course.0).name(course.1).build())
                .enrollment(enrollment)
                .user(user)
                .build_unchecked();
            webhook.event.name = name;
            webhook
        },
    )
}

/// JSON that some field accepts, that every field rejects, and that is invalid.
const JSON: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "1",
    "2",
    "-1",
    "0.0",
    "1.0",
    "1.5",
    "1e3",
    "\"0\"",
    "\"1\"",
    "\"true\"",
    "\"\"",
    "\"7\"",
    "\"007\"",
    "[]",
    "{}",
    "[1]",
    "9007199254740993",
    "18446744073709551615",
    "18446744073709551616",
    "\"2024-02-29\"",
    "\"2024-02-29 12:00:00\"",
    "\"2024-02-29T12:00:00.5\"",
    "\"2024-02-30\"",
    "\"0000-00-00\"",
    "\"2024-02-29T12:00:00Z\"",
    "\"members.created\"",
    "12345678909",
    "1,\"id\":1",
    "nul",
    "1]",
    "\"\\u00e9\\/\"",
    "\"\\ud800\"",
    ABSENT,
];

fn json() -> impl Strategy<Value = String> {
    prop::sample::select(JSON).prop_map(str::to_string)
}

/// The documented body with other JSON in up to three fields and up to one edit of its characters.
fn body() -> impl Strategy<Value = String> {
    let paths: Vec<&str> = FIELDS.iter().map(|(path, _)| *path).chain(OBJECTS).collect();
    let changes = prop::collection::vec((prop::sample::select(paths), json()), 0..4);
    let edits = prop::collection::vec((any::<Index>(), 0_usize..3, "[ -~]{0,2}"), 0..2);
    (changes, edits, any::<bool>()).prop_map(|(changes, edits, mark)| {
        let changes: Vec<(&str, &str)> = changes.iter().map(|(path, json)| (*path, json.as_str())).collect();
        let mut body: Vec<char> = body_with(&changes).chars().collect();
        for (at, remove, insert) in edits {
            let at = at.index(body.len());
            body.splice(at..(at + remove).min(body.len()), insert.chars());
        }
        if mark {
            body.insert(0, '\u{feff}');
        }
        body.into_iter().collect()
    })
}

/// JSON with duplicate fields, of which a `Value` has only the last.
#[serde_with::serde_as]
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Tree {
    Object(#[serde_as(as = "serde_with::Map<_, _>")] Vec<(String, Tree)>),
    Array(Vec<Tree>),
    Scalar(#[allow(dead_code, reason = "only decoded")] Value),
}

fn has_duplicate_field(tree: &Tree) -> bool {
    match tree {
        Tree::Object(fields) => {
            let names: BTreeSet<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
            names.len() < fields.len() || fields.iter().any(|(_, value)| has_duplicate_field(value))
        }
        Tree::Array(items) => items.iter().any(has_duplicate_field),
        Tree::Scalar(_) => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn any_payload_round_trips(webhook in webhook()) {
        let json = webhook.to_json();
        prop_assert_eq!(json.parse(), Ok(webhook.clone()));
        prop_assert_eq!(&serde_json::to_string(&webhook).unwrap(), &json);
        prop_assert_eq!(serde_json::from_str::<NewEnrollment>(&json).unwrap(), webhook.clone());
        prop_assert_eq!(serde_json::from_value::<NewEnrollment>(serde_json::to_value(&webhook).unwrap()).unwrap(), webhook.clone());
        let pretty = serde_json::to_string_pretty(&webhook).unwrap();
        prop_assert_eq!(pretty.parse(), Ok(webhook.clone()));
        prop_assert_eq!(postcard::from_bytes::<NewEnrollment>(&postcard::to_allocvec(&webhook).unwrap()).unwrap(), webhook);
    }

    /// With dates in every year of chrono.
    #[test]
    fn a_payload_that_passes_validation_round_trips(
        webhook in webhook(),
        send_at in any_date(),
        date_expire in prop::option::of(any_date()),
    ) {
        let mut webhook = webhook;
        webhook.event.send_at = send_at.and_hms_opt(23, 59, 59).unwrap();
        webhook.data.enrollment.date_expire = date_expire;
        let mut report = webhook.check();
        report.retain(|violation| violation.rule == Rule::YearRange);
        let decoded: Result<NewEnrollment, _> = webhook.to_json().parse();
        prop_assert_eq!(decoded.is_ok(), report.is_empty(), "{:?}", webhook);
        if webhook.validate().is_ok() {
            prop_assert_eq!(decoded, Ok(webhook));
        }
    }

    #[test]
    fn canonical_json_is_unchanged_by_a_second_pass(body in body()) {
        if let Ok(webhook) = body.parse::<NewEnrollment>() {
            let first = webhook.to_json();
            let second = first.parse::<NewEnrollment>().unwrap().to_json();
            prop_assert_eq!(&first, &second);
            prop_assert_eq!(audit::inspect(first.as_bytes()).deviations, []);
        }
    }

    #[test]
    fn every_way_to_decode_agrees(body in body()) {
        let decoded = NewEnrollment::from_slice(body.as_bytes());
        prop_assert_eq!(&body.parse(), &decoded);
        let unmarked = body.trim_start_matches('\u{feff}');
        prop_assert_eq!(serde_json::from_str(unmarked).ok(), decoded.clone().ok());
        prop_assert_eq!(serde_json::from_slice(unmarked.as_bytes()).ok(), decoded.clone().ok());
        prop_assert_eq!(serde_json::from_reader(unmarked.as_bytes()).ok(), decoded.clone().ok());
        let has_duplicate = serde_json::from_str::<Tree>(unmarked).is_ok_and(|tree| has_duplicate_field(&tree));
        if let (Ok(value), false) = (serde_json::from_str::<Value>(unmarked), has_duplicate) {
            prop_assert_eq!(serde_json::from_value(value).ok(), decoded.clone().ok());
        }
        match (Incoming::from_slice(body.as_bytes()), decoded) {
            (Ok(Incoming::NewEnrollment(webhook)), decoded) => prop_assert_eq!(Ok(webhook), decoded),
            (Ok(Incoming::Other(other)), decoded) => {
                prop_assert_eq!(decoded.unwrap_err().kind(), DecodeErrorKind::OtherEvent);
                prop_assert_eq!(other.body(), unmarked);
            }
            (Err(error), decoded) => {
                let rejected = decoded.unwrap_err();
                prop_assert!(error == rejected || rejected.kind() == DecodeErrorKind::OtherEvent, "{error} {rejected}");
            }
            (incoming, _) => prop_assert!(false, "{incoming:?}"),
        }
    }

    #[test]
    fn an_error_has_a_documented_path_and_a_position_in_the_body(body in body()) {
        if let Err(error) = body.parse::<NewEnrollment>() {
            prop_assert!(error.line() == 1 && error.column() <= body.len(), "{}", error);
            let is_documented = error.path().is_empty()
                || OBJECTS.contains(&error.path())
                || FIELDS.iter().any(|(path, _)| *path == error.path());
            prop_assert!(is_documented, "{}", error);
            if matches!(error.kind(), DecodeErrorKind::Syntax | DecodeErrorKind::UnexpectedEnd) {
                prop_assert_eq!(error.path(), "");
            }
        }
    }

    #[test]
    fn a_payload_violates_what_its_models_violate(webhook in webhook()) {
        let across = [Rule::CourseMismatch, Rule::ExpiredWhenSent, Rule::NameMismatch, Rule::SlugMismatch];
        let at = |prefix: &str, report: toolzz_webhook::Report| {
            report.into_iter().map(move |found| (format!("{prefix}{}", found.path), found.rule)).collect::<Vec<_>>()
        };
        let whole = at("", webhook.check());
        let of_the_models = [
            at("event.", webhook.event.check()),
            at("data.institution.", webhook.data.institution.check()),
            at("data.course.", webhook.data.course.check()),
            at("data.enrollment.", webhook.data.enrollment.check()),
            at("data.user.", webhook.data.user.check()),
        ];
        let within: Vec<_> = whole.iter().filter(|(_, rule)| !across.contains(rule)).cloned().collect();
        prop_assert_eq!(within, of_the_models.concat());
        let expired = webhook.data.enrollment.date_expire.is_some_and(|date| date < webhook.event.send_at.date());
        let mismatch = webhook.data.enrollment.course_id != webhook.data.course.id;
        prop_assert_eq!(whole.contains(&("data.enrollment.date_expire".into(), Rule::ExpiredWhenSent)), expired);
        prop_assert_eq!(whole.contains(&("data.enrollment.course_id".into(), Rule::CourseMismatch)), mismatch);
        prop_assert_eq!(webhook.validate().is_err(), !webhook.check().errors().is_empty());
        prop_assert_eq!(webhook.validate_strict().is_err(), !whole.is_empty());
    }

    #[test]
    fn nothing_printed_contains_personal_data(
        secrets in prop::array::uniform6("Q[a-zA-Z0-9@.é]{6,20}Q"),
        invalid in prop::option::of(prop::sample::select(vec!["data.user.id", "data.enrollment.actived", "event.send_at", "data.user", "event.slug"])),
    ) {
        let json: Vec<String> = secrets.iter().map(|secret| format!("\"{secret}\"")).collect();
        let mut changes = vec![
            ("data.user.name", json[0].as_str()),
            ("data.user.email", &json[1]),
            ("data.user.cpf", &json[2]),
            ("data.user.nickname", &json[3]),
            ("data.user.uuid", &json[4]),
        ];
        changes.extend(invalid.map(|path| (path, json[5].as_str())));
        let body = body_with(&changes).replacen('{', &format!("{{{}:{},", json[5], json[5]), 1);
        let inspection = audit::inspect(body.as_bytes());
        let mut printed = format!("{:?} {}", inspection.record(), inspection.record());
        printed += &format!("{:?} {:#?}", inspection.report, inspection.deviations);
        if invalid != Some("event.slug") {
            printed += &format!("{inspection:?} {inspection:#?}");
        }
        if let Err(error) = NewEnrollment::from_slice(body.as_bytes()) {
            printed += &format!("{error} {error:?} {}", serde_json::to_string(&error).unwrap());
        }
        if let Err(error) = serde_json::from_str::<NewEnrollment>(&body) {
            printed += &format!("{error} {error:?}");
        }
        for secret in &secrets {
            prop_assert!(!printed.contains(secret.as_str()), "{secret} in {printed}");
        }
    }

    #[test]
    fn adapters_round_trip(flag: bool, id: u64, code: i64, at in date_time(), string: String) {
        #[serde_with::serde_as]
        #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        struct All {
            #[serde_as(as = "wire::ZeroOne")]
            flag: bool,
            #[serde_as(as = "wire::Identifier")]
            id: u64,
            #[serde_as(as = "wire::Code")]
            code: i64,
            #[serde_as(as = "wire::DateTime")]
            at: NaiveDateTime,
            #[serde_as(as = "wire::Date")]
            on: NaiveDate,
            #[serde_as(as = "BTreeMap<wire::Text, wire::CpfText>")]
            strings: BTreeMap<String, String>,
        }
        let all = All { flag, id, code, at, on: at.date(), strings: [(string.clone(), string)].into() };
        let json = serde_json::to_string(&all).unwrap();
        prop_assert_eq!(serde_json::from_str::<All>(&json).unwrap(), all);
    }
}

/// The properties above hold trivially for a generator of one kind of body.
#[test]
fn the_generated_bodies_have_every_outcome() {
    let mut runner = TestRunner::deterministic();
    let mut seen = BTreeMap::new();
    for _ in 0..3_000 {
        let body = body().new_tree(&mut runner).unwrap().current();
        let kind = body.parse::<NewEnrollment>().map_or_else(|error| error.kind().code(), |_| "decoded");
        *seen.entry(kind).or_insert(0) += 1;
    }
    let kinds =
        ["decoded", "duplicate_field", "invalid_value", "missing_field", "other_event", "syntax", "unexpected_end"];
    assert_eq!(seen.keys().copied().collect::<Vec<_>>(), kinds);
    assert!(seen.values().all(|count| *count >= 5), "{seen:?}");
}
