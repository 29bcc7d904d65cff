//! Feature `arbitrary`: values of every kind, which round-trip.

use arbitrary::{Arbitrary, Unstructured};
use rand::{Rng, SeedableRng, rngs::StdRng};
use serde::{Serialize, de::DeserializeOwned};
use std::{collections::HashSet, fmt::Debug, hash::Hash};
use toolzz_webhook::{
    Course, Enrollment, EnrollmentData, EnrollmentStatus, Event, Id, Institution, NewEnrollment, Slug, User, Validate,
};

fn thousand_values<T: for<'a> Arbitrary<'a>>() -> Vec<T> {
    let mut rng = StdRng::seed_from_u64(7);
    let mut bytes = vec![0; 400];
    (0..1_000)
        .map(|_| {
            rng.fill_bytes(&mut bytes);
            T::arbitrary(&mut Unstructured::new(&bytes)).unwrap()
        })
        .collect()
}

fn round_trip<T: for<'a> Arbitrary<'a> + Serialize + DeserializeOwned + PartialEq + Eq + Hash + Debug>(
    distinct: usize,
) {
    let values = thousand_values::<T>();
    for value in &values {
        assert_eq!(&serde_json::from_str::<T>(&serde_json::to_string(value).unwrap()).unwrap(), value);
    }
    let distinct_values: HashSet<T> = values.into_iter().collect();
    assert!(distinct_values.len() >= distinct, "{}", distinct_values.len());
}

#[test]
fn values_of_every_type_round_trip() {
    round_trip::<NewEnrollment>(990);
    round_trip::<EnrollmentData>(990);
    round_trip::<Event>(900);
    round_trip::<Institution>(990);
    round_trip::<Course>(990);
    round_trip::<Enrollment>(990);
    round_trip::<User>(990);
    round_trip::<Id<Course>>(990);
    round_trip::<Slug>(100);
    round_trip::<EnrollmentStatus>(300);
}

#[test]
fn dates_and_strings_vary() {
    let first = Event::arbitrary(&mut Unstructured::new(&[])).unwrap().send_at;
    assert_eq!(first.to_string(), "0000-01-01 00:00:00");
    let events = thousand_values::<Event>();
    assert!(events.iter().map(|event| event.send_at.date()).collect::<HashSet<_>>().len() > 900);
    let users = thousand_values::<User>();
    let nicknames: HashSet<_> = users.iter().map(|user| user.nickname.as_deref()).collect();
    assert!(nicknames.contains(&None) && nicknames.len() > 100, "{}", nicknames.len());
}

#[test]
fn payloads_have_values_of_every_kind() {
    let payloads = thousand_values::<NewEnrollment>();
    for webhook in &payloads {
        assert_eq!(webhook.to_json().parse().as_ref(), Ok(webhook));
    }
    let count = |holds: fn(&NewEnrollment) -> bool| payloads.iter().filter(|webhook| holds(webhook)).count();
    assert!(count(|webhook| webhook.validate().is_err()) > 900);
    for (what, count) in [
        ("expires", count(|webhook| webhook.data.enrollment.date_expire.is_some())),
        ("active", count(|webhook| webhook.data.enrollment.status == EnrollmentStatus::ACTIVE)),
        ("inactive", count(|webhook| webhook.data.enrollment.status == EnrollmentStatus::INACTIVE)),
        ("unknown", count(|webhook| !(0..=1).contains(&webhook.data.enrollment.status.get()))),
        ("another slug", thousand_values::<Event>().iter().filter(|event| event.slug != Slug::NEW_ENROLLMENT).count()),
    ] {
        assert!(count > 100, "{what}: {count}");
    }
}
