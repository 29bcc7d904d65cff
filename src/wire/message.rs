//! Messages of serde and of formats, as which they pass errors on.

use super::{Expected, Found, Mismatch};
use alloc::string::ToString;
use core::cell::Cell;
use serde::de::Error;

impl Found {
    /// Parses what was found from an "invalid type", "invalid value" or "unknown field" message of serde, or from a
    /// message of serde_json about a value that it cannot represent.
    pub fn in_serde_message(message: &str) -> Option<Self> {
        match message {
            "number out of range" => return Some(Self::OutOfRange),
            "lone leading surrogate in hex escape" | "unexpected end of hex escape" => {
                return Some(Self::LoneSurrogate);
            }
            _ if message.starts_with("unknown field ") => return Some(Self::UnknownField),
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

/// Replaces an error about the name of a field, since such an error may contain it.
#[cold]
pub fn without_name<E: Error>(error: E) -> E {
    match Found::in_serde_message(split_position(&error.to_string()).0) {
        Some(Found::LoneSurrogate) => error,
        _ => without_content(Expected::FieldName, error),
    }
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
    use super::{Found, split_position};

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
            ("unknown field `maria`, expected `id`", Some(Found::UnknownField)),
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
        for string in [
            "x",
            "x at line 3",
            "x at line 3 column 4.",
            "x at line 3 column maria",
            "x at line 1234567890 column 1",
            "x at line 52998224725 column 1",
        ] {
            assert_eq!(split_position(string), (string, ""));
        }
    }
}
