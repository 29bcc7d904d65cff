//! serde as the source of a scalar, from any format.

use super::{Adapter, Found, Mismatch, Scalar, Str, message::guarded};
use alloc::{
    borrow::Cow,
    string::{String, ToString},
};
use core::{cell::Cell, fmt, marker::PhantomData};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

/// Deserializes a value with its adapter from any format.
pub fn deserialize<'de, A: Adapter, D: Deserializer<'de>>(deserializer: D) -> Result<A::Value, D::Error> {
    guarded(A::EXPECTED, |visited| {
        let visitor = ScalarVisitor::<A> { visited, adapter: PhantomData };
        if A::OPTIONAL { deserializer.deserialize_option(visitor) } else { visitor.request(deserializer) }
    })
}

struct ScalarVisitor<'a, A> {
    visited: &'a Cell<bool>,
    adapter: PhantomData<A>,
}

impl<A: Adapter> ScalarVisitor<'_, A> {
    /// Requests any type, or the native type from a format that is not human-readable.
    fn request<'de, D: Deserializer<'de>>(self, deserializer: D) -> Result<A::Value, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(self)
        } else {
            A::NATIVE.request(deserializer, self)
        }
    }

    fn accept<E: Error>(self, scalar: Scalar<'_>) -> Result<A::Value, E> {
        self.visited.set(true);
        let value = match scalar {
            // Not in JSON, but serde_json passes on such numbers under `arbitrary_precision`.
            Scalar::Float(float) if !float.is_finite() => Err(Found::OutOfRange),
            scalar => A::from_scalar(&scalar),
        };
        value.map_err(|found| E::custom(Mismatch { expected: A::EXPECTED, found }))
    }

    fn reject<E: Error>(self, found: Found) -> Result<A::Value, E> {
        self.visited.set(true);
        Err(E::custom(Mismatch { expected: A::EXPECTED, found }))
    }
}

impl<'de, A: Adapter> Visitor<'de> for ScalarVisitor<'_, A> {
    type Value = A::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(A::EXPECTED.code())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<A::Value, E> {
        self.accept(Scalar::Bool(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<A::Value, E> {
        self.accept(Scalar::Unsigned(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<A::Value, E> {
        self.accept(u64::try_from(value).map_or(Scalar::Negative(value), Scalar::Unsigned))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<A::Value, E> {
        self.accept(Scalar::Float(value))
    }

    fn visit_u128<E: Error>(self, _: u128) -> Result<A::Value, E> {
        self.reject(Found::OutOfRange)
    }

    fn visit_i128<E: Error>(self, _: i128) -> Result<A::Value, E> {
        self.reject(Found::OutOfRange)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<A::Value, E> {
        self.accept(Scalar::String(Str::Plain(value)))
    }

    fn visit_unit<E: Error>(self) -> Result<A::Value, E> {
        self.accept(Scalar::Null)
    }

    fn visit_none<E: Error>(self) -> Result<A::Value, E> {
        self.accept(Scalar::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<A::Value, D::Error> {
        self.request(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<A::Value, D::Error> {
        self.request(deserializer)
    }

    fn visit_seq<S: SeqAccess<'de>>(self, _: S) -> Result<A::Value, S::Error> {
        self.reject(Found::Array)
    }

    fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<A::Value, M::Error> {
        match number_in_map(map).as_deref().and_then(Scalar::from_number) {
            Some(number) => self.accept(number),
            None => self.reject(Found::Object),
        }
    }
}

/// The field in which serde_json represents a number if any crate of the build enables its feature
/// `arbitrary_precision`.
pub(crate) const NUMBER_FIELD: &str = "$serde_json::private::Number";

/// Returns the digits of a number that was represented as a map.
///
/// A body may contain an object with the same field. They differ in ownership: a number has a borrowed name and
/// owned digits, an object has both borrowed or both owned, unless its value has an escape.
fn number_in_map<'de, M: MapAccess<'de>>(mut map: M) -> Option<String> {
    match map.next_key_seed(StrSeed) {
        Ok(Some(Cow::Borrowed(NUMBER_FIELD))) if arbitrary_precision() => match map.next_value_seed(StrSeed) {
            Ok(Cow::Owned(number)) => Some(number),
            _ => None,
        },
        _ => None,
    }
}

fn arbitrary_precision() -> bool {
    // Without the feature the last zero is lost.
    "1.10".parse::<Number>().is_ok_and(|number| number.to_string() == "1.10")
}

/// Deserializes a string, borrowed from the input if possible.
struct StrSeed;

impl<'de> DeserializeSeed<'de> for StrSeed {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cow<'de, str>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for StrSeed {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(value.into()))
    }

    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(value))
    }
}
