//! The one visitor behind every scalar adapter.

use super::{Expected, Found, Refusal};
use alloc::string::{String, ToString};
use core::fmt;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

/// A scalar, once the ways in which formats hand it over are gone.
#[derive(Clone, Copy)]
pub enum Scalar<'a> {
    Null,
    Bool(bool),
    Unsigned(u64),
    /// Below zero; everything else that is whole is `Unsigned`.
    Negative(i64),
    Float(f64),
    Text(&'a str),
}

/// 2^53: up to here a double holds every whole number exactly (IEEE 754 binary64).
const EXACT_DOUBLE: f64 = 9_007_199_254_740_992.0;

impl Scalar<'_> {
    /// The whole number that this number is, written as an integer or as an exact float such as `123.0`.
    ///
    /// Minus zero is none: it has a sign that an integer could not give back.
    pub(crate) fn whole(self) -> Option<i128> {
        match self {
            Self::Unsigned(n) => Some(n.into()),
            Self::Negative(n) => Some(n.into()),
            Self::Float(float) => whole_float(float).map(Into::into),
            _ => None,
        }
    }

    /// What kind of thing this is, for an adapter that has nothing more precise to say.
    pub(crate) fn kind(self) -> Found {
        match self {
            Self::Null => Found::Null,
            Self::Bool(_) => Found::Boolean,
            Self::Unsigned(_) => Found::WholeNumber,
            Self::Negative(_) => Found::NegativeNumber,
            Self::Float(float) if !(-EXACT_DOUBLE..=EXACT_DOUBLE).contains(&float) => Found::BeyondExact,
            Self::Float(float) if whole_float(float).is_none() => Found::Fraction,
            Self::Float(_) => Found::DecimalPoint,
            Self::Text(_) => Found::String,
        }
    }

    /// A number that came as text, as serde_json hands it over under `arbitrary_precision`.
    fn from_number_text(text: &str) -> Option<Self> {
        if let Ok(unsigned) = text.parse() {
            return Some(Self::Unsigned(unsigned));
        }
        match text.parse() {
            Ok(negative @ ..0) => Some(Self::Negative(negative)),
            _ => text.parse().ok().map(Self::Float),
        }
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::float_cmp,
    reason = "within EXACT_DOUBLE both casts are exact, and the comparison asks just that"
)]
fn whole_float(float: f64) -> Option<i64> {
    let whole = float as i64;
    let exact = (-EXACT_DOUBLE..=EXACT_DOUBLE).contains(&float) && whole as f64 == float;
    (exact && !(whole == 0 && float.is_sign_negative())).then_some(whole)
}

/// An adapter: a pure function from a [`Scalar`] to its value, and what it expected.
pub trait Reader {
    type Value;
    const EXPECTED: Expected;

    fn read(scalar: Scalar<'_>) -> Result<Self::Value, Found>;

    /// Whether the scalar stands for "no value" where the place may be empty.
    fn stands_for_null(scalar: Scalar<'_>) -> bool {
        matches!(scalar, Scalar::Null)
    }

    /// Asks a format that is not human readable for the plain typed form.
    fn typed<'de, D: Deserializer<'de>, V: Visitor<'de>>(deserializer: D, visitor: V) -> Result<V::Value, D::Error>;
}

/// Reads a value with its adapter from any deserializer.
pub(crate) fn read<'de, R: Reader, D: Deserializer<'de>>(deserializer: D) -> Result<R::Value, D::Error> {
    let visitor = ScalarVisitor { read: R::read, expected: R::EXPECTED, or_null: false };
    if deserializer.is_human_readable() {
        deserializer.deserialize_any(visitor)
    } else {
        R::typed(deserializer, visitor)
    }
}

/// Lets `serde_with` read with an adapter that is a [`Reader`].
macro_rules! read_through_scalar {
    ($reader:ty) => {
        impl<'de> serde_with::DeserializeAs<'de, <$reader as Reader>::Value> for $reader {
            fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<<$reader as Reader>::Value, D::Error> {
                crate::wire::read::<$reader, D>(deserializer)
            }
        }
    };
}
pub(crate) use read_through_scalar;

/// Reads a value where null, and what stands for it, is none.
pub(crate) fn read_nullable<'de, R: Reader, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<R::Value>, D::Error> {
    let read = |scalar: Scalar<'_>| {
        if R::stands_for_null(scalar) { Ok(None) } else { R::read(scalar).map(Some) }
    };
    deserializer.deserialize_any(ScalarVisitor { read, expected: R::EXPECTED, or_null: true })
}

