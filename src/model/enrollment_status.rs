use crate::json::Scalar;
use crate::table::{self, Adapter, Canonical, Found, Native};
use crate::wire::Code;
use core::fmt;

/// Whether an enrollment is active: `data.enrollment.status`.
///
/// Documented as 1 for active and 0 for inactive. Any other integer is preserved, so that a status that Toolzz adds
/// later does not lose the event.
///
/// ```
/// use toolzz_webhook::EnrollmentStatus;
///
/// let describe = |status| match status {
///     EnrollmentStatus::ACTIVE => "active",
///     EnrollmentStatus::INACTIVE => "inactive",
///     _ => "unknown",
/// };
/// assert_eq!(describe(EnrollmentStatus::from(1)), "active");
/// assert_eq!(describe(EnrollmentStatus::from(7)), "unknown");
/// assert_eq!(EnrollmentStatus::from(7).get(), 7);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EnrollmentStatus(i64);

impl EnrollmentStatus {
    /// `1`.
    pub const ACTIVE: Self = Self(1);
    /// `0`.
    pub const INACTIVE: Self = Self(0);

    /// Returns the number.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// Returns whether the status is [`ACTIVE`](Self::ACTIVE).
    #[must_use]
    pub const fn is_active(self) -> bool {
        matches!(self, Self::ACTIVE)
    }
}

impl From<i64> for EnrollmentStatus {
    fn from(code: i64) -> Self {
        Self(code)
    }
}

impl From<EnrollmentStatus> for i64 {
    fn from(status: EnrollmentStatus) -> Self {
        status.0
    }
}

impl fmt::Display for EnrollmentStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Adapter for EnrollmentStatus {
    type Value = Self;
    const EXPECTED: &'static str = Code::EXPECTED;
    const EXPECTED_OR_NULL: &'static str = Code::EXPECTED_OR_NULL;
    const SCHEMA: &'static str = Code::SCHEMA;
    const NATIVE: Native = Code::NATIVE;

    #[inline]
    fn from_scalar(scalar: &Scalar<'_>) -> Result<Self, Found> {
        Code::from_scalar(scalar).map(Self)
    }

    fn to_canonical(status: &Self) -> Canonical<'_> {
        Canonical::Signed(status.0)
    }
}

table::implement_serde!(EnrollmentStatus);
