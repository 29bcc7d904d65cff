//! What a decode error says, word for word, and what it never says.

mod support;

use std::error::Error;
use support::{ABSENT, PLACES, body_with};
use toolzz_webhook::{DecodeError, DecodeErrorKind, Incoming, NewEnrollment, fixture};

#[track_caller]
fn error(body: impl AsRef<[u8]>) -> DecodeError {
    NewEnrollment::from_slice(body.as_ref()).unwrap_err()
}

type Case = (Vec<u8>, DecodeErrorKind, &'static str, (usize, usize), &'static str);

#[test]
fn each_kind_word_for_word() {
    use DecodeErrorKind::{DuplicateField, InvalidUtf8, InvalidValue, MissingField, OtherEvent, Syntax, UnexpectedEnd};
    let documented = fixture::DOCUMENTED;
    let with = |path, json| body_with(&[(path, json)]).into_bytes();
    let cases: Vec<Case> = vec![
        (b"{\n\"event\": \"\xE9\"}".to_vec(), InvalidUtf8, "", (2, 11), "invalid UTF-8 (line 2, column 11)"),
        (b"\xFF\xFE{\0}\0".to_vec(), InvalidUtf8, "", (1, 1), "invalid UTF-8 (line 1, column 1)"),
        (b"<html>".to_vec(), Syntax, "", (1, 1), "invalid JSON: expected value (line 1, column 1)"),
        (
            format!("{documented} x").into_bytes(),
            Syntax,
            "",
            (1, 409),
            "invalid JSON: trailing characters (line 1, column 409)",
        ),
        (
            documented.replace("\"status\":1", "\"status\":1,").into_bytes(),
            Syntax,
            "",
            (1, 285),
            "invalid JSON: trailing comma (line 1, column 285)",
        ),
        (b"".to_vec(), UnexpectedEnd, "", (1, 0), "unexpected end of input (line 1, column 0)"),
        (
            documented.as_bytes()[..200].to_vec(),
            UnexpectedEnd,
            "",
            (1, 200),
            "unexpected end of input (line 1, column 200)",
        ),
        (
            with("data.user.email", ABSENT),
            MissingField,
            "data.user.email",
            (1, 376),
            "data.user.email: missing field (line 1, column 376)",
        ),
        (b"{}".to_vec(), MissingField, "event", (1, 2), "event: missing field (line 1, column 2)"),
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
        (b"[]".to_vec(), InvalidValue, "", (1, 2), "expected an object, found an array (line 1, column 2)"),
        (
            format!("{documented:?}").into_bytes(),
            InvalidValue,
            "",
            (1, 469),
            "expected an object, found a string (line 1, column 469)",
        ),
        (
            with("event.slug", "\"members.created\""),
            OtherEvent,
            "event.slug",
            (1, 72),
            "event.slug: expected activities.course.enrollment, found another event (line 1, column 72)",
        ),
    ];
    for (body, kind, path, (line, column), text) in cases {
        let error = error(&body);
        assert_eq!(error.to_string(), text);
        assert_eq!((error.kind(), error.path(), error.line(), error.column()), (kind, path, line, column), "{text}");
    }
}

