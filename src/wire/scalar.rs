//! The scalar that adapters convert, and serde as a source of it.

use super::{Adapter, Found, Mismatch, cursor::unescape, mismatch::guarded};
use alloc::{
    borrow::Cow,
    string::{String, ToString},
};
use core::{any, cell::Cell, fmt, marker::PhantomData};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

/// A scalar of the payload, from any source.
#[derive(Clone, Copy)]
pub enum Scalar<'a> {
    Null,
    Bool(bool),
    Unsigned(u64),
    /// An integer below zero; other integers are `Unsigned`.
    Negative(i64),
    Float(f64),
    String(Str<'a>),
}

/// A string, plain or as it is in JSON, with escapes.
#[derive(Clone, Copy)]
pub enum Str<'a> {
    Plain(&'a str),
    Escaped(&'a str),
}

impl<'a> Str<'a> {
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Plain("") | Self::Escaped(""))
    }

    /// Decodes the escapes, if there are any.
    ///
    /// Fails if they are invalid.
    #[inline]
    pub fn decode(&self) -> Result<Cow<'a, str>, Found> {
        match self {
            Self::Plain(string) => Ok(Cow::Borrowed(string)),
            Self::Escaped(string) => unescape(string).map(Cow::Owned).ok_or(Found::LoneSurrogate),
        }
    }
}

/// 2^53, up to which an `f64` represents every integer exactly (IEEE 754 binary64).
const EXACT: f64 = 9_007_199_254_740_992.0;

impl Scalar<'_> {
    /// Returns the value of an integer, or of a float that is exactly an integer, such as `123.0`.
    ///
    /// Negative zero is excluded, since its sign would be lost.
    pub fn integer(&self) -> Option<i128> {
        match *self {
            Self::Unsigned(n) => Some(n.into()),
            Self::Negative(n) => Some(n.into()),
            Self::Float(float) => exact_integer(float).map(Into::into),
            _ => None,
        }
    }

    /// Returns the kind of the scalar, for an adapter that has nothing more precise to report.
    pub fn kind(&self) -> Found {
        match *self {
            Self::Null => Found::Null,
            Self::Bool(_) => Found::Boolean,
            Self::Unsigned(_) => Found::Integer,
            Self::Negative(_) => Found::NegativeInteger,
            Self::Float(float) if !(-EXACT..=EXACT).contains(&float) => Found::BeyondExact,
            Self::Float(0.0) if !matches!(self.integer(), Some(0)) => Found::NegativeZero,
            Self::Float(float) if exact_integer(float).is_none() => Found::NonInteger,
            Self::Float(_) => Found::DecimalPoint,
            Self::String(_) => Found::String,
        }
    }

    /// Parses a number in JSON's notation.
    pub fn from_number(number: &str) -> Option<Self> {
        if let Ok(unsigned) = number.parse() {
            return Some(Self::Unsigned(unsigned));
        }
        match number.parse() {
            Ok(negative @ ..0) => Some(Self::Negative(negative)),
            _ => number.parse().ok().map(Self::Float),
        }
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::float_cmp,
    reason = "within EXACT both casts are exact, which the comparison verifies"
)]
fn exact_integer(float: f64) -> Option<i64> {
    let integer = float as i64;
    let exact = (-EXACT..=EXACT).contains(&float) && integer as f64 == float;
    (exact && !(integer == 0 && float.is_sign_negative())).then_some(integer)
}

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

/// Returns whether an error type is that of serde_json, the only way to identify its serializer and deserializer.
pub(crate) fn is_serde_json<E>() -> bool {
    any::type_name::<E>() == any::type_name::<serde_json::Error>()
}

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

pub(super) fn arbitrary_precision() -> bool {
    // Without the feature the last zero is lost.
    "1.10".parse::<Number>().is_ok_and(|number| number.to_string() == "1.10")
}

/// Deserializes a string, borrowed from the input if possible.
pub(super) struct StrSeed;

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
