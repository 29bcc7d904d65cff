//! Why an adapter or a model rejects a value: phrases from closed lists, so that no error can repeat the value.

use super::Adapter;
use crate::codes::codes;
use crate::json::{LoneSurrogate, Scalar};

codes! {
    /// What was found instead.
    pub enum Found {
        Null = "null",
        Boolean = "a boolean",
        Integer = "an integer",
        NegativeInteger = "a negative integer",
        NegativeZero = "negative zero",
        NonInteger = "a non-integer number",
        DecimalPoint = "a number with a decimal point or an exponent",
        LargeFloat = "a float of 10^14 or more",
        BeyondExact = "a number too large to be exact",
        OutOfRange = "a number out of range",
        Number = "a number",
        OtherNumber = "another number",
        String = "a string",
        OtherString = "another string",
        OtherForm = "a string in another form",
        InvalidCheckDigits = "invalid check digits",
        NoSuchDate = "a date that does not exist",
        NoSuchTime = "a time that does not exist",
        LoneSurrogate = "a lone surrogate",
        Array = "an array",
        Object = "an object",
        OtherEvent = "another event",
        UnknownField = "an unknown field",
        OtherType = "another type",
    }
}

impl Found {
    /// Returns the kind of a scalar, for an adapter that has nothing more precise to report.
    pub fn kind_of(scalar: &Scalar<'_>) -> Self {
        match *scalar {
            Scalar::Null => Self::Null,
            Scalar::Bool(_) => Self::Boolean,
            Scalar::Unsigned(_) => Self::Integer,
            Scalar::Negative(_) => Self::NegativeInteger,
            Scalar::Float(float) if Scalar::is_inexact(float) => Self::BeyondExact,
            Scalar::Float(float) if Scalar::is_negative_zero(float) => Self::NegativeZero,
            Scalar::Float(float) if float % 1.0 != 0.0 => Self::NonInteger,
            Scalar::Float(_) => Self::DecimalPoint,
            Scalar::String(_) => Self::String,
        }
    }

    /// Returns the kind of a scalar where an integer belongs.
    pub fn instead_of_integer(scalar: &Scalar<'_>) -> Self {
        match *scalar {
            Scalar::Float(float) if Scalar::is_large(float) => Self::LargeFloat,
            ref other => Self::kind_of(other),
        }
    }

    /// Returns the kind of a value from its JSON.
    pub fn kind_of_json(json: &str) -> Self {
        match json.as_bytes() {
            [b'[', ..] => Self::Array,
            [b'{', ..] => Self::Object,
            [b'"', ..] => Self::String,
            [b'n', ..] => Self::Null,
            [b't' | b'f', ..] => Self::Boolean,
            _ => Scalar::from_number(json).map_or(Self::OutOfRange, |number| Self::kind_of(&number)),
        }
    }
}

impl From<LoneSurrogate> for Found {
    fn from(_: LoneSurrogate) -> Self {
        Self::LoneSurrogate
    }
}

/// "expected X, found Y", the form of every rejection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("expected {expected}, found {found}")]
pub struct Mismatch {
    expected: &'static str,
    pub found: Found,
}

impl Mismatch {
    pub const fn new(expected: &'static str, found: Found) -> Self {
        Self { expected, found }
    }

    /// Returns the mismatch of a value that an adapter rejects.
    pub const fn of<A: Adapter>(found: Found) -> Self {
        Self::new(A::EXPECTED, found)
    }

    /// Parses the message of a mismatch whose expectation is one of `known`.
    ///
    /// serde passes errors on as strings. The result has phrases from the lists and no part of `message`, so it
    /// contains nothing from a body even if the message comes from elsewhere.
    pub fn parse(message: &str, known: &[&'static str]) -> Option<Self> {
        let (expected, found) = message.strip_prefix("expected ")?.rsplit_once(", found ")?;
        let expected = known.iter().find(|known| **known == expected)?;
        Some(Self { expected, found: found.parse().ok()? })
    }
}
