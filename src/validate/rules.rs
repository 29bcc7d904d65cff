//! The rules of each model, in payload order.

use super::email::is_email;
use super::uuid::is_uuid;
use super::{Report, Rule};
use crate::path::Path;
use crate::{
    Course, Cpf, Enrollment, EnrollmentData, EnrollmentStatus, Event, Id, Institution, NewEnrollment, ParseCpfError,
    Slug, User,
};
use chrono::{Datelike, NaiveDate};

/// A model with rules. Seals [`Validate`](super::Validate).
pub trait Check {
    fn check_into(&self, context: &Context, path: &Path<'_>, report: &mut Report);
}

/// What the rules of a model need from the models that contain it.
#[derive(Clone, Copy, Default)]
pub struct Context {
    is_new_enrollment: bool,
    sent: Option<NaiveDate>,
    course: Option<Id<Course>>,
}

impl Path<'_> {
    /// Reports a violation of the rule unless it is satisfied.
    #[inline]
    fn require(&self, field: &'static str, rule: Rule, satisfied: bool, report: &mut Report) {
        if !satisfied {
            self.report(field, rule, report);
        }
    }

    #[cold]
    fn report(&self, field: &'static str, rule: Rule, report: &mut Report) {
        report.push(self.field(field).join(), rule);
    }

    /// Reports a blank string as a violation of the rule. Returns whether further rules apply.
    fn require_filled(&self, field: &'static str, rule: Rule, string: &str, report: &mut Report) -> bool {
        let filled = !string.chars().all(char::is_whitespace);
        self.require(field, rule, filled, report);
        filled
    }

    fn require_id<T>(&self, field: &'static str, id: Id<T>, report: &mut Report) {
        self.require(field, Rule::ZeroId, id != 0, report);
    }

    fn require_year(&self, field: &'static str, date: NaiveDate, report: &mut Report) {
        self.require(field, Rule::YearRange, (0..=9999).contains(&date.year()), report);
    }
}

impl Check for NewEnrollment {
    fn check_into(&self, _: &Context, path: &Path<'_>, report: &mut Report) {
        let context = Context { is_new_enrollment: true, sent: Some(self.event.send_at.date()), course: None };
        self.event.check_into(&context, &path.field("event"), report);
        self.data.check_into(&context, &path.field("data"), report);
    }
}

impl Check for Event {
    fn check_into(&self, context: &Context, path: &Path<'_>, report: &mut Report) {
        if context.is_new_enrollment {
            path.require("name", Rule::NameMismatch, self.name == Self::NAME, report);
            path.require("slug", Rule::SlugMismatch, self.slug == Slug::NEW_ENROLLMENT, report);
        }
        path.require_year("send_at", self.send_at.date(), report);
    }
}

impl Check for EnrollmentData {
    fn check_into(&self, context: &Context, path: &Path<'_>, report: &mut Report) {
        let context = Context { course: Some(self.course.id), ..*context };
        self.institution.check_into(&context, &path.field("institution"), report);
        self.course.check_into(&context, &path.field("course"), report);
        self.enrollment.check_into(&context, &path.field("enrollment"), report);
        self.user.check_into(&context, &path.field("user"), report);
    }
}

impl Check for Institution {
    fn check_into(&self, _: &Context, path: &Path<'_>, report: &mut Report) {
        path.require_id("id", self.id, report);
    }
}

impl Check for Course {
    fn check_into(&self, _: &Context, path: &Path<'_>, report: &mut Report) {
        path.require_id("id", self.id, report);
        path.require_filled("name", Rule::Blank, &self.name, report);
    }
}

impl Check for Enrollment {
    fn check_into(&self, context: &Context, path: &Path<'_>, report: &mut Report) {
        path.require_id("id", self.id, report);
        if let Some(expires) = self.date_expire {
            path.require_year("date_expire", expires, report);
            let expired = context.sent.is_some_and(|sent| expires < sent);
            path.require("date_expire", Rule::ExpiredWhenSent, !expired, report);
        }
        path.require_id("course_id", self.course_id, report);
        let is_course = context.course.is_none_or(|course| self.course_id == course);
        path.require("course_id", Rule::CourseMismatch, is_course, report);
        match self.status {
            status @ (EnrollmentStatus::ACTIVE | EnrollmentStatus::INACTIVE) => {
                path.require("status", Rule::ActivationMismatch, self.actived == status.is_active(), report);
            }
            _ => path.report("status", Rule::UnknownStatus, report),
        }
    }
}

impl Check for User {
    fn check_into(&self, _: &Context, path: &Path<'_>, report: &mut Report) {
        path.require_id("id", self.id, report);
        path.require_filled("name", Rule::Blank, &self.name, report);
        path.require("email", Rule::EmailSyntax, is_email(&self.email), report);
        if path.require_filled("cpf", Rule::MissingCpf, &self.cpf, report) {
            let cpf = self.cpf.parse::<Cpf>();
            path.require("cpf", Rule::CpfSyntax, cpf != Err(ParseCpfError::Syntax), report);
            path.require("cpf", Rule::CpfCheckDigits, cpf != Err(ParseCpfError::CheckDigits), report);
        }
        if let Some(uuid) = &self.uuid {
            path.require("uuid", Rule::UuidSyntax, is_uuid(uuid), report);
        }
    }
}
