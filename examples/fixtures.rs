//! A tour of the module `fixture`: payloads for unit tests.

use std::error::Error;
use toolzz_webhook::{
    DecodeErrorKind, NewEnrollment, Rule, User, Validate,
    fixture::{self, Body, Expected},
};

fn main() -> Result<(), Box<dyn Error>> {
    // A payload that is valid.
    let webhook = fixture::new_enrollment();
    webhook.validate_strict()?;
    println!("{}", webhook.to_json());

    // A payload with another value in a field.
    let mut webhook = fixture::new_enrollment();
    webhook.data.user.email = "ana@@example.com".into();
    assert!(webhook.check().contains(Rule::EmailSyntax));
    println!("{}", webhook.check());

    // A payload with another student.
    let mut webhook = fixture::new_enrollment();
    webhook.data.user = User::builder().id(7).name("Ana").email("ana@example.com").cpf("529.982.247-25").build();
    webhook.validate_strict()?;

    // A body that is rejected.
    let body = Body::valid().with("event.send_at", "yesterday");
    println!("{}", error(&body));
    let body = Body::valid().without("data.user.email");
    assert_eq!(body.decode().map_err(|error| error.kind()), Err(DecodeErrorKind::MissingField));
    println!("{}", error(&body));

    // A body in lenient forms. With `revealed`, a failed assertion shows the field that differs.
    let body = Body::valid().ids_as_strings().php_escaped().pretty().with_byte_order_mark();
    assert_eq!(body.decode()?.revealed(), fixture::new_enrollment().revealed());

    // All samples, for a parameterized test.
    for sample in fixture::samples() {
        let accepted = NewEnrollment::from_slice(sample.body.as_ref()).is_ok();
        assert_eq!(accepted, matches!(sample.expected, Expected::NewEnrollment { .. }), "{}", sample.name);
        println!("{:<28} {}", sample.name, sample.expected.code());
    }
    Ok(())
}

fn error(body: &Body) -> String {
    body.decode().map_or_else(|error| error.to_string(), |_| "decoded".into())
}
