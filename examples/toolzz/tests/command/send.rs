//! `send` against a small server.

use crate::{command, run, toolzz, write};
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::mpsc::{self, Receiver},
    thread,
};
use toolzz_webhook::{
    Incoming, Validate,
    fixture::{self, Body, DOCUMENTED},
};

/// A running server, and the bodies that it receives.
struct Server {
    url: String,
    received: Receiver<Vec<u8>>,
}

impl Server {
    fn start(answer: fn(&[u8]) -> (u16, String)) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let (sender, received) = mpsc::channel();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let body = read_request(&stream);
                let (status, text) = answer(&body);
                sender.send(body).unwrap();
                let length = text.len();
                let head = format!(
                    "HTTP/1.1 {status} -\r\nLocation: /other\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
                );
                // The command reads long answers in part.
                let _ = stream.write_all((head + &text).as_bytes());
            }
        });
        Self { url, received }
    }

    /// Runs the command, and returns the exit status and standard output.
    fn send(&self, arguments: &[&str]) -> (Option<i32>, String) {
        self.send_with_input(arguments, b"")
    }

    fn send_with_input(&self, arguments: &[&str], input: &[u8]) -> (Option<i32>, String) {
        let mut command = command(&[&["send", self.url.as_str()], arguments].concat());
        // Nobody listens there: a proxy is not used for this server.
        let (code, out, err) = run(command.env("ALL_PROXY", "http://127.0.0.1:1"), input);
        assert_eq!(err, "");
        (code, out)
    }

    fn received(&self) -> Vec<Vec<u8>> {
        self.received.try_iter().collect()
    }
}

