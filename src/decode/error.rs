use super::without_byte_order_mark;
use crate::codes::codes;
use crate::wire::{Expected, Found, Mismatch, field_in, is_field_name, split_position};
use alloc::{
    format,
    string::{String, ToString},
};
use core::{
    fmt,
    str::{self, Utf8Error},
};
use serde::{
    de::IgnoredAny,
    ser::{Serialize, SerializeStruct, Serializer},
};
use serde_path_to_error::{Path, Segment};

/// Error returned when a body cannot be decoded: the field, what was expected and what was found.
///
/// Contains nothing from the body, neither a value nor the name of an unknown field nor a slug, so it may be
/// logged and returned to the sender; [`decode_data`](crate::OtherEvent::decode_data) describes the one exception,
/// keys of a map in a caller's type. Displays as one line; serializes as an object with `path`, `kind`, `line`,
/// `column` and `message`.
///
/// ```
/// use toolzz_webhook::{DecodeErrorKind, NewEnrollment};
///
/// let error = r#"{"event":{}}"#.parse::<NewEnrollment>().unwrap_err();
/// assert_eq!(error.path(), "event.name");
/// assert_eq!(error.kind(), DecodeErrorKind::MissingField);
/// assert_eq!(error.to_string(), "event.name: missing field (line 1, column 11)");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("{path}{}{problem} (line {line}, column {column})", if path.is_empty() { "" } else { ": " })]
pub struct DecodeError {
    path: String,
    problem: Problem,
    line: usize,
    column: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Problem {
    InvalidUtf8,
    /// The message of the JSON parser, which is constant.
    Syntax(String),
    UnexpectedEnd,
    MissingField,
    DuplicateField,
    Mismatch(Mismatch),
    /// An error of the caller's type, whose message may contain anything.
    Unknown,
}

codes! {
    /// The kind of a [`DecodeError`].
    ///
    /// ```
    /// use toolzz_webhook::{DecodeErrorKind, NewEnrollment};
    ///
    /// let error = "<html>".parse::<NewEnrollment>().unwrap_err();
    /// assert_eq!(error.kind(), DecodeErrorKind::Syntax);
    /// assert_eq!(error.kind().code(), "syntax");
    /// ```
    pub enum DecodeErrorKind {
        /// The body is not UTF-8, for example UTF-16 or Latin-1.
        InvalidUtf8 = "invalid_utf8",
        /// The body is not exactly one JSON value, for example HTML, or JSON with trailing characters.
        Syntax = "syntax",
        /// The body ends before the JSON does, for example an empty or a truncated body.
        UnexpectedEnd = "unexpected_end",
        /// A required field is absent. The path ends with its name.
        MissingField = "missing_field",
        /// A documented field occurs more than once. The path ends with its name.
        DuplicateField = "duplicate_field",
        /// A field does not accept a value or its type.
        InvalidValue = "invalid_value",
        /// The slug is that of another event, which [`Incoming`](crate::Incoming) accepts.
        OtherEvent = "other_event",
    }
}

impl DecodeError {
    /// Returns the path of the field, such as `data.enrollment.actived`; empty for the body as a whole.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the kind of the error.
    #[must_use]
    pub const fn kind(&self) -> DecodeErrorKind {
        match self.problem {
            Problem::InvalidUtf8 => DecodeErrorKind::InvalidUtf8,
            Problem::Syntax(_) => DecodeErrorKind::Syntax,
            Problem::UnexpectedEnd => DecodeErrorKind::UnexpectedEnd,
            Problem::MissingField => DecodeErrorKind::MissingField,
            Problem::DuplicateField => DecodeErrorKind::DuplicateField,
            Problem::Mismatch(Mismatch { found: Found::OtherEvent, .. }) => DecodeErrorKind::OtherEvent,
            Problem::Mismatch(_) | Problem::Unknown => DecodeErrorKind::InvalidValue,
        }
    }

    /// Returns the one-based line where decoding stopped: of the body, or of the log that
    /// [`lines`](crate::lines) decodes.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.line
    }

    /// Returns the one-based column where decoding stopped, in bytes of the body as received, including a byte
    /// order mark; 0 if it stopped before the first byte of the line.
    #[must_use]
    pub const fn column(&self) -> usize {
        self.column
    }

    /// Sets the line of the log that contains the body.
    pub(crate) fn set_line(&mut self, line: usize) {
        self.line = line;
    }

    /// Adds the byte order mark of a body that was decoded without it to the column.
    pub(super) fn count_byte_order_mark(mut self) -> Self {
        if self.line == 1 {
            self.column += '\u{feff}'.len_utf8();
        }
        self
    }

    /// Sets the position to the start of a value, which is a slice of the body.
    pub(super) fn positioned_at(mut self, value: &str, body: &str) -> Self {
        let start = value.as_ptr().addr().saturating_sub(body.as_ptr().addr());
        (self.line, self.column) = position_of(body.as_bytes().get(..=start).unwrap_or_default());
        self
    }

