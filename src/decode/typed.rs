//! Decoding into any type of the user's by serde, which passes errors on as strings.

use super::not_json::{self, message_of, position_of};
use super::{DecodeError, utf8, without_byte_order_mark};
use crate::Cpf;
use crate::DecodeErrorKind::{DuplicateField, InvalidValue, MissingField};
use crate::model::NEW_ENROLLMENT;
use crate::table::{Adapter, Detail, Found, MAX_NAME_LEN, Mismatch, OBJECT, Problem, not_an_object};
use crate::wire::{Code, Date, DateTime, Identifier, OBJECT_OR_NULL, Text, ZeroOne};
use alloc::{
    string::{String, ToString},
    vec,
};
use serde::{Deserialize, de::DeserializeOwned};
use serde_path_to_error::{Path, Segment, Track};

/// Decodes a body into a type of your own, for example one with a field that the platform has added.
///
/// For a [`NewEnrollment`](crate::NewEnrollment), use [`NewEnrollment::from_slice`](crate::NewEnrollment::from_slice),
/// and for an [`Incoming`](crate::Incoming) [`Incoming::from_slice`](crate::Incoming::from_slice): they report every
/// problem. This function reports the one at which serde stops.
///
/// # Errors
///
/// Fails if the body is not JSON in UTF-8, as `NewEnrollment::from_slice` does, or if `T` rejects it. The error is one
/// problem. Its line and column are those of serde_json, at the end of the value, or at the start of the outermost one.
/// Its path is that of the innermost value
/// that serde tracks: in a flattened field and in an untagged or an internally tagged enum it is the containing object,
/// so prefer a named field where the path matters.
///
/// [`OtherEvent::decode_data`](crate::OtherEvent::decode_data) describes what the message and the path may contain.
/// What `T` does with a number where it expects an object may depend on serde_json's feature `arbitrary_precision`.
///
/// # Examples
///
/// A type of your own has no [`Validate`](crate::Validate) and no idempotency key, and does not compare the slug. So decode
/// a delivery as [`Incoming`](crate::Incoming) for these, and once more into a type with nothing but the added fields. Such a
/// type accepts what you let it: `#[serde(default)]` an absent field, `serde_with::DefaultOnNull` null.
///
/// A model as a named field, beside a field that this crate does not know. Paths are exact:
///
/// ```
/// use serde::Deserialize;
/// use toolzz_webhook::{Course, Enrollment, Event, Institution, User, decode, fixture::Body};
///
/// #[derive(Deserialize)]
/// struct Webhook {
///     event: Event,
///     data: Data,
/// }
///
/// #[derive(Deserialize)]
/// struct Data {
///     institution: Institution,
///     course: Course,
///     enrollment: Enrollment,
///     user: User,
///     #[serde(default)]
///     phones: Vec<String>,
/// }
///
/// let body = Body::valid().with_unknown("data.phones", vec!["+55 11 5555-0100"]);
/// let webhook: Webhook = decode::from_slice(body.as_ref())?;
/// assert_eq!(webhook.data.phones, ["+55 11 5555-0100"]);
///
/// let body = body.with("data.user.id", "maria@example.com");
/// let error = decode::from_slice::<Webhook>(body.as_ref()).err().unwrap();
/// assert_eq!(error.path(), "data.user.id");
/// # Ok::<(), toolzz_webhook::DecodeError>(())
/// ```
///
/// A flattened model, for a field inside its object. The path is that of the object:
///
/// ```
/// use serde::Deserialize;
/// use toolzz_webhook::{User, decode, fixture::Body};
///
/// #[derive(Deserialize)]
/// struct Webhook {
///     data: Data,
/// }
///
/// #[derive(Deserialize)]
/// struct Data {
///     user: UserWithPhones,
/// }
///
/// #[derive(Deserialize)]
/// struct UserWithPhones {
///     #[serde(flatten)]
///     user: User,
///     #[serde(default)]
///     phones: Vec<String>,
/// }
///
/// let body = Body::valid().with_unknown("data.user.phones", vec!["+55 11 5555-0100"]);
/// let webhook: Webhook = decode::from_slice(body.as_ref())?;
/// assert_eq!(webhook.data.user.user.name, "João da Conceição");
///
/// let body = body.with("data.user.id", "maria@example.com");
/// let error = decode::from_slice::<Webhook>(body.as_ref()).err().unwrap();
/// assert_eq!(error.path(), "data.user");
/// assert_eq!(
///     error.message(),
///     "expected an integer from 0 to 18446744073709551615, found a string in another form",
/// );
/// # Ok::<(), toolzz_webhook::DecodeError>(())
/// ```
pub fn from_slice<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    let body = utf8(body)?;
    if let Some(error) = not_json::error(body) {
        return Err(error);
    }
    decode(without_byte_order_mark(body), "")
        .map_err(|(error, path, detail)| DecodeError::of(vec![Problem::new(path, detail, position_of(&error, body))]))
}

