use super::{DecodeError, Incoming};
use core::{fmt, iter::FusedIterator};

/// Decodes a log of calls, one payload a line (NDJSON).
///
/// The log is text or bytes. Lines end in `\n` or `\r\n`, blank ones are skipped, and a broken one does
/// not stop the rest. The [`line`](DecodeError::line) of an error is that of the log. Nothing is kept
/// from one line to the next; a log that is larger than the memory is read in chunks of whole lines.
///
/// ```
/// use toolzz_webhook::{fixture, lines};
///
/// let log = format!("{}\n\n{{\"event\":5}}\n", fixture::DOCUMENTED);
/// let mut calls = lines(&log);
/// assert!(calls.next().unwrap().is_ok());
/// assert_eq!(
///     calls.next().unwrap().unwrap_err().to_string(),
///     "event: expected an object, found an integer (line 3, column 10)",
/// );
/// assert!(calls.next().is_none());
/// ```
pub fn lines<L: AsRef<[u8]> + ?Sized>(log: &L) -> Lines<'_> {
    Lines { payloads: payloads(log.as_ref()) }
}

/// The calls of a log; see [`lines`].
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Lines<'a> {
    payloads: Payloads<'a>,
}

impl Lines<'_> {
    /// The number of the line that the last item came from, counted from 1; 0 before the first.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.payloads.line
    }
}

impl Iterator for Lines<'_> {
    type Item = Result<Incoming, DecodeError>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let (line, body) = self.payloads.next()?;
        let mut call = Incoming::from_slice(body);
        if let Err(error) = &mut call {
            error.set_line(line);
        }
        Some(call)
    }
}

impl FusedIterator for Lines<'_> {}

/// The lines of a log that are not blank, each with its number, counted from 1.
pub(crate) fn payloads(log: &[u8]) -> Payloads<'_> {
    Payloads { rest: log, line: 0 }
}

#[derive(Clone)]
pub(crate) struct Payloads<'a> {
    rest: &'a [u8],
    line: usize,
}

impl<'a> Iterator for Payloads<'a> {
    type Item = (usize, &'a [u8]);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        while !self.rest.is_empty() {
            let end = memchr::memchr(b'\n', self.rest).unwrap_or(self.rest.len());
            let (line, rest) = self.rest.split_at_checked(end)?;
            self.rest = rest.get(1..).unwrap_or_default();
            self.line += 1;
            let body = line.strip_suffix(b"\r").unwrap_or(line);
            if !body.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\r')) {
                return Some((self.line, body));
            }
        }
        None
    }
}

/// How much is left; the log itself is content.
impl fmt::Debug for Payloads<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{} bytes after line {}>", self.rest.len(), self.line)
    }
}
