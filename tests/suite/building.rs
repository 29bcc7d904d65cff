//! Builders, their defaults and `to_json`.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use toolzz_webhook::{
    Course, Enrollment, EnrollmentStatus, Id, Institution, NewEnrollment, Rule, Slug, User, Validate, fixture,
};

fn send_at() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2023, 7, 3).unwrap().and_hms_opt(12, 53, 41).unwrap()
}

fn course() -> Course {
    Course::builder().id(123_456).name("Course Name").build()
}

fn user() -> User {
    User::builder().id(987_654_321).name("Student").email("student@toolzz.com").cpf("123.456.789-99").build()
}

#[test]
fn builders_reproduce_the_documented_example() {
    let webhook = NewEnrollment::builder()
        .send_at(send_at())
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
fn an_enrollment_is_active_and_optional_fields_are_none_by_default() {
    let enrollment = Enrollment::builder().id(1).course_id(2).build();
    assert_eq!((enrollment.date_expire, enrollment.actived, enrollment.status), (None, true, EnrollmentStatus::ACTIVE),);
    let named =
        User::builder().id(Id::new(1)).name(String::from("João")).email("").cpf("").nickname("").maybe_uuid(Some(""));
    let named = named.build();
    assert_eq!(
        (user().nickname, user().uuid, named.nickname, named.uuid),
        (None, None, None, None),
        "an empty one is none"
    );
}

#[test]
fn build_reports_every_violation_and_build_unchecked_skips_validation() {
    let builder = || {
        NewEnrollment::builder()
            .send_at(send_at())
            .institution(Institution::builder().id(0).build())
            .course(Course::builder().id(1).name(" ").build())
            .enrollment(Enrollment::builder().id(1).course_id(2).build())
            .user(user())
    };
    let report = builder().build().unwrap_err();
    let found: Vec<_> = report.violations.iter().map(|violation| (violation.path.as_str(), violation.rule)).collect();
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
fn the_builder_presets_the_event_and_drops_a_fraction_of_a_second() {
    let webhook = NewEnrollment::builder()
        .send_at(send_at() + TimeDelta::milliseconds(999))
        .institution(Institution::builder().id(1).build())
        .course(course())
        .enrollment(Enrollment::builder().id(1).course_id(123_456).build())
        .user(user())
        .build()
        .unwrap();
    assert_eq!(webhook.event, fixture::documented().event);
    assert_eq!(webhook.event.slug, Slug::NEW_ENROLLMENT);
    assert_eq!(webhook.event.send_at, send_at());
    assert_eq!(webhook.to_json().parse(), Ok(webhook));
}

#[test]
fn a_decoded_payload_can_be_changed_and_serialized() {
    let mut webhook: NewEnrollment = fixture::DOCUMENTED.parse().unwrap();
    webhook.data.user.nickname = Some("Ana".into());
    webhook.data.enrollment.course_id = webhook.data.course.id;
    let expected = fixture::DOCUMENTED
        .replace("\"nickname\":null", "\"nickname\":\"Ana\"")
        .replace("\"course_id\":123456789", "\"course_id\":123456");
    assert_eq!(webhook.to_json(), expected);
}

/// The wire has no fraction of a second, and cannot represent years outside 0000 to 9999.
#[test]
fn to_json_matches_serde_json() {
    let mut webhook = fixture::new_enrollment();
    for string in ["\"", "\\", "/", "\u{8}\u{c}\n\r\t", "\0\u{1}\u{1f}\u{7f}", "é😀\u{2028}", "a\"b\\c"] {
        webhook.event.name = string.into();
        webhook.data.user.nickname = Some(string.into());
        webhook.data.enrollment.status = i64::MIN.into();
        let json = webhook.to_json();
        assert_eq!(json, serde_json::to_string(&webhook).unwrap());
        assert_eq!(json.parse().as_ref(), Ok(&webhook));
        assert_eq!(&serde_json::from_str::<NewEnrollment>(&json).unwrap(), &webhook);
    }
    for (year, sent) in [(0, "0000-01-02 01:02:03"), (33, "0033-01-02 01:02:03"), (9999, "9999-01-02 01:02:03")] {
        let date = NaiveDate::from_ymd_opt(year, 1, 2).unwrap();
        webhook.event.send_at = date.and_hms_nano_opt(1, 2, 3, 999_999_999).unwrap();
        assert!(webhook.to_json().contains(&format!("\"send_at\":\"{sent}\"")), "{sent}");
        assert_eq!(serde_json::to_string(&webhook).unwrap(), webhook.to_json());
    }
}
