use crate::DecodeErrorKind;
use crate::json::position;
use crate::print::{joined, others, summary};
use crate::table::{Detail, Problem};
use alloc::{string::String, vec::Vec};
use core::{fmt, slice};
use serde::Serialize;

/// Error returned when a body cannot be decoded: every problem of its fields, at least one, in the order of their
/// positions.
///
/// Contains no value from the body, so it may be logged and returned to the sender. A path of
/// [`decode::from_slice`](super::from_slice) or [`decode_data`](crate::OtherEvent::decode_data) may contain the name of a
/// field from the body. Nothing else does.
///
/// Displays as one line, the first problem and the number of the others; `{:#}` lists all, one per line. `Debug`, which
/// a failed `unwrap` prints, lists all in one line. Serializes as an array of [problems](Problem). A body that is not
/// JSON, or that [`NewEnrollment::from_slice`](crate::NewEnrollment::from_slice) rejects as another event, has a single
/// problem; so has one without a valid slug that [`Incoming::from_slice`](crate::Incoming::from_slice) rejects.
///
/// ```
/// use toolzz_webhook::{DecodeErrorKind, fixture::Body};
///
/// let body = Body::valid().with("data.enrollment.actived", "yes").without("data.user.id");
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
///      data.user.id: missing field (line 1, column 310)",
/// );
/// for problem in &error {
///     println!("{} is a {}", problem.path, problem.code());
/// }
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Serialize, thiserror::Error)]
#[serde(transparent)]
pub struct DecodeError {
    /// Not empty.
    problems: Vec<Problem>,
}

/// Stands for the first problem of an error without one, which is never constructed.
static UNKNOWN: Problem = Problem::new(String::new(), Detail::Kind(DecodeErrorKind::InvalidValue), (1, 1));

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
        &self.first().path
    }

    /// Returns the [kind](Problem::kind) of the first problem.
    #[must_use]
    pub fn kind(&self) -> DecodeErrorKind {
        self.first().kind
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
        self.first().line
    }

    /// Returns the [column](Problem::column) of the first problem.
    #[must_use]
    pub fn column(&self) -> usize {
        self.first().column
    }

    /// Returns what `Display` prints, without the position: for an error that gets one of a format.
    pub(super) fn without_position(&self) -> String {
        self.first().located() + &others(self.problems.len(), "problem")
    }

    /// Counts the lines from that of a log.
    pub(crate) fn in_log(mut self, line: usize) -> Self {
        for problem in &mut self.problems {
            problem.line = problem.line.saturating_sub(1).saturating_add(line);
        }
        self
    }

    /// Returns the error of the problems that were recorded, at least one.
    pub(super) fn of(mut problems: Vec<Problem>) -> Self {
        problems.sort_by_key(|problem| (problem.line, problem.column));
        Self { problems }
    }

    /// Returns the error of one problem, at the value that begins `remaining` bytes before the end of the body.
    pub(super) fn at(body: &str, remaining: usize, path: String, detail: Detail) -> Self {
        Self { problems: [Problem::new(path, detail, position(body.as_bytes(), body.len() - remaining))].into() }
    }
}

#[allow(clippy::into_iter_without_iter, reason = "`problems().iter()` is the one way")]
impl<'a> IntoIterator for &'a DecodeError {
    type Item = &'a Problem;
    type IntoIter = slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.problems.iter()
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        summary(f, self.first(), &self.problems, "problem")
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        joined(f, &self.problems)
    }
}
