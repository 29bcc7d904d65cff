//! A retry that is built anew has another time.

use toolzz_webhook::fixture;

#[test]
fn a_delivery_with_another_send_at_has_another_key() {
    let delivery = fixture::new_enrollment();
    let mut again = delivery.clone();
    again.event.send_at += chrono::TimeDelta::seconds(1);
    let (key, other) = (delivery.idempotency_key(), again.idempotency_key());
    assert_ne!(key, other);
    let without_time = |key: String| key.rsplit_once('/').map(|(key, _)| key.to_string());
    assert_eq!(without_time(key.to_string()).as_deref(), Some("activities.course.enrollment/12345/11"));
    assert_eq!(without_time(key.to_string()), without_time(other.to_string()));
}
