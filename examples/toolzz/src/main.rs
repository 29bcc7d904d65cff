//! Inspects, scrubs and sends deliveries of the webhook.
//!
//! ```sh
//! cargo run -p toolzz -- --help
//! cargo run -p toolzz -- inspect body.json
//! ```

#![forbid(unsafe_code)]
#![warn(clippy::pedantic)]

mod diagnosis;
mod excerpt;
mod input;
mod inspect;
mod openapi;
mod samples;
mod schema;
mod scrub;
mod send;
mod sender;
mod summary;

use clap::{Parser, Subcommand, error::ErrorKind};
use std::{
    io::{self, Write},
    process::ExitCode,
};

/// Inspects, scrubs and sends deliveries of the Toolzz webhook
#[derive(Parser)]
#[command(version, after_help = HELP)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const HELP: &str = "\
A FILE is a delivery, the body of one request, or a log with one delivery per
line. It is a log if its first line that is not blank is JSON and another such
line follows, or with --log. `-` is standard input. A delivery has at most
16 MiB; a log may be larger than memory.

Exit status:
  0  everything was accepted
  1  a delivery was rejected, violates a rule whose severity is error, or could
     not be scrubbed; or a response is not the expected one
  2  invalid arguments, or a file or service that is not available";

#[derive(Subcommand)]
enum Command {
    Inspect(inspect::Arguments),
    Scrub(scrub::Arguments),
    Send(send::Arguments),
    Samples(samples::Arguments),
    /// Prints the JSON Schema of a New Enrollment in canonical form
    Schema,
    #[command(about = "Prints an OpenAPI document of the webhook")]
    Openapi,
}

impl Command {
    /// Returns whether everything was accepted.
    fn run(&self, out: &mut dyn Write) -> io::Result<bool> {
        match self {
            Self::Inspect(arguments) => inspect::run(arguments, out),
            Self::Scrub(arguments) => scrub::run(arguments, out),
            Self::Send(arguments) => send::run(arguments, out),
            Self::Samples(arguments) => samples::run(arguments, out).map(|()| true),
            Self::Schema => schema::run(out).map(|()| true),
            Self::Openapi => openapi::run(out).map(|()| true),
        }
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut out = io::stdout().lock();
    let ended = arguments.command.run(&mut out);
    match ended.and_then(|accepted| out.flush().map(|()| accepted)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        // The reader of the output has seen enough, as in `toolzz samples | head -1`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            // Without the number that the operating system gives the error.
            let message = error.to_string();
            let words = message.split(" (os error").next().unwrap_or_default();
            let _ = clap::Error::raw(ErrorKind::Io, format!("{words}\n")).print();
            ExitCode::from(2)
        }
    }
}
