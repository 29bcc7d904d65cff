//! The command: its output and exit codes.

use std::{
    fs,
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
};
use toolzz_webhook::fixture::{self, Body};

fn replay() -> Command {
    Command::new(env!("CARGO_BIN_EXE_replay"))
}

fn with_input(mut command: Command, input: &[u8]) -> Output {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

/// Returns the exit code, standard output and standard error.
fn ended(output: Output) -> (Option<i32>, String, String) {
    let string = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), string(output.stdout), string(output.stderr))
}

#[test]
fn replay_summarizes_a_log() {
    let lenient = Body::documented()
        .with("data.enrollment.actived", true)
        .with("data.user.id", "7")
        .with_unknown("data.user.a", 1)
        .with_unknown("data.user.b", 2);
    let lines = [
        fixture::DOCUMENTED.to_string(),
        String::new(),
        fixture::new_enrollment().to_json(),
        lenient.to_string(),
        Body::documented().with("event.slug", "members.created").to_string(),
        Body::documented().without("data.user.email").to_string(),
        Body::documented().without("data.user.email").with("data.user.id", "x").to_string(),
        "<html>".to_string(),
    ];
    let log = lines.join("\r\n");
    let summary = "\
\u{20}      7 deliveries
\u{20}      3 new enrollments
\u{20}      1 other events
\u{20}      3 rejected
problems
\u{20}      2 data.user.email missing_field, first on line 6
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
    let summary = (Some(0), summary.to_string(), String::new());
    assert_eq!(ended(with_input(replay(), log.as_bytes())), summary);
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("deliveries.ndjson");
    fs::write(&file, &log).unwrap();
    assert_eq!(ended(replay().arg(file).output().unwrap()), summary);
    let (code, out, err) = ended(replay().arg("no-such.ndjson").output().unwrap());
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert!(err.starts_with("no-such.ndjson: "), "{err}");
}

#[test]
fn replay_summarizes_a_long_log() {
    let log = format!("{}\n\n", fixture::DOCUMENTED).repeat(6_000) + "<html>\n";
    assert!(log.len() > 2 * 1024 * 1024);
    let (code, out, _) = ended(with_input(replay(), log.as_bytes()));
    assert_eq!(code, Some(0));
    assert!(out.starts_with("    6001 deliveries\n    6000 new enrollments\n       0 other events\n       1 rejected\nproblems\n       1 (body) syntax, first on line 12001\n"), "{out}");
}
