// The README's code is compiled in tests/interop, which has axum.
#![cfg_attr(not(doctest), doc = include_str!("../README.md"))]
//!
//! # Architecture
//!
//! ```text
//! body ──▶ reader ─┬▶ NewEnrollment ──▶ Report ─┐      validate: every violation
//!                  ├▶ OtherEvent ───────────────┤      decode: another event, undecoded
//!                  ├▶ DecodeError ──────────────┤      decode: every problem of a rejected body
//!                  └▶ Deviation ────────────────┴▶ Inspection ──▶ Record      audit
//! ```
//!
//! [`decode`] decodes a body with the adapters of [`wire`] into the types of [`model`]; [`Incoming`] distinguishes the
//! events. [`validate`](mod@validate) checks the values. [`audit`] does all of it, and summarizes the delivery for a
//! log. [`fixture`] has payloads for tests.
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
