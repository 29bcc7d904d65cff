use super::read_and_write_as_wire;
use crate::{Id, wire};
use alloc::string::String;
use serde::{Deserialize, Serialize};

/// The course that the student was enrolled in: `data.course`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, bon::Builder)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Course {
    /// Numerical identifier of the course.
    #[builder(into)]
    pub id: Id<Course>,
    /// Name of the course, as it came.
    #[builder(into)]
    pub name: String,
}

#[serde_with::serde_as]
#[derive(Serialize, Deserialize)]
#[serde(remote = "Course")]
struct Wire {
    id: Id<Course>,
    #[serde_as(as = "wire::Text")]
    name: String,
}

read_and_write_as_wire!(Course);
