use super::{Deviation, Inspection};
use crate::{Incoming, Problem, Report, Slug, wire};
use alloc::{string::String, vec::Vec};
use chrono::NaiveDateTime;
use core::fmt;
use serde::Serialize;

/// A loggable record of a delivery, as one line of JSON.
///
/// Contains no value of the fields `name`, `email`, `cpf`, `nickname` and `uuid`. From the body it has the ids, `send_at`, a slug that is
/// [spelled as one](crate::audit#slugs), and the [names](Deviation::names) of unknown fields that are spelled like
/// documented ones. Of these, `user_id` is personal data under the LGPD. A slug or a name of that spelling may be
/// anything: `maria.silva`, `maria_silva`.
///
/// `code` is that of [`Inspection::code`]. For a rejected body `event`, `send_at` and the ids are null, and `deviations`
/// is empty. `Display` and `Serialize` write the same fields.
///
/// ```
/// use toolzz_webhook::{audit, fixture};
///
/// let inspection = audit::inspect(fixture::DOCUMENTED.as_bytes());
/// let line = inspection.record().to_string();
/// assert!(line.starts_with(r#"{"size":407,"code":"new_enrollment","#));
/// assert_eq!(
///     serde_json::to_value(inspection.record())?,
///     serde_json::json!({
///         "size": 407,
///         "code": "new_enrollment",
///         "event": "activities.course.enrollment",
///         "send_at": "2023-07-03 12:53:41",
///         "institution_id": 12345,
///         "course_id": 123456,
///         "enrollment_id": 11,
///         "user_id": 987654321,
///         "problems": [],
///         "errors": 0,
///         "warnings": 2,
///         "violations": [
///             {
///                 "path": "data.enrollment.course_id",
///                 "code": "course_mismatch",
///                 "message": "expected the same id as course.id",
///                 "severity": "warning",
///             },
///             {
///                 "path": "data.user.cpf",
///                 "code": "cpf_check_digits",
///                 "message": "expected valid check digits",
///                 "severity": "warning",
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
    code: &'static str,
    event: Option<String>,
    #[serde_as(as = "Option<wire::DateTime>")]
    send_at: Option<NaiveDateTime>,
    institution_id: Option<u64>,
    course_id: Option<u64>,
    enrollment_id: Option<u64>,
    user_id: Option<u64>,
    problems: Vec<Problem>,
    errors: usize,
    warnings: usize,
    violations: Report,
    deviations: Vec<Deviation>,
}

impl Record {
    pub(super) fn of(inspection: &Inspection) -> Self {
        let Inspection { decoded, report, deviations, size } = inspection;
        let (slug, send_at, data, problems) = match decoded {
            Ok(Incoming::NewEnrollment(webhook)) => {
                (Some(&webhook.event.slug), Some(webhook.event.send_at), Some(&webhook.data), &[][..])
            }
            Ok(Incoming::Other(other)) => (Some(other.slug()), other.send_at(), None, &[][..]),
            Err(error) => (None, None, None, error.problems()),
        };
        Self {
            size: *size,
            code: inspection.code(),
            event: slug.and_then(Slug::printable).map(String::from),
            send_at,
            institution_id: data.map(|data| data.institution.id.get()),
            course_id: data.map(|data| data.course.id.get()),
            enrollment_id: data.map(|data| data.enrollment.id.get()),
            user_id: data.map(|data| data.user.id.get()),
            problems: problems.to_vec(),
            errors: report.errors().count(),
            warnings: report.warnings().count(),
            violations: report.clone(),
            deviations: deviations.clone(),
        }
    }
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}
