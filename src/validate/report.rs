use super::{Rule, Severity};
use crate::print::{joined, summary};
use alloc::{
    format,
    string::String,
    vec::{self, Vec},
};
use core::{error::Error, fmt, slice};
use serde::{Serialize, Serializer, ser::SerializeStruct};

/// The violations that validation found.
///
/// Implements `Error`. Displays as one line, the first error, or the first warning if there is none, and the number of the others; `{:#}` lists all,
/// one per line. `Debug`, which a failed `unwrap` prints, lists all in one line. Serializes as an array of objects with
/// `path`, `code`, `message` and `severity`. Contains no value from the payload.
///
/// ```
/// use toolzz_webhook::{Rule, Validate, fixture};
///
/// let mut webhook = fixture::new_enrollment();
/// webhook.data.user.email = "ana@@example.com".into();
///
/// let mut report = webhook.check();
/// assert!(report.has_errors());
/// assert!(report.contains(Rule::EmailSyntax));
///
/// // A service that tolerates such an address:
/// report.tolerate(Rule::EmailSyntax);
/// report.into_result()?;
/// # Ok::<(), toolzz_webhook::Report>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
#[must_use]
#[non_exhaustive]
pub struct Report {
    /// The violations, in payload order.
    pub violations: Vec<Violation>,
}

/// A rule violated by one field.
///
/// Displays as `path: message (severity code)`, as does `Debug`, and serializes as an object with these four fields.
///
/// ```
/// use toolzz_webhook::{Rule, Validate, fixture};
///
/// let mut user = fixture::new_enrollment().data.user;
/// user.cpf = "123".into();
/// let report = user.check();
/// assert_eq!(report.violations[0].rule, Rule::CpfSyntax);
/// assert_eq!(
///     report.violations[0].to_string(),
///     "cpf: expected ddd.ddd.ddd-dd or eleven digits (warning cpf_syntax)",
/// );
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Violation {
    /// Path of the field, such as `data.user.email`.
    pub path: String,
    /// The violated rule.
    pub rule: Rule,
    /// The severity: the [default](Rule::default_severity) of the rule, unless [`Report::escalate`] or
    /// [`Report::tolerate`] changed it.
    pub severity: Severity,
}

impl Violation {
    /// Returns the stable [code](Rule::code) of the rule.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.rule.code()
    }

    /// Returns what the rule [expects](Rule::message).
    #[must_use]
    pub const fn message(&self) -> &'static str {
        self.rule.message()
    }
}

impl Report {
    /// Iterates over the errors, in payload order.
    pub fn errors(&self) -> impl Iterator<Item = &Violation> + Clone {
        self.with_severity(Severity::Error)
    }

    /// Iterates over the warnings, in payload order.
    ///
    /// ```
    /// use toolzz_webhook::{Validate, fixture};
    ///
    /// let report = fixture::documented().check();
    /// let paths: Vec<_> =
    ///     report.warnings().map(|violation| violation.path.as_str()).collect();
    /// assert_eq!(paths, ["data.enrollment.course_id", "data.user.cpf"]);
    /// ```
    pub fn warnings(&self) -> impl Iterator<Item = &Violation> + Clone {
        self.with_severity(Severity::Warning)
    }

    fn with_severity(&self, severity: Severity) -> impl Iterator<Item = &Violation> + Clone {
        self.violations.iter().filter(move |violation| violation.severity == severity)
    }

    /// Returns whether a violation is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.errors().next().is_some()
    }

    /// Returns whether any field violates the rule.
    #[must_use]
    pub fn contains(&self, rule: Rule) -> bool {
        self.violations.iter().any(|violation| violation.rule == rule)
    }

    /// Returns the code of the first error, or `None` if there are no errors.
    #[must_use]
    pub fn code(&self) -> Option<&'static str> {
        self.errors().next().map(Violation::code)
    }

    /// Sets the severity of the rule's violations to error.
    pub fn escalate(&mut self, rule: Rule) {
        self.set_severity(rule, Severity::Error);
    }

    /// Sets the severity of the rule's violations to warning.
    pub fn tolerate(&mut self, rule: Rule) {
        self.set_severity(rule, Severity::Warning);
    }

    fn set_severity(&mut self, rule: Rule, severity: Severity) {
        for violation in self.violations.iter_mut().filter(|violation| violation.rule == rule) {
            violation.severity = severity;
        }
    }

    /// Fails if there are errors, as [`Validate::validate`](super::Validate::validate) does.
    ///
    /// # Errors
    ///
    /// Returns the report itself, warnings included, if it has an error, for example an `email` without `@`.
    pub fn into_result(self) -> Result<(), Self> {
        if self.has_errors() { Err(self) } else { Ok(()) }
    }
}

impl FromIterator<Violation> for Report {
    fn from_iter<I: IntoIterator<Item = Violation>>(violations: I) -> Self {
        Self { violations: violations.into_iter().collect() }
    }
}

#[allow(clippy::into_iter_without_iter, reason = "`violations.iter()` is the one way")]
impl<'a> IntoIterator for &'a Report {
    type Item = &'a Violation;
    type IntoIter = slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.violations.iter()
    }
}

impl IntoIterator for Report {
    type Item = Violation;
    type IntoIter = vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.violations.into_iter()
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, rule, severity } = self;
        f.pad(&format!("{path}: {} ({severity} {rule})", rule.message()))
    }
}

impl fmt::Debug for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What a report without violations prints.
const NONE: &str = "no violations";

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.errors().chain(&self.violations).next() {
            Some(first) => summary(f, first, &self.violations, "violation"),
            None => f.pad(NONE),
        }
    }
}

impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.violations.is_empty() {
            return f.write_str(NONE);
        }
        joined(f, &self.violations)
    }
}

impl Error for Report {}

impl Serialize for Violation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Violation", 4)?;
        object.serialize_field("path", &self.path)?;
        object.serialize_field("code", self.code())?;
        object.serialize_field("message", self.message())?;
        object.serialize_field("severity", &self.severity)?;
        object.end()
    }
}
