//! Feature `arbitrary`: any value, and every one survives the wire.

#![cfg(feature = "arbitrary")]

use arbitrary::{Arbitrary, Unstructured};
use rand::{Rng, SeedableRng, rngs::StdRng};
use serde::{Serialize, de::DeserializeOwned};
use std::{collections::HashSet, fmt::Debug, hash::Hash};
use toolzz_webhook::{
    Course, Enrollment, EnrollmentData, EnrollmentStatus, Event, Id, Institution, NewEnrollment, Slug, User, Validate,
};

fn thousand<T: for<'a> Arbitrary<'a>>() -> Vec<T> {
    let mut rng = StdRng::seed_from_u64(7);
    let mut bytes = vec![0; 400];
    (0..1_000)
        .map(|_| {
            rng.fill_bytes(&mut bytes);
            T::arbitrary(&mut Unstructured::new(&bytes)).unwrap()
        })
        .collect()
}

fn survive<T: for<'a> Arbitrary<'a> + Serialize + DeserializeOwned + PartialEq + Eq + Hash + Debug>(distinct: usize) {
    let values = thousand::<T>();
    for value in &values {
        assert_eq!(&serde_json::from_str::<T>(&serde_json::to_string(value).unwrap()).unwrap(), value);
    }
    let distinct_values: HashSet<T> = values.into_iter().collect();
    assert!(distinct_values.len() >= distinct, "{}", distinct_values.len());
}

#[test]
fn a_thousand_of_every_type_survive() {
    survive::<NewEnrollment>(990);
    survive::<EnrollmentData>(990);
    survive::<Event>(900);
    survive::<Institution>(990);
    survive::<Course>(990);
    survive::<Enrollment>(990);
    survive::<User>(990);
    survive::<Id<Course>>(990);
    survive::<Slug>(100);
    survive::<EnrollmentStatus>(300);
}

#[test]
fn payloads_are_right_and_wrong_in_every_way() {
    let payloads = thousand::<NewEnrollment>();
    for webhook in &payloads {
        assert_eq!(webhook.to_json().parse().as_ref(), Ok(webhook));
    }
    let count = |holds: fn(&NewEnrollment) -> bool| payloads.iter().filter(|webhook| holds(webhook)).count();
    assert!(count(|webhook| webhook.validate().is_err()) > 900);
    for (what, count) in [
        ("expires", count(|webhook| webhook.data.enrollment.date_expire.is_some())),
        ("active", count(|webhook| webhook.data.enrollment.status == EnrollmentStatus::Active)),
        ("inactive", count(|webhook| webhook.data.enrollment.status == EnrollmentStatus::Inactive)),
        ("unknown", count(|webhook| matches!(webhook.data.enrollment.status, EnrollmentStatus::Other(_)))),
        ("another slug", thousand::<Event>().iter().filter(|event| event.slug != Slug::CourseEnrollment).count()),
    ] {
        assert!(count > 100, "{what}: {count}");
    }
}
