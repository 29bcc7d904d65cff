//! Idempotency keys, by which a receiver recognizes retries.

use std::collections::HashSet;
use toolzz_webhook::{Id, IdempotencyKey, NewEnrollment, fixture};

fn key_after(change: impl FnOnce(&mut NewEnrollment)) -> String {
    let mut webhook = fixture::documented();
    change(&mut webhook);
    webhook.idempotency_key().to_string()
}

#[test]
fn the_key_consists_of_slug_institution_enrollment_and_send_at() {
    let key = "activities.course.enrollment/12345/11/2023-07-03T12:53:41";
    assert_eq!(key_after(|_| ()), key);
    assert_eq!(key_after(|webhook| webhook.data.user.name = "x".into()), key);
    assert_eq!(key_after(|webhook| webhook.event.slug = "members.created".into()), key);
    assert_eq!(key_after(|webhook| webhook.data.course.id = Id::new(1)), key);
    assert_eq!(
        key_after(|webhook| webhook.data.institution.id = Id::new(1)),
        "activities.course.enrollment/1/11/2023-07-03T12:53:41",
    );
    assert_eq!(
        key_after(|webhook| webhook.data.enrollment.id = Id::new(1)),
        "activities.course.enrollment/12345/1/2023-07-03T12:53:41",
    );
    assert_eq!(
        key_after(|webhook| webhook.event.send_at += chrono::TimeDelta::seconds(1)),
        "activities.course.enrollment/12345/11/2023-07-03T12:53:42",
    );
}

#[test]
fn keys_serialize_as_their_display_and_sort_by_their_fields() {
    let (documented, valid) = (fixture::documented().idempotency_key(), fixture::new_enrollment().idempotency_key());
    assert_eq!(serde_json::to_string(&documented).unwrap(), format!("\"{documented}\""));
    assert!(documented < valid, "{documented} has the earlier send_at");
    let mut later = fixture::documented();
    later.data.enrollment.id = Id::new(9);
    later.event.send_at += chrono::TimeDelta::days(1);
    assert!(later.idempotency_key() < documented, "9 is below 11, which as a string it is not");
}

#[test]
fn a_retry_has_the_same_key() {
    let mut seen = HashSet::new();
    assert!(seen.insert(fixture::documented().idempotency_key()));
    let again: NewEnrollment = fixture::DOCUMENTED.replace("\"actived\":1", "\"actived\":\"1\"").parse().unwrap();
    assert!(!seen.insert(again.idempotency_key()));
    assert!(seen.insert(fixture::new_enrollment().idempotency_key()));
    let fraction = key_after(|webhook| webhook.event.send_at += chrono::TimeDelta::milliseconds(5));
    assert_eq!(fraction, key_after(|_| ()), "the wire has no fraction of a second");
}

#[test]
fn a_stored_key_can_be_compared() {
    let send_at = |year| chrono::NaiveDate::from_ymd_opt(year, 2, 28).unwrap().and_hms_opt(23, 59, 59).unwrap();
    let key = |year| {
        let mut webhook = fixture::documented();
        webhook.event.send_at = send_at(year);
        webhook.data.enrollment.id = Id::new(u64::MAX);
        webhook.idempotency_key()
    };
    for key in [0, 33, 2023, 9999].map(key) {
        let stored = key.to_string();
        assert_eq!(stored.parse(), Ok(key), "{stored}");
        assert_eq!(serde_json::from_str::<IdempotencyKey>(&format!("\"{stored}\"")).unwrap(), key);
        assert_eq!(postcard::from_bytes(&postcard::to_allocvec(&key).unwrap()), Ok(key));
    }
    for year in [-1, 10_000] {
        assert!(key(year).to_string().parse::<IdempotencyKey>().is_err(), "year {year}");
    }
}

#[test]
fn anything_else_is_not_a_key() {
    const MESSAGE: &str =
        "expected an idempotency key, such as activities.course.enrollment/12345/11/2023-07-03T12:53:41";
    for string in [
        "",
        "/",
        "activities.course.enrollment",
        "activities.course.enrollment/12345/11",
        "activities.course.enrollment/12345/11/",
        "activities.course.completed/12345/11/2023-07-03T12:53:41",
        "/12345/11/2023-07-03T12:53:41",
        "12345/11/2023-07-03T12:53:41",
        "activities.course.enrollment/-1/11/2023-07-03T12:53:41",
        "activities.course.enrollment/12345/011/2023-07-03T12:53:41",
        "activities.course.enrollment/12345/18446744073709551616/2023-07-03T12:53:41",
        "activities.course.enrollment/12345/11/2023-07-03 12:53:41",
        "activities.course.enrollment/12345/11/2023-07-03",
        "activities.course.enrollment/12345/11/2023-07-03T12:53",
        "activities.course.enrollment/12345/11/2023-07-03T12:53UTC",
        "activities.course.enrollment/12345/11/2023-07-03T12:53+00",
        "activities.course.enrollment/12345/11/2023-07-03T12:53:41 UTC",
        "activities.course.enrollment/12345/11/0000-00-00T00:00:00",
        "activities.course.enrollment/12345/11/2023-07-03T12:53:4",
        "activities.course.enrollment/12345/11/2023-07-03T12:53:41Z",
        "activities.course.enrollment/12345/11/2023-07-03T12:53:41.5",
        "activities.course.enrollment/12345/11/2023-07-03T12:53:41/",
        "activities.course.enrollment/12345/11/2023-07-03T12:53:60",
        "activities.course.enrollment/12345/11/2023-07-03T24:00:00",
        "activities.course.enrollment/12345/11/2023-02-30T12:53:41",
        "activities.course.enrollment/12345/11/2023-07-03T 2:53:41",
        "activities.course.enrollment/12345/11/ 2023-7-03T12:53:41",
        "activities.course.enrollment/12345/11/+023-07-03T12:53:41",
        " activities.course.enrollment/12345/11/2023-07-03T12:53:41",
        "activities.course.enrollment/12345/11/2023-07-03T12:53:41 ",
    ] {
        let error = string.parse::<IdempotencyKey>().unwrap_err();
        assert_eq!(error.to_string(), MESSAGE, "{string:?}");
        assert_eq!(serde_json::from_value::<IdempotencyKey>(string.into()).unwrap_err().to_string(), MESSAGE);
    }
    for (json, message) in [
        ("null", MESSAGE),
        ("5", MESSAGE),
        ("true", "expected a string, found a boolean at line 1 column 4"),
        ("[]", "expected a string, found an array at line 1 column 2"),
    ] {
        assert_eq!(serde_json::from_str::<IdempotencyKey>(json).unwrap_err().to_string(), message, "{json}");
    }
}
