//! Feature `proptest`: strategies whose values round-trip and shrink to readable ones.

use crate::arbitrary::distinct_values;
use proptest::{
    arbitrary::Arbitrary,
    prelude::any,
    strategy::{Strategy, ValueTree},
    test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner},
};
use serde::{Serialize, de::DeserializeOwned};
use std::{cell::Cell, fmt::Debug};
use toolzz_webhook::{
    Course, Cpf, Enrollment, EnrollmentData, EnrollmentStatus, Event, Id, Institution, NewEnrollment, Revealed, Rule,
    Slug, User, Validate, fixture,
};

fn values<T: Debug>(strategy: &impl Strategy<Value = T>) -> Vec<T> {
    let mut runner = TestRunner::deterministic();
    (0..1_000).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}

fn round_trip<T: Arbitrary + Serialize + DeserializeOwned + PartialEq>() {
    for value in values(&any::<T>()) {
        assert_eq!(serde_json::from_str::<T>(&serde_json::to_string(&value).unwrap()).unwrap(), value);
    }
}

#[test]
fn values_of_every_type_round_trip() {
    round_trip::<NewEnrollment>();
    round_trip::<EnrollmentData>();
    round_trip::<Event>();
    round_trip::<Institution>();
    round_trip::<Course>();
    round_trip::<Enrollment>();
    round_trip::<User>();
    round_trip::<Id<Course>>();
    round_trip::<Slug>();
    round_trip::<EnrollmentStatus>();
    round_trip::<Cpf>();
}

#[test]
fn any_payload_may_violate_every_rule() {
    let payloads = values(&any::<NewEnrollment>());
    for (path, count) in distinct_values(&payloads) {
        assert!(count > 1 || path == "event.slug", "{path}: {count}");
    }
    for rule in Rule::ALL.iter().filter(|rule| !matches!(rule, Rule::SlugMismatch | Rule::YearRange)) {
        let count = payloads.iter().filter(|webhook| webhook.check().contains(*rule)).count();
        assert!((10..900).contains(&count), "{rule}: {count}");
    }
}

#[test]
fn valid_payloads_pass_every_rule_and_vary() {
    let payloads = values(&fixture::valid());
    for webhook in &payloads {
        assert_eq!(webhook.validate_strict(), Ok(()), "{:?}", webhook.revealed());
        assert_eq!(webhook.to_json().parse().as_ref(), Ok(webhook));
    }
    for (path, count) in distinct_values(&payloads) {
        let least = match path {
            "event.name" | "event.slug" => 1,
            "data.enrollment.actived" | "data.enrollment.status" => 2,
            _ => 300,
        };
        assert!(count >= least, "{path}: {count}");
    }
    let share = |holds: fn(&NewEnrollment) -> bool| payloads.iter().filter(|webhook| holds(webhook)).count();
    for (what, count) in [
        ("date_expire", share(|webhook| webhook.data.enrollment.date_expire.is_some())),
        ("actived", share(|webhook| webhook.data.enrollment.actived)),
        ("nickname", share(|webhook| webhook.data.user.nickname.is_some())),
        ("uuid", share(|webhook| webhook.data.user.uuid.is_some())),
        ("cpf of digits alone", share(|webhook| webhook.data.user.cpf.len() == 11)),
        ("name beyond ASCII", share(|webhook| !webhook.data.user.name.is_ascii())),
        ("another host", share(|webhook| !webhook.data.user.email.ends_with("@example.com"))),
    ] {
        assert!((200..800).contains(&count), "{what}: {count}");
    }
}

/// Returns the value that proptest reports for a property that fails, and how many values it tried to simplify it.
fn shrink<T: Debug>(strategy: &impl Strategy<Value = T>, seed: u8, fails: impl Fn(&T) -> bool) -> (T, u32) {
    let config = Config { failure_persistence: None, cases: 10_000, max_shrink_iters: 1_024, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]));
    let steps = Cell::new(None);
    let result = runner.run(strategy, |value| {
        let has_failed = fails(&value);
        steps.set(steps.get().map(|steps| steps + 1).or(has_failed.then_some(0)));
        if has_failed { Err(TestCaseError::fail("it fails")) } else { Ok(()) }
    });
    match result {
        Err(TestError::Fail(_, value)) => (value, steps.get().unwrap()),
        _ => panic!("the property holds"),
    }
}

