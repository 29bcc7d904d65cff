//! The command against a small server: what it sends, its output and exit codes.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    process::Command,
    sync::mpsc::{self, Receiver},
    thread,
};
use toolzz_webhook::{
    Incoming, Validate,
    fixture::{self, Body},
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
                let head = format!("HTTP/1.1 {status} -\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
                stream.write_all((head + &text).as_bytes()).unwrap();
            }
        });
        Self { url, received }
    }

    /// Runs the command, and returns the exit code, standard output and standard error.
    fn send(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        send(&[&[self.url.as_str()], arguments].concat())
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

fn send(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_send")).args(arguments).output().unwrap();
    let string = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), string(output.stdout), string(output.stderr))
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
    let (code, out, err) = server.send(&[
        "--sample=cpf_null",
        "--set=data.user.id=7",
        "--set=data.user.name=Ana",
        "--set=data.course.name=\"2024\"",
        "--set=data.user.email=a=b@example.com",
        "--without=data.user.uuid",
        "--times=3",
    ]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert_eq!(out, "cpf_null                         expected 200  received 200 (3)\n");
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
    let (code, out, err) = server.send(&["--all"]);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{out}");
    let rows: Vec<_> = out.lines().collect();
    assert_eq!(rows.len(), samples.len() + 1);
    assert_eq!(rows[0], "documented                       expected 200  received 200");
    assert!(rows.contains(&"email_invalid                    expected 422  received 422"), "{out}");
    assert!(rows.contains(&"member_created                   expected 200  received 200"), "{out}");
    assert_eq!(rows[samples.len()], format!("{} samples, 0 with another status than expected", samples.len()));
    let bodies: Vec<_> = samples.into_iter().map(|sample| sample.body.into_bytes()).collect();
    assert_eq!(server.received(), bodies);
}

#[test]
fn another_status_is_a_failure() {
    let (code, out, _) = Server::start(accepting).send(&["--all"]);
    assert_eq!(code, Some(1));
    let differing = out.lines().filter(|row| row.ends_with("  expected 422  received 200  differs")).count();
    assert!(differing > 30, "{out}");
    assert!(out.ends_with(&format!("samples, {differing} with another status than expected\n")), "{out}");

    let expected = "valid                            expected 200  received 503 (2)  differs\ndown\n";
    let (code, out, _) = Server::start(failing).send(&["--sample=valid", "--times=2"]);
    assert_eq!((code, out.as_str()), (Some(1), expected));
}

#[test]
fn a_file_is_sent() {
    let server = Server::start(valid);
    let body = Body::documented().without("data.user.email").pretty();
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("body.json");
    fs::write(&file, &body).unwrap();
    let file = file.to_str().unwrap();
    let (code, out, _) = server.send(&["--file", file]);
    assert_eq!(code, Some(0));
    let problem = body.decode().unwrap_err();
    assert_eq!(out, format!("{file:<32} expected 422  received 422\n{problem}\n"));
    assert_eq!(server.received(), [body.into_bytes()]);
}

#[test]
fn an_invalid_argument_is_a_message() {
    let url = "http://127.0.0.1:1/";
    for (arguments, message) in [
        (&["--sample=cpf_nul"][..], "no sample is named `cpf_nul`, the nearest name is `cpf_null`"),
        (&["--sample=valid", "--set=data.usr.id=7"], "the body has no field `data.usr.id`"),
        (&["--sample=valid", "--without=data.usr"], "the body has no field `data.usr`"),
        (&["--sample=valid", "--set=data"], "expected PATH=VALUE"),
        (&["--sample=truncated", "--set=data={}"], "which cannot be truncated to 200"),
        (&["--sample=valid", "--times=0"], "0 is not in 1.."),
        (&["--file=no-such.json"], "no-such.json: "),
        (&["--all", "--without=data"], "cannot be used with"),
        (&["--all", "--sample=valid"], "cannot be used with"),
        (&[], "required"),
    ] {
        let (code, out, err) = send(&[&[url], arguments].concat());
        assert_eq!((code, out.as_str()), (Some(2), ""), "{err}");
        assert!(err.starts_with("error: ") && err.contains(message), "{err}");
        assert!(!err.contains("panicked"), "{err}");
    }
}

#[test]
fn no_response_is_a_failure() {
    // Bound and dropped, so nobody listens there.
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = format!("http://{address}/");
    let (code, out, err) = send(&[&url, "--sample=valid"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert!(err.starts_with(&format!("{url}: ")), "{err}");
}
