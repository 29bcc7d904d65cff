use super::{Expected, Found, Reader, Scalar, read_through_scalar};
use serde::{Deserializer, Serializer, de::Visitor};
use serde_with::SerializeAs;

/// An id: a whole number from 0 to 18446744073709551615.
///
/// For `u64`. Sent by every `id` and by `data.enrollment.course_id`; the platform's product exchange
/// webhook sends its ids as strings.
///
/// Reads `123`, `"123"`, and floats without a fraction up to 2^53, such as `123.0`. A float is judged
/// by the double nearest to its text, so `9007199254740993.0` is read as 2^53.
///
/// # Errors
///
/// Refuses `-1`, `1.5`, `1e16`, `18446744073709551616`, `"+1"`, `""`, `"007"`, `" 1"`, booleans and null.
#[derive(Clone, Copy, Debug)]
pub struct Identifier;

impl Identifier {
    /// The id that a text spells, if it is decimal digits without a sign, a leading zero or spaces.
    pub(crate) fn parse(text: &str) -> Result<u64, Found> {
        let decimal = match text.as_bytes() {
            [b'0'] => true,
            [b'1'..=b'9', rest @ ..] => rest.iter().all(u8::is_ascii_digit),
            _ => false,
        };
        if decimal { text.parse().map_err(|_| Found::OutOfRange) } else { Err(Found::OtherForm) }
    }
}

impl Reader for Identifier {
    type Value = u64;
    const EXPECTED: Expected = Expected::Identifier;

    fn read(scalar: Scalar<'_>) -> Result<u64, Found> {
        match (scalar, scalar.whole()) {
            (Scalar::Unsigned(id), _) => Ok(id),
            (Scalar::Text(text), _) => Self::parse(text),
            (_, Some(whole)) => u64::try_from(whole).map_err(|_| Found::NegativeNumber),
            _ => Err(scalar.kind()),
        }
    }

    fn typed<'de, D: Deserializer<'de>, V: Visitor<'de>>(deserializer: D, visitor: V) -> Result<V::Value, D::Error> {
        deserializer.deserialize_u64(visitor)
    }
}

read_through_scalar!(Identifier);

impl SerializeAs<u64> for Identifier {
    fn serialize_as<S: Serializer>(id: &u64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(*id)
    }
}
