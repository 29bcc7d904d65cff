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
//! # What the platform documents
//!
//! The platform's pages leave some questions open. The pages are [New Enrollment] and its siblings, in English under
//! `lxp-reference/webhooks` and in Portuguese under `lms-reference/webhooks`. They were read in 2026: the page of New
//! Enrollment whole, its siblings in stored copies that end near 2,000 characters. No delivery of the real platform was
//! seen.
//!
//! | question | the platform | this crate |
//! |---|---|---|
//! | Which of `actived` and `status` grants access? | Does not say how they differ. | Grant access only if both are 1: [`Enrollment::is_active`]. The rule [`ActivationMismatch`](crate::Rule::ActivationMismatch) warns if they differ. |
//! | Which id is that of the course? | `course.id` and `enrollment.course_id` differ in the documented example. | Use `course.id`, which has the name. [`CourseMismatch`](crate::Rule::CourseMismatch) warns if they differ. |
//! | Is `date_expire` the last day, or the first day without access? | Not documented. | [`ExpiredWhenSent`](crate::Rule::ExpiredWhenSent) treats it as the last day. |
//! | What does a null `date_expire` mean? | Not documented. | `None`; presumably the enrollment does not expire. |
//! | What is the time zone of `send_at`? | Not documented. There is evidence for Brasília's time: an ancestor of the platform, from 2019, sets `America/Sao_Paulo`, and in both examples of `members.updated` `send_at` follows `updated_at` by 22 and 44 seconds. | None is assumed. A zone in `send_at` is dropped and reported, see [`Event::send_at`]. |
//! | Does a second click on the same course send a second event? | Not documented. The page lists what triggers an event: Start on a catalog card, Start/Enroll in the course's details, a click on a content item there, an invitation to a class, the API. | [`IdempotencyKey`] is by enrollment and time, so a second event has another key if its `send_at` differs. |
//! | Do deliveries arrive in order? | Not documented. | Compare `send_at` before you overwrite newer data. |
//! | Is a failed delivery sent again, and which timeout does the sender have? | Neither retries nor a timeout are documented. | Store the body first, answer at once: see [`decode`](crate::decode#in-a-web-service). |
//! | Which answers does the sender understand? | A page of a sibling says 200, or 4xx/5xx with a message. | [`DecodeError`](crate::DecodeError) and [`Report`](crate::Report) are safe to return. |
//! | Is there a signature, a secret or an event id? | None is documented. | Nothing can be verified. Use a secret path, and [`IdempotencyKey`] for deduplication. |
//! | Is the CPF always present? | The user API says that it may be null. | A student without a CPF is legitimate; [`MissingCpf`](crate::Rule::MissingCpf) warns. |
//! | Is the slug always the documented one? | A public client registers `course.enrollment.created` for this event. No page shows such a payload. | It arrives as [`Incoming::Other`](crate::Incoming::Other). A receiver that ignores other events does not notice a renamed slug: look for it in the [records](crate::audit::Record). |
//!
//! # Formats
//!
//! The models implement serde's traits with the adapters of [`wire`](crate::wire). A decoded model round-trips in JSON
//! (serde_json, simd-json, sonic-rs), YAML, TOML, CBOR, MessagePack and postcard. A model that was changed may not: an
//! empty nickname or UUID decodes as `None`, a CPF of fewer digits may be padded, a fraction of a second is lost, and a
//! `NewEnrollment` with another slug is rejected. A `serde_json::Value` is decoded with `serde_json::from_value`.
//!
//! Some formats guess types, or have types of their own:
//!
//! * CSV: the csv crate guesses types. A name `007` becomes `7`, `1e5` becomes `100000.0`, and `Nan` is rejected.
//! * TOML: an unquoted date is a type of its own, which is rejected. Quote dates. The `Display` of toml's errors quotes
//!   its input; its `message()` does not.
//! * YAML: an unquoted number is a number, so a name `2024.10` becomes `2024.1`. Quote it.
//! * MessagePack in human-readable mode: values have the forms of JSON, for example a flag is 1 or 0.
//!
//! These formats cannot hold a model that serde buffers (`flatten`, untagged and internally tagged enums):
//!
//! * MessagePack without field names, in which the model is then an array;
//! * postcard, as with every type.
//!
//! With serde_json, no error of a model repeats a value. Errors of other formats and libraries may: toml and sonic-rs
//! print a part of the input, whatever the error is.
//!
//! [New Enrollment]: https://docs.toolzz.dev/lxp-reference/webhooks/new-enrollment/

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
