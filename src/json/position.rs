use memchr::{memchr_iter, memrchr};

/// Returns the one-based line and column of a byte of a body, the column in bytes.
pub fn position(body: &[u8], offset: usize) -> (usize, usize) {
    let before = body.get(..offset).unwrap_or(body);
    let line_start = memrchr(b'\n', before).map_or(0, |line_break| line_break + 1);
    (memchr_iter(b'\n', before).count() + 1, offset - line_start + 1)
}
