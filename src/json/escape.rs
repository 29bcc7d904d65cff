//! Escapes in JSON strings (RFC 8259, section 7).

use alloc::string::String;
use memchr::memchr;

/// Returns the number of bytes before the first one that a string of JSON cannot contain unescaped: a quote, a
/// backslash or a control character. It is the length if there is none.
#[inline]
pub fn plain_len(string: &str) -> usize {
    let mut rest = string.as_bytes();
    // Most strings are short: compares eight bytes at once.
    while let Some((eight, after)) = rest.split_first_chunk() {
        let special = special_bytes(u64::from_le_bytes(*eight));
        if special != 0 {
            return string.len() - rest.len() + special.trailing_zeros() as usize / 8;
        }
        rest = after;
    }
    let plain = rest.iter().take_while(|byte| !matches!(byte, b'"' | b'\\' | ..b' '));
    string.len() - rest.len() + plain.count()
}

/// Sets the highest bit of the first byte that is special, and perhaps of bytes after it.
const fn special_bytes(eight: u64) -> u64 {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const fn below(bytes: u64, limit: u8) -> u64 {
        bytes.wrapping_sub(ONES * limit as u64) & !bytes & (ONES << 7)
    }
    below(eight, b' ') | below(eight ^ (ONES * b'"' as u64), 1) | below(eight ^ (ONES * b'\\' as u64), 1)
}

/// Decodes the escapes of a string.
pub fn unescape(escaped: &str) -> Option<String> {
    // The UTF-8 encoding of a character is never longer than its escape.
    let mut string = String::with_capacity(escaped.len());
    let mut rest = escaped;
    while let Some(end) = memchr(b'\\', rest.as_bytes()) {
        string.push_str(rest.get(..end)?);
        let (char, after) = escape(rest.get(end + 1..)?)?;
        string.push(char);
        rest = after;
    }
    string.push_str(rest);
    Some(string)
}

/// Consumes the rest of an escape, after its backslash.
fn escape(rest: &str) -> Option<(char, &str)> {
    let (letter, rest) = rest.split_at_checked(1)?;
    let char = match letter {
        "u" => return unicode(rest),
        "\"" => '"',
        "\\" => '\\',
        "/" => '/',
        "b" => '\u{8}',
        "f" => '\u{c}',
        "n" => '\n',
        "r" => '\r',
        "t" => '\t',
        _ => return None,
    };
    Some((char, rest))
}

/// Consumes the digits after `\u`, and the escape of the low surrogate after a high one.
fn unicode(rest: &str) -> Option<(char, &str)> {
    let (unit, rest) = utf16(rest)?;
    if let Some(char) = char::from_u32(unit) {
        return Some((char, rest));
    }
    match (unit, utf16(rest.strip_prefix("\\u")?)?) {
        (high @ 0xd800..0xdc00, (low @ 0xdc00..0xe000, rest)) => {
            Some((char::from_u32(0x1_0000 + (high - 0xd800) * 0x400 + (low - 0xdc00))?, rest))
        }
        _ => None,
    }
}

fn utf16(rest: &str) -> Option<(u32, &str)> {
    let (digits, rest) = rest.split_at_checked(4)?;
    let unit = digits.bytes().try_fold(0, |unit, digit| Some(unit * 16 + char::from(digit).to_digit(16)?))?;
    Some((unit, rest))
}
