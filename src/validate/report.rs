use super::{Rule, Severity};
use alloc::{
    string::String,
    vec::{self, Vec},
};
use core::{error::Error, fmt, slice};
use serde::ser::{Serialize, SerializeStruct, Serializer};

/// The violations that validation found, in payload order.
///
/// Implements `Error`, displays one violation per line and serializes as an array of objects with `path`,
/// `rule`, `severity` and `message`. Contains no value from the payload.
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[must_use]
pub struct Report {
    violations: Vec<Violation>,
}

/// A rule violated by one field.
///
/// Displays as `path: message (severity code)`.
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
    /// The rule's severity.
    pub severity: Severity,
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

    /// Iterates over the errors, in payload order.
    pub fn errors(&self) -> Violations<'_> {
        self.with_severity(Severity::Error)
    }

    /// Iterates over the warnings, in payload order.
    pub fn warnings(&self) -> Violations<'_> {
        self.with_severity(Severity::Warning)
    }

    /// Removes every violation for which the predicate returns `false`.
    pub fn retain(&mut self, predicate: impl FnMut(&Violation) -> bool) {
        self.violations.retain(predicate);
    }

    /// Fails if there are errors, as [`Validate::validate`](super::Validate::validate) does.
    ///
    /// # Errors
    ///
    /// Returns the report itself, warnings included, if it has an error, for example a blank `user.name`.
    pub fn into_result(self) -> Result<(), Self> {
        if self.errors().is_empty() { Ok(()) } else { Err(self) }
    }

    fn with_severity(&self, severity: Severity) -> Violations<'_> {
        Violations { all: self.iter(), severity }
    }

    pub(super) fn push(&mut self, path: String, rule: Rule) {
        self.violations.push(Violation { path, rule, severity: rule.severity() });
    }
}

/// An iterator over the violations of one severity, returned by [`Report::errors`] and [`Report::warnings`].
///
/// ```
/// use toolzz_webhook::{Validate, fixture};
///
/// let report = fixture::documented().check();
/// let paths: Vec<_> =
///     report.warnings().map(|violation| violation.path.as_str()).collect();
/// assert_eq!(paths, ["data.enrollment.course_id", "data.user.cpf"]);
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Violations<'a> {
    all: slice::Iter<'a, Violation>,
    severity: Severity,
}

impl Violations<'_> {
    /// Returns whether no violations are left.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.clone().next().is_none()
    }
}

impl<'a> Iterator for Violations<'a> {
    type Item = &'a Violation;

    fn next(&mut self) -> Option<&'a Violation> {
        let severity = self.severity;
        self.all.find(|violation| violation.severity == severity)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.all.clone().filter(|violation| violation.severity == self.severity).count();
        (left, Some(left))
    }
}

impl ExactSizeIterator for Violations<'_> {}

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
        write!(f, "{path}: {} ({severity} {rule})", rule.message())
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

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

impl Serialize for Violation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Violation", 4)?;
        object.serialize_field("path", &self.path)?;
        object.serialize_field("rule", &self.rule)?;
        object.serialize_field("severity", &self.severity)?;
        object.serialize_field("message", self.rule.message())?;
        object.end()
    }
}
