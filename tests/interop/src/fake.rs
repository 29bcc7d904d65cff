//! Feature `fake`: realistic Brazilian payloads that pass every rule.

use chrono::Datelike;
use fake::{Fake, Faker};
use rand::{SeedableRng, rngs::StdRng};
use std::collections::{BTreeSet, HashSet};
use toolzz_webhook::{
    Course, Cpf, Enrollment, EnrollmentData, EnrollmentStatus, Event, Institution, NewEnrollment, User, Validate,
};

fn thousand_fakes<T: fake::Dummy<Faker>>() -> impl Iterator<Item = T> {
    let mut rng = StdRng::seed_from_u64(7);
    (0..1_000).map(move |_| Faker.fake_with_rng(&mut rng))
}

#[test]
fn payloads_pass_validate_strict_and_round_trip() {
    for webhook in thousand_fakes::<NewEnrollment>() {
        assert_eq!(webhook.validate_strict(), Ok(()));
        assert_eq!(webhook.to_json().parse(), Ok(webhook));
    }
}

#[test]
fn every_model_has_no_violations() {
    assert!(thousand_fakes::<Event>().all(|event| event.check().is_empty()));
    assert!(thousand_fakes::<EnrollmentData>().all(|data| data.check().is_empty()));
    assert!(thousand_fakes::<Institution>().all(|institution| institution.check().is_empty()));
    assert!(thousand_fakes::<Course>().all(|course| course.check().is_empty()));
    assert!(thousand_fakes::<Enrollment>().all(|enrollment| enrollment.check().is_empty()));
    assert!(thousand_fakes::<User>().all(|user| user.check().is_empty()));
    assert_eq!(thousand_fakes::<Cpf>().map(|cpf| cpf.to_string()).collect::<HashSet<_>>().len(), 1_000);
}

#[test]
fn the_same_seed_gives_the_same_payloads() {
    assert!(thousand_fakes::<NewEnrollment>().eq(thousand_fakes::<NewEnrollment>()));
    let distinct: HashSet<NewEnrollment> = thousand_fakes().collect();
    assert_eq!(distinct.len(), 1_000);
}

#[test]
fn payloads_vary_and_have_brazilian_names() {
    let all: Vec<NewEnrollment> = thousand_fakes().collect();
    let share = |holds: fn(&NewEnrollment) -> bool| all.iter().filter(|webhook| holds(webhook)).count();
    assert!(share(|webhook| !webhook.data.user.name.is_ascii()) > 50, "names with accents");
    assert!(share(|webhook| webhook.data.user.name.contains(' ')) == 1_000, "two names");
    for (what, count) in [
        ("nickname", share(|webhook| webhook.data.user.nickname.is_some())),
        ("uuid", share(|webhook| webhook.data.user.uuid.is_some())),
        ("date_expire", share(|webhook| webhook.data.enrollment.date_expire.is_some())),
        ("active", share(|webhook| webhook.data.enrollment.status == EnrollmentStatus::ACTIVE)),
    ] {
        assert!((300..700).contains(&count), "{what}: {count}");
    }
    let courses: HashSet<_> = all.iter().map(|webhook| webhook.data.course.name.as_str()).collect();
    assert!(courses.contains("Excel Básico"));
    assert_eq!(courses.len(), 24, "eight subjects at three levels");
    let years: BTreeSet<_> = all.iter().map(|webhook| webhook.event.send_at.year()).collect();
    assert!(years.into_iter().eq(2020..2030));
    for webhook in &all {
        let user = &webhook.data.user;
        assert!(user.email.ends_with("@example.com"), "{}", user.email);
        if let Some(uuid) = &user.uuid {
            let bytes = uuid.as_bytes();
            assert!(bytes[14] == b'4' && b"89ab".contains(&bytes[19]), "{uuid} is of version 4");
        }
        let days = |date: chrono::NaiveDate| (date - webhook.event.send_at.date()).num_days();
        assert!(webhook.data.enrollment.date_expire.is_none_or(|date| (0..366).contains(&days(date))));
    }
}
