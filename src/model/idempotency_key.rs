use super::slug::{NEW_ENROLLMENT, Slug};
use crate::wire::{calendar, whole_seconds};
use crate::{Enrollment, Id, Institution, NewEnrollment};
use alloc::format;
use chrono::NaiveDateTime;
use core::{fmt, str::FromStr};
use serde::{Deserialize, Deserializer, de::Error};
use serde_with::DeserializeAs;

/// A key for deduplication: slug, institution, enrollment and `send_at`.
///
/// Toolzz documents neither an event id nor retries. The key assumes that a redelivery repeats `send_at`, and that an
/// enrollment has one event per second at most. For a sender that writes a new `send_at` into every attempt, the
/// enrollment's id is the key: `(webhook.data.institution.id, webhook.data.enrollment.id)`.
///
/// Another event has no key, since the platform documents no event id. Take its slug, `send_at` and the ids that your
/// service acts on.
///
/// `Display` and `Serialize` write the same string, which is stable and contains no string from the body; `FromStr`
/// and `Deserialize` accept it.
///
/// ```
/// use toolzz_webhook::{IdempotencyKey, fixture};
///
/// let key = fixture::documented().idempotency_key();
/// let stored = key.to_string();
/// assert_eq!(stored, "activities.course.enrollment/12345/11/2023-07-03T12:53:41");
/// assert_eq!(stored.parse::<IdempotencyKey>()?, key);
/// # Ok::<(), toolzz_webhook::ParseIdempotencyKeyError>(())
/// ```
///
/// As the primary key of a table, it makes a retry insert nothing:
///
/// ```sql
/// CREATE TABLE enrollments (key TEXT PRIMARY KEY, student INTEGER);
/// INSERT INTO enrollments VALUES (?1, ?2) ON CONFLICT DO NOTHING;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde_with::SerializeDisplay)]
pub struct IdempotencyKey {
    institution: Id<Institution>,
    enrollment: Id<Enrollment>,
    send_at: NaiveDateTime,
}

/// Error returned when a string is not an [`IdempotencyKey`]. Does not contain the string.
///
/// ```
/// use toolzz_webhook::{IdempotencyKey, ParseIdempotencyKeyError};
///
/// let error: ParseIdempotencyKeyError = "12345/11".parse::<IdempotencyKey>().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "expected an idempotency key, such as \
///      activities.course.enrollment/12345/11/2023-07-03T12:53:41",
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("expected an idempotency key, such as {slug}/12345/11/2023-07-03T12:53:41", slug = Slug::NEW_ENROLLMENT)]
#[non_exhaustive]
pub struct ParseIdempotencyKeyError;

impl NewEnrollment {
    /// Returns the key for the deduplication of deliveries.
    ///
    /// The slug in it is always `activities.course.enrollment`, even if [`event.slug`](crate::Event::slug) was changed.
    #[must_use]
    pub fn idempotency_key(&self) -> IdempotencyKey {
        IdempotencyKey {
            institution: self.data.institution.id,
            enrollment: self.data.enrollment.id,
            send_at: whole_seconds(self.event.send_at),
        }
    }
}

impl fmt::Display for IdempotencyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { institution, enrollment, send_at } = self;
        let (slug, time) = (Slug::NEW_ENROLLMENT, send_at.format("%Y-%m-%dT%H:%M:%S"));
        f.pad(&format!("{slug}/{institution}/{enrollment}/{time}"))
    }
}

impl FromStr for IdempotencyKey {
    type Err = ParseIdempotencyKeyError;

    /// Parses what `Display` prints for a year from 0000 to 9999, and nothing else.
    ///
    /// # Errors
    ///
    /// Rejects `""`, another slug, ids as [`Id`] rejects them, `2023-07-03 12:53:41`, a fraction of a second, a zone,
    /// second 60, dates that do not exist, and spaces.
    fn from_str(string: &str) -> Result<Self, ParseIdempotencyKeyError> {
        let parse = || {
            let ids = string.strip_prefix(NEW_ENROLLMENT)?.strip_prefix('/')?;
            let (institution, rest) = ids.split_once('/')?;
            let (enrollment, time) = rest.split_once('/')?;
            let send_at = calendar::parse_exact(time)?;
            Some(Self { institution: institution.parse().ok()?, enrollment: enrollment.parse().ok()?, send_at })
        };
        parse().ok_or(ParseIdempotencyKeyError)
    }
}

impl<'de> Deserialize<'de> for IdempotencyKey {
    /// Accepts a string that [`from_str`](Self::from_str) accepts.
    ///
    /// # Errors
    ///
    /// Those of [`from_str`](Self::from_str), and every other type is rejected.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::wire::Text::deserialize_as(deserializer)?.parse().map_err(D::Error::custom)
    }
}
