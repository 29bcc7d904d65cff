//! A user without a name.

use toolzz_webhook::{Rule, Severity, Validate, fixture::Body};

#[test]
fn a_null_string_is_empty_and_does_not_lose_the_event() {
    for (path, rule, severity) in [
        ("data.user.name", Rule::Blank, Severity::Warning),
        ("data.course.name", Rule::Blank, Severity::Warning),
        ("event.name", Rule::NameMismatch, Severity::Warning),
        ("data.user.email", Rule::EmailSyntax, Severity::Error),
    ] {
        let webhook = Body::valid().with(path, ()).decode().unwrap();
        assert_eq!(webhook.to_json().as_bytes(), Body::valid().with(path, "").as_ref());
        let found: Vec<_> = webhook.check().into_iter().map(|found| (found.path, found.rule, found.severity)).collect();
        assert_eq!(found, [(path.to_string(), rule, severity)]);
        assert_eq!(webhook.validate().is_ok(), severity == Severity::Warning, "{path}");
    }
}
