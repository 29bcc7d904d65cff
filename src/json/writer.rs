use super::escape::plain_len;
use alloc::string::String;
use core::fmt::Write;

/// Appends a string with the escapes that JSON requires (RFC 8259, section 7), and no others.
pub fn write_string(json: &mut String, string: &str) {
    if plain_len(string) < string.len() {
        // Writing to a String never fails.
        let _ = write!(json, "{}", serde_json::Value::from(string));
    } else {
        json.push('"');
        json.push_str(string);
        json.push('"');
    }
}
