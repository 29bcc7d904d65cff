//! The examples as commands: their output and exit codes.

use serde_json::Value;
use std::{
    fs,
    io::Write,
    path::PathBuf,
    process::{Command, Output, Stdio},
};
use toolzz_webhook::fixture::{self, Body};

/// Runs an example as the README does, which builds it first if that is necessary.
fn example(name: &str) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--quiet", "--example", name]);
    if ["openapi", "schema"].contains(&name) {
        command.args(["--features", "schemars"]);
    }
    command.arg("--");
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

fn file(name: &str, content: &[u8]) -> PathBuf {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&file, content).unwrap();
    file
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
    assert_eq!(ended(example("decode").output().unwrap()), documented);
    assert_eq!(ended(with_input(example("decode").arg("-"), fixture::DOCUMENTED.as_bytes())), documented);
    let body = file("documented.json", fixture::DOCUMENTED.as_bytes());
    assert_eq!(ended(example("decode").arg(body).output().unwrap()), documented);
}

#[test]
fn decode_lists_errors_before_warnings() {
    let mut webhook = fixture::new_enrollment();
    webhook.data.user.email = "x".into();
    webhook.data.enrollment.actived = false;
    let (code, out, err) = ended(with_input(example("decode").arg("-"), webhook.to_json().as_bytes()));
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
    let broken = Body::documented().without("data.user.email").with("data.enrollment.actived", "yes");
    let (code, out, err) = ended(with_input(example("decode").arg("-"), broken.as_ref()));
    assert_eq!(
        (code, out.as_str(), err.as_str()),
        (
            Some(1),
            "",
            "data.enrollment.actived: expected 0 or 1, found another string (line 1, column 272)\n\
             data.user.email: missing field (line 1, column 297)\n",
        )
    );
    let (code, out, err) = ended(example("decode").arg("no-such-file.json").output().unwrap());
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert!(err.starts_with("no-such-file.json: "), "{err}");
}

#[test]
fn decode_names_another_event() {
    let other = Body::documented().with("event.slug", "members.created");
    let (code, out, _) = ended(with_input(example("decode").arg("-"), other.as_ref()));
    assert_eq!((code, out.as_str()), (Some(0), "another event, members.created\n"));
}

#[test]
fn fixtures_prints_payloads_and_samples() {
    let (code, out, err) = ended(example("fixtures").output().unwrap());
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(out.starts_with(&fixture::new_enrollment().to_json()), "{out}");
    assert!(out.ends_with("lone_surrogate               invalid_value\n"), "{out}");
}

#[test]
fn samples_writes_every_sample_and_an_index() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("samples");
    let (code, out, err) = ended(example("samples").arg(&folder).output().unwrap());
    let samples = fixture::samples();
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert_eq!(out, format!("{} samples in {}\n", samples.len(), folder.display()));
    let index: Vec<Value> = serde_json::from_slice(&fs::read(folder.join("index.json")).unwrap()).unwrap();
    assert_eq!(index.len(), samples.len());
    for (sample, entry) in samples.iter().zip(index) {
        assert_eq!((entry["name"].as_str(), entry["code"].as_str()), (Some(sample.name), Some(sample.expected.code())));
        assert_eq!(fs::read(folder.join(entry["file"].as_str().unwrap())).unwrap(), sample.body.as_ref());
    }
    let (code, out, err) = ended(example("samples").output().unwrap());
    assert_eq!((code, out.as_str(), err.as_str()), (Some(1), "", "usage: samples FOLDER\n"));
}

#[test]
fn scrub_replaces_what_may_be_personal_data() {
    let scrub = |input: &str| ended(with_input(&mut example("scrub"), input.as_bytes()));
    let scrubbed = "{  \"s\": \"wmhqq@rklddgu.gcn\"}\n";
    assert_eq!(scrub("{\n  \"a\": \"maria@example.com\"\n}\n"), (Some(0), scrubbed.into(), String::new()));
    assert_eq!(scrub("\n[1,\"x"), (Some(1), String::new(), "unexpected end of input (line 2, column 5)\n".into()));
    let (code, out, err) = scrub("[1,2]\n<html>\n\n[3]\n");
    assert_eq!((code, out.lines().count()), (Some(1), 2));
    assert_eq!(err, "invalid JSON: expected value (line 2, column 1)\n");
}

fn assert_prints(name: &str, file: &str) {
    let json = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let (code, out, err) = ended(example(name).output().unwrap());
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert_eq!(json(&out), json(file));
}

#[test]
fn schema_prints_the_file_in_examples() {
    assert_prints("schema", include_str!("../examples/new-enrollment.schema.json"));
}

#[test]
fn openapi_prints_the_file_in_examples() {
    assert_prints("openapi", include_str!("../examples/openapi.json"));
}
