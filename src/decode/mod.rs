//! Bytes to types, and errors that tell where and what without repeating a body.
//!
//! * [`NewEnrollment::from_slice`] where only this event is expected, [`Incoming::from_slice`] where
//!   one URL receives several;
//! * [`lines`] for a log of calls, one payload a line;
//! * [`DecodeError`] for what went wrong, with its path, kind and place.

mod error;
mod incoming;
mod lines;
mod straight;

pub use error::{DecodeError, DecodeErrorKind};
pub use incoming::{Incoming, OtherEvent};
pub use lines::{Lines, lines};

pub(crate) use lines::payloads;

use crate::{NewEnrollment, Slug, wire};
use core::str::{self, FromStr};
use serde::{
    Deserialize, Deserializer,
    de::{Error, IgnoredAny},
};

impl NewEnrollment {
    /// Decodes the body of a call.
    ///
    /// What is read besides the documented form stands in [`wire`](crate::wire). A leading byte order
    /// mark and keys that are not documented are ignored.
    ///
    /// ```
    /// use toolzz_webhook::{NewEnrollment, fixture};
    ///
    /// let webhook = NewEnrollment::from_slice(fixture::DOCUMENTED.as_bytes())?;
    /// assert_eq!(webhook.data.course.name, "Course Name");
    ///
    /// let body = fixture::DOCUMENTED.replace(r#""actived":1"#, r#""actived":"yes""#);
    /// let error = NewEnrollment::from_slice(body.as_bytes()).unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "data.enrollment.actived: expected 0 or 1, found a string (line 1, column 276)",
    /// );
    /// # Ok::<(), toolzz_webhook::DecodeError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Refuses everything that is not exactly one JSON object in UTF-8 with every required key, each
    /// once, each with a value that its place takes, and the slug of this event: `[]`, `{}`, `null`, a
    /// body with text after it, a body cut short, a double-encoded body, UTF-16, `"id": -1`.
    pub fn from_slice(body: &[u8]) -> Result<Self, DecodeError> {
        utf8(body)?.parse()
    }
}

impl FromStr for NewEnrollment {
    type Err = DecodeError;

    /// Decodes the body of a call, as [`from_slice`](Self::from_slice) does.
    fn from_str(body: &str) -> Result<Self, DecodeError> {
        let body = without_byte_order_mark(body);
        match straight::read(body) {
            Some(webhook) => Ok(webhook),
            None => decode(body),
        }
    }
}

/// Decodes a New Enrollment by serde; a body of another slug is refused as that, whatever else is
/// wrong with it.
fn decode(body: &str) -> Result<NewEnrollment, DecodeError> {
    read_object(body).map_err(|error| {
        let other = if error.is_data() { another_event(body) } else { None };
        other.unwrap_or_else(|| explain::<NewEnrollment>(body, &error))
    })
}

/// The error for a body whose slug is that of another event.
fn another_event(body: &str) -> Option<DecodeError> {
    let error = read_object::<Envelope>(body).err()?;
    Some(DecodeError::at("event.slug".into(), &error)).filter(DecodeError::is_another_event)
}

/// The part of a body that tells whose it is. Reading it always ends in an error, so that it ends at
/// the slug.
#[serde_with::serde_as]
#[derive(Deserialize)]
struct Envelope {
    #[serde_as(as = "wire::Object")]
    #[serde(rename = "event")]
    _event: EnvelopeEvent,
}

#[derive(Deserialize)]
struct EnvelopeEvent {
    #[serde(rename = "slug", deserialize_with = "end_at_slug")]
    _slug: (),
}

fn end_at_slug<'de, D: Deserializer<'de>>(deserializer: D) -> Result<(), D::Error> {
    Slug::deserialize(deserializer)?.check_own()?;
    Err(D::Error::custom("the slug of a New Enrollment"))
}

/// Decodes a body, and only after a failure looks for its path.
fn from_json<'de, T: Deserialize<'de>>(body: &'de str) -> Result<T, DecodeError> {
    read_object(body).map_err(|error| explain::<T>(body, &error))
}

fn read_object<'de, T: Deserialize<'de>>(body: &'de str) -> serde_json::Result<T> {
    let mut json = serde_json::Deserializer::from_str(body);
    let value = T::deserialize(wire::ObjectOnly(&mut json))?;
    json.end()?;
    Ok(value)
}

/// Finds out where an error is.
///
/// `serde_json` calls some values that a type does not take a syntax error; whether the body is JSON is
/// asked of the body.
#[cold]
fn explain<'de, T: Deserialize<'de>>(body: &'de str, error: &serde_json::Error) -> DecodeError {
    if !error.is_data() && serde_json::from_str::<IgnoredAny>(body).is_err() {
        return DecodeError::malformed(error);
    }
    let mut track = serde_path_to_error::Track::new();
    let mut json = serde_json::Deserializer::from_str(body);
    let tracked = serde_path_to_error::Deserializer::new(&mut json, &mut track);
    drop(T::deserialize(wire::ObjectOnly(tracked)));
    DecodeError::at(error::path_text(&track.path()), error)
}

/// Checks the encoding once, for decoding from `&str` is faster than from bytes.
pub(crate) fn utf8(body: &[u8]) -> Result<&str, DecodeError> {
    str::from_utf8(body).map_err(|error| DecodeError::not_utf8(body, error.valid_up_to()))
}

pub(crate) fn without_byte_order_mark(body: &str) -> &str {
    body.strip_prefix('\u{feff}').unwrap_or(body)
}
