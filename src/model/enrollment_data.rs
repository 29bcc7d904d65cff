use super::read_and_write_as_wire;
use crate::{Course, Enrollment, Institution, User};
use serde::{Deserialize, Serialize};

/// Who was enrolled where, and in what: `data`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, bon::Builder)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
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

#[derive(Serialize, Deserialize)]
#[serde(remote = "EnrollmentData")]
struct Wire {
    institution: Institution,
    course: Course,
    enrollment: Enrollment,
    user: User,
}

read_and_write_as_wire!(EnrollmentData);
