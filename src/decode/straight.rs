//! The straight road: the form in which the platform's sender always writes, read in one pass.
//!
//! Same keys, same order, no white space, as PHP's `json_encode` prints it. Whatever else comes, this
//! gives up without a trace and serde decides: it has no errors of its own and accepts nothing that
//! serde would refuse or read otherwise.

use crate::wire;
use crate::{Course, Enrollment, EnrollmentData, EnrollmentStatus, Event, Id, Institution, NewEnrollment, Slug, User};
use alloc::string::String;
use chrono::{NaiveDate, NaiveDateTime};

/// Reads a body in the sender's own form; none for every other body.
pub(super) fn read(body: &str) -> Option<NewEnrollment> {
    let mut cursor = Cursor { rest: body };
    let webhook = new_enrollment(&mut cursor)?;
    cursor.rest.is_empty().then_some(webhook)
}

fn new_enrollment(at: &mut Cursor<'_>) -> Option<NewEnrollment> {
    let event = event(at.after(r#"{"event":"#)?)?;
    let data = data(at.after(r#","data":"#)?)?;
    at.after("}")?;
    Some(NewEnrollment { event, data })
}

fn event(at: &mut Cursor<'_>) -> Option<Event> {
    let name = at.after(r#"{"name":"#)?.text()?;
    let send_at = at.after(r#","slug":"activities.course.enrollment","send_at":"#)?.date_time()?;
    at.after("}")?;
    Some(Event { name, slug: Slug::CourseEnrollment, send_at })
}

fn data(at: &mut Cursor<'_>) -> Option<EnrollmentData> {
    let institution = Institution { id: at.after(r#"{"institution":{"id":"#)?.id()? };
    let course = course(at.after(r#"},"course":"#)?)?;
    let enrollment = enrollment(at.after(r#","enrollment":"#)?)?;
    let user = user(at.after(r#","user":"#)?)?;
    at.after("}")?;
    Some(EnrollmentData { institution, course, enrollment, user })
}

fn course(at: &mut Cursor<'_>) -> Option<Course> {
    let id = at.after(r#"{"id":"#)?.id()?;
    let name = at.after(r#","name":"#)?.text()?;
    at.after("}")?;
    Some(Course { id, name })
}

fn enrollment(at: &mut Cursor<'_>) -> Option<Enrollment> {
    let id = at.after(r#"{"id":"#)?.id()?;
    let date_expire = at.after(r#","date_expire":"#)?.null_or(Cursor::date)?;
    let course_id = at.after(r#","course_id":"#)?.id()?;
    let actived = at.after(r#","actived":"#)?.zero_one()?;
    let status = at.after(r#","status":"#)?.zero_one()?;
    let status = if status { EnrollmentStatus::Active } else { EnrollmentStatus::Inactive };
    at.after("}")?;
    Some(Enrollment { id, date_expire, course_id, actived, status })
}

fn user(at: &mut Cursor<'_>) -> Option<User> {
    let id = at.after(r#"{"id":"#)?.id()?;
    let name = at.after(r#","name":"#)?.text()?;
    let email = at.after(r#","email":"#)?.text()?;
    let cpf = at.after(r#","cpf":"#)?.text()?;
    let nickname = at.after(r#","nickname":"#)?.null_or(Cursor::text)?.filter(|text| !text.is_empty());
    let uuid = at.after(r#","uuid":"#)?.null_or(Cursor::text)?.filter(|text| !text.is_empty());
    at.after("}")?;
    Some(User { id, name, email, cpf, nickname, uuid })
}

/// What is still to be read.
struct Cursor<'a> {
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    fn after(&mut self, literal: &str) -> Option<&mut Self> {
        self.rest = self.rest.strip_prefix(literal)?;
        Some(self)
    }

    fn take(&mut self, length: usize) -> Option<&'a str> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    #[allow(clippy::option_option, reason = "read, and of what was read: null or a value")]
    fn null_or<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        match self.rest.strip_prefix("null") {
            Some(rest) => {
                self.rest = rest;
                Some(None)
            }
            None => read(self).map(Some),
        }
    }

    fn id<T>(&mut self) -> Option<Id<T>> {
        let end = self.rest.bytes().position(|byte| !byte.is_ascii_digit())?;
        wire::Identifier::parse(self.take(end)?).ok().map(Id::new)
    }

    fn zero_one(&mut self) -> Option<bool> {
        match self.take(1)? {
            "0" => Some(false),
            "1" => Some(true),
            _ => None,
        }
    }

    /// The content of a string up to its closing quote, if it has no escape and no control character.
    fn plain(&mut self) -> Option<&'a str> {
        self.after("\"")?;
        let end = self.rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | ..b' '))?;
        let plain = self.take(end)?;
        self.after("\"")?;
        Some(plain)
    }

    fn date(&mut self) -> Option<NaiveDate> {
        wire::Date::parse(self.plain()?).ok()?
    }

    fn date_time(&mut self) -> Option<NaiveDateTime> {
        wire::DateTime::parse(self.plain()?).ok()
    }

    fn text(&mut self) -> Option<String> {
        self.after("\"")?;
        let end = self.rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | ..b' '))?;
        let plain = self.take(end)?;
        if self.after("\"").is_some() {
            return Some(plain.into());
        }
        self.escaped(plain)
    }

    /// The rest of a text that has escapes, after its plain start.
    fn escaped(&mut self, start: &str) -> Option<String> {
        // Escapes are longer than what they stand for: as much as is left of the text is enough.
        let mut capacity = start.len();
        let mut bytes = self.rest.bytes();
        loop {
            match bytes.next()? {
                b'"' => break,
                b'\\' => drop(bytes.next()?),
                _ => {}
            }
            capacity += 1;
        }
        let mut text = String::with_capacity(capacity);
        text.push_str(start);
        loop {
            let end = self.rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | ..b' '))?;
            text.push_str(self.take(end)?);
            match self.take(1)? {
                "\"" => return Some(text),
                "\\" => text.push(self.escape()?),
                _ => return None,
            }
        }
    }

    /// The character that an escape stands for, after its backslash.
    fn escape(&mut self) -> Option<char> {
        Some(match self.take(1)? {
            "u" => return self.unicode(),
            "\"" => '"',
            "\\" => '\\',
            "/" => '/',
            "b" => '\u{8}',
            "f" => '\u{c}',
            "n" => '\n',
            "r" => '\r',
            "t" => '\t',
            _ => return None,
        })
    }

    fn unicode(&mut self) -> Option<char> {
        let first = self.utf16()?;
        if let Some(char) = char::from_u32(first.into()) {
            return Some(char);
        }
        let second = self.after("\\u")?.utf16()?;
        char::decode_utf16([first, second]).next()?.ok()
    }

    fn utf16(&mut self) -> Option<u16> {
        let digits = self.take(4)?;
        let hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        u16::from_str_radix(digits, 16).ok().filter(|_| hex)
    }
}
