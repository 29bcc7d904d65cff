//! [`decode`]: crate::decode
//! [`wire`]: crate::wire
//! [`model`]: crate::model
//! [`validate`]: mod@crate::validate
//! [`audit`]: crate::audit
//! [`fixture`]: crate::fixture
// Of two definitions of a link the first counts: those above lead to the modules, those of the README to their files.
// The README's code is compiled in tests/interop, which has axum.
#![cfg_attr(not(doctest), doc = include_str!("../README.md"))]
//!
//! # What holds everywhere
//!
//! * Everything is synchronous and performs no I/O.
//! * No body is known to cause a panic: lints deny code that may, and the decoders are fuzzed. Fixtures panic by design: a
//!   misspelled path must not make a test pass.
//! * Every type is `Send` and `Sync`.
//! * The crate is `no_std` and needs `alloc`. `default-features = false` leaves `std` out.
//! * The public API contains items of chrono, serde, serde_json (`Value`), serde_with and bon.
#![no_std]
#![forbid(unsafe_code)]
#![warn(clippy::pedantic)]
#![allow(
    clippy::many_single_char_names, // The positions of a pattern of digits read best as a, b, c.
    clippy::needless_raw_string_hashes, // All JSON is r#""#, with quotes inside or not.
)]
// Untrusted input must never cause a panic.
#![deny(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unreachable,
    clippy::unwrap_used
)]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;

pub mod audit;
pub mod decode;
pub mod fixture;
pub mod model;
pub mod validate;
pub mod wire;

mod codes;
mod external;
mod json;
mod path;
mod print;
mod table;

pub use codes::ParseCodeError;
#[doc(inline)]
pub use decode::{DecodeError, DecodeErrorKind, Incoming, Line, OtherEvent, Problem, lines};
#[doc(inline)]
pub use model::{
    Course, Enrollment, EnrollmentData, EnrollmentStatus, Event, Id, IdempotencyKey, Institution, NewEnrollment,
    ParseIdError, ParseIdempotencyKeyError, Revealed, Slug, User,
};
#[doc(inline)]
pub use validate::{Report, Rule, Severity, Validate, Violation};
#[doc(inline)]
pub use wire::cpf::{Cpf, ParseCpfError};
