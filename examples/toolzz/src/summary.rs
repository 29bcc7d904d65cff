use std::{collections::BTreeMap, fmt};
use toolzz_webhook::{Incoming, audit::Inspection};

/// The contents of a log.
#[derive(Default)]
pub struct Summary {
    deliveries: usize,
    new_enrollments: usize,
    other_events: usize,
    rejected: usize,
    /// For each kind of problem, its count and the line of the first.
    problems: BTreeMap<String, (usize, usize)>,
    deviations: BTreeMap<String, usize>,
    violations: BTreeMap<&'static str, usize>,
}

impl Summary {
    /// Adds a delivery.
    pub fn add(&mut self, inspection: Inspection) {
        self.deliveries += 1;
        match &inspection.decoded {
            Ok(Incoming::NewEnrollment(_)) => self.new_enrollments += 1,
            Ok(_) => self.other_events += 1,
            Err(error) => {
                self.rejected += 1;
                for problem in error {
                    let kind = format!("{} {}", or_body(&problem.path), problem.code());
                    self.problems.entry(kind).or_insert((0, problem.line)).0 += 1;
                }
            }
        }
        for deviation in &inspection.deviations {
            let kind = format!("{} {}", or_body(&deviation.path), deviation.kind);
            *self.deviations.entry(kind).or_default() += deviation.count;
        }
        for violation in inspection.report {
            *self.violations.entry(violation.code()).or_default() += 1;
        }
    }
}

/// Returns what stands for a path.
pub fn or_body(path: &str) -> &str {
    if path.is_empty() { "(body)" } else { path }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:>8} deliveries", self.deliveries)?;
        writeln!(f, "{:>8} new enrollments", self.new_enrollments)?;
        writeln!(f, "{:>8} other events", self.other_events)?;
        writeln!(f, "{:>8} rejected", self.rejected)?;
        let problems = self.problems.iter();
        let problems = problems.map(|(kind, (count, line))| (*count, format!("{kind}, first on line {line}")));
        table(f, "problems", problems)?;
        table(f, "deviations", self.deviations.iter().map(|(kind, count)| (*count, kind.clone())))?;
        table(f, "violations", self.violations.iter().map(|(rule, count)| (*count, (*rule).to_string())))
    }
}

/// Prints counts, the largest first.
fn table(f: &mut fmt::Formatter<'_>, title: &str, counts: impl Iterator<Item = (usize, String)>) -> fmt::Result {
    let mut counts: Vec<_> = counts.collect();
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    if !counts.is_empty() {
        writeln!(f, "{title}")?;
    }
    for (count, what) in counts {
        writeln!(f, "{count:>8} {what}")?;
    }
    Ok(())
}
