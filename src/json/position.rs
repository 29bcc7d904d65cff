use memchr::{memchr_iter, memrchr};

/// Converts offsets of a body, in ascending order, to positions.
pub struct Positions<'a> {
    body: &'a [u8],
    /// What was counted so far, and the line that it ends in.
    counted: usize,
    line: usize,
}

impl<'a> Positions<'a> {
    pub fn new(body: &'a [u8]) -> Self {
        Self { body, counted: 0, line: 1 }
    }

    /// Returns the one-based line and column of a byte, the column in bytes.
    pub fn of(&mut self, offset: usize) -> (usize, usize) {
        let before = self.body.get(..offset).unwrap_or(self.body);
        self.line += memchr_iter(b'\n', before.get(self.counted..).unwrap_or_default()).count();
        self.counted = before.len();
        (self.line, offset - memrchr(b'\n', before).map_or(0, |line_break| line_break + 1) + 1)
    }
}
