//! How each documented scalar and object is read and written.
//!
//! The platform's values come out of database columns and a PHP backend, so a flag may be `1`,
//! `true` or `"1"`, an id may be a string, a missing date may be `0000-00-00`. All of that is known
//! in this module and nowhere else. Every adapter is lenient when it reads, refuses what would have
//! to be guessed, and writes only the documented form.
//!
//! The adapters are for [`serde_with`] and compose with `Option<_>` and
//! `Vec<_>` as its own do. Use them on your own structs, for instance for another event of the
//! platform:
//!
//! ```
//! use chrono::{NaiveDate, NaiveDateTime};
//! use serde::{Deserialize, Serialize};
//! use toolzz_webhook::wire;
//!
//! #[serde_with::serde_as]
//! #[derive(Debug, PartialEq, Serialize, Deserialize)]
//! struct Certificate {
//!     #[serde_as(as = "wire::Identifier")]
//!     id: u64,
//!     #[serde_as(as = "wire::ZeroOne")]
//!     valid: bool,
//!     #[serde_as(as = "wire::DateTime")]
//!     issued_at: NaiveDateTime,
//!     #[serde_as(as = "wire::Nullable<wire::Date>")]
//!     #[serde(default)]
//!     expires: Option<NaiveDate>,
//!     #[serde_as(as = "Vec<wire::ZeroOne>")]
//!     modules_done: Vec<bool>,
//! }
//!
//! let certificate: Certificate = serde_json::from_str(
//!     r#"{"id":"7","valid":true,"issued_at":"2023-07-03T12:53:41.000","expires":"0000-00-00","modules_done":["1",0]}"#,
//! )?;
//! assert_eq!(certificate.modules_done, [true, false]);
//! assert_eq!(
//!     serde_json::to_string(&certificate)?,
//!     r#"{"id":7,"valid":1,"issued_at":"2023-07-03 12:53:41","expires":null,"modules_done":[1,0]}"#,
//! );
//!
//! let error = serde_json::from_str::<Certificate>(r#"{"id":7,"valid":"maria@example.com"}"#).unwrap_err();
//! assert_eq!(error.to_string(), "expected 0 or 1, found another string at line 1 column 35");
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! No adapter's error repeats what it read. Formats that are not human readable, such as postcard or
//! MessagePack, get the plain typed form: a boolean, an integer, a string, an option.

mod adapter;
mod calendar;
mod code;
mod cpf_text;
pub(crate) mod cursor;
mod date;
mod date_time;
mod identifier;
mod mismatch;
mod nullable;
mod object;
mod scalar;
mod table;
mod text;
mod writer;
mod zero_one;

pub use code::Code;
pub use cpf_text::CpfText;
pub use date::Date;
pub use date_time::DateTime;
pub use identifier::Identifier;
pub use nullable::Nullable;
pub use object::Object;
pub use text::Text;
pub use zero_one::ZeroOne;

pub(crate) use adapter::{Adapter, Canonical, Native};
pub(crate) use date_time::whole_seconds;
pub(crate) use mismatch::{Expected, Found, Mismatch, field_in, is_field_name, split_position};
pub(crate) use object::ObjectOnly;
pub(crate) use scalar::{NUMBER_FIELD, Scalar, Str};
#[cfg(feature = "schemars")]
pub(crate) use table::object_schema;
pub(crate) use table::{
    Field, Observer, Slot, Via, ViaRef, implement_serde, read, read_into, scan_out_of_order, table,
};
pub(crate) use writer::Writer;

/// The slug of a New Enrollment, a literal that `concat!` accepts.
macro_rules! course_enrollment {
    () => {
        "activities.course.enrollment"
    };
}
pub(crate) use course_enrollment;

pub(crate) const COURSE_ENROLLMENT: &str = course_enrollment!();
