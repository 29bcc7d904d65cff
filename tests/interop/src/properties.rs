//! Properties of generated payloads. Those of generated bodies are in the test `oracle`.

use crate::support::body_with;
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use proptest::prelude::*;
use std::collections::BTreeMap;
use toolzz_webhook::{
    Course, Enrollment, EnrollmentStatus, Institution, NewEnrollment, Rule, User, Validate, audit, wire,
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
