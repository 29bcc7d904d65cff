//! Replaces the personal data of captured deliveries, so that they can be committed as fixtures.
//!
//! ```sh
//! cargo run --example scrub < captured.json   # a delivery, on one line or several
//! cargo run --example scrub < captured.ndjson # a log, one delivery per line
//! ```
//!
//! Prints the scrubbed bodies, one per line, and to standard error why a line is not JSON. A log needs memory for its
//! longest line only, unless the first line is the start of a value that does not end on it: then all of the input is
//! read, since it may be one delivery with line breaks.

use std::{
    error::Error,
    io::{self, BufRead, Read, Write},
    process::ExitCode,
};
use toolzz_webhook::{DecodeErrorKind, Line, fixture::Body, lines};

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Returns whether every line was scrubbed.
fn run() -> Result<bool, Box<dyn Error>> {
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    let (mut number, mut body) = (0, Vec::new());
    while Line::new(number, &body).is_blank() {
        body.clear();
        number += 1;
        if input.read_until(b'\n', &mut body)? == 0 {
            return Ok(true);
        }
    }
    if Line::new(number, &body).decode().is_err_and(|error| error.kind() == DecodeErrorKind::UnexpectedEnd) {
        input.read_to_end(&mut body)?;
        if Body::scrubbed(&body).is_err() {
            // It is a log with a truncated line.
            return lines(&body).try_fold(true, |all, line| {
                Ok(scrub(Line::new(number - 1 + line.number, line.body), &mut output)? && all)
            });
        }
    }
    let mut all = scrub(Line::new(number, &body), &mut output)?;
    for (number, body) in (number + 1..).zip(input.split(b'\n')) {
        let body = body?;
        let line = Line::new(number, &body);
        all = (line.is_blank() || scrub(line, &mut output)?) && all;
    }
    Ok(all)
}

/// Writes the scrubbed body on one line. Returns whether the line is JSON.
fn scrub(line: Line<'_>, output: &mut impl Write) -> io::Result<bool> {
    match Body::scrubbed(line.body) {
        Ok(body) => {
            let mut body = body.into_bytes();
            // No string of JSON contains a line break.
            body.retain(|byte| !matches!(byte, b'\r' | b'\n'));
            body.push(b'\n');
            output.write_all(&body)?;
            Ok(true)
        }
        Err(error) => {
            // The error of the line has its number.
            eprintln!("{}", line.decode().err().unwrap_or(error));
            Ok(false)
        }
    }
}
