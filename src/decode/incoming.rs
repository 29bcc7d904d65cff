use super::{DecodeError, OtherEvent, scanned, utf8};
use crate::{NewEnrollment, Slug, json};
use alloc::{boxed::Box, string::String, vec::Vec};
use core::str::FromStr;
use serde::{Deserialize, Deserializer, de::Error};
use serde_json::value::RawValue;

/// A delivery of any event.
///
/// The slug alone selects the variant: an invalid body with the slug of a New Enrollment is an error, never an
/// [`Other`](Self::Other), and a body with another slug is `Other`, whatever its other fields are. A later version
/// may add a variant for an event that is `Other` today: end a `match` with a wildcard arm, and check arms on `Other` when
/// you upgrade.
///
/// ```
/// use serde::Deserialize;
/// use toolzz_webhook::{Incoming, Slug};
///
/// #[derive(Deserialize)]
/// struct Created {
///     user: Member,
/// }
///
/// #[derive(Deserialize)]
/// struct Member {
///     id: u64,
/// }
///
/// let body = br#"{
///     "event": {
///         "name": "Membros - Novo cadastro",
///         "slug": "members.created",
///         "send_at": "2023-07-03 12:53:41",
///         "acao": "cadastro"
///     },
///     "data": { "user": { "id": 7 } }
/// }"#;
/// match Incoming::from_slice(body)? {
///     Incoming::NewEnrollment(webhook) => println!("{} was enrolled", webhook.data.user.id),
///     Incoming::Other(other) if other.slug() == &Slug::MEMBER_CREATED => {
///         let created: Created = other.decode_data()?;
///         assert_eq!(created.user.id, 7);
///     }
///     _ => println!("an event that this service does not use"),
/// }
/// # Ok::<(), toolzz_webhook::DecodeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(clippy::large_enum_variant, reason = "a box would cost most deliveries an allocation")]
#[non_exhaustive]
pub enum Incoming {
    /// A New Enrollment.
    NewEnrollment(NewEnrollment),
    /// Another event, with its `data` undecoded.
    Other(OtherEvent),
}

impl Incoming {
    /// Returns the slug of the event.
    #[must_use]
    pub const fn slug(&self) -> &Slug {
        match self {
            Self::NewEnrollment(webhook) => &webhook.event.slug,
            Self::Other(other) => other.slug(),
        }
    }

    /// Decodes the body of a delivery.
    ///
    /// # Errors
    ///
    /// For a New Enrollment, or a body that is not a JSON object, those of [`NewEnrollment::from_slice`]. If
    /// `event.slug` is missing, a duplicate or not a string, its problem is the only one; if `event` is missing, a
    /// duplicate or not an object, that of `event`.
    pub fn from_slice(body: &[u8]) -> Result<Self, DecodeError> {
        utf8(body)?.parse()
    }

    /// Returns the delivery as one line of JSON, for a queue or an NDJSON file. It contains personal data. A New
    /// Enrollment is in canonical form, without its unknown fields and lenient forms; to preserve these, store the body.
    /// Another event preserves its tokens, without whitespace between them.
    ///
    /// ```
    /// use toolzz_webhook::Incoming;
    ///
    /// let body = r#"{
    ///     "event": { "slug": "members.created" },
    ///     "data": 1.0
    /// }"#;
    /// let incoming: Incoming = body.parse()?;
    /// assert_eq!(incoming.to_json(), r#"{"event":{"slug":"members.created"},"data":1.0}"#);
    /// # Ok::<(), toolzz_webhook::DecodeError>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        match self {
            Self::NewEnrollment(webhook) => webhook.to_json(),
            Self::Other(other) => json::minified(other.body()),
        }
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
        scanned::decode(body, |scanned| scanned.incoming(&mut Vec::new()))
    }
}

/// Accepts what [`from_slice`](Self::from_slice) accepts, except a byte order mark, from JSON with serde_json. The
/// message of an error contains the path if a field was rejected; serde_json appends its own position, unless the `Incoming`
/// is the outermost value.
///
/// Fails for other formats, and where serde buffers the value: in a flattened field, an untagged enum or an
/// internally tagged enum.
impl<'de> Deserialize<'de> for Incoming {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let body = Box::<RawValue>::deserialize(deserializer)?;
        body.get().parse().map_err(|error: DecodeError| D::Error::custom(error.without_position()))
    }
}