#[test]
fn a_body_of_another_event_is_refused_as_that_wherever_the_slug_stands() {
    let text = "event.slug: expected activities.course.enrollment, found another event";
    for body in [
        r#"{"data":{"id":7},"event":{"slug":"members.created"}}"#,
        r#"{"event":{"send_at":"03/07/2023 12:53:41","name":5.5,"slug":"members.created"}}"#,
        r#"{"event":{"slug":"members.created"},"data":[]}"#,
    ] {
        assert!(error(body).to_string().starts_with(text), "{}", error(body));
    }
    for (body, text) in [
        (r#"[{"slug":"members.created"}]"#, "expected an object, found an array"),
        (r#"{"event":["members.created"]}"#, "event: expected an object, found an array"),
    ] {
        assert!(error(body).to_string().starts_with(text), "{}", error(body));
    }
}

#[test]
fn every_required_key_is_named_when_it_is_missing() {
    let optional = ["data.enrollment.date_expire", "data.user.nickname"];
    let objects = ["event", "data.institution", "data.course", "data.enrollment", "data.user"];
    let leaves = PLACES.iter().map(|(path, _)| *path).filter(|path| !optional.contains(path));
    for path in leaves {
        let error = error(body_with(&[(path, ABSENT)]));
        assert_eq!((error.kind(), error.path()), (DecodeErrorKind::MissingField, path));
    }
    for path in objects {
        let error = error(body_with(&[(path, ABSENT)]));
        assert_eq!((error.kind(), error.path()), (DecodeErrorKind::MissingField, path));
    }
}

#[test]
fn a_documented_key_twice_is_refused_wherever_it_stands() {
    for (path, _) in PLACES {
        let (_, key) = path.rsplit_once('.').unwrap();
        let (_, json) = PLACES.iter().find(|(place, _)| *place == path).unwrap();
        let error = error(body_with(&[(path, &format!("{json},\"{key}\":{json}"))]));
        assert_eq!((error.kind(), error.path()), (DecodeErrorKind::DuplicateField, path));
    }
    let event = error(
        r#"{"event":{"name":"","slug":"activities.course.enrollment","send_at":"2023-07-03 12:53:41"},"event":{}}"#,
    );
    assert_eq!((event.kind(), event.path()), (DecodeErrorKind::DuplicateField, "event"));
}

const SECRET: &str = "maria.123.456.789-09@example.com";

/// Bodies that hold the secret wherever a body can hold something.
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
    let paths = PLACES.iter().map(|(path, _)| *path).filter(|path| !path.ends_with("name"));
    for path in paths.chain(["event", "data", "data.institution", "data.course", "data.enrollment", "data.user"]) {
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
fn no_error_repeats_the_body() {
    let mut refused = 0;
    for body in bodies_with_a_secret() {
        let mut texts = Vec::new();
        if let Err(error) = NewEnrollment::from_slice(body.as_bytes()) {
            assert!(error.source().is_none());
            assert!(!error.to_string().contains('\n'), "{error}");
            texts.extend([error.to_string(), format!("{error:?}"), format!("{error:#?}")]);
            texts.push(serde_json::to_string(&error).unwrap());
        }
        if let Err(error) = serde_json::from_str::<NewEnrollment>(&body) {
            texts.extend([error.to_string(), format!("{error:?}")]);
        }
        if let Ok(tree) = serde_json::from_str::<serde_json::Value>(&body) {
            if let Err(error) = serde_json::from_value::<NewEnrollment>(tree) {
                texts.extend([error.to_string(), format!("{error:?}")]);
            }
        }
        refused += usize::from(!texts.is_empty());
        for text in texts {
            assert!(!text.contains("maria") && !text.contains("123.456"), "{text}");
        }
    }
    assert!(refused > 100, "{refused}");
}

#[test]
fn each_model_by_plain_serde_repeats_nothing_either() {
    fn text<T: serde::de::DeserializeOwned>(json: &str) -> String {
        serde_json::from_str::<T>(json).err().unwrap().to_string()
    }
    use toolzz_webhook::{Course, Enrollment, EnrollmentData, Event, Institution, User};
    let texts =
        [text::<Course>, text::<Enrollment>, text::<EnrollmentData>, text::<Event>, text::<Institution>, text::<User>];
    for text in texts {
        assert_eq!(text("\"maria\""), "expected an object, found a string at line 1 column 7");
        assert_eq!(text("12345678909"), "expected an object, found an integer at line 1 column 11");
        assert_eq!(text("[1,\"maria\"]"), "expected an object, found an array at line 1 column 1");
        assert_eq!(text("null"), "expected an object, found null at line 1 column 4");
    }
}

/// An error of a tree has no place; a text in it that reads like one is content.
#[test]
fn a_text_like_a_place_is_not_repeated() {
    for text in ["maria at line 3 column 4", "maria at line 3 column maria", "maria at line maria column 4"] {
        let error = serde_json::from_value::<NewEnrollment>(text.into()).unwrap_err();
        assert_eq!(error.to_string(), "expected an object, found a string");
    }
}

#[test]
fn an_error_as_json() {
    let error = error(body_with(&[("data.user.id", "-1")]));
    assert_eq!(
        serde_json::to_string(&error).unwrap(),
        r#"{"path":"data.user.id","kind":"invalid_value","line":1,"column":300,"message":"expected an integer from 0 to 18446744073709551615, found a negative integer"}"#,
    );
}

#[test]
fn bodies_of_other_makes() {
    for (body, text) in [
        ("<!doctype html><title>{}</title>", "invalid JSON: expected value (line 1, column 1)"),
        ("null", "expected an object, found null (line 1, column 4)"),
        (
            "{\"event\":{\"name\":\"\\ud800\"}}",
            "event.name: expected a string, found a lone surrogate (line 1, column 25)",
        ),
        (
            "{\"event\":{\"name\":\"\\udc00\"}}",
            "event.name: expected a string, found a lone surrogate (line 1, column 24)",
        ),
        (
            "{\"event\":{\"name\":\"a\nb\"}}",
            "invalid JSON: control character (\\u0000-\\u001F) found while parsing a string (line 1, column 19)",
        ),
        ("{'event':1}", "invalid JSON: key must be a string (line 1, column 2)"),
        ("{} {}", "invalid JSON: trailing characters (line 1, column 4)"),
    ] {
        assert_eq!(error(body).to_string(), text, "{body}");
    }
}

#[test]
fn an_unknown_number_of_any_size_is_ignored() {
    let unknown = fixture::DOCUMENTED.replacen('{', "{\"unknown\":1e999,", 1);
    assert_eq!(unknown.parse(), Ok(fixture::documented()));
}

/// Field names of the payload's objects are decoded, values of unknown fields are skipped.
#[test]
fn a_lone_surrogate_is_rejected_in_a_field_name_and_ignored_in_an_unknown_value() {
    for (body, text) in [
        (
            fixture::DOCUMENTED.replacen('{', r#"{"\ud800":1,"#, 1),
            "expected valid Unicode, found a lone surrogate (line 1, column 9)",
        ),
        (
            fixture::DOCUMENTED.replacen(r#""nickname""#, r#""\udc00x":1,"nickname""#, 1),
            "data.user: expected valid Unicode, found a lone surrogate (line 1, column 384)",
        ),
    ] {
        assert_eq!(error(&body).to_string(), text, "{body}");
        assert!(serde_json::from_str::<NewEnrollment>(&body).is_err(), "{body}");
    }
    let unknown = fixture::DOCUMENTED.replacen('{', r#"{"unknown":{"\ud800":"\ud800"},"#, 1);
    assert_eq!(unknown.parse(), Ok(fixture::documented()));
    assert_eq!(serde_json::from_str::<NewEnrollment>(&unknown).unwrap(), fixture::documented());
}

#[test]
fn a_byte_order_mark_counts_as_three_columns_of_the_first_line() {
    let marked = |body: &[u8]| error([b"\xEF\xBB\xBF", body].concat());
    for body in [
        &b"{\"event\":5}"[..],
        b"{\"event\":\xFF}",
        b"<html>",
        b"{\"event\":",
        b"",
        b"{\"event\":{\"slug\":\"members.created\"}}",
        b"{\"event\":{\"name\":\"\xC3",
    ] {
        let (plain, marked) = (error(body), marked(body));
        assert_eq!((marked.kind(), marked.path()), (plain.kind(), plain.path()));
        assert_eq!((marked.line(), marked.column()), (1, plain.column() + 3), "{plain}");
    }
    let second_line = b"{\n\"event\":5}";
    assert_eq!(marked(second_line), error(second_line));
}

#[test]
fn a_truncated_body_is_truncated_whatever_else_is_wrong_with_it() {
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

/// One slug is no other's: of two neither decides.
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
fn depth_and_size_of_what_is_unknown_do_not_matter() {
    let deep = format!("{}{}", "[".repeat(100), "]".repeat(100));
    let deeper = format!("{}1{}", "{\"a\":".repeat(100_000), "}".repeat(100_000));
    let long = format!("\"{}\"", "x".repeat(10_000_000));
    for unknown in [deep, deeper, long] {
        let body = fixture::DOCUMENTED.replacen('{', &format!("{{\"unknown\":{unknown},"), 1);
        assert_eq!(body.parse(), Ok(fixture::documented()));
    }
}
