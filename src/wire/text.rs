use super::{Expected, Found, Reader, Scalar, read_through_scalar};
use alloc::string::{String, ToString};
use serde::{Deserializer, Serializer, de::Visitor};
use serde_with::SerializeAs;

/// A descriptive text, which never costs the event.
///
/// For `String`. Sent by every `name` and by `data.user.email`; a database column may be null, and a
/// name of digits alone may come out of PHP as a number.
///
/// Reads a string as it is, without trimming or normalising; null as `""`; a whole number as its
/// digits. In [`Nullable<Text>`](super::Nullable) both null and `""` are none.
///
/// # Errors
///
/// Refuses booleans, numbers with a fraction, a decimal point or an exponent (`1.5`, `12.0`, `1e3`),
/// arrays and objects.
#[derive(Clone, Copy, Debug)]
pub struct Text;

impl Reader for Text {
    type Value = String;
    const EXPECTED: Expected = Expected::Text;

    fn read(scalar: Scalar<'_>) -> Result<String, Found> {
        match scalar {
            Scalar::Text(text) => Ok(text.into()),
            Scalar::Null => Ok(String::new()),
            Scalar::Unsigned(number) => Ok(number.to_string()),
            Scalar::Negative(number) => Ok(number.to_string()),
            Scalar::Bool(_) | Scalar::Float(_) => Err(scalar.kind()),
        }
    }

    fn stands_for_null(scalar: Scalar<'_>) -> bool {
        matches!(scalar, Scalar::Null | Scalar::Text(""))
    }

    fn typed<'de, D: Deserializer<'de>, V: Visitor<'de>>(deserializer: D, visitor: V) -> Result<V::Value, D::Error> {
        deserializer.deserialize_str(visitor)
    }
}

read_through_scalar!(Text);

impl SerializeAs<String> for Text {
    fn serialize_as<S: Serializer>(text: &String, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(text)
    }
}
