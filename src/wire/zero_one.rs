use super::{Expected, Found, Reader, Scalar, read_through_scalar};
use serde::{Deserializer, Serializer, de::Visitor};
use serde_with::SerializeAs;

/// A flag as the platform writes it: `1` or `0`.
///
/// For `bool`. Sent by `data.enrollment.actived`: the platform's English page describes it as 1/0, its
/// Portuguese page as true/false, and PHP turns database columns into texts.
///
/// Reads `1`, `0`, `true`, `false`, `"1"`, `"0"`, `"true"`, `"false"`, `1.0` and `0.0`.
///
/// # Errors
///
/// Refuses every other number and text, for example `2`, `-0`, `""`, `"yes"` and `"TRUE"`, and null.
#[derive(Clone, Copy, Debug)]
pub struct ZeroOne;

impl Reader for ZeroOne {
    type Value = bool;
    const EXPECTED: Expected = Expected::ZeroOne;

    fn read(scalar: Scalar<'_>) -> Result<bool, Found> {
        match (scalar, scalar.whole()) {
            (Scalar::Bool(flag), _) => Ok(flag),
            (_, Some(1)) | (Scalar::Text("1" | "true"), _) => Ok(true),
            (_, Some(0)) | (Scalar::Text("0" | "false"), _) => Ok(false),
            _ => Err(scalar.kind()),
        }
    }

    fn typed<'de, D: Deserializer<'de>, V: Visitor<'de>>(deserializer: D, visitor: V) -> Result<V::Value, D::Error> {
        deserializer.deserialize_bool(visitor)
    }
}

read_through_scalar!(ZeroOne);

impl SerializeAs<bool> for ZeroOne {
    fn serialize_as<S: Serializer>(flag: &bool, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.serialize_u8((*flag).into())
        } else {
            serializer.serialize_bool(*flag)
        }
    }
}
