//! Idempotency keys, by which a receiver recognizes retries.

use std::collections::HashSet;
use toolzz_webhook::{Id, NewEnrollment, fixture};

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
