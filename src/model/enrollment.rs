use crate::{Course, EnrollmentStatus, Id, table, wire};
use chrono::NaiveDate;

/// The enrollment of the student in the course: `data.enrollment`.
///
/// The platform does not document how `actived` and `status` differ. Grant access only if both are 1, as
/// [`is_active`](Self::is_active) says. The rule [`ActivationMismatch`](crate::Rule::ActivationMismatch) warns if they
/// differ.
///
/// ```
/// use toolzz_webhook::{Enrollment, EnrollmentStatus};
///
/// let enrollment = Enrollment::builder().id(11).course_id(123456).build();
/// assert!(enrollment.actived);
/// assert_eq!(enrollment.status, EnrollmentStatus::ACTIVE);
/// assert!(enrollment.is_active());
/// assert_eq!(enrollment.date_expire, None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, bon::Builder)]
#[builder(on(Id<_>, into), on(NaiveDate, into))]
#[non_exhaustive]
pub struct Enrollment {
    /// Numerical identifier of the enrollment.
    pub id: Id<Enrollment>,
    /// Expiration date of the enrollment, `yyyy-MM-dd` on the wire; `None` if it is null, absent,
    /// empty or a zero date, which presumably means that the enrollment does not expire. Whether it is the last
    /// day with access or the first day without is not documented; the rule
    /// [`ExpiredWhenSent`](crate::Rule::ExpiredWhenSent) treats it as the last day.
    pub date_expire: Option<NaiveDate>,
    /// Numerical identifier of the course. In the documented example it differs from [`Course::id`], so
    /// validation only warns. Prefer [`Course::id`], which has the name.
    pub course_id: Id<Course>,
    /// Whether the enrollment is activated: `actived` (sic), serialized as 1 or 0. Defaults to `true` in the builder.
    #[builder(default = true)]
    pub actived: bool,
    /// Whether the enrollment is active, serialized as 1 or 0. Defaults to active in the builder.
    #[builder(into, default = EnrollmentStatus::ACTIVE)]
    pub status: EnrollmentStatus,
}

impl Enrollment {
    /// Returns whether both `actived` and `status` are 1.
    #[must_use]
    pub const fn is_active(&self) -> bool {
        self.actived && self.status.is_active()
    }
}

table::table! {
    Enrollment "The enrollment." {
        id: Id<Enrollment> = "Numerical identifier of the enrollment.",
        date_expire: wire::Nullable<wire::Date> =
            "Expiration date of the enrollment, yyyy-MM-dd, or null if it does not expire.",
        course_id: Id<Course> = "Numerical identifier of the course associated with the enrollment.",
        actived: wire::ZeroOne = "Indicates if the enrollment is activated: 1 for yes, 0 for no.",
        status: EnrollmentStatus = "Indicates the enrollment status: 1 for active, 0 for inactive.",
    }
}
