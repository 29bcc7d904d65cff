//! The documented objects of the payload, one file each, their fields in payload order.
//!
//! All fields are public; the structs are `#[non_exhaustive]`, for the platform may document another
//! field. So they are read and changed field by field, but made by a builder:
//!
//! ```
//! let mut course = toolzz_webhook::Course::builder().id(7).name("Excel").build();
//! course.name.push_str(" Básico");
//! ```
//!
//! ```compile_fail,E0639
//! let course = toolzz_webhook::Course { id: 7.into(), name: "Excel".into() };
//! ```

mod course;
mod enrollment;
mod enrollment_data;
mod enrollment_status;
mod event;
mod idempotency_key;
mod institution;
mod new_enrollment;
mod slug;
mod user;

pub use course::{Course, CourseBuilder};
pub use enrollment::{Enrollment, EnrollmentBuilder};
pub use enrollment_data::{EnrollmentData, EnrollmentDataBuilder};
pub use enrollment_status::EnrollmentStatus;
pub use event::{Event, EventBuilder};
pub use idempotency_key::IdempotencyKey;
pub use institution::{Institution, InstitutionBuilder};
pub use new_enrollment::{NewEnrollment, NewEnrollmentBuilder};
pub use slug::Slug;
pub use user::{User, UserBuilder};

pub(crate) use new_enrollment::new_enrollment_builder;

/// Reads and writes a model in the form of its private `Wire` twin, and from an object only.
///
/// A derive on the model itself would read arrays by position and repeat in its errors what it found;
/// the twin's is reachable only through the guard of [`wire::Object`](crate::wire::Object). The
/// compiler checks that both have the same fields.
macro_rules! read_and_write_as_wire {
    ($model:ident) => {
        impl serde::Serialize for $model {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                Wire::serialize(self, serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $model {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Wire::deserialize(crate::wire::ObjectOnly(deserializer))
            }
        }
    };
}
use read_and_write_as_wire;
