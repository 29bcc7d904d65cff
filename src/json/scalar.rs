//! The scalar that adapters convert.

use super::escape::unescape;
use alloc::borrow::Cow;

/// A scalar of the payload, from any source.
#[derive(Clone, Copy)]
pub enum Scalar<'a> {
    Null,
    Bool(bool),
    Unsigned(u64),
    /// An integer below zero; other integers are `Unsigned`.
    Negative(i64),
    /// A finite number.
    Float(f64),
    String(Str<'a>),
}

/// A string, plain or as it is in JSON, with escapes.
#[derive(Clone, Copy)]
pub enum Str<'a> {
    Plain(&'a str),
    Escaped(&'a str),
}

/// A string that no `str` can hold, since an escape is half of a pair; or an escape that is not JSON.
pub struct LoneSurrogate;

impl<'a> Str<'a> {
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Plain("") | Self::Escaped(""))
    }

    /// Returns whether the string decodes to this one.
    #[inline]
    pub fn is(&self, string: &str) -> bool {
        match self {
            Self::Plain(plain) => *plain == string,
            Self::Escaped(_) => self.decode().is_ok_and(|decoded| decoded == string),
        }
    }

    /// Decodes the escapes, if there are any.
    #[inline]
    pub fn decode(&self) -> Result<Cow<'a, str>, LoneSurrogate> {
        match self {
            Self::Plain(string) => Ok(Cow::Borrowed(string)),
            Self::Escaped(string) => unescape(string).map(Cow::Owned).ok_or(LoneSurrogate),
        }
    }

    /// Returns the one of `names` that the string decodes to; if it is none of them, the string itself or, if it has
    /// escapes, an empty string.
    pub fn among(&self, names: &[&'static str]) -> &'a str {
        match self {
            Self::Plain(string) => string,
            Self::Escaped(_) => names.iter().find(|name| self.is(name)).copied().unwrap_or_default(),
        }
    }
}

impl From<i64> for Scalar<'_> {
    fn from(number: i64) -> Self {
        u64::try_from(number).map_or(Self::Negative(number), Self::Unsigned)
    }
}

/// 2^53, the least integer that may be the nearest `f64` of another integer (IEEE 754 binary64).
const INEXACT: f64 = 9_007_199_254_740_992.0;

/// 10^14, the least integer that PHP prints as a float with fewer digits than it has (its setting `precision` is 14).
const LARGE: f64 = 100_000_000_000_000.0;

impl Scalar<'_> {
    /// Parses a number in JSON's notation. Returns `None` if no `f64` can represent it.
    pub fn from_number(number: &str) -> Option<Self> {
        if let Ok(unsigned) = number.parse() {
            return Some(Self::Unsigned(unsigned));
        }
        match number.parse() {
            Ok(negative @ ..0) => Some(Self::Negative(negative)),
            _ => number.parse().ok().filter(|float: &f64| float.is_finite()).map(Self::Float),
        }
    }

    /// Returns the value of an integer, or of a float that is exactly an integer and not [large](Self::is_large), such as
    /// `123.0`.
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

    /// Returns whether a float may stand for another number, since its absolute value is 2^53 or more.
    pub fn is_inexact(float: f64) -> bool {
        float.abs() >= INEXACT
    }

    /// Returns whether a float may have lost digits of an integer, since its absolute value is 10^14 or more.
    pub fn is_large(float: f64) -> bool {
        float.abs() >= LARGE
    }

    pub fn is_negative_zero(float: f64) -> bool {
        float == 0.0 && float.is_sign_negative()
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::float_cmp,
    reason = "below 10^14 both casts are exact, which the comparison verifies"
)]
fn exact_integer(float: f64) -> Option<i64> {
    let integer = float as i64;
    let exact = !Scalar::is_large(float) && integer as f64 == float;
    (exact && !Scalar::is_negative_zero(float)).then_some(integer)
}