fn shrunk<T: Arbitrary>(fails: impl Fn(&T) -> bool) -> T {
    shrink(&any::<T>(), 1, fails).0
}

const ORDINARY: &str = r#"{"event":{"name":"Atividades - Nova matrícula","slug":"activities.course.enrollment","send_at":"2023-07-03 00:00:00"},"data":{"institution":{"id":1},"course":{"id":1,"name":"a"},"enrollment":{"id":1,"date_expire":null,"course_id":1,"actived":1,"status":1},"user":{"id":1,"name":"a","email":"a.1@example.com","cpf":"000.000.001-91","nickname":null,"uuid":null}}}"#;

/// Asserts that a property that fails of itself shrinks to the ordinary payload with a few other values.
#[track_caller]
fn assert_shrinks(
    strategy: &impl Strategy<Value = NewEnrollment>,
    fails: fn(&NewEnrollment) -> bool,
    changes: &[(&str, &str)],
) {
    let expected = changes.iter().fold(ORDINARY.to_owned(), |json, (from, to)| {
        assert!(json.contains(from), "{from}");
        json.replace(from, to)
    });
    for seed in 0..20 {
        let (webhook, steps) = shrink(strategy, seed, fails);
        assert_eq!(webhook.to_json(), expected);
        assert!(steps < 700, "{steps} steps");
    }
}

