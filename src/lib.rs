// The README is the crate's documentation. These definitions precede its own and override them, so that its links lead
// to items here and to files there.
//! [Apache License, Version 2.0]: https://www.apache.org/licenses/LICENSE-2.0
//! [CHANGELOG.md]: #minimum-supported-rust-version-and-stability
//! [MIT license]: https://opensource.org/license/mit
//! [benches/README.md]: #performance
//! [`Body::with`]: fixture::Body::with
//! [`DecodeError`]: DecodeError
//! [`IdempotencyKey`]: IdempotencyKey
//! [`Incoming`]: Incoming
//! [`NewEnrollment::builder`]: NewEnrollment::builder
//! [`Report`]: Report
//! [`Rule`]: Rule
//! [`Severity`]: Severity
//! [`User`]: User
//! [`Violation`]: Violation
//! [`audit`]: mod@audit
//! [`decode`]: mod@decode
//! [`fixture`]: mod@fixture
//! [`lines`]: fn@lines
//! [`revealed`]: NewEnrollment::revealed
//! [`validate`]: mod@validate
//! [`wire::DateTime`]: wire::DateTime
//! [`wire`]: mod@wire
// Its code is compiled in tests/interop, which has axum.
#![cfg_attr(not(doctest), doc = include_str!("../README.md"))]
#![no_std]
#![forbid(unsafe_code)]
#![warn(clippy::pedantic)]
#![allow(
    clippy::many_single_char_names, // The positions of a pattern of digits read best as a, b, c.
    clippy::naive_bytecount, // Counting the lines of a rejected body is not worth a dependency.
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
mod cpf;
mod external;
mod id;
mod path;

#[doc(inline)]
pub use cpf::{Cpf, ParseCpfError};
#[doc(inline)]
pub use decode::{DecodeError, DecodeErrorKind, Incoming, OtherEvent, lines};
#[doc(inline)]
pub use id::{Id, ParseIdError};
#[doc(inline)]
pub use model::{
    Course, Enrollment, EnrollmentData, EnrollmentStatus, Event, IdempotencyKey, Institution, NewEnrollment, Revealed,
    Slug, User,
};
#[doc(inline)]
pub use validate::{Report, Rule, Severity, Validate, Violation};
