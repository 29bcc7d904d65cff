//! The commands, and what they say if they cannot do their work.

use crate::support::{Folder, Process, enrollment, post, receive};
use std::{fs, io::Read, process::Stdio};
use toolzz_webhook::{DecodeError, Incoming, fixture::Body, lines};

#[test]
fn bodies_are_exported_as_a_log() {
    let folder = Folder::new();
    let service = Process::start(&folder, &[]);
    let pretty = Body::valid().pretty().to_string().replace('\n', "\r\n");
    let marked = Body::valid().pretty().with_byte_order_mark();
    let latin_1 = Body::valid().in_latin_1();
    let bodies: [(&[u8], &[u8]); 12] = [
        (pretty.as_bytes(), &pretty.replace("\r\n", "").into_bytes()),
        (marked.as_ref(), &marked.to_string().replace('\n', "").into_bytes()),
        (latin_1.as_ref(), latin_1.as_ref()),
        (b"\n{\"a\":\r[\n1]\n}\n", b"{\"a\":[1]}"),
        (b"{\"a\":\"b\nc\"}", b"{\"a\":\"b\x01c\"}"),
        (b"{\"a\":\n", b"{\"a\":\x01"),
        (b"1\n2", b"1\x012"),
        (b"tru\ne", b"tru\x01e"),
        (b"<html>\r\n</html>\n", b"<html>\x01\x01</html>\x01"),
        (b"[\"\xff\",\n1]", b"[\"\xff\",\x011]"),
        (b"\n", b"\x01"),
        (b"", b""),
    ];
    for (body, _) in bodies {
        post(service.address, body).unwrap();
    }
    let log: Vec<u8> = bodies.iter().flat_map(|(_, line)| [line, &b"\n"[..]].concat()).collect();
    assert_eq!(folder.command(&["export"]), (0, log.clone(), String::new()));
    // The same payload, or not JSON either.
    for (line, (body, _)) in lines(&log).zip(bodies) {
        match (line.decode(), Incoming::from_slice(body)) {
            (Err(line), Err(body)) => assert_eq!(is_json(&line), is_json(&body), "{body}"),
            (line, body) => assert_eq!(line, body),
        }
    }

    folder.states();
    let enrolled = format!("{}\n", pretty.replace("\r\n", ""));
    assert_eq!(folder.command(&["export", "--state", "enrolled"]), (0, enrolled.into_bytes(), String::new()));
    assert_eq!(folder.command(&["export", "--state", "failed"]), (0, Vec::new(), String::new()));
}

fn is_json(error: &DecodeError) -> bool {
    !["invalid_utf8", "syntax", "unexpected_end"].contains(&error.code())
}

/// An invalid delivery is enrolled once the service accepts it.
#[test]
fn invalid_deliveries_can_be_sent_again() {
    let folder = Folder::new();
    let service = Process::start(&folder, &[]);
    let invalid = Body::valid().without("data.user.id").pretty();
    assert_eq!(post(service.address, &invalid).unwrap().0, 422);
    assert_eq!(folder.states(), ["invalid"]);
    let (_, log, _) = folder.command(&["export", "--state", "invalid"]);
    let corrected = String::from_utf8(log).unwrap().replace("\"user\": {", "\"user\": {\"id\": 7,");
    assert_eq!(post(service.address, corrected).unwrap().0, 200);
    assert_eq!(folder.states(), ["invalid", "enrolled"]);
}

#[test]
fn a_closed_pipe_ends_the_export() {
    let folder = Folder::new();
    let service = Process::start(&folder, &[]);
    for number in 0..10 {
        post(service.address, enrollment(number).with_unknown("data.notes", "x".repeat(50_000))).unwrap();
    }
    let mut export = receive();
    export.args(["export", "--database"]).arg(folder.database()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut export = export.spawn().unwrap();
    drop(export.stdout.take());
    let mut errors = String::new();
    export.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
    assert_eq!((export.wait().unwrap().code(), errors.as_str()), (Some(0), ""));
}

#[test]
fn the_status_of_an_empty_database_is_zeros() {
    let folder = Folder::new();
    let _service = Process::start(&folder, &[]);
    let states = ["pending", "failed", "enrolled", "duplicate", "other_event", "invalid"];
    let zeros: String = states.map(|state| format!("       0 {state}\n")).concat();
    assert_eq!(folder.command(&["status"]), (0, zeros.into(), String::new()));
    assert_eq!(folder.command(&["retry"]), (0, "0 to retry\n".into(), String::new()));
}

#[test]
fn a_database_that_cannot_be_opened_is_an_error() {
    let folder = Folder::new();
    let file = folder.database();
    let fails = |command: &[&str], error: &str| {
        let message = format!("receive: cannot open {}: {error}\n", file.display());
        assert_eq!(folder.command(command), (1, Vec::new(), message));
    };
    let service = &["--listen", "127.0.0.1:0"];
    let commands: [&[&str]; 3] = [&["status"], &["retry"], &["export"]];
    for command in commands {
        fails(command, "No such file or directory (os error 2)");
    }
    fs::write(&file, "<html>".repeat(1000)).unwrap();
    for command in [&service[..], commands[0], commands[1], commands[2]] {
        fails(command, "file is not a database");
    }
    fs::write(&file, "").unwrap();
    for command in commands {
        fails(command, "no such table: deliveries");
    }
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    fails(service, "Is a directory (os error 21)");
}

#[test]
fn an_address_in_use_is_an_error() {
    let folder = Folder::new();
    let service = Process::start(&folder, &[]);
    let address = service.address.to_string();
    let (status, output, error) = folder.command(&["--listen", &address]);
    assert_eq!((status, output), (1, Vec::new()));
    // The number is that of the system.
    let expected = format!("receive: cannot listen on {address}: Address already in use (os error ");
    assert!(error.starts_with(&expected) && error.lines().count() == 1, "{error}");
}

#[test]
fn invalid_arguments_have_exit_status_2() {
    let folder = Folder::new();
    for arguments in [&["--max-size", "0"][..], &["--keep-days", "-1"], &["export", "--state", "lost"], &["import"]] {
        assert_eq!(folder.command(arguments).0, 2, "{arguments:?}");
    }
}
