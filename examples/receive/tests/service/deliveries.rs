//! What is stored, answered and logged.

use crate::support::{Folder, Process, connect, enrollment, ok, post, response};
use std::{io::Write, thread};
use toolzz_webhook::{
    NewEnrollment, Validate,
    fixture::{self, Body},
};

#[test]
fn an_accepted_delivery_is_stored_and_enrolled() {
    let folder = Folder::new();
    let service = Process::start(&folder, &[]);
    assert_eq!(post(service.address, fixture::DOCUMENTED).unwrap(), ok());
    assert_eq!(folder.states(), ["enrolled"]);
    let key = "activities.course.enrollment/12345/11/2023-07-03T12:53:41";
    assert_eq!(folder.query("SELECT * FROM enrollments"), [format!("{key} 987654321 123456")]);
    assert_eq!(folder.query("SELECT * FROM keys"), [format!("{key} 1")]);
    assert_eq!(
        folder.query("SELECT id, attempts, error, body FROM deliveries"),
        [format!("1 1 null {}", fixture::DOCUMENTED)]
    );
    let time = "SELECT count(*) FROM deliveries WHERE received_at GLOB '????-??-??T??:??:??.???Z'
                AND unixepoch('now') - unixepoch(received_at) BETWEEN 0 AND 60";
    assert_eq!(folder.query(time), ["1"]);
}

#[test]
fn a_redelivery_is_not_enrolled_again() {
    let folder = Folder::new();
    let service = Process::start(&folder, &[]);
    let lenient = Body::documented().with("data.enrollment.actived", true).to_string();
    for body in [fixture::DOCUMENTED, fixture::DOCUMENTED, &lenient, &fixture::new_enrollment().to_json()] {
        assert_eq!(post(service.address, body).unwrap(), ok());
    }
    assert_eq!(folder.states(), ["enrolled", "duplicate", "duplicate", "enrolled"]);
    assert_eq!(folder.query("SELECT delivery FROM keys ORDER BY delivery"), ["1", "4"]);
    assert_eq!(folder.query("SELECT count(*) FROM enrollments"), ["2"]);
}

#[test]
fn of_identical_deliveries_at_the_same_time_one_is_enrolled() {
    let folder = Folder::new();
    let service = Process::start(&folder, &[]);
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| assert_eq!(post(service.address, fixture::DOCUMENTED).unwrap(), ok()));
        }
    });
    let mut states = folder.states();
    states.sort();
    assert_eq!(states, [&["duplicate"; 7][..], &["enrolled"]].concat());
    assert_eq!(folder.query("SELECT count(*) FROM enrollments"), ["1"]);
}

#[test]
fn an_id_above_63_bits_is_enrolled() {
    let folder = Folder::new();
    let service = Process::start(&folder, &[]);
    assert_eq!(post(service.address, enrollment(u64::MAX)).unwrap(), ok());
    assert_eq!(folder.states(), ["enrolled"]);
    assert_eq!(folder.query("SELECT user_id FROM enrollments"), ["18446744073709551615"]);
}

#[test]
fn another_event_is_stored_and_acknowledged() {
    let folder = Folder::new();
    let service = Process::start(&folder, &[]);
    let body = Body::documented().with("event.slug", "members.created").raw("data", "{\"id\":7}").to_string();
    assert_eq!(post(service.address, &body).unwrap(), ok());
    assert_eq!(folder.states(), ["other_event"]);
    assert_eq!(folder.query("SELECT body FROM deliveries"), [body]);
    assert_eq!(folder.query("SELECT * FROM keys"), [""; 0]);
}

#[test]
fn an_invalid_delivery_is_stored_and_answered_with_its_errors() {
    let folder = Folder::new();
    let service = Process::start(&folder, &[]);
    let invalid = Body::documented().with("data.user.id", -1).duplicate("data.user.uuid").to_string();
    let mut errors = Vec::new();
    for body in [&invalid, "<html>", ""] {
        let error = serde_json::to_string(&body.parse::<NewEnrollment>().unwrap_err()).unwrap();
        assert_eq!(post(service.address, body).unwrap(), (422, error.clone()));
        errors.push(format!("invalid {error} {body}"));
    }
    // A report has warnings as well.
    let invalid = Body::documented().with("data.user.email", "maria@@example.com");
    let report = serde_json::to_string(&invalid.decode().unwrap().validate().unwrap_err()).unwrap();
    assert_eq!(post(service.address, &invalid).unwrap(), (422, report.clone()));
    assert!(report.contains("\"email_syntax\"") && report.contains("\"cpf_check_digits\""), "{report}");
    errors.push(format!("invalid {report} {invalid}"));
    folder.states();
    assert_eq!(folder.query("SELECT state, error, body FROM deliveries ORDER BY id"), errors);
    assert_eq!(folder.query("SELECT * FROM keys"), [""; 0]);
}

#[test]
fn errors_have_the_type_of_json() {
    let folder = Folder::new();
    let service = Process::start(&folder, &[]);
    let mut stream = connect(service.address).unwrap();
    stream.write_all(b"POST /webhooks/toolzz HTTP/1.0\r\nContent-Length: 1\r\n\r\n{").unwrap();
    let mut response = String::new();
    std::io::Read::read_to_string(&mut stream, &mut response).unwrap();
    assert!(response.contains("\r\ncontent-type: application/json\r\n"), "{response}");
}

#[test]
fn an_oversized_body_another_method_and_another_path_are_rejected() {
    let folder = Folder::new();
    let service = Process::start(&folder, &[]);
    assert_eq!(post(service.address, " ".repeat(64 * 1024)).unwrap().0, 422);
    assert_eq!(post(service.address, " ".repeat(64 * 1024 + 1)).unwrap().0, 413);
    for (request, status) in [("GET /webhooks/toolzz", 405), ("POST /webhooks", 404)] {
        let mut stream = connect(service.address).unwrap();
        write!(stream, "{request} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n").unwrap();
        assert_eq!(response(&mut stream).unwrap(), (status, String::new()));
    }
    assert_eq!(folder.states(), ["invalid"]);
}

#[test]
fn each_delivery_is_logged_without_personal_data() {
    let folder = Folder::new();
    let service = Process::start(&folder, &[]);
    for body in [
        Body::documented(),
        Body::valid(),
        Body::documented().with("event.slug", "members.created"),
        Body::documented().with("data.user.id", "maria@example.com"),
        Body::documented().with("data.user.email", "maria@@example.com"),
    ] {
        post(service.address, body).unwrap();
    }
    folder.states();
    let log = service.log.lock().unwrap().clone();
    let records: Vec<&str> = log
        .lines()
        .filter_map(|line| line.split_once("received delivery=")?.1.split_once(",\"send_at\""))
        .map(|(record, _)| record)
        .collect();
    assert_eq!(
        records,
        [
            r#"1 record={"size":407,"code":"new_enrollment","event":"activities.course.enrollment""#,
            r#"2 record={"size":478,"code":"new_enrollment","event":"activities.course.enrollment""#,
            r#"3 record={"size":394,"code":"other_event","event":"members.created""#,
            r#"4 record={"size":417,"code":"invalid_value","event":null"#,
            r#"5 record={"size":407,"code":"email_syntax","event":"activities.course.enrollment""#,
        ],
    );
    for secret in ["maria", "Student", "student@", "João", "joao", "123.456.789"] {
        assert!(!log.contains(secret), "{secret} in {log}");
    }
}
