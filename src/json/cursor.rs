//! The primitives of the reader: each consumes a part of JSON from the start of a string and returns the rest.
//!
//! They have no errors: a function that cannot continue returns `None`. What they accept is JSON, except that the
//! escapes of a [`scalar`] are not checked before they are decoded.
//!
//! The rest of the body is passed and returned as a `&str`, which stays in registers; behind a `&mut self`, every
//! step would load what the previous one stored.

use super::escape::plain_len;
use super::{Scalar, Str};
use serde::de::IgnoredAny;

/// Skips whitespace.
#[inline]
pub fn whitespace(rest: &str) -> &str {
    match rest.as_bytes() {
        [b'!'..=u8::MAX, ..] => rest,
        [b' ', b'!'..=u8::MAX, ..] => rest.strip_prefix(' ').unwrap_or_default(),
        _ => skip_whitespace(rest),
    }
}

#[inline(never)]
fn skip_whitespace(rest: &str) -> &str {
    let mut bytes = rest.as_bytes();
    while let [b' ' | b'\n' | b'\r' | b'\t', after @ ..] = bytes {
        bytes = after;
        // Most whitespace is indentation: compares eight bytes at once.
        if let Some(eight) = bytes.first_chunk() {
            let difference = u64::from_le_bytes(*eight) ^ u64::from_le_bytes([b' '; 8]);
            bytes = bytes.get(difference.trailing_zeros() as usize / 8..).unwrap_or_default();
        }
    }
    rest.get(rest.len() - bytes.len()..).unwrap_or_default()
}

/// A position between the fields of an object.
pub struct ObjectCursor<'a> {
    pub rest: &'a str,
    /// Whether the separator was taken, so that a name comes next.
    at_name: bool,
}

impl<'a> ObjectCursor<'a> {
    /// Consumes the start of an object.
    #[inline]
    pub fn start(rest: &'a str) -> Option<Self> {
        match rest.as_bytes() {
            [b'{', b'"', ..] => Some(Self { rest: rest.get(1..)?, at_name: true }),
            _ => Self::start_with_whitespace(rest),
        }
    }

    #[inline(never)]
    fn start_with_whitespace(rest: &'a str) -> Option<Self> {
        let rest = whitespace(whitespace(rest).strip_prefix('{')?);
        match rest.as_bytes() {
            [b'"', ..] => Some(Self { rest, at_name: true }),
            [b'}', ..] => Some(Self { rest, at_name: false }),
            _ => None,
        }
    }

    /// Consumes the end of the object.
    #[inline]
    pub fn end(&self) -> Option<&'a str> {
        self.rest.strip_prefix('}').or_else(|| whitespace(self.rest).strip_prefix('}'))
    }

    /// Consumes the comma and the name given as `,"name":`, if they come next. Returns whether they do.
    #[inline]
    pub fn take_name(&mut self, separated: &str) -> bool {
        if !self.at_name {
            if let Some(rest) = self.rest.strip_prefix(separated) {
                self.rest = rest;
                return true;
            }
            let Some(rest) = separator(self.rest) else {
                return false;
            };
            *self = Self { rest, at_name: true };
        }
        let name = separated.get(1..).unwrap_or_default();
        if let Some(rest) = self.rest.strip_prefix(name) {
            *self = Self { rest, at_name: false };
        }
        !self.at_name
    }

    /// Consumes the comma and the name of the next field.
    #[inline]
    pub fn name(&mut self) -> Option<Str<'a>> {
        let (name, rest) = name(if self.at_name { self.rest } else { separator(self.rest)? })?;
        *self = Self { rest, at_name: false };
        Some(name)
    }
}

#[inline(never)]
fn name(rest: &str) -> Option<(Str<'_>, &str)> {
    let start = rest.strip_prefix('"')?;
    let (content, after) = start.split_at_checked(plain_len(start))?;
    let (name, after) = if let Some(after) = after.strip_prefix('"') {
        (Str::Plain(content), after)
    } else {
        let (name, after) = skip(rest)?;
        (Str::Escaped(name.get(1..name.len() - 1)?), after)
    };
    Some((name, whitespace(after).strip_prefix(':')?))
}

