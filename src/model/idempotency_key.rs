use crate::wire::{COURSE_ENROLLMENT, whole_seconds};
use crate::{Enrollment, Id, Institution, NewEnrollment};
use chrono::NaiveDateTime;
use core::fmt;
use serde::{Serialize, Serializer};

/// A key for deduplication: slug, institution, enrollment and `send_at`.
///
/// Toolzz documents neither an event id nor retries. The key assumes that a retry has the same `send_at`, and that an
/// enrollment has one event per second at most.
/// `Display` and `Serialize` write the same string, which is stable and contains no string from the body.
///
/// ```
/// let key = toolzz_webhook::fixture::documented().idempotency_key();
/// assert_eq!(
///     key.to_string(),
///     "activities.course.enrollment/12345/11/2023-07-03T12:53:41",
/// );
/// ```
///
/// As the primary key of a table, it makes a retry insert nothing:
///
/// ```sql
/// CREATE TABLE enrollments (key TEXT PRIMARY KEY, student INTEGER);
/// INSERT INTO enrollments VALUES (?1, ?2) ON CONFLICT DO NOTHING;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdempotencyKey {
    institution: Id<Institution>,
    enrollment: Id<Enrollment>,
    send_at: NaiveDateTime,
}

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
        write!(f, "{COURSE_ENROLLMENT}/{institution}/{enrollment}/{}", send_at.format("%Y-%m-%dT%H:%M:%S"))
    }
}

impl Serialize for IdempotencyKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
