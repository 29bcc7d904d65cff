//! The example `receive`, called over HTTP.

#[path = "../examples/receive/app.rs"]
mod app;
mod support;

use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
};
use support::body_with;
use toolzz_webhook::fixture;

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

fn call(url: &str, body: impl AsRef<[u8]>) -> (u16, String) {
    let mut answer = ureq::post(url).config().http_status_as_error(false).build().send(body.as_ref()).unwrap();
    (answer.status().as_u16(), answer.body_mut().read_to_string().unwrap())
}

#[test]
fn the_service_answers_logs_and_drops_what_is_repeated() {
    let log = Log::default();
    let writer = log.clone();
    tracing_subscriber::fmt().with_ansi(false).with_writer(move || writer.clone()).init();
    let enrolled = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&enrolled);

    let runtime = tokio::runtime::Runtime::new().unwrap();
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
    let url = format!("http://{}/webhooks/toolzz", listener.local_addr().unwrap());
    let app = app::app(move |webhook| seen.lock().unwrap().push(webhook));
    runtime.spawn(async { axum::serve(listener, app).await });

    let accepted = (200, String::new());
    assert_eq!(call(&url, fixture::DOCUMENTED), accepted);
    assert_eq!(call(&url, fixture::DOCUMENTED), accepted, "a repeated call");
    assert_eq!(call(&url, fixture::DOCUMENTED.replace("\"actived\":1", "\"actived\":true")), accepted, "and again");
    assert_eq!(*enrolled.lock().unwrap(), [fixture::documented()]);
    assert_eq!(call(&url, fixture::new_enrollment().to_json()), accepted);
    assert_eq!(*enrolled.lock().unwrap(), [fixture::documented(), fixture::new_enrollment()]);

    assert_eq!(call(&url, body_with(&[("event.slug", "\"members.created\""), ("data", "{\"id\":7}")])), accepted);
    assert_eq!(
        call(&url, body_with(&[("data.enrollment.actived", "\"maria@example.com\"")])),
        (422, r#"{"path":"data.enrollment.actived","kind":"invalid_value","line":1,"column":290,"message":"expected 0 or 1, found another string"}"#.into()),
    );
    assert_eq!(
        call(&url, body_with(&[("data.user.email", "\"maria@@example.com\""), ("data.enrollment.course_id", "123456")])),
        (422, r#"[{"path":"data.user.email","rule":"email_syntax","severity":"error","message":"expected an email address"},{"path":"data.user.cpf","rule":"cpf_check_digits","severity":"warning","message":"expected valid check digits"}]"#.into()),
    );
    assert_eq!(call(&url, "<html>").0, 422);
    assert_eq!(call(&url, "").0, 422);
    assert_eq!(call(&url, " ".repeat(64 * 1024 + 1)).0, 413, "an oversized body");
    assert_eq!(ureq::get(&url).config().http_status_as_error(false).build().call().unwrap().status(), 405);
    assert_eq!(enrolled.lock().unwrap().len(), 2);

    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let records: Vec<&str> = log.lines().filter(|line| line.contains("webhook call record={\"size\":")).collect();
    assert_eq!(records.len(), 9, "{log}");
    assert!(records[0].contains(r#""outcome":"new_enrollment","event":"activities.course.enrollment""#), "{log}");
    assert!(records[4].contains(r#""outcome":"other_event","event":"members.created""#), "{log}");
    for secret in ["maria", "Student", "student@", "João", "joao", "123.456.789"] {
        assert!(!log.contains(secret), "{secret} in {log}");
    }
}
