//! The canonical form: as JSON, and as serde serializes it to any format.

use super::{Adapter, Canonical};
use crate::json::write_string;
use alloc::string::String;
use core::fmt::{Display, Write as _};
use serde::{Serialize, Serializer};

/// How the value of a row is serialized.
pub trait Write: super::Field {
    /// Appends canonical JSON.
    fn write(value: &Self::Value, json: &mut String);

    /// Returns the most bytes that `write` writes, escapes left out.
    fn max_len(value: &Self::Value) -> usize;

    /// Returns what serde serializes.
    fn encode(value: &Self::Value) -> impl Serialize;
}

/// Returns the canonical JSON of a value.
pub fn write<F: Write>(value: &F::Value) -> String {
    let mut json = String::with_capacity(F::max_len(value));
    F::write(value, &mut json);
    json
}

/// The most bytes of a scalar that is not a string: 20 digits, or a quoted date and time, which has two more digits and
/// a sign if its year is beyond those of the wire format.
const MAX_SCALAR_LEN: usize = 24;

impl<A: Adapter> Write for A {
    fn write(value: &A::Value, json: &mut String) {
        match A::to_canonical(value) {
            Canonical::Null => json.push_str("null"),
            Canonical::Flag(flag) => json.push(if flag { '1' } else { '0' }),
            Canonical::Unsigned(number) => json.push_str(itoa::Buffer::new().format(number)),
            Canonical::Signed(number) => json.push_str(itoa::Buffer::new().format(number)),
            Canonical::String(string) => write_string(json, string),
            Canonical::Printed(value) => write_quoted(json, value),
            Canonical::Date(date) => write_quoted(json, date),
            Canonical::DateTime(date_time) => write_quoted(json, date_time),
        }
    }

    fn max_len(value: &A::Value) -> usize {
        match A::to_canonical(value) {
            Canonical::String(string) => string.len() + 2,
            _ => MAX_SCALAR_LEN,
        }
    }

    fn encode(value: &A::Value) -> impl Serialize {
        Encoded { canonical: A::to_canonical(value), is_optional: A::OPTIONAL }
    }
}

/// Appends a value that is printed without a character that needs an escape.
fn write_quoted(json: &mut String, value: impl Display) {
    // Writing to a String never fails.
    let _ = write!(json, "\"{value}\"");
}

/// The canonical form of a scalar, and the native one for a format that is not human-readable.
struct Encoded<'a> {
    canonical: Canonical<'a>,
    is_optional: bool,
}

impl Serialize for Encoded<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.canonical {
            Canonical::Null => serializer.serialize_none(),
            canonical if self.is_optional => serializer.serialize_some(&Self { canonical, is_optional: false }),
            Canonical::Flag(flag) if serializer.is_human_readable() => serializer.serialize_u64(flag.into()),
            Canonical::Flag(flag) => serializer.serialize_bool(flag),
            Canonical::Unsigned(number) => serializer.serialize_u64(number),
            Canonical::Signed(number) => serializer.serialize_i64(number),
            Canonical::String(string) => serializer.serialize_str(string),
            Canonical::Printed(value) => serializer.collect_str(value),
            Canonical::Date(date) => serializer.collect_str(&date),
            Canonical::DateTime(date_time) => serializer.collect_str(&date_time),
        }
    }
}

/// Implements [`Write`] for a model, from its rows.
macro_rules! writer {
    ($model:ident { $first:ident: $first_adapter:ty, $($field:ident: $adapter:ty,)* }) => {
        impl $crate::table::Write for $model {
            fn write(Self { $first $(, $field)* }: &Self, json: &mut alloc::string::String) {
                json.push_str(concat!("{\"", stringify!($first), "\":"));
                <$first_adapter>::write($first, json);
                $(
                    json.push_str(concat!(",\"", stringify!($field), "\":"));
                    <$adapter>::write($field, json);
                )*
                json.push('}');
            }

            fn max_len(Self { $first $(, $field)* }: &Self) -> usize {
                let names = concat!("{}", "\"", stringify!($first), "\":" $(, ",\"", stringify!($field), "\":")*);
                names.len() + <$first_adapter>::max_len($first) $(+ <$adapter>::max_len($field))*
            }

            fn encode(model: &Self) -> impl serde::Serialize {
                model
            }
        }
    };
}
pub(crate) use writer;
