//! The data of another event, decoded into any type, whose errors serde passes on as strings.

use super::Reason;
use super::error::message_of;
use crate::Cpf;
use crate::model::OwnSlug;
use crate::table::{Adapter, Cause, Found, MAX_NAME_LEN, Mismatch, OBJECT, not_an_object};
use crate::wire::{Code, Date, DateTime, Identifier, Text, ZeroOne};
use alloc::string::{String, ToString};
use serde::{Deserialize, de::DeserializeOwned};
use serde_path_to_error::{Path, Segment, Track};

/// Decodes the JSON of `data`, or returns the path and the reason of an error.
pub fn decode<T: DeserializeOwned>(json: &str) -> Result<T, (String, Reason)> {
    let mut track = Track::new();
    let mut json = serde_json::Deserializer::from_str(json);
    T::deserialize(serde_path_to_error::Deserializer::new(&mut json, &mut track))
        .map_err(|error| reason(&track.path(), &message_of(&error)))
}

/// Decodes an absent field.
pub fn absent<T: DeserializeOwned>() -> Result<T, Reason> {
    #[derive(Deserialize)]
    struct Absent<T> {
        data: T,
    }

    serde_json::from_str("{}").map(|Absent { data }| data).map_err(|_| Reason::Field(Cause::MissingField))
}

/// Returns the path and the reason of an error, without any part of its message that may come from the body.
///
/// Five beginnings of serde's messages are recognized, and the messages of this crate.
fn reason(track: &Path, message: &str) -> (String, Reason) {
    let mut path = path_of(track);
    let named = |beginning: &str| message.strip_prefix(beginning)?.strip_prefix('`')?.strip_suffix('`');
    let cause = if let Some(name) = named("missing field ") {
        push_name(&mut path, name);
        Cause::MissingField
    } else if let Some(name) = named("duplicate field ") {
        push_name(&mut path, name);
        Cause::DuplicateField
    } else if message.starts_with("unknown field ") {
        Cause::Mismatch(Mismatch::new("a field name", Found::UnknownField))
    } else if let Some(found) = message.strip_prefix("invalid type: ") {
        Cause::Mismatch(Mismatch::new("another type", found_in(found)))
    } else if let Some(found) = message.strip_prefix("invalid value: ") {
        Cause::Mismatch(Mismatch::new("another value", found_in(found)))
    } else if let Some(mismatch) = Mismatch::parse(message, &EXPECTED) {
        Cause::Mismatch(mismatch)
    } else if message.strip_prefix("expected ") == Some(OBJECT) {
        Cause::Mismatch(not_an_object(Found::OtherType))
    } else {
        return (path, Reason::Unknown);
    };
    (path, Reason::Field(cause))
}

/// What the adapters and models expect.
const EXPECTED: [&str; 9] = [
    Identifier::EXPECTED,
    ZeroOne::EXPECTED,
    Code::EXPECTED,
    DateTime::EXPECTED,
    Date::EXPECTED,
    Text::EXPECTED,
    Cpf::EXPECTED,
    OwnSlug::EXPECTED,
    OBJECT,
];

/// Parses what serde found.
fn found_in(message: &str) -> Found {
    let beginnings = [
        ("null", Found::Null),
        ("unit value", Found::Null),
        ("Option", Found::Null),
        ("boolean", Found::Boolean),
        ("integer", Found::Integer),
        ("floating point", Found::Number),
        ("number", Found::Number),
        ("character", Found::String),
        ("string", Found::String),
        ("sequence", Found::Array),
        ("map", Found::Object),
    ];
    let found = beginnings.iter().find(|(beginning, _)| message.starts_with(beginning));
    found.map_or(Found::OtherType, |(_, found)| *found)
}

/// Formats the tracked path.
fn path_of(track: &Path) -> String {
    let mut path = String::from("data");
    for segment in track {
        match segment {
            Segment::Seq { index } => path.extend(["[", &index.to_string(), "]"]),
            Segment::Map { key: name } | Segment::Enum { variant: name } => push_name(&mut path, name),
            Segment::Unknown => push_name(&mut path, ""),
        }
    }
    path
}

/// Appends a name to a path, or `*` if it is not spelled as one.
fn push_name(path: &mut String, name: &str) {
    let is_name = name.len() <= MAX_NAME_LEN
        && name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    path.push('.');
    path.push_str(if is_name { name } else { "*" });
}
