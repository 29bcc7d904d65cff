//! Summarizes a log of deliveries, one payload per line.
//!
//! ```sh
//! cargo run -p replay deliveries.ndjson
//! cargo run -p replay < deliveries.ndjson
//! ```
//!
//! The log is read line by line, so it may be larger than memory.

mod summary;

use indicatif::{ProgressBar, ProgressStyle};
use std::{
    env, fs,
    io::{self, BufRead, BufReader},
    process::ExitCode,
};
use summary::Summary;
use toolzz_webhook::Line;

fn main() -> ExitCode {
    match run() {
        Ok(summary) => {
            print!("{summary}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> io::Result<Summary> {
    match env::args_os().nth(1) {
        None => replay(io::stdin().lock(), None),
        Some(file) => {
            let name = file.to_string_lossy().into_owned();
            let open = || {
                let log = fs::File::open(&file)?;
                let size = log.metadata()?.len();
                replay(BufReader::new(log), Some(size))
            };
            open().map_err(|error| io::Error::new(error.kind(), format!("{name}: {error}")))
        }
    }
}

fn replay(mut log: impl BufRead, size: Option<u64>) -> io::Result<Summary> {
    // The bar is drawn on standard error if that is a terminal.
    let progress = size.map_or_else(ProgressBar::new_spinner, ProgressBar::new).with_style(style());
    let mut summary = Summary::default();
    let mut body = Vec::new();
    for number in 1.. {
        body.clear();
        let size = log.read_until(b'\n', &mut body)?;
        if size == 0 {
            break;
        }
        let line = Line::new(number, &body);
        if !line.is_blank() {
            summary.add(line.inspect());
        }
        progress.inc(size as u64);
    }
    progress.finish_and_clear();
    Ok(summary)
}

fn style() -> ProgressStyle {
    ProgressStyle::with_template("{wide_bar} {bytes} {bytes_per_sec}").unwrap_or_else(|_| ProgressStyle::default_bar())
}
