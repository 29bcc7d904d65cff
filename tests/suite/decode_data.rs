//! The data of another event, decoded into any type: paths and messages of its errors.

use crate::support::{Failing, other};
use serde::Deserialize;
use std::{collections::BTreeMap, fmt::Debug};
use toolzz_webhook::{
    DecodeErrorKind::{self, DuplicateField, InvalidValue, MissingField},
    EnrollmentData, NewEnrollment, User, fixture, wire,
};

type Map<T> = BTreeMap<String, T>;

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Member {
    id: u64,
    name: Option<String>,
    #[serde(default)]
    kind: Kind,
}

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    #[default]
    Student,
}

#[derive(Debug, Deserialize)]
enum Contact {
    Phone(#[allow(dead_code, reason = "never decoded to")] String),
}

#[serde_with::serde_as]
#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "never decoded to")]
struct Adapted {
    #[serde_as(as = "Vec<wire::ZeroOne>")]
    done: Vec<bool>,
    #[serde_as(as = "wire::Nullable<wire::ZeroOne>")]
    flag: Option<bool>,
}

fn event(data: &str) -> String {
    format!(r#"{{"event":{{"slug":"members.created"}},"data":{data}}}"#)
}

/// Decodes data that is rejected, with one problem.
#[track_caller]
fn rejected<T: serde::de::DeserializeOwned + Debug>(data: &str) -> (String, DecodeErrorKind, String) {
    let error = other(&event(data)).decode_data::<T>().unwrap_err();
    let [problem] = error.problems() else { panic!("{error:#}") };
    (problem.path.clone(), problem.kind, problem.message())
}

#[track_caller]
fn assert_rejected<T: serde::de::DeserializeOwned + Debug>(
    data: &str,
    path: &str,
    kind: DecodeErrorKind,
    message: &str,
) {
    assert_eq!(rejected::<T>(data), (path.into(), kind, message.into()), "{data}");
}

#[test]
fn data_is_decoded_into_any_type() {
    let member = Member { id: 7, name: Some("João /".into()), kind: Kind::Student };
    assert_eq!(other(&event(r#"{"id":7,"name":"Jo\u00e3o \/","kind":"student"}"#)).decode_data(), Ok(member));
    for slug in ["activities.course.completed", "course.enrollment.created", ""] {
        let body = fixture::DOCUMENTED.replace("activities.course.enrollment", slug);
        assert_eq!(other(&body).decode_data::<EnrollmentData>(), Ok(fixture::documented().data));
    }
}

#[test]
fn five_beginnings_of_serdes_messages_are_recognized() {
    assert_rejected::<Member>("{}", "data.id", MissingField, "missing field");
    assert_rejected::<Map<Member>>(r#"{"a":{}}"#, "data.a.id", MissingField, "missing field");
    assert_rejected::<Member>(r#"{"id":1,"id":2}"#, "data.id", DuplicateField, "duplicate field");
    let unknown = "expected a field name, found an unknown field";
    assert_rejected::<Member>(r#"{"id":1,"ana souza":2}"#, "data.*", InvalidValue, unknown);
    for (data, path, found) in [
        ("null", "data", "null"),
        ("\"x\"", "data", "a string"),
        ("true", "data", "a boolean"),
        ("7", "data", "an integer"),
        ("1.5", "data", "a number"),
        (r#"{"id":"x"}"#, "data.id", "a string"),
        (r#"{"id":1,"name":["x"]}"#, "data.name", "an array"),
        (r#"{"id":1,"name":{"x":1}}"#, "data.name", "an object"),
    ] {
        let message = format!("expected another type, found {found}");
        assert_rejected::<Member>(data, path, InvalidValue, &message);
    }
    let variant = "expected another type, found a string";
    assert_rejected::<Map<Contact>>(r#"{"a":"Phone"}"#, "data.a.Phone", InvalidValue, variant);
    let value = "expected another value, found an integer";
    assert_rejected::<Map<Vec<u8>>>(r#"{"a b":[1,-2]}"#, "data.*[1]", InvalidValue, value);
}

#[test]
fn a_message_of_this_crate_is_shown() {
    for (data, path, message) in [
        (r#"{"done":[1,"x"],"flag":1}"#, "data.done[1]", "expected 0 or 1, found another string"),
        (r#"{"done":[],"flag":2}"#, "data.flag", "expected 0, 1 or null, found another number"),
    ] {
        assert_rejected::<Adapted>(data, path, InvalidValue, message);
    }
    assert_rejected::<User>("[7]", "data", InvalidValue, "expected an object, found an array");
    for data in ["null", "\"maria\"", "5"] {
        assert_rejected::<User>(data, "data", InvalidValue, "expected an object, found another type");
    }
    let slug = toolzz_webhook::fixture::Body::valid().with("event.slug", "a.b").to_string();
    let message = "expected activities.course.enrollment, found another event";
    assert_rejected::<NewEnrollment>(&slug, "data.event.slug", DecodeErrorKind::OtherEvent, message);
}

#[test]
fn any_other_message_is_an_invalid_value() {
    assert_rejected::<Map<Kind>>(r#"{"a":"ana"}"#, "data.a", InvalidValue, "invalid value");
    for (custom, path, kind, message) in [
        ("ana@example.com", "data", InvalidValue, "invalid value"),
        ("ana at line 2 column 5", "data", InvalidValue, "invalid value"),
        ("ana, invalid type: string", "data", InvalidValue, "invalid value"),
        ("expected ana, found null", "data", InvalidValue, "invalid value"),
        ("expected 0 or 1, found ana", "data", InvalidValue, "invalid value"),
        ("expected 0 or 1, found null", "data", InvalidValue, "expected 0 or 1, found null"),
        ("missing field `ana@example.com`", "data.*", MissingField, "missing field"),
        ("missing field ``", "data.*", MissingField, "missing field"),
        ("missing field `maria`", "data.maria", MissingField, "missing field"),
        ("invalid type: ana", "data", InvalidValue, "expected another type, found another type"),
        ("invalid value: string \"ana\"", "data", InvalidValue, "expected another value, found a string"),
    ] {
        let json = serde_json::Value::from(custom).to_string();
        assert_rejected::<Failing>(&json, path, kind, message);
    }
}

#[test]
fn absent_data_is_missing_unless_it_is_optional() {
    let absent = other(r#"{"event":{"slug":"members.created"}}"#);
    assert_eq!((absent.data(), absent.decode_data::<Option<Member>>()), (None, Ok(None)));
    let error = absent.decode_data::<Member>().unwrap_err();
    assert_eq!((error.path(), error.kind(), error.problems().len()), ("data", MissingField, 1));
    assert_eq!(other(&event("null")).decode_data::<Option<Member>>(), Ok(None));
}

#[test]
fn duplicate_data_is_not_read() {
    let twice = other(&event(r#"1,"data":2"#));
    assert_eq!(twice.data(), None);
    for error in [twice.decode_data::<u8>().unwrap_err(), twice.decode_data::<Option<u8>>().unwrap_err()] {
        assert_eq!((error.path(), error.kind(), error.problems().len()), ("data", DuplicateField, 1));
    }
}
