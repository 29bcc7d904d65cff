//! `Arbitrary`: strategies for values that round-trip through the canonical form, valid or not, and shrink to readable
//! ones; and [`valid`], for values that pass every rule.

use crate::{
    Course, Cpf, Enrollment, EnrollmentData, EnrollmentStatus, Event, Id, Institution, NewEnrollment, Revealed, Slug,
    User,
};
use ::proptest::{
    arbitrary::{Arbitrary, any},
    option,
    prelude::{BoxedStrategy, Just, Strategy},
    prop_compose, prop_oneof,
    strategy::Map,
};
use alloc::string::{String, ToString};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use core::ops::RangeInclusive;

/// 0000-01-01 to 9999-12-31, in days from [`SHRUNK_DATE`].
const DAYS: RangeInclusive<i64> = -739_069..=2_913_354;

#[allow(clippy::unwrap_used, reason = "evaluated by the compiler")]
const SHRUNK_DATE: NaiveDate = NaiveDate::from_ymd_opt(2023, 7, 3).unwrap();

#[allow(clippy::unwrap_used, reason = "evaluated by the compiler")]
const LAST_DATE: NaiveDate = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap();

fn date() -> impl Strategy<Value = NaiveDate> {
    DAYS.prop_map(|days| SHRUNK_DATE.checked_add_signed(TimeDelta::days(days)).unwrap_or_default())
}

fn date_time() -> impl Strategy<Value = NaiveDateTime> {
    (date(), 0..86_400_i64).prop_map(|(date, seconds)| NaiveDateTime::from(date) + TimeDelta::seconds(seconds))
}

fn string() -> impl Strategy<Value = String> {
    prop_oneof![4 => "[a-z]{1,8}", 1 => any::<String>()]
}

fn optional_string() -> impl Strategy<Value = Option<String>> {
    option::of(string().prop_filter("an empty string decodes as None", |string| !string.is_empty()))
}

macro_rules! arbitrary {
    ($($type:ident $(<$parameter:ident>)? => $strategy:expr;)+) => {$(
        impl $(<$parameter: 'static>)? Arbitrary for $type $(<$parameter>)? {
            type Parameters = ();
            type Strategy = BoxedStrategy<Self>;

            fn arbitrary_with((): ()) -> BoxedStrategy<Self> {
                $strategy.boxed()
            }
        }
    )+};
}

arbitrary! {
    Id<T> => prop_oneof![4 => 1..1_000_000_000_u64, 1 => any::<u64>()].prop_map(Id::new);
    Cpf => (0..1_000_000_000_u32).prop_filter_map("equal digits", Cpf::with_check_digits);
    Slug => prop_oneof![Just(Slug::NEW_ENROLLMENT), string().prop_map(Slug::from)];
    EnrollmentStatus => prop_oneof![4 => Just(1_i64), 4 => Just(0), 1 => any::<i64>()].prop_map(EnrollmentStatus::from);
    Event => (string(), any::<Slug>(), date_time()).prop_map(|(name, slug, send_at)| Event { name, slug, send_at });
    Institution => any::<Id<Institution>>().prop_map(|id| Institution { id });
    Course => (any::<Id<Course>>(), string()).prop_map(|(id, name)| Course { id, name });
    Enrollment => {
        (any::<Id<Enrollment>>(), option::of(date()), any::<Id<Course>>(), any::<bool>(), any::<EnrollmentStatus>())
            .prop_map(|(id, date_expire, course_id, actived, status)| {
                Enrollment { id, date_expire, course_id, actived, status }
            })
    };
    User => {
        (any::<Id<User>>(), string(), string(), string(), optional_string(), optional_string())
            .prop_map(|(id, name, email, cpf, nickname, uuid)| User { id, name, email, cpf, nickname, uuid })
    };
    EnrollmentData => {
        (any::<Institution>(), any::<Course>(), any::<Enrollment>(), any::<User>())
            .prop_map(|(institution, course, enrollment, user)| {
                EnrollmentData { institution, course, enrollment, user }
            })
    };
    NewEnrollment => {
        (any::<Event>(), any::<EnrollmentData>())
            .prop_map(|(event, data)| NewEnrollment { event: Event { slug: Slug::NEW_ENROLLMENT, ..event }, data })
    };
}

impl<T: Arbitrary + serde::Serialize> Arbitrary for Revealed<T> {
    type Parameters = T::Parameters;
    type Strategy = Map<T::Strategy, fn(T) -> Self>;

    fn arbitrary_with(parameters: T::Parameters) -> Self::Strategy {
        T::arbitrary_with(parameters).prop_map(Self)
    }
}

fn positive_id<T: 'static>() -> impl Strategy<Value = Id<T>> {
    any::<Id<T>>().prop_filter("zero is not an id", |id| *id != 0)
}

fn filled_string() -> impl Strategy<Value = String> {
    string().prop_filter("blank", |string| !string.trim().is_empty())
}

fn email() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => r"[a-z]{1,8}@example\.com",
        1 => r"[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,20}@[a-z0-9]{1,20}(\.[a-zA-Z0-9]([a-z-]{0,61}[a-z])?){0,3}",
    ]
}

prop_compose! {
    fn valid_user()(
        id in positive_id(),
        name in filled_string(),
        email in email(),
        (cpf, punctuated) in any::<(Cpf, bool)>(),
        nickname in optional_string(),
        uuid in option::of(any::<u128>().prop_map(super::uuid)),
    ) -> User {
        let cpf = if punctuated { cpf.to_string() } else { cpf.digits().into() };
        User { id, name, email, cpf, nickname, uuid }
    }
}

prop_compose! {
    /// Returns a strategy of payloads that pass [`validate_strict`](crate::Validate::validate_strict) and shrink to
    /// readable ones.
    ///
    /// `any::<NewEnrollment>()` is structurally arbitrary, and hardly ever valid. Map either to [`Revealed`], so that a
    /// counterexample shows what is personal data elsewhere.
    ///
    /// ```
    /// use proptest::prelude::*;
    /// use toolzz_webhook::{Revealed, fixture};
    ///
    /// proptest! {
    ///     fn the_email_has_a_host(webhook in fixture::valid().prop_map(Revealed)) {
    ///         prop_assert!(webhook.data.user.email.contains('@'));
    ///     }
    /// }
    /// # the_email_has_a_host();
    /// ```
    pub fn valid()(
        send_at in date_time(),
        institution in positive_id(),
        (course_id, name) in (positive_id(), filled_string()),
        (id, actived, days) in (positive_id(), any::<bool>(), option::of(0..3_650_i64)),
        user in valid_user(),
    ) -> NewEnrollment {
        let expiry = |days| send_at.date().checked_add_signed(TimeDelta::days(days)).filter(|date| *date <= LAST_DATE);
        let status = i64::from(actived).into();
        NewEnrollment {
            event: Event { name: Event::NAME.into(), slug: Slug::NEW_ENROLLMENT, send_at },
            data: EnrollmentData {
                institution: Institution { id: institution },
                course: Course { id: course_id, name },
                enrollment: Enrollment { id, date_expire: days.and_then(expiry), course_id, actived, status },
                user,
            },
        }
    }
}
