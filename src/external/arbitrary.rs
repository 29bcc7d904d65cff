//! `Arbitrary`: structurally arbitrary values, valid or not, that round-trip through the canonical form.
//!
//! Years are therefore 0 to 9999, times have whole seconds, nicknames and UUIDs are not empty, and a
//! [`NewEnrollment`] has its documented slug.

use crate::{Course, Enrollment, EnrollmentData, EnrollmentStatus, Event, Id, Institution, NewEnrollment, Slug, User};
use alloc::string::String;
use arbitrary::{Arbitrary, Result, Unstructured};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use core::ops::RangeInclusive;

/// 0000-01-01 to 9999-12-31, in days from 0000-12-31.
const DAYS: RangeInclusive<i32> = -365..=3_652_059;
const LAST_SECOND_OF_DAY: u32 = 86_399;

fn date(u: &mut Unstructured<'_>) -> Result<NaiveDate> {
    Ok(NaiveDate::from_num_days_from_ce_opt(u.int_in_range(DAYS)?).unwrap_or_default())
}

fn date_time(u: &mut Unstructured<'_>) -> Result<NaiveDateTime> {
    let seconds = u.int_in_range(0..=LAST_SECOND_OF_DAY)?;
    Ok(date(u)?.and_time(NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap_or_default()))
}

fn optional_string(u: &mut Unstructured<'_>) -> Result<Option<String>> {
    Ok(Option::<String>::arbitrary(u)?.filter(|string| !string.is_empty()))
}

impl<'a, T> Arbitrary<'a> for Id<T> {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        u.arbitrary().map(Self::new)
    }
}

impl<'a> Arbitrary<'a> for Slug {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        if u.arbitrary()? { Ok(Self::CourseEnrollment) } else { Ok(u.arbitrary::<String>()?.into()) }
    }
}

impl<'a> Arbitrary<'a> for EnrollmentStatus {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        if u.arbitrary()? { Ok(u.int_in_range(0..=1)?.into()) } else { Ok(u.arbitrary::<i64>()?.into()) }
    }
}

impl<'a> Arbitrary<'a> for Event {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        Ok(Self { name: u.arbitrary()?, slug: u.arbitrary()?, send_at: date_time(u)? })
    }
}

impl<'a> Arbitrary<'a> for Institution {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        Ok(Self { id: u.arbitrary()? })
    }
}

impl<'a> Arbitrary<'a> for Course {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        Ok(Self { id: u.arbitrary()?, name: u.arbitrary()? })
    }
}

impl<'a> Arbitrary<'a> for Enrollment {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let date_expire = if u.arbitrary()? { Some(date(u)?) } else { None };
        Ok(Self {
            id: u.arbitrary()?,
            date_expire,
            course_id: u.arbitrary()?,
            actived: u.arbitrary()?,
            status: u.arbitrary()?,
        })
    }
}

impl<'a> Arbitrary<'a> for User {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        Ok(Self {
            id: u.arbitrary()?,
            name: u.arbitrary()?,
            email: u.arbitrary()?,
            cpf: u.arbitrary()?,
            nickname: optional_string(u)?,
            uuid: optional_string(u)?,
        })
    }
}

impl<'a> Arbitrary<'a> for EnrollmentData {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        Ok(Self {
            institution: u.arbitrary()?,
            course: u.arbitrary()?,
            enrollment: u.arbitrary()?,
            user: u.arbitrary()?,
        })
    }
}

impl<'a> Arbitrary<'a> for NewEnrollment {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let event = Event { slug: Slug::CourseEnrollment, ..u.arbitrary()? };
        Ok(Self { event, data: u.arbitrary()? })
    }
}
