//! Types to a [`Report`] of everything that is wrong with them.
//!
//! Decoding takes what can be read without guessing; whether it makes sense is asked here. An error is
//! what the platform's page rules out; a warning is what should not be but happens, in its own example
//! too: that one has no error and two warnings.
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
//!     "data.enrollment.course_id: expected the id of the course (warning course_mismatch)\n\
//!      data.user.cpf: expected right check digits (warning cpf_check_digits)",
//! );
//! ```
//!
//! In an HTTP answer, as JSON:
//!
//! ```
//! # use toolzz_webhook::{Validate, fixture};
//! let mut user = fixture::new_enrollment().data.user;
//! user.email = "ana souza@example.com".into();
//! assert_eq!(
//!     serde_json::to_string(&user.check())?,
//!     r#"[{"path":"email","rule":"email_syntax","severity":"error","message":"expected an e-mail address"}]"#,
//! );
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! And with `?`:
//!
//! ```
//! # use toolzz_webhook::{NewEnrollment, Validate, fixture};
//! fn receive(body: &[u8]) -> Result<NewEnrollment, Box<dyn std::error::Error>> {
//!     let webhook = NewEnrollment::from_slice(body)?;
//!     webhook.validate()?;
//!     Ok(webhook)
//! }
//!
//! let mut webhook = fixture::new_enrollment();
//! webhook.data.course.name = "  ".into();
//! assert_eq!(
//!     receive(webhook.to_json().as_bytes()).unwrap_err().to_string(),
//!     "data.course.name: expected more than white space (error blank)",
//! );
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
use rules::{Check, Surroundings};

/// Checks a model by the rules of [`Rule`].
///
/// Implemented by [`NewEnrollment`] and by every model in it. Sealed: the rules are those of the
/// platform's payload.
pub trait Validate: Check {
    /// Everything that is found, errors and warnings, in payload order.
    ///
    /// Paths begin at the model: `data.user.cpf` in a [`NewEnrollment`], `cpf` in a
    /// [`User`](crate::User). A rule that compares two fields points at the second. A rule that compares
    /// two models is asked in the model that holds both. Nothing is allocated unless something is found.
    fn check(&self) -> Report {
        let mut report = Report::default();
        self.check_into(&Surroundings::default(), &Path::ROOT, &mut report);
        report
    }

    /// Passes a model without errors.
    ///
    /// # Errors
    ///
    /// The whole [`Report`], warnings too, if it has an error: for example a blank `user.name`.
    fn validate(&self) -> Result<(), Report> {
        let report = self.check();
        if report.errors().is_empty() { Ok(()) } else { Err(report) }
    }

    /// Passes a model without errors and without warnings.
    ///
    /// # Errors
    ///
    /// The [`Report`] if there is anything in it: for example a CPF with wrong check digits.
    fn validate_strict(&self) -> Result<(), Report> {
        let report = self.check();
        if report.is_clean() { Ok(()) } else { Err(report) }
    }
}

impl<T: Check> Validate for T {}

impl<S: IsComplete> NewEnrollmentBuilder<S> {
    /// Makes the payload and validates it.
    ///
    /// # Errors
    ///
    /// The [`Report`] if it has an error, for example a blank name or a zero id.
    pub fn build(self) -> Result<NewEnrollment, Report> {
        let webhook = self.build_unchecked();
        webhook.validate()?;
        Ok(webhook)
    }
}