/// Consumes a comma that is followed by a name.
fn separator(rest: &str) -> Option<&str> {
    let rest = whitespace(whitespace(rest).strip_prefix(',')?);
    rest.starts_with('"').then_some(rest)
}

/// Consumes a value of any type, exactly as serde_json skips it.
pub fn skip(rest: &str) -> Option<(&str, &str)> {
    let rest = whitespace(rest);
    let mut values = serde_json::Deserializer::from_str(rest).into_iter::<IgnoredAny>();
    values.next()?.ok()?;
    rest.split_at_checked(values.byte_offset())
}

/// Consumes a scalar; fastest for one of the type that is likely. Returns `None` for an array or an object, and for a
/// number that no `f64` can represent.
#[allow(clippy::inline_always, reason = "the likely type is known at each call")]
#[inline(always)]
pub fn scalar<'a>(slot: &mut Option<Scalar<'a>>, likely_string: bool, rest: &'a str) -> Option<&'a str> {
    match (likely_string, rest.as_bytes()) {
        (true, [b'"', ..]) => string(slot, rest),
        (false, [b'0'..=b'9', ..]) => integer(slot, rest),
        _ => other_scalar(slot, whitespace(rest)),
    }
}

fn other_scalar<'a>(slot: &mut Option<Scalar<'a>>, rest: &'a str) -> Option<&'a str> {
    match rest.as_bytes() {
        [b'"', ..] => string(slot, rest),
        [b'0'..=b'9', ..] => integer(slot, rest),
        _ => word_or_number(slot, rest),
    }
}

fn word_or_number<'a>(slot: &mut Option<Scalar<'a>>, rest: &'a str) -> Option<&'a str> {
    if let Some(rest) = rest.strip_prefix("null") {
        *slot = Some(Scalar::Null);
        return Some(rest);
    }
    let (value, rest) = skip(rest)?;
    *slot = Some(match value {
        "true" => Scalar::Bool(true),
        "false" => Scalar::Bool(false),
        number => Scalar::from_number(number)?,
    });
    Some(rest)
}

/// Consumes a string, whose first quote the caller has matched.
#[inline(never)]
fn string<'a>(slot: &mut Option<Scalar<'a>>, rest: &'a str) -> Option<&'a str> {
    let start = rest.get(1..)?;
    let (content, rest) = start.split_at_checked(plain_len(start))?;
    let (string, rest) = match rest.strip_prefix('"') {
        Some(rest) => (Str::Plain(content), rest),
        None => escaped_string(start, rest)?,
    };
    *slot = Some(Scalar::String(string));
    Some(rest)
}

/// Consumes the rest of a string, from its first backslash.
fn escaped_string<'a>(start: &'a str, mut rest: &'a str) -> Option<(Str<'a>, &'a str)> {
    while let Some(escape) = rest.strip_prefix('\\') {
        let after = escape.get(1..)?;
        rest = after.get(plain_len(after)..)?;
    }
    let after = rest.strip_prefix('"')?;
    Some((Str::Escaped(start.get(..start.len() - rest.len())?), after))
}

/// Consumes an integer; one with fewer digits than the largest `u64` cannot overflow.
#[inline(never)]
fn integer<'a>(slot: &mut Option<Scalar<'a>>, rest: &'a str) -> Option<&'a str> {
    let bytes = rest.as_bytes();
    let mut value: u64 = 0;
    let mut length = 0;
    let next = loop {
        match bytes.get(length) {
            Some(digit @ b'0'..=b'9') => value = value.wrapping_mul(10).wrapping_add(u64::from(digit - b'0')),
            next => break next,
        }
        length += 1;
    };
    let plain = match bytes {
        [b'0', ..] => length == 1,
        _ => length < MAX_DIGITS,
    };
    if !plain || matches!(next, Some(b'.' | b'e' | b'E')) {
        return word_or_number(slot, rest);
    }
    *slot = Some(Scalar::Unsigned(value));
    rest.get(length..)
}

/// Number of digits of the largest `u64`.
const MAX_DIGITS: usize = 20;