struct ScalarVisitor<F> {
    read: F,
    expected: Expected,
    or_null: bool,
}

impl<T, F: FnOnce(Scalar<'_>) -> Result<T, Found>> ScalarVisitor<F> {
    fn take<E: Error>(self, scalar: Scalar<'_>) -> Result<T, E> {
        let Self { read, expected, or_null } = self;
        read(scalar).map_err(|found| E::custom(Refusal { expected, or_null, found }))
    }

    fn refuse<E: Error>(self, found: Found) -> Result<T, E> {
        let Self { expected, or_null, .. } = self;
        Err(E::custom(Refusal { expected, or_null, found }))
    }
}

impl<'de, T, F: FnOnce(Scalar<'_>) -> Result<T, Found>> Visitor<'de> for ScalarVisitor<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected.phrase())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<T, E> {
        self.take(Scalar::Bool(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        self.take(Scalar::Unsigned(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        self.take(u64::try_from(value).map_or(Scalar::Negative(value), Scalar::Unsigned))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        self.take(Scalar::Float(value))
    }

    fn visit_u128<E: Error>(self, _: u128) -> Result<T, E> {
        self.refuse(Found::OutOfRange)
    }

    fn visit_i128<E: Error>(self, _: i128) -> Result<T, E> {
        self.refuse(Found::OutOfRange)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<T, E> {
        self.take(Scalar::Text(value))
    }

    fn visit_unit<E: Error>(self) -> Result<T, E> {
        self.take(Scalar::Null)
    }

    fn visit_none<E: Error>(self) -> Result<T, E> {
        self.take(Scalar::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<T, A::Error> {
        self.refuse(Found::Array)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        match number_in_map(map)?.as_deref().and_then(Scalar::from_number_text) {
            Some(number) => self.take(number),
            None => self.refuse(Found::Object),
        }
    }
}

/// The key under which serde_json hands over a number when some crate of the build switches on
/// its feature `arbitrary_precision`.
const NUMBER_KEY: &str = "$serde_json::private::Number";

/// The text of a number that came as a map.
///
/// A body can hold an object with that very key, but the two come in different hands: a number's key
/// is borrowed and its text is not, while an object's are both borrowed or both not.
fn number_in_map<'de, A: MapAccess<'de>>(mut map: A) -> Result<Option<String>, A::Error> {
    match map.next_key_seed(TextPiece)? {
        Some(Piece::Borrowed(NUMBER_KEY)) if arbitrary_precision() => match map.next_value_seed(TextPiece)? {
            Piece::Passing(number) => Ok(Some(number)),
            _ => Ok(None),
        },
        _ => Ok(None),
    }
}

/// Whether the build has the feature, under which a number keeps its text.
fn arbitrary_precision() -> bool {
    let text = "1.10";
    text.parse::<Number>().is_ok_and(|number| number.to_string() == text)
}

/// A key or a value, by the hand in which the format gave it.
enum Piece<'de> {
    Borrowed(&'de str),
    Passing(String),
    NoText,
}

struct TextPiece;

impl<'de> DeserializeSeed<'de> for TextPiece {
    type Value = Piece<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Piece<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for TextPiece {
    type Value = Piece<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<Piece<'de>, E> {
        Ok(Piece::Borrowed(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Piece<'de>, E> {
        Ok(Piece::Passing(value.into()))
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Piece<'de>, E> {
        Ok(Piece::NoText)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Piece<'de>, E> {
        Ok(Piece::NoText)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Piece<'de>, E> {
        Ok(Piece::NoText)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Piece<'de>, E> {
        Ok(Piece::NoText)
    }

    fn visit_unit<E: Error>(self) -> Result<Piece<'de>, E> {
        Ok(Piece::NoText)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Piece<'de>, A::Error> {
        IgnoredAny.visit_seq(seq).map(|_| Piece::NoText)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Piece<'de>, A::Error> {
        IgnoredAny.visit_map(map).map(|_| Piece::NoText)
    }
}
