//! Loggable records of deliveries, without names, emails or CPFs, and codes for metrics.
//!
//! Toolzz asks receivers to "log and monitor all webhook calls". Bodies contain personal data and should not be
//! logged; a [`Record`] may be.
//!
//! ```
//! use toolzz_webhook::{audit, fixture::Body};
//!
//! let body = Body::documented().with("data.enrollment.actived", true);
//! let inspection = audit::inspect(body.as_ref());
//! assert!(inspection.outcome.is_ok());
//! assert_eq!(inspection.report.warnings().len(), 2);
//! assert_eq!(inspection.deviations[0].path, "data.enrollment.actived");
//! assert_eq!(inspection.deviations[0].kind, audit::DeviationKind::BooleanForNumber);
//!
//! println!("{}", inspection.record());
//! ```
//!
//! # Metrics
//!
//! Codes are `&'static str`s from closed lists, so they can be labels: [`Inspection::code`] of a delivery,
//! [`Rule::code`](crate::Rule::code) of a violation and [`DeviationKind::code`] of a deviation. Count the three
//! separately: `missing_field` is the code of a rejected delivery and of a deviation.
//!
//! ```
//! use std::collections::HashMap;
//! use toolzz_webhook::{audit, fixture};
//!
//! let mut deliveries: HashMap<&'static str, u64> = HashMap::new();
//! let mut violations: HashMap<&'static str, u64> = HashMap::new();
//! for sample in fixture::samples() {
//!     let inspection = audit::inspect(sample.body.as_ref());
//!     *deliveries.entry(inspection.code()).or_default() += 1;
//!     for violation in &inspection.report {
//!         *violations.entry(violation.rule.code()).or_default() += 1;
//!     }
//! }
//! assert!(deliveries["new_enrollment"] > 20);
//! assert_eq!(violations["email_syntax"], 1);
//! ```
//!
//! # Slugs
//!
//! A slug is shown if it is spelled as one: two or more words of lowercase letters and `_`, joined by dots,
//! 64 bytes at most. Anything else in its field may be personal data and is not shown. There is no list of known
//! slugs, since a new or renamed event is what an operator needs to see.

mod deviation;
mod record;

pub use deviation::{Deviation, DeviationKind};
pub use record::Record;

use crate::decode::{Payloads, payloads, utf8, without_byte_order_mark};
use crate::path::Path;
use crate::wire::{self, Field, Slot};
use crate::{DecodeError, Incoming, NewEnrollment, Report, Validate};
use alloc::vec::Vec;
use core::iter::FusedIterator;
use deviation::Deviations;

/// The inspection of a delivery, returned by [`inspect`].
///
/// `Debug` redacts personal data, as `Debug` of [`User`](crate::User) and [`OtherEvent`](crate::OtherEvent) does.
///
/// ```
/// use toolzz_webhook::audit;
///
/// let inspection = audit::inspect(b"<html>");
/// assert_eq!(inspection.code(), "syntax");
/// assert_eq!(inspection.size(), 6);
/// assert!(inspection.outcome.is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Inspection {
    /// The decoded event, or the error.
    pub outcome: Result<Incoming, DecodeError>,
    /// The violations of a New Enrollment; empty for every other outcome.
    pub report: Report,
    /// The deviations of an accepted body from the canonical form, in payload order. Whitespace, escapes and the order
    /// of fields are not deviations. Of another event, only a byte order mark is reported.
    pub deviations: Vec<Deviation>,
    /// Size of the body, in bytes.
    size: usize,
}

/// Decodes and validates the body of a delivery, and finds its deviations from the canonical form.
///
/// Accepts any bytes: an error is an outcome.
#[must_use]
pub fn inspect(body: &[u8]) -> Inspection {
    let mut deviations = Deviations::default();
    let outcome = match observe(body, &mut deviations) {
        Some(webhook) => Ok(Incoming::NewEnrollment(webhook)),
        None => Incoming::from_slice(body),
    };
    let report = match &outcome {
        Ok(Incoming::NewEnrollment(webhook)) => webhook.check(),
        _ => Report::default(),
    };
    let deviations = if outcome.is_ok() { deviations.0 } else { Vec::new() };
    Inspection { outcome, report, deviations, size: body.len() }
}

