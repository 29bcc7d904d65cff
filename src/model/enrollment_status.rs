use crate::wire::{self, Adapter, Canonical, Code, Expected, Found, Native, Scalar};

/// Whether an enrollment is active: `data.enrollment.status`.
///
/// Documented as 1 for active and 0 for inactive. Any other integer is preserved, so that a status that Toolzz adds
/// later does not lose the event.
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
    /// An undocumented code. Construct it with `From<i64>`, which maps 0 and 1 to the other variants.
    Other(i64),
}

impl EnrollmentStatus {
    /// Returns whether the status is [`Active`](Self::Active).
    #[must_use]
    pub const fn is_active(self) -> bool {
        matches!(self, Self::Active)
    }
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

impl Adapter for EnrollmentStatus {
    type Value = Self;
    const EXPECTED: Expected = Code::EXPECTED;
    const EXPECTED_OR_NULL: Expected = Code::EXPECTED_OR_NULL;
    const NATIVE: Native = Code::NATIVE;

    #[inline]
    fn from_scalar(scalar: &Scalar<'_>) -> Result<Self, Found> {
        Code::from_scalar(scalar).map(Self::from)
    }

    fn to_canonical(status: &Self) -> Canonical<'_> {
        Canonical::Signed((*status).into())
    }

    #[cfg(feature = "schemars")]
    fn schema() -> schemars::Schema {
        wire::ZeroOne::schema()
    }
}

wire::implement_serde!(EnrollmentStatus);
