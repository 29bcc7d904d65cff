//! Files: deliveries and logs.

use crate::excerpt::escaped;
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Cursor, IsTerminal, Read},
    path::{Path, PathBuf},
};
use toolzz_webhook::{DecodeErrorKind, Line};

/// The most bytes of a delivery, so that a log without line breaks does not fill the memory. The example `receive`
/// accepts less than a hundredth.
const MAX_LEN: usize = 16 * 1024 * 1024;

#[derive(Args)]
pub struct Files {
    /// Deliveries or logs; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Reads every FILE as a log, even if its first line is not JSON
    #[arg(long)]
    pub log: bool,
}

impl Files {
    /// Opens the files, one after another.
    pub fn open(&self) -> impl Iterator<Item = io::Result<Input>> {
        self.files.iter().map(|file| Input::open(file, self.log))
    }
}

/// The content of a file.
pub enum Input {
    Delivery { name: String, body: Vec<u8> },
    Log(Log),
}

/// A log, of which one line is in memory at a time.
pub struct Log {
    pub name: String,
    /// The number of bytes that were read, drawn on standard error if that is a terminal.
    pub progress: ProgressBar,
    reader: Box<dyn BufRead>,
    number: usize,
    line: Vec<u8>,
}

impl Input {
    pub fn open(file: &Path, is_log: bool) -> io::Result<Self> {
        let is_stdin = file == Path::new("-");
        let name = if is_stdin { "stdin".into() } else { escaped(file.as_os_str().as_encoded_bytes()) };
        let read = || {
            let mut size = 0;
            let reader: Box<dyn BufRead> = if is_stdin {
                Box::new(io::stdin().lock())
            } else {
                let file = File::open(file)?;
                size = file.metadata()?.len();
                Box::new(BufReader::new(file))
            };
            Self::read(name.clone(), reader, size, is_log)
        };
        read().map_err(|error| named(&name, &error))
    }

    fn read(name: String, mut reader: Box<dyn BufRead>, size: u64, is_log: bool) -> io::Result<Self> {
        let mut head = Vec::new();
        let is_log = is_log || {
            let first = read_to_line(&mut reader, &mut head)?;
            is_json(&head[first..]) && read_to_line(&mut reader, &mut head)? < head.len()
        };
        if is_log {
            let progress = if size == 0 { ProgressBar::new_spinner() } else { ProgressBar::new(size) };
            let style = ProgressStyle::with_template("{wide_bar} {bytes} {bytes_per_sec}");
            let progress = progress.with_style(style.map_err(io::Error::other)?);
            let reader = Box::new(Cursor::new(head).chain(reader));
            return Ok(Self::Log(Log { name, progress, reader, number: 0, line: Vec::new() }));
        }
        reader.take(remaining(&head)).read_to_end(&mut head)?;
        if head.len() > MAX_LEN {
            return Err(io::Error::other("larger than 16 MiB, and not a log by its first line (see --log)"));
        }
        Ok(Self::Delivery { name, body: head })
    }
}

/// Returns the number of bytes to read until the limit is exceeded.
fn remaining(head: &[u8]) -> u64 {
    (MAX_LEN + 1 - head.len()) as u64
}

/// Appends the next line that is not blank, and those before it, and returns its start.
fn read_to_line(reader: &mut dyn BufRead, head: &mut Vec<u8>) -> io::Result<usize> {
    loop {
        let start = head.len();
        let size = reader.take(remaining(head)).read_until(b'\n', head)?;
        if size == 0 || !Line::new(1, &head[start..]).is_blank() {
            return Ok(start);
        }
    }
}

fn is_json(line: &[u8]) -> bool {
    use DecodeErrorKind::{InvalidUtf8, Syntax, UnexpectedEnd};
    let error = Line::new(1, line).decode().err();
    error.is_none_or(|error| !matches!(error.kind(), InvalidUtf8 | Syntax | UnexpectedEnd))
}

impl Log {
    /// Draws no progress if the output for each line is on the terminal, too.
    pub fn streamed(self) -> Self {
        if io::stdout().is_terminal() {
            self.progress.set_draw_target(ProgressDrawTarget::hidden());
        }
        self
    }

    /// Reads the next line that is not blank.
    pub fn next_line(&mut self) -> io::Result<Option<Line<'_>>> {
        loop {
            self.line.clear();
            let size = (&mut self.reader)
                .take(MAX_LEN as u64 + 1)
                .read_until(b'\n', &mut self.line)
                .map_err(|error| named(&self.name, &error))?;
            self.number += 1;
            self.progress.inc(size as u64);
            if size > MAX_LEN && !self.line.ends_with(b"\n") {
                return Err(io::Error::other(format!("{}: line {} is longer than 16 MiB", self.name, self.number)));
            }
            if size == 0 {
                self.progress.finish_and_clear();
                return Ok(None);
            }
            if !Line::new(self.number, &self.line).is_blank() {
                break;
            }
        }
        Ok(Some(Line::new(self.number, &self.line)))
    }
}

fn named(name: &str, error: &io::Error) -> io::Error {
    io::Error::other(format!("{name}: {error}"))
}
