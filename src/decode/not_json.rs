//! What is wrong with a body that is not JSON, as the standard library and serde_json say it.

use super::{DecodeError, without_byte_order_mark};
use crate::DecodeErrorKind::{InvalidUtf8, UnexpectedEnd};
use crate::json::{position, whitespace};
use crate::table::{Detail, Problem};
use alloc::{
    format,
    string::{String, ToString},
    vec,
};
use core::str::{self, Utf8Error};
use serde::de::IgnoredAny;

fn problem(detail: Detail, position: (usize, usize)) -> DecodeError {
    DecodeError::of(vec![Problem::new(String::new(), detail, position)])
}

/// Returns the error of a body that is not UTF-8, or that ends inside a character.
#[cold]
pub fn utf8_error(body: &[u8], error: &Utf8Error) -> DecodeError {
    let valid = body.get(..error.valid_up_to()).unwrap_or_default();
    let json = str::from_utf8(valid).map(without_byte_order_mark).unwrap_or_default();
    let is_truncated = error.error_len().is_none()
        && serde_json::from_str::<IgnoredAny>(json).is_err_and(|error| is_truncated(json, &error));
    if is_truncated {
        problem(Detail::Kind(UnexpectedEnd), position(body, body.len() - 1))
    } else {
        problem(Detail::Kind(InvalidUtf8), position(body, valid.len()))
    }
}

/// Returns the error of a body that is not JSON, or `None` if it is.
#[cold]
pub fn error(body: &str) -> Option<DecodeError> {
    let json = without_byte_order_mark(body);
    let error = serde_json::from_str::<IgnoredAny>(json).err()?;
    let position = position_of(&error, body);
    Some(if is_utf_16_or_32(body.as_bytes()) {
        problem(Detail::Kind(InvalidUtf8), (1, 1))
    } else if is_truncated(json, &error) {
        problem(Detail::Kind(UnexpectedEnd), position)
    } else {
        problem(Detail::Syntax(message_of(&error)), position)
    })
}

/// Returns the position of serde_json's error in the body, which may begin with a byte order mark. An error of the
/// outermost value by itself has none: its position is where that begins.
pub fn position_of(error: &serde_json::Error, body: &str) -> (usize, usize) {
    let json = without_byte_order_mark(body);
    let mark = if error.line() == 1 { body.len() - json.len() } else { 0 };
    match error.line() {
        0 => position(body.as_bytes(), body.len() - whitespace(json).len()),
        line => (line, error.column() + mark),
    }
}

/// Returns the message of serde_json's error without the position that it appends.
pub fn message_of(error: &serde_json::Error) -> String {
    let mut message = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    if message.ends_with(&position) {
        message.truncate(message.len() - position.len());
    }
    message
}

/// Where the first four bytes of an ASCII body are NUL in UTF-16 and UTF-32, in either order (RFC 4627, section 3).
const NULS: [[bool; 4]; 4] =
    [[true, false, true, false], [false, true, false, true], [true, true, true, false], [false, true, true, true]];

fn is_utf_16_or_32(body: &[u8]) -> bool {
    body.first_chunk().is_some_and(|first: &[u8; 4]| NULS.contains(&first.map(|byte| byte == 0)))
}

/// Returns whether a string that was rejected is the start of JSON.
fn is_truncated(json: &str, error: &serde_json::Error) -> bool {
    // serde_json does not distinguish a truncated number from an invalid one: a digit completes the former.
    let is_truncated_number = || {
        let completed = format!("{json}0");
        serde_json::from_str::<IgnoredAny>(&completed).map_or_else(|error| error.is_eof(), |_| true)
    };
    error.is_eof() || json.ends_with(['-', '+', '.', 'e', 'E']) && is_truncated_number()
}
