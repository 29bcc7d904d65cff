//! Each model's rules, in payload order.

use super::email::is_email;
use super::uuid::is_uuid;
use super::{Report, Rule};
use crate::path::Path;
use crate::{
    Course, Cpf, CpfError, Enrollment, EnrollmentData, EnrollmentStatus, Event, Id, Institution, NewEnrollment, Slug,
    User,
};
use chrono::NaiveDate;

/// A model that knows its rules.
pub trait Check {
    fn check_into(&self, surroundings: &Surroundings, path: &Path<'_>, report: &mut Report);
}

/// What a model's rules compare with and the model itself does not hold.
#[derive(Clone, Copy, Default)]
pub struct Surroundings {
    sent: Option<NaiveDate>,
    course: Option<Id<Course>>,
}

impl Path<'_> {
    /// Reports the rule at this key unless it holds.
    fn hold(&self, key: &'static str, rule: Rule, holds: bool, report: &mut Report) {
        if !holds {
            report.push(self.field(key).to_text(), rule);
        }
    }

    /// Reports a blank text; whether it is worth asking more of.
    fn hold_text(&self, key: &'static str, text: &str, report: &mut Report) -> bool {
        let filled = !text.chars().all(char::is_whitespace);
        self.hold(key, Rule::Blank, filled, report);
        filled
    }

    fn hold_id<T>(&self, key: &'static str, id: Id<T>, report: &mut Report) {
        self.hold(key, Rule::ZeroId, id != 0, report);
    }
}

impl Check for NewEnrollment {
    fn check_into(&self, _: &Surroundings, path: &Path<'_>, report: &mut Report) {
        let surroundings = Surroundings { sent: Some(self.event.send_at.date()), course: None };
        self.event.check_into(&surroundings, &path.field("event"), report);
        self.data.check_into(&surroundings, &path.field("data"), report);
    }
}

impl Check for Event {
    fn check_into(&self, _: &Surroundings, path: &Path<'_>, report: &mut Report) {
        if path.hold_text("name", &self.name, report) {
            path.hold("name", Rule::NameMismatch, self.name == Self::NAME, report);
        }
        path.hold("slug", Rule::SlugMismatch, self.slug == Slug::CourseEnrollment, report);
    }
}

impl Check for EnrollmentData {
    fn check_into(&self, surroundings: &Surroundings, path: &Path<'_>, report: &mut Report) {
        let surroundings = Surroundings { course: Some(self.course.id), ..*surroundings };
        self.institution.check_into(&surroundings, &path.field("institution"), report);
        self.course.check_into(&surroundings, &path.field("course"), report);
        self.enrollment.check_into(&surroundings, &path.field("enrollment"), report);
        self.user.check_into(&surroundings, &path.field("user"), report);
    }
}

impl Check for Institution {
    fn check_into(&self, _: &Surroundings, path: &Path<'_>, report: &mut Report) {
        path.hold_id("id", self.id, report);
    }
}

impl Check for Course {
    fn check_into(&self, _: &Surroundings, path: &Path<'_>, report: &mut Report) {
        path.hold_id("id", self.id, report);
        path.hold_text("name", &self.name, report);
    }
}

impl Check for Enrollment {
    fn check_into(&self, surroundings: &Surroundings, path: &Path<'_>, report: &mut Report) {
        path.hold_id("id", self.id, report);
        if let (Some(expires), Some(sent)) = (self.date_expire, surroundings.sent) {
            path.hold("date_expire", Rule::ExpiredWhenSent, expires >= sent, report);
        }
        path.hold_id("course_id", self.course_id, report);
        if let Some(course) = surroundings.course {
            path.hold("course_id", Rule::CourseMismatch, self.course_id == course, report);
        }
        match self.status {
            EnrollmentStatus::Active => path.hold("status", Rule::ActivationMismatch, self.actived, report),
            EnrollmentStatus::Inactive => path.hold("status", Rule::ActivationMismatch, !self.actived, report),
            EnrollmentStatus::Other(_) => path.hold("status", Rule::UnknownStatus, false, report),
        }
    }
}

impl Check for User {
    fn check_into(&self, _: &Surroundings, path: &Path<'_>, report: &mut Report) {
        path.hold_id("id", self.id, report);
        path.hold_text("name", &self.name, report);
        if path.hold_text("email", &self.email, report) {
            path.hold("email", Rule::EmailSyntax, is_email(&self.email), report);
        }
        if path.hold_text("cpf", &self.cpf, report) {
            let cpf = self.cpf.parse::<Cpf>();
            path.hold("cpf", Rule::CpfSyntax, cpf != Err(CpfError::Syntax), report);
            path.hold("cpf", Rule::CpfCheckDigits, cpf != Err(CpfError::CheckDigits), report);
        }
        if let Some(uuid) = &self.uuid {
            path.hold("uuid", Rule::UuidSyntax, is_uuid(uuid), report);
        }
    }
}
