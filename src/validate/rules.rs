//! The rules of each model, in payload order.

use super::email::is_email;
use super::uuid::is_uuid;
use super::{Report, Rule, Violation};
use crate::path::Path;
use crate::{
    Course, Cpf, Enrollment, EnrollmentData, EnrollmentStatus, Event, Id, Institution, NewEnrollment, ParseCpfError,
    Slug, User,
};
use chrono::{Datelike, NaiveDate};

/// A model with rules. Seals [`Validate`](super::Validate).
pub trait Check {
    fn check_with(&self, checker: &mut Checker<'_>);
}

/// Checks a model at a path, with what its rules need of the models around it.
pub struct Checker<'a> {
    path: Path<'a>,
    report: &'a mut Report,
    is_new_enrollment: bool,
    sent: Option<NaiveDate>,
    course: Option<Id<Course>>,
}

impl<'a> Checker<'a> {
    pub const fn new(report: &'a mut Report) -> Self {
        Self { path: Path::ROOT, report, is_new_enrollment: false, sent: None, course: None }
    }

    /// Checks a model in a field.
    fn model(&mut self, field: &'static str, model: &impl Check) {
        let path = self.path.field(field);
        model.check_with(&mut Checker { path, report: self.report, ..*self });
    }

    /// Reports a violation of the rule unless it is satisfied.
    #[inline]
    fn require(&mut self, field: &'static str, rule: Rule, satisfied: bool) {
        if !satisfied {
            self.report(field, rule);
        }
    }

    #[cold]
    fn report(&mut self, field: &'static str, rule: Rule) {
        let (path, severity) = (self.path.field(field).join(), rule.default_severity());
        self.report.violations.push(Violation { path, rule, severity });
    }

    /// Reports a blank string as a violation of the rule. Returns whether further rules apply.
    fn require_filled(&mut self, field: &'static str, rule: Rule, string: &str) -> bool {
        let filled = !string.chars().all(char::is_whitespace);
        self.require(field, rule, filled);
        filled
    }

    fn require_id<T>(&mut self, field: &'static str, id: Id<T>) {
        self.require(field, Rule::ZeroId, id != 0);
    }

    fn require_year(&mut self, field: &'static str, date: NaiveDate) {
        self.require(field, Rule::YearRange, (0..=9999).contains(&date.year()));
    }
}

impl Check for NewEnrollment {
    fn check_with(&self, checker: &mut Checker<'_>) {
        checker.is_new_enrollment = true;
        checker.sent = Some(self.event.send_at.date());
        checker.model("event", &self.event);
        checker.model("data", &self.data);
    }
}

impl Check for Event {
    fn check_with(&self, checker: &mut Checker<'_>) {
        if checker.is_new_enrollment {
            checker.require("name", Rule::NameMismatch, self.name == Self::NAME);
            checker.require("slug", Rule::SlugMismatch, self.slug == Slug::NEW_ENROLLMENT);
        }
        checker.require_year("send_at", self.send_at.date());
    }
}

impl Check for EnrollmentData {
    fn check_with(&self, checker: &mut Checker<'_>) {
        checker.course = Some(self.course.id);
        checker.model("institution", &self.institution);
        checker.model("course", &self.course);
        checker.model("enrollment", &self.enrollment);
        checker.model("user", &self.user);
    }
}

impl Check for Institution {
    fn check_with(&self, checker: &mut Checker<'_>) {
        checker.require_id("id", self.id);
    }
}

impl Check for Course {
    fn check_with(&self, checker: &mut Checker<'_>) {
        checker.require_id("id", self.id);
        checker.require_filled("name", Rule::Blank, &self.name);
    }
}

impl Check for Enrollment {
    fn check_with(&self, checker: &mut Checker<'_>) {
        checker.require_id("id", self.id);
        if let Some(expires) = self.date_expire {
            checker.require_year("date_expire", expires);
            checker.require("date_expire", Rule::ExpiredWhenSent, checker.sent.is_none_or(|sent| expires >= sent));
        }
        checker.require_id("course_id", self.course_id);
        let is_course =
            checker.course.is_none_or(|course| self.course_id == course || course == 0 || self.course_id == 0);
        checker.require("course_id", Rule::CourseMismatch, is_course);
        match self.status {
            EnrollmentStatus::ACTIVE | EnrollmentStatus::INACTIVE => {
                checker.require("status", Rule::ActivationMismatch, self.actived == self.status.is_active());
            }
            _ => checker.report("status", Rule::UnknownStatus),
        }
    }
}

impl Check for User {
    fn check_with(&self, checker: &mut Checker<'_>) {
        checker.require_id("id", self.id);
        checker.require_filled("name", Rule::Blank, &self.name);
        checker.require("email", Rule::EmailSyntax, is_email(&self.email));
        if checker.require_filled("cpf", Rule::MissingCpf, &self.cpf) {
            let cpf = self.cpf.parse::<Cpf>();
            checker.require("cpf", Rule::CpfSyntax, cpf != Err(ParseCpfError::Syntax));
            checker.require("cpf", Rule::CpfCheckDigits, cpf != Err(ParseCpfError::CheckDigits));
        }
        if let Some(uuid) = &self.uuid {
            checker.require("uuid", Rule::UuidSyntax, is_uuid(uuid));
        }
    }
}
