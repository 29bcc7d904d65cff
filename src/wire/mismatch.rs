//! Why an adapter or a model rejects a value: phrases from closed lists, so that no error can repeat the value.

use super::COURSE_ENROLLMENT;
use crate::codes::codes;
use alloc::string::ToString;
use core::{cell::Cell, fmt};
use serde::de::Error;

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

impl Found {
    /// Parses the kind of value from an "invalid type" or "invalid value" message of serde, or from a message
    /// of serde_json about a value that it cannot represent.
    pub fn in_serde_message(message: &str) -> Option<Self> {
        match message {
            "number out of range" => return Some(Self::OutOfRange),
            "lone leading surrogate in hex escape" | "unexpected end of hex escape" => {
                return Some(Self::LoneSurrogate);
            }
            _ => {}
        }
        // Some formats put the path first.
        let (_, kind) = message.split_once("invalid type: ").or_else(|| message.split_once("invalid value: "))?;
        let starts = [
            ("null", Self::Null),
            ("unit", Self::Null),
            ("Option", Self::Null),
            ("boolean", Self::Boolean),
            ("integer", Self::Integer),
            ("floating point", Self::Number),
            ("number", Self::Number),
            ("character", Self::String),
            ("string", Self::String),
            ("sequence", Self::Array),
            ("map", Self::Object),
        ];
        let found = starts.iter().find(|(start, _)| kind.starts_with(start));
        Some(found.map_or(Self::OtherType, |(_, found)| *found))
    }
}

/// Returns the name in backticks that follows `prefix`, if nothing else follows.
pub fn field_in<'a>(message: &'a str, prefix: &str) -> Option<&'a str> {
    message.strip_prefix(prefix)?.strip_prefix('`')?.strip_suffix('`')
}

/// The longest documented name has 11 bytes; a much longer one is content.
const MAX_NAME_LEN: usize = 40;

/// Returns whether a name is spelled as Toolzz spells its fields: lowercase letters and `_`.
pub fn is_field_name(name: &str) -> bool {
    (1..=MAX_NAME_LEN).contains(&name.len()) && name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'_'))
}

/// Messages of serde_json about a body that is not JSON, which contain nothing from it.
const SERDE_JSON_SYNTAX: [&str; 17] = [
    "EOF while parsing a list",
    "EOF while parsing an object",
    "EOF while parsing a string",
    "EOF while parsing a value",
    "control character (\\u0000-\\u001F) found while parsing a string",
    "expected `:`",
    "expected `,` or `]`",
    "expected `,` or `}`",
    "expected `\"`",
    "expected ident",
    "expected value",
    "invalid escape",
    "invalid number",
    "invalid unicode code point",
    "key must be a string",
    "recursion limit exceeded",
    "trailing comma",
];

/// Splits off the end of a message, ` at line N column N`, from which serde_json takes the position of a custom
/// error.
pub fn split_position(message: &str) -> (&str, &str) {
    let number = |digits: &str| digits.len() < 10 && digits.parse::<u32>().is_ok();
    let position = || {
        let at = message.rfind(" at line ")?;
        let (before, position) = message.split_at_checked(at)?;
        let (line, column) = position.strip_prefix(" at line ")?.split_once(" column ")?;
        (number(line) && number(column)).then_some((before, position))
    };
    position().unwrap_or((message, ""))
}

/// Replaces an error that a format returned before the visitor saw the value, since such an error may contain
/// it. `visited` is set by the visitor, whose own errors never do.
pub fn guarded<T, E: Error>(expected: Expected, attempt: impl FnOnce(&Cell<bool>) -> Result<T, E>) -> Result<T, E> {
    let visited = Cell::new(false);
    attempt(&visited).map_err(|error| if visited.get() { error } else { without_content(expected, error) })
}

#[cold]
fn without_content<E: Error>(expected: Expected, error: E) -> E {
    let string = error.to_string();
    let (message, position) = split_position(&string);
    let is_known = Mismatch::parse(message).is_some()
        || SERDE_JSON_SYNTAX.contains(&message)
        || field_in(message, "missing field ").is_some_and(is_field_name);
    if is_known {
        return error;
    }
    let found = Found::in_serde_message(message).unwrap_or(Found::OtherType);
    E::custom(format_args!("{}{position}", Mismatch { expected, found }))
}

#[cfg(test)]
mod tests {
    use super::{Expected, Found, Mismatch, split_position};
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

    #[test]
    fn parses_the_kinds_in_messages_of_serde() {
        for (string, found) in [
            ("invalid type: null, expected u8", Some(Found::Null)),
            ("invalid type: unit value, expected u8", Some(Found::Null)),
            ("invalid type: Option value, expected u8", Some(Found::Null)),
            ("invalid type: boolean `true`, expected u8", Some(Found::Boolean)),
            ("invalid value: integer `300`, expected u8", Some(Found::Integer)),
            ("invalid type: floating point `1.5`, expected u8", Some(Found::Number)),
            ("invalid type: number, expected u8", Some(Found::Number)),
            ("invalid type: character `c`, expected u8", Some(Found::String)),
            ("invalid type: string \"null\", expected u8", Some(Found::String)),
            ("invalid type: sequence, expected u8", Some(Found::Array)),
            ("invalid type: map, expected u8", Some(Found::Object)),
            ("invalid type: enum, expected u8", Some(Found::OtherType)),
            ("number out of range", Some(Found::OutOfRange)),
            ("lone leading surrogate in hex escape", Some(Found::LoneSurrogate)),
            ("unexpected end of hex escape", Some(Found::LoneSurrogate)),
            ("data.user: invalid type: string \"x\", expected u8", Some(Found::String)),
            ("string \"x\", expected u8", None),
        ] {
            assert_eq!(Found::in_serde_message(string), found, "{string}");
        }
    }

    #[test]
    fn splits_off_positions_that_consist_of_numbers() {
        assert_eq!(split_position("x at line 3 column 40"), ("x", " at line 3 column 40"));
        assert_eq!(
            split_position("a at line 1 column 2 at line 3 column 4"),
            ("a at line 1 column 2", " at line 3 column 4")
        );
        for string in
            ["x", "x at line 3", "x at line 3 column 4.", "x at line 3 column maria", "x at line 52998224725 column 1"]
        {
            assert_eq!(split_position(string), (string, ""));
        }
    }
}