#[test]
fn a_counterexample_is_ordinary_but_for_what_fails() {
    fn assert_shrinks_likewise(strategy: &impl Strategy<Value = NewEnrollment>) {
        assert_shrinks(strategy, |_| true, &[]);
        assert_shrinks(strategy, |webhook| webhook.event.send_at < year(2000), &[("2023-07-03 00", "1999-12-31 00")]);
        assert_shrinks(strategy, |webhook| webhook.event.send_at >= year(2030), &[("2023-07-03 00", "2030-01-01 00")]);
        assert_shrinks(
            strategy,
            |webhook| webhook.data.institution.id.get() > 1_000,
            &[(r#"institution":{"id":1"#, r#"institution":{"id":1001"#)],
        );
        assert_shrinks(
            strategy,
            |webhook| webhook.data.course.id.get() > 1_000,
            &[(r#"course":{"id":1"#, r#"course":{"id":1001"#), (r#"course_id":1"#, r#"course_id":1001"#)],
        );
        assert_shrinks(
            strategy,
            |webhook| webhook.data.course.name.chars().count() > 3,
            &[(r#""name":"a"},"enrollment"#, r#""name":"aaaa"},"enrollment"#)],
        );
        assert_shrinks(
            strategy,
            |webhook| webhook.data.user.id.get() >= 1 << 53,
            &[
                (r#"user":{"id":1"#, r#"user":{"id":9007199254740992"#),
                ("a.1@example.com", "a.9007199254740992@example.com"),
            ],
        );
        assert_shrinks(
            strategy,
            |webhook| webhook.data.user.name.contains('x'),
            &[(r#"1,"name":"a","email":"a"#, r#"1,"name":"x","email":"x"#)],
        );
        assert_shrinks(
            strategy,
            |webhook| webhook.data.user.nickname.is_some(),
            &[(r#"nickname":null"#, r#"nickname":"a""#)],
        );
        assert_shrinks(
            strategy,
            |webhook| webhook.data.user.uuid.as_ref().is_some_and(|uuid| uuid.len() == 36),
            &[(r#"uuid":null"#, r#"uuid":"00000000-0000-4000-8000-000000000000""#)],
        );
    }

    assert_shrinks_likewise(&any::<NewEnrollment>());
    assert_shrinks_likewise(&fixture::valid());
}

fn year(year: i32) -> chrono::NaiveDateTime {
    chrono::NaiveDate::from_ymd_opt(year, 1, 1).unwrap().into()
}

#[test]
fn an_invalid_counterexample_has_one_invalid_field() {
    let any = any::<NewEnrollment>();
    assert_shrinks(&any, |webhook| !webhook.data.user.email.contains('@'), &[("a.1@example.com", "")]);
    assert_shrinks(&any, |webhook| webhook.data.user.cpf.is_empty(), &[("000.000.001-91", "")]);
    assert_shrinks(&any, |webhook| webhook.event.name != Event::NAME, &[(Event::NAME, "")]);
    assert_shrinks(
        &any,
        |webhook| webhook.data.enrollment.course_id.get() > webhook.data.course.id.get(),
        &[(r#"course_id":1"#, r#"course_id":2"#)],
    );
    assert_shrinks(
        &any,
        |webhook| !(0..=1).contains(&webhook.data.enrollment.status.get()),
        &[(r#""actived":1,"status":1"#, r#""actived":0,"status":2"#)],
    );
}

#[test]
fn values_of_every_type_shrink() {
    assert_eq!(shrunk::<Id<Course>>(|id| id.get() > 1000).get(), 1001);
    assert_eq!(shrunk::<Cpf>(|_| true).to_string(), "000.000.001-91");
    assert_eq!(shrunk::<EnrollmentStatus>(|status| *status != EnrollmentStatus::ACTIVE), EnrollmentStatus::INACTIVE);
    assert_eq!(shrunk::<EnrollmentStatus>(|status| status.get() < 0).get(), i64::MIN);
    assert_eq!(shrunk::<Slug>(|slug| *slug != Slug::NEW_ENROLLMENT), "");
    assert_eq!(shrunk::<Event>(|event| event.slug.as_str().contains('.')).slug, Slug::NEW_ENROLLMENT);
    let expires = shrunk::<Enrollment>(|enrollment| enrollment.date_expire.is_some());
    assert_eq!(expires.date_expire, Some(fixture::documented().event.send_at.date()));
}

/// Every value that is tried on the way, whatever the test says to it.
#[test]
fn simpler_values_pass_every_rule_and_round_trip_too() {
    let mut runner = TestRunner::deterministic();
    for seed in 0..4_usize {
        let mut valid = fixture::valid().new_tree(&mut runner).unwrap();
        let mut any = any::<NewEnrollment>().new_tree(&mut runner).unwrap();
        for step in 0.. {
            assert_eq!(valid.current().validate_strict(), Ok(()));
            let (json, current) = (any.current().to_json(), any.current());
            assert_eq!(json.parse(), Ok(current));
            // Fails for some of the values.
            let continues = |tree: &mut dyn FnMut(bool) -> bool| tree((step * 7 + seed) % 5 < 3);
            let valid_continues = continues(&mut |fails| if fails { valid.simplify() } else { valid.complicate() });
            let any_continues = continues(&mut |fails| if fails { any.simplify() } else { any.complicate() });
            if !valid_continues && !any_continues {
                break;
            }
        }
    }
}

#[test]
fn a_shrunk_value_fails_where_shrinking_is_filtered_or_ends_early() {
    let even = any::<Id<Course>>().prop_filter("odd", |id| id.get() % 2 == 0);
    let (id, _) = shrink(&even, 1, |id| id.get() > 1_000);
    assert!(id.get() > 1_000 && id.get() % 2 == 0, "{id}");
    for max_shrink_iters in 0..20 {
        let config = Config { failure_persistence: None, max_shrink_iters, ..Config::default() };
        let mut runner = TestRunner::new_with_rng(config, TestRunner::deterministic().new_rng());
        let fails = |user: &User| user.email.len() > 5;
        let result =
            runner.run(&any::<User>(), |user| if fails(&user) { Err(TestCaseError::fail("it fails")) } else { Ok(()) });
        assert!(matches!(result, Err(TestError::Fail(_, user)) if fails(&user)));
    }
}

#[test]
fn a_counterexample_is_printed_in_full() {
    let webhook = shrunk::<Revealed<NewEnrollment>>(|_| true);
    assert_eq!(
        format!("{:?}", webhook.data.user.revealed()),
        r#"{"id":1,"name":"a","email":"a.1@example.com","cpf":"000.000.001-91","nickname":null,"uuid":null}"#,
    );
    assert!(format!("{webhook:?}").contains("a.1@example.com"), "{webhook:?}");
}
