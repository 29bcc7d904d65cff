//! The writer of canonical JSON.

use super::{Adapter, Canonical};
use crate::json::Writer;
use alloc::string::String;

/// How the value of a row is written as canonical JSON.
pub trait Write: super::Field {
    fn write(value: &Self::Value, writer: &mut Writer);

    /// Returns the most bytes that `write` writes, escapes left out.
    fn max_len(value: &Self::Value) -> usize;
}

/// Returns the canonical JSON of a value.
pub fn write<F: Write>(value: &F::Value) -> String {
    let mut writer = Writer::with_capacity(F::max_len(value));
    F::write(value, &mut writer);
    writer.finish()
}

/// The most bytes of a scalar that is not a string: 20 digits, or a quoted date and time, which has two more digits and
/// a sign if its year is beyond those of the wire format.
const MAX_SCALAR_LEN: usize = 24;

impl<A: Adapter> Write for A {
    fn write(value: &A::Value, writer: &mut Writer) {
        match A::to_canonical(value) {
            Canonical::Null => writer.raw("null"),
            Canonical::Flag(flag) => writer.raw(if flag { "1" } else { "0" }),
            Canonical::Unsigned(number) => writer.raw(itoa::Buffer::new().format(number)),
            Canonical::Signed(number) => writer.raw(itoa::Buffer::new().format(number)),
            Canonical::String(string) => writer.string(string),
            Canonical::Printed(value) => writer.display(format_args!("\"{value}\"")),
            Canonical::Date(date) => writer.display(format_args!("\"{date}\"")),
            Canonical::DateTime(date_time) => writer.display(format_args!("\"{date_time}\"")),
        }
    }

    fn max_len(value: &A::Value) -> usize {
        match A::to_canonical(value) {
            Canonical::String(string) => string.len() + 2,
            _ => MAX_SCALAR_LEN,
        }
    }
}

/// Implements [`Write`] for a model, from its rows.
macro_rules! writer {
    ($name:ident for $model:ident { $first:ident: $first_adapter:ty, $($field:ident: $adapter:ty,)* }) => {
        impl $crate::table::Write for $name {
            fn write($model { $first $(, $field)* }: &$model, writer: &mut $crate::json::Writer) {

                writer.raw(concat!("{\"", stringify!($first), "\":"));
                <$first_adapter>::write($first, writer);
                $(
                    writer.raw(concat!(",\"", stringify!($field), "\":"));
                    <$adapter>::write($field, writer);
                )*
                writer.raw("}");
            }

            fn max_len($model { $first $(, $field)* }: &$model) -> usize {

                let names = concat!("{}", "\"", stringify!($first), "\":" $(, ",\"", stringify!($field), "\":")*);
                names.len() + <$first_adapter>::max_len($first) $(+ <$adapter>::max_len($field))*
            }
        }
    };
}
pub(crate) use writer;
