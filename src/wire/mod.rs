//! [`serde_with`] adapters for the values of the payload.
//!
//! Deliveries may come from PHP or JavaScript, so a flag may arrive as `1`, `true` or `"1"`, an id as a string, an
//! absent date as `0000-00-00`. The adapters accept the forms below, reject the rest, and serialize the canonical form
//! only: the one that the platform documents.
//!
//! # Accepted input
//!
//! An id, a time or a flag in a form that is not listed is rejected. Names, nicknames and expiration dates are decoded
//! more leniently, so that their common variants do not lose the event. The table is complete:
//!
//! | field | canonical | also accepted as the same value | adapter |
//! |---|---|---|---|
//! | every id | `123` | `"123"`; `123.0` and `1e2` up to 2^53 - 1 | [`Identifier`] |
//! | `actived` | `1`, `0` | `true`, `false`, `"1"`, `"0"`, `"true"`, `"false"`, `1.0`, `0.0` | [`ZeroOne`] |
//! | `status` | `1`, `0` | the forms of `actived`; any other integer of an `i64`, also as a string or, below 2^53, as a float such as `2.0`, is preserved | [`Code`] |
//! | `slug` | a string | | [`Slug`](crate::Slug) |
//! | `send_at` | `yyyy-MM-dd HH:mm:ss` | a `T` separator; a fraction of a second, which is discarded | [`DateTime`] |
//! | `date_expire` | `yyyy-MM-dd` or null | absent, `""`, `0000-00-00` and PHP's `-0001-11-30` and `-000001-11-30` as null; a date followed by a time, with or without a time zone, both of which are discarded | [`Nullable`]`<`[`Date`]`>` |
//! | `name`, `email` | a string | null as `""`; an integer as its digits; a float below 2^53 as serde_json writes it | [`Text`] |
//! | `cpf` | a string | as for a name; a number of at most eleven digits is padded with leading zeros to eleven; a string of one to ten digits likewise, if the result has valid check digits | [`CpfText`] |
//! | `nickname`, `uuid` | a string or null | absent, `""` and `false` as null; numbers as in a name | [`Nullable`]`<`[`Text`]`>` |
//! | the body | JSON in UTF-8 | a byte order mark, fields in any order, unknown fields | |
//!
//! A null `email` decodes as `""`, which validation then reports as `email_syntax`, an error; a null name or CPF is a
//! warning.
//!
//! Everything else is rejected, for example a time zone in `send_at`, impossible dates, other strings for a number,
//! arrays where an object belongs, and duplicate documented fields.
//!
//! * A float is rounded to the nearest `f64`: `122.99999999999999999` is 123, `1e-400` is 0.
//! * Strings are preserved: they are neither trimmed nor normalized.
//! * Unknown fields are ignored. Their values must be JSON, but may contain lone surrogates; the name of a field must
//!   not.
//!
//! With serde_json, the message of an adapter's error does not contain the value (a `Vec<_>` of adapters is an
//! exception, see [below](#your-own-structs)); other formats may add their input, as [`model`](crate::model#formats)
//! says. Formats that are not human-readable, such as postcard or MessagePack, get the native type: a boolean, an
//! integer, a string or an option.
//!
//! # The features of serde_json
//!
//! `from_slice`, `parse`, [`Incoming`](crate::Incoming), [`lines`](crate::lines) and [`inspect`](crate::audit::inspect)
//! do not depend on the features that other crates of a build enable in serde_json. With `arbitrary_precision`, serde
//! represents a number as an object with a private field. Plain serde then accepts an object with that field as a
//! number, and deserializing from a `serde_json::Value` accepts `-0`, which is otherwise rejected for an id.
//!
//! # Your own structs
//!
//! The adapters compose with `Option<_>` and `Vec<_>`, as those of `serde_with` do. If a value is not a sequence,
//! `serde_with` reports the error, and its message contains the value: `Vec<wire::Identifier>` rejects
//! `"maria@example.com"` with `invalid type: string "maria@example.com", expected a sequence`. For an optional object,
//! use [`NullableObject`]. A newtype of your own around an id takes its number from [`Id::get`](crate::Id::get); a field
//! of the type `Id<T>` needs no adapter.
//!
//! Use the adapters for example for the data of another event, with
//! [`OtherEvent::decode_data`](crate::OtherEvent::decode_data):
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
//! An adapter of your own implements the traits of `serde_with` and can call the adapters of this module. To accept
//! null, use `Option<_>`, since [`Nullable`] accepts only the adapters of this crate. `decode_data` reports a custom
//! error message of such an adapter as `invalid value`, since it may contain the value.
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

mod calendar;
mod code;
pub(crate) mod cpf;
mod cpf_text;
mod date;
mod date_time;
mod identifier;
mod nullable;
mod nullable_object;
mod text;
mod zero_one;

pub(crate) use calendar::ZERO_DATES;
pub use code::Code;
pub use cpf_text::CpfText;
pub use date::Date;
pub use date_time::DateTime;
pub(crate) use date_time::whole_seconds;
pub use identifier::Identifier;
pub(crate) use identifier::id_schema;
pub use nullable::Nullable;
pub use nullable_object::NullableObject;
pub(crate) use nullable_object::OBJECT_OR_NULL;
pub use text::Text;
pub use zero_one::ZeroOne;
