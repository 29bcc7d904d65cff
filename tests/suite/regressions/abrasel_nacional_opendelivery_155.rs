//! A document number is absent, or of another type.

use serde::Deserialize;
use toolzz_webhook::{
    Cpf, Rule, Severity, Validate,
    audit::{self, DeviationKind},
    fixture::Body,
};

#[derive(Debug, Deserialize)]
struct Customer {
    cpf: Cpf,
}

#[test]
fn a_cpf_of_another_type_says_which() {
    for (json, found) in [
        ("null", "null"),
        ("123456789012", "an integer"),
        ("-1", "a negative integer"),
        ("1.5", "a non-integer number"),
        ("true", "a boolean"),
        ("[]", "an array"),
        ("{}", "an object"),
        (r#""123456789012""#, "a string in another form"),
        (r#""123.456.789-99""#, "invalid check digits"),
        ("12345678999", "invalid check digits"),
    ] {
        let error = serde_json::from_str::<Customer>(&format!(r#"{{"cpf":{json}}}"#)).unwrap_err().to_string();
        let expected = format!("expected a CPF, ddd.ddd.ddd-dd or eleven digits, found {found}");
        assert_eq!(error.split(" at line ").next(), Some(expected.as_str()), "{json}");
    }
    for json in [r#""123.456.789-09""#, "12345678909", r#""12345678909""#, "12345678909.0"] {
        let customer: Customer = serde_json::from_str(&format!(r#"{{"cpf":{json}}}"#)).unwrap();
        assert_eq!(customer.cpf.digits(), "12345678909", "{json}");
    }
}

#[test]
fn a_student_without_a_cpf_is_enrolled() {
    let valid = Body::valid;
    for (body, deviations) in [
        (valid().without("data.user.cpf"), &[DeviationKind::MissingField][..]),
        (valid().with("data.user.cpf", ()), &[DeviationKind::NullForString]),
        (valid().with("data.user.cpf", ""), &[]),
    ] {
        let webhook = body.decode().unwrap();
        assert_eq!(webhook.to_json().as_bytes(), valid().with("data.user.cpf", "").as_ref());
        let found: Vec<_> = webhook.check().into_iter().map(|found| (found.path, found.rule, found.severity)).collect();
        assert_eq!(found, [("data.user.cpf".to_string(), Rule::MissingCpf, Severity::Warning)]);
        let found: Vec<_> = audit::inspect(body).deviations.into_iter().map(|found| found.kind).collect();
        assert_eq!(found, deviations);
    }
}
