use super::{Rule, Severity};
use crate::pad::pad;
use alloc::{
    string::String,
    vec::{self, Vec},
};
use core::{error::Error, fmt, slice};
use serde::{Serialize, Serializer, ser::SerializeStruct};

/// The violations that validation found, in payload order.
///
/// Implements `Error`, displays one violation per line and serializes as an array of objects with `path`,
/// `code`, `message` and `severity`. Contains no value from the payload.
///
/// ```
/// use toolzz_webhook::{Rule, Validate, fixture};
///
/// let mut webhook = fixture::new_enrollment();
/// webhook.data.user.email = "ana@@example.com".into();
///
/// let mut report = webhook.check();
/// assert!(report.contains(Rule::EmailSyntax));
///
/// // A service that tolerates such an address:
/// report.retain(|violation| violation.rule != Rule::EmailSyntax);
/// report.into_result()?;
/// # Ok::<(), toolzz_webhook::Report>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
#[must_use]
pub struct Report {
    violations: Vec<Violation>,
}

/// A rule violated by one field.
///
/// Displays as `path: message (severity code)`, and serializes as an object with these four fields.
///
/// ```
/// use toolzz_webhook::{Rule, Validate, fixture};
///
/// let mut user = fixture::new_enrollment().data.user;
/// user.cpf = "123".into();
/// let report = user.check();
/// let violation = report.iter().next().ok_or("no violation")?;
/// assert_eq!(violation.rule, Rule::CpfSyntax);
/// assert_eq!(
///     violation.to_string(),
///     "cpf: expected ddd.ddd.ddd-dd or eleven digits (error cpf_syntax)",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Violation {
    /// Path of the field, in the notation of [`DecodeError::path`](crate::DecodeError::path).
    pub path: String,
    /// The violated rule.
    pub rule: Rule,
    /// The severity: that of the rule, unless [`Report::escalate`] changed it.
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
    /// Iterates over the violations, in payload order.
    pub fn iter(&self) -> slice::Iter<'_, Violation> {
        self.violations.iter()
    }

    /// Returns the number of violations, errors and warnings.
    #[must_use]
    pub fn len(&self) -> usize {
        self.violations.len()
    }

    /// Returns whether there are no violations, neither errors nor warnings.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.violations.is_empty()
    }

    /// Returns whether any field violates the rule.
    #[must_use]
    pub fn contains(&self, rule: Rule) -> bool {
        self.iter().any(|violation| violation.rule == rule)
    }

    /// Returns the code of the first error, or `None` if there are no errors.
    #[must_use]
    pub fn code(&self) -> Option<&'static str> {
        self.errors().next().map(Violation::code)
    }

    /// Iterates over the errors, in payload order.
    pub fn errors(&self) -> impl Iterator<Item = &Violation> + Clone {
        self.iter().filter(|violation| violation.severity == Severity::Error)
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
        self.iter().filter(|violation| violation.severity == Severity::Warning)
    }

    /// Makes errors of the violations of a rule.
    pub fn escalate(&mut self, rule: Rule) {
        for violation in self.violations.iter_mut().filter(|violation| violation.rule == rule) {
            violation.severity = Severity::Error;
        }
    }

    /// Removes every violation for which the predicate returns `false`.
    pub fn retain(&mut self, predicate: impl FnMut(&Violation) -> bool) {
        self.violations.retain(predicate);
    }

    /// Fails if there are errors, as [`Validate::validate`](super::Validate::validate) does.
    ///
    /// # Errors
    ///
    /// Returns the report itself, warnings included, if it has an error, for example an `email` without `@`.
    pub fn into_result(self) -> Result<(), Self> {
        if self.code().is_none() { Ok(()) } else { Err(self) }
    }

    pub(super) fn push(&mut self, path: String, rule: Rule) {
        self.violations.push(Violation { path, rule, severity: rule.severity() });
    }
}

impl FromIterator<Violation> for Report {
    fn from_iter<I: IntoIterator<Item = Violation>>(violations: I) -> Self {
        Self { violations: violations.into_iter().collect() }
    }
}

impl<'a> IntoIterator for &'a Report {
    type Item = &'a Violation;
    type IntoIter = slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
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
        pad(f, format_args!("{path}: {} ({severity} {rule})", rule.message()))
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.iter().enumerate() {
            let line_break = if index == 0 { "" } else { "\n" };
            write!(f, "{line_break}{violation}")?;
        }
        Ok(())
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
