//! Posts bodies to a service, and compares the statuses of its responses with the expected ones.
//!
//! ```sh
//! URL=http://127.0.0.1:3000/webhooks/toolzz
//! cargo run -p send -- $URL --sample cpf_null --set data.user.id=7 --without data.user.uuid --times 3
//! cargo run -p send -- $URL --file body.json
//! cargo run -p send -- $URL --all
//! ```
//!
//! Expects 200 for another event and for a New Enrollment without validation errors, else 422. The exit status is 0 if
//! every response has the expected status, 1 if not, and 2 for invalid arguments.
//!
//! Most samples have the same idempotency key. A service that recognizes redeliveries before it validates answers 200
//! to an invalid one after a valid one: validate first, as the example `receive` does.

use clap::{Args, CommandFactory, Parser, error::ErrorKind, value_parser};
use indicatif::ProgressBar;
use serde_json::Value;
use std::{
    collections::BTreeMap,
    fs,
    panic::{self, UnwindSafe},
    path::PathBuf,
    process::ExitCode,
    time::Duration,
};
use toolzz_webhook::{
    audit,
    fixture::{self, Body, Sample},
};
use ureq::Agent;

/// The most time that a response may take.
const TIMEOUT: Duration = Duration::from_secs(30);

/// The number of requests from which on a progress bar is shown, on standard error if that is a terminal.
const MANY: u64 = 20;

/// Posts bodies to a service, and compares the statuses of its responses with the expected ones.
#[derive(Parser)]
struct Arguments {
    /// URL of the service
    url: String,
    #[command(flatten)]
    bodies: Bodies,
    /// Replaces the value of a field, before any removal; a value that is not JSON is a string
    #[arg(long, value_name = "PATH=VALUE", value_parser = assignment, conflicts_with = "all")]
    set: Vec<(String, Value)>,
    /// Removes a field
    #[arg(long, value_name = "PATH", conflicts_with = "all")]
    without: Vec<String>,
    /// Number of times that each body is sent
    #[arg(long, default_value_t = 1, value_parser = value_parser!(u32).range(1..))]
    times: u32,
}

#[derive(Args)]
#[group(required = true, multiple = false)]
struct Bodies {
    /// Sends the sample with this name
    #[arg(long, value_name = "NAME", value_parser = sample)]
    sample: Option<Sample>,
    /// Sends the content of a file
    #[arg(long)]
    file: Option<PathBuf>,
    /// Sends every sample
    #[arg(long)]
    all: bool,
}

fn assignment(argument: &str) -> Result<(String, Value), &'static str> {
    let (path, value) = argument.split_once('=').ok_or("expected PATH=VALUE")?;
    Ok((path.into(), serde_json::from_str(value).unwrap_or_else(|_| value.into())))
}

fn sample(name: &str) -> Result<Sample, String> {
    or_message(|| fixture::sample(name))
}

/// Returns the message instead of a panic: the fixtures are for tests, so a misspelled name or path panics.
fn or_message<T>(build: impl FnOnce() -> T + UnwindSafe) -> Result<T, String> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let built = panic::catch_unwind(build);
    panic::set_hook(hook);
    built.map_err(|message| *message.downcast().unwrap_or_default())
}

impl Arguments {
    /// Returns the bodies with their names.
    fn bodies(&self) -> Result<Vec<(String, Body)>, String> {
        let (name, body) = match &self.bodies {
            Bodies { sample: Some(sample), .. } => (sample.name.to_string(), sample.body.clone()),
            Bodies { file: Some(file), .. } => {
                let name = file.display().to_string();
                let body = fs::read_to_string(file).map_err(|error| format!("{name}: {error}"))?;
                (name, Body::valid().raw("", &body))
            }
            _ => return Ok(fixture::samples().into_iter().map(|sample| (sample.name.into(), sample.body)).collect()),
        };
        let body = or_message(|| {
            let body = self.set.iter().fold(body, |body, (path, value)| body.with(path, value.clone()));
            self.without.iter().fold(body, |body, path| body.without(path))
        })?;
        Ok(vec![(name, body)])
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let bodies = arguments
        .bodies()
        .unwrap_or_else(|message| Arguments::command().error(ErrorKind::InvalidValue, message).exit());
    match send(&arguments, &bodies) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{}: {error}", arguments.url);
            ExitCode::FAILURE
        }
    }
}

/// Sends the bodies, and returns whether every response has the expected status.
fn send(arguments: &Arguments, bodies: &[(String, Body)]) -> Result<bool, ureq::Error> {
    let agent: Agent = Agent::config_builder().http_status_as_error(false).timeout_global(Some(TIMEOUT)).build().into();
    let requests = bodies.len() as u64 * u64::from(arguments.times);
    let progress = if requests < MANY { ProgressBar::hidden() } else { ProgressBar::new(requests) };
    let mut differing = 0;
    for (name, body) in bodies {
        let expected = expected_status(body);
        let mut received = BTreeMap::new();
        let mut answer = String::new();
        for _ in 0..arguments.times {
            let mut response = agent.post(&arguments.url).content_type("application/json").send(body.as_ref())?;
            *received.entry(response.status().as_u16()).or_insert(0) += 1;
            answer = response.body_mut().read_to_string()?;
            progress.inc(1);
        }
        let differs = received.keys().any(|status| *status != expected);
        differing += usize::from(differs);
        progress.suspend(|| {
            let suffix = if differs { "  differs" } else { "" };
            println!("{name:<32} expected {expected}  received {}{suffix}", listed(&received));
            if bodies.len() == 1 && !answer.is_empty() {
                println!("{answer}");
            }
        });
    }
    progress.finish_and_clear();
    if arguments.bodies.all {
        println!("{} samples, {differing} with another status than expected", bodies.len());
    }
    Ok(differing == 0)
}

fn expected_status(body: &Body) -> u16 {
    match audit::inspect(body.as_ref()).code() {
        "new_enrollment" | "other_event" => 200,
        _ => 422, // a decode error, or a validation error
    }
}

/// Lists statuses with their counts, such as `200 (2), 503`.
fn listed(statuses: &BTreeMap<u16, u32>) -> String {
    let statuses = statuses.iter().map(|(status, count)| match count {
        1 => status.to_string(),
        _ => format!("{status} ({count})"),
    });
    statuses.collect::<Vec<_>>().join(", ")
}
