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

use crate::decode::payloads;
use crate::{DecodeError, Incoming, Report, Validate};
use alloc::vec::Vec;

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

/// Decodes and validates the body of a call, and compares it with the documented form.
///
/// Takes any bytes. It costs several times as much as decoding: it decodes, writes the documented form
/// and compares the two.
#[must_use]
pub fn inspect(body: &[u8]) -> Inspection {
    let outcome = Incoming::from_slice(body);
    let report = match &outcome {
        Ok(Incoming::NewEnrollment(webhook)) => webhook.check(),
        _ => Report::default(),
    };
    let deviations = outcome.as_ref().map_or_else(|_| Vec::new(), |incoming| deviation::find(body, incoming));
    Inspection { outcome, report, deviations, size: body.len() }
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
