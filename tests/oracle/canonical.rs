//! The canonical JSON of a payload.

use super::table::{self, Field, Form, Leaf, Leaves, PAYLOAD, leaf};
use std::fmt::Write;

/// Serializes a payload in canonical form: compact, in documented order.
pub fn json(leaves: &Leaves) -> String {
    let mut json = String::new();
    object(leaves, &PAYLOAD, &mut json);
    json
}

fn object(leaves: &Leaves, object_field: &Field, json: &mut String) {
    for (index, field) in table::fields(object_field).iter().enumerate() {
        json.push(if index == 0 { '{' } else { ',' });
        quote(field.name(), json);
        json.push(':');
        if matches!(field.form, Form::Object(_)) {
            object(leaves, field, json);
        } else {
            value(leaf(leaves, field.path), json);
        }
    }
    json.push('}');
}

fn value(leaf: &Leaf, json: &mut String) {
    match leaf {
        Leaf::Identifier(id) => json.push_str(&id.to_string()),
        Leaf::Flag(flag) => json.push(if *flag { '1' } else { '0' }),
        Leaf::Code(code) => json.push_str(&code.to_string()),
        Leaf::DateTime((year, month, day), [hour, minute, second]) => {
            quote(&format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"), json);
        }
        Leaf::Date(Some((year, month, day))) => quote(&format!("{year:04}-{month:02}-{day:02}"), json),
        Leaf::String(string) | Leaf::OptionalString(Some(string)) => quote(string, json),
        Leaf::Date(None) | Leaf::OptionalString(None) => json.push_str("null"),
    }
}

/// Writes a string with the escapes that JSON requires, the short form where there is one.
fn quote(string: &str, json: &mut String) {
    json.push('"');
    for character in string.chars() {
        match character {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\u{8}' => json.push_str("\\b"),
            '\u{c}' => json.push_str("\\f"),
            '\n' => json.push_str("\\n"),
            '\r' => json.push_str("\\r"),
            '\t' => json.push_str("\\t"),
            '\0'..='\u{1f}' => {
                let _ = write!(json, "\\u{:04x}", u32::from(character));
            }
            _ => json.push(character),
        }
    }
    json.push('"');
}
