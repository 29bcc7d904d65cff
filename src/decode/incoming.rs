use super::{
    DecodeError, DecodeErrorKind, Json, decode_with_serde, utf8, without_byte_order_mark, without_number_field,
};
use crate::wire::{
    self, Field, Slot,
    cursor::{self, ObjectCursor},
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

/// A delivery of any event.
///
/// The slug alone selects the variant: an invalid body with the slug of a New Enrollment is an error, never an
/// [`Other`](Self::Other). Later versions may add variants for other events, so a `match` needs a wildcard arm,
/// which should do what the arm for `Other` does.
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
    /// Another event, with its `data` undecoded.
    Other(OtherEvent),
}

/// A delivery of another event, as received.
///
/// Equality compares `event` and the bytes of the body: a pretty-printed body differs from a minified one.
///
/// `Debug` shows only the slug, if it is [spelled as one](crate::audit#slugs), and the size of the body.
///
/// ```
/// use toolzz_webhook::{Incoming, fixture::Body};
///
/// let body = Body::valid().with("event.slug", "members.created").with("data", ());
/// let Incoming::Other(other) = Incoming::from_slice(body.as_ref())? else {
///     unreachable!("the slug decides");
/// };
/// assert_eq!(other.event.slug, "members.created");
/// assert_eq!(other.data(), Some("null"));
/// # Ok::<(), toolzz_webhook::DecodeError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct OtherEvent {
    /// The metadata of the event. Unknown fields, such as `acao`, are in [`body`](Self::body) only.
    pub event: Event,
    body: Box<str>,
}

impl Incoming {
    /// Returns the metadata of the event.
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
    /// For a New Enrollment, those of [`NewEnrollment::from_slice`]. For any other event, the body must be a JSON
    /// object with a valid `event`: a `send_at` such as `03/07/2023 12:53:41` is rejected.
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
            None => decode_other(body),
        }
    }
}

/// Whitespace of JSON (RFC 8259).
const WHITESPACE: [char; 4] = [' ', '\t', '\n', '\r'];

/// Decodes a body that the fast path does not decode as a New Enrollment.
#[inline(never)]
fn decode_other(body: &str) -> Result<Incoming, DecodeError> {
    let json = without_byte_order_mark(body);
    let other = |event| Incoming::Other(OtherEvent { event, body: json.trim_matches(WHITESPACE).into() });
    match scan(json) {
        Some((event, _)) if event.slug != Slug::CourseEnrollment => return Ok(other(event)),
        _ => {}
    }
    match decode_with_serde(body) {
        Err(error) if error.kind() == DecodeErrorKind::OtherEvent => {
            Ok(other(Json::check(&without_number_field(body))?.decode::<Whole>()?.event))
        }
        decoded => decoded.map(Incoming::NewEnrollment),
    }
}

impl OtherEvent {
    /// Returns the body as received, without a byte order mark and the whitespace around it.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }

    /// Returns the JSON of `data` as received, or `None` if the field is absent.
    #[must_use]
    pub fn data(&self) -> Option<&str> {
        scan(&self.body)?.1
    }

    /// Decodes `data` into a type of the caller's.
    ///
    /// # Errors
    ///
    /// Fails if `T` rejects `data`, or if `data` is absent and `T` is not an `Option`. The path begins at `data`, the
    /// position is in [`body`](Self::body).
    ///
    /// The models of this crate reject an array such as `[]`, PHP's empty object. A struct that derives
    /// `Deserialize` also accepts an array, by position. To reject arrays, wrap it in a `#[serde(transparent)]`
    /// struct with `#[serde_as(as = "wire::Object")]` on its only field.
    ///
    /// The error contains nothing from the body if `T` derives `Deserialize`, also with the adapters of
    /// [`wire`], but for the keys of a map: the path shows one that consists of at most 40 lowercase letters and `_`,
    /// and any other as `*`, like unknown fields and variants of an enum. A custom error message of `T` is not shown:
    /// the error is `invalid value`. A custom message that imitates serde's ``missing field `…` `` or
    /// ``duplicate field `…` `` is treated like serde's: its name is shown as a key is.
    ///
    /// If serde quotes a string of the body in its error, memory for several copies of it is allocated, although they
    /// are not shown.
    ///
    /// # Examples
    ///
    /// The `data` of `activities.course.completed` is that of a New Enrollment:
    ///
    /// ```
    /// use toolzz_webhook::{EnrollmentData, Incoming, fixture::Body};
    ///
    /// let body = Body::valid().with("event.slug", "activities.course.completed");
    /// match Incoming::from_slice(body.as_ref())? {
    ///     Incoming::Other(other) if other.event.slug == "activities.course.completed" => {
    ///         let data: EnrollmentData = other.decode_data()?;
    ///         assert_eq!(data.course.name, "Gestão de Projetos");
    ///     }
    ///     _ => unreachable!("the slug decides"),
    /// }
    /// # Ok::<(), toolzz_webhook::DecodeError>(())
    /// ```
    pub fn decode_data<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        let decode = |body: &str| Json::check(body)?.decode::<Data<T>>();
        match decode(&self.body) {
            Ok(Data { data }) => Ok(data),
            Err(error) => {
                // serde_json takes the position from the end of a custom message, if there is one. Unlike a real
                // position, such a position does not change when the body is moved to the next line.
                let moved = decode(&format!("\n{}", self.body)).err();
                let is_real = moved.is_some_and(|moved| moved.line() == error.line() + 1);
                Err(if is_real { error } else { error.positioned_at(self.data().unwrap_or_default(), &self.body) })
            }
        }
    }
}

/// Returns whether an error type is that of serde_json, the only way to identify its serializer and deserializer.
fn is_serde_json<E>() -> bool {
    any::type_name::<E>() == any::type_name::<serde_json::Error>()
}

const JSON_ONLY: &str = "an Incoming can be serialized to and deserialized from JSON only, with serde_json";

/// Serializes the body: a New Enrollment in canonical form, another event as received. The latter may contain line
/// breaks, so it is not always a line of a log.
///
/// Fails for every serializer but those of serde_json. A `Value` cannot hold every body: not `1e400`, for example. Do
/// not flatten a field that holds an `Incoming`: serde_json would write another event as a string.
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

/// Deserializes what [`from_slice`](Self::from_slice) decodes, except for a body with a byte order mark. The message
/// of an error contains the path if a field was rejected.
///
/// Fails for every deserializer but those of serde_json, and where serde buffers the value: in a flattened field, an
/// untagged enum or an internally tagged enum.
impl<'de> Deserialize<'de> for Incoming {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let body = Box::<RawValue>::deserialize(deserializer).map_err(|error| {
            // The message of a buffer that no longer has the JSON, such as that of an untagged enum.
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
    let mut object = ObjectCursor::start(json)?;
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
