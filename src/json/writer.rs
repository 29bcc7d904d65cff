//! The writer of canonical JSON.

use alloc::string::String;
use core::fmt::{Display, Write};

/// Canonical JSON under construction.
pub struct Writer {
    json: String,
}

impl Writer {
    pub fn with_capacity(capacity: usize) -> Self {
        Self { json: String::with_capacity(capacity) }
    }

    pub fn finish(self) -> String {
        self.json
    }

    /// Writes a part of JSON unchanged.
    pub fn raw(&mut self, json: &str) {
        self.json.push_str(json);
    }

    pub fn display(&mut self, value: impl Display) {
        // Writing to a String never fails.
        let _ = write!(self.json, "{value}");
    }

    /// Writes a string with the escapes that JSON requires (RFC 8259, section 7), and no others.
    pub fn string(&mut self, string: &str) {
        self.raw("\"");
        // A fold over all bytes vectorizes, unlike a search that ends at the first match.
        if string.bytes().fold(false, |found, byte| found | is_special(byte)) {
            self.escaped(string);
        } else {
            self.raw(string);
        }
        self.raw("\"");
    }

    fn escaped(&mut self, string: &str) {
        for char in string.chars() {
            match char {
                '"' => self.raw("\\\""),
                '\\' => self.raw("\\\\"),
                '\u{8}' => self.raw("\\b"),
                '\u{c}' => self.raw("\\f"),
                '\n' => self.raw("\\n"),
                '\r' => self.raw("\\r"),
                '\t' => self.raw("\\t"),
                control @ ..' ' => self.display(format_args!("\\u{:04x}", u32::from(control))),
                other => self.json.push(other),
            }
        }
    }
}

fn is_special(byte: u8) -> bool {
    matches!(byte, b'"' | b'\\' | ..b' ')
}
