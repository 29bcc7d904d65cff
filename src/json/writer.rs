//! The writer of canonical JSON.

use super::escape::plain_len;
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
        if plain_len(string) < string.len() {
            self.display(serde_json::Value::from(string));
        } else {
            self.raw("\"");
            self.raw(string);
            self.raw("\"");
        }
    }
}
