use crate::input::{Files, Input};
use std::io::{self, Write};
use toolzz_webhook::fixture::Scrubber;

/// Replaces the personal data of deliveries with fictitious values
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub struct Arguments {
    #[command(flatten)]
    files: Files,
}

const HELP: &str = "\
A delivery is printed with line breaks, a log line by line. A student is the
same fictitious student in every FILE, so the files show what they have in
common: to publish fixtures, scrub each delivery by itself. Read the result
first; the documentation of `fixture::Body::scrubbed` says what stays.

What is not JSON is left out: its position is printed to standard error, and the
exit status is 1. `toolzz --help` says what a FILE is.

Examples:
  toolzz scrub captured.json > tests/captured.json
  grep members.created deliveries.ndjson | toolzz scrub --log - > fixtures.ndjson";

pub fn run(arguments: &Arguments, out: &mut dyn Write) -> io::Result<bool> {
    let mut scrubber = Scrubber::default();
    let mut is_complete = true;
    for input in arguments.files.open() {
        match input? {
            Input::Delivery { name, body } => match scrubber.scrub(&body) {
                Ok(body) => write_line(body.pretty().as_bytes(), out)?,
                Err(error) => {
                    is_complete = false;
                    let _ = writeln!(io::stderr(), "{name}: {error}");
                }
            },
            Input::Log(log) => {
                let mut log = log.streamed();
                let (name, progress) = (log.name.clone(), log.progress.clone());
                while let Some(line) = log.next_line()? {
                    match scrubber.scrub(line.body) {
                        Ok(body) => write_line(body.as_bytes(), out)?,
                        Err(error) => {
                            is_complete = false;
                            // The error of the line has its number.
                            let error = line.decode().err().unwrap_or(error);
                            progress.suspend(|| drop(writeln!(io::stderr(), "{name}: {error}")));
                        }
                    }
                }
            }
        }
    }
    Ok(is_complete)
}

fn write_line(body: &[u8], out: &mut dyn Write) -> io::Result<()> {
    out.write_all(body)?;
    out.write_all(b"\n")
}
