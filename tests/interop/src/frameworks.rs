//! Extractors of web frameworks.

use crate::support::body_with;
use axum::Json;
use toolzz_webhook::{Incoming, NewEnrollment, fixture};

#[test]
fn an_incoming_is_extracted_by_axum() {
    let json = |body: &str| Json::<Incoming>::from_bytes(body.as_bytes());
    let Json(incoming) = json(fixture::DOCUMENTED).unwrap();
    assert_eq!(incoming, Incoming::from(fixture::documented()));

    let body = body_with(&[("data.enrollment.actived", "2"), ("data.user.id", "-1")]);
    let rejection = json(&body).unwrap_err();
    assert_eq!(rejection.status(), 422);
    let problem = "data.enrollment.actived: expected 0 or 1, found another number and 1 more problem";
    assert_eq!(rejection.body_text(), format!("Failed to deserialize the JSON body into the target type: {problem}"));
}

#[test]
fn what_is_no_json_is_a_bad_request() {
    for body in ["<html>", "", "{"] {
        assert_eq!(Json::<Incoming>::from_bytes(body.as_bytes()).unwrap_err().status(), 400, "{body}");
        assert_eq!(Json::<NewEnrollment>::from_bytes(body.as_bytes()).unwrap_err().status(), 400, "{body}");
    }
    assert_eq!(Json::<NewEnrollment>::from_bytes(b"5").unwrap_err().status(), 422);
}
