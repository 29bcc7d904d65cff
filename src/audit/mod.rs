//! What a call looked like, free of personal data: for logs and metrics.
//!
//! The platform's page asks receivers to "log and monitor all webhook calls". A body cannot be logged,
//! for it holds a person; its [`Record`] can.
//!
//! ```
//! use toolzz_webhook::{audit, fixture};
//!
//! let body = fixture::DOCUMENTED.replace(r#""actived":1"#, r#""actived":true"#);
//! let inspection = audit::inspect(body.as_bytes());
//! assert!(inspection.outcome.is_ok());
//! assert_eq!(inspection.report.warnings().len(), 2);
//! assert_eq!(inspection.deviations[0].path, "data.enrollment.actived");
//! assert_eq!(inspection.deviations[0].kind, audit::DeviationKind::BooleanForNumber);
//!
//! println!("{}", inspection.record());
//! ```

mod deviation;
mod record;

pub use deviation::{Deviation, DeviationKind};
pub use record::Record;

use crate::decode::{payloads, utf8, without_byte_order_mark};
use crate::path::Path;
use crate::wire::{self, Field, Slot};
use crate::{DecodeError, Incoming, NewEnrollment, Report, Validate};
use alloc::vec::Vec;
use deviation::Deviations;

/// What was found out about one call; see [`inspect`].
///
/// `Debug` hides the person, as that of [`User`](crate::User) does.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Inspection {
    /// What the body decodes to, or why it does not.
    pub outcome: Result<Incoming, DecodeError>,
    /// What validation finds; empty unless the outcome is a New Enrollment.
    pub report: Report,
    /// Where the body was decoded but not in the documented form, in payload order. Of another event
    /// only the byte order mark is known.
    pub deviations: Vec<Deviation>,
    /// Bytes of the body.
    size: usize,
}

/// Decodes and validates the body of a delivery, and finds its deviations from the canonical form.
///
/// Accepts any bytes.
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
    let webhook = wire::read_into::<NewEnrollment>(json, &mut slots)?;
    NewEnrollment::observe(&slots, &webhook, &Path::ROOT, deviations);
    Some(webhook)
}

/// Inspects a log of calls, one payload a line, as [`lines`](crate::lines) decodes one.
pub fn inspect_lines<L: AsRef<[u8]> + ?Sized>(log: &L) -> impl Iterator<Item = Inspection> {
    payloads(log.as_ref()).map(|(line, body)| {
        let mut inspection = inspect(body);
        if let Err(error) = &mut inspection.outcome {
            error.set_line(line);
        }
        inspection
    })
}

impl Inspection {
    /// What may be logged of the call.
    #[must_use]
    pub fn record(&self) -> Record {
        Record::of(self)
    }
}
