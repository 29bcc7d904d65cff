//! What a decode error says of the problems of a body. Their positions are in `positions`.

use crate::support::{ABSENT, FIELDS, OBJECTS, OPTIONAL, body_with};
use serde_json::json;
use std::{collections::BTreeSet, error::Error};
use toolzz_webhook::{
    Cpf, DecodeError,
    DecodeErrorKind::{self, DuplicateField, InvalidValue, MissingField, OtherEvent, UnexpectedEnd},
    Incoming, NewEnrollment, Validate,
    fixture::{self, Body},
};

#[track_caller]
fn error(body: impl AsRef<[u8]>) -> DecodeError {
    NewEnrollment::from_slice(body.as_ref()).unwrap_err()
}

fn problems(error: &DecodeError) -> Vec<(&str, DecodeErrorKind)> {
    error.problems().iter().map(|problem| (problem.path.as_str(), problem.kind)).collect()
}

/// The body has a problem on each of two lines.
const TWO_PROBLEMS: &str = "{\"data\":{},\"event\":{\"name\":1,\"slug\":\"a\",\n\"send_at\":\"x\"}}";

#[test]
fn an_error_lists_its_problems() {
    let body = Body::valid().with("data.enrollment.actived", "yes").without("data.user.id");
    let one = error(body_with(&[("event.send_at", "5")]));
    let column = one.column();
    let first = format!("event.send_at: expected yyyy-MM-dd HH:mm:ss, found an integer (line 1, column {column})");
    assert_eq!((one.to_string(), format!("{one:#}")), (first.clone(), first));
    let two = error(body.as_ref());
    let [first, second] = two.problems() else { panic!("{two:#}") };
    assert_eq!(two.to_string(), format!("{first} and 1 more problem"));
    assert_eq!(format!("{two:#}"), format!("{first}\n{second}"));
    let three = error(body.with("data.user.uuid", true).as_ref());
    assert_eq!(three.to_string(), format!("{first} and 2 more problems"));
    assert_eq!(
        problems(&three),
        [("data.enrollment.actived", InvalidValue), ("data.user.id", MissingField), ("data.user.uuid", InvalidValue)]
    );
    for error in [one, two, three] {
        let lines: Vec<_> = (&error).into_iter().map(ToString::to_string).collect();
        assert_eq!((format!("{error:#}"), format!("{error:#?}")), (lines.join("\n"), lines.join("\n")));
        assert_eq!((format!("{error:?}"), format!("{:?}", error.problems()[0])), (lines.join("; "), lines[0].clone()));
        let first = &error.problems()[0];
        assert_eq!((error.path(), error.kind(), error.code()), (first.path.as_str(), first.kind, first.code()));
        assert_eq!((error.message(), error.line(), error.column()), (first.message(), first.line, first.column));
        assert!(error.source().is_none());
    }
}

#[test]
fn an_error_serializes_as_an_array_of_problems() {
    let mut problem = json!({
        "path": "event.slug",
        "code": "other_event",
        "message": "expected activities.course.enrollment, found another event",
        "line": 1,
        "column": 37,
    });
    let error = error(TWO_PROBLEMS);
    assert_eq!(serde_json::to_value(&error).unwrap(), json!([problem]));
    assert_eq!(serde_json::to_value(&error.problems()[0]).unwrap(), problem);
    let own = TWO_PROBLEMS.replace("\"a\"", "\"activities.course.enrollment\"");
    let json = serde_json::to_value(own.parse::<NewEnrollment>().unwrap_err()).unwrap();
    assert_eq!(json.as_array().map(Vec::len), Some(5));
    problem["path"] = "event.send_at".into();
    problem["code"] = "invalid_value".into();
    problem["message"] = "expected yyyy-MM-dd HH:mm:ss, found a string in another form".into();
    problem["line"] = 2.into();
    problem["column"] = 11.into();
    assert_eq!(json[4], problem);
    let order = r#"[{"path":"data","code":"missing_field","message":"missing field","line":1,"column":1},"#;
    let missing = r#"{"event":{"slug":null}}"#.parse::<NewEnrollment>().unwrap_err();
    assert!(serde_json::to_string(&missing).unwrap().starts_with(order), "{missing:#}");
}

#[test]
fn everything_printed_can_be_aligned() {
    macro_rules! assert_pads { ($($value:expr),+ $(,)?) => { $({
        let (value, printed) = (&$value, $value.to_string());
        let width = printed.chars().count() + 3;
        let short: String = printed.chars().take(4).collect();
        assert_eq!(format!("{value:>width$}"), format!("   {printed}"));
        assert_eq!(format!("{value:-<width$}"), format!("{printed}---"));
        assert_eq!(format!("{value:.4}"), short);
        assert_eq!(format!("{value:^1}"), printed);
    })+ } }

    let webhook = fixture::documented();
    let (one, two) = (error("{}{"), error("{}"));
    let report = webhook.check();
    assert_pads!(
        one,
        two,
        two.problems()[1],
        report.violations[0],
        webhook.idempotency_key(),
        webhook.event.slug,
        "529.982.247-25".parse::<Cpf>().unwrap(),
        DecodeErrorKind::Syntax,
        toolzz_webhook::Rule::Blank,
    );
    assert_eq!(format!("{:>30}", webhook.data.enrollment.status), format!("{:>30}", 1));
    assert_eq!(format!("{:>30}", webhook.data.user.id), format!("{:>30}", 987_654_321));
}

