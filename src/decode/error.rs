use super::without_byte_order_mark;
use crate::codes::codes;
use crate::json::Positions;
use crate::pad::pad;
use crate::table::{Cause, Finding, Found, Mismatch};
use alloc::{
    boxed::Box,
    format,
    string::{String, ToString},
    vec::Vec,
};
use core::{
    cmp::Reverse,
    fmt,
    str::{self, Utf8Error},
};
use serde::{Serialize, Serializer, de::IgnoredAny, ser::SerializeStruct};

/// Error returned when a body cannot be decoded: every problem of the body, at least one, in the order of their
/// positions.
///
/// Contains nothing from the body, neither a value nor the name of an unknown field nor a slug, so it may be logged and
/// returned to the sender. The one exception is a path of [`decode_data`](crate::OtherEvent::decode_data).
///
/// Displays as one line, the first problem and the number of the others; `{:#}` lists all, one per line. Serializes as
/// an array of [problems](Problem). A body that is not JSON, or that
/// [`NewEnrollment::from_slice`](crate::NewEnrollment::from_slice) rejects as another event, has a single problem; so
/// has one without a valid slug that [`Incoming::from_slice`](crate::Incoming::from_slice) rejects.
///
/// ```
/// use toolzz_webhook::{DecodeErrorKind, fixture::Body};
///
/// let body = Body::valid().with("data.enrollment.actived", "yes").without("data.user.email");
/// let error = body.decode().unwrap_err();
/// assert_eq!(error.path(), "data.enrollment.actived");
/// assert_eq!(error.kind(), DecodeErrorKind::InvalidValue);
/// assert_eq!(
///     error.to_string(),
///     "data.enrollment.actived: expected 0 or 1, found another string (line 1, column 285) \
///      and 1 more problem",
/// );
/// assert_eq!(
///     format!("{error:#}"),
///     "data.enrollment.actived: expected 0 or 1, found another string (line 1, column 285)\n\
///      data.user.email: missing field (line 1, column 310)",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, thiserror::Error)]
#[serde(transparent)]
pub struct DecodeError {
    /// Not empty.
    problems: Box<[Problem]>,
}

/// A problem of a body: where it is and what is invalid.
///
/// Displays as one line; serializes as an object with `path`, `code`, `message`, `line` and `column`.
///
/// ```
/// use toolzz_webhook::NewEnrollment;
///
/// let error = r#"{"event":{}}"#.parse::<NewEnrollment>().unwrap_err();
/// let missing: Vec<_> = error.problems().iter().map(|problem| problem.path()).collect();
/// assert_eq!(missing, ["data", "event.name", "event.slug", "event.send_at"]);
/// assert_eq!(error.problems()[1].to_string(), "event.name: missing field (line 1, column 10)");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Problem {
    path: String,
    reason: Reason,
    line: usize,
    column: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Reason {
    InvalidUtf8,
    /// The message of serde_json, which is constant.
    Syntax(String),
    UnexpectedEnd,
    Field(Cause),
    /// An error of the caller's type, whose message may contain anything.
    Unknown,
}

