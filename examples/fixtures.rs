//! Payloads for unit tests: valid, changed in one place, and wrong on purpose.

use toolzz_webhook::{DecodeErrorKind, NewEnrollment, Rule, User, Validate, fixture};

fn main() {
    // A valid payload.
    let webhook = fixture::new_enrollment();
    println!("{}", webhook.to_json());

    // One with another value in a field.
    let mut webhook = fixture::new_enrollment();
    webhook.data.user.email = "ana@@example.com".into();
    let report = webhook.check();
    assert_eq!(report.iter().next().map(|violation| violation.rule), Some(Rule::EmailSyntax));
    println!("{report}");

    // One with another person.
    let mut webhook = fixture::new_enrollment();
    webhook.data.user = User::builder().id(7).name("Ana").email("ana@example.com").cpf("529.982.247-25").build();
    assert_eq!(webhook.validate_strict(), Ok(()));

    // One whose date is no date: no type holds that, so it is made on the JSON.
    let mut body = fixture::json();
    body["event"]["send_at"] = "yesterday".into();
    let error = NewEnrollment::from_slice(body.to_string().as_bytes()).unwrap_err();
    println!("{error}");

    // One with a key missing.
    let mut body = fixture::json();
    body["data"]["user"].as_object_mut().unwrap().remove("email");
    let error = NewEnrollment::from_slice(body.to_string().as_bytes()).unwrap_err();
    assert_eq!((error.path(), error.kind()), ("data.user.email", DecodeErrorKind::MissingField));
    println!("{error}");

    // One cut short on its way.
    let body = fixture::DOCUMENTED.split_at(200).0;
    let error = NewEnrollment::from_slice(body.as_bytes()).unwrap_err();
    assert_eq!(error.kind(), DecodeErrorKind::UnexpectedEnd);
    println!("{error}");
}
