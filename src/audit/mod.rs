//! What a delivery looked like: records for logs, without the values of the fields `name`, `email`, `cpf`, `nickname` and
//! `uuid`, and codes for metrics.
//!
//! The platform's page addresses whoever sets the webhook up: "Ensure that the destination URL is correct before you start
//! sending payloads. Verify that the parameters sent are correct and complete. Make sure that the webhook recipients are
//! correct and valid. Log and monitor all webhook calls for auditing and troubleshooting purposes." A receiver can do its
//! part:
//!
//! * Log and monitor: bodies contain personal data and should not be logged. A [`Record`] may be, and
//!   [codes](#metrics) may be labels of a metric.
//! * Verify: [`NewEnrollment::from_slice`](crate::NewEnrollment::from_slice) and [`Validate`]. A [`Deviation`] reports a
//!   field that is not in canonical form, for example after a change at the sender.
//! * Compare [`institution.id`](crate::Institution) with your own to detect a misconfigured webhook. This does not
//!   authenticate the sender: the platform documents neither signatures nor secrets, so use a secret URL path or a list
//!   of addresses.
//!
//! The `user_id` of a record identifies a person, so a log of records is personal data too, under the LGPD, the Brazilian
//! data protection law.
//!
//! A deviation is a form of an accepted body that is not the canonical one, such as `true` for the documented `1`:
//!
//! ```
//! use toolzz_webhook::{audit, fixture::Body};
//!
//! let body = Body::documented().with("data.enrollment.actived", true);
//! let inspection = audit::inspect(&body);
//! assert!(inspection.decoded.is_ok());
//! assert_eq!(inspection.report.warnings().count(), 2);
//! assert_eq!(inspection.deviations[0].path, "data.enrollment.actived");
//! assert_eq!(inspection.deviations[0].kind, audit::DeviationKind::BooleanForNumber);
//!
//! println!("{}", inspection.record());
//! ```
//!
//! # Metrics
//!
//! Codes are `&'static str`s from a fixed list, so they can be labels. A code never changes; a minor version may add
//! some:
//!
//! | what | from | codes |
//! |---|---|---|
//! | a delivery | [`Inspection::code`] | `new_enrollment`, `other_event`, the code of the first problem, or of the first violation that is an error |
//! | a problem | [`DecodeErrorKind::code`](crate::DecodeErrorKind::code) | `invalid_utf8`, `syntax`, `unexpected_end`, `missing_field`, `duplicate_field`, `invalid_value`, `other_event` |
//! | a violation, error | [`Rule::code`](crate::Rule::code) | `slug_mismatch`, `year_range`, `zero_id`, `email_syntax` |
//! | a violation, warning | the same | `cpf_syntax`, `uuid_syntax`, `unknown_status`, `name_mismatch`, `blank`, `missing_cpf`, `cpf_check_digits`, `course_mismatch`, `activation_mismatch`, `expired_when_sent` |
//! | a deviation | [`DeviationKind::code`] | `byte_order_mark`, `unknown_field`, `missing_field`, `string_for_number`, `boolean_for_number`, `number_form`, `number_for_string`, `null_for_string`, `string_for_null`, `boolean_for_null`, `padded`, `date_form`, `date_with_zone` |
//!
//! Count deliveries, violations and deviations separately: `missing_field` is the code of a rejected delivery and of a
//! deviation.
//!
//! ```
//! use std::collections::HashMap;
//! use toolzz_webhook::{audit, fixture};
//!
//! let mut deliveries: HashMap<&'static str, u64> = HashMap::new();
//! let mut violations: HashMap<&'static str, u64> = HashMap::new();
//! for sample in fixture::samples() {
//!     let inspection = audit::inspect(&sample.body);
//!     *deliveries.entry(inspection.code()).or_default() += 1;
//!     for violation in &inspection.report {
//!         *violations.entry(violation.rule.code()).or_default() += 1;
//!     }
//! }
//! assert!(deliveries["new_enrollment"] > 20);
//! assert_eq!(violations["email_syntax"], 3);
//! ```
//!
//! # Slugs
//!
//! A slug is shown if it has the form of one: two or more words of lowercase letters and `_`, joined by dots,
//! 64 bytes at most. Anything else in its field is not shown. A string of that form may still be personal data.
//! The form is checked, not a list of known slugs, since a new or renamed event is what an operator needs to see.

mod record;

#[doc(inline)]
pub use crate::table::{Deviation, DeviationKind};
pub use record::Record;

use crate::decode::{self, Line, Scanned};
use crate::{DecodeError, Incoming, Report, Validate};
use alloc::{string::String, vec::Vec};

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
/// assert!(inspection.decoded.is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Inspection {
    /// The decoded event, or the decode error.
    pub decoded: Result<Incoming, DecodeError>,
    /// The violations of a New Enrollment; empty for every other delivery. Change their severities before you call
    /// [`code`](Self::code) and [`record`](Self::record), which read them.
    pub report: Report,
    /// The deviations of an accepted body from the canonical form, in payload order. Whitespace, escapes and the order
    /// of fields are not deviations. Of another event, only a byte order mark is reported.
    pub deviations: Vec<Deviation>,
    /// Size of the body, in bytes.
    size: usize,
}

/// Decodes and validates the body of a delivery, and finds its deviations from the canonical form.
///
/// Never fails: a decode error is in [`decoded`](Inspection::decoded).
#[must_use]
pub fn inspect(body: impl AsRef<[u8]>) -> Inspection {
    let body = body.as_ref();
    let mut deviations = Vec::new();
    if body.starts_with(decode::BYTE_ORDER_MARK.as_bytes()) {
        deviations.push(Deviation::new(String::new(), DeviationKind::ByteOrderMark));
    }
    let decoded = decode::utf8(body).and_then(|body| Scanned::with(body, |scanned| scanned.incoming(&mut deviations)));
    if decoded.is_err() {
        deviations.clear();
    }
    let report = match &decoded {
        Ok(Incoming::NewEnrollment(webhook)) => webhook.check(),
        _ => Report::default(),
    };
    Inspection { decoded, report, deviations, size: body.len() }
}

impl Line<'_> {
    /// Inspects the delivery, as [`audit::inspect`](inspect) does. The line of an error is that of the log.
    ///
    /// ```
    /// use toolzz_webhook::{fixture, lines};
    ///
    /// let log = format!("{}\n<html>\n", fixture::DOCUMENTED);
    /// let codes: Vec<_> = lines(&log).map(|line| line.inspect().code()).collect();
    /// assert_eq!(codes, ["new_enrollment", "syntax"]);
    /// ```
    #[must_use]
    pub fn inspect(&self) -> Inspection {
        let mut inspection = inspect(self.body);
        inspection.decoded = inspection.decoded.map_err(|error| error.in_log(self.number));
        inspection
    }
}

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
    /// The severities in [`report`](Self::report) count, also if they were changed.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match &self.decoded {
            Err(error) => error.code(),
            Ok(Incoming::NewEnrollment(_)) => self.report.code().unwrap_or("new_enrollment"),
            Ok(_) => "other_event",
        }
    }

    /// Returns the loggable record.
    #[must_use]
    pub fn record(&self) -> Record {
        Record::of(self)
    }
}