codes! {
    /// The kind of a [`Problem`].
    ///
    /// ```
    /// use toolzz_webhook::{DecodeErrorKind, NewEnrollment};
    ///
    /// let error = "<html>".parse::<NewEnrollment>().unwrap_err();
    /// assert_eq!(error.kind(), DecodeErrorKind::Syntax);
    /// assert_eq!(error.code(), "syntax");
    /// ```
    #[derive(PartialOrd, Ord)]
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

/// Stands for the first problem of an error without one, which is never constructed.
static UNKNOWN: Problem = Problem { path: String::new(), reason: Reason::Unknown, line: 1, column: 1 };

impl DecodeError {
    /// Returns the problems, at least one, in the order of their positions; those at the same position, such as the
    /// missing fields of one object, in the documented order.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    fn first(&self) -> &Problem {
        self.problems.first().unwrap_or(&UNKNOWN)
    }

    /// Returns the [path](Problem::path) of the first problem.
    #[must_use]
    pub fn path(&self) -> &str {
        self.first().path()
    }

    /// Returns the [kind](Problem::kind) of the first problem.
    #[must_use]
    pub fn kind(&self) -> DecodeErrorKind {
        self.first().kind()
    }

    /// Returns the [code](Problem::code) of the first problem.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.first().code()
    }

    /// Returns the [message](Problem::message) of the first problem.
    #[must_use]
    pub fn message(&self) -> String {
        self.first().message()
    }

    /// Returns the [line](Problem::line) of the first problem.
    #[must_use]
    pub fn line(&self) -> usize {
        self.first().line()
    }

    /// Returns the [column](Problem::column) of the first problem.
    #[must_use]
    pub fn column(&self) -> usize {
        self.first().column()
    }

    /// Counts the lines from that of a log.
    pub(crate) fn in_log(mut self, line: usize) -> Self {
        for problem in &mut self.problems {
            problem.line = problem.line.saturating_sub(1).saturating_add(line);
        }
        self
    }

    fn new(path: String, reason: Reason, (line, column): (usize, usize)) -> Self {
        Self { problems: [Problem { path, reason, line, column }].into() }
    }

    /// Returns the error of one problem, at the value that begins `remaining` bytes before the end of the body.
    pub(super) fn at(body: &str, remaining: usize, path: String, reason: Reason) -> Self {
        Self::new(path, reason, Positions::new(body.as_bytes()).of(body.len() - remaining))
    }

    /// Returns the error of the problems that the reader has found.
    pub(super) fn of(body: &str, mut findings: Vec<Finding>) -> Self {
        findings.sort_by_key(|finding| Reverse(finding.remaining));
        let mut positions = Positions::new(body.as_bytes());
        let problems = findings.into_iter().map(|Finding { path, remaining, cause }| {
            let (line, column) = positions.of(body.len() - remaining);
            Problem { path, reason: Reason::Field(cause), line, column }
        });
        Self { problems: problems.collect() }
    }

    /// Returns the error of a body that is not UTF-8, or that ends inside a character.
    pub(super) fn not_utf8(body: &[u8], error: &Utf8Error) -> Self {
        let valid = body.get(..error.valid_up_to()).unwrap_or_default();
        let json = str::from_utf8(valid).map(without_byte_order_mark).unwrap_or_default();
        let is_truncated = error.error_len().is_none()
            && serde_json::from_str::<IgnoredAny>(json).is_err_and(|error| is_truncated(json, &error));
        let mut positions = Positions::new(body);
        if is_truncated {
            Self::new(String::new(), Reason::UnexpectedEnd, positions.of(body.len() - 1))
        } else {
            Self::new(String::new(), Reason::InvalidUtf8, positions.of(valid.len()))
        }
    }

    /// Returns the error of a body that is not JSON, as serde_json explains it.
    pub(super) fn not_json(body: &str) -> Option<Self> {
        let json = without_byte_order_mark(body);
        let error = serde_json::from_str::<IgnoredAny>(json).err()?;
        let mark = if error.line() == 1 { body.len() - json.len() } else { 0 };
        let position = (error.line(), error.column() + mark);
        Some(if is_utf_16_or_32(body.as_bytes()) {
            Self::new(String::new(), Reason::InvalidUtf8, (1, 1))
        } else if is_truncated(json, &error) {
            Self::new(String::new(), Reason::UnexpectedEnd, position)
        } else {
            Self::new(String::new(), Reason::Syntax(message_of(&error)), position)
        })
    }
}

/// Returns the message of serde_json's error without the position that it appends.
pub(super) fn message_of(error: &serde_json::Error) -> String {
    let mut message = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    if message.ends_with(&position) {
        message.truncate(message.len() - position.len());
    }
    message
}

/// Where the first four bytes of an ASCII body are NUL in UTF-16 and UTF-32, in either order (RFC 4627, section 3).
const NULS: [[bool; 4]; 4] =
    [[true, false, true, false], [false, true, false, true], [true, true, true, false], [false, true, true, true]];

