//! Another event is lost for a field that nobody reads.

use crate::support::other;
use toolzz_webhook::{DecodeErrorKind::InvalidValue, Slug};

#[test]
fn another_event_needs_nothing_but_its_slug() {
    let body = r#"{"event":{"slug":"members.created"}}"#;
    assert_eq!((other(body).slug(), other(body).body()), (&Slug::MEMBER_CREATED, body));
    let body = r#"{"event":{"slug":"members.created","name":2024.1,"send_at":"03/07/2023 12:53:41"},"data":null}"#;
    assert_eq!(other(body).data(), Some("null"));
    let error = other(body).event().unwrap_err();
    assert_eq!((error.path(), error.kind(), error.problems().len()), ("event.send_at", InvalidValue, 1));
}
