use std::{collections::BTreeMap, fmt};
use toolzz_webhook::{Incoming, audit::Inspection};

/// What was in a log.
#[derive(Default)]
pub struct Summary {
    calls: usize,
    new_enrollments: usize,
    other_events: usize,
    /// Of each kind, the most frequent first when printed.
    errors: BTreeMap<String, usize>,
    deviations: BTreeMap<String, usize>,
    violations: BTreeMap<String, usize>,
}

impl Summary {
    /// Counts one call.
    pub fn add(&mut self, inspection: Inspection) {
        self.calls += 1;
        match &inspection.outcome {
            Ok(Incoming::NewEnrollment(_)) => self.new_enrollments += 1,
            Ok(_) => self.other_events += 1,
            Err(error) => {
                let path = if error.path().is_empty() { "(body)" } else { error.path() };
                *self.errors.entry(format!("{path} {}", error.kind().code())).or_default() += 1;
            }
        }
        for deviation in &inspection.deviations {
            let path = if deviation.path.is_empty() { "(body)" } else { &deviation.path };
            *self.deviations.entry(format!("{path} {}", deviation.kind)).or_default() += deviation.count;
        }
        for violation in inspection.report {
            *self.violations.entry(violation.rule.code().into()).or_default() += 1;
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let refused: usize = self.errors.values().sum();
        writeln!(f, "{:>8} calls", self.calls)?;
        writeln!(f, "{:>8} new enrollments", self.new_enrollments)?;
        writeln!(f, "{:>8} other events", self.other_events)?;
        writeln!(f, "{refused:>8} refused")?;
        for (title, counts) in
            [("errors", &self.errors), ("deviations", &self.deviations), ("violations", &self.violations)]
        {
            if !counts.is_empty() {
                writeln!(f, "{title}")?;
            }
            let mut counts: Vec<_> = counts.iter().collect();
            counts.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
            for (what, count) in counts {
                writeln!(f, "{count:>8} {what}")?;
            }
        }
        Ok(())
    }
}
