//! The one generator of values for `arbitrary`, `fake` and `proptest`: it turns a sequence of choices into a value.

use crate::{
    Course, Cpf, Enrollment, EnrollmentData, EnrollmentStatus, Event, Id, Institution, NewEnrollment, Slug, User,
};
use Style::{Any, Realistic};
use alloc::{format, string::String};
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};
use core::{iter, time::Duration};

/// A source of choices. Returns a number from 0 to the second argument; 0 is the ordinary choice, toward which values
/// shrink. The first argument is the number of the field that the choice is for.
pub type Choose<'a> = dyn FnMut(usize, u64) -> u64 + 'a;

/// What the values are for.
#[derive(Clone, Copy)]
#[allow(dead_code, reason = "each feature uses its own")]
pub enum Style {
    /// Values that round-trip through the canonical form: years are 0 to 9999, times have whole seconds, nicknames and
    /// UUIDs are not empty, short CPFs are padded as when decoded, and a [`NewEnrollment`] has its own slug. One half of
    /// the fields is valid, the other may be anything.
    Any,
    /// Values that pass `validate_strict`.
    Valid,
    /// Values that pass `validate_strict` and resemble those of Brazilian students, with these first and last names.
    Realistic([&'static [&'static str]; 2]),
}

/// Generates values from choices. Whatever is chosen, the fields of a type are the same and have the same numbers.
pub struct Generator<'a> {
    style: Style,
    choose: &'a mut Choose<'a>,
    field: usize,
}

/// Calls a macro with each type and the method that generates its values, or values that contain one.
macro_rules! for_every_type {
    ($implement:ident) => {
        $implement! {
            Id<T>: id, Cpf: cpf, Slug: slug, EnrollmentStatus: status, Event: event, Institution: institution,
            Course: course, Enrollment: new_enrollment.data.enrollment, User: user,
            EnrollmentData: new_enrollment.data, NewEnrollment: new_enrollment
        }
    };
}
pub(super) use for_every_type;

/// Letters, and characters that are special in JSON, in email addresses, in Unicode or when whitespace is trimmed.
const CHARS: &str =
    "abcdefghijklmnopqrstuvwxyz AZ09.+-'@<\"\\/\n\0\u{7f}éãÇ\u{301}漢\u{a0}\u{2028}\u{feff}😀\u{10ffff}";

/// The documented ids have up to nine digits, as a CPF has without its check digits.
const NINE_DIGITS: u32 = 999_999_999;
const LAST_YEAR: i32 = 9999;

const SUBJECTS: [&str; 5] = ["Excel", "Gestão de Projetos", "Inglês", "Matemática Financeira", "Segurança do Trabalho"];
const LEVELS: [&str; 3] = ["Básico", "Intermediário", "Avançado"];

impl<'a> Generator<'a> {
    pub fn new(style: Style, choose: &'a mut Choose<'a>) -> Self {
        Self { style, choose, field: 0 }
    }

    pub fn new_enrollment(&mut self) -> NewEnrollment {
        let event = Event { slug: Slug::NEW_ENROLLMENT, ..self.event() };
        let data = self.data(event.send_at.date());
        NewEnrollment { event, data }
    }

    pub fn event(&mut self) -> Event {
        let name = if self.any() { self.string() } else { Event::NAME.into() };
        Event { name, slug: self.slug(), send_at: self.date_time() }
    }

    fn data(&mut self, sent: NaiveDate) -> EnrollmentData {
        let (institution, course) = (self.institution(), self.course());
        let enrollment = self.enrollment(course.id, sent);
        EnrollmentData { institution, course, enrollment, user: self.user() }
    }

    pub fn institution(&mut self) -> Institution {
        Institution { id: self.id() }
    }

    pub fn course(&mut self) -> Course {
        Course { id: self.id(), name: self.name([&SUBJECTS, &LEVELS]) }
    }

    fn enrollment(&mut self, course: Id<Course>, sent: NaiveDate) -> Enrollment {
        let status = self.status();
        Enrollment {
            id: self.id(),
            date_expire: self
                .optional(|this| if this.any() { this.date() } else { sent + Days::new(this.up_to(365)) })
                .filter(|date| date.year() <= LAST_YEAR),
            course_id: if self.any() { self.number().into() } else { course },
            actived: if self.any() { self.pick(&[false, true]) } else { status.is_active() },
            status,
        }
    }

    pub fn user(&mut self) -> User {
        let names = if let Realistic(names) = self.style { names } else { Default::default() };
        let (id, name) = (self.id(), self.name(names));
        let first_name = name.split_whitespace().next().unwrap_or("a");
        User {
            email: if self.any() { self.string() } else { self.email(id, &name) },
            cpf: self.cpf_string(),
            nickname: self.optional(|this| if this.any() { this.filled_string() } else { first_name.into() }),
            uuid: self.optional(|this| if this.any() { this.filled_string() } else { this.uuid() }),
            id,
            name,
        }
    }

    pub fn id<T>(&mut self) -> Id<T> {
        let first = u64::from(!self.any());
        self.number().max(first).into()
    }

    pub fn slug(&mut self) -> Slug {
        if self.any() { self.string().into() } else { Slug::NEW_ENROLLMENT }
    }

    pub fn status(&mut self) -> EnrollmentStatus {
        if self.any() { 0_i64.wrapping_add_unsigned(self.number()).into() } else { self.pick(&[1, 0]).into() }
    }

