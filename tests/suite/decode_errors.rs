//! The messages of decode errors, and that they contain nothing from the body.

use crate::support::{ABSENT, FIELDS, OBJECTS, OPTIONAL, body_with};
use std::{collections::BTreeSet, error::Error};
use toolzz_webhook::{
    Course, DecodeError, DecodeErrorKind, Enrollment, EnrollmentData, Event, Incoming, Institution, NewEnrollment,
    User,
    fixture::{self, Body},
};

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

#[track_caller]
fn error(body: impl AsRef<[u8]>) -> DecodeError {
    NewEnrollment::from_slice(body.as_ref()).unwrap_err()
}

/// The paths of all fields, objects included.
fn paths() -> impl Iterator<Item = &'static str> {
    FIELDS.into_iter().map(|(path, _)| path).chain(OBJECTS)
}

#[test]
fn every_kind_has_its_path_position_and_message() {
    use DecodeErrorKind::{DuplicateField, InvalidUtf8, InvalidValue, MissingField, OtherEvent, Syntax, UnexpectedEnd};
    let documented = fixture::DOCUMENTED;
    let with = |path, json| body_with(&[(path, json)]).into_bytes();
    let bytes = |body: &str| body.as_bytes().to_vec();
    for (body, kind, path, position, message) in [
        (b"{\n\"event\": \"\xE9\"}".to_vec(), InvalidUtf8, "", (2, 11), "invalid UTF-8 (line 2, column 11)"),
        (b"\xFF\xFE{\0}\0".to_vec(), InvalidUtf8, "", (1, 1), "invalid UTF-8 (line 1, column 1)"),
        (bytes("<!doctype html>"), Syntax, "", (1, 1), "invalid JSON: expected value (line 1, column 1)"),
        (bytes("{'event':1}"), Syntax, "", (1, 2), "invalid JSON: key must be a string (line 1, column 2)"),
        (bytes("{} {}"), Syntax, "", (1, 4), "invalid JSON: trailing characters (line 1, column 4)"),
        (
            with("data.enrollment.status", "1,"),
            Syntax,
            "",
            (1, 285),
            "invalid JSON: trailing comma (line 1, column 285)",
        ),
        (
            bytes("{\"event\":{\"name\":\"a\nb\"}}"),
            Syntax,
            "",
            (1, 19),
            "invalid JSON: control character (\\u0000-\\u001F) found while parsing a string (line 1, column 19)",
        ),
        (bytes(""), UnexpectedEnd, "", (1, 0), "unexpected end of input (line 1, column 0)"),
        (bytes(&documented[..200]), UnexpectedEnd, "", (1, 200), "unexpected end of input (line 1, column 200)"),
        (
            with("data.user.email", ABSENT),
            MissingField,
            "data.user.email",
            (1, 376),
            "data.user.email: missing field (line 1, column 376)",
        ),
        (bytes("{}"), MissingField, "event", (1, 2), "event: missing field (line 1, column 2)"),
        (
            with("data.user.id", "1,\"id\":2"),
            DuplicateField,
            "data.user.id",
            (1, 304),
            "data.user.id: duplicate field (line 1, column 304)",
        ),
        (
            with("data.enrollment.actived", "\"yes\""),
            InvalidValue,
            "data.enrollment.actived",
            (1, 276),
            "data.enrollment.actived: expected 0 or 1, found another string (line 1, column 276)",
        ),
        (bytes("null"), InvalidValue, "", (1, 4), "expected an object, found null (line 1, column 4)"),
        (bytes("[]"), InvalidValue, "", (1, 2), "expected an object, found an array (line 1, column 2)"),
        (
            bytes(&format!("{documented:?}")),
            InvalidValue,
            "",
            (1, 469),
            "expected an object, found a string (line 1, column 469)",
        ),
        (
            bytes("{\"event\":{\"name\":\"\\ud800\"}}"),
            InvalidValue,
            "event.name",
            (1, 25),
            "event.name: expected a string, found a lone surrogate (line 1, column 25)",
        ),
        (
            bytes("{\"event\":{\"name\":\"\\udc00\"}}"),
            InvalidValue,
            "event.name",
            (1, 24),
            "event.name: expected a string, found a lone surrogate (line 1, column 24)",
        ),
        (
            with("event.slug", "\"members.created\""),
            OtherEvent,
            "event.slug",
            (1, 72),
            "event.slug: expected activities.course.enrollment, found another event (line 1, column 72)",
        ),
    ] {
        let error = error(&body);
        assert_eq!(error.to_string(), message);
        assert_eq!((error.kind(), error.path()), (kind, path), "{message}");
        assert_eq!((error.line(), error.column()), position, "{message}");
    }
}

