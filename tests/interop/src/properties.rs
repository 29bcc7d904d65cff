//! Properties of generated payloads. Those of generated bodies are in the test `oracle`.

use chrono::{Datelike, NaiveDate};
use proptest::prelude::*;
use toolzz_webhook::{NewEnrollment, Report, Rule, Validate};

/// A date in any year of chrono, most of which the wire cannot represent.
fn any_date() -> impl Strategy<Value = NaiveDate> {
    let days = |first: NaiveDate, last: NaiveDate| first.num_days_from_ce()..=last.num_days_from_ce();
    let year = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    prop_oneof![days(year(-1, 1, 1), year(10_000, 12, 31)), days(NaiveDate::MIN, NaiveDate::MAX)]
        .prop_map(|days| NaiveDate::from_num_days_from_ce_opt(days).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn a_payload_decodes_unless_a_year_does_not_fit(
        mut webhook in any::<NewEnrollment>(),
        send_at in any_date(),
        date_expire in prop::option::of(any_date()),
    ) {
        webhook.event.send_at = send_at.and_hms_opt(23, 59, 59).unwrap();
        webhook.data.enrollment.date_expire = date_expire;
        let json = webhook.to_json();
        prop_assert_eq!(&serde_json::to_string(&webhook).unwrap(), &json);
        if webhook.check().contains(Rule::YearRange) {
            prop_assert_eq!(json.parse::<NewEnrollment>().map_err(|error| error.code()), Err("invalid_value"));
        } else {
            prop_assert_eq!(&serde_json::to_string_pretty(&webhook).unwrap().parse::<NewEnrollment>().unwrap(), &webhook);
            prop_assert_eq!(json.parse(), Ok(webhook));
        }
    }

    #[test]
    fn a_payload_violates_what_its_models_violate(webhook in any::<NewEnrollment>()) {
        let across = [Rule::CourseMismatch, Rule::ExpiredWhenSent, Rule::NameMismatch, Rule::SlugMismatch];
        let at = |prefix: &str, report: Report| {
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
        prop_assert_eq!(webhook.validate().is_err(), webhook.check().code().is_some());
        prop_assert_eq!(webhook.validate_strict().is_err(), !whole.is_empty());
    }
}
