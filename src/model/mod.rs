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
mod revealed;
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
pub use revealed::Revealed;
pub use slug::Slug;
pub use user::{User, UserBuilder};

#[cfg(feature = "schemars")]
pub(crate) use event::OwnEvent;
pub(crate) use new_enrollment::new_enrollment_builder;
pub(crate) use slug::OwnSlug;
pub(crate) use user::REDACTED;
