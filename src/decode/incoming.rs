use super::{DecodeError, DecodeErrorKind, Json, explain, utf8, without_byte_order_mark};
use crate::wire::{
    self, Field, Slot,
    cursor::{self, Object},
};
use crate::{Event, NewEnrollment, Slug, model::REDACTED};
use alloc::{boxed::Box, format, string::ToString};
use core::{any, fmt, str::FromStr};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, DeserializeOwned, IgnoredAny},
    ser,
};
use serde_json::value::RawValue;

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
/// `Debug` shows the slug, if it is [spelled as one](crate::audit#slugs), and the size of the body.
#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct OtherEvent {
    /// The event's metadata. Unknown fields, such as `acao`, are in [`body`](Self::body).
    pub event: Event,
    body: Box<str>,
}

impl Incoming {
    /// Returns the metadata of the event, whichever it is.
    #[must_use]
    pub const fn event(&self) -> &Event {
        match self {
            Self::NewEnrollment(webhook) => &webhook.event,
            Self::Other(other) => &other.event,
        }
    }

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

impl From<NewEnrollment> for Incoming {
    fn from(webhook: NewEnrollment) -> Self {
        Self::NewEnrollment(webhook)
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
        match wire::decode::<NewEnrollment>(without_byte_order_mark(body)) {
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
    /// The same kind of error, with a path that begins at `data` and a position in [`body`](Self::body).
    ///
    /// It contains nothing from the body as long as `T` derives `Deserialize` and holds the adapters of
    /// [`wire`]. Of a map's keys it shows those that are spelled as the platform spells its fields, in
    /// lowercase letters and `_`, and `*` for every other. A custom error text of `T` is not shown: the error
    /// is an invalid value. But a text that copies serde's ``missing field `…` `` or ``duplicate field `…` ``
    /// is taken for it, and its name is shown if it is spelled as a field's.
    pub fn decode_data<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        let decode = |body: &str| Json::check(body)?.decode::<Data<T>>();
        match decode(&self.body) {
            Ok(Data { data }) => Ok(data),
            Err(error) => {
                // serde_json takes a position that the text of an error ends with for its own. A text of the
                // caller's cannot know where the body stands: a true position moves along with it.
                let moved = decode(&format!("\n{}", self.body)).err();
                let is_true = moved.is_some_and(|moved| moved.line() == error.line() + 1);
                Err(if is_true { error } else { error.placed_before(self.data().unwrap_or_default(), &self.body) })
            }
        }
    }
}

/// Whether a format's errors are serde_json's, which is all that tells whose serializer or deserializer it is.
fn is_serde_json<E>() -> bool {
    any::type_name::<E>() == any::type_name::<serde_json::Error>()
}

const JSON_ONLY: &str = "an Incoming can be serialized to and deserialized from JSON only, with serde_json";

/// As its body: a New Enrollment in canonical form, another event as received.
///
/// Fails for every format but JSON, and for every crate but serde_json.
impl Serialize for Incoming {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            _ if !is_serde_json::<S::Error>() => Err(ser::Error::custom(JSON_ONLY)),
            Self::NewEnrollment(webhook) => webhook.serialize(serializer),
            Self::Other(OtherEvent { body, .. }) => {
                serde_json::from_str::<&RawValue>(body).map_err(ser::Error::custom)?.serialize(serializer)
            }
        }
    }
}

/// As [`from_slice`](Self::from_slice) decodes it. The text of an error carries the path.
///
/// Fails for every format but JSON, and for every crate but serde_json.
impl<'de> Deserialize<'de> for Incoming {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let body = Box::<RawValue>::deserialize(deserializer).map_err(|error| {
            // What a buffer says that no longer has the JSON, such as that of an untagged enum.
            let is_buffer = error.to_string().contains("any valid JSON value");
            if is_serde_json::<D::Error>() && !is_buffer { error } else { de::Error::custom(JSON_ONLY) }
        })?;
        body.get().parse().map_err(de::Error::custom)
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
        let slug = self.event.slug.printable().unwrap_or(REDACTED);
        f.debug_struct("OtherEvent").field("slug", &format_args!("{slug}")).field("size", &self.body.len()).finish()
    }
}
