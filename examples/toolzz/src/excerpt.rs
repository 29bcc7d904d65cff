//! Excerpts of a body for a terminal.

use std::{fmt::Write, ops::Range};
use toolzz_webhook::{DecodeErrorKind, Problem};

/// The most bytes that are shown before and after a mark: more than an excerpt has columns.
const CONTEXT: usize = 400;

/// The most bytes that are marked.
const MARK: usize = 40;

/// Returns the line of a problem, escaped and cut, and the range of the value in it.
pub fn excerpt(body: &[u8], problem: &Problem) -> (String, Range<usize>) {
    let line = body.split(|byte| *byte == b'\n').nth(problem.line - 1).unwrap_or_default();
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    // The column is 0 if the body ends at the start of a line.
    let (before, rest) = line.split_at(problem.column.saturating_sub(1).min(line.len()));
    let (value, after) = rest.split_at(length(rest, problem.kind));
    let mut excerpt = escaped(&before[before.len().saturating_sub(CONTEXT)..]);
    let start = excerpt.len();
    excerpt += &escaped(value);
    let end = excerpt.len();
    excerpt += &escaped(&after[..after.len().min(CONTEXT)]);
    (excerpt, start..end)
}

/// Returns the number of bytes to mark: those of a string, number or literal, else one character.
fn length(rest: &[u8], kind: DecodeErrorKind) -> usize {
    use DecodeErrorKind::{DuplicateField, InvalidValue, OtherEvent};
    let value = &rest[..rest.len().min(MARK)];
    let length = match value {
        [] => return 0,
        _ if !matches!(kind, DuplicateField | InvalidValue | OtherEvent) => Some(1),
        [b'{' | b'[', ..] => Some(1),
        [b'"', string @ ..] => {
            let mut is_escaped = false;
            let end = string.iter().position(|byte| {
                let is_end = *byte == b'"' && !is_escaped;
                is_escaped = *byte == b'\\' && !is_escaped;
                is_end
            });
            end.map(|end| end + 2)
        }
        _ => value.iter().position(|byte| matches!(byte, b',' | b']' | b'}' | b' ' | b'\t')),
    };
    let length = length.unwrap_or(value.len());
    // Ends with a character.
    length + rest[length..].iter().take(3).take_while(|byte| **byte & 0xC0 == 0x80).count()
}

/// Returns the text of bytes in which everything that is no printable character is escaped, so that a body cannot
/// control the terminal. A tab stays.
pub fn escaped(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.utf8_chunks() {
        for char in chunk.valid().chars() {
            match char {
                '\t' | '"' | '\'' | '\\' => text.push(char),
                _ => text.extend(char.escape_debug()),
            }
        }
        for byte in chunk.invalid() {
            let _ = write!(text, "\\x{byte:02x}");
        }
    }
    text
}
