//! Validation: collects every violation into a [`Report`].
//!
//! Decoding checks types and formats, validation checks values. A violation is an error if the payload does
//! not identify the student or the course, has no valid email address, or has a date that the wire format cannot represent.
//! Everything else is a warning: suspicious, but perhaps legitimate. [`validate`](Validate::validate) fails on errors,
//! [`validate_strict`](Validate::validate_strict) on warnings too. The documented example has two warnings.
//!
//! No later minor version makes an error of what was none.
//!
//! # Rules
//!
//! | rule | severity | passes when |
//! |---|---|---|
//! | [`slug_mismatch`](Rule::SlugMismatch) | error | a `NewEnrollment`'s slug is `activities.course.enrollment`, as it always is after decoding |
//! | [`year_range`](Rule::YearRange) | error | `send_at` and `date_expire` are in the years 0000 to 9999 |
//! | [`zero_id`](Rule::ZeroId) | error | every id, `course_id` included, is above 0 |
//! | [`email_syntax`](Rule::EmailSyntax) | error | `email` is a valid email address by the WHATWG HTML standard; a blank `email` fails |
//! | [`cpf_syntax`](Rule::CpfSyntax) | warning | `cpf`, if not blank, is `ddd.ddd.ddd-dd` or eleven ASCII digits |
//! | [`uuid_syntax`](Rule::UuidSyntax) | warning | `uuid`, if present, is 8-4-4-4-12 hexadecimal digits |
//! | [`unknown_status`](Rule::UnknownStatus) | warning | `status` is 1 (active) or 0 (inactive) |
//! | [`name_mismatch`](Rule::NameMismatch) | warning | a `NewEnrollment`'s event name is `Atividades - Nova matrícula`; a blank name fails |
//! | [`blank`](Rule::Blank) | warning | `course.name` and `user.name` contain more than whitespace |
//! | [`missing_cpf`](Rule::MissingCpf) | warning | `cpf` is not blank |
//! | [`cpf_check_digits`](Rule::CpfCheckDigits) | warning | the CPF's check digits are valid and its digits are not all the same |
//! | [`course_mismatch`](Rule::CourseMismatch) | warning | `enrollment.course_id` equals `course.id`; not checked if either is 0 |
//! | [`activation_mismatch`](Rule::ActivationMismatch) | warning | `actived` is 1 if and only if `status` is 1; not checked against an unknown status |
//! | [`expired_when_sent`](Rule::ExpiredWhenSent) | warning | `date_expire`, if present, is not before the day of `send_at` |
//!
//! A blank CPF violates `missing_cpf` only. An [`Event`](crate::Event) by itself may be any event, so only `year_range`
//! is checked against it.
//!
//! # Examples
//!
//! ```
//! use toolzz_webhook::{Rule, Validate, fixture};
//!
//! let webhook = fixture::documented();
//! assert!(webhook.validate().is_ok());
//!
//! let report = webhook.validate_strict().unwrap_err();
//! assert_eq!(
//!     format!("{report:#}"),
//!     "data.enrollment.course_id: expected the same id as course.id \
//!      (warning course_mismatch)\n\
//!      data.user.cpf: expected valid check digits (warning cpf_check_digits)",
//! );
//! ```
//!
//! As a JSON response body:
//!
//! ```
//! # use toolzz_webhook::{Validate, fixture};
//! let mut user = fixture::new_enrollment().data.user;
//! user.email = "ana souza@example.com".into();
//! let body = serde_json::to_value(user.check())?;
//! assert_eq!(
//!     body,
//!     serde_json::json!([{
//!         "path": "email",
//!         "code": "email_syntax",
//!         "message": "expected an email address",
//!         "severity": "error",
//!     }]),
//! );
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! # Adjusting the rules
//!
//! A service that can enroll the student despite an error downgrades it to a warning. One that needs what a warning is
//! about makes it an error. Rules parse from their codes, so a configuration file may name them:
//!
//! ```
//! use toolzz_webhook::{NewEnrollment, Report, Rule, Validate, fixture::Body};
//!
//! fn validate(webhook: &NewEnrollment) -> Result<(), Report> {
//!     let mut report = webhook.check();
//!     report.tolerate(Rule::EmailSyntax); // the student is known by the CPF
//!     report.escalate("missing_cpf".parse().unwrap());
//!     report.into_result()
//! }
//!
//! let webhook = Body::valid().with("data.user.email", "ana@@example.com").decode()?;
//! assert!(webhook.validate().is_err());
//! assert_eq!(validate(&webhook), Ok(()));
//!
//! let webhook = Body::valid().with("data.user.cpf", ()).decode()?;
//! assert_eq!(webhook.validate(), Ok(()));
//! assert_eq!(
//!     validate(&webhook).unwrap_err().to_string(),
//!     "data.user.cpf: expected a CPF (error missing_cpf)",
//! );
//! # Ok::<(), toolzz_webhook::DecodeError>(())
//! ```
//!
//! To answer 200 although a rule fails, use the decoded payload and log the report: nothing requires the result of
//! [`validate`](Validate::validate).
//!
//! A service cannot add rules of its own. Its findings stand beside the report, in the same shape:
//!
//! ```
//! use serde::Serialize;
//! use toolzz_webhook::{NewEnrollment, Severity, Validate, Violation, fixture};
//!
//! #[derive(Serialize)]
//! #[serde(untagged)]
//! enum Finding {
//!     Violation(Violation),
//!     Own { path: &'static str, code: &'static str, message: &'static str, severity: Severity },
//! }
//!
//! fn findings(webhook: &NewEnrollment) -> Vec<Finding> {
//!     let mut findings: Vec<_> = webhook.check().into_iter().map(Finding::Violation).collect();
//!     if webhook.data.institution.id != 12345 {
//!         findings.push(Finding::Own {
//!             path: "data.institution.id",
//!             code: "other_institution",
//!             message: "expected 12345",
//!             severity: Severity::Error,
//!         });
//!     }
//!     findings
//! }
//!
//! let mut webhook = fixture::new_enrollment();
//! webhook.data.user.name = " ".into();
//! webhook.data.institution.id = 7.into();
//! assert_eq!(
//!     serde_json::to_value(findings(&webhook))?,
//!     serde_json::json!([
//!         {
//!             "path": "data.user.name",
//!             "code": "blank",
//!             "message": "expected more than whitespace",
//!             "severity": "warning",
//!         },
//!         {
//!             "path": "data.institution.id",
//!             "code": "other_institution",
//!             "message": "expected 12345",
//!             "severity": "error",
//!         },
//!     ]),
//! );
//! # Ok::<(), serde_json::Error>(())
//! ```

