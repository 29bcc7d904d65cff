//! Feature `arbitrary`: values of every kind, which round-trip.

use crate::support::FIELDS;
use arbitrary::{Arbitrary, Unstructured};
use rand::{Rng, SeedableRng, rngs::StdRng};
use serde::{Serialize, de::DeserializeOwned};
use std::{collections::HashSet, fmt::Debug};
use toolzz_webhook::{
    Course, Cpf, Enrollment, EnrollmentData, EnrollmentStatus, Event, Id, Institution, NewEnrollment, Rule, Slug, User,
    Validate,
};

fn from_bytes<T: for<'a> Arbitrary<'a>>(bytes: &[u8]) -> T {
    T::arbitrary(&mut Unstructured::new(bytes)).unwrap()
}

fn values<T: for<'a> Arbitrary<'a>>(count: usize) -> Vec<T> {
    let mut rng = StdRng::seed_from_u64(7);
    let mut bytes = vec![0; 400];
    let mut value = || {
        rng.fill_bytes(&mut bytes);
        from_bytes(&bytes)
    };
    (0..count).map(|_| value()).collect()
}

/// Returns how many values each field has, of those in [`FIELDS`].
pub fn distinct_values(payloads: &[NewEnrollment]) -> impl Iterator<Item = (&'static str, usize)> {
    let payloads: Vec<_> = payloads.iter().map(|webhook| serde_json::to_value(webhook).unwrap()).collect();
    FIELDS.into_iter().map(move |path| {
        let pointer = format!("/{}", path.replace('.', "/"));
        (path, payloads.iter().map(|payload| payload.pointer(&pointer).unwrap()).collect::<HashSet<_>>().len())
    })
}

fn round_trip<T: for<'a> Arbitrary<'a> + Serialize + DeserializeOwned + PartialEq + Debug>(distinct: usize) {
    let mut bodies = HashSet::new();
    for value in values::<T>(1_000) {
        let json = serde_json::to_string(&value).unwrap();
        assert_eq!(serde_json::from_str::<T>(&json).unwrap(), value);
        bodies.insert(json);
    }
    assert!(bodies.len() >= distinct, "{}", bodies.len());
}

#[test]
fn values_of_every_type_round_trip() {
    round_trip::<NewEnrollment>(1_000);
    round_trip::<EnrollmentData>(1_000);
    round_trip::<Event>(990);
    round_trip::<Institution>(600);
    round_trip::<Course>(900);
    round_trip::<Enrollment>(990);
    round_trip::<User>(1_000);
    round_trip::<Id<Course>>(600);
    round_trip::<Slug>(400);
    round_trip::<EnrollmentStatus>(300);
    round_trip::<Cpf>(990);
}

#[test]
fn payloads_round_trip_through_the_canonical_form() {
    for webhook in values::<NewEnrollment>(5_000) {
        let json = webhook.to_json();
        assert_eq!(NewEnrollment::from_slice(json.as_bytes()).unwrap(), webhook, "{json}");
    }
}

#[test]
fn without_bytes_a_payload_is_ordinary() {
    assert_eq!(
        from_bytes::<NewEnrollment>(&[]).to_json(),
        r#"{"event":{"name":"Atividades - Nova matrícula","slug":"activities.course.enrollment","send_at":"2023-07-03 00:00:00"},"data":{"institution":{"id":1},"course":{"id":1,"name":"a"},"enrollment":{"id":1,"date_expire":null,"course_id":1,"actived":1,"status":1},"user":{"id":1,"name":"a","email":"a.1@example.com","cpf":"000.000.001-91","nickname":null,"uuid":null}}}"#,
    );
}

/// `"191"` decodes as `"00000000191"`, whose check digits are valid.
#[test]
fn a_short_number_that_is_padded_when_decoded_is_padded() {
    // Any CPF, of digits, in the first range: the number 191. At one of the offsets, these are the bytes of the CPF.
    let cpf = [1, 1, 0, 0, 0, 0, 191];
    let users: Vec<User> = (0..100).map(|offset| from_bytes(&[vec![0; offset], cpf.into()].concat())).collect();
    let has = |cpf: &str| users.iter().any(|user| user.cpf == cpf);
    assert!(has("00000000191") && !has("191"));
    // 192 would not be valid.
    let cpf = [1, 1, 0, 0, 0, 0, 192];
    assert!((0..100).any(|offset| from_bytes::<User>(&[vec![0; offset], cpf.into()].concat()).cpf == "192"));
}

#[test]
fn every_field_varies_and_every_rule_is_violated() {
    let payloads = values::<NewEnrollment>(1_000);
    for (path, count) in distinct_values(&payloads) {
        let least = match path {
            "event.slug" => 1,
            "data.enrollment.actived" => 2,
            _ => 100,
        };
        assert!(count >= least, "{path}: {count}");
    }
    let reports: Vec<_> = payloads.iter().map(Validate::check).collect();
    for rule in Rule::ALL {
        let least = match rule {
            Rule::SlugMismatch | Rule::YearRange => 0,
            _ => 10,
        };
        let count = reports.iter().filter(|report| report.contains(*rule)).count();
        assert!((least..900).contains(&count) && (least > 0 || count == 0), "{rule}: {count}");
    }
    let slugs: HashSet<Slug> = values::<Event>(1_000).into_iter().map(|event| event.slug).collect();
    assert!(slugs.contains(&Slug::NEW_ENROLLMENT) && slugs.len() > 100, "{}", slugs.len());
}

/// As the last character of the list is, all are generated.
#[test]
fn strings_have_characters_of_every_kind() {
    let names: String = values::<User>(1_000).into_iter().map(|user| user.name).collect();
    for char in ['a', 'z', ' ', '"', '\\', '\0', '\u{301}', '\u{10ffff}'] {
        assert!(names.contains(char), "{char:?}");
    }
}
