//! Deliveries of any event.

use crate::support::body_with;
use serde::Deserialize;
use std::collections::BTreeMap;
use toolzz_webhook::{DecodeErrorKind, Incoming, NewEnrollment, OtherEvent, fixture};

const MEMBER: &str = r#"{"event":{"name":"Membro criado","slug":"members.created","send_at":"2023-07-03 12:53:41","acao":"criar"},"data":{"member":{"id":7,"name":"Maria \/ \u00e9","groups":[1,2,"x"]}},"versão":2}"#;

#[derive(Debug, PartialEq, Deserialize)]
struct Members {
    member: Member,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Member {
    id: u64,
    name: String,
}

#[track_caller]
fn other(body: &str) -> OtherEvent {
    match Incoming::from_slice(body.as_bytes()).unwrap() {
        Incoming::Other(other) => other,
        incoming => panic!("{incoming:?}"),
    }
}

#[test]
fn the_documented_slug_is_a_new_enrollment() {
    for body in [fixture::DOCUMENTED.to_string(), format!("\u{feff} {}\n", fixture::DOCUMENTED)] {
        assert_eq!(body.parse(), Ok(Incoming::NewEnrollment(fixture::documented())));
    }
}

#[test]
fn another_event_is_preserved_verbatim() {
    let event = other(MEMBER);
    assert_eq!((event.event.slug.as_str(), event.event.name.as_str()), ("members.created", "Membro criado"));
    assert_eq!(event.event.send_at.to_string(), "2023-07-03 12:53:41");
    assert_eq!(event.body(), MEMBER);
    assert_eq!(event.data(), Some(r#"{"member":{"id":7,"name":"Maria \/ \u00e9","groups":[1,2,"x"]}}"#));
    let members = Members { member: Member { id: 7, name: "Maria / é".into() } };
    assert_eq!(event.decode_data(), Ok(members));
    assert_eq!(other(&format!("\u{feff}{MEMBER}")), event);
}

#[test]
fn the_fields_of_another_event_may_be_in_any_order() {
    let event = r#""event":{"send_at":"2023-07-03T12:53:41","slug":"members.created","name":null}"#;
    for (body, data) in [
        (format!(r#"{{"data":[1, 2],{event}}}"#), Some("[1, 2]")),
        (format!(r#"{{"data":null,{event}}}"#), Some("null")),
        (format!(r#"{{{event}}}"#), None),
        (format!(r#"{{{event},"data":"x"}}"#), Some("\"x\"")),
    ] {
        let event = other(&body);
        assert_eq!(event.data(), data, "{body}");
        assert_eq!(event.body(), body);
        assert_eq!(event.event.name, "");
    }
}

#[test]
fn the_data_of_another_event_may_be_that_of_a_new_enrollment() {
    for slug in ["activities.course.completed", "course.enrollment.created", ""] {
        let body = body_with(&[("event.slug", &format!("\"{slug}\""))]);
        let event = other(&body);
        assert_eq!((event.event.slug.as_str(), event.event.slug.to_string().as_str()), (slug, slug));
        let data: toolzz_webhook::EnrollmentData = event.decode_data().unwrap();
        assert_eq!(data, fixture::documented().data);
    }
}

#[test]
fn the_slug_alone_decides_in_any_position() {
    let event = r#""event":{"name":"x","slug":"members.created","send_at":"2023-07-03 12:53:41"}"#;
    for data in [
        r#"{"user":{"id":1e400}}"#,
        r#"{"user":{"name":"\ud83d"}}"#,
        r#"{"user":{"id":1,"id":2}}"#,
        r#"{"user":[]}"#,
        r#"["\ud83d"]"#,
        "-0",
        "1e400",
        "{}",
    ] {
        for body in [format!(r#"{{"data":{data},{event}}}"#), format!(r#"{{{event},"data":{data}}}"#)] {
            assert_eq!(other(&body).data(), Some(data), "{body}");
            let error = NewEnrollment::from_slice(body.as_bytes()).unwrap_err();
            assert_eq!((error.kind(), error.path()), (DecodeErrorKind::OtherEvent, "event.slug"), "{body}");
        }
    }
}

#[test]
fn a_slug_in_the_data_of_another_event_is_rejected_with_its_path() {
    let body = MEMBER
        .replace(r#"{"member":"#, r#"{"event":{"name":"x","slug":"a.b","send_at":"2023-07-03 12:53:41"},"data":"#);
    let error = other(&body).decode_data::<NewEnrollment>().unwrap_err();
    assert_eq!((error.kind(), error.path()), (DecodeErrorKind::OtherEvent, "data.event.slug"));
    let mut track = serde_path_to_error::Track::new();
    let json = &mut serde_json::Deserializer::from_str(MEMBER);
    let plain = NewEnrollment::deserialize(serde_path_to_error::Deserializer::new(json, &mut track)).unwrap_err();
    assert_eq!(track.path().to_string(), "event.slug");
    assert_eq!(plain.to_string(), "expected activities.course.enrollment, found another event at line 1 column 57");
}

#[test]
fn an_invalid_body_with_the_documented_slug_is_an_error() {
    for (path, json) in [("data.user.id", "-1"), ("data.user", "[]"), ("event.send_at", "\"yesterday\"")] {
        let error = Incoming::from_slice(body_with(&[(path, json)]).as_bytes()).unwrap_err();
        assert_eq!((error.path(), error.kind()), (path, DecodeErrorKind::InvalidValue));
    }
    let error = Incoming::from_slice(br#"{"event":{"slug":"activities.course.enrollment"}}"#).unwrap_err();
    assert_eq!(error.to_string(), "event.name: missing field (line 1, column 48)");
}

#[test]
fn another_event_is_rejected_if_its_event_or_its_json_is_invalid() {
    for (event, message) in [
        (
            r#"{"name":"x","slug":"x","send_at":"03/07/2023 12:53:41"}"#,
            "event.send_at: expected yyyy-MM-dd HH:mm:ss, found a string in another form (line 1, column 63)",
        ),
        (r#"{"slug":"x","send_at":"2023-07-03 12:53:41"}"#, "event.name: missing field (line 1, column 53)"),
    ] {
        let body = format!(r#"{{"event":{event}}}"#);
        assert_eq!(Incoming::from_slice(body.as_bytes()).unwrap_err().to_string(), message);
    }
    let truncated = &MEMBER[..MEMBER.len() - 1];
    assert_eq!(Incoming::from_slice(truncated.as_bytes()).unwrap_err().kind(), DecodeErrorKind::UnexpectedEnd);
    let duplicate = MEMBER.replace("\"versão\"", "\"data\"");
    assert_eq!(
        Incoming::from_slice(duplicate.as_bytes()).unwrap_err().to_string(),
        "data: duplicate field (line 1, column 183)"
    );
}

#[test]
fn an_error_in_a_callers_type_has_the_path_and_no_value() {
    #[derive(Debug, Deserialize)]
    #[allow(dead_code, reason = "never decoded to")]
    struct OtherType {
        member: OtherMember,
    }
    #[derive(Debug, Deserialize)]
    #[allow(dead_code, reason = "never decoded to")]
    struct OtherMember {
        name: u64,
    }
    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    #[allow(dead_code, reason = "never decoded to")]
    enum Kind {
        Student,
        Teacher,
    }
    #[derive(Debug, Deserialize)]
    #[allow(dead_code, reason = "never decoded to")]
    struct Kinds {
        kind: Kind,
    }
    let event = other(MEMBER);
    let error = event.decode_data::<OtherType>().unwrap_err();
    assert_eq!(error.to_string(), "data.member.name: expected another type, found a string (line 1, column 155)",);
    assert_eq!((error.path(), error.kind()), ("data.member.name", DecodeErrorKind::InvalidValue));

    let error = event.decode_data::<BTreeMap<String, BTreeMap<String, Kind>>>().unwrap_err();
    assert_eq!(error.path(), "data.member.id");

    let secret = MEMBER.replace("\"member\":{", "\"maria@example.com\":{");
    let secret = other(&secret);
    let error = secret.decode_data::<Members>().unwrap_err();
    assert_eq!(error.to_string(), "data.member: missing field (line 1, column 187)");
    let error = secret.decode_data::<BTreeMap<String, u8>>().unwrap_err();
    assert_eq!(error.to_string(), "data.*: expected another type, found an object (line 1, column 134)");

    let error =
        other(&MEMBER.replace("\"id\":7", "\"id\":\"maria@example.com\"")).decode_data::<Members>().unwrap_err();
    assert_eq!(error.path(), "data.member.id");
    let enums = other(&MEMBER.replace(r#"{"member""#, r#"{"kind":"maria@example.com","member""#));
    for error in [error, enums.decode_data::<Kinds>().unwrap_err()] {
        assert!(!format!("{error} {error:?}").contains("maria"), "{error}");
    }

    let error = event.decode_data::<Vec<u8>>().unwrap_err();
    assert_eq!(error.path(), "data");
    let error = other(r#"{"event":{"name":"","slug":"x","send_at":"2023-07-03 12:53:41"},"data":[1,2,-3]}"#)
        .decode_data::<Vec<u8>>()
        .unwrap_err();
    assert_eq!(error.to_string(), "data[2]: expected another value, found an integer (line 1, column 78)",);
    let without_data = other(r#"{"event":{"name":"","slug":"x","send_at":"2023-07-03 12:53:41"}}"#);
    assert_eq!(without_data.decode_data::<u8>().unwrap_err().to_string(), "data: missing field (line 1, column 64)");
    assert_eq!(without_data.decode_data::<Option<u8>>(), Ok(None));
}

/// As by axum's `Json` extractor, through a queue of JSON strings, and through a `Value`.
#[test]
fn an_incoming_round_trips_through_json() {
    for body in [fixture::DOCUMENTED.to_string(), MEMBER.to_string(), format!(" {MEMBER}\n")] {
        let incoming = Incoming::from_slice(body.as_bytes()).unwrap();
        let queued = serde_json::to_string(&incoming).unwrap();
        assert_eq!(queued, body.trim());
        assert_eq!(queued.parse(), serde_json::from_str::<Incoming>(&queued).map_err(|_| unreachable!()));
        assert_eq!(serde_json::from_reader::<_, Incoming>(queued.as_bytes()).unwrap().event(), incoming.event());
        let value = serde_json::to_value(&incoming).unwrap();
        assert_eq!(serde_json::from_str::<serde_json::Value>(&body).unwrap(), value);
        assert_eq!(queued.parse(), Ok(incoming.clone()));
        let decoded: Incoming = serde_json::from_value(value).unwrap();
        assert_eq!(decoded.event(), incoming.event());
        let list = serde_json::to_string(&[&incoming]).unwrap();
        assert_eq!(serde_json::from_str::<Vec<Incoming>>(&list).unwrap()[0].event(), incoming.event());
    }
    let webhook = fixture::new_enrollment();
    let incoming = Incoming::from(webhook.clone());
    assert_eq!(incoming.event(), &webhook.event);
    assert_eq!(incoming, Incoming::NewEnrollment(webhook));
}

/// In a name and in the variant of an enum, as in a value.
#[test]
fn a_name_that_a_callers_type_rejects_is_not_shown() {
    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code, reason = "never decoded to")]
    struct Strict {
        id: Option<u64>,
    }
    #[derive(Debug, Deserialize)]
    enum Open {
        #[serde(other)]
        Unknown,
    }

    let data = |data: &str| other(&MEMBER.replacen("\"data\":", &format!("\"data\":{data},\"rest\":"), 1));
    let error = data(r#"{"maria_silva":2}"#).decode_data::<Strict>().unwrap_err();
    assert_eq!(error.to_string(), "data.*: expected a field name, found an unknown field (line 1, column 127)");
    let error = data(r#"{"maria_silva":{"x":1}}"#).decode_data::<Open>().unwrap_err();
    assert_eq!(error.path(), "data.*");
}

#[test]
fn an_object_with_the_number_field_of_serde_json_is_no_name() {
    let body = MEMBER.replacen("\"Membro criado\"", r#"{"$serde_json::private::Number":"\u0031"}"#, 1);
    let error = body.parse::<Incoming>().unwrap_err();
    assert_eq!(error.to_string(), "event.name: expected a string, found an object (line 1, column 48)");
}

#[test]
fn an_error_of_plain_serde_contains_the_path() {
    let body = body_with(&[("data.user.id", "-1")]);
    let message = "data.user.id: expected an integer from 0 to 18446744073709551615, found a negative integer (line 1, column 300)";
    let error = serde_json::from_str::<Incoming>(&body).unwrap_err();
    assert_eq!(error.to_string(), message);
    let truncated = serde_json::from_str::<Incoming>(&body[..100]).unwrap_err();
    assert_eq!(truncated.to_string(), "EOF while parsing a string at line 1 column 100");
    assert!(truncated.is_eof());
}

/// A custom message may contain anything, and may imitate those of serde.
#[test]
fn a_custom_error_of_a_callers_type_is_not_shown() {
    struct Failing;

    impl<'de> Deserialize<'de> for Failing {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            Err(serde::de::Error::custom(String::deserialize(deserializer)?))
        }
    }

    let event = r#""event":{"name":"","slug":"a.b","send_at":"2023-07-03 12:53:41"}"#;
    for (custom, expected) in [
        ("maria@example.com", "data: invalid value (line 2, column 28)"),
        ("maria at line 77 column 5", "data: invalid value (line 2, column 9)"),
        ("maria at line 2 column 5", "data: invalid value (line 2, column 9)"),
        ("expected 0 or 1, found null", "data: expected 0 or 1, found null (line 2, column 38)"),
        ("missing field `maria@example.com`", "data.*: missing field (line 2, column 44)"),
        ("missing field ``", "data.*: missing field (line 2, column 27)"),
    ] {
        let body = format!("{{{event},\n\"data\": \"{custom}\"}}");
        let error = other(&body).decode_data::<Failing>().map(|_| ()).unwrap_err();
        assert_eq!(error.to_string(), expected, "{custom}");
        assert_eq!(serde_json::to_string(&error).unwrap().matches("maria").count(), 0);
    }
    let empty_name = format!(r#"{{{event},"data":{{"":{{"a":"x"}}}}}}"#);
    let error = other(&empty_name).decode_data::<BTreeMap<String, BTreeMap<String, u8>>>().unwrap_err();
    assert_eq!(error.path(), "data.*.a");
}
