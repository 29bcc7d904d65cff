//! What holds for every payload and every body.

mod support;

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use proptest::{prelude::*, sample::Index, strategy::ValueTree, test_runner::TestRunner};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use support::{ABSENT, PLACES, body_with};
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

/// Texts as they come: usual ones, and any.
fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-zA-Zãéíçõ ]{0,12}", any::<String>()]
}

fn id() -> impl Strategy<Value = u64> {
    prop_oneof![0_u64..3, any::<u64>()]
}

fn user() -> impl Strategy<Value = User> {
    let cpf = prop_oneof![text(), "[0-9]{11}", Just("123.456.789-09".to_string())];
    let email = prop_oneof![text(), "[a-z]{1,5}@[a-z]{1,5}\\.com"];
    let uuid = prop_oneof![text(), Just("7b0c2f4e-58a1-4c9d-9f3e-2d6a1b8c0e57".to_string())];
    (id(), text(), email, cpf, prop::option::of(text()), prop::option::of(uuid)).prop_map(
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
    let event = (date_time(), prop_oneof![Just("Atividades - Nova matrícula".to_string()), text()]);
    (event, id(), (id(), text()), enrollment(), user()).prop_map(
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

/// JSON for some place of the payload: forms that are read, and forms that are not.
const FORMS: &[&str] = &[
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
    prop::sample::select(FORMS).prop_map(str::to_string)
}

/// The documented body with other JSON in some places, and perhaps a few characters changed.
fn body() -> impl Strategy<Value = String> {
    let objects = ["event", "data", "data.institution", "data.course", "data.enrollment", "data.user"];
    let paths: Vec<&str> = PLACES.iter().map(|(path, _)| *path).chain(["data.user.uuid"]).chain(objects).collect();
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

/// A tree that keeps a key that is there twice, where a map keeps only the last.
#[serde_with::serde_as]
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Tree {
    Object(#[serde_as(as = "serde_with::Map<_, _>")] Vec<(String, Tree)>),
    Array(Vec<Tree>),
    Scalar(#[allow(dead_code, reason = "only there to be read")] Value),
}

fn has_key_twice(tree: &Tree) -> bool {
    match tree {
        Tree::Object(members) => {
            let keys: BTreeSet<&str> = members.iter().map(|(key, _)| key.as_str()).collect();
            keys.len() < members.len() || members.iter().any(|(_, value)| has_key_twice(value))
        }
        Tree::Array(items) => items.iter().any(has_key_twice),
        Tree::Scalar(_) => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn any_payload_survives_the_wire(webhook in webhook()) {
        let json = webhook.to_json();
        prop_assert_eq!(json.parse(), Ok(webhook.clone()));
        prop_assert_eq!(&serde_json::to_string(&webhook).unwrap(), &json);
        prop_assert_eq!(serde_json::from_str::<NewEnrollment>(&json).unwrap(), webhook.clone());
        prop_assert_eq!(serde_json::from_value::<NewEnrollment>(serde_json::to_value(&webhook).unwrap()).unwrap(), webhook.clone());
        let pretty = serde_json::to_string_pretty(&webhook).unwrap();
        prop_assert_eq!(pretty.parse(), Ok(webhook.clone()));
        prop_assert_eq!(postcard::from_bytes::<NewEnrollment>(&postcard::to_allocvec(&webhook).unwrap()).unwrap(), webhook);
    }

    /// Dates of all years that chrono has: whatever passes validation can be read back.
    #[test]
    fn what_passes_validation_survives_the_wire(
        webhook in webhook(),
        send_at in any_date(),
        date_expire in prop::option::of(any_date()),
    ) {
        let mut webhook = webhook;
        webhook.event.send_at = send_at.and_hms_opt(23, 59, 59).unwrap();
        webhook.data.enrollment.date_expire = date_expire;
        let mut report = webhook.check();
        report.retain(|violation| violation.rule == Rule::YearRange);
        let read: Result<NewEnrollment, _> = webhook.to_json().parse();
        prop_assert_eq!(read.is_ok(), report.is_empty(), "{:?}", webhook);
        if webhook.validate().is_ok() {
            prop_assert_eq!(read, Ok(webhook));
        }
    }

    #[test]
    fn the_canonical_form_is_a_fixed_point(body in body()) {
        if let Ok(webhook) = body.parse::<NewEnrollment>() {
            let once = webhook.to_json();
            let twice = once.parse::<NewEnrollment>().unwrap().to_json();
            prop_assert_eq!(&once, &twice);
            prop_assert_eq!(audit::inspect(once.as_bytes()).deviations, []);
        }
    }

    #[test]
    fn all_ways_in_agree(body in body()) {
        let own = NewEnrollment::from_slice(body.as_bytes());
        prop_assert_eq!(&body.parse(), &own);
        let unmarked = body.trim_start_matches('\u{feff}');
        prop_assert_eq!(serde_json::from_str(unmarked).ok(), own.clone().ok());
        prop_assert_eq!(serde_json::from_slice(unmarked.as_bytes()).ok(), own.clone().ok());
        prop_assert_eq!(serde_json::from_reader(unmarked.as_bytes()).ok(), own.clone().ok());
        let twice = serde_json::from_str::<Tree>(unmarked).is_ok_and(|tree| has_key_twice(&tree));
        if let (Ok(tree), false) = (serde_json::from_str::<Value>(unmarked), twice) {
            prop_assert_eq!(serde_json::from_value(tree).ok(), own.clone().ok());
        }
        match (Incoming::from_slice(body.as_bytes()), own) {
            (Ok(Incoming::NewEnrollment(webhook)), own) => prop_assert_eq!(Ok(webhook), own),
            (Ok(Incoming::Other(other)), own) => {
                prop_assert_eq!(own.unwrap_err().kind(), DecodeErrorKind::OtherEvent);
                prop_assert_eq!(other.body(), unmarked);
            }
            (Err(error), own) => {
                let own = own.unwrap_err();
                prop_assert!(error == own || own.kind() == DecodeErrorKind::OtherEvent, "{error} {own}");
            }
            (incoming, _) => prop_assert!(false, "{incoming:?}"),
        }
    }

    #[test]
    fn an_error_names_a_place(body in body()) {
        if let Err(error) = body.parse::<NewEnrollment>() {
            let text = error.to_string();
            prop_assert!(!text.contains('\n') && !text.ends_with('.') && !text.contains(" ?"), "{text}");
            prop_assert!(error.line() == 1 && error.column() <= body.len(), "{text}");
            let known = error.path().is_empty()
                || ["event", "data", "data.institution", "data.course", "data.enrollment", "data.user", "data.user.uuid"].contains(&error.path())
                || PLACES.iter().any(|(path, _)| *path == error.path());
            prop_assert!(known, "{text}");
            if matches!(error.kind(), DecodeErrorKind::Syntax | DecodeErrorKind::UnexpectedEnd) {
                prop_assert_eq!(error.path(), "");
            }
        }
    }

    #[test]
    fn the_report_of_a_payload_is_the_union_of_its_models(webhook in webhook()) {
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
    fn nothing_that_is_printed_shows_a_personal_text(
        secrets in prop::array::uniform6("Q[a-zA-Z0-9@.é]{6,20}Q"),
        broken in prop::option::of(prop::sample::select(vec!["data.user.id", "data.enrollment.actived", "event.send_at", "data.user", "event.slug"])),
    ) {
        let json: Vec<String> = secrets.iter().map(|secret| format!("\"{secret}\"")).collect();
        let mut changes = vec![
            ("data.user.name", json[0].as_str()),
            ("data.user.email", &json[1]),
            ("data.user.cpf", &json[2]),
            ("data.user.nickname", &json[3]),
            ("data.user.uuid", &json[4]),
        ];
        changes.extend(broken.map(|path| (path, json[5].as_str())));
        let body = body_with(&changes).replacen('{', &format!("{{{}:{},", json[5], json[5]), 1);
        let inspection = audit::inspect(body.as_bytes());
        let mut printed = format!("{:?} {}", inspection.record(), inspection.record());
        printed += &format!("{:?} {:#?}", inspection.report, inspection.deviations);
        if broken != Some("event.slug") {
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
    fn adapters_read_what_they_write(flag: bool, id: u64, code: i64, at in date_time(), text: String) {
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
            texts: BTreeMap<String, String>,
        }
        let all = All { flag, id, code, at, on: at.date(), texts: [(text.clone(), text)].into() };
        let json = serde_json::to_string(&all).unwrap();
        prop_assert_eq!(serde_json::from_str::<All>(&json).unwrap(), all);
    }
}

/// A guard against a generator that no longer generates: bodies are read and refused in every way.
#[test]
fn the_generated_bodies_are_of_every_kind() {
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
