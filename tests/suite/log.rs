//! Logs of deliveries, one payload per line.

use crate::support::body_with;
use toolzz_webhook::{DecodeErrorKind, Line, fixture, lines};

const OTHER: &str = r#"{"event":{"slug":"members.created"}}"#;

/// Returns each line's number, body and code.
fn read(log: &(impl AsRef<[u8]> + ?Sized)) -> Vec<(usize, Vec<u8>, &'static str)> {
    lines(log).map(|line| (line.number, line.body.to_vec(), line.inspect().code())).collect()
}

#[test]
fn an_error_loses_only_its_line() {
    let one = fixture::DOCUMENTED;
    let invalid = body_with(&[("data.user.id", "-1")]);
    let mut log =
        format!("\u{feff}{one}\r\n\r\n  \t\n{invalid}\n{OTHER}\n\u{feff}\n{one} {one}\n<html>\n").into_bytes();
    log.extend_from_slice(b"{\"event\":\"\xE9\"}\n");
    log.extend_from_slice(one.as_bytes());
    let expected = [
        (1, format!("\u{feff}{one}").into_bytes(), "new_enrollment"),
        (4, invalid.into_bytes(), "invalid_value"),
        (5, OTHER.into(), "other_event"),
        (7, format!("{one} {one}").into_bytes(), "syntax"),
        (8, b"<html>".to_vec(), "syntax"),
        (9, b"{\"event\":\"\xE9\"}".to_vec(), "invalid_utf8"),
        (10, one.into(), "new_enrollment"),
    ];
    assert_eq!(read(&log), expected);
    let mut deliveries = lines(&log);
    assert_eq!(deliveries.by_ref().count(), expected.len());
    assert_eq!((deliveries.next(), deliveries.next()), (None, None));
}

#[test]
fn blank_lines_are_skipped_but_counted() {
    for log in ["", "\n", "\r\n\r\n", " \t \n\n", "\u{feff}", "\u{feff} \r\n\u{feff}\n"] {
        assert_eq!(lines(log).count(), 0, "{log:?}");
    }
    assert_eq!(read("\n\r\n \n{}\r\n").first().map(|(number, ..)| *number), Some(4));
    // No whitespace of JSON: a form feed, and a byte order mark that is not the first.
    for log in ["\x0c\n", " \u{feff}\n", "\u{feff}\u{feff}\n"] {
        assert_eq!(read(log).into_iter().map(|(.., code)| code).collect::<Vec<_>>(), ["syntax"], "{log:?}");
    }
}

#[test]
fn a_line_that_the_caller_read_is_that_of_the_log() {
    let line = Line::new(41, b"{\"event\":7}");
    assert_eq!((line.number, line.body, line.is_blank()), (41, &b"{\"event\":7}"[..], false));
    let error = line.decode().unwrap_err();
    assert_eq!((error.path(), error.kind(), error.line()), ("event", DecodeErrorKind::InvalidValue, 41));
    assert_eq!(line.inspect().decoded, Err(error));
    assert!(Line::new(1, "\u{feff}\r".as_bytes()).is_blank());
}

/// `BufRead::split` leaves the carriage return, `read_until` the whole line break.
#[test]
fn a_line_is_constructed_without_its_line_break() {
    for body in ["{}", "{}\r", "{}\n", "{}\r\n"] {
        assert_eq!(Line::new(7, body.as_bytes()), Line::new(7, b"{}"));
    }
    assert_eq!(Line::new(7, b"{}\r\r").body, b"{}\r");
}
