//! Feature `fake`: realistic Brazilian payloads that pass every rule.

use crate::arbitrary::distinct_values;
use chrono::Datelike;
use fake::{Fake, Faker};
use rand::{SeedableRng, rngs::StdRng};
use std::collections::{BTreeSet, HashSet};
use toolzz_webhook::{
    Course, Cpf, Enrollment, EnrollmentData, EnrollmentStatus, Event, Id, Institution, NewEnrollment, Slug, User,
    Validate,
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
fn every_type_has_values_without_violations() {
    assert!(
        thousand_fakes::<Event>()
            .all(|event| event.check().violations.is_empty() && event.slug == Slug::NEW_ENROLLMENT)
    );
    assert!(thousand_fakes::<EnrollmentData>().all(|data| data.check().violations.is_empty()));
    assert!(thousand_fakes::<Institution>().all(|institution| institution.check().violations.is_empty()));
    assert!(thousand_fakes::<Course>().all(|course| course.check().violations.is_empty()));
    assert!(thousand_fakes::<Enrollment>().all(|enrollment| enrollment.check().violations.is_empty()));
    assert!(thousand_fakes::<User>().all(|user| user.check().violations.is_empty()));
    assert!(thousand_fakes::<Id<User>>().all(|id| (1..1_000_000_000).contains(&id.get())));
    assert!(thousand_fakes::<Slug>().all(|slug| slug == Slug::NEW_ENROLLMENT));
    let statuses: BTreeSet<_> = thousand_fakes::<EnrollmentStatus>().collect();
    assert!(statuses.into_iter().eq([EnrollmentStatus::INACTIVE, EnrollmentStatus::ACTIVE]));
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
    for (path, count) in distinct_values(&all) {
        let expected = match path {
            "event.name" | "event.slug" => 1..=1,
            "data.course.name" => 15..=15, // Five subjects at three levels.
            "data.enrollment.actived" | "data.enrollment.status" => 2..=2,
            "data.user.nickname" => 200..=500,
            "data.enrollment.date_expire" | "data.user.uuid" => 400..=600,
            _ => 900..=1_000,
        };
        assert!(expected.contains(&count), "{path}: {count}");
    }
    let share = |holds: fn(&NewEnrollment) -> bool| all.iter().filter(|webhook| holds(webhook)).count();
    assert!(share(|webhook| !webhook.data.user.name.is_ascii()) > 50, "names with accents");
    assert_eq!(share(|webhook| webhook.data.user.name.contains(' ')), 1_000);
    for (what, count) in [
        ("nickname", share(|webhook| webhook.data.user.nickname.is_some())),
        ("uuid", share(|webhook| webhook.data.user.uuid.is_some())),
        ("date_expire", share(|webhook| webhook.data.enrollment.date_expire.is_some())),
        ("active", share(|webhook| webhook.data.enrollment.status == EnrollmentStatus::ACTIVE)),
        ("cpf of digits alone", share(|webhook| webhook.data.user.cpf.len() == 11)),
    ] {
        assert!((300..700).contains(&count), "{what}: {count}");
    }
    assert!(all.iter().any(|webhook| webhook.data.course.name == "Excel Básico"));
    let years: BTreeSet<_> = all.iter().map(|webhook| webhook.event.send_at.year()).collect();
    assert!(years.into_iter().eq(2020..2030));
    let hosts: BTreeSet<_> = all.iter().filter_map(|webhook| webhook.data.user.email.split('@').nth(1)).collect();
    assert!(hosts.into_iter().eq(["EXAMPLE.NET", "example.com", "mail.example.org"]));
    for webhook in &all {
        let user = &webhook.data.user;
        if let Some(nickname) = &user.nickname {
            assert_eq!(user.name.split(' ').next(), Some(nickname.as_str()));
        }
        if let Some(uuid) = &user.uuid {
            let bytes = uuid.as_bytes();
            assert!(bytes[14] == b'4' && b"89ab".contains(&bytes[19]), "{uuid} is of version 4");
        }
        let days = |date: chrono::NaiveDate| (date - webhook.event.send_at.date()).num_days();
        assert!(webhook.data.enrollment.date_expire.is_none_or(|date| (0..366).contains(&days(date))));
    }
}
