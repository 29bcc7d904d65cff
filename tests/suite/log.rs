//! Logs of deliveries, one payload per line.

use toolzz_webhook::{Incoming, audit, fixture, lines};

const OTHER: &str = r#"{"event":{"name":"","slug":"members.created","send_at":"2023-07-03 12:53:41"}}"#;

#[test]
fn an_error_loses_only_its_line() {
    let one = fixture::DOCUMENTED;
    let log = format!("\u{feff}{one}\r\n\r\n  \t\n{{\"event\":7}}\n{OTHER}\n\u{feff}\n{one} {one}\n<html>\n{one}");
    let mut deliveries = lines(&log);
    let mut seen = Vec::new();
    assert_eq!(deliveries.line(), 0);
    while let Some(delivery) = deliveries.next() {
        let summary = match delivery {
            Ok(Incoming::NewEnrollment(webhook)) => {
                assert_eq!(webhook, fixture::documented());
                "new".to_string()
            }
            Ok(_) => "other".to_string(),
            Err(error) => {
                assert_eq!(error.line(), deliveries.line());
                error.to_string()
            }
        };
        seen.push((deliveries.line(), summary));
    }
    let seen: Vec<_> = seen.iter().map(|(line, summary)| (*line, summary.as_str())).collect();
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
    assert!(deliveries.next().is_none());
    assert!(deliveries.next().is_none());
}

#[test]
fn invalid_utf8_loses_only_its_line() {
    let log = [fixture::DOCUMENTED.as_bytes(), b"\n{\"event\":\"\xE9\"}\n", fixture::DOCUMENTED.as_bytes()].concat();
    let results: Vec<_> = lines(&log).map(|delivery| delivery.map(|_| ()).map_err(|error| error.to_string())).collect();
    assert_eq!(results, [Ok(()), Err("invalid UTF-8 (line 2, column 11)".into()), Ok(())]);
}

#[test]
fn blank_lines_are_skipped() {
    for log in ["", "\n", "\r\n\r\n", " \t \n\n"] {
        assert_eq!(lines(log).count(), 0, "{log:?}");
    }
    assert_eq!(lines(&b"\x0c\n"[..]).count(), 1, "JSON does not have the form feed as whitespace");
}

#[test]
fn debug_of_the_iterator_shows_sizes_instead_of_the_log() {
    let log = format!("{}\n", fixture::DOCUMENTED);
    let mut deliveries = lines(&log);
    assert_eq!(format!("{deliveries:?}"), "Lines { payloads: <408 bytes after line 0> }");
    deliveries.next();
    assert_eq!(format!("{:?}", deliveries.clone()), "Lines { payloads: <0 bytes after line 1> }");
}

#[test]
fn inspect_lines_inspects_each_payload() {
    let log = format!("{}\n\n{{\"event\":7}}\n{OTHER}\n\n", fixture::DOCUMENTED);
    let mut inspections = audit::inspect_lines(&log);
    assert_eq!(inspections.line(), 0);
    assert_eq!(inspections.next(), Some(audit::inspect(fixture::DOCUMENTED.as_bytes())));
    assert_eq!(inspections.line(), 1);
    let rejected = inspections.next().unwrap();
    assert_eq!((rejected.size(), inspections.line()), (11, 3));
    assert_eq!(
        rejected.outcome.unwrap_err().to_string(),
        "event: expected an object, found an integer (line 3, column 10)",
    );
    assert_eq!(inspections.next().map(|inspection| inspection.code()), Some("other_event"));
    assert_eq!((inspections.next(), inspections.line()), (None, 5));
}

#[test]
fn lines_of_a_chunk_are_numbered_from_its_first_line() {
    let log = format!("\n{OTHER}\n<html>\n\n");
    let mut deliveries = lines(&log).starting_at(41);
    assert_eq!(deliveries.line(), 40);
    assert_eq!(deliveries.next().unwrap().unwrap().event().slug, "members.created");
    assert_eq!(deliveries.line(), 42);
    assert_eq!(deliveries.next().unwrap().unwrap_err().line(), 43);
    assert_eq!((deliveries.next(), deliveries.line()), (None, 44));

    let mut inspections = audit::inspect_lines(&log).starting_at(41);
    assert_eq!(inspections.line(), 40);
    assert_eq!((inspections.by_ref().count(), inspections.line()), (2, 44));
    let error = audit::inspect_lines(&log).starting_at(41).nth(1).unwrap().outcome.unwrap_err();
    assert_eq!(error.line(), 43);

    let mut last = lines("<html>\n<html>\n").starting_at(usize::MAX);
    assert_eq!(last.by_ref().map(|delivery| delivery.unwrap_err().line()).collect::<Vec<_>>(), [usize::MAX; 2]);
    assert_eq!(last.line(), usize::MAX);
}
