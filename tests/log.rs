//! A log of calls, one payload a line.

use toolzz_webhook::{Incoming, audit, fixture, lines};

const OTHER: &str = r#"{"event":{"name":"","slug":"members.created","send_at":"2023-07-03 12:53:41"}}"#;

#[test]
fn every_line_is_a_result_and_a_broken_one_stops_nothing() {
    let one = fixture::DOCUMENTED;
    let log = format!("\u{feff}{one}\r\n\r\n  \t\n{{\"event\":7}}\n{OTHER}\n\u{feff}\n{one} {one}\n<html>\n{one}");
    let mut calls = lines(&log);
    let mut seen = Vec::new();
    assert_eq!(calls.line(), 0);
    while let Some(call) = calls.next() {
        let text = match call {
            Ok(Incoming::NewEnrollment(webhook)) => {
                assert_eq!(webhook, fixture::documented());
                "new".to_string()
            }
            Ok(_) => "other".to_string(),
            Err(error) => {
                assert_eq!(error.line(), calls.line());
                error.to_string()
            }
        };
        seen.push((calls.line(), text));
    }
    let seen: Vec<_> = seen.iter().map(|(line, text)| (*line, text.as_str())).collect();
    assert_eq!(
        seen,
        [
            (1, "new"),
            (4, "event: expected an object, found an integer (line 4, column 10)"),
            (5, "other"),
            (6, "unexpected end of input (line 6, column 3)"),
            (7, "invalid JSON: trailing characters (line 7, column 409)"),
            (8, "invalid JSON: expected value (line 8, column 1)"),
            (9, "new"),
        ],
    );
    assert!(calls.next().is_none());
    assert!(calls.next().is_none());
}

#[test]
fn bytes_that_are_not_utf8_cost_one_line() {
    let log = [fixture::DOCUMENTED.as_bytes(), b"\n{\"event\":\"\xE9\"}\n", fixture::DOCUMENTED.as_bytes()].concat();
    let texts: Vec<_> = lines(&log).map(|call| call.map(|_| ()).map_err(|error| error.to_string())).collect();
    assert_eq!(texts, [Ok(()), Err("invalid UTF-8 (line 2, column 11)".into()), Ok(())]);
}

#[test]
fn an_empty_log_has_no_calls() {
    for log in ["", "\n", "\r\n\r\n", " \t \n\n"] {
        assert_eq!(lines(log).count(), 0, "{log:?}");
    }
    assert_eq!(lines(&b"\x0c\n"[..]).count(), 1, "a form feed is no white space of JSON");
}

#[test]
fn the_iterator_shows_nothing_of_the_log() {
    let log = format!("{}\n", fixture::DOCUMENTED);
    let mut calls = lines(&log);
    assert_eq!(format!("{calls:?}"), "Lines { payloads: <408 bytes after line 0> }");
    calls.next();
    assert_eq!(format!("{:?}", calls.clone()), "Lines { payloads: <0 bytes after line 1> }");
}

#[test]
fn a_log_is_inspected_line_by_line() {
    let log = format!("{}\n\n{{\"event\":7}}\n{OTHER}\n", fixture::DOCUMENTED);
    let inspections: Vec<_> = audit::inspect_lines(&log).collect();
    assert_eq!(inspections.len(), 3);
    assert_eq!(inspections[0], audit::inspect(fixture::DOCUMENTED.as_bytes()));
    assert_eq!(inspections[1].outcome.as_ref().unwrap_err().line(), 3);
    assert!(matches!(inspections[2].outcome, Ok(Incoming::Other(_))));
}

#[test]
fn eight_threads_read_a_shared_log_as_one_does() {
    let mut log = String::new();
    for line in 0..2_000 {
        log += &match line % 4 {
            0 => fixture::DOCUMENTED.replace("\"id\":11", &format!("\"id\":{line}")),
            1 => OTHER.to_string(),
            2 => format!("{{\"event\":{line}}}"),
            _ => fixture::new_enrollment().to_json().replace("\"actived\":1", "\"actived\":true"),
        };
        log.push('\n');
    }
    let alone: Vec<_> = lines(&log).collect();
    assert_eq!(alone.len(), 2_000);
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..8).map(|_| scope.spawn(|| lines(&log).collect::<Vec<_>>())).collect();
        for reader in readers {
            assert_eq!(reader.join().unwrap(), alone);
        }
    });
}
