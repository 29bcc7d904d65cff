//! The payload's objects, one per file, their fields in payload order.
//!
//! All fields are public, and the structs are `#[non_exhaustive]`, so that newly documented fields are not
//! breaking changes. Read and assign fields directly; construct with a builder:
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
//! The models implement serde's traits for every format, with the adapters of [`wire`](crate::wire). Tests
//! hold round trips, and that errors repeat nothing, for JSON (serde_json, simd-json, sonic-rs), YAML, TOML,
//! RON, CBOR, BSON, MessagePack, postcard, bincode, query strings (`serde_qs`) and CSV. These cannot hold them:
//!
//! * XML (quick-xml): a scalar is an element with text, which is passed on as a map;
//! * BSON: ids above `i64::MAX`;
//! * MessagePack without names: a model that serde buffers (`flatten`, untagged and internally tagged enums),
//!   since it is an array then;
//! * postcard and bincode: the same, as of every type.
//!
//! Some formats show a line of the input in their own `Display`, whatever the error: toml's does; its
//! `message()` does not.

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
