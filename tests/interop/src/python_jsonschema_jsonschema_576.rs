//! A public report, as those in `tests/suite/regressions`: `$` in a pattern also matches before a final line break in
//! Python, so that the pattern alone accepts what the validation rejects.

use crate::schema::{schema, validator};
use serde_json::Value;
use toolzz_webhook::{NewEnrollment, Validate, fixture::Body};

#[test]
fn a_final_line_break_is_rejected_by_the_schema() {
    let (schema, validator) = (schema::<NewEnrollment>(), validator::<NewEnrollment>());
    let is_valid = |body: &Body| validator.is_valid(&serde_json::from_slice::<Value>(body.as_ref()).unwrap());
    assert!(is_valid(&Body::valid()));
    let body = Body::valid().with("data.user.email", "ana@example.com\n");
    assert!(body.decode().unwrap().validate().is_err() && !is_valid(&body));
    // It does not depend on the end that a validator's `$` matches, which a second pattern does.
    let user = schema.pointer("/properties/data/properties/user").cloned().unwrap_or(schema["$defs"]["User"].clone());
    assert!(user["properties"]["email"]["not"].is_object(), "{user}");
    // An odd CPF or UUID is a warning.
    for (path, string) in [
        ("data.user.cpf", "123.456.789-09\n"),
        ("data.user.cpf", "N/A"),
        ("data.user.uuid", "7b0c2f4e-58a1-4c9d-9f3e-2d6a1b8c0e57\n"),
    ] {
        let body = Body::valid().with(path, string);
        assert!(body.decode().unwrap().validate().is_ok() && is_valid(&body), "{path}");
    }
}
