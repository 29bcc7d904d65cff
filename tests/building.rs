//! Builders and fixtures: the payload that was meant, and its documented form.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use toolzz_webhook::{
    Course, Enrollment, EnrollmentData, EnrollmentStatus, Event, Id, Institution, NewEnrollment, Rule, Slug, User,
    Validate, fixture,
};

fn noon() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2023, 7, 3).unwrap().and_hms_opt(12, 53, 41).unwrap()
}

fn course() -> Course {
    Course::builder().id(123_456).name("Course Name").build()
}

fn user() -> User {
    User::builder().id(987_654_321).name("Student").email("student@toolzz.com").cpf("123.456.789-99").build()
}

#[test]
fn the_documented_example_rebuilt_by_hand() {
    let webhook = NewEnrollment::builder()
        .send_at(noon())
        .institution(Institution::builder().id(12345).build())
        .course(course())
        .enrollment(Enrollment::builder().id(11).course_id(123_456_789).build())
        .user(user())
        .build()
        .unwrap();
    assert_eq!(webhook.to_json(), fixture::DOCUMENTED);
    assert_eq!(webhook, fixture::documented());
    assert_eq!(fixture::DOCUMENTED.parse(), Ok(webhook.clone()));
    assert_eq!(serde_json::to_string(&webhook).unwrap(), fixture::DOCUMENTED);
}

#[test]
fn every_builder_s_value_survives_the_wire() {
    fn survives<T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug>(built: T) {
        assert_eq!(serde_json::from_str::<T>(&serde_json::to_string(&built).unwrap()).unwrap(), built);
    }
    survives(Event::builder().name("x").slug("members.created").send_at(noon() + TimeDelta::nanoseconds(5)).build());
    survives(Institution::builder().id(0).build());
    survives(course());
    survives(Enrollment::builder().id(1).course_id(2).actived(false).status(9).date_expire(noon().date()).build());
    survives(user());
    survives(
        User::builder()
            .id(Id::new(u64::MAX))
            .name(String::from("João"))
            .email("")
            .cpf("")
            .nickname("Jô")
            .maybe_uuid(Some("x"))
            .build(),
    );
    survives(User::builder().id(1).name("").email("").cpf("").nickname("").maybe_uuid(Some("")).build());
    survives(
        EnrollmentData::builder()
            .institution(Institution::builder().id(1).build())
            .course(course())
            .enrollment(Enrollment::builder().id(1).course_id(123_456).build())
            .user(user())
            .build(),
    );
}

#[test]
fn defaults_are_an_active_enrollment_without_the_nullable_fields() {
    let enrollment = Enrollment::builder().id(1).course_id(2).build();
    assert_eq!((enrollment.date_expire, enrollment.actived, enrollment.status), (None, true, EnrollmentStatus::Active),);
    assert_eq!((user().nickname, user().uuid), (None, None));
}

#[test]
fn build_returns_every_error_and_build_unchecked_none() {
    let builder = || {
        NewEnrollment::builder()
            .send_at(noon())
            .institution(Institution::builder().id(0).build())
            .course(Course::builder().id(1).name(" ").build())
            .enrollment(Enrollment::builder().id(1).course_id(2).build())
            .user(user())
    };
    let report = builder().build().unwrap_err();
    let found: Vec<_> = report.iter().map(|violation| (violation.path.as_str(), violation.rule)).collect();
    assert_eq!(
        found,
        [
            ("data.institution.id", Rule::ZeroId),
            ("data.course.name", Rule::Blank),
            ("data.enrollment.course_id", Rule::CourseMismatch),
            ("data.user.cpf", Rule::CpfCheckDigits),
        ],
    );
    assert_eq!(builder().build_unchecked().check(), report);
}

#[test]
fn the_event_is_filled_in_and_a_fraction_dropped() {
    let webhook = NewEnrollment::builder()
        .send_at(noon() + TimeDelta::milliseconds(999))
        .institution(Institution::builder().id(1).build())
        .course(course())
        .enrollment(Enrollment::builder().id(1).course_id(123_456).build())
        .user(user())
        .build()
        .unwrap();
    assert_eq!(webhook.event, fixture::documented().event);
    assert_eq!(webhook.event.slug, Slug::CourseEnrollment);
    assert_eq!(webhook.event.send_at, noon());
    assert_eq!(webhook.to_json().parse(), Ok(webhook));
}

#[test]
fn what_came_in_is_changed_and_sent_on() {
    let mut webhook: NewEnrollment = fixture::DOCUMENTED.parse().unwrap();
    webhook.data.user.nickname = Some("Ana".into());
    webhook.data.enrollment.course_id = webhook.data.course.id;
    let expected = fixture::DOCUMENTED
        .replace("\"nickname\":null", "\"nickname\":\"Ana\"")
        .replace("\"course_id\":123456789", "\"course_id\":123456");
    assert_eq!(webhook.to_json(), expected);
}

#[test]
fn both_ways_of_writing_give_the_same_bytes() {
    let mut webhook = fixture::new_enrollment();
    let texts = ["", "\"", "\\", "/", "\u{8}\u{c}\n\r\t", "\0\u{1}\u{1f}\u{7f}", "é😀\u{2028}", "a\"b\\c"];
    for text in texts {
        webhook.data.user.name = text.into();
        webhook.data.user.nickname = Some(text.into());
        webhook.data.user.uuid = None;
        webhook.event.slug = Slug::from(text);
        webhook.data.enrollment.status = i64::MIN.into();
        webhook.data.enrollment.date_expire = None;
        assert_eq!(webhook.to_json(), serde_json::to_string(&webhook).unwrap());
    }
    for date in [NaiveDate::MIN, NaiveDate::MAX, NaiveDate::from_ymd_opt(33, 1, 2).unwrap()] {
        webhook.data.enrollment.date_expire = Some(date);
        webhook.event.send_at = date.and_hms_nano_opt(1, 2, 3, 4).unwrap();
        assert_eq!(webhook.to_json(), serde_json::to_string(&webhook).unwrap());
    }
    assert!(webhook.to_json().contains("\"send_at\":\"0033-01-02 01:02:03\""));
}
