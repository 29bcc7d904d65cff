//! The command: its output, errors and exit statuses.

mod inspect;
mod scrub;
mod send;

use std::{
    fs,
    io::Write,
    path::Path,
    process::{Command, Stdio},
    thread,
};
use toolzz_webhook::fixture;

/// The exit status, standard output and standard error.
type Ended = (Option<i32>, String, String);

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_toolzz"));
    command.args(arguments).current_dir(env!("CARGO_TARGET_TMPDIR"));
    command
}

fn toolzz(arguments: &[&str]) -> Ended {
    toolzz_with_input(arguments, b"")
}

fn toolzz_with_input(arguments: &[&str], input: &[u8]) -> Ended {
    run(&mut command(arguments), input)
}

fn run(command: &mut Command, input: &[u8]) -> Ended {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let output = thread::scope(|scope| {
        // The command may end before it has read everything.
        scope.spawn(move || stdin.write_all(input).ok());
        child.wait_with_output().unwrap()
    });
    let string = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), string(output.stdout), string(output.stderr))
}

/// Writes a file into the folder in which the command runs.
fn write(name: &str, content: impl AsRef<[u8]>) {
    fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name), content).unwrap();
}

#[test]
fn every_command_has_a_page_of_help() {
    for (command, summary) in [
        ("", "Inspects, scrubs and sends deliveries of the Toolzz webhook"),
        ("inspect", "Prints what is invalid in deliveries, or a summary of a log"),
        ("scrub", "Replaces the personal data of deliveries with fictitious values"),
        ("send", "Posts samples, deliveries or logs to a service"),
        ("samples", "Lists the samples, or prints the body of one"),
        ("schema", "Prints the JSON Schema of a New Enrollment in canonical form"),
        ("openapi", "Prints an OpenAPI document of the webhook"),
    ] {
        let arguments = [command, "--help"];
        let (code, out, err) = toolzz(&arguments[usize::from(command.is_empty())..]);
        assert_eq!((code, out.lines().next(), err.as_str()), (Some(0), Some(summary), ""));
        assert_eq!(out.lines().find(|line| line.len() > 100), None);
    }
}

#[test]
fn an_invalid_argument_is_an_error_in_words() {
    let url = "http://127.0.0.1:1/";
    write("latin_1.json", b"\xE3");
    write("valid.json", fixture::Body::valid());
    write("two.ndjson", "{}\n{}\n");
    for (arguments, message) in [
        (&["bogus"][..], "unrecognized subcommand 'bogus'"),
        (&["inspect"], "the following required arguments were not provided:\n  <FILE>..."),
        (&["inspect", "no-such.json"], "no-such.json: No such file or directory\n"),
        (&["scrub", "."], ".: Is a directory\n"),
        (
            &["samples", "cpf_nul"],
            "invalid value 'cpf_nul' for '[NAME]': no sample is named `cpf_nul`, the nearest name is `cpf_null`\n",
        ),
        (
            &["send", "127.0.0.1:1", "--all"],
            "invalid value '127.0.0.1:1' for '<URL>': expected a URL such as http://127.0.0.1:3000/webhooks/toolzz\n",
        ),
        (&["send", url], "the following required arguments were not provided:\n  <FILE|--sample <NAME>|--all>\n"),
        (&["send", url, "--all", "--sample=valid"], "the argument '--all' cannot be used with '--sample <NAME>'\n"),
        (&["send", url, "--all", "--without=data"], "the argument '--all' cannot be used with '--without <PATH>'\n"),
        (&["send", url, "--sample=valid", "--times=0"], "invalid value '0' for '--times <N>': 0 is not in 1.."),
        (
            &["send", url, "--sample=valid", "--set=data"],
            "invalid value 'data' for '--set <PATH=VALUE>': expected PATH=VALUE\n",
        ),
        (&["send", url, "--sample=valid", "--set=data.usr.id=7"], "valid: the body has no field `data.usr.id`\n"),
        (
            &["send", url, "--sample=truncated", "--set=data={}"],
            "truncated: the body has 129 bytes, which cannot be truncated to 200\n",
        ),
        (&["send", url, "valid.json", "--without=data.usr"], "valid.json: the body has no field `data.usr`\n"),
        (&["send", url, "latin_1.json", "--without=data"], "latin_1.json: --set and --without require UTF-8\n"),
        (&["send", url, "two.ndjson", "--without=data"], "two.ndjson: --set and --without do not apply to a log\n"),
        (&["send", url, "no-such.json"], "no-such.json: No such file or directory\n"),
    ] {
        let (code, out, err) = toolzz(arguments);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{err}");
        assert!(err.starts_with(&format!("error: {message}")), "{err}");
    }
}

#[test]
fn a_closed_pipe_is_silent() {
    for arguments in [&["inspect", "-"][..], &["inspect", "--records", "-"], &["scrub", "-"]] {
        let mut child =
            command(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        child.stdin.take().unwrap().write_all(fixture::DOCUMENTED.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr), (Some(0), vec![]), "{arguments:?}");
    }
}

#[test]
fn samples_lists_names_and_prints_bodies() {
    let (code, out, err) = toolzz(&["samples"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    let listed: Vec<_> = out.lines().filter_map(|line| line.split_once(' ')).collect();
    let samples = fixture::samples();
    assert_eq!(listed.len(), samples.len());
    for ((name, code), sample) in listed.iter().zip(samples) {
        assert_eq!((*name, code.trim()), (sample.name, sample.expected.code()));
    }
    let output = command(&["samples", "latin_1"]).output().unwrap();
    assert_eq!((output.status.code(), output.stdout), (Some(0), fixture::sample("latin_1").body.into_bytes()));
}

#[test]
fn the_files_in_examples_are_the_output() {
    for (name, file) in [
        ("schema", include_str!("../../../new-enrollment.schema.json")),
        ("openapi", include_str!("../../../openapi.json")),
    ] {
        assert_eq!(toolzz(&[name]), (Some(0), file.into(), String::new()));
    }
}
