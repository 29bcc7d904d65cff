//! Decodes a payload and prints a summary of it, or every problem.
//!
//! ```sh
//! cargo run --example decode               # the documented example
//! cargo run --example decode body.json     # a file
//! cargo run --example decode - < body.json # standard input
//! ```

use std::{
    env,
    ffi::{OsStr, OsString},
    fs,
    io::{self, Read, Write},
    process::ExitCode,
};
use toolzz_webhook::{Incoming, NewEnrollment, Validate, Violation, fixture};

const USAGE: &str = "\
usage: decode [FILE]

Prints a summary of a payload, with the name of the student, or every problem of it.
FILE may be - for standard input; without it, the payload is the documented example.
Exit status: 0 if the payload is accepted, 1 if not, 2 if it cannot be read.";

fn main() -> ExitCode {
    match run() {
        Ok(output) => {
            // A closed pipe, as that of `decode | head -1`, is no failure.
            let _ = writeln!(io::stdout(), "{output}");
            ExitCode::SUCCESS
        }
        Err((status, message)) => {
            eprintln!("{message}");
            ExitCode::from(status)
        }
    }
}

/// Returns the output, or the exit status and an error.
fn run() -> Result<String, (u8, String)> {
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    let body = match &arguments[..] {
        [] => fixture::DOCUMENTED.into(),
        [help] if help == "--help" || help == "-h" => return Ok(USAGE.into()),
        [file] => read(file).map_err(|error| (2, format!("{}: {error}", file.to_string_lossy())))?,
        _ => return Err((2, format!("expected one file at most\n\n{USAGE}"))),
    };
    match Incoming::from_slice(&body) {
        Ok(Incoming::NewEnrollment(webhook)) => Ok(summary(&webhook)),
        Ok(other) => Ok(format!("another event, {}", other.slug())),
        Err(error) => Err((1, format!("{error:#}"))), // every problem, one per line
    }
}

fn read(file: &OsStr) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    if file == "-" { io::stdin().read_to_end(&mut body) } else { fs::File::open(file)?.read_to_end(&mut body) }?;
    Ok(body)
}

fn summary(webhook: &NewEnrollment) -> String {
    let NewEnrollment { event, data, .. } = webhook;
    let expires = data.enrollment.date_expire.map_or_else(|| "never".into(), |date| date.to_string());
    let report = webhook.check();
    let summary = vec![
        format!("{} ({}) is enrolled in {} ({})", data.user.name, data.user.id, data.course.name, data.course.id),
        format!("  enrollment   {} at institution {}", data.enrollment.id, data.institution.id),
        format!("  activated    {}", if data.enrollment.actived { "yes" } else { "no" }),
        format!("  expires      {expires}"),
        format!("  sent         {}", event.send_at),
    ];
    [summary, list("error", report.errors()), list("warning", report.warnings())].concat().join("\n")
}

fn list<'a>(title: &str, violations: impl Iterator<Item = &'a Violation> + Clone) -> Vec<String> {
    let count = violations.clone().count();
    let heading = format!("{count} {title}{}", if count == 1 { "" } else { "s" });
    let describe =
        |violation: &Violation| format!("  {}: {} [{}]", violation.path, violation.message(), violation.code());
    [heading].into_iter().chain(violations.map(describe)).collect()
}
