//! Bodies decoded into types of the user's own by `decode::from_slice`: where a problem is. The messages are those of
//! `decode_data`.

use crate::support::{ABSENT, FIELDS, OBJECTS, body_with};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;
use std::{collections::BTreeMap, fmt::Debug};
use toolzz_webhook::{
    DecodeErrorKind::{DuplicateField, InvalidValue, MissingField},
    NewEnrollment, Problem, User, decode,
    fixture::{self, Body},
    wire,
};

/// The payload with a field that the platform has added.
#[derive(Debug, PartialEq, Deserialize)]
struct Webhook {
    data: Data,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Data {
    user: User,
    phones: Vec<String>,
}

/// Decodes a body that is rejected, with one problem.
#[track_caller]
fn rejected<T: DeserializeOwned + Debug>(body: impl AsRef<[u8]>) -> Problem {
    let error = decode::from_slice::<T>(body.as_ref()).unwrap_err();
    let [problem] = error.problems() else { panic!("{error:#}") };
    problem.clone()
}

fn with_phones() -> Body {
    Body::valid().with_unknown("data.phones", vec!["+55 11 5555-0100"])
}

#[test]
fn a_body_is_decoded_into_any_type() {
    for body in [with_phones(), with_phones().pretty(), with_phones().with_byte_order_mark()] {
        let data = Data { user: fixture::new_enrollment().data.user, phones: vec!["+55 11 5555-0100".into()] };
        assert_eq!(decode::from_slice(body.as_ref()), Ok(Webhook { data }));
    }
}

#[test]
fn encoding_and_json_are_checked_before_the_type() {
    for (body, code) in [
        (&b""[..], "unexpected_end"),
        (b"\xEF\xBB\xBF", "unexpected_end"),
        (b"{\"id\":1,\n", "unexpected_end"),
        (b"[1,2\xC3", "unexpected_end"),
        (b"\xEF\xBB\xBF<html>", "syntax"),
        (b"{} {}", "syntax"),
        (b"[1,\n nul]", "syntax"),
        (b"{\"id\":\"\xE9\"}", "invalid_utf8"),
        (b"{\0}\0", "invalid_utf8"),
    ] {
        let error = decode::from_slice::<Value>(body).unwrap_err();
        assert_eq!(error.code(), code, "{}", body.escape_ascii());
        assert_eq!(NewEnrollment::from_slice(body), Err(error));
    }
}

/// Every field, invalid, absent and duplicate.
#[test]
fn a_model_has_the_path_and_the_message_of_its_first_problem() {
    let invalid = ["[1]", "{}", "\"\"", "true", "\"members.created\"", ABSENT];
    let bodies = FIELDS.into_iter().chain(OBJECTS).flat_map(|path| {
        let duplicate = Body::documented().duplicate(path).to_string();
        invalid.iter().map(move |json| body_with(&[(path, json)])).chain([duplicate])
    });
    let mut compared = 0;
    for body in bodies {
        let Err(error) = body.parse::<NewEnrollment>() else { continue };
        let problem = rejected::<NewEnrollment>(&body);
        assert_eq!(
            (problem.path.as_str(), problem.kind, problem.message()),
            (error.path(), error.kind(), error.message()),
            "{body}"
        );
        compared += 1;
    }
    assert!(compared > 100, "{compared}");
}

#[derive(Debug, Deserialize)]
struct Flattened {
    #[serde(flatten)]
    #[allow(dead_code, reason = "never decoded to")]
    user: User,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Untagged {
    User(#[allow(dead_code, reason = "never decoded to")] User),
}

#[derive(Debug, Deserialize)]
#[serde(tag = "type")]
enum Tagged {
    User(#[allow(dead_code, reason = "never decoded to")] User),
}

#[test]
fn a_path_is_exact_with_named_fields_and_that_of_the_object_where_serde_buffers() {
    let id = "expected an integer from 0 to 18446744073709551615, found a string in another form";
    let user = r#"{"type":"User","id":"ana@example.com","name":"Ana"}"#;
    for (problem, path, message) in [
        (rejected::<Webhook>(with_phones().with("data.user.id", "ana@example.com")), "data.user.id", id),
        (
            rejected::<Webhook>(with_phones().raw("data.phones", "[\"\",7]")),
            "data.phones[1]",
            "expected another type, found an integer",
        ),
        (rejected::<Vec<User>>(format!("[{user}]")), "[0].id", id),
        (rejected::<BTreeMap<String, User>>(format!(r#"{{"x":{user}}}"#)), "x.id", id),
        (rejected::<BTreeMap<String, Option<User>>>(format!(r#"{{"ana souza":{user}}}"#)), "*.id", id),
        (rejected::<User>(user), "id", id),
        (rejected::<Flattened>(user), "", id),
        (rejected::<BTreeMap<String, Flattened>>(format!(r#"{{"x":{user}}}"#)), "x", id),
        (rejected::<Tagged>(user), "", id),
        (rejected::<Vec<Tagged>>(format!("[{user}]")), "[0]", id),
        (rejected::<BTreeMap<String, Untagged>>(format!(r#"{{"x":{user}}}"#)), "x", "invalid value"),
    ] {
        assert_eq!((problem.path.as_str(), problem.kind, problem.message()), (path, InvalidValue, message.into()));
    }
}

#[test]
fn a_missing_and_a_duplicate_field_are_named() {
    for (body, path, kind) in [
        ("{}", "data", MissingField),
        (r#"{"data":{"phones":[]}}"#, "data.user", MissingField),
        (r#"{"data":{"user":{},"phones":[]}}"#, "data.user.id", MissingField),
        (r#"{"data":{"user":{"id":1,"id":2}}}"#, "data.user.id", DuplicateField),
        (r#"{"data":{"phones":[],"phones":[]}}"#, "data.phones", DuplicateField),
    ] {
        let problem = rejected::<Webhook>(body);
        assert_eq!((problem.path.as_str(), problem.kind), (path, kind), "{body}");
    }
}

#[serde_with::serde_as]
#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "never decoded to")]
struct Certificate {
    #[serde_as(as = "wire::Nullable<wire::DateTime>")]
    issued_at: Option<chrono::NaiveDateTime>,
    grade: Option<f64>,
    title: Option<String>,
}

#[test]
fn a_problem_is_at_the_end_of_its_value_in_the_body_as_sent() {
    for (body, printed) in [
        (
            "{\"issued_at\":\"03/07/2023\"}",
            "issued_at: expected yyyy-MM-dd HH:mm:ss or null, found a string in another form (line 1, column 25)",
        ),
        (
            "\u{feff}{\"issued_at\":7}",
            "issued_at: expected yyyy-MM-dd HH:mm:ss or null, found an integer (line 1, column 17)",
        ),
        (
            "\u{feff}{\n\"issued_at\": []}",
            "issued_at: expected yyyy-MM-dd HH:mm:ss or null, found an array (line 2, column 15)",
        ),
        ("\u{feff} {\"grade\":null}", "issued_at: missing field (line 1, column 18)"),
        ("\n\n 7 ", "expected another type, found an integer (line 3, column 2)"),
        // serde_json rejects them, and its messages are not shown.
        ("{\"title\":\"\\ud800\"}", "title: invalid value (line 1, column 17)"),
        ("{\"grade\":1e400}", "grade: invalid value (line 1, column 14)"),
    ] {
        let error = decode::from_slice::<Certificate>(body.as_bytes()).unwrap_err();
        assert_eq!(format!("{error:#}"), printed, "{body}");
    }
    // serde_json has no position for the outermost value by itself, so it is where that begins.
    let error = decode::from_slice::<NewEnrollment>("\u{feff}\n 5".as_bytes()).unwrap_err();
    assert_eq!(error.to_string(), "expected an object, found another type (line 2, column 2)");
    let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
    assert_eq!(rejected::<Value>(deep).message(), "invalid value");
}