#[test]
fn a_missing_and_a_duplicate_field_are_named() {
    for path in FIELDS.into_iter().chain(OBJECTS) {
        let duplicate = error(Body::documented().duplicate(path));
        assert_eq!(
            (problems(&duplicate), duplicate.message().as_str()),
            (vec![(path, DuplicateField)], "duplicate field")
        );
        let absent = body_with(&[(path, ABSENT)]);
        if OPTIONAL.contains(&path) {
            assert_eq!(absent.parse(), Ok(body_with(&[(path, "null")]).parse::<NewEnrollment>().unwrap()), "{path}");
        } else {
            let missing = error(absent);
            assert_eq!((problems(&missing), missing.message().as_str()), (vec![(path, MissingField)], "missing field"));
        }
    }
}

/// Neither of two slugs is preferred, and a third occurrence changes nothing.
#[test]
fn the_values_of_a_duplicate_field_are_not_read() {
    let own = "activities.course.enrollment";
    for (first, second) in [(own, "members.created"), ("members.created", own), ("a.b", "a.b"), (own, own)] {
        let body = body_with(&[("event.slug", &format!(r#""{first}","slug":"{second}""#))]);
        for error in [error(&body), Incoming::from_slice(body.as_bytes()).unwrap_err()] {
            assert_eq!(problems(&error), [("event.slug", DuplicateField)], "{first} {second}");
        }
        let event = format!(r#"{{"event":{{"slug":"{first}"}},"event":{{"slug":"{second}"}}}}"#);
        assert_eq!(problems(&error(&event)), [("data", MissingField), ("event", DuplicateField)], "{first} {second}");
        assert_eq!(problems(&Incoming::from_slice(event.as_bytes()).unwrap_err()), [("event", DuplicateField)]);
    }
    let thrice = body_with(&[("data.user.id", r#""x","id":[],"id":-1"#)]);
    assert_eq!(problems(&error(thrice)), [("data.user.id", DuplicateField)]);
}

#[test]
fn the_encoding_the_json_and_the_slug_decide_before_the_fields() {
    for (body, expected) in [
        (&b"{\"event\":{\"slug\":\"a.b\"},\"\xE9\""[..], ("", DecodeErrorKind::InvalidUtf8)),
        (br#"{"event":{"slug":"a.b"},"data":nul}"#, ("", DecodeErrorKind::Syntax)),
        (br#"{"event":{"slug":"a.b","name":"\x"}}"#, ("", DecodeErrorKind::Syntax)),
        (br#"{"event":{"slug":"a.b"},"data":5"#, ("", UnexpectedEnd)),
        (br#"{"data":{"id":7},"event":{"slug":"members.created"}}"#, ("event.slug", OtherEvent)),
        (br#"{"event":{"send_at":5,"send_at":5,"slug":"a.b"},"data":[]}"#, ("event.slug", OtherEvent)),
    ] {
        assert_eq!(problems(&error(body)), [expected], "{}", body.escape_ascii());
    }
}

#[test]
fn a_lone_surrogate_in_the_name_of_a_field_is_one_problem_of_its_object() {
    for (name, path) in [("\"uuid\"", "data.user"), ("\"institution\"", "data"), ("\"event\"", "")] {
        let error = error(fixture::DOCUMENTED.replacen(name, r#""\ud800":1,"\udc00x""#, 1));
        assert_eq!(problems(&error), [(path, InvalidValue)]);
        assert_eq!(error.message(), "expected valid Unicode, found a lone surrogate");
    }
}

/// One line of ASCII in lowercase without a final period: `expected …`, and of a decode error `…, found …`.
#[test]
fn every_message_has_one_grammar() {
    let assert_phrase = |message: &str| {
        assert!(message.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()), "{message}");
        assert!(message.starts_with(|first: char| first.is_ascii_lowercase()), "{message}");
        assert!(!message.contains("  ") && !message.ends_with([' ', '.', ':', ',']), "{message}");
    };
    let mut kinds = BTreeSet::new();
    for error in fixture::samples().into_iter().filter_map(|sample| sample.body.decode().err()) {
        for problem in error.problems() {
            let message = problem.message();
            assert_phrase(&message);
            kinds.insert(problem.kind);
            match problem.kind {
                DecodeErrorKind::Syntax => assert_phrase(message.strip_prefix("invalid JSON: ").unwrap()),
                InvalidValue | OtherEvent => {
                    let halves: Vec<_> = message.split(", found ").collect();
                    assert!(halves.len() == 2 && halves[0].starts_with("expected "), "{message}");
                }
                _ => assert!(!message.contains("expected ") || problem.kind == UnexpectedEnd, "{message}"),
            }
        }
    }
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), DecodeErrorKind::ALL);
    for rule in toolzz_webhook::Rule::ALL {
        assert_phrase(rule.message());
        assert!(rule.message().starts_with("expected ") && !rule.message().contains(", found "), "{rule}");
    }
}
