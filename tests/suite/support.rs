//! Bodies for the tests, the ways to decode them, and tables of values and outcomes.

#![allow(dead_code, reason = "tests/interop includes this file and uses a part of it")]

use serde::{Deserialize, Deserializer, de::Error};
use serde_json::Value;
use toolzz_webhook::{Incoming, NewEnrollment, OtherEvent, fixture::Body};

/// Every field that is not an object.
pub const FIELDS: [&str; 17] = [
    "event.name",
    "event.slug",
    "event.send_at",
    "data.institution.id",
    "data.course.id",
    "data.course.name",
    "data.enrollment.id",
    "data.enrollment.date_expire",
    "data.enrollment.course_id",
    "data.enrollment.actived",
    "data.enrollment.status",
    "data.user.id",
    "data.user.name",
    "data.user.email",
    "data.user.cpf",
    "data.user.nickname",
    "data.user.uuid",
];

/// Every field that is an object.
pub const OBJECTS: [&str; 6] = ["event", "data", "data.institution", "data.course", "data.enrollment", "data.user"];

/// The fields that a body may omit: those that accept null.
pub const OPTIONAL: [&str; 8] = [
    "event.name",
    "data.course.name",
    "data.enrollment.date_expire",
    "data.user.name",
    "data.user.email",
    "data.user.cpf",
    "data.user.nickname",
    "data.user.uuid",
];

/// Omits a field in [`body_with`].
pub const ABSENT: &str = "absent";

fn changed(body: Body, changes: &[(&str, &str)]) -> String {
    let change = |body: Body, (path, json): &(&str, &str)| match *json {
        ABSENT => body.without(path),
        json => body.raw(path, json),
    };
    changes.iter().fold(body, change).to_string()
}

/// Returns the documented body with other JSON in some fields, each a path and its JSON.
#[track_caller]
pub fn body_with(changes: &[(&str, &str)]) -> String {
    changed(Body::documented(), changes)
}

#[track_caller]
pub fn other(body: &str) -> OtherEvent {
    match body.parse().unwrap() {
        Incoming::Other(other) => other,
        incoming => panic!("{incoming:?}"),
    }
}

/// Returns whether a crate in the build enables serde_json's `arbitrary_precision`, which preserves the spelling of
/// numbers.
pub fn arbitrary_precision() -> bool {
    let number: Value = serde_json::from_str("1.10").unwrap();
    number.to_string().len() == "1.10".len()
}

/// A type whose error has the string itself as its message.
#[derive(Debug)]
pub struct Failing;

impl<'de> Deserialize<'de> for Failing {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Err(D::Error::custom(String::deserialize(deserializer)?))
    }
}

#[derive(Deserialize)]
struct Flattened {
    #[serde(flatten)]
    webhook: NewEnrollment,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Untagged {
    Number(#[allow(dead_code, reason = "only tried first")] u64),
    Webhook(Box<NewEnrollment>),
}

/// Decodes a body in every way, each to the canonical JSON or `None`.
pub fn decode_in_every_way(body: &str) -> Vec<(&'static str, Option<String>)> {
    let marked = format!("\u{feff}{body}");
    let value: Option<Value> = serde_json::from_str(body).ok();
    let ways = [
        ("from_slice", NewEnrollment::from_slice(body.as_bytes()).ok()),
        ("from_slice with a byte order mark", NewEnrollment::from_slice(marked.as_bytes()).ok()),
        ("parse", body.parse().ok()),
        (
            "Incoming::from_slice",
            match Incoming::from_slice(body.as_bytes()) {
                Ok(Incoming::NewEnrollment(webhook)) => Some(webhook),
                _ => None,
            },
        ),
        ("serde_json::from_str", serde_json::from_str(body).ok()),
        ("serde_json::from_slice", serde_json::from_slice(body.as_bytes()).ok()),
        ("serde_json::from_reader", serde_json::from_reader(body.as_bytes()).ok()),
        ("a borrowed Value", value.as_ref().and_then(|value| NewEnrollment::deserialize(value).ok())),
        ("serde_json::from_value", value.and_then(|value| serde_json::from_value(value).ok())),
        ("flatten", serde_json::from_str(body).ok().map(|Flattened { webhook }| webhook)),
        (
            "untagged",
            match serde_json::from_str(body) {
                Ok(Untagged::Webhook(webhook)) => Some(*webhook),
                _ => None,
            },
        ),
    ];
    ways.into_iter().map(|(way, decoded)| (way, decoded.map(|webhook| webhook.to_json()))).collect()
}

/// Checks rows of JSON and outcome, one per line, for each of the fields: `JSON = CANONICAL` is accepted, and
/// `JSON ! FOUND` is rejected at the field with the message `expected EXPECTED, found FOUND`.
#[track_caller]
pub fn assert_rows(paths: &[&str], expected: &str, rows: &str) {
    for row in rows.lines().map(str::trim).filter(|row| !row.is_empty()) {
        let (accepted, rejected) = (row.rsplit_once(" = "), row.rsplit_once(" ! "));
        for path in paths {
            match (accepted, rejected) {
                (Some((json, canonical)), None) => assert_accepted(path, json.trim(), canonical),
                (None, Some((json, found))) => {
                    assert_rejected(path, json.trim(), &format!("expected {expected}, found {found}"));
                }
                _ => panic!("{row}"),
            }
        }
    }
}

#[track_caller]
fn assert_accepted(path: &str, json: &str, canonical: &str) {
    let expected = Some(changed(Body::valid(), &[(path, canonical)]));
    for (way, decoded) in decode_in_every_way(&changed(Body::valid(), &[(path, json)])) {
        assert_eq!(decoded, expected, "{path}: {json} by {way}");
    }
}

#[track_caller]
fn assert_rejected(path: &str, json: &str, message: &str) {
    let body = changed(Body::valid(), &[(path, json)]);
    for (way, decoded) in decode_in_every_way(&body) {
        assert_eq!(decoded, None, "{path}: {json} by {way}");
    }
    let error = body.parse::<NewEnrollment>().unwrap_err();
    let found: Vec<_> = error.problems().iter().map(|problem| (problem.path.as_str(), problem.message())).collect();
    assert_eq!(found, [(path, message.to_string())], "{json}");
    // A number out of range is no data, and a lone surrogate no syntax, to serde_json.
    let plain = serde_json::from_str::<NewEnrollment>(&body).unwrap_err();
    if plain.is_data() {
        let position = format!(" at line {} column {}", plain.line(), plain.column());
        assert_eq!(plain.to_string(), format!("{message}{position}"), "{path}: {json}");
    }
}
