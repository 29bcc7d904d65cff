use super::{DecodeError, DecodeErrorKind, Json, explain, utf8, without_byte_order_mark};
use crate::wire::{
    self, Field, Slot,
    cursor::{self, Object},
};
use crate::{Event, NewEnrollment, Slug};
use alloc::boxed::Box;
use core::{fmt, str::FromStr};
use serde::{
    Deserialize,
    de::{DeserializeOwned, IgnoredAny},
};

/// The delivery of any event.
///
/// The slug alone decides which: an invalid body of the New Enrollment slug is an error, never an
/// [`Other`](Self::Other). Later versions may add variants for other events, so a `match` needs a last arm;
/// let it treat what it does not know as it treats `Other`.
///
/// ```
/// use serde::Deserialize;
/// use toolzz_webhook::Incoming;
///
/// #[derive(Deserialize)]
/// struct Member {
///     id: u64,
/// }
///
/// let body = br#"{
///     "event": {
///         "name": "Membro criado",
///         "slug": "members.created",
///         "send_at": "2023-07-03 12:53:41",
///         "acao": "criar"
///     },
///     "data": { "id": 7 }
/// }"#;
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
    /// Any other event, unparsed.
    Other(OtherEvent),
}

/// The delivery of another event, as received.
///
/// `Debug` shows of the body only its size.
#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct OtherEvent {
    /// The event's metadata. Unknown fields, such as `acao`, are in [`body`](Self::body).
    pub event: Event,
    body: Box<str>,
}

impl Incoming {
    /// Decodes the body of a delivery.
    ///
    /// # Errors
    ///
    /// For a New Enrollment those of [`NewEnrollment::from_slice`]. Of any other event only `event` must be
    /// valid: a `send_at` such as `03/07/2023 12:53:41` is rejected.
    pub fn from_slice(body: &[u8]) -> Result<Self, DecodeError> {
        utf8(body)?.parse()
    }
}

impl FromStr for Incoming {
    type Err = DecodeError;

    /// Decodes the body of a delivery.
    ///
    /// # Errors
    ///
    /// Those of [`from_slice`](Self::from_slice).
    fn from_str(body: &str) -> Result<Self, DecodeError> {
        match wire::read::<NewEnrollment>(without_byte_order_mark(body)) {
            Some(webhook) => Ok(Self::NewEnrollment(webhook)),
            None => other(body),
        }
    }
}

/// Decodes a body that the fast path does not take for a New Enrollment.
#[inline(never)]
fn other(body: &str) -> Result<Incoming, DecodeError> {
    let json = without_byte_order_mark(body);
    let other = |event| Incoming::Other(OtherEvent { event, body: json.into() });
    match scan(json) {
        Some((event, _)) if event.slug != Slug::CourseEnrollment => return Ok(other(event)),
        _ => {}
    }
    match explain(body) {
        Err(error) if error.kind() == DecodeErrorKind::OtherEvent => {
            Ok(other(Json::check(body)?.decode::<Whole>()?.event))
        }
        decoded => decoded.map(Incoming::NewEnrollment),
    }
}

impl OtherEvent {
    /// Returns the whole body as received, without a byte order mark.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }

    /// Returns the JSON text of `data` as received, or `None` if the field is absent.
    #[must_use]
    pub fn data(&self) -> Option<&str> {
        scan(&self.body)?.1
    }

    /// Decodes `data` into a type of the caller's.
    ///
    /// # Errors
    ///
    /// The same kind of error, with a path that begins at `data` and a position in [`body`](Self::body). It
    /// repeats nothing from the body either: a key of a map shows in the path as `*` unless it is spelled as
    /// the platform spells its fields, in lowercase letters and `_`.
    pub fn decode_data<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        Json::check(&self.body)?.decode::<Data<T>>().map(|Data { data }| data)
    }
}

#[derive(Deserialize)]
struct Data<T> {
    data: T,
}

/// The body of any event.
#[derive(Deserialize)]
struct Whole {
    event: Event,
    #[serde(default, rename = "data")]
    _data: IgnoredAny,
}

/// Decodes the body of any event on the fast path, with its `data` as JSON text.
fn scan(json: &str) -> Option<(Event, Option<&str>)> {
    let has_control = cursor::has_control(json);
    let (mut event, mut data) = (Slot::<Event>::default(), None);
    let mut object = Object::start(json)?;
    let rest = loop {
        match object.name(&["event", "data"])? {
            "event" => object.rest = Event::scan(&mut event, object.rest, has_control)?,
            name => {
                let (value, rest) = cursor::skip(object.rest)?;
                object.rest = rest;
                if name == "data" && data.replace(value).is_some() {
                    return None;
                }
            }
        }
        if let Some(rest) = object.end() {
            break rest;
        }
    };
    if cursor::whitespace(rest).is_empty() { Some((Event::build(&event)?, data)) } else { None }
}

impl fmt::Debug for OtherEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OtherEvent")
            .field("event", &self.event)
            .field("body", &format_args!("<{} bytes>", self.body.len()))
            .finish()
    }
}
