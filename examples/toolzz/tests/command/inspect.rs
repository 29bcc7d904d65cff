use crate::{run, toolzz, toolzz_with_input, write};
use std::process::Command;
use toolzz_webhook::{
    audit,
    fixture::{self, Body, DOCUMENTED},
    lines,
};

fn inspect(body: impl AsRef<[u8]>) -> (Option<i32>, String) {
    let (code, out, err) = toolzz_with_input(&["inspect", "-"], body.as_ref());
    assert_eq!(err, "");
    (code, out)
}

#[test]
fn every_problem_is_marked_in_its_line() {
    let body = Body::documented()
        .with("data.enrollment.id", -1)
        .with("data.enrollment.actived", "yes")
        .without("data.user.id");
    write("three problems.json", body);
    let expected = r#"error[invalid_value]: data.enrollment.id: expected an integer from 0 to 18446744073709551615, found a negative integer
 --> three problems.json:1:218
  |
1 | ..."Course Name"},"enrollment":{"id":-1,"date_expire":null,"course_id":12...
  |                                      ^^

error[invalid_value]: data.enrollment.actived: expected 0 or 1, found another string
 --> three problems.json:1:272
  |
1 | ..."course_id":123456789,"actived":"yes","status":1},"user":{"name":"Stud...
  |                                    ^^^^^

error[missing_field]: data.user.id: missing field
 --> three problems.json:1:297
  |
1 | ...":"yes","status":1},"user":{"name":"Student","email":"student@toolzz.c...
  |                               ^ in this object

three problems.json: rejected, 3 problems
"#;
    assert_eq!(toolzz(&["inspect", "three problems.json"]), (Some(1), expected.into(), String::new()));
}

