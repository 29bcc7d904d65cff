use super::{Expected, Found, Reader, Scalar, Text, read_through_scalar};
use alloc::{format, string::String};
use serde::{Deserializer, Serializer, de::Visitor};
use serde_with::SerializeAs;

/// A CPF as the text that came, right or wrong.
///
/// For `String`. Sent by `data.user.cpf`; a numeric column loses the leading zeros, so a whole number
/// of fewer than eleven digits gets them back. The check digits are not looked at: the platform's own
/// example has wrong ones. [`Cpf`](crate::Cpf) looks at them.
///
/// Reads what [`Text`] reads.
///
/// # Errors
///
/// Refuses what [`Text`] refuses.
#[derive(Clone, Copy, Debug)]
pub struct CpfText;

/// The first number that has more than the eleven digits of a CPF.
const TWELVE_DIGITS: u64 = 100_000_000_000;

impl Reader for CpfText {
    type Value = String;
    const EXPECTED: Expected = Text::EXPECTED;

    fn read(scalar: Scalar<'_>) -> Result<String, Found> {
        match scalar {
            Scalar::Unsigned(number @ ..TWELVE_DIGITS) => Ok(format!("{number:011}")),
            _ => Text::read(scalar),
        }
    }

    fn stands_for_null(scalar: Scalar<'_>) -> bool {
        Text::stands_for_null(scalar)
    }

    fn typed<'de, D: Deserializer<'de>, V: Visitor<'de>>(deserializer: D, visitor: V) -> Result<V::Value, D::Error> {
        Text::typed(deserializer, visitor)
    }
}

read_through_scalar!(CpfText);

impl SerializeAs<String> for CpfText {
    fn serialize_as<S: Serializer>(text: &String, serializer: S) -> Result<S::Ok, S::Error> {
        Text::serialize_as(text, serializer)
    }
}
