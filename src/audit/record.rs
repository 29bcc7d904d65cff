use super::{Deviation, Inspection};
use crate::{DecodeError, Incoming, Report, wire};
use alloc::{string::String, vec::Vec};
use chrono::NaiveDateTime;
use core::fmt;
use serde::Serialize;

/// A loggable record of a delivery, as one line of JSON.
///
/// Contains the ids, but no name, email, CPF, nickname, UUID or any other string from the body except for a slug that
/// is [spelled as one](crate::audit#slugs). `Display` and `Serialize` write the same fields.
///
/// ```
/// use toolzz_webhook::{audit, fixture};
///
/// let inspection = audit::inspect(fixture::DOCUMENTED.as_bytes());
/// let line = inspection.record().to_string();
/// assert!(line.starts_with(r#"{"size":407,"outcome":"new_enrollment","#));
/// assert_eq!(
///     serde_json::to_value(inspection.record())?,
///     serde_json::json!({
///         "size": 407,
///         "outcome": "new_enrollment",
///         "event": "activities.course.enrollment",
///         "send_at": "2023-07-03 12:53:41",
///         "institution_id": 12345,
///         "course_id": 123456,
///         "enrollment_id": 11,
///         "user_id": 987654321,
///         "error": null,
///         "errors": 0,
///         "warnings": 2,
///         "violations": [
///             {
///                 "path": "data.enrollment.course_id",
///                 "rule": "course_mismatch",
///                 "severity": "warning",
///                 "message": "expected the same id as course.id",
///             },
///             {
///                 "path": "data.user.cpf",
///                 "rule": "cpf_check_digits",
///                 "severity": "warning",
///                 "message": "expected valid check digits",
///             },
///         ],
///         "deviations": [],
///     }),
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[serde_with::serde_as]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Record {
    size: usize,
    outcome: Outcome,
    event: Option<String>,
    #[serde_as(as = "Option<wire::DateTime>")]
    send_at: Option<NaiveDateTime>,
    institution_id: Option<u64>,
    course_id: Option<u64>,
    enrollment_id: Option<u64>,
    user_id: Option<u64>,
    error: Option<DecodeError>,
    errors: usize,
    warnings: usize,
    violations: Report,
    deviations: Vec<Deviation>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
enum Outcome {
    NewEnrollment,
    OtherEvent,
    Rejected,
}

impl Record {
    pub(super) fn of(inspection: &Inspection) -> Self {
        let Inspection { outcome, report, deviations, size } = inspection;
        let (event, data) = match outcome {
            Ok(Incoming::NewEnrollment(webhook)) => (Some(&webhook.event), Some(&webhook.data)),
            Ok(Incoming::Other(other)) => (Some(&other.event), None),
            Err(_) => (None, None),
        };
        Self {
            size: *size,
            outcome: match outcome {
                Ok(Incoming::NewEnrollment(_)) => Outcome::NewEnrollment,
                Ok(Incoming::Other(_)) => Outcome::OtherEvent,
                Err(_) => Outcome::Rejected,
            },
            event: event.and_then(|event| event.slug.printable()).map(String::from),
            send_at: event.map(|event| event.send_at),
            institution_id: data.map(|data| data.institution.id.get()),
            course_id: data.map(|data| data.course.id.get()),
            enrollment_id: data.map(|data| data.enrollment.id.get()),
            user_id: data.map(|data| data.user.id.get()),
            error: outcome.as_ref().err().cloned(),
            errors: report.errors().len(),
            warnings: report.warnings().len(),
            violations: report.clone(),
            deviations: deviations.clone(),
        }
    }
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let json: String = serde_json::to_string(self).map_err(|_| fmt::Error)?;
        f.write_str(&json)
    }
}
