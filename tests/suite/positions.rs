//! The lines and columns of problems: nowhere else in the tests of this crate are they the subject.

use crate::support::{body_with, other};
use std::collections::BTreeSet;
use toolzz_webhook::{
    DecodeError, DecodeErrorKind, Incoming, NewEnrollment,
    fixture::{self, Body},
    lines,
};

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

#[track_caller]
fn error(body: impl AsRef<[u8]>) -> DecodeError {
    NewEnrollment::from_slice(body.as_ref()).unwrap_err()
}

/// Returns the lines and columns, in pairs.
fn positions(error: &DecodeError) -> Vec<(usize, usize)> {
    error.problems().iter().map(|problem| (problem.line, problem.column)).collect()
}

#[test]
fn a_value_is_where_it_begins_and_a_missing_field_where_its_object_does() {
    for (body, printed) in [
        ("{}", "event: missing field (line 1, column 1)\ndata: missing field (line 1, column 1)"),
        (" null", "expected an object, found null (line 1, column 2)"),
        ("\n\n [\n]", "expected an object, found an array (line 3, column 2)"),
        ("\"{}\"", "expected an object, found a string (line 1, column 1)"),
        (
            "{\n  \"event\": {\n    \"name\": \"\u{e9}\", \"send_at\": 5,\n\"slug\":\r\n\tnull },\n\"data\":\t[]}",
            "event.send_at: expected yyyy-MM-dd HH:mm:ss, found an integer (line 3, column 30)\n\
             event.slug: expected a string, found null (line 5, column 2)\n\
             data: expected an object, found an array (line 6, column 9)",
        ),
        (
            "{\n\"event\": {\r\n\"name\": \"\",\n  \"name\": \"\",\"name\":1}, \"data\":{}, \"\": {}, \"data\"\n:\n0}",
            "event.slug: missing field (line 2, column 10)\n\
             event.send_at: missing field (line 2, column 10)\n\
             event.name: duplicate field (line 4, column 11)\n\
             data: duplicate field (line 6, column 1)",
        ),
        (
            "{\"event\":{\n\"slug\":\n\n  \"members.created\"\n}}",
            "event.slug: expected activities.course.enrollment, found another event (line 4, column 3)",
        ),
        (
            "{\"event\":{\"slug\":null,\n\"\\ud800\":1},\"data\":{\"\\udc00\":1}}",
            "event: expected valid Unicode, found a lone surrogate (line 1, column 10)\n\
             data: expected valid Unicode, found a lone surrogate (line 2, column 20)",
        ),
    ] {
        assert_eq!(format!("{:#}", error(body)), printed, "{body}");
    }
}

#[test]
fn a_body_that_is_not_json_is_where_the_reader_stopped() {
    let trailing = [fixture::DOCUMENTED.as_bytes(), b"\xC3"].concat();
    for (body, printed) in [
        (&b"<!doctype html>"[..], "invalid JSON: expected value (line 1, column 1)"),
        (b"{'event':1}", "invalid JSON: key must be a string (line 1, column 2)"),
        (b"{} {}", "invalid JSON: trailing characters (line 1, column 4)"),
        (b"{\"a\":1,}", "invalid JSON: key must be a string (line 1, column 8)"),
        (b"{\n\n  \"event\": nul\n}", "invalid JSON: expected ident (line 4, column 0)"),
        (b"{\"id\":1-", "invalid JSON: expected `,` or `}` (line 1, column 8)"),
        (b"{\"id\":1.e", "invalid JSON: invalid number (line 1, column 9)"),
        (
            b"{\"a\":\"b\nc\"}",
            "invalid JSON: control character (\\u0000-\\u001F) found while parsing a string (line 1, column 7)",
        ),
        (b"\n\xEF\xBB\xBF{}", "invalid JSON: expected value (line 2, column 1)"),
        (b"{\n\"event\": \"\xE9\"}", "invalid UTF-8 (line 2, column 11)"),
        (b"{\n\n \"\xC3\xA9\": \"\xE9\"}", "invalid UTF-8 (line 3, column 9)"),
        (b"<\xC3", "invalid UTF-8 (line 1, column 2)"),
        (&trailing, "invalid UTF-8 (line 1, column 408)"),
        (b"\xFF\xFE{\0}\0", "invalid UTF-8 (line 1, column 1)"),
        (b"{\0}\0", "invalid UTF-8 (line 1, column 1)"),
        (b"", "unexpected end of input (line 1, column 0)"),
        (BYTE_ORDER_MARK, "unexpected end of input (line 1, column 3)"),
        (b"{\n  \"event\": {\n", "unexpected end of input (line 3, column 0)"),
    ] {
        assert_eq!(error(body).to_string(), printed, "{}", body.escape_ascii());
    }
}