#[test]
fn an_excerpt_is_one_line_that_cannot_control_the_terminal() {
    let pretty = Body::documented().with("data.user.id", "\u{e9}\"\\x").pretty().to_string();
    for (body, excerpt) in [
        // Line breaks, tabs, and a string with quotes.
        (
            pretty.replace("    ", "\t").replace('\n', "\r\n").into_bytes(),
            r#"
  --> stdin:23:10
   |
23 |             "id": "é\"\\x",
   |                   ^^^^^^^^"#,
        ),
        // A wide string, longer than the mark.
        (
            DOCUMENTED.replace(":987654321", &format!(":\"{}\"", "\u{65e5}\u{672c}".repeat(300))).into_bytes(),
            r#"
 --> stdin:1:299
  |
1 | ...tus":1},"user":{"id":"日本日本日本日本日本日本日本日本日本日本日本日...
  |                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^"#,
        ),
        (
            b"{\"a\":\x1b[31m\xc2\x9b\xe2\x80\xae".to_vec(),
            r#"
 --> stdin:1:6
  |
1 | {"a":\u{1b}[31m\u{9b}\u{202e}
  |      ^^^^^^"#,
        ),
        (
            b"{\"a\":\"S\xe3o\"}".to_vec(),
            r#"
 --> stdin:1:8
  |
1 | {"a":"S\xe3o"}
  |        ^^^^"#,
        ),
        // Truncated in a character, and after a line break.
        (
            b"[\"\xe2\x82".to_vec(),
            r#"
 --> stdin:1:4
  |
1 | ["\xe2\x82
  |       ^^^^"#,
        ),
        (
            b"[\n".to_vec(),
            r#"
 --> stdin:2:0
  |
2 |
  | ^"#,
        ),
        (
            b"{}".to_vec(),
            r#"
 --> stdin:1:1
  |
1 | {}
  | ^ in this object"#,
        ),
    ] {
        let (code, out) = inspect(&body);
        assert_eq!(code, Some(1));
        let (_, first) = out.split_once('\n').unwrap();
        assert_eq!(first.split("\n\n").next(), Some(&excerpt[1..]));
    }
}

#[test]
fn violations_and_deviations_are_listed() {
    let body = Body::documented()
        .with("data.user.email", "x")
        .with("data.user.id", "7")
        .with_unknown("data.user.phone", 1)
        .with_unknown("data.user.Maria", 2)
        .with_byte_order_mark();
    let expected = "\
warning[course_mismatch]: data.enrollment.course_id: expected the same id as course.id
error[email_syntax]: data.user.email: expected an email address
warning[cpf_check_digits]: data.user.cpf: expected valid check digits
note[byte_order_mark]: (body)
note[string_for_number]: data.user.id
note[unknown_field]: data.user: 2 fields, phone
stdin: a New Enrollment with 1 error, 2 warnings, 3 deviations
";
    assert_eq!(inspect(body), (Some(1), expected.into()));
    let clean = "stdin: a New Enrollment with 0 errors, 0 warnings, 0 deviations\n";
    assert_eq!(inspect(Body::valid()), (Some(0), clean.into()));
    let other = Body::documented().with("event.slug", "members.created\u{1b}");
    let expected = "stdin: another event, members.created\\u{1b}, with 0 deviations\n";
    assert_eq!(inspect(other), (Some(0), expected.into()));
}

#[test]
fn a_log_begins_with_json_by_itself() {
    let pretty = Body::valid().pretty().to_string();
    for (content, is_log) in [
        ("", false),
        (" \n", false),
        ("{}", false),
        ("\n{}\n \r\n\n", false),
        ("{}\n[", true),
        ("\u{feff}\n{}\r\n\r\n<html>", true),
        (&pretty, false),
        (&pretty[..40], false),
        ("<html>\n{}\n{}", false),
        ("[1\n{}", false),
    ] {
        let (_, out, _) = toolzz_with_input(&["inspect", "-"], content.as_bytes());
        assert_eq!(out.contains(" deliveries\n"), is_log, "{content:?}");
        let (_, out, _) = toolzz_with_input(&["inspect", "-", "--log"], content.as_bytes());
        assert!(out.contains(" deliveries\n"), "{content:?}");
    }
}

fn log() -> String {
    let lenient = Body::documented()
        .with("data.enrollment.actived", true)
        .with("data.user.id", "7")
        .with_unknown("data.user.a", 1)
        .with_unknown("data.user.b", 2);
    let lines = [
        DOCUMENTED.to_string(),
        String::new(),
        fixture::new_enrollment().to_json(),
        lenient.to_string(),
        Body::documented().with("event.slug", "members.created").to_string(),
        Body::documented().without("data.enrollment.status").to_string(),
        Body::documented().without("data.enrollment.status").with("data.user.id", "x").to_string(),
        "<html>".to_string(),
    ];
    lines.join("\r\n")
}

const SUMMARY: &str = "\
\u{20}      7 deliveries
\u{20}      3 new enrollments
\u{20}      1 other events
\u{20}      3 rejected
problems
\u{20}      2 data.enrollment.status missing_field, first on line 6
\u{20}      1 (body) syntax, first on line 8
\u{20}      1 data.user.id invalid_value, first on line 7
deviations
\u{20}      2 data.user unknown_field
\u{20}      1 data.enrollment.actived boolean_for_number
\u{20}      1 data.user.id string_for_number
violations
\u{20}      2 course_mismatch
\u{20}      2 cpf_check_digits
";

#[test]
fn a_log_is_summarized() {
    write("summarized.ndjson", log());
    write("valid.json", Body::valid());
    assert_eq!(inspect(log()), (Some(1), SUMMARY.into()));
    let valid = "valid.json: a New Enrollment with 0 errors, 0 warnings, 0 deviations\n";
    let both = format!("summarized.ndjson\n{SUMMARY}{valid}");
    assert_eq!(toolzz(&["inspect", "summarized.ndjson", "valid.json"]), (Some(1), both, String::new()));
}

#[test]
fn records_are_lines_of_json() {
    write("recorded.ndjson", log());
    let records: String = lines(&log()).map(|line| format!("{}\n", line.inspect().record())).collect();
    let documented = format!("{}\n", audit::inspect(DOCUMENTED.as_bytes()).record());
    assert_eq!(
        toolzz_with_input(&["inspect", "--records", "recorded.ndjson", "-"], DOCUMENTED.as_bytes()),
        (Some(1), records + &documented, String::new())
    );
    assert_eq!(
        toolzz_with_input(&["inspect", "--records", "-"], DOCUMENTED.as_bytes()),
        (Some(0), documented, String::new())
    );
}

#[test]
#[cfg(target_os = "linux")]
fn a_log_may_be_larger_than_memory() {
    let limited = format!("ulimit -v {}; exec {} inspect --log -", 30 * 1024, env!("CARGO_BIN_EXE_toolzz"));
    let line = format!("<{}\n", "x".repeat(1 << 20));
    let (code, out, err) = run(Command::new("sh").args(["-c", &limited]), line.repeat(40).as_bytes());
    assert_eq!((code, err.as_str()), (Some(1), ""));
    assert!(out.starts_with("      40 deliveries\n"), "{out}");
}

#[test]
fn a_delivery_of_more_than_16_mib_is_an_error() {
    let line = vec![b' '; 17 << 20];
    let (code, out, err) = toolzz_with_input(&["inspect", "-"], &line);
    assert_eq!(
        (code, out.as_str(), err.as_str()),
        (Some(2), "", "error: stdin: larger than 16 MiB, and not a log by its first line (see --log)\n")
    );
    let log = [b"{}\n\n", &line[..]].concat();
    let (code, out, err) = toolzz_with_input(&["inspect", "-", "--log"], &log);
    assert_eq!((code, err.as_str()), (Some(2), "error: stdin: line 3 is longer than 16 MiB\n"));
    assert!(out.starts_with("       1 deliveries\n"), "{out}");
}
