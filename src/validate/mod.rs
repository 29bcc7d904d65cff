//! Validation: collects every violation into a [`Report`].
//!
//! Decoding checks types and formats, validation checks values. [`validate`](Validate::validate) fails on errors. A
//! warning is suspicious but may be legitimate, and fails [`validate_strict`](Validate::validate_strict) only: the
//! documented example has two.
//!
//! # Rules
//!
//! | rule | severity | passes when |
//! |---|---|---|
//! | [`slug_mismatch`](Rule::SlugMismatch) | error | a `NewEnrollment`'s slug is `activities.course.enrollment` |
//! | [`year_range`](Rule::YearRange) | error | `send_at` and `date_expire` are in the years 0000 to 9999 |
//! | [`zero_id`](Rule::ZeroId) | error | every id, `course_id` included, is above 0 |
//! | [`blank`](Rule::Blank) | error | `event.name`, `course.name`, `user.name` and `user.email` contain more than whitespace |
//! | [`email_syntax`](Rule::EmailSyntax) | error | `email` matches the WHATWG HTML definition of a valid email address |
//! | [`cpf_syntax`](Rule::CpfSyntax) | error | `cpf`, if not blank, is `ddd.ddd.ddd-dd` or eleven ASCII digits |
//! | [`uuid_syntax`](Rule::UuidSyntax) | error | `uuid`, if present, is 8-4-4-4-12 hexadecimal digits |
//! | [`unknown_status`](Rule::UnknownStatus) | error | `status` is active or inactive |
//! | [`name_mismatch`](Rule::NameMismatch) | warning | a `NewEnrollment`'s event name is the documented one |
//! | [`missing_cpf`](Rule::MissingCpf) | warning | `cpf` is not blank |
//! | [`cpf_check_digits`](Rule::CpfCheckDigits) | warning | the CPF's check digits are valid and its digits are not all the same |
//! | [`course_mismatch`](Rule::CourseMismatch) | warning | `enrollment.course_id` equals `course.id` |
//! | [`activation_mismatch`](Rule::ActivationMismatch) | warning | `actived` and `status` agree |
//! | [`expired_when_sent`](Rule::ExpiredWhenSent) | warning | `date_expire`, if present, is not before the day of `send_at` |
//!
//! A blank field violates `blank` or `missing_cpf` only: no other rule is checked against it.
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
//!     report.to_string(),
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
//!         "rule": "email_syntax",
//!         "severity": "error",
//!         "message": "expected an email address",
//!     }]),
//! );
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! # Tolerated violations
//!
//! Toolzz documents no retries, so the enrollment of a rejected delivery may be lost. A service that can enroll the
//! student despite a violation removes it from the report:
//!
//! ```
//! use toolzz_webhook::{NewEnrollment, Report, Rule, Validate, fixture::Body};
//!
//! const TOLERATED: [Rule; 3] = [Rule::UnknownStatus, Rule::CpfSyntax, Rule::UuidSyntax];
//!
//! fn validate(webhook: &NewEnrollment) -> Result<(), Report> {
//!     let mut report = webhook.check();
//!     report.retain(|violation| !TOLERATED.contains(&violation.rule));
//!     report.into_result()
//! }
//!
//! let webhook = Body::valid().with("data.enrollment.status", 2).decode()?;
//! assert!(webhook.validate().is_err());
//! assert_eq!(validate(&webhook), Ok(()));
//!
//! let webhook = Body::valid().with("data.course.name", "  ").decode()?;
//! assert_eq!(
//!     validate(&webhook).unwrap_err().to_string(),
//!     "data.course.name: expected more than whitespace (error blank)",
//! );
//! # Ok::<(), toolzz_webhook::DecodeError>(())
//! ```

mod email;
mod report;
mod rule;
mod rules;
mod uuid;

pub use report::{Report, Violation, Violations};
pub use rule::{Rule, Severity};

use crate::NewEnrollment;
use crate::model::{NewEnrollmentBuilder, new_enrollment_builder::IsComplete};
use crate::path::Path;
use rules::{Check, Context};

/// Validates a model against every [`Rule`] that applies to it.
///
/// Implemented by [`NewEnrollment`] and every model in it. This trait is sealed.
///
/// ```
/// use toolzz_webhook::{Validate, fixture};
///
/// let webhook = fixture::documented();
/// assert_eq!(webhook.check().warnings().len(), 2);
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
        self.check_into(&Context::default(), &Path::ROOT, &mut report);
        report
    }

    /// Fails if there are errors.
    ///
    /// # Errors
    ///
    /// Returns the whole [`Report`], warnings included, if it has an error, for example a blank `user.name`.
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
        if report.is_empty() { Ok(()) } else { Err(report) }
    }
}

impl<T: Check> Validate for T {}

impl<S: IsComplete> NewEnrollmentBuilder<S> {
    /// Builds the payload and validates it.
    ///
    /// # Errors
    ///
    /// Returns the [`Report`] if it has an error, for example a blank name or a zero id.
    pub fn build(self) -> Result<NewEnrollment, Report> {
        let webhook = self.build_unchecked();
        webhook.validate()?;
        Ok(webhook)
    }
}
