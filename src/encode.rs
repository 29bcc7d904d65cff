//! Types to bytes: the documented form, written in one pass.

use crate::{Course, Enrollment, EnrollmentData, Event, Institution, NewEnrollment, User, wire};
use alloc::string::String;
use core::fmt::{Display, Write};

impl NewEnrollment {
    /// Writes the payload as the platform documents it: compact JSON, its keys in the documented order.
    ///
    /// The same bytes as `serde_json::to_string` gives, in one allocation unless a text needs many
    /// escapes.
    ///
    /// ```
    /// use toolzz_webhook::fixture;
    ///
    /// assert_eq!(fixture::documented().to_json(), fixture::DOCUMENTED);
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut json = Json(String::with_capacity(LONGEST_FIXED_PART + length_of_texts(self)));
        json.new_enrollment(self);
        json.0
    }
}

/// Bytes of everything but the texts: keys, punctuation, dates, five ids and a status of 20 digits
/// each, a flag, and a few to spare for escapes.
const LONGEST_FIXED_PART: usize = 400;

fn length_of_texts(webhook: &NewEnrollment) -> usize {
    let NewEnrollment { event, data: EnrollmentData { course, user, .. } } = webhook;
    let required = [&event.name, &course.name, &user.name, &user.email, &user.cpf];
    let optional = [&user.nickname, &user.uuid];
    required.into_iter().chain(optional.into_iter().flatten()).map(String::len).sum::<usize>()
        + event.slug.as_str().len()
}

struct Json(String);

impl Json {
    fn new_enrollment(&mut self, NewEnrollment { event, data }: &NewEnrollment) {
        self.raw(r#"{"event":"#).event(event);
        self.raw(r#","data":"#).data(data);
        self.raw("}");
    }

    fn event(&mut self, Event { name, slug, send_at }: &Event) {
        self.raw(r#"{"name":"#).text(name);
        self.raw(r#","slug":"#).text(slug.as_str());
        self.raw(r#","send_at":""#).display(wire::whole_seconds(*send_at));
        self.raw(r#""}"#);
    }

    fn data(&mut self, data: &EnrollmentData) {
        let EnrollmentData { institution: Institution { id }, course, enrollment, user } = data;
        self.raw(r#"{"institution":{"id":"#).display(id);
        self.raw(r#"},"course":"#).course(course);
        self.raw(r#","enrollment":"#).enrollment(enrollment);
        self.raw(r#","user":"#).user(user);
        self.raw("}");
    }

    fn course(&mut self, Course { id, name }: &Course) {
        self.raw(r#"{"id":"#).display(id);
        self.raw(r#","name":"#).text(name);
        self.raw("}");
    }

    fn enrollment(&mut self, enrollment: &Enrollment) {
        let Enrollment { id, date_expire, course_id, actived, status } = enrollment;
        self.raw(r#"{"id":"#).display(id);
        self.raw(r#","date_expire":"#);
        match date_expire {
            Some(date) => {
                self.raw("\"").display(date);
                self.raw("\"");
            }
            None => drop(self.raw("null")),
        }
        self.raw(r#","course_id":"#).display(course_id);
        self.raw(r#","actived":"#).raw(if *actived { "1" } else { "0" });
        self.raw(r#","status":"#).display(i64::from(*status));
        self.raw("}");
    }

    fn user(&mut self, User { id, name, email, cpf, nickname, uuid }: &User) {
        self.raw(r#"{"id":"#).display(id);
        self.raw(r#","name":"#).text(name);
        self.raw(r#","email":"#).text(email);
        self.raw(r#","cpf":"#).text(cpf);
        self.raw(r#","nickname":"#).text_or_null(nickname.as_deref());
        self.raw(r#","uuid":"#).text_or_null(uuid.as_deref());
        self.raw("}");
    }

    fn raw(&mut self, json: &str) -> &mut Self {
        self.0.push_str(json);
        self
    }

    fn display(&mut self, value: impl Display) {
        // A String takes whatever is written to it.
        let _ = write!(self.0, "{value}");
    }

    fn text_or_null(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.text(text),
            None => self.0.push_str("null"),
        }
    }

    /// A string with the escapes that JSON asks for (RFC 8259, section 7), and no others.
    fn text(&mut self, text: &str) {
        self.0.push('"');
        let mut rest = text;
        while let Some(end) = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | ..b' ')) {
            let (plain, special) = rest.split_at_checked(end).unwrap_or_default();
            let mut special = special.chars();
            self.0.push_str(plain);
            match special.next().unwrap_or_default() {
                quoted @ ('"' | '\\') => self.0.extend(['\\', quoted]),
                '\u{8}' => self.0.push_str("\\b"),
                '\u{c}' => self.0.push_str("\\f"),
                '\n' => self.0.push_str("\\n"),
                '\r' => self.0.push_str("\\r"),
                '\t' => self.0.push_str("\\t"),
                control => self.display(format_args!("\\u{:04x}", u32::from(control))),
            }
            rest = special.as_str();
        }
        self.0.push_str(rest);
        self.0.push('"');
    }
}
