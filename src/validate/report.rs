use super::{Rule, Severity};
use alloc::{
    string::String,
    vec::{self, Vec},
};
use core::{error::Error, fmt, slice};
use serde::ser::{Serialize, SerializeStruct, Serializer};

/// Everything that validation found, in payload order.
///
/// It is an error, prints one line per violation, and serialises as a list of `path`, `rule`,
/// `severity` and `message`. It holds no value from the payload.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[must_use]
pub struct Report {
    violations: Vec<Violation>,
}

/// One rule that one place of the payload violates.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Violation {
    /// Where, as a decode error would say it: `data.user.cpf`.
    pub path: String,
    /// What does not hold there.
    pub rule: Rule,
    /// How bad that is.
    pub severity: Severity,
}

impl Report {
    /// The violations, in payload order.
    pub fn iter(&self) -> slice::Iter<'_, Violation> {
        self.violations.iter()
    }

    /// The errors, in payload order.
    pub fn errors(&self) -> Violations<'_> {
        self.of(Severity::Error)
    }

    /// The warnings, in payload order.
    pub fn warnings(&self) -> Violations<'_> {
        self.of(Severity::Warning)
    }

    /// Whether nothing was found, neither errors nor warnings.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.violations.is_empty()
    }

    fn of(&self, severity: Severity) -> Violations<'_> {
        Violations { all: self.iter(), severity }
    }

    pub(super) fn push(&mut self, path: String, rule: Rule) {
        self.violations.push(Violation { path, rule, severity: rule.severity() });
    }
}

/// The violations of one severity; see [`Report::errors`] and [`Report::warnings`].
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Violations<'a> {
    all: slice::Iter<'a, Violation>,
    severity: Severity,
}

impl Violations<'_> {
    /// Whether none is left.
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
        write!(f, "{path}: {rule} ({severity} {})", rule.code())
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
