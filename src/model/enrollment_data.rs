use crate::{Course, Enrollment, Institution, User, table};

/// The data of the event: `data`.
///
/// ```
/// let data = toolzz_webhook::fixture::documented().data;
/// assert_eq!(data.institution.id, 12345);
/// assert_eq!(data.course.name, "Course Name");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, bon::Builder)]
#[builder(on(_, into))]
#[non_exhaustive]
pub struct EnrollmentData {
    /// The institution of the student.
    pub institution: Institution,
    /// The course that the student was enrolled in.
    pub course: Course,
    /// The enrollment.
    pub enrollment: Enrollment,
    /// The student.
    pub user: User,
}

table::table! {
    EnrollmentData "The data of the event." {
        institution: Institution = "The institution of the student.",
        course: Course = "The course that the student was enrolled in.",
        enrollment: Enrollment = "The enrollment.",
        user: User = "The student.",
    }
}
