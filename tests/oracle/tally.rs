//! Counts of what the generator generates, so that a test fails if it no longer does.

use super::{
    expected::Expected,
    table::{self, OBJECTS},
};
use std::{collections::BTreeMap, fmt};
use toolzz_webhook::{DecodeErrorKind, Rule, Severity, audit::DeviationKind};

/// How often each outcome, problem, deviation and violation was expected.
#[derive(Default)]
pub struct Tally {
    bodies: usize,
    counts: BTreeMap<(&'static str, String), usize>,
}

impl Tally {
    fn count(&mut self, group: &'static str, code: &str) {
        *self.counts.entry((group, code.to_owned())).or_default() += 1;
    }

    /// Counts a body.
    pub fn expected(&mut self, expected: &Expected<'_>) {
        self.bodies += 1;
        match &expected.webhook {
            Ok(_) => self.count("body", "accepted"),
            Err(problems) => {
                for problem in problems {
                    self.count("problem", problem.kind.code());
                    if problem.kind == DecodeErrorKind::InvalidValue {
                        self.count(problem.kind.code(), &problem.message);
                    }
                }
                if problems.len() > 1 {
                    self.count("body", "several problems");
                }
            }
        }
        match &expected.other {
            Some(Ok(other)) => {
                self.count("event of another event", if other.event.is_ok() { "decoded" } else { "rejected" });
                self.count(
                    "data of another event",
                    other.data.as_ref().map_or_else(|problem| problem.kind.code(), |_| "found"),
                );
            }
            Some(Err(problem)) => self.count("no slug", problem.kind.code()),
            None => {}
        }
        for (path, kind, ..) in &expected.deviations {
            self.count("deviation", kind.code());
            self.count(kind.code(), path);
        }
    }

    /// Counts the violations of a payload.
    pub fn violations(&mut self, violations: &[(&'static str, Rule, Severity)]) {
        for (path, rule, _) in violations {
            self.count("rule", rule.code());
            self.count(rule.code(), path);
        }
    }

    /// Adds the counts of another tally.
    pub fn add(&mut self, other: &Self) {
        self.bodies += other.bodies;
        for (key, count) in &other.counts {
            *self.counts.entry(key.clone()).or_default() += count;
        }
    }

    /// Panics unless a third of the bodies is accepted, and every other outcome occurs in one of 2,000.
    pub fn assert_complete(&self) {
        let mut outcomes = vec![
            ("body", "several problems"),
            ("event of another event", "decoded"),
            ("event of another event", "rejected"),
            ("data of another event", "found"),
            ("data of another event", "missing_field"),
            ("data of another event", "duplicate_field"),
            ("no slug", "missing_field"),
            ("no slug", "duplicate_field"),
            ("no slug", "invalid_value"),
            ("date_form", "event.send_at"),
            ("date_form", "data.enrollment.date_expire"),
            ("date_with_zone", "event.send_at"),
            ("date_with_zone", "data.enrollment.date_expire"),
            ("string_for_null", "data.enrollment.date_expire"),
            ("zero_id", "data.course.id"),
            ("zero_id", "data.enrollment.course_id"),
            ("invalid_value", "expected yyyy-MM-dd HH:mm:ss, found a string in another form"),
            ("invalid_value", "expected yyyy-MM-dd HH:mm:ss, found a date that does not exist"),
            ("invalid_value", "expected yyyy-MM-dd HH:mm:ss, found a time that does not exist"),
            ("invalid_value", "expected yyyy-MM-dd or null, found a string in another form"),
            ("invalid_value", "expected yyyy-MM-dd or null, found a date that does not exist"),
            ("invalid_value", "expected yyyy-MM-dd or null, found a time that does not exist"),
            ("invalid_value", "expected an integer from 0 to 18446744073709551615, found a float of 10^14 or more"),
            ("invalid_value", "expected an integer, found a float of 10^14 or more"),
        ];
        outcomes.extend(DecodeErrorKind::ALL.iter().map(|kind| ("problem", kind.code())));
        outcomes.extend(DeviationKind::ALL.iter().map(|kind| ("deviation", kind.code())));
        outcomes.extend(Rule::ALL.iter().map(|rule| ("rule", rule.code())));
        let nullable = OBJECTS.iter().flat_map(table::fields).filter(|field| field.accepts_null());
        outcomes.extend(nullable.map(|field| ("missing_field", field.path)));
        let count = |(group, code): (_, &str)| self.counts.get(&(group, code.to_owned())).copied().unwrap_or_default();
        for outcome in outcomes {
            let count = count(outcome);
            assert!(count * 2000 >= self.bodies, "{outcome:?} occurs only {count} times\n{self}");
        }
        let accepted = count(("body", "accepted"));
        assert!(accepted * 3 >= self.bodies, "only {accepted} bodies are accepted\n{self}");
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{} bodies", self.bodies)?;
        self.counts.iter().try_for_each(|((group, code), count)| writeln!(formatter, "{group}: {code}: {count}"))
    }
}
