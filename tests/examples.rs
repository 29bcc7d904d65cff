//! The example `decode` as a command: its output and exit statuses.

use std::{
    io::Write,
    process::{Command, Output, Stdio},
};
use toolzz_webhook::fixture::{self, Body};

/// Runs the example as the README does, which builds it first if that is necessary.
fn decode(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--quiet", "--example", "decode", "--"]).args(arguments);
    command
}

fn with_input(command: &mut Command, input: &[u8]) -> Output {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

/// Returns the exit code, standard output and standard error.
fn ended(output: Output) -> (Option<i32>, String, String) {
    let string = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), string(output.stdout), string(output.stderr))
}

const DOCUMENTED: &str = "\
Student (987654321) is enrolled in Course Name (123456)
  enrollment   11 at institution 12345
  activated    yes
  expires      never
  sent         2023-07-03 12:53:41
0 errors
2 warnings
  data.enrollment.course_id: expected the same id as course.id [course_mismatch]
  data.user.cpf: expected valid check digits [cpf_check_digits]
";

#[test]
fn decode_prints_a_summary() {
    let documented = (Some(0), DOCUMENTED.to_string(), String::new());
    assert_eq!(ended(decode(&[]).output().unwrap()), documented);
    assert_eq!(ended(with_input(&mut decode(&["-"]), fixture::DOCUMENTED.as_bytes())), documented);
    assert_eq!(ended(decode(&["src/fixture/documented.json"]).output().unwrap()), documented);
}

#[test]
fn decode_lists_errors_before_warnings() {
    let mut webhook = fixture::new_enrollment();
    webhook.data.user.email = "x".into();
    webhook.data.enrollment.actived = false;
    let (code, out, err) = ended(with_input(&mut decode(&["-"]), webhook.to_json().as_bytes()));
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(
        out.ends_with(
            "  activated    no\n  expires      2024-12-31\n  sent         2024-02-29 08:30:00\n\
             1 error\n  data.user.email: expected an email address [email_syntax]\n\
             1 warning\n  data.enrollment.status: expected the same state as actived [activation_mismatch]\n",
        ),
        "{out}",
    );
}

#[test]
fn decode_fails_with_every_problem() {
    let broken = Body::documented().without("data.user.id").with("data.enrollment.actived", "yes");
    let (code, out, err) = ended(with_input(&mut decode(&["-"]), broken.as_ref()));
    assert_eq!(
        (code, out.as_str(), err.as_str()),
        (
            Some(1),
            "",
            "data.enrollment.actived: expected 0 or 1, found another string (line 1, column 272)\n\
             data.user.id: missing field (line 1, column 297)\n",
        )
    );
}

#[test]
fn decode_names_another_event() {
    let other = Body::documented().with("event.slug", "members.created");
    let (code, out, _) = ended(with_input(&mut decode(&["-"]), other.as_ref()));
    assert_eq!((code, out.as_str()), (Some(0), "another event, members.created\n"));
}

#[test]
fn decode_accepts_one_file() {
    let (code, out, err) = ended(decode(&["no-such-file.json"]).output().unwrap());
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(err.starts_with("no-such-file.json: "), "{err}");
    let (code, usage, _) = ended(decode(&["--help"]).output().unwrap());
    assert_eq!(code, Some(0));
    assert!(usage.starts_with("usage: decode [FILE]\n"), "{usage}");
    let (code, out, err) = ended(decode(&["a", "b"]).output().unwrap());
    assert_eq!((code, out, err), (Some(2), String::new(), format!("expected one file at most\n\n{usage}")));
}