fn is_utf_16_or_32(body: &[u8]) -> bool {
    body.first_chunk().is_some_and(|first: &[u8; 4]| NULS.contains(&first.map(|byte| byte == 0)))
}

/// Returns whether a string that was rejected is the start of JSON.
fn is_truncated(json: &str, error: &serde_json::Error) -> bool {
    // serde_json does not distinguish a truncated number from an invalid one: a digit completes the former.
    let is_truncated_number = || {
        let completed = format!("{json}0");
        serde_json::from_str::<IgnoredAny>(&completed).map_or_else(|error| error.is_eof(), |_| true)
    };
    error.is_eof() || json.ends_with(['-', '+', '.', 'e', 'E']) && is_truncated_number()
}

impl Problem {
    /// Returns the path of the field, such as `data.enrollment.actived`; empty for the body as a whole.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the kind of the problem.
    #[must_use]
    pub const fn kind(&self) -> DecodeErrorKind {
        match self.reason {
            Reason::InvalidUtf8 => DecodeErrorKind::InvalidUtf8,
            Reason::Syntax(_) => DecodeErrorKind::Syntax,
            Reason::UnexpectedEnd => DecodeErrorKind::UnexpectedEnd,
            Reason::Field(Cause::MissingField) => DecodeErrorKind::MissingField,
            Reason::Field(Cause::DuplicateField) => DecodeErrorKind::DuplicateField,
            Reason::Field(Cause::Mismatch(Mismatch { found: Found::OtherEvent, .. })) => DecodeErrorKind::OtherEvent,
            Reason::Field(Cause::Mismatch(_)) | Reason::Unknown => DecodeErrorKind::InvalidValue,
        }
    }

    /// Returns the stable code of the kind, such as `invalid_value`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.kind().code()
    }

    /// Returns the description, such as `expected 0 or 1, found another string` or `missing field`. "Another" string or
    /// number is one that the field does not accept.
    #[must_use]
    pub fn message(&self) -> String {
        self.reason.to_string()
    }

    /// Returns the one-based line of the value: of the body, or of the log that [`lines`](crate::lines) splits.
    ///
    /// The position is the start of the value; for a missing field, the start of its object; for a duplicate field, its
    /// second value; for a body that is not JSON, where decoding stopped.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.line
    }

    /// Returns the column of the value in bytes of the body as received, counted from 1 and including a byte order
    /// mark. It is 0 if a body that is not JSON ends at the start of a line, for example an empty body.
    #[must_use]
    pub const fn column(&self) -> usize {
        self.column
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() {
            for (index, problem) in self.problems.iter().enumerate() {
                write!(f, "{}{problem}", if index == 0 { "" } else { "\n" })?;
            }
            return Ok(());
        }
        match self.problems.len() {
            0 | 1 => self.first().fmt(f),
            2 => pad(f, format_args!("{} and 1 more problem", self.first())),
            count => pad(f, format_args!("{} and {} more problems", self.first(), count - 1)),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, reason, line, column } = self;
        let separator = if path.is_empty() { "" } else { ": " };
        pad(f, format_args!("{path}{separator}{reason} (line {line}, column {column})"))
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidUtf8 => f.write_str("invalid UTF-8"),
            Self::Syntax(message) => write!(f, "invalid JSON: {message}"),
            Self::UnexpectedEnd => f.write_str("unexpected end of input"),
            Self::Field(Cause::MissingField) => f.write_str("missing field"),
            Self::Field(Cause::DuplicateField) => f.write_str("duplicate field"),
            Self::Field(Cause::Mismatch(mismatch)) => mismatch.fmt(f),
            Self::Unknown => f.write_str("invalid value"),
        }
    }
}

impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Problem", 5)?;
        object.serialize_field("path", &self.path)?;
        object.serialize_field("code", self.code())?;
        object.serialize_field("message", &self.message())?;
        object.serialize_field("line", &self.line)?;
        object.serialize_field("column", &self.column)?;
        object.end()
    }
}
