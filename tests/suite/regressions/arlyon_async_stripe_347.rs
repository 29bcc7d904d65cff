//! One field that the documentation requires is absent, and the whole event is lost.

use toolzz_webhook::{
    Rule, Severity, Validate,
    audit::{self, DeviationKind},
    fixture::Body,
};

#[test]
fn an_absent_string_is_empty_and_the_operator_learns_of_it() {
    for (path, rule, severity) in [
        ("event.name", Rule::NameMismatch, Severity::Warning),
        ("data.course.name", Rule::Blank, Severity::Warning),
        ("data.user.name", Rule::Blank, Severity::Warning),
        ("data.user.email", Rule::EmailSyntax, Severity::Error),
    ] {
        let body = Body::valid().without(path);
        let webhook = body.decode().unwrap();
        assert_eq!(webhook.to_json().as_bytes(), Body::valid().with(path, "").as_ref());
        let found: Vec<_> = webhook.check().into_iter().map(|found| (found.path, found.rule, found.severity)).collect();
        assert_eq!(found, [(path.to_string(), rule, severity)]);
        let found: Vec<_> = audit::inspect(body).deviations.into_iter().map(|found| (found.path, found.kind)).collect();
        assert_eq!(found, [(path.to_string(), DeviationKind::MissingField)]);
    }
}