    /// Returns the error of a body that is not UTF-8, or that ends inside a character.
    pub(super) fn not_utf8(body: &[u8], error: &Utf8Error) -> Self {
        let valid = body.get(..error.valid_up_to()).unwrap_or_default();
        let json = str::from_utf8(valid).map(without_byte_order_mark).unwrap_or_default();
        let is_truncated = error.error_len().is_none()
            && serde_json::from_str::<IgnoredAny>(json).is_err_and(|error| is_truncated(json, &error));
        let (problem, (line, column)) = if is_truncated {
            (Problem::UnexpectedEnd, position_of(body))
        } else {
            (Problem::InvalidUtf8, position_of(body.get(..=valid.len()).unwrap_or_default()))
        };
        Self { path: String::new(), problem, line, column }
    }

    /// Returns the error of a body that is the start of JSON.
    pub(super) fn unexpected_end(error: &serde_json::Error) -> Self {
        Self { path: String::new(), problem: Problem::UnexpectedEnd, line: error.line(), column: error.column() }
    }

    /// Returns the error of a body that is not JSON.
    pub(super) fn syntax(error: &serde_json::Error) -> Self {
        let message = error.to_string();
        let problem = Problem::Syntax(split_position(&message).0.into());
        Self { path: String::new(), problem, line: error.line(), column: error.column() }
    }

    pub(super) fn is_duplicate(error: &serde_json::Error) -> bool {
        field_in(split_position(&error.to_string()).0, DUPLICATE_FIELD).is_some()
    }

    /// Returns the error of a value that was rejected at a path, without any part of its message that may come from
    /// the body.
    pub(super) fn at(track: &Path, error: &serde_json::Error) -> Self {
        let mut path = path_to_string(track);
        let message = error.to_string();
        let (message, _) = split_position(&message);
        let problem = if let Some(name) = field_in(message, "missing field ") {
            push_name(&mut path, name);
            Problem::MissingField
        } else if let Some(name) = field_in(message, DUPLICATE_FIELD) {
            push_name(&mut path, name);
            Problem::DuplicateField
        } else {
            let mismatch = Mismatch::parse(message).or_else(|| mismatch_of_serde(message));
            if mismatch.is_some_and(|mismatch| mismatch.found == Found::UnknownField) {
                path.truncate(path.rfind('.').unwrap_or_default());
                push_name(&mut path, "");
            }
            mismatch.map_or(Problem::Unknown, Problem::Mismatch)
        };
        Self { path, problem, line: error.line(), column: error.column() }
    }
}

/// Returns whether a string that was rejected is the start of JSON.
pub(super) fn is_truncated(json: &str, error: &serde_json::Error) -> bool {
    // serde_json does not distinguish a truncated number from an invalid one: a digit completes the former.
    let is_truncated_number = || {
        let completed = format!("{json}0");
        serde_json::from_str::<IgnoredAny>(&completed).map_or_else(|error| error.is_eof(), |_| true)
    };
    error.is_eof() || json.ends_with(['-', '+', '.', 'e', 'E']) && is_truncated_number()
}

/// Returns the one-based line and column of the last byte of a part of the body.
fn position_of(body: &[u8]) -> (usize, usize) {
    let before = body.split_last().map_or(body, |(_, before)| before);
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
    (line, column.min(body.len()))
}

/// The start of serde's message.
const DUPLICATE_FIELD: &str = "duplicate field ";

/// Parses a message of serde, which only a caller's type can cause.
fn mismatch_of_serde(message: &str) -> Option<Mismatch> {
    let found = Found::in_serde_message(message)?;
    let expected = match found {
        Found::LoneSurrogate => Expected::Unicode,
        Found::UnknownField => Expected::FieldName,
        _ if message.starts_with("invalid value") => Expected::OtherValue,
        _ => Expected::OtherType,
    };
    Some(Mismatch { expected, found })
}

/// Formats the tracked path.
fn path_to_string(track: &Path) -> String {
    let mut path = String::new();
    for segment in track {
        match segment {
            Segment::Seq { index } => path.extend(["[", &index.to_string(), "]"]),
            Segment::Map { key: name } => push_name(&mut path, name),
            Segment::Enum { .. } => push_name(&mut path, ""),
            Segment::Unknown => {}
        }
    }
    path
}

/// Appends the name of a field to a path, or `*` if it is not spelled as Toolzz spells its fields: in a
/// caller's type it may be the key of a map, which comes from the body.
fn push_name(path: &mut String, name: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(if is_field_name(name) { name } else { "*" });
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidUtf8 => f.write_str("invalid UTF-8"),
            Self::Syntax(message) => write!(f, "invalid JSON: {message}"),
            Self::UnexpectedEnd => f.write_str("unexpected end of input"),
            Self::MissingField => f.write_str("missing field"),
            Self::DuplicateField => f.write_str("duplicate field"),
            Self::Mismatch(mismatch) => mismatch.fmt(f),
            Self::Unknown => f.write_str("invalid value"),
        }
    }
}

impl Serialize for DecodeError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("DecodeError", 5)?;
        object.serialize_field("path", &self.path)?;
        object.serialize_field("kind", &self.kind())?;
        object.serialize_field("line", &self.line)?;
        object.serialize_field("column", &self.column)?;
        object.serialize_field("message", &self.problem.to_string())?;
        object.end()
    }
}
