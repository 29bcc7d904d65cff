//! Summarizes a log of deliveries, one payload per line.
//!
//! ```sh
//! cargo run -p replay deliveries.ndjson
//! cargo run -p replay < deliveries.ndjson
//! ```
//!
//! The log is read in chunks of whole lines, so it may be larger than the memory.

mod summary;

use indicatif::{ProgressBar, ProgressStyle};
use std::{
    env, fs,
    io::{self, BufRead, BufReader, Read},
    process::ExitCode,
};
use summary::Summary;
use toolzz_webhook::audit;

/// The number of bytes of a chunk, before it is extended to the end of its last line.
const CHUNK_LEN: u64 = 1024 * 1024;

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
    let mut chunk = Vec::new();
    let mut line = 1;
    loop {
        chunk.clear();
        log.by_ref().take(CHUNK_LEN).read_to_end(&mut chunk)?;
        log.read_until(b'\n', &mut chunk)?;
        if chunk.is_empty() {
            progress.finish_and_clear();
            return Ok(summary);
        }
        let mut inspections = audit::inspect_lines(&chunk).starting_at(line);
        inspections.by_ref().for_each(|inspection| summary.add(inspection));
        line = inspections.line() + 1;
        progress.inc(chunk.len() as u64);
    }
}

fn style() -> ProgressStyle {
    ProgressStyle::with_template("{wide_bar} {bytes} {bytes_per_sec}").unwrap_or_else(|_| ProgressStyle::default_bar())
}
