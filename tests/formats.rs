//! Formats besides JSON.

mod support;

use serde::{Serialize, de::DeserializeOwned};
use std::fmt::Debug;
use support::body_with;
use toolzz_webhook::{EnrollmentStatus, Event, NewEnrollment, Slug, User, fixture};

fn postcard<T: Serialize + DeserializeOwned>(value: &T) -> (usize, T) {
    let bytes = postcard::to_allocvec(value).unwrap();
    (bytes.len(), postcard::from_bytes(&bytes).unwrap())
}

#[track_caller]
fn round_trips<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    assert_eq!(&postcard(value).1, value);
    assert_eq!(&rmp_serde::from_slice::<T>(&rmp_serde::to_vec(value).unwrap()).unwrap(), value);
    assert_eq!(&rmp_serde::from_slice::<T>(&rmp_serde::to_vec_named(value).unwrap()).unwrap(), value);
    assert_eq!(&serde_json::from_str::<T>(&serde_json::to_string(value).unwrap()).unwrap(), value);
    assert_eq!(&serde_json::from_value::<T>(serde_json::to_value(value).unwrap()).unwrap(), value);
    assert_eq!(&serde_yaml_ng::from_str::<T>(&serde_yaml_ng::to_string(value).unwrap()).unwrap(), value);
}

#[test]
fn every_model_round_trips_in_every_format() {
    let mut odd = fixture::documented();
    odd.data.enrollment.status = EnrollmentStatus::from(-7);
    odd.data.enrollment.actived = false;
    odd.data.user.id = u64::MAX.into();
    odd.data.user.name = "João \"😀\"\n".into();
    for webhook in [fixture::documented(), fixture::new_enrollment(), odd] {
        round_trips(&webhook);
        round_trips(&webhook.event);
        round_trips(&webhook.data);
        round_trips(&webhook.data.institution);
        round_trips(&webhook.data.course);
        round_trips(&webhook.data.enrollment);
        round_trips(&webhook.data.user);
        round_trips(&webhook.data.user.id);
    }
    let other = Event::builder().name("x").slug("members.created").send_at(odd_date()).build();
    round_trips(&other);
    round_trips(&other.slug);
    round_trips(&Slug::CourseEnrollment);
}

fn odd_date() -> chrono::NaiveDateTime {
    chrono::NaiveDate::from_ymd_opt(9999, 12, 31).unwrap().and_hms_opt(23, 59, 59).unwrap()
}

#[test]
fn formats_for_machines_get_the_plain_typed_form() {
    let enrollment = fixture::documented().data.enrollment;
    // Varints of one, none, four, one and one byte: id, no date, course_id, true, and zigzag 1.
    assert_eq!(postcard::to_allocvec(&enrollment).unwrap(), [11, 0, 0x95, 0x9a, 0xef, 0x3a, 1, 2]);
    assert_eq!(rmp_serde::to_vec(&enrollment).unwrap(), [0x95, 11, 0xc0, 0xce, 0x07, 0x5b, 0xcd, 0x15, 0xc3, 1]);
}

#[test]
fn a_machine_format_refuses_without_repeating() {
    let wrong = rmp_serde::to_vec_named(&serde_json::json!({"id": "maria@example.com", "name": "x"})).unwrap();
    let error = rmp_serde::from_slice::<toolzz_webhook::Course>(&wrong).unwrap_err();
    assert_eq!(error.to_string(), "expected an integer from 0 to 18446744073709551615, found another type");
    let error = rmp_serde::from_slice::<User>(&rmp_serde::to_vec("maria@example.com").unwrap()).unwrap_err();
    assert_eq!(error.to_string(), "expected an object, found a string");
}

#[test]
fn toml_reads_with_the_lenient_table() {
    let body = r#"
        [event]
        name = "Atividades - Nova matrícula"
        slug = "activities.course.enrollment"
        send_at = "2023-07-03T12:53:41"
        [data.institution]
        id = 12345
        [data.course]
        id = "123456"
        name = "Course Name"
        [data.enrollment]
        id = 11.0
        course_id = 123456789
        actived = true
        status = 1
        [data.user]
        id = 987654321
        name = "Student"
        email = "student@toolzz.com"
        cpf = "123.456.789-99"
        nickname = ""
    "#;
    assert_eq!(toml::from_str::<NewEnrollment>(body).unwrap(), fixture::documented());
    for (from, to, text) in [
        ("id = 12345", "id = -1", "expected an integer from 0 to 18446744073709551615, found a negative integer"),
        ("actived = true", "actived = 2", "expected 0 or 1, found another number"),
        ("actived = true", "actived = 2023-07-03", "expected 0 or 1, found an object"),
        ("cpf = \"123.456.789-99\"", "cpf = 1.5", "expected a string, found a non-integer number"),
    ] {
        assert_eq!(toml::from_str::<NewEnrollment>(&body.replacen(from, to, 1)).unwrap_err().message(), text);
    }
}

#[test]
fn yaml_reads_with_the_lenient_table() {
    // JSON is YAML, too.
    assert_eq!(serde_yaml_ng::from_str::<NewEnrollment>(fixture::DOCUMENTED).unwrap(), fixture::documented());
    let lenient = body_with(&[
        ("data.enrollment.actived", "true"),
        ("data.enrollment.status", "\"1\""),
        ("data.user.id", "987654321.0"),
        ("data.enrollment.date_expire", "\"0000-00-00\""),
    ]);
    assert_eq!(serde_yaml_ng::from_str::<NewEnrollment>(&lenient).unwrap(), fixture::documented());
    for (path, json, text) in [
        ("data.enrollment.actived", "\"maria\"", "data.enrollment.actived: expected 0 or 1, found another string"),
        ("data.user", "[1]", "data.user: expected an object, found an array"),
        ("data.user", "\"maria\"", "data.user: expected an object, found a string"),
        (
            "data.user.id",
            "1.5",
            "data.user.id: expected an integer from 0 to 18446744073709551615, found a non-integer number",
        ),
    ] {
        let error = serde_yaml_ng::from_str::<NewEnrollment>(&body_with(&[(path, json)])).unwrap_err().to_string();
        assert_eq!(error.split_once(" at line").map_or(error.as_str(), |(text, _)| text), text);
    }
}
