//! [`serde_with`] adapters for the values of the payload.
//!
//! The adapters accept the forms below, reject the rest, and serialize the canonical form only: the one that the
//! platform documents. Some of the other forms are on other pages of the platform: ids as strings, `true` and `false`, a
//! null CPF. The rest are guesses from bug reports about other PHP and JavaScript systems, not observed deliveries of this
//! platform.
//!
//! # Accepted input
//!
//! Ids and flags are exact or rejected. A time keeps the digits that were written. Wherever a model accepts null, it accepts
//! an absent field as null. The table and the notes below it are complete:
//!
//! | field | canonical | also accepted as the same value | adapter |
//! |---|---|---|---|
//! | every id | `123` | `"123"`; `123.0` and `1e2` below 10^14 | [`Identifier`] |
//! | `actived` | `1`, `0` | `true`, `false`, `"1"`, `"0"`, `"true"`, `"false"`, `1.0`, `0.0` | [`ZeroOne`] |
//! | `status` | `1`, `0` | the forms of `actived`; any other integer of an `i64`, also as a string or, below 10^14, as a float such as `2.0`, is preserved | [`Code`] |
//! | `slug` | a string | | [`Slug`](crate::Slug) |
//! | `send_at` | `yyyy-MM-dd HH:mm:ss` | a date and a time in a form below | [`DateTime`] |
//! | `date_expire` | `yyyy-MM-dd` or null | absent, `""`, `0000-00-00` and PHP's `-0001-11-30` and `-000001-11-30` as null, these also with a time and a zone in a form below; a date and a time in a form below, of which only the day is kept | [`Nullable`]`<`[`Date`]`>` |
//! | `name`, `email` | a string | null and absent as `""`; an integer of 64 bits as its digits; a float with an absolute value below 2^53, except `-0`, as serde_json writes it | [`Text`] |
//! | `cpf` | a string | as for a name; an integer of at most eleven digits is padded with leading zeros to eleven, also one written as a float such as `12345678909.0`; a string of one to ten digits likewise, if the result has valid check digits | [`CpfText`] |
//! | `nickname`, `uuid` | a string or null | absent, `""` and `false` as null; numbers as in a name | [`Nullable`]`<`[`Text`]`>` |
//! | the body | JSON in UTF-8 | a byte order mark, fields in any order, unknown fields | |
//!
//! A date and a time are `yyyy-MM-dd`, then a space or a `T`, then a time and perhaps a zone. Nothing is converted:
//!
//! * A **time** is `HH:mm` or `HH:mm:ss`. A fraction such as `.123` may follow the seconds, and is dropped.
//! * A **zone** is `Z`, `UTC`, `GMT` or an offset `±hh`, `±hhmm` or `±hh:mm` with hours to 23 and minutes to 59. It comes
//!   directly after the time or after one space, and is dropped: the time and the day are kept as written. Everything else
//!   after a time, such as `BRT`, `[America/Sao_Paulo]` and `PM`, is rejected as a string in another form.
//!
//! An audit reports a dropped zone as [`date_with_zone`](crate::audit::DeviationKind::DateWithZone). Laravel since version
//! 7 serializes dates as `2024-12-31T03:00:00.000000Z`, and JavaScript's `JSON.stringify` as `2024-12-31T03:00:00.000Z`.
//! After such an upgrade of the sender, a receiver that rejects zones would reject every enrollment.
//!
//! For example, the adapters reject impossible dates, other strings for a number, arrays where an object belongs, duplicate
//! documented fields, and null or an absent field for an id, `send_at`, `actived`, `status` or an object.
//!
//! * A float is rounded to the nearest `f64`: `122.99999999999999999` is 123, `1e-400` is 0. PHP prints a float with 14
//!   digits, so an id of 10^14 or more that is a float may have lost some.
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
//! The attributes below come from `serde` with its feature `derive`, and from `serde_with` 3: add both to your manifest.
//!
//! The adapters compose with `Option<_>` and `Vec<_>`, as those of `serde_with` do. If a value is not a sequence,
//! `serde_with` reports the error, and its message contains the value: `Vec<wire::Identifier>` rejects
//! `"maria@example.com"` with `invalid type: string "maria@example.com", expected a sequence`. For an optional object,
//! use [`NullableObject`]; for a list that may be null, `serde_with::DefaultOnNull`. A newtype of your own around an id
//! takes its number from [`Id::get`](crate::Id::get); a field of the type `Id<T>` needs no adapter.
//!
//! In a struct of your own an absent field is an error, as with every type. Add `#[serde(default)]` to accept it.
//!
//! Use the adapters for example for the data of another event, with
//! [`OtherEvent::decode_data`](crate::OtherEvent::decode_data). This is `members.updated`, which writes some dates as
//! `dd/MM/yyyy HH:mm:ss`:
//!
//! ```
//! use chrono::NaiveDateTime;
//! use serde::{Deserialize, Deserializer, de::Error};
//! use serde_with::{DefaultOnNull, DeserializeAs};
//! use toolzz_webhook::{Incoming, fixture, wire};
//!
//! /// A date and time, `dd/MM/yyyy HH:mm:ss`.
//! struct Brazilian;
//!
//! impl<'de> DeserializeAs<'de, NaiveDateTime> for Brazilian {
//!     fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDateTime, D::Error> {
//!         let string: String = wire::Text::deserialize_as(deserializer)?;
//!         NaiveDateTime::parse_from_str(&string, "%d/%m/%Y %H:%M:%S")
//!             .map_err(|_| D::Error::custom("expected dd/MM/yyyy HH:mm:ss"))
//!     }
//! }
//!
//! #[derive(Deserialize)]
//! struct Updated {
//!     user: Member,
//! }
//!
//! #[serde_with::serde_as]
//! #[derive(Deserialize)]
//! struct Member {
//!     #[serde_as(as = "wire::Identifier")]
//!     id: u64,
//!     #[serde_as(as = "DefaultOnNull")]
//!     institution: Vec<Membership>,
//!     #[serde_as(as = "wire::Nullable<wire::Text>")]
//!     #[serde(default)]
//!     nickname: Option<String>,
//! }
//!
//! #[serde_with::serde_as]
//! #[derive(Deserialize)]
//! struct Membership {
//!     #[serde_as(as = "DefaultOnNull")]
//!     schools: Vec<School>,
//! }
//!
//! #[serde_with::serde_as]
//! #[derive(Deserialize)]
//! struct School {
//!     #[serde_as(as = "wire::Identifier")]
//!     id: u64,
//!     #[serde_as(as = "Brazilian")]
//!     updated_at: NaiveDateTime,
//! }
//!
//! let body = fixture::sample("member_updated").body;
//! let Incoming::Other(other) = Incoming::from_slice(body.as_ref())? else {
//!     panic!("members.updated is another event");
//! };
//! let Updated { user } = other.decode_data()?;
//! let school = &user.institution[0].schools[0];
//! assert_eq!((user.id, user.nickname.as_deref(), school.id), (987654321, Some("João"), 7));
//! assert_eq!(school.updated_at.to_string(), "2024-02-29 08:29:38");
//!
//! let body = body.with("data.user.institution[0].schools[0].id", "maria@example.com");
//! let Incoming::Other(other) = Incoming::from_slice(body.as_ref())? else {
//!     panic!("members.updated is another event");
//! };
//! let error = other.decode_data::<Updated>().err().unwrap();
//! assert_eq!(error.path(), "data.user.institution[0].schools[0].id");
//! assert_eq!(
//!     error.message(),
//!     "expected an integer from 0 to 18446744073709551615, found a string in another form",
//! );
//! # Ok::<(), toolzz_webhook::DecodeError>(())
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

pub(crate) mod calendar;
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
