//! The scalar that adapters convert.

use super::{Found, escape::unescape};
use alloc::borrow::Cow;

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