/// Decodes JSON, or returns the error of serde_json with the path, which begins with `root`, and the problem.
pub(super) fn decode<T: DeserializeOwned>(json: &str, root: &str) -> Result<T, (serde_json::Error, String, Detail)> {
    let mut track = Track::new();
    let mut json = serde_json::Deserializer::from_str(json);
    T::deserialize(serde_path_to_error::Deserializer::new(&mut json, &mut track)).map_err(|error| {
        let (path, detail) = explain(path_of(root, &track.path()), &message_of(&error));
        (error, path, detail)
    })
}

/// Decodes an absent field.
pub(super) fn absent<T: DeserializeOwned>() -> Option<T> {
    #[derive(Deserialize)]
    struct Absent<T> {
        data: T,
    }

    serde_json::from_str("{}").map(|Absent { data }| data).ok()
}

/// Returns the path and the problem of an error, without any part of its message that may come from the body.
///
/// Five beginnings of serde's messages are recognized, and the messages of this crate.
fn explain(mut path: String, message: &str) -> (String, Detail) {
    let named = |beginning: &str| message.strip_prefix(beginning)?.strip_prefix('`')?.strip_suffix('`');
    let detail = if let Some(name) = named("missing field ") {
        push_name(&mut path, name);
        Detail::Kind(MissingField)
    } else if let Some(name) = named("duplicate field ") {
        push_name(&mut path, name);
        Detail::Kind(DuplicateField)
    } else if message.starts_with("unknown field ") {
        Detail::Mismatch(Mismatch::new("a field name", Found::UnknownField))
    } else if let Some(found) = message.strip_prefix("invalid type: ") {
        Detail::Mismatch(Mismatch::new("another type", found_in(found)))
    } else if let Some(found) = message.strip_prefix("invalid value: ") {
        Detail::Mismatch(Mismatch::new("another value", found_in(found)))
    } else if let Some(mismatch) = Mismatch::parse(message, EXPECTED.as_flattened()) {
        if mismatch.found == Found::OtherEvent {
            // A NewEnrollment compares its slug after its fields.
            push_name(&mut path, "event");
            push_name(&mut path, "slug");
        }
        Detail::Mismatch(mismatch)
    } else if message.strip_prefix("expected ") == Some(OBJECT) {
        Detail::Mismatch(not_an_object(Found::OtherType))
    } else {
        // An error of the user's type, whose message may contain anything.
        Detail::Kind(InvalidValue)
    };
    (path, detail)
}

/// What the adapters and models expect.
const EXPECTED: [[&str; 2]; 9] = [
    [Identifier::EXPECTED, Identifier::EXPECTED_OR_NULL],
    [ZeroOne::EXPECTED, ZeroOne::EXPECTED_OR_NULL],
    [Code::EXPECTED, Code::EXPECTED_OR_NULL],
    [DateTime::EXPECTED, DateTime::EXPECTED_OR_NULL],
    [Date::EXPECTED, Date::EXPECTED_OR_NULL],
    [Text::EXPECTED, Text::EXPECTED_OR_NULL],
    [Cpf::EXPECTED, Cpf::EXPECTED_OR_NULL],
    [OBJECT, OBJECT_OR_NULL],
    [NEW_ENROLLMENT, NEW_ENROLLMENT],
];

/// Parses what serde found.
fn found_in(message: &str) -> Found {
    let beginnings = [
        (Found::Null, &["null", "unit value", "Option"][..]),
        (Found::Boolean, &["boolean"]),
        (Found::Integer, &["integer"]),
        (Found::Number, &["floating point", "number"]),
        // serde_json writes a unit variant as a string.
        (Found::String, &["character", "string", "unit variant"]),
        (Found::Array, &["sequence"]),
        (Found::Object, &["map"]),
    ];
    let found = beginnings.iter().find(|(_, all)| all.iter().any(|beginning| message.starts_with(beginning)));
    found.map_or(Found::OtherType, |(found, _)| *found)
}

/// Formats the tracked path.
fn path_of(root: &str, track: &Path) -> String {
    let mut path = String::from(root);
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
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(if is_name { name } else { "*" });
}