fn read_request(stream: &TcpStream) -> Vec<u8> {
    let mut reader = BufReader::new(stream);
    let mut length = 0;
    let mut line = String::new();
    while reader.read_line(&mut line).unwrap() > "\r\n".len() {
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        line.clear();
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    body
}

/// Answers as the documented handler does.
fn valid(body: &[u8]) -> (u16, String) {
    match Incoming::from_slice(body) {
        Ok(Incoming::NewEnrollment(webhook)) if webhook.validate().is_err() => (422, webhook.check().to_string()),
        Ok(_) => (200, String::new()),
        Err(error) => (422, error.to_string()),
    }
}

fn accepting(_: &[u8]) -> (u16, String) {
    (200, String::new())
}

fn failing(_: &[u8]) -> (u16, String) {
    (503, "down".into())
}

#[test]
fn a_changed_sample_is_sent_several_times() {
    let server = Server::start(valid);
    let sent = server.send(&[
        "--sample=cpf_null",
        "--set=data.user.id=7",
        "--set=data.user.name=Ana",
        "--set=data.course.name=\"2024\"",
        "--set=data.user.email=a=b@example.com",
        "--without=data.user.uuid",
        "--times=3",
    ]);
    assert_eq!(sent, (Some(0), "cpf_null                         expected 200  received 200 (3)\n".into()));
    let body = fixture::sample("cpf_null")
        .body
        .with("data.user.id", 7)
        .with("data.user.name", "Ana")
        .with("data.course.name", "2024")
        .with("data.user.email", "a=b@example.com")
        .without("data.user.uuid");
    assert_eq!(server.received(), vec![body.into_bytes(); 3]);
}

#[test]
fn every_sample_is_sent() {
    let samples = fixture::samples();
    let server = Server::start(valid);
    let (code, out) = server.send(&["--all"]);
    assert_eq!(code, Some(0), "{out}");
    let rows: Vec<_> = out.lines().collect();
    assert_eq!(rows.len(), samples.len() + 1);
    assert_eq!(rows[0], "documented                       expected 200  received 200");
    assert!(rows.contains(&"email_invalid                    expected 422  received 422"), "{out}");
    assert!(rows.contains(&"member_created                   expected 200  received 200"), "{out}");
    assert_eq!(rows[samples.len()], format!("{} deliveries, 0 with another status than expected", samples.len()));
    let bodies: Vec<_> = samples.into_iter().map(|sample| sample.body.into_bytes()).collect();
    assert_eq!(server.received(), bodies);
}

#[test]
fn another_status_is_a_failure() {
    let (code, out) = Server::start(accepting).send(&["--all"]);
    assert_eq!(code, Some(1));
    let differing = out.lines().filter(|row| row.ends_with("  expected 422  received 200  differs")).count();
    assert!(differing > 30, "{out}");
    assert!(out.ends_with(&format!("deliveries, {differing} with another status than expected\n")), "{out}");

    let expected = "valid                            expected 200  received 503 (2)  differs\ndown\n";
    assert_eq!(Server::start(failing).send(&["--sample=valid", "--times=2"]), (Some(1), expected.into()));
}

#[test]
fn a_file_is_sent_byte_by_byte() {
    let server = Server::start(valid);
    let latin_1 = Body::documented().with("data.user.name", "São").in_latin_1();
    let error = latin_1.decode().unwrap_err();
    write("sent.json", &latin_1);
    let row = "sent.json                        expected 2xx  received 422  differs\n";
    assert_eq!(server.send(&["sent.json"]), (Some(1), format!("{row}{error}\n")));
    let total = "2 deliveries, 1 with another status than expected\n";
    let stdin = "stdin                            expected 2xx  received 200\n";
    let sent = server.send_with_input(&["sent.json", "-"], DOCUMENTED.as_bytes());
    assert_eq!(sent, (Some(1), format!("{row}{stdin}{total}")));
    let latin_1 = latin_1.into_bytes();
    assert_eq!(server.received(), [latin_1.clone(), latin_1, DOCUMENTED.into()]);
}

#[test]
fn a_changed_file_is_sent() {
    let server = Server::start(valid);
    let body = Body::documented();
    let sent = server.send_with_input(&["-", "--set=data.user.id=7", "--without=data.user.uuid"], body.as_ref());
    assert_eq!(sent, (Some(0), "stdin                            expected 2xx  received 200\n".into()));
    let changed = Body::documented().with("data.user.id", 7).without("data.user.uuid");
    assert_eq!(server.received(), [changed.into_bytes()]);
}

#[test]
fn every_line_of_a_log_is_sent() {
    let server = Server::start(valid);
    write("sent.ndjson", format!("{DOCUMENTED}\r\n\n<html>\n\"\u{1}\"\n{{}}"));
    let differs = |line| format!("sent.ndjson:{line}                    expected 2xx  received 422  differs\n");
    let rows = differs(3) + &differs(4) + &differs(5);
    let total = "4 deliveries, 3 with another status than expected\n";
    assert_eq!(server.send(&["sent.ndjson"]), (Some(1), rows + total));
    assert_eq!(server.received(), [DOCUMENTED.as_bytes(), b"<html>", b"\"\x01\"", b"{}"]);

    let sent = server.send_with_input(&["--log", "--times=2", "-"], DOCUMENTED.as_bytes());
    assert_eq!(sent, (Some(0), "1 delivery, 0 with another status than expected\n".into()));
    assert_eq!(server.received(), [DOCUMENTED; 2].map(Vec::from));
}

#[test]
fn a_redirect_is_not_followed() {
    let server = Server::start(|_| (302, String::new()));
    let expected = "valid                            expected 200  received 302  differs\n";
    assert_eq!(server.send(&["--sample=valid"]), (Some(1), expected.into()));
    assert_eq!(server.received(), [Body::valid().into_bytes()]);
}

#[test]
fn an_answer_is_escaped_and_cut() {
    let row = "valid                            expected 200  received 200\n";
    let server = Server::start(|_| (200, "\u{1b}[31m\r\n\u{9b}\n\n".into()));
    assert_eq!(server.send(&["--sample=valid"]), (Some(0), format!("{row}\\u{{1b}}[31m\\r\n\\u{{9b}}\n")));
    let server = Server::start(|_| (200, "x".repeat(1 << 20)));
    assert_eq!(server.send(&["--sample=valid"]), (Some(0), format!("{row}{}\n", "x".repeat(64 * 1024))));
}

#[test]
fn a_delivery_without_a_response_is_named() {
    // Bound and dropped, so nobody listens there.
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = format!("http://{address}/");
    write("refused.ndjson", "\n{}\n{}\n");
    let (code, out, err) = toolzz(&["send", &url, "refused.ndjson"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert_eq!(err, format!("error: {url}: no response to refused.ndjson:2: Connection refused\n"));
    let server = Server::start(accepting);
    let url = server.url.replace("http", "https");
    let (code, out, err) = toolzz(&["send", &url, "--sample=valid"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert_eq!(err, format!("error: {url}: no response to valid: https requires the feature `rustls` of ureq\n"));
}
