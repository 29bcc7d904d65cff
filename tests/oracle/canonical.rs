//! The canonical JSON of a payload.

use super::table::{self, Field, Form, Leaf, Leaves, PAYLOAD, leaf};
use std::fmt::Write;

/// Writes a payload as the platform documents it: compact, in documented order.
pub fn json(leaves: &Leaves) -> String {
    let mut json = String::new();
    object(leaves, &PAYLOAD, &mut json);
    json
}

fn object(leaves: &Leaves, object_field: &Field, json: &mut String) {
    for (index, field) in table::fields(object_field).iter().enumerate() {
        json.push(if index == 0 { '{' } else { ',' });
        string(field.name(), json);
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
            string(&format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"), json);
        }
        Leaf::Date(Some((year, month, day))) => string(&format!("{year:04}-{month:02}-{day:02}"), json),
        Leaf::Text(text) | Leaf::OptionalText(Some(text)) => string(text, json),
        Leaf::Date(None) | Leaf::OptionalText(None) => json.push_str("null"),
    }
}

/// Writes a string with the escapes that JSON requires, the short ones where there are any.
fn string(text: &str, json: &mut String) {
    json.push('"');
    for character in text.chars() {
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