#[test]
fn the_slug_decides_before_any_other_problem() {
    let other_event = "event.slug: expected activities.course.enrollment, found another event (";
    for (body, message) in [
        (r#"{"data":{"id":7},"event":{"slug":"members.created"}}"#, other_event),
        (r#"{"event":{"send_at":"03/07/2023 12:53:41","name":5.5,"slug":"members.created"}}"#, other_event),
        (r#"{"event":{"slug":"members.created"},"data":[]}"#, other_event),
        (r#"[{"slug":"members.created"}]"#, "expected an object, found an array ("),
        (r#"{"event":["members.created"]}"#, "event: expected an object, found an array ("),
    ] {
        let error = error(body).to_string();
        assert!(error.starts_with(message), "{body}: {error}");
    }
}

#[test]
fn a_missing_field_is_named() {
    for path in paths().filter(|path| !OPTIONAL.contains(path)) {
        let error = error(body_with(&[(path, ABSENT)]));
        assert_eq!((error.kind(), error.path()), (DecodeErrorKind::MissingField, path));
    }
    for path in OPTIONAL {
        assert_eq!(body_with(&[(path, ABSENT)]).parse(), Ok(fixture::documented()), "{path}");
    }
}

#[test]
fn a_duplicate_field_is_named() {
    for path in paths() {
        let error = error(Body::documented().duplicate(path));
        assert_eq!((error.kind(), error.path()), (DecodeErrorKind::DuplicateField, path));
    }
}

const SECRET: &str = "maria.123.456.789-09@example.com";

/// Returns bodies with the secret in every field, as a value, in a value, as a field name and after a syntax error.
fn bodies_with_a_secret() -> Vec<String> {
    let mut bodies = vec![
        format!("\"{SECRET}\""),
        format!("[\"{SECRET}\"]"),
        format!("{{\"{SECRET}\":1}}"),
        format!("{{\"{SECRET}\":{{\"{SECRET}\":nul}}}}"),
        format!("{{\"event\":{{}},\"{SECRET}\":1}}"),
        SECRET.to_string(),
        format!("{} {SECRET}", fixture::DOCUMENTED),
    ];
    for path in paths() {
        for json in [
            format!("\"{SECRET}\""),
            format!("[\"{SECRET}\"]"),
            format!("{{\"{SECRET}\":\"{SECRET}\"}}"),
            format!("\"{SECRET}\",\"{SECRET}\":tru"),
            format!("\"{SECRET}"),
            format!("\"missing field `{SECRET}`\""),
            format!("\"expected {SECRET}, found a string\""),
        ] {
            bodies.push(body_with(&[(path, &json)]));
        }
    }
    bodies
}

#[test]
fn no_error_contains_anything_from_the_body() {
    let mut rejected = 0;
    for body in bodies_with_a_secret() {
        let mut printed = Vec::new();
        if let Err(error) = NewEnrollment::from_slice(body.as_bytes()) {
            assert!(error.source().is_none());
            printed.extend([error.to_string(), format!("{error:?}"), format!("{error:#?}")]);
            printed.push(serde_json::to_string(&error).unwrap());
        }
        if let Err(error) = serde_json::from_str::<NewEnrollment>(&body) {
            printed.extend([error.to_string(), format!("{error:?}")]);
        }
        if let Ok(value) = serde_json::from_str::<serde_json::Value>(&body) {
            if let Err(error) = serde_json::from_value::<NewEnrollment>(value) {
                printed.extend([error.to_string(), format!("{error:?}")]);
            }
        }
        rejected += usize::from(!printed.is_empty());
        for printed in printed {
            assert!(!printed.contains("maria") && !printed.contains("123.456"), "{printed}");
        }
    }
    // The seven fields that accept any string accept three of the seven values.
    assert_eq!(rejected, 7 + (FIELDS.len() + OBJECTS.len()) * 7 - 7 * 3);
}

#[test]
fn every_model_rejects_other_types_without_their_values() {
    fn message<T: serde::de::DeserializeOwned>(json: &str) -> String {
        serde_json::from_str::<T>(json).err().unwrap().to_string()
    }
    for message in [
        message::<Course>,
        message::<Enrollment>,
        message::<EnrollmentData>,
        message::<Event>,
        message::<Institution>,
        message::<User>,
    ] {
        assert_eq!(message("\"maria\""), "expected an object, found a string at line 1 column 7");
        assert_eq!(message("12345678909"), "expected an object, found an integer at line 1 column 11");
        assert_eq!(message("[1,\"maria\"]"), "expected an object, found an array at line 1 column 1");
        assert_eq!(message("null"), "expected an object, found null at line 1 column 4");
    }
}

/// The error of a `Value` has no position, so that a string in it could pass for one.
#[test]
fn a_string_that_resembles_a_position_is_not_shown() {
    for string in ["maria at line 3 column 4", "maria at line 3 column maria", "maria at line maria column 4"] {
        let error = serde_json::from_value::<NewEnrollment>(string.into()).unwrap_err();
        assert_eq!(error.to_string(), "expected an object, found a string");
    }
}

#[test]
fn an_error_serializes_as_an_object() {
    let error = error(body_with(&[("data.user.id", "-1")]));
    assert_eq!(
        serde_json::to_string(&error).unwrap(),
        r#"{"path":"data.user.id","kind":"invalid_value","line":1,"column":300,"message":"expected an integer from 0 to 18446744073709551615, found a negative integer"}"#,
    );
}

#[test]
fn an_unknown_field_accepts_a_number_of_any_size() {
    let unknown = fixture::DOCUMENTED.replacen('{', "{\"unknown\":1e999,", 1);
    assert_eq!(unknown.parse(), Ok(fixture::documented()));
}

/// The names of all fields are decoded, but the values of unknown ones are skipped.
#[test]
fn a_lone_surrogate_is_rejected_in_a_field_name_and_ignored_in_an_unknown_value() {
    for (body, message) in [
        (
            fixture::DOCUMENTED.replacen('{', r#"{"\ud800":1,"#, 1),
            "expected valid Unicode, found a lone surrogate (line 1, column 9)",
        ),
        (
            fixture::DOCUMENTED.replacen(r#""nickname""#, r#""\udc00x":1,"nickname""#, 1),
            "data.user: expected valid Unicode, found a lone surrogate (line 1, column 384)",
        ),
    ] {
        assert_eq!(error(&body).to_string(), message, "{body}");
        assert!(serde_json::from_str::<NewEnrollment>(&body).is_err(), "{body}");
    }
    let unknown = fixture::DOCUMENTED.replacen('{', r#"{"unknown":{"\ud800":"\ud800"},"#, 1);
    assert_eq!(unknown.parse(), Ok(fixture::documented()));
    assert_eq!(serde_json::from_str::<NewEnrollment>(&unknown).unwrap(), fixture::documented());
}

/// Every kind of error, on the first line and on a later one.
#[test]
fn a_byte_order_mark_moves_only_the_columns_of_the_first_line() {
    let mut seen = BTreeSet::new();
    for sample in fixture::samples() {
        let pretty = sample.body.clone().pretty();
        let indented = [b"\n\r\n ", sample.body.as_ref()].concat();
        for body in [sample.body.as_ref(), pretty.as_ref(), &indented] {
            let Err(plain) = NewEnrollment::from_slice(body) else { continue };
            let marked = error([BYTE_ORDER_MARK, body].concat());
            let shift = if plain.line() == 1 { BYTE_ORDER_MARK.len() } else { 0 };
            let name = sample.name;
            assert_eq!((marked.kind(), marked.path()), (plain.kind(), plain.path()), "{name}: {plain}");
            assert_eq!((marked.line(), marked.column()), (plain.line(), plain.column() + shift), "{name}: {plain}");
            seen.insert((plain.kind(), plain.line() == 1));
        }
    }
    let all: BTreeSet<_> = DecodeErrorKind::ALL.iter().flat_map(|kind| [(*kind, true), (*kind, false)]).collect();
    assert_eq!(seen, all);
    // A byte order mark is valid only at the start of a body.
    assert_eq!(error("\n\u{feff}{}").to_string(), "invalid JSON: expected value (line 2, column 1)");
}

#[test]
fn columns_are_bytes_of_the_line() {
    for (body, message) in [
        (
            "{\n  \"event\": {\n    \"name\": \"\u{e9}\", \"send_at\": 5\n  }\n}",
            "event.send_at: expected yyyy-MM-dd HH:mm:ss, found an integer (line 3, column 30)",
        ),
        (
            "{\r\n\"event\": {\r\n\"slug\":\r\n\r\n  \"members.created\"\r\n}}",
            "event.slug: expected activities.course.enrollment, found another event (line 5, column 19)",
        ),
        ("{\n \"event\": {\n  \"name\": \"\"\n }\n}", "event.slug: missing field (line 4, column 2)"),
        ("{\n\"event\": {\n\"name\": \"\",\n  \"name\": \"\"\n}}", "event.name: duplicate field (line 4, column 8)"),
        ("{\n\n  \"event\": nul\n}", "invalid JSON: expected ident (line 4, column 0)"),
        ("{\n  \"event\": {\n", "unexpected end of input (line 3, column 0)"),
        ("\n\n [\n]", "expected an object, found an array (line 4, column 1)"),
    ] {
        assert_eq!(error(body).to_string(), message, "{body}");
    }
    assert_eq!(error(b"{\n\n \"\xC3\xA9\": \"\xE9\"}").to_string(), "invalid UTF-8 (line 3, column 9)");
}

#[test]
fn a_truncated_body_is_reported_before_any_other_problem() {
    let documented = fixture::DOCUMENTED.as_bytes();
    for end in 0..documented.len() {
        let error = error(&documented[..end]);
        assert_eq!((error.kind(), error.path()), (DecodeErrorKind::UnexpectedEnd, ""), "{end}");
        assert_eq!((error.line(), error.column()), (1, end));
    }
    for body in [
        &br#"{"data":{"user":{"id":1e400"#[..],
        br#"{"data":{"user":{"id":1e400,"#,
        br#"{"event":{"name":"\ud83d"#,
        br#"{"event":{"name":"\ud83d","slug":"x""#,
        br#"{"event":{"name":5.5,"slug":"members.created""#,
        br#"{"event":{"name":"a","name":"b""#,
        br#"{"data":[],"#,
        br#"{"data":{"user":{"id":1E+"#,
        br#"{"\ud800""#,
        br#"{"event":{"\ud800"#,
        br#"{"unknown":-"#,
        br#"{"unknown":1."#,
        br#"{"unknown":1e"#,
        br#"{"unknown":[1E+"#,
        b"{\"\xF0\x9F\x98",
    ] {
        let error = error(body);
        assert_eq!(error.to_string(), format!("unexpected end of input (line 1, column {})", body.len()));
    }
    for (body, message) in [
        (&br#"{"id":1-"#[..], "invalid JSON: expected `,` or `}` (line 1, column 8)"),
        (br#"{"id":1.e"#, "invalid JSON: invalid number (line 1, column 9)"),
        (b"<\xC3", "invalid UTF-8 (line 1, column 2)"),
        (b"{\"event\":\"\xE9\"}", "invalid UTF-8 (line 1, column 11)"),
        (&[documented, b"\xC3"].concat(), "invalid UTF-8 (line 1, column 408)"),
    ] {
        assert_eq!(error(body).to_string(), message);
    }
}

/// Neither of two slugs is preferred.
#[test]
fn a_duplicate_slug_is_a_duplicate_field() {
    let own = "activities.course.enrollment";
    for (first, second) in [(own, "members.created"), ("members.created", own), ("a.b", "a.b"), (own, own)] {
        let body = body_with(&[("event.slug", &format!(r#""{first}","slug":"{second}""#))]);
        for error in [error(&body), Incoming::from_slice(body.as_bytes()).unwrap_err()] {
            assert_eq!((error.kind(), error.path()), (DecodeErrorKind::DuplicateField, "event.slug"), "{first}");
        }
        let event = format!(r#"{{"event":{{"slug":"{first}"}},"event":{{"slug":"{second}"}}}}"#);
        for error in [error(&event), Incoming::from_slice(event.as_bytes()).unwrap_err()] {
            assert_eq!((error.kind(), error.path()), (DecodeErrorKind::DuplicateField, "event"), "{first}");
        }
    }
}

#[test]
fn an_unknown_field_may_have_any_depth_and_size() {
    let deep = format!("{}{}", "[".repeat(100), "]".repeat(100));
    let deeper = format!("{}1{}", "{\"a\":".repeat(100_000), "}".repeat(100_000));
    let long = format!("\"{}\"", "x".repeat(10_000_000));
    for unknown in [deep, deeper, long] {
        let body = fixture::DOCUMENTED.replacen('{', &format!("{{\"unknown\":{unknown},"), 1);
        assert_eq!(body.parse(), Ok(fixture::documented()));
    }
}
