use crate::{
    input::Input,
    samples::{or_message, sample},
    sender::{Expected, Sender, Show},
};
use clap::value_parser;
use indicatif::ProgressBar;
use serde_json::Value;
use std::{
    io::{self, Write},
    path::PathBuf,
    str,
};
use toolzz_webhook::{
    audit,
    fixture::{self, Body, Sample},
};
use ureq::http::Uri;

/// The number of requests from which on a progress bar is shown, on standard error if that is a terminal.
const MANY: u64 = 20;

/// Posts samples, deliveries or logs to a service
#[derive(clap::Args)]
#[command(override_usage = USAGE, after_help = HELP)]
pub struct Arguments {
    /// URL of the service
    #[arg(value_parser = url)]
    url: Uri,
    #[command(flatten)]
    bodies: Bodies,
    /// Reads every FILE as a log, even if its first line is not JSON
    #[arg(long, requires = "files")]
    log: bool,
    /// Replaces the value of a field; a VALUE that is not JSON is a string
    #[arg(long, value_name = "PATH=VALUE", value_parser = assignment, conflicts_with = "all")]
    set: Vec<(String, Value)>,
    /// Removes a field, after the changes of --set
    #[arg(long, value_name = "PATH", conflicts_with = "all")]
    without: Vec<String>,
    /// Number of times that each delivery is sent
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = value_parser!(u32).range(1..))]
    times: u32,
}

#[derive(clap::Args)]
#[group(required = true, multiple = false)]
struct Bodies {
    /// Deliveries or logs; `-` is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Sends the sample with this name
    #[arg(long, value_name = "NAME", value_parser = sample)]
    sample: Option<Sample>,
    /// Sends every sample
    #[arg(long)]
    all: bool,
}

const USAGE: &str = "toolzz send [OPTIONS] <URL> <FILE...|--sample <NAME>|--all>";

const HELP: &str = "\
The expected status of a sample is 200 if the sample is another event or a New
Enrollment without validation errors, else 422; that of a FILE is any from 200
to 299. Of a log, only lines with another status are printed. The exit status is
1 if a status is not the expected one. `toolzz --help` says what a FILE is.

Stops at the first delivery without a response, and names it. Redirects are not
followed. A proxy from the environment is not used for a loopback address.

Most samples have the same idempotency key. A service that recognizes
redeliveries before it validates answers 200 to an invalid one after a valid
one: validate first.

Examples:
  toolzz send http://127.0.0.1:3000/webhooks/toolzz --all
  toolzz send $URL --sample cpf_null --set data.user.id=7 --without data.user.uuid
  toolzz send $URL body.json --times 3
  toolzz send $URL deliveries.ndjson";

fn url(argument: &str) -> Result<Uri, &'static str> {
    let url = argument.parse().ok();
    let is_http = |url: &Uri| matches!(url.scheme_str(), Some("http" | "https"));
    url.filter(is_http).ok_or("expected a URL such as http://127.0.0.1:3000/webhooks/toolzz")
}

fn assignment(argument: &str) -> Result<(String, Value), &'static str> {
    let (path, value) = argument.split_once('=').ok_or("expected PATH=VALUE")?;
    Ok((path.into(), serde_json::from_str(value).unwrap_or_else(|_| value.into())))
}

pub fn run(arguments: &Arguments, out: &mut dyn Write) -> io::Result<bool> {
    let Bodies { files, sample, all } = &arguments.bodies;
    let samples = if *all { fixture::samples() } else { sample.iter().cloned().collect() };
    let count = samples.len() + files.len();
    let show = if count == 1 { Show::Answer } else { Show::Status };
    let mut has_total = count > 1;
    let mut sender = Sender::new(&arguments.url, arguments.times, out);
    let requests = count as u64 * u64::from(arguments.times);
    if requests >= MANY {
        sender.progress = ProgressBar::new(requests);
    }
    for Sample { name, body, .. } in samples {
        let body = arguments.change(name, body)?;
        sender.send(name, body.as_ref(), expected_of(&body), show)?;
    }
    for file in files {
        match Input::open(file, arguments.log)? {
            Input::Delivery { name, body } => {
                sender.send(&name, &arguments.change_file(&name, body)?, Expected::Success, show)?;
            }
            Input::Log(log) if arguments.has_changes() => {
                return Err(invalid(&log.name, "--set and --without do not apply to a log"));
            }
            Input::Log(mut log) => {
                has_total = true;
                sender.progress = log.progress.clone();
                let name = log.name.clone();
                while let Some(line) = log.next_line()? {
                    let name = format!("{name}:{}", line.number);
                    sender.send(&name, line.body, Expected::Success, Show::Differing)?;
                }
            }
        }
    }
    if has_total {
        sender.print_total()?;
    }
    Ok(sender.differing == 0)
}

/// Returns what a service that validates answers to a body.
fn expected_of(body: &Body) -> Expected {
    match audit::inspect(body.as_ref()).code() {
        "new_enrollment" | "other_event" => Expected::Status(200),
        _ => Expected::Status(422), // a decode error, or a validation error
    }
}

impl Arguments {
    fn has_changes(&self) -> bool {
        !self.set.is_empty() || !self.without.is_empty()
    }

    fn change_file(&self, name: &str, body: Vec<u8>) -> io::Result<Vec<u8>> {
        if !self.has_changes() {
            return Ok(body);
        }
        let utf8 = str::from_utf8(&body).map_err(|_| invalid(name, "--set and --without require UTF-8"))?;
        self.change(name, Body::from(utf8)).map(Body::into_bytes)
    }

    fn change(&self, name: &str, body: Body) -> io::Result<Body> {
        let changed = or_message(|| {
            let body = self.set.iter().fold(body, |body, (path, value)| body.with(path, value.clone()));
            self.without.iter().fold(body, |body, path| body.without(path))
        });
        changed.map_err(|message| invalid(name, &message))
    }
}

fn invalid(name: &str, message: &str) -> io::Error {
    io::Error::other(format!("{name}: {message}"))
}