mod email;
mod report;
mod rule;
mod rules;
mod uuid;

pub(crate) use email::is_email;
pub use report::{Report, Violation};
pub use rule::{Rule, Severity};

use crate::NewEnrollment;
use crate::model::{NewEnrollmentBuilder, new_enrollment_builder::IsComplete};
use rules::{Check, Checker};

/// Validates a model against every [`Rule`] that applies to it.
///
/// Implemented by [`NewEnrollment`] and every model in it. This trait is sealed.
///
/// ```
/// use toolzz_webhook::{Validate, fixture};
///
/// let webhook = fixture::documented();
/// assert_eq!(webhook.check().warnings().count(), 2);
/// assert_eq!(webhook.validate(), Ok(()));
/// assert!(webhook.validate_strict().is_err());
/// ```
pub trait Validate: Check {
    /// Collects all violations, errors and warnings, in payload order.
    ///
    /// Paths are relative to the model: `data.user.cpf` in a [`NewEnrollment`], `cpf` in a
    /// [`User`](crate::User). A rule that compares two fields reports the second, and only if the model contains
    /// both. An [`Event`](crate::Event) by itself may be any event. Allocates only if there are violations.
    fn check(&self) -> Report {
        let mut report = Report::default();
        self.check_with(&mut Checker::new(&mut report));
        report
    }

    /// Fails if there are errors.
    ///
    /// # Errors
    ///
    /// Returns the whole [`Report`], warnings included, if it has an error, for example an `email` without `@`.
    fn validate(&self) -> Result<(), Report> {
        self.check().into_result()
    }

    /// Fails if there are errors or warnings.
    ///
    /// # Errors
    ///
    /// Returns the [`Report`] unless it is empty, for example if a CPF has invalid check digits.
    fn validate_strict(&self) -> Result<(), Report> {
        let report = self.check();
        if report.violations.is_empty() { Ok(()) } else { Err(report) }
    }
}

impl<T: Check> Validate for T {}

impl<S: IsComplete> NewEnrollmentBuilder<S> {
    /// Builds the payload and validates it.
    ///
    /// # Errors
    ///
    /// Returns the [`Report`] if it has an error, for example an invalid email address or a zero id.
    pub fn build(self) -> Result<NewEnrollment, Report> {
        let webhook = self.build_unchecked();
        webhook.validate()?;
        Ok(webhook)
    }
}
