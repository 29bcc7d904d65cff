//! Counts of what the generator generates, so that a test fails if it no longer does.

use super::expected::Expected;
use std::{collections::BTreeMap, fmt};
use toolzz_webhook::{DecodeErrorKind, Rule, Severity, audit::DeviationKind};

/// How often each outcome, problem, deviation and violation was expected.
#[derive(Default)]
pub struct Tally {
    bodies: usize,
    counts: BTreeMap<(&'static str, &'static str), usize>,
}

impl Tally {
    fn count(&mut self, group: &'static str, code: &'static str) {
        *self.counts.entry((group, code)).or_default() += 1;
    }

    /// Counts a body.
    pub fn expected(&mut self, expected: &Expected<'_>) {
        self.bodies += 1;
        match &expected.webhook {
            Ok(_) => self.count("body", "accepted"),
            Err(problems) => {
                for problem in problems {
                    self.count("problem", problem.kind.code());
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
        for (_, kind, ..) in &expected.deviations {
            self.count("deviation", kind.code());
        }
    }

    /// Counts the violations of a payload.
    pub fn violations(&mut self, violations: &[(&'static str, Rule, Severity)]) {
        for (_, rule, _) in violations {
            self.count("rule", rule.code());
        }
    }

    /// Adds the counts of another tally.
    pub fn add(&mut self, other: &Self) {
        self.bodies += other.bodies;
        for (key, count) in &other.counts {
            *self.counts.entry(*key).or_default() += count;
        }
    }

    /// Panics unless a third of the bodies is accepted, and every other outcome occurs in one of 2,000.
    pub fn assert_complete(&self) {
        let problems = DecodeErrorKind::ALL.iter().map(|kind| ("problem", kind.code()));
        let deviations = DeviationKind::ALL.iter().map(|kind| ("deviation", kind.code()));
        let rules = Rule::ALL.iter().map(|rule| ("rule", rule.code()));
        let others = [
            ("body", "several problems"),
            ("event of another event", "decoded"),
            ("event of another event", "rejected"),
            ("data of another event", "found"),
            ("data of another event", "missing_field"),
            ("data of another event", "duplicate_field"),
            ("no slug", "missing_field"),
            ("no slug", "duplicate_field"),
            ("no slug", "invalid_value"),
        ];
        for key in problems.chain(deviations).chain(rules).chain(others) {
            let count = self.counts.get(&key).copied().unwrap_or_default();
            assert!(count * 2000 >= self.bodies, "{key:?} occurs only {count} times\n{self}");
        }
        let accepted = self.counts.get(&("body", "accepted")).copied().unwrap_or_default();
        assert!(accepted * 3 >= self.bodies, "only {accepted} bodies are accepted\n{self}");
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{} bodies", self.bodies)?;
        self.counts.iter().try_for_each(|((group, code), count)| writeln!(formatter, "{group}: {code}: {count}"))
    }
}
