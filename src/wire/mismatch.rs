//! Why an adapter or a model rejects a value: phrases from closed lists, so that no error can repeat the value.

use super::COURSE_ENROLLMENT;
use crate::codes::codes;
use core::fmt;

codes! {
    /// What a field accepts.
    pub enum Expected {
        Object = "an object",
        Identifier = "an integer from 0 to 18446744073709551615",
        IdentifierOrNull = "an integer from 0 to 18446744073709551615 or null",
        ZeroOne = "0 or 1",
        ZeroOneOrNull = "0, 1 or null",
        Code = "an integer",
        CodeOrNull = "an integer or null",
        DateTime = "yyyy-MM-dd HH:mm:ss",
        DateTimeOrNull = "yyyy-MM-dd HH:mm:ss or null",
        Date = "yyyy-MM-dd",
        DateOrNull = "yyyy-MM-dd or null",
        String = "a string",
        StringOrNull = "a string or null",
        Cpf = "a CPF, ddd.ddd.ddd-dd or eleven digits",
        OwnSlug = COURSE_ENROLLMENT,
        FieldName = "a field name",
        Unicode = "valid Unicode",
        OtherType = "another type",
        OtherValue = "another value",
    }
}

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

/// "expected X, found Y", the form of every rejection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mismatch {
    pub expected: Expected,
    pub found: Found,
}

impl Mismatch {
    /// Parses the message of a mismatch.
    ///
    /// serde passes errors on as strings. The result has phrases from the lists and no part of `message`, so it
    /// contains nothing from a body even if the message comes from elsewhere.
    pub fn parse(message: &str) -> Option<Self> {
        let (expected, found) = message.strip_prefix("expected ")?.rsplit_once(", found ")?;
        Some(Self {
            expected: *Expected::ALL.iter().find(|known| known.code() == expected)?,
            found: *Found::ALL.iter().find(|known| known.code() == found)?,
        })
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}, found {}", self.expected, self.found)
    }
}

#[cfg(test)]
mod tests {
    use super::{Expected, Found, Mismatch};
    use alloc::string::ToString;

    #[test]
    fn parses_every_mismatch_and_nothing_else() {
        for expected in Expected::ALL.iter().copied() {
            for found in Found::ALL.iter().copied() {
                let mismatch = Mismatch { expected, found };
                assert_eq!(Mismatch::parse(&mismatch.to_string()), Some(mismatch));
            }
        }
        for string in [
            "expected 0 or 1, found maria@example.com",
            "expected maria@example.com, found a string",
            "expected 0 or 1, found a string ",
            "Expected 0 or 1, found a string",
            "0 or 1, found a string",
            "expected 0 or 1",
        ] {
            assert_eq!(Mismatch::parse(string), None, "{string}");
        }
    }
}
