use super::{Expected, Found, Reader, Scalar, read_through_scalar};
use serde::{Deserializer, Serializer, de::Visitor};
use serde_with::SerializeAs;

/// A numeric code whose list may grow.
///
/// For `i64`. Sent by `data.enrollment.status`, documented as 1 or 0 and read with the same forms as a
/// flag.
///
/// Reads every whole number an `i64` holds, as a number (`1`, `1.0`, `-3`) or as its decimal digits
/// (`"1"`, `"-3"`), and `true` and `false`, also as text, as 1 and 0.
///
/// # Errors
///
/// Refuses `1.5`, `-0`, `9223372036854775808`, `"active"`, `"+1"`, `"01"`, `""` and null.
#[derive(Clone, Copy, Debug)]
pub struct Code;

impl Code {
    fn parse(text: &str) -> Result<i64, Found> {
        match text {
            "true" => Ok(1),
            "false" | "0" => Ok(0),
            _ => {
                let digits = text.strip_prefix('-').unwrap_or(text);
                let decimal =
                    !digits.starts_with('0') && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
                if decimal { text.parse().map_err(|_| Found::OutOfRange) } else { Err(Found::OtherForm) }
            }
        }
    }
}

impl Reader for Code {
    type Value = i64;
    const EXPECTED: Expected = Expected::Code;

    fn read(scalar: Scalar<'_>) -> Result<i64, Found> {
        match (scalar, scalar.whole()) {
            (Scalar::Bool(flag), _) => Ok(flag.into()),
            (Scalar::Text(text), _) => Self::parse(text),
            (_, Some(whole)) => i64::try_from(whole).map_err(|_| Found::OutOfRange),
            _ => Err(scalar.kind()),
        }
    }

    fn typed<'de, D: Deserializer<'de>, V: Visitor<'de>>(deserializer: D, visitor: V) -> Result<V::Value, D::Error> {
        deserializer.deserialize_i64(visitor)
    }
}

read_through_scalar!(Code);

impl SerializeAs<i64> for Code {
    fn serialize_as<S: Serializer>(code: &i64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(*code)
    }
}