fn observe(body: &[u8], deviations: &mut Deviations) -> Option<NewEnrollment> {
    let body = utf8(body).ok()?;
    let json = without_byte_order_mark(body);
    if json.len() < body.len() {
        deviations.push(&Path::ROOT, DeviationKind::ByteOrderMark, 1);
    }
    let mut slots = Slot::<NewEnrollment>::default();
    let webhook = wire::decode_into::<NewEnrollment>(json, &mut slots)?;
    NewEnrollment::observe(&slots, &webhook, &Path::ROOT, deviations);
    Some(webhook)
}

/// Inspects a log of deliveries, one payload per line, as [`lines`](crate::lines) decodes one.
///
/// ```
/// use toolzz_webhook::{audit, fixture};
///
/// let log = format!("{}\n<html>\n", fixture::DOCUMENTED);
/// let codes: Vec<_> =
///     audit::inspect_lines(&log).map(|inspection| inspection.code()).collect();
/// assert_eq!(codes, ["new_enrollment", "syntax"]);
/// ```
pub fn inspect_lines<L: AsRef<[u8]> + ?Sized>(log: &L) -> InspectLines<'_> {
    InspectLines { payloads: payloads(log.as_ref()) }
}

/// An iterator over the inspections of a log, returned by [`inspect_lines`].
///
/// ```
/// use toolzz_webhook::audit::inspect_lines;
///
/// let mut inspections = inspect_lines("\n<html>\n").starting_at(700_000);
/// assert!(inspections.next().is_some_and(|inspection| inspection.outcome.is_err()));
/// assert_eq!(inspections.line(), 700_001);
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct InspectLines<'a> {
    payloads: Payloads<'a>,
}

impl InspectLines<'_> {
    /// Sets the number of the first line, as [`Lines::starting_at`](crate::decode::Lines::starting_at) does.
    pub const fn starting_at(mut self, line: usize) -> Self {
        self.payloads = self.payloads.starting_at(line);
        self
    }

    /// Returns the one-based line of the last item, as [`Lines::line`](crate::decode::Lines::line) does.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.payloads.line()
    }
}

impl Iterator for InspectLines<'_> {
    type Item = Inspection;

    fn next(&mut self) -> Option<Inspection> {
        let (line, body) = self.payloads.next()?;
        let mut inspection = inspect(body);
        if let Err(error) = &mut inspection.outcome {
            error.set_line(line);
        }
        Some(inspection)
    }
}

impl FusedIterator for InspectLines<'_> {}

impl Inspection {
    /// Returns the size of the body, in bytes.
    #[must_use]
    pub const fn size(&self) -> usize {
        self.size
    }

    /// Returns the stable code of the delivery, for the label of a metric.
    ///
    /// * `new_enrollment`: a New Enrollment without validation errors;
    /// * the [code](crate::Rule::code) of a rule, such as `email_syntax`: a New Enrollment with validation errors, of
    ///   which this is the first;
    /// * `other_event`: another event;
    /// * the [code](crate::DecodeErrorKind::code) of a decode error, such as `missing_field`.
    ///
    /// Violations that were removed from [`report`](Self::report) do not count.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match &self.outcome {
            Err(error) => error.kind().code(),
            Ok(Incoming::NewEnrollment(_)) => {
                self.report.errors().next().map_or("new_enrollment", |error| error.rule.code())
            }
            Ok(_) => "other_event",
        }
    }

    /// Returns the loggable record.
    #[must_use]
    pub fn record(&self) -> Record {
        Record::of(self)
    }
}
