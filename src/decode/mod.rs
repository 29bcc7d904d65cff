//! Decoding of bodies, with errors that locate every problem and contain no value from the body.
//!
//! * [`NewEnrollment::from_slice`] for a URL that receives only this event;
//! * [`Incoming::from_slice`] for a URL that receives several;
//! * [`from_slice`] for a type of your own, for example with a field that the platform has added;
//! * [`lines`] for a file of stored deliveries, one payload per line (NDJSON).
//!
//! [`wire`](crate::wire) lists what is accepted. A body is checked in this order: its encoding, its JSON, its slug, its
//! fields. So a truncated body is [`UnexpectedEnd`](DecodeErrorKind::UnexpectedEnd) whatever its fields are; another
//! event is rejected as [`OtherEvent`](DecodeErrorKind::OtherEvent) by [`NewEnrollment::from_slice`], and accepted by
//! [`Incoming::from_slice`]; and every problem of the fields of a New Enrollment is reported at once. Without a valid
//! slug, `Incoming` reports only the problem of the slug or of `event`.
//!
//! Why this crate has its own JSON parser: serde stops at the first error, and cannot say where a missing field belongs.
//! This parser reports every problem with its position, and every lenient form. It decodes the documented payload in about
//! a third of the time of a derived struct (`benches/README.md`).
//!
//! # In a web service
//!
//! Store the body before you decode it, and respond 503 if that fails. The platform documents no retries, and a stored body
//! survives a bug in your code or in this crate. Then decode it. Respond 422 with the decode error or the report as JSON: the
//! body is stored, and the response names the problem. A [`DecodeError`] is an array of problems, each with `path`, `code`,
//! `message`, `line` and `column`. A [`Report`](crate::Report) is an array of violations, each with `path`, `code`, `message`
//! and `severity`. Without a store, respond 200 even to a delivery with errors if you can use a part of it, since a 422 may
//! lose the enrollment. The [crate's documentation](crate) has a handler for axum, and `examples/receive` is a whole service.
//!
//! Decoding is synchronous and performs no I/O. It needs the bytes of a body, as axum's `Bytes`, rocket's `Vec<u8>`, warp's
//! `body::bytes()` or a request of AWS Lambda have them. Convert the error of `?` into a response: a `Box<dyn Error>` is
//! usually answered with 500. Limit the length of a body, for example to 64 KiB: the documented payload has 407 bytes. Answer
//! before you do slow work: no timeout of the sender is documented.
//!
//! [`Incoming`] and [`NewEnrollment`] implement `Deserialize`, so an extractor such as axum's `Json<Incoming>` works too.
//! The framework then chooses the response: axum responds with the message as plain text, 400 for invalid JSON or a byte
//! order mark, 422 for invalid fields, and 415 without the header `Content-Type: application/json`.
//!
//! # When a delivery is rejected
//!
//! The record of its [inspection](crate::audit::inspect) may be logged, and the
//! [scrubbed](crate::fixture::Body::scrubbed) body may be committed as a fixture of a test:
//!
//! ```
//! use toolzz_webhook::{audit, fixture::Body};
//!
//! # let stored = Body::valid().with("data.enrollment.actived", "sim").into_bytes();
//! let inspection = audit::inspect(&stored);
//! println!("{}", inspection.record()); // every problem, without a value
//!
//! let scrubbed = Body::scrubbed(&stored)?;
//! assert_eq!(scrubbed.decode().unwrap_err().path(), "data.enrollment.actived");
//! println!("{scrubbed}"); // the same outcome, with fictitious values
//! # Ok::<(), toolzz_webhook::DecodeError>(())
//! ```
//!
//! In a log of records, the `code` of a rejected delivery is that of its first problem, and `problems` is not empty. Only
//! the stored body identifies the student and contains the rejected value: `line` and `column` are its position in the
//! body as received. A validation error can be [tolerated](crate::validate#adjusting-the-rules), a decode error cannot:
//! correct the stored body and decode it again, or decode it into [a type of your own](from_slice). An upgrade of this
//! crate may accept more forms. Rejecting a form that is accepted is a breaking change.

mod error;
mod incoming;
mod lines;
mod not_json;
mod other_event;
mod scanned;
mod typed;

#[doc(inline)]
pub use crate::table::{DecodeErrorKind, Problem};
pub use error::DecodeError;
pub use incoming::Incoming;
pub use lines::{Line, Lines, lines};
pub use other_event::OtherEvent;
pub(crate) use scanned::Scanned;
pub use typed::from_slice;

use crate::{NewEnrollment, table};
use alloc::string::String;
use core::str::{self, FromStr};

impl NewEnrollment {
    /// Decodes the body of a delivery.
    ///
    /// Accepts the canonical form and the lenient forms that [`wire`](crate::wire) lists. A leading byte order
    /// mark and unknown fields are ignored.
    ///
    /// # Errors
    ///
    /// Fails unless the body is exactly one JSON object in UTF-8 with every required field, no duplicate documented
    /// field, values that the fields accept, and the slug of this event. Rejects `[]`, `{}`, `null`, `{} {}`, a
    /// truncated body, a doubly encoded body, UTF-16 and `"id": -1`.
    ///
    /// # Examples
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
    ///     "data.enrollment.actived: expected 0 or 1, found another string (line 1, column 272)",
    /// );
    /// # Ok::<(), toolzz_webhook::DecodeError>(())
    /// ```
    pub fn from_slice(body: &[u8]) -> Result<Self, DecodeError> {
        utf8(body)?.parse()
    }

    /// Serializes the payload to canonical JSON: compact, its fields in the documented order.
    ///
    /// Writes the same bytes as `serde_json::to_string`, with one allocation if no string needs escapes.
    ///
    /// ```
    /// use toolzz_webhook::fixture;
    ///
    /// assert_eq!(fixture::documented().to_json(), fixture::DOCUMENTED);
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        table::write::<Self>(self)
    }
}

impl FromStr for NewEnrollment {
    type Err = DecodeError;

    /// Decodes the body of a delivery.
    ///
    /// # Errors
    ///
    /// Those of [`from_slice`](Self::from_slice).
    fn from_str(body: &str) -> Result<Self, DecodeError> {
        scanned::decode(body, Scanned::new_enrollment)
    }
}

/// Checks the encoding of the whole body at once, which is faster than checking each string.
pub(crate) fn utf8(body: &[u8]) -> Result<&str, DecodeError> {
    str::from_utf8(body).map_err(|error| not_json::utf8_error(body, &error))
}

pub(crate) const BYTE_ORDER_MARK: &str = "\u{feff}";

pub(crate) fn without_byte_order_mark(body: &str) -> &str {
    body.strip_prefix(BYTE_ORDER_MARK).unwrap_or(body)
}
