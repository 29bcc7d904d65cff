use crate::wire::{Expected, Found, Refusal};
use alloc::{
    format,
    string::{String, ToString},
};
use core::fmt;
use serde::ser::{Serialize, SerializeStruct, Serializer};
use serde_path_to_error::{Path, Segment};

/// Why a body was not decoded: where, what was expected there and what kind of thing came.
///
/// It holds nothing from the body, neither a value nor an unknown key nor a slug, so it may be logged
/// and sent back: bodies carry CPFs and e-mail addresses. It prints as one line.
///
/// ```
/// use toolzz_webhook::{DecodeErrorKind, NewEnrollment};
///
/// let error = r#"{"event":{}}"#.parse::<NewEnrollment>().unwrap_err();
/// assert_eq!(error.path(), "event.name");
/// assert_eq!(error.kind(), DecodeErrorKind::MissingField);
/// assert_eq!(error.to_string(), "event.name: missing (line 1, column 11)");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("{}{problem} (line {line}, column {column})", self.prefix())]
pub struct DecodeError {
    path: String,
    problem: Problem,
    line: usize,
    column: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Problem {
    NotUtf8,
    /// What the JSON parser says: one of its own constant texts.
    Syntax(String),
    CutShort,
    Missing,
    Duplicate,
    Refused(Refusal),
}

/// What kind of thing is wrong with a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// The body is not UTF-8, for example UTF-16 or Latin-1.
    NotUtf8,
    /// The body is not one JSON value, for example HTML, or JSON with text after it.
    Syntax,
    /// The body ends before the JSON does; an empty body, too.
    CutShort,
    /// A required key is not there. It is the last part of the path.
    MissingField,
    /// A key is there twice. It is the last part of the path.
    DuplicateField,
    /// A value is of a type, or is a value, that its place does not take.
    WrongValue,
    /// The slug is that of another event; [`Incoming`](crate::Incoming) keeps those.
    AnotherEvent,
}

impl DecodeErrorKind {
    /// A stable name for logs and metrics, such as `missing_field`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotUtf8 => "not_utf8",
            Self::Syntax => "syntax",
            Self::CutShort => "cut_short",
            Self::MissingField => "missing_field",
            Self::DuplicateField => "duplicate_field",
            Self::WrongValue => "wrong_value",
            Self::AnotherEvent => "another_event",
        }
    }
}

impl DecodeError {
    /// Where in the payload, such as `data.enrollment.actived`; empty for the body as a whole.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What kind of thing is wrong.
    #[must_use]
    pub const fn kind(&self) -> DecodeErrorKind {
        match self.problem {
            Problem::NotUtf8 => DecodeErrorKind::NotUtf8,
            Problem::Syntax(_) => DecodeErrorKind::Syntax,
            Problem::CutShort => DecodeErrorKind::CutShort,
            Problem::Missing => DecodeErrorKind::MissingField,
            Problem::Duplicate => DecodeErrorKind::DuplicateField,
            Problem::Refused(Refusal { found: Found::AnotherEvent, .. }) => DecodeErrorKind::AnotherEvent,
            Problem::Refused(_) => DecodeErrorKind::WrongValue,
        }
    }

    /// The line, counted from 1, where decoding stopped: in the body, or in the log that [`lines`](crate::lines) reads.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.line
    }

    /// The column, counted in bytes from 1, where decoding stopped; 0 if that was before the first byte.
    #[must_use]
    pub const fn column(&self) -> usize {
        self.column
    }

    pub(crate) fn is_another_event(&self) -> bool {
        self.kind() == DecodeErrorKind::AnotherEvent
    }

    /// Counts the line in the log that holds the body.
    pub(crate) fn set_line(&mut self, line: usize) {
        self.line = line;
    }

    pub(super) fn not_utf8(body: &[u8], valid_up_to: usize) -> Self {
        let before = body.get(..valid_up_to).unwrap_or_default();
        let lines = before.iter().filter(|byte| **byte == b'\n').count();
        let column = before.iter().rev().take_while(|byte| **byte != b'\n').count();
        Self { path: String::new(), problem: Problem::NotUtf8, line: lines + 1, column: column + 1 }
    }

    /// The error for a body that is not JSON.
    pub(super) fn malformed(error: &serde_json::Error) -> Self {
        let problem = if error.is_eof() { Problem::CutShort } else { Problem::Syntax(text_of(error)) };
        Self { path: String::new(), problem, line: error.line(), column: error.column() }
    }

    /// The error for a value that was not taken at a path. Of the text only what is known to be free of
    /// content is kept.
    pub(super) fn at(mut path: String, error: &serde_json::Error) -> Self {
        let text = text_of(error);
        let problem = if let Some(name) = quoted(&text, "missing field ") {
            push_name(&mut path, name);
            Problem::Missing
        } else if let Some(name) = quoted(&text, "duplicate field ") {
            push_name(&mut path, name);
            Problem::Duplicate
        } else {
            let found = || Found::in_serde_text(&text).unwrap_or(Found::SomethingElse);
            Problem::Refused(
                Refusal::recognise(&text).unwrap_or_else(|| Refusal::new(Expected::AnotherTypeOrValue, found())),
            )
        };
        Self { path, problem, line: error.line(), column: error.column() }
    }

    fn prefix(&self) -> String {
        if self.path.is_empty() { String::new() } else { format!("{}: ", self.path) }
    }
}

/// The path that a tracked pass has found.
pub(super) fn path_text(track: &Path) -> String {
    let mut path = String::new();
    for segment in track {
        match segment {
            Segment::Seq { index } => path.extend(["[", &index.to_string(), "]"]),
            Segment::Map { key: name } | Segment::Enum { variant: name } => push_name(&mut path, name),
            Segment::Unknown => {}
        }
    }
    path
}

/// The text of an error without its place.
fn text_of(error: &serde_json::Error) -> String {
    let mut text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    if text.ends_with(&place) {
        text.truncate(text.len() - place.len());
    }
    text
}

/// The name in backquotes after a start, if the text is just that.
fn quoted<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    text.strip_prefix(start)?.strip_prefix('`')?.strip_suffix('`')
}

/// Bytes of a key in a path; a key that is content may be of any length.
const LONGEST_NAME: usize = 40;

/// Appends a key to a path.
///
/// The models' own keys are constants, but a caller's type may hold a map, whose keys are content: all
/// that is not spelled as the platform spells its keys shows as `*`.
fn push_name(path: &mut String, name: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    let spelled = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
    let is_key = name.len() <= LONGEST_NAME && name.bytes().all(spelled);
    path.push_str(if is_key { name } else { "*" });
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotUtf8 => f.write_str("expected UTF-8, found another encoding"),
            Self::Syntax(what) => write!(f, "not valid JSON: {what}"),
            Self::CutShort => f.write_str("cut short"),
            Self::Missing => f.write_str("missing"),
            Self::Duplicate => f.write_str("there twice"),
            Self::Refused(refusal) => refusal.fmt(f),
        }
    }
}

/// As its stable [`code`](DecodeErrorKind::code).
impl Serialize for DecodeErrorKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// As `path`, `kind`, `line`, `column` and `message`, for an answer in JSON.
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
