//! Feature `proptest`: strategies whose values round-trip and shrink to readable ones.

use proptest::{
    arbitrary::Arbitrary,
    prelude::any,
    strategy::{Strategy, ValueTree},
    test_runner::{Config, TestError, TestRunner},
};
use serde::{Serialize, de::DeserializeOwned};
use toolzz_webhook::{
    Course, Cpf, Enrollment, EnrollmentData, EnrollmentStatus, Event, Id, Institution, NewEnrollment, Revealed, Slug,
    User, Validate, fixture,
};

fn round_trips<T: Arbitrary + Serialize + DeserializeOwned + PartialEq>() {
    let mut runner = TestRunner::deterministic();
    for _ in 0..1_000 {
        let value = any::<T>().new_tree(&mut runner).unwrap().current();
        assert_eq!(serde_json::from_str::<T>(&serde_json::to_string(&value).unwrap()).unwrap(), value);
    }
}

#[test]
fn values_of_every_type_round_trip() {
    round_trips::<NewEnrollment>();
    round_trips::<EnrollmentData>();
    round_trips::<Event>();
    round_trips::<Institution>();
    round_trips::<Course>();
    round_trips::<Enrollment>();
    round_trips::<User>();
    round_trips::<Id<Course>>();
    round_trips::<Slug>();
    round_trips::<EnrollmentStatus>();
    round_trips::<Cpf>();
}

#[test]
fn payloads_with_and_without_violations_occur() {
    let mut runner = TestRunner::deterministic();
    let mut clean_enrollments = 0;
    for _ in 0..1_000 {
        let webhook = any::<NewEnrollment>().new_tree(&mut runner).unwrap().current();
        assert_eq!(webhook.to_json().parse().as_ref(), Ok(&webhook));
        clean_enrollments += usize::from(webhook.data.enrollment.check().is_empty());
    }
    assert!((100..900).contains(&clean_enrollments), "{clean_enrollments}");
}

/// Returns the value that proptest reports for a failing test.
fn shrunk<T: Arbitrary + Clone>(fails: impl Fn(&T) -> bool) -> T {
    shrunk_of(any::<T>(), fails)
}

fn shrunk_of<T>(strategy: impl Strategy<Value = T>, fails: impl Fn(&T) -> bool) -> T {
    let mut runner = TestRunner::new_with_rng(
        Config { failure_persistence: None, ..Config::default() },
        TestRunner::deterministic().new_rng(),
    );
    let result = runner.run(&strategy, |value| {
        if fails(&value) { Err(proptest::test_runner::TestCaseError::fail("it fails")) } else { Ok(()) }
    });
    match result {
        Err(TestError::Fail(_, value)) => value,
        _ => panic!("the property holds"),
    }
}

#[test]
fn counterexamples_shrink_to_readable_values() {
    let webhook = shrunk::<NewEnrollment>(|_| true);
    assert_eq!(
        webhook.to_json(),
        r#"{"event":{"name":"a","slug":"activities.course.enrollment","send_at":"2023-07-03 00:00:00"},"data":{"institution":{"id":1},"course":{"id":1,"name":"a"},"enrollment":{"id":1,"date_expire":null,"course_id":1,"actived":0,"status":1},"user":{"id":1,"name":"a","email":"a","cpf":"a","nickname":null,"uuid":null}}}"#,
    );
    let expires = shrunk::<Enrollment>(|enrollment| enrollment.date_expire.is_some());
    assert_eq!(expires.date_expire, Some(fixture::documented().event.send_at.date()));
    assert_eq!(shrunk::<Event>(|event| event.slug != Slug::NEW_ENROLLMENT).slug, "a");
    assert_eq!(shrunk::<User>(|user| user.uuid.is_some()).uuid.as_deref(), Some("a"));
}

#[test]
fn valid_payloads_pass_every_rule_and_round_trip() {
    let mut runner = TestRunner::deterministic();
    let mut counts = [0; 7];
    for _ in 0..2_000 {
        let webhook = fixture::valid().new_tree(&mut runner).unwrap().current();
        assert_eq!(webhook.validate_strict(), Ok(()), "{:?}", webhook.revealed());
        assert_eq!(webhook.to_json().parse().as_ref(), Ok(&webhook));
        let (enrollment, user) = (&webhook.data.enrollment, &webhook.data.user);
        for (count, holds) in counts.iter_mut().zip([
            enrollment.date_expire.is_some(),
            enrollment.actived,
            user.nickname.is_some(),
            user.uuid.is_some(),
            user.cpf.len() == 11,
            !user.name.is_ascii(),
            !user.email.ends_with("@example.com"),
        ]) {
            *count += usize::from(holds);
        }
    }
    assert!(counts.iter().all(|count| (200..1_800).contains(count)), "{counts:?}");
}

#[test]
fn valid_payloads_shrink_to_readable_ones() {
    assert_eq!(
        shrunk_of(fixture::valid(), |_| true).to_json(),
        r#"{"event":{"name":"Atividades - Nova matrícula","slug":"activities.course.enrollment","send_at":"2023-07-03 00:00:00"},"data":{"institution":{"id":1},"course":{"id":1,"name":"a"},"enrollment":{"id":1,"date_expire":null,"course_id":1,"actived":0,"status":0},"user":{"id":1,"name":"a","email":"a@example.com","cpf":"00000000191","nickname":null,"uuid":null}}}"#,
    );
    let uuid = shrunk_of(fixture::valid(), |webhook| webhook.data.user.uuid.is_some()).data.user.uuid;
    assert_eq!(uuid.as_deref(), Some("00000000-0000-0000-0000-000000000000"));
}

#[test]
fn a_counterexample_is_printed_in_full() {
    let webhook = shrunk::<Revealed<NewEnrollment>>(|_| true);
    assert_eq!(
        format!("{:?}", webhook.data.user.revealed()),
        r#"User { id: Id(1), name: "a", email: "a", cpf: "a", nickname: None, uuid: None }"#,
    );
    assert!(format!("{webhook:?}").contains(r#"user: User { id: Id(1), name: "a", email: "a","#), "{webhook:?}");
}
