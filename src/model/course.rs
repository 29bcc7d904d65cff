use crate::{Id, table, wire};
use alloc::string::String;

/// The course that the student was enrolled in: `data.course`.
///
/// ```
/// use toolzz_webhook::Course;
///
/// let course = Course::builder().id(123456).name("Excel Básico").build();
/// assert_eq!(course.id, 123456);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, bon::Builder)]
#[builder(on(_, into))]
#[non_exhaustive]
pub struct Course {
    /// Numerical identifier of the course.
    pub id: Id<Course>,
    /// Name of the course, as received. Null and an absent field decode as an empty string, a number as its digits.
    pub name: String,
}

table::table! {
    Course "The course." {
        id: Id<Course> = "Numerical identifier of the course.",
        name: wire::Text = "Name of the course.",
    }
}
