//! Deliveries of any event. The data of another one is in `decode_data`.

use crate::support::{body_with, other};
use toolzz_webhook::{
    DecodeErrorKind::{self, DuplicateField, InvalidValue, MissingField, UnexpectedEnd},
    Incoming, NewEnrollment, Slug, fixture,
};

/// With whitespace, escapes, numbers and a duplicate field that must stay as they are.
const MEMBER: &str = concat!(
    "{ \"event\": {\"name\":\"Membro criado\",\"slug\":\"members.created\",\t\"send_at\":\"2023-07-03T12:53:41\",\"acao\":\"criar\"},\n",
    r#" "data" :{"name" : "Ana \/ \u00e9 \" ","ids":[1.0, 1E2,-0],"x":1,"x":{}}, "versão": 2 }"#,
);

#[test]
fn the_slug_alone_decides() {
    for body in [fixture::DOCUMENTED.to_string(), format!("\u{feff} {}\n", fixture::DOCUMENTED)] {
        let incoming: Incoming = body.parse().unwrap();
        assert_eq!(incoming, Incoming::from(fixture::documented()));
        assert_eq!((incoming.slug(), incoming.to_json().as_str()), (&Slug::NEW_ENROLLMENT, fixture::DOCUMENTED));
    }
    let event = r#""event":{"name":[],"slug":"members.created","send_at":5,"send_at":5}"#;
    for data in [
        r#"{"user":{"id":1e400}}"#,
        r#"{"user":{"name":"\ud83d"}}"#,
        r#"{"user":{"id":1,"id":2}}"#,
        r#"{"\ud83d":1}"#,
        "-0",
        "1e400",
        "[]",
    ] {
        for body in [format!(r#"{{"data":{data},{event}}}"#), format!(r#"{{{event},"data":{data}}}"#)] {
            assert_eq!((other(&body).data(), other(&body).body()), (Some(data), body.as_str()));
            assert_eq!(NewEnrollment::from_slice(body.as_bytes()).unwrap_err().kind(), DecodeErrorKind::OtherEvent);
        }
    }
    let slug = r#"{"event":{"slug":"members.created"}}"#;
    assert_eq!((other(slug).slug(), other(slug).data(), other(slug).body()), (&Slug::MEMBER_CREATED, None, slug));
}

#[test]
fn another_event_is_preserved_as_received() {
    let event = other(MEMBER);
    assert_eq!((event.slug(), event.body()), (&Slug::MEMBER_CREATED, MEMBER));
    assert_eq!(event.data(), Some(r#"{"name" : "Ana \/ \u00e9 \" ","ids":[1.0, 1E2,-0],"x":1,"x":{}}"#));
    let metadata = event.event().unwrap();
    assert_eq!((metadata.name.as_str(), metadata.slug), ("Membro criado", Slug::MEMBER_CREATED));
    assert_eq!(metadata.send_at.to_string(), "2023-07-03 12:53:41");
    assert_eq!(other(&format!("\u{feff}\r\n{MEMBER}\t ")), event);
    assert_ne!(other(&MEMBER.replace(" : ", ":")), event);
}

#[test]
fn to_json_drops_whitespace_between_tokens_only() {
    let json = concat!(
        r#"{"event":{"name":"Membro criado","slug":"members.created","send_at":"2023-07-03T12:53:41","acao":"criar"},"#,
        r#""data":{"name":"Ana \/ \u00e9 \" ","ids":[1.0,1E2,-0],"x":1,"x":{}},"versão":2}"#,
    );
    let incoming: Incoming = MEMBER.parse().unwrap();
    assert_eq!(incoming.to_json(), json);
    assert_eq!(json.parse::<Incoming>().unwrap().to_json(), json);
    let lenient = body_with(&[("data.user.id", r#""5""#)]).parse::<Incoming>().unwrap();
    assert_eq!(lenient.to_json(), body_with(&[("data.user.id", "5")]));
}

/// The position of the one problem is in `positions`.
#[test]
fn a_body_without_a_slug_has_one_problem() {
    for (body, path, kind, message) in [
        ("{}", "event", MissingField, "missing field"),
        (r#"{"event":{},"event":{}}"#, "event", DuplicateField, "duplicate field"),
        (r#"{"event":["a.b"],"data":5}"#, "event", InvalidValue, "expected an object, found an array"),
        (r#"{"event":{"name":5},"data":5}"#, "event.slug", MissingField, "missing field"),
        (r#"{"event":{"slug":"a.b","slug":"a.b"}}"#, "event.slug", DuplicateField, "duplicate field"),
        (r#"{"event":{"slug":"\ud800"}}"#, "event.slug", InvalidValue, "expected a string, found a lone surrogate"),
        (r#"[{"slug":"a.b"}]"#, "", InvalidValue, "expected an object, found an array"),
        (&MEMBER[..MEMBER.len() - 1], "", UnexpectedEnd, "unexpected end of input"),
    ] {
        let error = body.parse::<Incoming>().unwrap_err();
        let found: Vec<_> =
            error.problems().iter().map(|problem| (problem.path.as_str(), problem.kind, problem.message())).collect();
        assert_eq!(found, [(path, kind, message.to_string())], "{body}");
    }
}

#[test]
fn an_invalid_new_enrollment_has_the_problems_of_its_fields() {
    let body = body_with(&[("data.user.id", "-1"), ("data.course", "[]"), ("event.send_at", "\"yesterday\"")]);
    let error = Incoming::from_slice(body.as_bytes()).unwrap_err();
    assert_eq!(error.problems().len(), 3);
    assert_eq!(NewEnrollment::from_slice(body.as_bytes()), Err(error));
}

#[test]
fn the_metadata_of_another_event_has_every_problem() {
    let event = other(r#"{"event":{"slug":"a.b","name":true,"send_at":"03/07/2023 12:53:41","\ud800":1}}"#);
    let error = event.event().unwrap_err();
    assert_eq!((error.problems().len(), error.path()), (1, "event"));
    assert_eq!(error.message(), "expected valid Unicode, found a lone surrogate");
    let event = other(r#"{"event":{"slug":"a.b","name":true,"send_at":"03/07/2023 12:53:41"}}"#);
    let error = event.event().unwrap_err();
    let paths: Vec<_> = error.problems().iter().map(|problem| (problem.path.as_str(), problem.message())).collect();
    let name = ("event.name", "expected a string, found a boolean".to_string());
    let send_at = ("event.send_at", "expected yyyy-MM-dd HH:mm:ss, found a string in another form".to_string());
    assert_eq!(paths, [name, send_at.clone()]);
    // A name may be a number, null or absent.
    for (name, decoded) in [("\"name\":2024.1,", "2024.1"), ("\"name\":null,", ""), ("", "")] {
        let event = |send_at: &str| {
            other(&format!(r#"{{"event":{{"slug":"a.b",{name}"send_at":"{send_at}"}},"data":null}}"#)).event()
        };
        let error = event("03/07/2023 12:53:41").unwrap_err();
        assert_eq!((error.path(), error.message(), error.problems().len()), (send_at.0, send_at.1.clone(), 1));
        assert_eq!(event("2023-07-03 12:53:41").unwrap().name, decoded);
    }
}

/// As by axum's `Json` extractor. A byte order mark is no JSON to serde_json.
#[test]
fn an_incoming_deserializes_from_json() {
    for body in [fixture::DOCUMENTED, MEMBER] {
        let incoming: Incoming = body.parse().unwrap();
        assert_eq!(serde_json::from_str::<Incoming>(body).unwrap(), incoming);
        assert_eq!(serde_json::from_reader::<_, Incoming>(body.as_bytes()).unwrap(), incoming);
        assert_eq!(
            serde_json::from_str::<Vec<Incoming>>(&format!("[{body}]")).unwrap(),
            std::slice::from_ref(&incoming)
        );
        let value: serde_json::Value = serde_json::from_str(fixture::DOCUMENTED).unwrap();
        assert_eq!(serde_json::from_value::<Incoming>(value).unwrap(), Incoming::from(fixture::documented()));
    }
    let truncated = serde_json::from_str::<Incoming>(&MEMBER[..100]).unwrap_err();
    assert!(truncated.is_eof(), "{truncated}");
}
