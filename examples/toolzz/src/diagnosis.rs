//! The findings of a delivery, as a compiler prints those of a program.

use crate::{
    excerpt::{escaped, excerpt},
    summary::or_body,
};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use anstream::{AutoStream, ColorChoice};
use std::io::{self, Write};
use toolzz_webhook::{
    DecodeError, DecodeErrorKind, Incoming, Problem, Severity,
    audit::{Deviation, DeviationKind, Inspection},
};

/// The columns of an excerpt.
const WIDTH: usize = 80;

pub struct Printer(Renderer);

impl Printer {
    /// Prints in colors if standard output is a terminal that has them.
    pub fn new() -> Self {
        let is_plain = AutoStream::choice(&io::stdout()) == ColorChoice::Never;
        Self(if is_plain { Renderer::plain() } else { Renderer::styled() }.term_width(WIDTH))
    }

    pub fn print(&self, name: &str, body: &[u8], inspection: &Inspection, out: &mut dyn Write) -> io::Result<()> {
        let problems = inspection.decoded.as_ref().err().map(DecodeError::problems).unwrap_or_default();
        for problem in problems {
            self.problem(name, body, problem, out)?;
        }
        for violation in &inspection.report {
            let level = if violation.severity == Severity::Error { Level::ERROR } else { Level::WARNING };
            writeln!(out, "{}", self.title(level, violation.code(), &violation.path, violation.message()))?;
        }
        for deviation in &inspection.deviations {
            let path = or_body(&deviation.path);
            writeln!(out, "{}", self.title(Level::NOTE, deviation.code(), path, &details(deviation)))?;
        }
        let (errors, warnings) = (inspection.report.errors().count(), inspection.report.warnings().count());
        let deviations = counted(inspection.deviations.len(), "deviation");
        match &inspection.decoded {
            Err(_) => writeln!(out, "{name}: rejected, {}", counted(problems.len(), "problem")),
            Ok(Incoming::NewEnrollment(_)) => {
                let (errors, warnings) = (counted(errors, "error"), counted(warnings, "warning"));
                writeln!(out, "{name}: a New Enrollment with {errors}, {warnings}, {deviations}")
            }
            Ok(other) => {
                let slug = escaped(other.slug().as_str().as_bytes());
                writeln!(out, "{name}: another event, {slug}, with {deviations}")
            }
        }
    }

    fn problem(&self, name: &str, body: &[u8], problem: &Problem, out: &mut dyn Write) -> io::Result<()> {
        let (line, mark) = excerpt(body, problem);
        let label = (problem.kind == DecodeErrorKind::MissingField).then_some("in this object");
        let mark = AnnotationKind::Primary.span(mark).label(label);
        // A snippet by itself counts the columns of the excerpt.
        let origin = Origin::path(name).line(problem.line).char_column(problem.column);
        let snippet = Snippet::source(line).line_start(problem.line).annotation(mark);
        let title = self.title(Level::ERROR, problem.code(), &problem.path, &problem.message());
        let origin = self.render(Group::with_level(Level::ERROR).element(origin));
        let snippet = self.render(Group::with_level(Level::ERROR).element(snippet));
        let indent = problem.line.to_string().len() - 1;
        writeln!(out, "{title}\n{:indent$}{origin}\n{snippet}\n", "")
    }

    fn title(&self, level: Level<'_>, code: &str, path: &str, message: &str) -> String {
        let separator = if path.is_empty() || message.is_empty() { "" } else { ": " };
        let title = format!("{path}{separator}{message}");
        self.render(Group::with_title(level.primary_title(title).id(code)))
    }

    fn render(&self, group: Group<'_>) -> String {
        self.0.render(&[group])
    }
}

/// Returns how many fields are unknown, and the names that a record shows, too.
fn details(deviation: &Deviation) -> String {
    let Deviation { kind, count, names, .. } = deviation;
    if *kind != DeviationKind::UnknownField {
        return String::new();
    }
    let names = if names.is_empty() { String::new() } else { format!(", {}", names.join(", ")) };
    counted(*count, "field") + &names
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
