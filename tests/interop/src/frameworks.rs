//! Extractors of web frameworks.

use crate::support::body_with;
use axum::Json;
use toolzz_webhook::{Incoming, fixture};

#[test]
fn an_incoming_is_extracted_by_axum() {
    let json = |body: &str| Json::<Incoming>::from_bytes(body.as_bytes());
    let Json(incoming) = json(fixture::DOCUMENTED).unwrap();
    assert_eq!(incoming, Incoming::from(fixture::documented()));

    let rejection = json(&body_with(&[("data.enrollment.actived", "2")])).unwrap_err();
    assert_eq!(rejection.status(), 422);
    assert_eq!(
        rejection.body_text(),
        "Failed to deserialize the JSON body into the target type: \
         data.enrollment.actived: expected 0 or 1, found another number (line 1, column 272)",
    );
}
