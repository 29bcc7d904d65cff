//! `Arbitrary`: strategies for values that round-trip through the canonical form, valid or not, and shrink to readable
//! ones.

use crate::{Course, Enrollment, EnrollmentData, EnrollmentStatus, Event, Id, Institution, NewEnrollment, Slug, User};
use ::proptest::{
    arbitrary::{Arbitrary, any},
    option,
    prelude::{BoxedStrategy, Just, Strategy},
    prop_oneof,
};
use alloc::string::String;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use core::ops::RangeInclusive;

/// 0000-01-01 to 9999-12-31, in days from [`SHRUNK_DATE`].
const DAYS: RangeInclusive<i64> = -739_069..=2_913_354;

#[allow(clippy::unwrap_used, reason = "evaluated by the compiler")]
const SHRUNK_DATE: NaiveDate = NaiveDate::from_ymd_opt(2023, 7, 3).unwrap();

fn date() -> impl Strategy<Value = NaiveDate> {
    DAYS.prop_map(|days| SHRUNK_DATE.checked_add_signed(TimeDelta::days(days)).unwrap_or_default())
}

fn date_time() -> impl Strategy<Value = NaiveDateTime> {
    (date(), 0..86_400_u32).prop_map(|(date, seconds)| {
        date.and_time(NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap_or_default())
    })
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
    Slug => prop_oneof![Just(Slug::CourseEnrollment), string().prop_map(Slug::from)];
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
            .prop_map(|(event, data)| NewEnrollment { event: Event { slug: Slug::CourseEnrollment, ..event }, data })
    };
}
