//! `Arbitrary`: structurally arbitrary values, valid or not, that round-trip through the canonical form.
//!
//! Years are therefore 0 to 9999, times have whole seconds, nicknames and UUIDs are not empty, and a
//! [`NewEnrollment`] has its documented slug.

use crate::{Course, Enrollment, EnrollmentData, EnrollmentStatus, Event, Id, Institution, NewEnrollment, Slug, User};
use alloc::string::String;
use arbitrary::{Arbitrary, Result, Unstructured};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use core::ops::RangeInclusive;

/// 0000-01-01 to 9999-12-31, in days from 0000-12-31.
const DAYS: RangeInclusive<i32> = -365..=3_652_059;
const LAST_SECOND_OF_DAY: i64 = 86_399;

fn date(u: &mut Unstructured<'_>) -> Result<NaiveDate> {
    Ok(NaiveDate::from_num_days_from_ce_opt(u.int_in_range(DAYS)?).unwrap_or_default())
}

fn optional_date(u: &mut Unstructured<'_>) -> Result<Option<NaiveDate>> {
    if u.arbitrary()? { date(u).map(Some) } else { Ok(None) }
}

fn date_time(u: &mut Unstructured<'_>) -> Result<NaiveDateTime> {
    let time = TimeDelta::seconds(u.int_in_range(0..=LAST_SECOND_OF_DAY)?);
    Ok(NaiveDateTime::from(date(u)?) + time)
}

fn optional_string(u: &mut Unstructured<'_>) -> Result<Option<String>> {
    Ok(Option::<String>::arbitrary(u)?.filter(|string| !string.is_empty()))
}

fn own_event(u: &mut Unstructured<'_>) -> Result<Event> {
    Ok(Event { slug: Slug::NEW_ENROLLMENT, ..u.arbitrary()? })
}

impl<'a, T> Arbitrary<'a> for Id<T> {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        u.arbitrary().map(Self::new)
    }
}

impl<'a> Arbitrary<'a> for Slug {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        if u.arbitrary()? { Ok(Self::NEW_ENROLLMENT) } else { Ok(u.arbitrary::<String>()?.into()) }
    }
}

impl<'a> Arbitrary<'a> for EnrollmentStatus {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        if u.arbitrary()? { Ok(u.int_in_range(0..=1)?.into()) } else { Ok(u.arbitrary::<i64>()?.into()) }
    }
}

/// Implements `Arbitrary` for a model, from its fields and the functions that generate some of them.
macro_rules! arbitrary {
    ($($model:ident { $($field:ident $(= $generate:ident)?),+ })+) => {$(
        impl<'a> Arbitrary<'a> for $model {
            fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
                Ok(Self { $($field: arbitrary!(u $($generate)?)?),+ })
            }
        }
    )+};
    ($u:ident) => { $u.arbitrary() };
    ($u:ident $generate:ident) => { $generate($u) };
}

arbitrary! {
    Event { name, slug, send_at = date_time }
    Institution { id }
    Course { id, name }
    Enrollment { id, date_expire = optional_date, course_id, actived, status }
    User { id, name, email, cpf, nickname = optional_string, uuid = optional_string }
    EnrollmentData { institution, course, enrollment, user }
    NewEnrollment { event = own_event, data }
}
