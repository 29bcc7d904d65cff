//! The key that tells one call from another.

use std::collections::HashSet;
use toolzz_webhook::{Id, NewEnrollment, fixture};

fn key_after(change: impl FnOnce(&mut NewEnrollment)) -> String {
    let mut webhook = fixture::documented();
    change(&mut webhook);
    webhook.idempotency_key().to_string()
}

#[test]
fn the_key_has_the_four_documented_fields() {
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
fn the_key_serializes_as_its_text_and_sorts_by_its_fields() {
    let (documented, valid) = (fixture::documented().idempotency_key(), fixture::new_enrollment().idempotency_key());
    assert_eq!(serde_json::to_string(&documented).unwrap(), format!("\"{documented}\""));
    assert!(documented < valid, "{documented} is sent before {valid}");
}

#[test]
fn a_repeated_call_has_the_same_key() {
    let mut seen = HashSet::new();
    assert!(seen.insert(fixture::documented().idempotency_key()));
    let again: NewEnrollment = fixture::DOCUMENTED.replace("\"actived\":1", "\"actived\":\"1\"").parse().unwrap();
    assert!(!seen.insert(again.idempotency_key()));
    assert!(seen.insert(fixture::new_enrollment().idempotency_key()));
    let fraction = key_after(|webhook| webhook.event.send_at += chrono::TimeDelta::milliseconds(5));
    assert_eq!(fraction, key_after(|_| ()), "the wire has no fraction of a second");
}
