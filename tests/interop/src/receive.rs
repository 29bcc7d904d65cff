//! The example `receive`, over HTTP.

use crate::support::body_with;
use std::{
    io::{self, Write},
    net::TcpListener,
    sync::{Arc, Mutex},
    thread,
};
use toolzz_webhook::{NewEnrollment, fixture};
use tracing_subscriber::util::SubscriberInitExt;

/// Collects what is logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A running server, what it logs, and the enrollments that it handles.
struct Server {
    url: String,
    log: Log,
    enrolled: Arc<Mutex<Vec<NewEnrollment>>>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let url = format!("http://{}/webhooks/toolzz", listener.local_addr().unwrap());
        let (log, enrolled) = (Log::default(), Arc::<Mutex<Vec<_>>>::default());
        let (writer, handled) = (log.clone(), Arc::clone(&enrolled));
        // The runtime has one thread, which has a log of its own.
        thread::spawn(move || {
            let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(move || writer.clone());
            let _default = subscriber.finish().set_default();
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let app = receive::app(move |webhook| handled.lock().unwrap().push(webhook));
                axum::serve(tokio::net::TcpListener::from_std(listener).unwrap(), app).await.unwrap();
            });
        });
        Self { url, log, enrolled }
    }

    /// Sends a delivery and returns the status and the body of the response.
    fn deliver(&self, body: impl AsRef<[u8]>) -> (u16, String) {
        let request = ureq::post(&self.url).config().http_status_as_error(false).build();
        let mut response = request.send(body.as_ref()).unwrap();
        (response.status().as_u16(), response.body_mut().read_to_string().unwrap())
    }

    fn enrolled(&self) -> Vec<NewEnrollment> {
        self.enrolled.lock().unwrap().clone()
    }
}

fn ok() -> (u16, String) {
    (200, String::new())
}

#[test]
fn an_enrollment_is_handled_once() {
    let server = Server::start();
    let lenient = fixture::DOCUMENTED.replace("\"actived\":1", "\"actived\":true");
    for body in [fixture::DOCUMENTED, fixture::DOCUMENTED, &lenient] {
        assert_eq!(server.deliver(body), ok());
        assert_eq!(server.enrolled(), [fixture::documented()]);
    }
    assert_eq!(server.deliver(fixture::new_enrollment().to_json()), ok());
    assert_eq!(server.enrolled(), [fixture::documented(), fixture::new_enrollment()]);
}

#[test]
fn another_event_is_acknowledged() {
    let server = Server::start();
    let body = body_with(&[("event.slug", "\"members.created\""), ("data", "{\"id\":7}")]);
    assert_eq!(server.deliver(body), ok());
    assert_eq!(server.enrolled(), []);
}

#[test]
fn a_rejected_body_is_answered_with_its_problems() {
    let server = Server::start();
    for (body, problems) in [
        (
            body_with(&[("data.user.id", "-1"), ("data.user.uuid", "\"maria\",\"uuid\":7")]),
            vec![
                ("data.user.id", "expected an integer from 0 to 18446744073709551615, found a negative integer"),
                ("data.user.uuid", "duplicate field"),
            ],
        ),
        ("<html>".into(), vec![("", "invalid JSON: expected value")]),
        (String::new(), vec![("", "unexpected end of input")]),
    ] {
        let (status, json) = server.deliver(&body);
        let error = body.parse::<NewEnrollment>().unwrap_err();
        assert_eq!((status, json), (422, serde_json::to_string(&error).unwrap()));
        let found: Vec<_> = error.problems().iter().map(|problem| (problem.path, problem.message())).collect();
        assert_eq!(found, problems.iter().map(|(path, message)| (*path, (*message).to_string())).collect::<Vec<_>>());
    }
    assert_eq!(server.enrolled(), []);
}

#[test]
fn an_invalid_payload_is_answered_with_the_report() {
    let server = Server::start();
    let body = body_with(&[("data.user.email", "\"maria@@example.com\""), ("data.enrollment.course_id", "123456")]);
    assert_eq!(
        server.deliver(body),
        (422, r#"[{"path":"data.user.email","code":"email_syntax","message":"expected an email address","severity":"error"},{"path":"data.user.cpf","code":"cpf_check_digits","message":"expected valid check digits","severity":"warning"}]"#.into()),
    );
    assert_eq!(server.enrolled(), []);
}

#[test]
fn an_oversized_body_and_another_method_are_rejected() {
    let server = Server::start();
    assert_eq!(server.deliver(" ".repeat(64 * 1024)).0, 422);
    assert_eq!(server.deliver(" ".repeat(64 * 1024 + 1)).0, 413);
    let get = ureq::get(&server.url).config().http_status_as_error(false).build().call().unwrap();
    assert_eq!(get.status(), 405);
}

#[test]
fn each_delivery_is_logged_without_personal_data() {
    let server = Server::start();
    server.deliver(fixture::DOCUMENTED);
    server.deliver(fixture::new_enrollment().to_json());
    server.deliver(body_with(&[("event.slug", "\"members.created\"")]));
    server.deliver(body_with(&[("data.user.id", "\"maria@example.com\"")]));
    server.deliver(body_with(&[("data.user.email", "\"maria@@example.com\"")]));
    let log = String::from_utf8(server.log.0.lock().unwrap().clone()).unwrap();
    let records: Vec<&str> = log
        .lines()
        .filter_map(|line| line.split_once("record=")?.1.split_once(",\"send_at\""))
        .map(|(record, _)| record)
        .collect();
    assert_eq!(
        records,
        [
            r#"{"size":407,"outcome":"new_enrollment","event":"activities.course.enrollment""#,
            r#"{"size":478,"outcome":"new_enrollment","event":"activities.course.enrollment""#,
            r#"{"size":394,"outcome":"other_event","event":"members.created""#,
            r#"{"size":417,"outcome":"rejected","event":null"#,
            r#"{"size":407,"outcome":"new_enrollment","event":"activities.course.enrollment""#,
        ],
    );
    for secret in ["maria", "Student", "student@", "João", "joao", "123.456.789"] {
        assert!(!log.contains(secret), "{secret} in {log}");
    }
}
