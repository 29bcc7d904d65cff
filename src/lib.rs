#![doc = include_str!("../README.md")]
#![no_std]
#![forbid(unsafe_code)]
#![warn(clippy::pedantic)]
// A position in a pattern needs no name, a small error text no crate that counts bytes, and JSON stands
// in r#""# throughout.
#![allow(clippy::many_single_char_names, clippy::naive_bytecount, clippy::needless_raw_string_hashes)]
// Hostile text never panics.
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
