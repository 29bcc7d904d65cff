//! Decodes a payload and prints a summary of it, or every problem.
//!
//! ```sh
//! cargo run --example decode               # the documented example
//! cargo run --example decode body.json     # a file
//! cargo run --example decode - < body.json # standard input
//! ```

use std::{env, error::Error, fs, io, io::Read, process::ExitCode};
use toolzz_webhook::{Incoming, NewEnrollment, Validate, Violation, fixture};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}"); // every problem of a body, one per line
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let body = match env::args_os().nth(1) {
        None => fixture::DOCUMENTED.into(),
        Some(dash) if dash == "-" => {
            let mut body = Vec::new();
            io::stdin().read_to_end(&mut body)?;
            body
        }
        Some(file) => fs::read(&file).map_err(|error| format!("{}: {error}", file.to_string_lossy()))?,
    };
    match Incoming::from_slice(&body)? {
        Incoming::NewEnrollment(webhook) => print_summary(&webhook),
        other => println!("another event, {}", other.slug()),
    }
    Ok(())
}

fn print_summary(webhook: &NewEnrollment) {
    let NewEnrollment { event, data, .. } = webhook;
    println!("{} ({}) is enrolled in {} ({})", data.user.name, data.user.id, data.course.name, data.course.id);
    println!("  enrollment   {} at institution {}", data.enrollment.id, data.institution.id);
    println!("  activated    {}", if data.enrollment.actived { "yes" } else { "no" });
    match data.enrollment.date_expire {
        Some(date) => println!("  expires      {date}"),
        None => println!("  expires      never"),
    }
    println!("  sent         {}", event.send_at);

    let report = webhook.check();
    list("error", report.errors());
    list("warning", report.warnings());
}

fn list<'a>(title: &str, violations: impl Iterator<Item = &'a Violation> + Clone) {
    let count = violations.clone().count();
    println!("{count} {title}{}", if count == 1 { "" } else { "s" });
    for violation in violations {
        println!("  {}: {} [{}]", violation.path, violation.message(), violation.code());
    }
}
