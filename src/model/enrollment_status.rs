use crate::wire;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_with::{DeserializeAs, SerializeAs};

/// Whether an enrollment is active: `data.enrollment.status`.
///
/// Documented as 1 for active and 0 for inactive. Any other number is kept, so that a status the
/// platform adds later does not cost the event.
///
/// ```
/// use toolzz_webhook::EnrollmentStatus;
///
/// assert_eq!(EnrollmentStatus::from(1), EnrollmentStatus::Active);
/// assert_eq!(i64::from(EnrollmentStatus::from(7)), 7);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EnrollmentStatus {
    /// `0`.
    Inactive,
    /// `1`.
    Active,
    /// A code that is not documented. Make it with `From<i64>`, which never puts 0 or 1 here.
    Other(i64),
}

impl From<i64> for EnrollmentStatus {
    fn from(code: i64) -> Self {
        match code {
            0 => Self::Inactive,
            1 => Self::Active,
            other => Self::Other(other),
        }
    }
}

impl From<EnrollmentStatus> for i64 {
    fn from(status: EnrollmentStatus) -> Self {
        match status {
            EnrollmentStatus::Inactive => 0,
            EnrollmentStatus::Active => 1,
            EnrollmentStatus::Other(code) => code,
        }
    }
}

impl Serialize for EnrollmentStatus {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        wire::Code::serialize_as(&i64::from(*self), serializer)
    }
}

impl<'de> Deserialize<'de> for EnrollmentStatus {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::Code::deserialize_as(deserializer).map(Self::from)
    }
}
