use super::{DecodeError, Incoming};
use core::{fmt, iter::FusedIterator};

/// Decodes a log of deliveries, one payload per line (NDJSON).
///
/// The log is a string or bytes. Lines end in `\n` or `\r\n`; blank ones are skipped. An item is a delivery of any
/// event, or the error of its line, after which the iteration continues. The [`line`](DecodeError::line) of an
/// error is that of the log.
///
/// The iterator borrows the log and allocates only for the current item. Read a log that is larger than memory in
/// chunks of whole lines, with [`starting_at`](Lines::starting_at).
///
/// ```
/// use toolzz_webhook::{fixture, lines};
///
/// let log = format!("{}\n\n{{\"event\":5}}\n", fixture::DOCUMENTED);
/// let mut deliveries = lines(&log);
/// assert!(deliveries.next().unwrap().is_ok());
/// assert_eq!(
///     deliveries.next().unwrap().unwrap_err().to_string(),
///     "event: expected an object, found an integer (line 3, column 10)",
/// );
/// assert!(deliveries.next().is_none());
/// ```
pub fn lines<L: AsRef<[u8]> + ?Sized>(log: &L) -> Lines<'_> {
    Lines { payloads: payloads(log.as_ref()) }
}

/// An iterator over the deliveries of a log, returned by [`lines`].
///
/// ```
/// use toolzz_webhook::lines;
///
/// let mut deliveries = lines("\n<html>\n");
/// assert_eq!(deliveries.line(), 0);
/// assert!(deliveries.next().is_some_and(|delivery| delivery.is_err()));
/// assert_eq!(deliveries.line(), 2);
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Lines<'a> {
    payloads: Payloads<'a>,
}

impl Lines<'_> {
    /// Sets the number of the first line, for a log that is read in chunks of whole lines.
    ///
    /// ```
    /// use std::io::{BufRead, Read};
    /// use toolzz_webhook::lines;
    ///
    /// let mut log = &b"{}\n{}\n\n<html>\n"[..]; // or a BufReader
    /// let (mut chunk, mut line) = (Vec::new(), 1);
    /// let mut errors = Vec::new();
    /// loop {
    ///     chunk.clear();
    ///     log.by_ref().take(1 << 20).read_to_end(&mut chunk)?;
    ///     log.read_until(b'\n', &mut chunk)?; // the rest of the last line
    ///     if chunk.is_empty() {
    ///         break;
    ///     }
    ///     let mut deliveries = lines(&chunk).starting_at(line);
    ///     errors.extend(deliveries.by_ref().filter_map(Result::err));
    ///     line = deliveries.line() + 1;
    /// }
    /// assert_eq!(errors[2].line(), 4);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub const fn starting_at(mut self, line: usize) -> Self {
        self.payloads = self.payloads.starting_at(line);
        self
    }

    /// Returns the number of the line of the last item: one less than the first line before iteration, the last line
    /// of the log after it.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.payloads.line()
    }
}

impl Iterator for Lines<'_> {
    type Item = Result<Incoming, DecodeError>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let (line, body) = self.payloads.next()?;
        let mut delivery = Incoming::from_slice(body);
        if let Err(error) = &mut delivery {
            error.set_line(line);
        }
        Some(delivery)
    }
}

impl FusedIterator for Lines<'_> {}

/// The lines of a log that are not blank, each with its number.
#[derive(Clone)]
pub(crate) struct Payloads<'a> {
    rest: &'a [u8],
    line: usize,
}

/// Returns the lines of a log that are not blank, each with its one-based number.
pub(crate) fn payloads(log: &[u8]) -> Payloads<'_> {
    Payloads { rest: log, line: 0 }
}

impl Payloads<'_> {
    pub(crate) const fn starting_at(mut self, line: usize) -> Self {
        self.line = line.saturating_sub(1);
        self
    }

    /// Returns the line of the last item; before the first item, the line before the log.
    pub(crate) const fn line(&self) -> usize {
        self.line
    }
}

impl<'a> Iterator for Payloads<'a> {
    type Item = (usize, &'a [u8]);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        while !self.rest.is_empty() {
            let end = memchr::memchr(b'\n', self.rest).unwrap_or(self.rest.len());
            let (line, rest) = self.rest.split_at_checked(end)?;
            self.rest = rest.get(1..).unwrap_or_default();
            self.line = self.line.saturating_add(1);
            let body = line.strip_suffix(b"\r").unwrap_or(line);
            if !body.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\r')) {
                return Some((self.line, body));
            }
        }
        None
    }
}

/// Shows the size of what is left instead of its content.
impl fmt::Debug for Payloads<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{} bytes after line {}>", self.rest.len(), self.line)
    }
}
