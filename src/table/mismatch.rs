//! Why an adapter or a model rejects a value: phrases from closed lists, so that no error can repeat the value.

use super::Adapter;
use crate::codes::codes;
use crate::json::{LoneSurrogate, Scalar};
use alloc::string::ToString;
use core::fmt;

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
        TimeZone = "a time zone or an offset",
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mismatch {
    expected: &'static str,
    /// Whether null is expected as well.
    or_null: bool,
    pub found: Found,
}

impl Mismatch {
    pub const fn new(expected: &'static str, found: Found) -> Self {
        Self { expected, or_null: false, found }
    }

    /// Returns the mismatch of a value that an adapter rejects.
    pub const fn of<A: Adapter>(found: Found) -> Self {
        Self { expected: A::EXPECTED, or_null: A::OPTIONAL, found }
    }

    /// Parses the message of a mismatch whose expectation is one of `known`.
    ///
    /// serde passes errors on as strings. The result has phrases from the lists and no part of `message`, so it
    /// contains nothing from a body even if the message comes from elsewhere.
    pub fn parse(message: &str, known: &[&'static str]) -> Option<Self> {
        let (_, found) = message.rsplit_once(", found ")?;
        let found = *Found::ALL.iter().find(|known| known.code() == found)?;
        let with = |or_null: bool| known.iter().map(move |expected| Self { expected, or_null, found });
        with(false).chain(with(true)).find(|mismatch| mismatch.to_string() == message)
    }
}

const OR: &str = " or ";
const OR_NULL: &str = " or null";

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected ")?;
        match self.expected.split_once(OR) {
            Some((first, last)) if self.or_null => write!(f, "{first}, {last}")?,
            _ => f.write_str(self.expected)?,
        }
        write!(f, "{}, found {}", if self.or_null { OR_NULL } else { "" }, self.found)
    }
}
