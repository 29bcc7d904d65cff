use super::{Found, Mismatch};
use crate::codes::codes;
use alloc::{
    format,
    string::{String, ToString},
};
use core::fmt;
use serde::{Serialize, Serializer, ser::SerializeStruct};

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

/// A problem of a body: where it is and what is invalid.
///
/// Displays as one line, as does `Debug`; serializes as an object with `path`, `code`, `message`, `line` and `column`.
///
/// ```
/// use toolzz_webhook::NewEnrollment;
///
/// let error = r#"{"event":{}}"#.parse::<NewEnrollment>().unwrap_err();
/// let missing: Vec<_> = error.problems().iter().map(|problem| problem.path.as_str()).collect();
/// assert_eq!(missing, ["data", "event.slug", "event.send_at"]);
/// assert_eq!(error.problems()[1].to_string(), "event.slug: missing field (line 1, column 10)");
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Problem {
    /// Path of the field, such as `data.enrollment.actived`; empty for the body as a whole.
    pub path: String,
    /// The kind of the problem.
    pub kind: DecodeErrorKind,
    /// The one-based line of the value: of the body, or of the log that [`lines`](crate::lines) splits.
    ///
    /// The position is the start of the value; for a missing field, the start of its object; for a duplicate field, its
    /// second value; for a body that is not JSON, where decoding stopped; for
    /// [`decode::from_slice`](crate::decode::from_slice), the end of the value, or the start of
    /// the outermost one.
    pub line: usize,
    /// The column of the value in bytes of the body as received, counted from 1 and including a byte order mark. It is 0
    /// if a body that is not JSON ends at the start of a line, for example an empty body.
    pub column: usize,
    /// Printed when asked for, since most problems are never printed.
    detail: Detail,
}

/// What is invalid.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Detail {
    /// No more than the kind.
    Kind(DecodeErrorKind),
    Mismatch(Mismatch),
    /// The message of serde_json, which is constant.
    Syntax(String),
}

impl Problem {
    pub(crate) const fn new(path: String, detail: Detail, (line, column): (usize, usize)) -> Self {
        let kind = match detail {
            Detail::Kind(kind) => kind,
            Detail::Mismatch(Mismatch { found: Found::OtherEvent, .. }) => DecodeErrorKind::OtherEvent,
            Detail::Mismatch(_) => DecodeErrorKind::InvalidValue,
            Detail::Syntax(_) => DecodeErrorKind::Syntax,
        };
        Self { path, kind, line, column, detail }
    }

    /// Returns the stable code of the kind, such as `invalid_value`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.kind.code()
    }

    /// Returns the description, such as `expected 0 or 1, found another string` or `missing field`. "Another" string or
    /// number is one that the field does not accept.
    #[must_use]
    pub fn message(&self) -> String {
        match &self.detail {
            Detail::Mismatch(mismatch) => mismatch.to_string(),
            Detail::Syntax(message) => format!("invalid JSON: {message}"),
            Detail::Kind(DecodeErrorKind::InvalidUtf8) => "invalid UTF-8".into(),
            Detail::Kind(DecodeErrorKind::UnexpectedEnd) => "unexpected end of input".into(),
            Detail::Kind(kind) => kind.code().replace('_', " "),
        }
    }

    /// Returns the path and the message: the line that `Display` prints, without the position.
    pub(crate) fn located(&self) -> String {
        let separator = if self.path.is_empty() { "" } else { ": " };
        format!("{}{separator}{}", self.path, self.message())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} (line {}, column {})", self.located(), self.line, self.column))
    }
}

impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
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