    pub fn cpf(&mut self) -> Cpf {
        // No CPF has all digits the same.
        Cpf::with_check_digits(self.up_to(NINE_DIGITS).max(1)).unwrap_or_else(|| self.cpf())
    }

    /// Begins a field. Returns whether its value may be anything.
    fn any(&mut self) -> bool {
        self.field += 1;
        matches!(self.style, Any) && self.pick(&[false, true])
    }

    /// Begins a field that may be `None`.
    fn optional<T>(&mut self, generate: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.field += 1;
        // The value is generated for `None`, too, so that the fields are the same.
        self.pick(&[false, true]).then_some(generate(self))
    }

    fn up_to<N: TryFrom<u64> + Into<u64> + Default>(&mut self, last: N) -> N {
        N::try_from((self.choose)(self.field, last.into())).unwrap_or_default()
    }

    fn pick<T: Copy + Default>(&mut self, items: &[T]) -> T {
        let index = usize::try_from(self.up_to(items.len().saturating_sub(1) as u64));
        index.ok().and_then(|index| items.get(index)).copied().unwrap_or_default()
    }

    /// Returns a number of the size of documented ids, of any size, or so small that equal ones are likely.
    fn number(&mut self) -> u64 {
        let sizes = [NINE_DIGITS.into(), u64::MAX, 9];
        let last = if let Realistic(_) = self.style { NINE_DIGITS.into() } else { self.pick(&sizes) };
        self.up_to(last)
    }

    fn date(&mut self) -> NaiveDate {
        let (first, last) = if let Realistic(_) = self.style { (2020, 2029) } else { (0, LAST_YEAR) };
        let date = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
        let documented = date(2023, 7, 3);
        let end = if self.pick(&[false, true]) { date(first, 1, 1) } else { date(last, 12, 31) };
        let days = Days::new(self.up_to((end - documented).num_days().unsigned_abs()));
        if end < documented { documented - days } else { documented + days }
    }

    fn date_time(&mut self) -> NaiveDateTime {
        self.field += 1;
        NaiveDateTime::from(self.date()) + Duration::from_secs(self.up_to(86_399))
    }

    fn string(&mut self) -> String {
        // The first six choices end the string.
        iter::from_fn(|| CHARS.chars().nth(self.up_to(58_u8).checked_sub(6)?.into())).collect()
    }

    fn filled_string(&mut self) -> String {
        let string = self.string();
        if string.trim().is_empty() { "a".into() } else { string }
    }

    /// Returns a word of each list if the style is realistic, otherwise a string.
    fn name(&mut self, [first, second]: [&[&str]; 2]) -> String {
        match (self.any(), self.style) {
            (_, Realistic(_)) => format!("{} {}", self.pick(first), self.pick(second)),
            (true, _) => self.string(),
            (false, _) => self.filled_string(),
        }
    }

    /// Returns a valid address, which the id makes unique, at a host that is reserved for examples (RFC 2606).
    fn email(&mut self, id: Id<User>, name: &str) -> String {
        let mut local = name.replace(' ', ".");
        local.retain(|char| char.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(char));
        format!("{local}.{id}@{}", self.pick(&["example.com", "mail.example.org", "EXAMPLE.NET"]))
    }

    fn cpf_string(&mut self) -> String {
        let string = match (self.any(), self.pick(&[false, true])) {
            (true, true) => format!("{}", self.number() % 100_000_000_000),
            (true, false) => self.string(),
            (false, true) => self.cpf().digits().into(),
            (false, false) => self.cpf().into(),
        };
        // A number that decoding would pad is padded.
        Cpf::from_short_string(&string).map_or(string, |cpf| cpf.digits().into())
    }

    fn uuid(&mut self) -> String {
        let [a, b, c, d, e] = [0xffff_ffff, 0xffff, 0xfff, 0x3fff, 0xffff_ffff_ffff_u64].map(|last| self.up_to(last));
        // RFC 9562, section 5.4: version 4 and variant 8, 9, a or b.
        format!("{a:08x}-{b:04x}-4{c:03x}-{:04x}-{e:012x}", 0x8000 + d)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Validate;
    use alloc::{string::ToString, vec::Vec};
    use rand::{RngExt, SeedableRng, rngs::StdRng};

    /// Generates payloads of which every choice is the first one or the last one.
    fn extreme_payloads(style: Style) -> Vec<NewEnrollment> {
        let mut rng = StdRng::seed_from_u64(7);
        let mut choose = |_, last| if rng.random() { last } else { 0 };
        (0..2_000).map(|_| Generator::new(style, &mut choose).new_enrollment()).collect()
    }

    #[test]
    fn extreme_payloads_of_any_style_round_trip() {
        for webhook in extreme_payloads(Any) {
            assert_eq!(webhook.to_json().parse().as_ref(), Ok(&webhook));
        }
    }

    #[test]
    fn extreme_payloads_are_valid() {
        for (style, dates) in [
            (Style::Valid, ["0000-01-01", "9999-12-31"]),
            (Realistic([&["Ana", "João"], &["Souza", "da Conceição"]]), ["2020-01-01", "2029-12-31"]),
        ] {
            let payloads = extreme_payloads(style);
            for webhook in &payloads {
                assert_eq!(webhook.validate_strict(), Ok(()), "{:?}", webhook.revealed());
            }
            let days = payloads.iter().map(|webhook| webhook.event.send_at.date());
            assert_eq!([days.clone().min(), days.max()].map(|day| day.unwrap().to_string()), dates);
        }
    }
}
