use super::{BYTE_ORDER_MARK, DecodeError, Incoming};
use core::{fmt, iter::FusedIterator};
use memchr::memchr;

/// Splits a log of deliveries, one payload per line (NDJSON).
///
/// The log is a string or bytes. Lines end in `\n` or `\r\n`; blank ones are skipped. Each [`Line`] is decoded by
/// itself, so an error in one does not end the iteration.
///
/// To append a body with line breaks to a log: if it is JSON, replace each by a space. If it is not, replace each by U+0001,
/// which JSON does not contain, so that it does not become valid by accident.
///
/// ```
/// use toolzz_webhook::{fixture, lines};
///
/// let log = format!("{}\n\n{{\"event\":5}}\n", fixture::DOCUMENTED);
/// let mut lines = lines(&log);
/// assert!(lines.next().unwrap().decode().is_ok());
/// assert_eq!(
///     lines.next().unwrap().decode().unwrap_err().to_string(),
///     "event: expected an object, found an integer (line 3, column 10)",
/// );
/// assert!(lines.next().is_none());
/// ```
pub fn lines<L: AsRef<[u8]> + ?Sized>(log: &L) -> Lines<'_> {
    Lines { rest: log.as_ref(), number: 0 }
}

/// An iterator over the lines of a log that are not blank, returned by [`lines`].
///
/// ```
/// use toolzz_webhook::lines;
///
/// let numbers: Vec<_> = lines("\n<html>\n\n{}").map(|line| line.number).collect();
/// assert_eq!(numbers, [2, 4]);
/// ```
#[derive(Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Lines<'a> {
    rest: &'a [u8],
    number: usize,
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    #[inline]
    fn next(&mut self) -> Option<Line<'a>> {
        while !self.rest.is_empty() {
            let end = memchr(b'\n', self.rest).unwrap_or(self.rest.len());
            let (body, rest) = self.rest.split_at_checked(end)?;
            self.rest = rest.get(1..).unwrap_or_default();
            self.number += 1;
            let line = Line::new(self.number, body);
            if !line.is_blank() {
                return Some(line);
            }
        }
        None
    }
}

impl FusedIterator for Lines<'_> {}

/// Shows the size of the rest of the log, not its content.
impl fmt::Debug for Lines<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lines").field("number", &self.number).field("size", &self.rest.len()).finish()
    }
}

/// A line of a log.
///
/// `Debug` shows the number and the size. For a log that is larger than memory, read the lines yourself:
///
/// ```
/// use std::io::BufRead;
/// use toolzz_webhook::decode::Line;
///
/// let log = &b"\n{}\n<html>\n"[..]; // or a BufReader
/// let mut errors = Vec::new();
/// for (number, body) in (1..).zip(BufRead::split(log, b'\n')) {
///     let body = body?;
///     let line = Line::new(number, &body);
///     if !line.is_blank() {
///         errors.extend(line.decode().err());
///     }
/// }
/// assert_eq!(errors.len(), 2);
/// assert_eq!((errors[1].line(), errors[1].code()), (3, "syntax"));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Line<'a> {
    /// The one-based number of the line in its log.
    pub number: usize,
    /// The payload, without the line break.
    pub body: &'a [u8],
}

impl<'a> Line<'a> {
    /// Constructs a line, whose line break is left out of the body.
    #[must_use]
    pub fn new(number: usize, body: &'a [u8]) -> Self {
        let body = body.strip_suffix(b"\n").unwrap_or(body);
        Self { number, body: body.strip_suffix(b"\r").unwrap_or(body) }
    }

    /// Returns whether the line has nothing but whitespace, or a byte order mark before it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let body = self.body.strip_prefix(BYTE_ORDER_MARK.as_bytes()).unwrap_or(self.body);
        body.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
    }

    /// Decodes the delivery.
    ///
    /// # Errors
    ///
    /// Those of [`Incoming::from_slice`], with the line of the log.
    pub fn decode(&self) -> Result<Incoming, DecodeError> {
        Incoming::from_slice(self.body).map_err(|error| error.in_log(self.number))
    }
}

impl fmt::Debug for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Line").field("number", &self.number).field("size", &self.body.len()).finish()
    }
}
