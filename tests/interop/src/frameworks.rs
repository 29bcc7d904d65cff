//! Extractors of web frameworks.

use crate::support::body_with;
use axum::Json;
use toolzz_webhook::{Incoming, fixture};

#[test]
fn an_incoming_is_extracted_by_axum() {
    let json = |body: &str| Json::<Incoming>::from_bytes(body.as_bytes());
    let Json(incoming) = json(fixture::DOCUMENTED).unwrap();
    assert_eq!(incoming, Incoming::from(fixture::documented()));

    let body = body_with(&[("data.enrollment.actived", "2"), ("data.user.id", "-1")]);
    let rejection = json(&body).unwrap_err();
    assert_eq!(rejection.status(), 422);
    assert_eq!(
        rejection.body_text(),
        format!("Failed to deserialize the JSON body into the target type: {}", body.parse::<Incoming>().unwrap_err()),
    );
}
