use crate::{Course, Enrollment, Institution, User, wire};

/// Who was enrolled where, and in what: `data`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, bon::Builder)]
#[non_exhaustive]
pub struct EnrollmentData {
    /// The institution whose student was enrolled.
    #[builder(into)]
    pub institution: Institution,
    /// The course that the student was enrolled in.
    #[builder(into)]
    pub course: Course,
    /// The enrollment itself.
    #[builder(into)]
    pub enrollment: Enrollment,
    /// The student.
    #[builder(into)]
    pub user: User,
}

wire::table! {
    EnrollmentData "The data of the event." {
        institution: Institution = "The institution of the student.",
        course: Course = "The course that the student was enrolled in.",
        enrollment: Enrollment = "The enrollment.",
        user: User = "The student.",
    }
}
