//! Defects of an earlier reader, each held by a test. What other formats append to a message is in tests/interop.

use crate::support::{body_with, other};
use serde::Deserialize;
use toolzz_webhook::{NewEnrollment, Problem};

fn found(problem: &Problem) -> (&str, String) {
    (problem.path.as_str(), problem.message())
}

/// CI runs the tests with and without serde_json's `arbitrary_precision`.
#[test]
fn serde_jsons_features_change_no_result() {
    for (path, json, message) in [
        ("data.user.uuid", "1E400000000000000000000", "expected a string or null, found a number out of range"),
        ("data.user", "1.5", "expected an object, found a non-integer number"),
        ("data.user", "1e400", "expected an object, found a number out of range"),
        ("event", "-0", "expected an object, found negative zero"),
    ] {
        let body = body_with(&[(path, json)]);
        let error = body.parse::<NewEnrollment>().unwrap_err();
        assert_eq!(error.problems().iter().map(found).collect::<Vec<_>>(), [(path, message.to_string())], "{json}");
        assert_eq!(error.column(), body.find(json).unwrap() + 1, "{json}");
    }
}

#[test]
fn every_problem_is_reported_whatever_precedes_it() {
    let error = body_with(&[("event.name", "true"), ("event.slug", "5")]).parse::<NewEnrollment>().unwrap_err();
    let name = ("event.name", "expected a string, found a boolean".to_string());
    let slug = ("event.slug", "expected a string, found an integer".to_string());
    assert_eq!(error.problems().iter().map(found).collect::<Vec<_>>(), [name, slug]);

    let error = r#"{"data":5,"event":{"slug":null}}"#.parse::<NewEnrollment>().unwrap_err();
    let paths: Vec<_> = error.problems().iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(paths, ["data", "event.send_at", "event.slug"]);
}

#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "never decoded to")]
struct Id {
    id: u64,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "never decoded to")]
struct Flattened {
    #[serde(flatten)]
    id: Id,
    x: u8,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "type", deny_unknown_fields)]
#[allow(dead_code, reason = "never decoded to")]
enum Tagged {
    Member { id: u64 },
}

/// A path has every name of its form, whoever spelled it, and no name of another form.
#[test]
fn a_path_of_decode_data_shows_names_by_their_form() {
    let data = |data: &str| other(&format!(r#"{{"event":{{"slug":"a.b"}},"data":{data}}}"#));
    let unknown = data(r#"{"id":1,"x":1,"ana souza":"\ud800"}"#).decode_data::<Flattened>().unwrap_err();
    assert_eq!(found(&unknown.problems()[0]), ("data.*", "invalid value".into()));
    let denied = data(r#"{"type":"Member","id":1,"ana@example.com":2}"#).decode_data::<Tagged>().unwrap_err();
    assert_eq!(denied.message(), "expected a field name, found an unknown field");
    assert!(!denied.path().contains("ana"), "{denied}");
    for (name, shown) in [
        ("courseId", "data.courseId"),
        ("phone1", "data.phone1"),
        ("_id", "data._id"),
        ("a123456789012345678901234567890123456789", "data.a123456789012345678901234567890123456789"),
        ("a1234567890123456789012345678901234567890", "data.*"),
        ("1st", "data.*"),
        ("ana-souza", "data.*"),
        ("joão", "data.*"),
        ("", "data.*"),
    ] {
        type Map = std::collections::BTreeMap<String, u8>;
        let error = data(&format!(r#"{{"{name}":"x"}}"#)).decode_data::<Map>().unwrap_err();
        let expected = (shown, "expected another type, found a string".to_string());
        assert_eq!(found(&error.problems()[0]), expected, "{name}");
    }
}

#[derive(Debug, Deserialize)]
enum Kind {
    #[serde(rename = "x invalid value: boolean")]
    Boolean,
}

#[test]
fn a_message_is_recognized_at_its_beginning_only() {
    let error = other(r#"{"event":{"slug":"a.b"},"data":"y"}"#).decode_data::<Kind>().unwrap_err();
    assert_eq!(found(&error.problems()[0]), ("data", "invalid value".into()));
    let kind = other(r#"{"event":{"slug":"a.b"},"data":"x invalid value: boolean"}"#).decode_data::<Kind>();
    assert!(matches!(kind, Ok(Kind::Boolean)));
}