/// Whatever is wrong before the end.
#[test]
fn a_truncated_body_ends_at_its_last_byte() {
    let documented = fixture::DOCUMENTED.as_bytes();
    let invalid = [
        &br#"{"data":{"user":{"id":1e400"#[..],
        br#"{"data":{"user":{"id":1e400,"#,
        br#"{"event":{"name":"\ud83d"#,
        br#"{"event":{"name":"\ud83d","slug":"x""#,
        br#"{"event":{"name":5.5,"slug":"members.created""#,
        br#"{"event":{"name":"a","name":"b""#,
        br#"{"data":[],"#,
        br#"{"data":{"user":{"id":1E+"#,
        br#"{"\ud800""#,
        br#"{"event":{"\ud800"#,
        br#"{"unknown":-"#,
        br#"{"unknown":1."#,
        br#"{"unknown":1e"#,
        br#"{"unknown":[1E+"#,
        b"{\"\xF0\x9F\x98",
    ];
    for body in (0..documented.len()).map(|end| &documented[..end]).chain(invalid) {
        let printed = format!("unexpected end of input (line 1, column {})", body.len());
        assert_eq!(format!("{:#}", error(body)), printed);
    }
}

/// Every kind of problem, on the first line and on a later one.
#[test]
fn a_byte_order_mark_moves_only_the_columns_of_the_first_line() {
    let mut seen = BTreeSet::new();
    for sample in fixture::samples() {
        let pretty = sample.body.clone().pretty();
        let indented = [b"\n\r\n ", sample.body.as_ref()].concat();
        for body in [sample.body.as_ref(), pretty.as_ref(), &indented] {
            let Err(plain) = NewEnrollment::from_slice(body) else { continue };
            let marked = error([BYTE_ORDER_MARK, body].concat());
            let shift = |(line, column)| (line, if line == 1 { column + BYTE_ORDER_MARK.len() } else { column });
            let expected: Vec<_> = positions(&plain).into_iter().map(shift).collect();
            assert_eq!(positions(&marked), expected, "{}: {plain:#}", sample.name);
            seen.extend(plain.problems().iter().map(|problem| (problem.kind, problem.line == 1)));
        }
    }
    let all: BTreeSet<_> = DecodeErrorKind::ALL.iter().flat_map(|kind| [(*kind, true), (*kind, false)]).collect();
    assert_eq!(seen, all);
}

#[test]
fn incoming_positions_its_one_problem_in_the_body_as_sent() {
    for (body, printed) in [
        ("\u{feff}{}", "event: missing field (line 1, column 4)"),
        ("{\"event\":\n []}", "event: expected an object, found an array (line 2, column 2)"),
        ("{\"event\":{},\"event\": {}}", "event: duplicate field (line 1, column 22)"),
        ("{\"data\":1,\n \"event\": {}}", "event.slug: missing field (line 2, column 11)"),
        ("{\"event\":{\"slug\":\"a.b\",\n \"slug\":1}}", "event.slug: duplicate field (line 2, column 9)"),
        ("{\"event\":{\"slug\":\n\n 5}}", "event.slug: expected a string, found an integer (line 3, column 2)"),
    ] {
        assert_eq!(format!("{:#}", Incoming::from_slice(body.as_bytes()).unwrap_err()), printed, "{body}");
    }
}

#[test]
fn another_event_positions_its_problems_in_its_own_body() {
    let event = other("\u{feff} \n {\"data\": {\"id\": \"x\"},\n\"event\":{\"slug\":\"a.b\", \"name\":[]}}");
    assert_eq!(
        format!("{:#}", event.event().unwrap_err()),
        "event.send_at: missing field (line 2, column 9)\n\
         event.name: expected a string, found an array (line 2, column 31)",
    );
    let data = event.decode_data::<toolzz_webhook::Institution>().unwrap_err();
    assert_eq!((data.path(), positions(&data)), ("data.id", vec![(1, 10)]));
    let absent = other(" {\n\"event\":{\"slug\":\"a.b\"}}").decode_data::<u8>().unwrap_err();
    assert_eq!(absent.to_string(), "data: missing field (line 1, column 1)");
    let twice = other("{\"data\":1,\"event\":{\"slug\":\"a.b\"},\n\"data\": 2}").decode_data::<u8>().unwrap_err();
    assert_eq!(twice.to_string(), "data: duplicate field (line 2, column 9)");
}

#[test]
fn a_line_of_a_log_has_its_number_in_every_problem() {
    let body = body_with(&[("data.user.id", "-1"), ("data.user.uuid", "true")]);
    let log = format!("\n\r\n{body}\r\n\u{feff}{{\n<html>");
    let errors: Vec<_> = lines(&log).map(|line| line.decode().unwrap_err()).collect();
    let columns = ["-1", "true"].map(|json| body.find(json).unwrap() + 1);
    assert_eq!(positions(&errors[0]), columns.map(|column| (3, column)));
    assert_eq!((positions(&errors[1]), positions(&errors[2])), (vec![(4, 4)], vec![(5, 1)]));
    for (line, error) in lines(&log).zip(errors) {
        assert_eq!(line.inspect().decoded, Err(error));
    }
    let last = toolzz_webhook::Line::new(usize::MAX, b"\n\n<html>").decode().unwrap_err();
    assert_eq!(positions(&last), [(usize::MAX, 1)]);
}

/// The message of plain serde has the position in the notation of serde_json.
#[test]
fn plain_serde_has_the_position_of_serde_json() {
    let body = Body::valid().with("data.user.id", -1).to_string();
    let error = serde_json::from_str::<NewEnrollment>(&body).unwrap_err();
    let end = body.find(":-1").unwrap() + ":-1".len();
    assert!(error.to_string().ends_with(&format!(", found a negative integer at line 1 column {end}")), "{error}");
}
