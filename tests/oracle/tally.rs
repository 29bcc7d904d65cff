//! Counts of what the generator generates, so that a test fails if it no longer does.

use super::expected::Expected;
use std::{collections::BTreeMap, fmt};
use toolzz_webhook::{DecodeErrorKind, Rule, Severity, audit::DeviationKind};

/// How often each outcome, deviation and violation was expected.
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
            Err((kind, _)) => self.count("body", kind.code()),
        }
        if let Some(Err((kind, _))) = &expected.other {
            self.count("invalid other event", kind.code());
        }
        for (_, kind, _) in &expected.deviations {
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
        let outcomes = DecodeErrorKind::ALL.iter().map(|kind| ("body", kind.code()));
        let deviations = DeviationKind::ALL.iter().map(|kind| ("deviation", kind.code()));
        let rules = Rule::ALL.iter().map(|rule| ("rule", rule.code()));
        for key in outcomes.chain(deviations).chain(rules) {
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
