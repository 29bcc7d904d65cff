//! `Dummy<Faker>`: realistic Brazilian test data that passes every rule; deterministic for a seeded generator.

use crate::{
    Course, Cpf, Enrollment, EnrollmentData, EnrollmentStatus, Event, Id, Institution, NewEnrollment, Slug, User,
};
use ::fake::faker::name::raw::{FirstName, LastName};
use ::fake::locales::PT_BR;
use ::fake::{Dummy, Fake, Faker, RngExt};
use alloc::{format, string::String};
use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};
use core::ops::Range;

/// The documented ids have up to nine digits.
const IDS: Range<u64> = 1..1_000_000_000;
/// Seconds from 2020-01-01 to 2030-01-01.
const TEN_YEARS: Range<i64> = 0..315_619_200;
const YEAR: Range<u64> = 0..366;

const SUBJECTS: [&str; 8] = [
    "Administração",
    "Comunicação",
    "Excel",
    "Gestão de Projetos",
    "Inglês",
    "Matemática Financeira",
    "Programação",
    "Segurança do Trabalho",
];
const LEVELS: [&str; 3] = ["Básico", "Intermediário", "Avançado"];

fn one_of<R: RngExt + ?Sized>(words: &[&'static str], rng: &mut R) -> &'static str {
    words.get(rng.random_range(0..words.len())).copied().unwrap_or_default()
}

fn sometimes<R: RngExt + ?Sized, T>(rng: &mut R, make: impl FnOnce(&mut R) -> T) -> Option<T> {
    rng.random::<bool>().then(|| make(rng))
}

/// Returns a date up to a year after the event, or `None`.
fn expiry<R: RngExt + ?Sized>(event: &Event, rng: &mut R) -> Option<NaiveDate> {
    sometimes(rng, |rng| event.send_at.date() + Days::new(rng.random_range(YEAR)))
}

fn uuid_v4<R: RngExt + ?Sized>(rng: &mut R) -> String {
    // RFC 9562, section 5.4: version 4 and variant 8, 9, a or b.
    super::uuid(rng.random::<u128>() & !(0xf000 << 64) & !(0xc000 << 48) | (0x4000 << 64) | (0x8000 << 48))
}

macro_rules! dummy {
    ($($type:ident $(<$parameter:ident>)? |$rng:ident| $value:expr;)+) => {$(
        impl $(<$parameter>)? Dummy<Faker> for $type $(<$parameter>)? {
            fn dummy_with_rng<R: RngExt + ?Sized>(_: &Faker, $rng: &mut R) -> Self {
                $value
            }
        }
    )+};
}

dummy! {
    Id<T> |rng| Self::new(rng.random_range(IDS));
    Cpf |rng| loop {
        if let Some(cpf) = Self::with_check_digits(rng.random_range(0..1_000_000_000)) {
            return cpf;
        }
    };
    Slug |_rng| Self::NEW_ENROLLMENT;
    EnrollmentStatus |rng| rng.random_range(0..2_i64).into();
    Event |rng| {
        let first = NaiveDate::from_ymd_opt(2020, 1, 1).map(NaiveDateTime::from).unwrap_or_default();
        let send_at = first + TimeDelta::seconds(rng.random_range(TEN_YEARS));
        Self { name: Self::NAME.into(), slug: Faker.fake_with_rng(rng), send_at }
    };
    Institution |rng| Self { id: Faker.fake_with_rng(rng) };
    Course |rng| {
        let name = format!("{} {}", one_of(&SUBJECTS, rng), one_of(&LEVELS, rng));
        Self { id: Faker.fake_with_rng(rng), name }
    };
    Enrollment |rng| {
        let event: Event = Faker.fake_with_rng(rng);
        let status: EnrollmentStatus = Faker.fake_with_rng(rng);
        Self {
            id: Faker.fake_with_rng(rng),
            date_expire: expiry(&event, rng),
            course_id: Faker.fake_with_rng(rng),
            actived: status.is_active(),
            status,
        }
    };
    User |rng| {
        let first: &str = FirstName(PT_BR).fake_with_rng(rng);
        let last: &str = LastName(PT_BR).fake_with_rng(rng);
        let id: Id<Self> = Faker.fake_with_rng(rng);
        let ascii = |name: &str| name.to_ascii_lowercase().replace(|char: char| !char.is_ascii_lowercase(), "");
        Self {
            id,
            name: format!("{first} {last}"),
            // The id makes the address unique; the host is reserved for examples (RFC 2606).
            email: format!("{}.{}.{id}@example.com", ascii(first), ascii(last)),
            cpf: Faker.fake_with_rng::<Cpf, _>(rng).into(),
            nickname: sometimes(rng, |_| first.into()),
            uuid: sometimes(rng, uuid_v4),
        }
    };
    EnrollmentData |rng| {
        let course: Course = Faker.fake_with_rng(rng);
        let enrollment = Enrollment { course_id: course.id, ..Faker.fake_with_rng(rng) };
        Self { institution: Faker.fake_with_rng(rng), course, enrollment, user: Faker.fake_with_rng(rng) }
    };
    NewEnrollment |rng| {
        let event: Event = Faker.fake_with_rng(rng);
        let mut data: EnrollmentData = Faker.fake_with_rng(rng);
        data.enrollment.date_expire = expiry(&event, rng);
        Self { event, data }
    };
}
