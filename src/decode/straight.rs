//! The straight road: the form in which the platform's sender always writes, read in one pass.
//!
//! Same keys, same order, no white space, as PHP's `json_encode` prints it. Whatever else comes, this
//! gives up without a trace and serde decides: it has no errors of its own and accepts nothing that
//! serde would refuse or read otherwise.

use crate::wire;
use crate::{Course, Enrollment, EnrollmentData, Event, Id, Institution, NewEnrollment, Slug, User};
use alloc::string::String;
use chrono::{NaiveDate, NaiveDateTime};
use memchr::{memchr, memchr2};

/// Reads a body in the sender's own form; none for every other body.
///
/// Nothing is allocated until the whole body is read, so that a body that is given up has cost little.
pub(super) fn read(body: &str) -> Option<NewEnrollment> {
    // The form has no white space, and a string of JSON none of the other control characters.
    if body.bytes().fold(0, |found, byte| found | u8::from(byte < b' ')) != 0 {
        return None;
    }
    let mut at = Cursor { rest: body };

    let event_name = at.after(r#"{"event":{"name":"#)?.text()?;
    let send_at = at.after(r#","slug":"activities.course.enrollment","send_at":"#)?.date_time()?;

    let institution_id = at.after(r#"},"data":{"institution":{"id":"#)?.id()?;

    let course_id = at.after(r#"},"course":{"id":"#)?.id()?;
    let course_name = at.after(r#","name":"#)?.text()?;

    let enrollment = Enrollment {
        id: at.after(r#"},"enrollment":{"id":"#)?.id()?,
        date_expire: at.after(r#","date_expire":"#)?.null_or(Cursor::date)?,
        course_id: at.after(r#","course_id":"#)?.id()?,
        actived: at.after(r#","actived":"#)?.zero_one()?,
        status: i64::from(at.after(r#","status":"#)?.zero_one()?).into(),
    };

    let user_id = at.after(r#"},"user":{"id":"#)?.id()?;
    let user_name = at.after(r#","name":"#)?.text()?;
    let email = at.after(r#","email":"#)?.text()?;
    let cpf = at.after(r#","cpf":"#)?.text()?;
    let nickname = at.after(r#","nickname":"#)?.null_or(Cursor::text)?;
    let uuid = at.after(r#","uuid":"#)?.null_or(Cursor::text)?;

    if !at.after("}}}")?.rest.is_empty() {
        return None;
    }
    Some(NewEnrollment {
        event: Event { name: event_name.read()?, slug: Slug::CourseEnrollment, send_at },
        data: EnrollmentData {
            institution: Institution { id: institution_id },
            course: Course { id: course_id, name: course_name.read()? },
            enrollment,
            user: User {
                id: user_id,
                name: user_name.read()?,
                email: email.read()?,
                cpf: cpf.read()?,
                nickname: read_nullable(nickname)?,
                uuid: read_nullable(uuid)?,
            },
        },
    })
}

/// The content of a string as it is written.
#[derive(Clone, Copy)]
enum Written<'a> {
    Plain(&'a str),
    WithEscapes(&'a str),
}

impl Written<'_> {
    fn read(self) -> Option<String> {
        match self {
            Self::Plain(text) => Some(text.into()),
            Self::WithEscapes(text) => unescape(text),
        }
    }
}

/// The text of a nullable place, where an empty one is none.
#[allow(clippy::option_option, reason = "the outer one gives up, the inner one is null")]
fn read_nullable(written: Option<Written<'_>>) -> Option<Option<String>> {
    match written {
        None | Some(Written::Plain("")) => Some(None),
        Some(written) => written.read().map(Some),
    }
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

    #[allow(clippy::option_option, reason = "the outer one gives up, the inner one is null")]
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
        let digits = self.take(end)?;
        if digits.starts_with('0') && digits != "0" {
            return None;
        }
        digits.parse().ok().map(Id::new)
    }

    fn zero_one(&mut self) -> Option<bool> {
        match self.take(1)? {
            "0" => Some(false),
            "1" => Some(true),
            _ => None,
        }
    }

    /// A text up to the next quote or backslash.
    fn plain(&mut self) -> Option<&'a str> {
        self.take(memchr2(b'"', b'\\', self.rest.as_bytes())?)
    }

    fn date(&mut self) -> Option<NaiveDate> {
        let date = wire::Date::parse(self.after("\"")?.plain()?).ok()?;
        self.after("\"")?;
        date
    }

    fn date_time(&mut self) -> Option<NaiveDateTime> {
        let date_time = wire::DateTime::parse(self.after("\"")?.plain()?).ok()?;
        self.after("\"")?;
        Some(date_time)
    }

    fn text(&mut self) -> Option<Written<'a>> {
        let start = self.after("\"")?.rest;
        let mut text = Written::Plain(self.plain()?);
        while self.after("\"").is_none() {
            self.take(2)?;
            self.plain()?;
            text = Written::WithEscapes(start.get(..start.len() - self.rest.len())?);
        }
        Some(text)
    }
}

/// The text that a JSON string stands for.
fn unescape(written: &str) -> Option<String> {
    // No escape is shorter than what it stands for.
    let mut text = String::with_capacity(written.len());
    let mut rest = written;
    while let Some(end) = memchr(b'\\', rest.as_bytes()) {
        text.push_str(rest.get(..end)?);
        rest = rest.get(end + 1..)?;
        text.push(escape(&mut rest)?);
    }
    text.push_str(rest);
    Some(text)
}

/// Takes an escape, after its backslash, from the start of a text.
fn escape(rest: &mut &str) -> Option<char> {
    let (letter, after) = rest.split_at_checked(1)?;
    *rest = after;
    Some(match letter {
        "u" => return unicode(rest),
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

/// Takes the digits of `\u`, and the second half of a surrogate pair if they are the first.
fn unicode(rest: &mut &str) -> Option<char> {
    let first = utf16(rest)?;
    if let Some(char) = char::from_u32(first.into()) {
        return Some(char);
    }
    *rest = rest.strip_prefix("\\u")?;
    char::decode_utf16([first, utf16(rest)?]).next()?.ok()
}

fn utf16(rest: &mut &str) -> Option<u16> {
    let (digits, after) = rest.split_at_checked(4)?;
    *rest = after;
    // Numbers are also parsed with a sign, which a JSON string must not have here.
    let hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    if hex { u16::from_str_radix(digits, 16).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::{NewEnrollment, fixture};
    use alloc::{
        format,
        string::{String, ToString},
        vec::Vec,
    };
    use proptest::prelude::*;

    /// What the straight road reads, it reads as serde does.
    fn agrees_with_serde(body: &str) -> bool {
        let straight = read(body);
        straight.is_none() || straight == serde_json::from_str::<NewEnrollment>(body).ok()
    }

    fn php_escaped(body: &str) -> String {
        let unit = |unit: &u16| format!("\\u{unit:04x}");
        let escape = |char: char| match char {
            '/' => "\\/".to_string(),
            '\0'..='\u{7f}' => char.to_string(),
            _ => char.encode_utf16(&mut [0; 2]).iter().map(unit).collect::<Vec<_>>().concat(),
        };
        body.chars().map(escape).collect()
    }

    #[test]
    fn takes_the_documented_form_and_php_s() {
        let mut webhook = fixture::new_enrollment();
        webhook.data.user.name = "João 😀 a/b \"c\" \\ \u{8}\u{c}\n\r\t\u{1}\u{ffff}".into();
        webhook.data.course.name = String::new();
        for webhook in [fixture::documented(), fixture::new_enrollment(), webhook] {
            let body = webhook.to_json();
            assert_eq!(read(&body).as_ref(), Some(&webhook), "{body}");
            assert_eq!(read(&php_escaped(&body)), Some(webhook), "{body}");
        }
    }

    #[test]
    fn takes_each_documented_value() {
        for (from, to) in [
            (r#""actived":1"#, r#""actived":0"#),
            (r#""status":1"#, r#""status":0"#),
            (r#""id":11"#, r#""id":0"#),
            (r#""id":11"#, r#""id":18446744073709551615"#),
            ("null,\"course_id", "\"2024-02-29\",\"course_id"),
            (r#""uuid":null"#, r#""uuid":"a""#),
            (r#""uuid":null"#, r#""uuid":"""#),
            (r#""nickname":null"#, r#""nickname":"""#),
        ] {
            let body = fixture::DOCUMENTED.replacen(from, to, 1);
            assert_eq!(read(&body), Some(serde_json::from_str(&body).unwrap()), "{to}");
        }
    }

    #[test]
    fn gives_up_on_every_surprise() {
        for (from, to) in [
            ("{\"event\"", " {\"event\""),
            ("{\"event\"", "{ \"event\""),
            ("{\"event\"", "{\"a\":1,\"event\""),
            ("}}}", "}}}\n"),
            ("}}}", "}}"),
            ("}}}", "}}}}"),
            ("}}}", "},\"a\":1}}"),
            (r#""id":11"#, r#""id":"11""#),
            (r#""id":11"#, r#""id":11.0"#),
            (r#""id":11"#, r#""id":011"#),
            (r#""id":11"#, r#""id":00"#),
            (r#""id":11"#, r#""id":-11"#),
            (r#""id":11"#, r#""id":+11"#),
            (r#""id":11"#, r#""id":"#),
            (r#""id":11"#, r#""id":18446744073709551616"#),
            (r#""actived":1"#, r#""actived":true"#),
            (r#""actived":1"#, r#""actived":10"#),
            (r#""actived":1"#, r#""actived":2"#),
            (r#""status":1"#, r#""status":7"#),
            ("activities.course.enrollment", "activities.course.completed"),
            ("12:53:41", "24:53:41"),
            ("12:53:41", "12:53:41Z"),
            ("2023-07-03", "2023-02-30"),
            ("2023-07-03 ", "2023-07-03\\u0020"),
            ("null,\"course_id", "\"2024-02-30\",\"course_id"),
            ("null,\"course_id", "\"\",\"course_id"),
            ("null,\"course_id", "\"0000-00-00\",\"course_id"),
            ("null,\"course_id", "5,\"course_id"),
            ("Student", "Stu\tdent"),
            ("Student", "S\tu\tdent"),
            ("Student", "Stu\u{0}dent\u{1f}"),
            ("Student", "Stu\\xdent"),
            ("Student", "Stu\\u00gg"),
            ("Student", "Stu\\u+123"),
            ("Student", "Stu\\u12"),
            ("Student", "Stu\\ud800"),
            ("Student", "Stu\\udc00\\ud800"),
            ("Student", "Stu\\ud800\\u0041"),
            ("Student", "Stu\\ud800x"),
            ("\"Student\"", "null"),
            (r#""uuid":null"#, r#""uuid":nul"#),
            (r#""uuid":null"#, r#""uuid":true"#),
        ] {
            let body = fixture::DOCUMENTED.replacen(from, to, 1);
            assert_ne!(body, fixture::DOCUMENTED, "{from}");
            assert_eq!(read(&body), None, "{to}");
        }
        for end in 0..fixture::DOCUMENTED.len() {
            assert_eq!(fixture::DOCUMENTED.get(..end).and_then(read), None);
        }
    }

    proptest! {
        #[test]
        fn whatever_it_reads_serde_reads_alike(
            edits in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..3, "[\\x00-\\x7f]|[0-9a-f\"\\\\u/{}:,. -]{0,3}"), 0..4),
            php in any::<bool>(),
        ) {
            let mut body = fixture::new_enrollment().to_json();
            if php {
                body = php_escaped(&body);
            }
            for (at, remove, insert) in edits {
                let mut chars: Vec<char> = body.chars().collect();
                let at = at.index(chars.len());
                let end = (at + remove).min(chars.len());
                chars.splice(at..end, insert.chars());
                body = chars.into_iter().collect();
            }
            prop_assert!(agrees_with_serde(&body), "{body}");
        }
    }
}
