use crate::{Course, EnrollmentStatus, Id, wire};
use chrono::NaiveDate;

/// The enrollment itself: `data.enrollment`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, bon::Builder)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Enrollment {
    /// Numerical identifier of the enrollment.
    #[builder(into)]
    pub id: Id<Enrollment>,
    /// Expiration date of the enrollment, `yyyy-MM-dd` on the wire; none if it does not expire.
    #[builder(into)]
    #[cfg_attr(feature = "schemars", schemars(schema_with = "crate::external::schemars::nullable_date", required))]
    pub date_expire: Option<NaiveDate>,
    /// Numerical identifier of the course. It should be that of [`Course`], but in the platform's own
    /// example it is another.
    #[builder(into)]
    pub course_id: Id<Course>,
    /// Whether the enrollment is activated, 1 or 0 on the wire. Built as true unless set.
    #[builder(default = true)]
    #[cfg_attr(feature = "schemars", schemars(schema_with = "crate::external::schemars::zero_one"))]
    pub actived: bool,
    /// Whether the enrollment is active, 1 or 0 on the wire. Built as active unless set.
    #[builder(into, default = EnrollmentStatus::Active)]
    pub status: EnrollmentStatus,
}

wire::table! {
    Enrollment {
        id: Id<Enrollment>,
        date_expire: wire::Nullable<wire::Date>,
        course_id: Id<Course>,
        actived: wire::ZeroOne,
        status: EnrollmentStatus,
    }
}
