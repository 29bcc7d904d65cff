//! [`serde_with`] adapters for the values of the payload.
//!
//! PHP services often serialize database columns, so a flag may arrive as `1`, `true` or `"1"`, an id as a
//! string, an absent date as `0000-00-00`. The adapters accept the forms below, reject the rest, and serialize the
//! canonical form only.
//!
//! # Accepted input
//!
//! An invalid id, flag or time is rejected; a null or numeric name does not lose the event. The table is complete:
//!
//! | field | canonical | also accepted as the same value | adapter |
//! |---|---|---|---|
//! | every id | `123` | `"123"`, `123.0` up to 2^53 | [`Identifier`] |
//! | `actived` | `1`, `0` | `true`, `false`, `"1"`, `"0"`, `"true"`, `"false"`, `1.0`, `0.0` | [`ZeroOne`] |
//! | `status` | `1`, `0` | the same; any other integer, also as a string, is preserved | [`Code`] |
//! | `slug` | a string | | [`Slug`](crate::Slug) |
//! | `send_at` | `yyyy-MM-dd HH:mm:ss` | a `T` separator; a fraction of a second, which is discarded | [`DateTime`] |
//! | `date_expire` | `yyyy-MM-dd` or null | absent, `""` and `0000-00-00` as null; a date with a time, which is discarded | [`Nullable`]`<`[`Date`]`>` |
//! | `name`, `email` | a string | null as `""`; an integer as its digits | [`Text`] |
//! | `cpf` | a string | the same; an integer is padded to eleven digits | [`CpfText`] |
//! | `nickname`, `uuid` | a string or null | absent and `""` as null; an integer as its digits | [`Nullable`]`<`[`Text`]`>` |
//! | the body | JSON in UTF-8 | a byte order mark, fields in any order, unknown fields | |
//!
//! Everything else is rejected, for example time zones and offsets, impossible dates, numbers with a fraction, other
//! strings for a number, arrays where an object belongs, and duplicate documented fields.
//!
//! * A float is rounded to the nearest `f64`: `122.99999999999999999` is 123, `1e-400` is 0.
//! * Strings are preserved: they are neither trimmed nor normalized.
//! * Unknown fields are ignored. Their values must be JSON, but may contain lone surrogates; the name of a field must
//!   not.
//!
//! The message of an adapter's error does not contain the value; a format may add its input, as
//! [`model`](crate::model#formats) says. Formats that are not human-readable, such as postcard or MessagePack, get the
//! native type: a boolean, an integer, a string or an option.
//!
//! # Your own structs
//!
//! The adapters compose with `Option<_>` and `Vec<_>`, as those of `serde_with` do. Use them for example for the data
//! of another event, with [`OtherEvent::decode_data`](crate::OtherEvent::decode_data):
//!
//! ```
//! use chrono::{NaiveDate, NaiveDateTime};
//! use serde::{Deserialize, Serialize};
//! use toolzz_webhook::{Incoming, wire};
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
//!     done: Vec<bool>,
//! }
//!
//! let body = r#"{
//!     "event": {
//!         "name": "Certificado emitido",
//!         "slug": "activities.certificate.issued",
//!         "send_at": "2023-07-03 12:53:41"
//!     },
//!     "data": {
//!         "id": "7",
//!         "valid": true,
//!         "issued_at": "2023-07-03T12:53:41.000",
//!         "expires": "0000-00-00",
//!         "done": ["1", 0]
//!     }
//! }"#;
//! let Incoming::Other(other) = body.parse()? else {
//!     panic!("a certificate is another event");
//! };
//! let certificate: Certificate = other.decode_data()?;
//! assert_eq!(
//!     serde_json::to_string(&certificate)?,
//!     r#"{"id":7,"valid":1,"issued_at":"2023-07-03 12:53:41","expires":null,"done":[1,0]}"#,
//! );
//!
//! let json = r#"{"id":7,"valid":"maria@example.com"}"#;
//! let error = serde_json::from_str::<Certificate>(json).unwrap_err();
//! assert_eq!(
//!     error.to_string(),
//!     "expected 0 or 1, found another string at line 1 column 35",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Your own adapters
//!
//! An adapter of your own implements the traits of `serde_with` and can call the adapters of this module. Compose it
//! with `Option<_>`; [`Nullable`] takes adapters of this module only. `decode_data` reports its custom error messages
//! as `invalid value`, since they may contain the value.
//!
//! ```
//! use serde::{Deserialize, Deserializer, de::Error};
//! use serde_with::DeserializeAs;
//! use toolzz_webhook::wire;
//!
//! /// A grade from 0 to 10, which may be sent as a string.
//! struct Grade;
//!
//! impl<'de> DeserializeAs<'de, u8> for Grade {
//!     fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
//!         match wire::Identifier::deserialize_as(deserializer)? {
//!             grade @ 0..=10 => Ok(grade as u8),
//!             _ => Err(D::Error::custom("expected a grade from 0 to 10")),
//!         }
//!     }
//! }
//!
//! #[serde_with::serde_as]
//! #[derive(Deserialize)]
//! struct Answer {
//!     #[serde_as(as = "Option<Grade>")]
//!     grade: Option<u8>,
//! }
//!
//! let answer: Answer = serde_json::from_str(r#"{"grade":"9"}"#)?;
//! assert_eq!(answer.grade, Some(9));
//! let error = serde_json::from_str::<Answer>(r#"{"grade":11}"#).err().unwrap();
//! assert_eq!(error.to_string(), "expected a grade from 0 to 10 at line 1 column 12");
//! # Ok::<(), serde_json::Error>(())
//! ```

mod adapter;
mod calendar;
mod code;
mod cpf_text;
pub(crate) mod cursor;
mod date;
mod date_time;
mod escape;
mod identifier;
mod message;
mod mismatch;
mod nullable;
mod object;
mod scalar;
mod table;
mod text;
mod visitor;
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

#[cfg(feature = "schemars")]
pub(crate) use adapter::schema_of_adapter;
pub(crate) use adapter::{Adapter, Canonical, Native};
pub(crate) use date_time::whole_seconds;
pub(crate) use message::{field_in, is_field_name, split_position};
pub(crate) use mismatch::{Expected, Found, Mismatch};
pub(crate) use object::ObjectOnly;
pub(crate) use scalar::{Scalar, Str};
#[cfg(feature = "schemars")]
pub(crate) use table::object_schema;
pub(crate) use table::{
    Field, Observer, Slot, Via, ViaRef, decode, decode_into, implement_serde, implement_serde_with, scan_out_of_order,
    table,
};
pub(crate) use visitor::NUMBER_FIELD;
pub(crate) use writer::Writer;

/// The slug of a New Enrollment, as a literal for `concat!`.
macro_rules! course_enrollment {
    () => {
        "activities.course.enrollment"
    };
}
pub(crate) use course_enrollment;

pub(crate) const COURSE_ENROLLMENT: &str = course_enrollment!();
