//! Builders, their defaults and `to_json`.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use toolzz_webhook::{
    Course, Enrollment, EnrollmentData, EnrollmentStatus, Event, Id, Institution, NewEnrollment, Rule, Slug, User,
    Validate, fixture,
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
fn builders_round_trip() {
    fn round_trips<T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug>(built: T) {
        assert_eq!(serde_json::from_str::<T>(&serde_json::to_string(&built).unwrap()).unwrap(), built);
    }
    round_trips(
        Event::builder().name("x").slug("members.created").send_at(send_at() + TimeDelta::nanoseconds(5)).build(),
    );
    round_trips(Institution::builder().id(0).build());
    round_trips(course());
    round_trips(
        Enrollment::builder().id(1).course_id(2).actived(false).status(9).date_expire(send_at().date()).build(),
    );
    round_trips(user());
    round_trips(
        User::builder()
            .id(Id::new(u64::MAX))
            .name(String::from("João"))
            .email("")
            .cpf("")
            .nickname("Jô")
            .maybe_uuid(Some("x"))
            .build(),
    );
    round_trips(User::builder().id(1).name("").email("").cpf("").nickname("").maybe_uuid(Some("")).build());
    round_trips(
        EnrollmentData::builder()
            .institution(Institution::builder().id(1).build())
            .course(course())
            .enrollment(Enrollment::builder().id(1).course_id(123_456).build())
            .user(user())
            .build(),
    );
}

#[test]
fn an_enrollment_is_active_and_optional_fields_are_none_by_default() {
    let enrollment = Enrollment::builder().id(1).course_id(2).build();
    assert_eq!((enrollment.date_expire, enrollment.actived, enrollment.status), (None, true, EnrollmentStatus::Active),);
    assert_eq!((user().nickname, user().uuid), (None, None));
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
    assert_eq!(webhook.event.slug, Slug::CourseEnrollment);
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
    let round_trips = |webhook: &NewEnrollment| {
        let json = webhook.to_json();
        assert_eq!(json, serde_json::to_string(webhook).unwrap());
        assert_eq!(json.parse().as_ref(), Ok(webhook));
        assert_eq!(&serde_json::from_str::<NewEnrollment>(&json).unwrap(), webhook);
    };
    for string in ["\"", "\\", "/", "\u{8}\u{c}\n\r\t", "\0\u{1}\u{1f}\u{7f}", "é😀\u{2028}", "a\"b\\c"] {
        webhook.event.name = string.into();
        webhook.data.user.name = string.into();
        webhook.data.user.nickname = Some(string.into());
        webhook.data.user.uuid = None;
        webhook.data.enrollment.status = i64::MIN.into();
        webhook.data.enrollment.date_expire = None;
        round_trips(&webhook);
    }
    for (year, json) in
        [(0, "\"0000-01-02 01:02:03\""), (33, "\"0033-01-02 01:02:03\""), (9999, "\"9999-01-02 01:02:03\"")]
    {
        let date = NaiveDate::from_ymd_opt(year, 1, 2).unwrap();
        webhook.data.enrollment.date_expire = Some(date);
        webhook.event.send_at = date.and_hms_opt(1, 2, 3).unwrap();
        round_trips(&webhook);
        let whole_seconds = webhook.to_json();
        webhook.event.send_at += TimeDelta::nanoseconds(999_999_999);
        assert_eq!(webhook.to_json(), whole_seconds);
        assert_eq!(serde_json::to_string(&webhook).unwrap(), whole_seconds);
        assert!(whole_seconds.contains(json), "{whole_seconds}");
    }
    for date in [NaiveDate::MIN, NaiveDate::MAX] {
        webhook.event.send_at = date.and_hms_opt(1, 2, 3).unwrap();
        webhook.data.enrollment.date_expire = Some(date);
        assert_eq!(webhook.to_json(), serde_json::to_string(&webhook).unwrap());
        let report = webhook.validate().unwrap_err();
        let years = report.iter().filter(|violation| violation.rule == Rule::YearRange);
        let paths: Vec<_> = years.map(|violation| violation.path.as_str()).collect();
        assert_eq!(paths, ["event.send_at", "data.enrollment.date_expire"]);
        assert_eq!(webhook.to_json().parse::<NewEnrollment>().unwrap_err().path(), "event.send_at");
    }
    webhook.event.slug = Slug::from("a\"b\\c");
    assert_eq!(webhook.to_json(), serde_json::to_string(&webhook).unwrap());
}
