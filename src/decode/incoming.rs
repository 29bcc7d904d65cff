use super::{DecodeError, decode, from_json, straight, utf8, without_byte_order_mark};
use crate::{Event, NewEnrollment};
use alloc::boxed::Box;
use core::{fmt, str::FromStr};
use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use serde_json::value::RawValue;

/// A call to a URL that receives several kinds of event.
///
/// The slug alone decides which: a broken body of the New Enrollment slug is an error, never an
/// [`Other`](Self::Other). Further events may become variants of their own in a later version, so a
/// `match` needs a last arm; let it treat what it does not know as it treats `Other`.
///
/// ```
/// use serde::Deserialize;
/// use toolzz_webhook::Incoming;
///
/// #[derive(Deserialize)]
/// struct Member { id: u64 }
///
/// let body = br#"{"event":{"name":"Membro criado","slug":"members.created","send_at":"2023-07-03 12:53:41","acao":"criar"},"data":{"id":7}}"#;
/// match Incoming::from_slice(body)? {
///     Incoming::NewEnrollment(webhook) => println!("{} was enrolled", webhook.data.user.id),
///     Incoming::Other(other) if other.event.slug.as_str() == "members.created" => {
///         let member: Member = other.decode_data()?;
///         assert_eq!(member.id, 7);
///     }
///     _ => println!("an event that this service does not use"),
/// }
/// # Ok::<(), toolzz_webhook::DecodeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Incoming {
    /// A New Enrollment.
    NewEnrollment(NewEnrollment),
    /// Any other event, whole.
    Other(OtherEvent),
}

/// A call about another event, kept as it came.
///
/// `Debug` shows of the body only its size.
#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct OtherEvent {
    /// What happened and when. Keys that are not documented, such as `acao`, are in [`body`](Self::body).
    pub event: Event,
    body: Box<str>,
}

#[derive(Deserialize)]
struct Whole<'a> {
    event: Event,
    #[serde(borrow, default, deserialize_with = "present")]
    data: Option<&'a RawValue>,
}

/// Unlike serde's own reading of an option, null is a value here.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<&'de RawValue>, D::Error> {
    Deserialize::deserialize(deserializer).map(Some)
}

#[derive(Deserialize)]
struct Data<T> {
    data: T,
}

impl Incoming {
    /// Decodes the body of a call.
    ///
    /// # Errors
    ///
    /// For a New Enrollment those of [`NewEnrollment::from_slice`]. Of any other event only `event` must
    /// be in the documented form: a `send_at` such as `03/07/2023 12:53:41` is refused.
    pub fn from_slice(body: &[u8]) -> Result<Self, DecodeError> {
        utf8(body)?.parse()
    }
}

impl FromStr for Incoming {
    type Err = DecodeError;

    /// Decodes the body of a call, as [`from_slice`](Self::from_slice) does.
    fn from_str(body: &str) -> Result<Self, DecodeError> {
        let body = without_byte_order_mark(body);
        if let Some(webhook) = straight::read(body) {
            return Ok(Self::NewEnrollment(webhook));
        }
        match decode(body) {
            Err(error) if error.is_another_event() => {
                let Whole { event, .. } = from_json(body)?;
                Ok(Self::Other(OtherEvent { event, body: body.into() }))
            }
            decoded => decoded.map(Self::NewEnrollment),
        }
    }
}

impl OtherEvent {
    /// The whole body as it came, without a byte order mark.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }

    /// The JSON text of `data` as it came, or none if there is no such key.
    #[must_use]
    pub fn data(&self) -> Option<&str> {
        // The body was read in this very form when the call came.
        from_json::<Whole<'_>>(&self.body).ok()?.data.map(RawValue::get)
    }

    /// Decodes `data` into a type of the caller's.
    ///
    /// # Errors
    ///
    /// The same kind of error, with a path that begins at `data` and the place in the whole body. It
    /// repeats nothing from the body either: a key of a map shows in the path as `*` unless it is
    /// spelled as the platform spells its keys, in small letters and `_`.
    pub fn decode_data<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        from_json::<Data<T>>(&self.body).map(|Data { data }| data)
    }
}

impl fmt::Debug for OtherEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OtherEvent")
            .field("event", &self.event)
            .field("body", &format_args!("<{} bytes>", self.body.len()))
            .finish()
    }
}
