use crate::{Enrollment, Id, Institution, NewEnrollment, Slug, wire};
use chrono::NaiveDateTime;
use core::fmt;

/// What tells one call from another: slug, institution, enrollment and `send_at`.
///
/// The platform documents no event id, and a call may come twice. Two calls with the same key are the
/// same event; its text is stable and holds no personal data, so that it can be kept in a database.
///
/// ```
/// let key = toolzz_webhook::fixture::documented().idempotency_key();
/// assert_eq!(key.to_string(), "activities.course.enrollment/12345/11/2023-07-03T12:53:41");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct IdempotencyKey {
    /// The digest of a slug that is not the documented one.
    other_slug: Option<u64>,
    institution: Id<Institution>,
    enrollment: Id<Enrollment>,
    send_at: NaiveDateTime,
}

impl NewEnrollment {
    /// The key that tells this call from others and is the same when it is repeated.
    #[must_use]
    pub fn idempotency_key(&self) -> IdempotencyKey {
        IdempotencyKey {
            other_slug: match &self.event.slug {
                Slug::CourseEnrollment => None,
                Slug::Other(slug) => Some(fnv1a(slug.as_bytes())),
            },
            institution: self.data.institution.id,
            enrollment: self.data.enrollment.id,
            send_at: wire::whole_seconds(self.event.send_at),
        }
    }
}

impl fmt::Display for IdempotencyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { other_slug, institution, enrollment, send_at } = self;
        match other_slug {
            None => f.write_str(Slug::CourseEnrollment.as_str())?,
            Some(digest) => write!(f, "other-{digest:016x}")?,
        }
        write!(f, "/{institution}/{enrollment}/{}", send_at.format("%Y-%m-%dT%H:%M:%S"))
    }
}

/// FNV-1a, 64 bits (Fowler, Noll and Vo): a digest that is the same on every machine and in every version.
fn fnv1a(bytes: &[u8]) -> u64 {
    const OFFSET_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    bytes.iter().fold(OFFSET_BASIS, |digest, byte| (digest ^ u64::from(*byte)).wrapping_mul(PRIME))
}
