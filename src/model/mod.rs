//! The objects of the payload, with their fields in payload order.
//!
//! All fields are public. The structs are `#[non_exhaustive]`, so that a new field with a default is not a
//! breaking change: construct them with a builder.
//!
//! ```
//! let mut course = toolzz_webhook::Course::builder().id(7).name("Excel").build();
//! course.name.push_str(" Básico");
//! ```
//!
//! ```compile_fail,E0639
//! let course = toolzz_webhook::Course { id: 7.into(), name: "Excel".into() };
//! ```
//!
//! # Formats
//!
//! The models implement serde's traits with the adapters of [`wire`](crate::wire). A decoded model round-trips in JSON
//! (serde_json, simd-json, sonic-rs), YAML, TOML, CBOR, MessagePack and postcard. A model that was changed may not: an
//! empty nickname or UUID decodes as `None`, a CPF of fewer digits may be padded, a fraction of a second is lost, and a
//! `NewEnrollment` with another slug is rejected.
//!
//! These formats cannot hold a model that serde buffers (`flatten`, untagged and internally tagged enums):
//!
//! * MessagePack without field names, in which the model is then an array;
//! * postcard, as with every type.
//!
//! With serde_json, no error of a model repeats a value. Errors of other formats and libraries may: toml and sonic-rs
//! print a part of the input, whatever the error is.

mod course;
mod enrollment;
mod enrollment_data;
mod enrollment_status;
mod event;
mod id;
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
pub use id::{Id, ParseIdError};
pub use idempotency_key::{IdempotencyKey, ParseIdempotencyKeyError};
pub use institution::{Institution, InstitutionBuilder};
pub use new_enrollment::{NewEnrollment, NewEnrollmentBuilder};
pub use revealed::Revealed;
pub use slug::Slug;
pub use user::{User, UserBuilder};

pub(crate) use new_enrollment::{OTHER_EVENT, new_enrollment_builder};
pub(crate) use slug::NEW_ENROLLMENT;
pub(crate) use user::REDACTED;
