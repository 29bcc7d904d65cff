//! How a generated body is spelled: its whitespace, its escapes, and damage to its bytes.

use super::{choices::Source, values::Node};
use std::fmt::Write;

/// Where whitespace is.
#[derive(Clone, Copy)]
enum Layout {
    Compact,
    Spaced,
    /// One field per line, with this line end and this indentation.
    Pretty(&'static str, &'static str),
    /// Whitespace of any kind anywhere.
    Random,
}

/// Which characters of a string are escaped.
#[derive(Clone, Copy)]
enum Escapes {
    /// Those that JSON requires.
    Required,
    /// Those that PHP's `json_encode` escapes.
    Php,
    /// Any.
    Random,
}

struct Style {
    layout: Layout,
    escapes: Escapes,
}

/// Spells a payload in one of several styles.
pub fn spell(source: &mut dyn Source, payload: &Node) -> String {
    let layout = match source.below(10) {
        0..=3 => Layout::Compact,
        4 | 5 => Layout::Spaced,
        6 => Layout::Pretty("\n", "    "),
        7 => Layout::Pretty("\r\n", "  "),
        8 => Layout::Pretty("\n", "\t"),
        _ => Layout::Random,
    };
    let escapes = match source.below(6) {
        0..=2 => Escapes::Required,
        3 | 4 => Escapes::Php,
        _ => Escapes::Random,
    };
    let mut json = String::new();
    if source.one_in(10) {
        json.push('\u{feff}');
    }
    if source.one_in(10) {
        json.push_str(source.pick(&[" ", "\n", "\r\n\t"]));
    }
    node(source, &Style { layout, escapes }, payload, 0, &mut json);
    if source.one_in(5) {
        json.push_str(source.pick(&["\n", " ", "\r\n", "\t\n "]));
    }
    json
}

/// Writes the whitespace before a value or a closing bracket.
fn line(source: &mut dyn Source, style: &Style, depth: usize, json: &mut String) {
    match style.layout {
        Layout::Pretty(end, indent) => {
            json.push_str(end);
            (0..depth).for_each(|_| json.push_str(indent));
        }
        Layout::Spaced => json.push(' '),
        Layout::Compact | Layout::Random => space(source, style, json),
    }
}

/// Writes the whitespace around a colon or before a comma.
fn space(source: &mut dyn Source, style: &Style, json: &mut String) {
    if matches!(style.layout, Layout::Random) && source.one_in(4) {
        json.push_str(source.pick(&[" ", "\t", "\n", "\r", "  \r\n", "                                   "]));
    }
}

fn node(source: &mut dyn Source, style: &Style, value: &Node, depth: usize, json: &mut String) {
    match value {
        Node::Raw(raw) => json.push_str(raw),
        Node::String(string) => quote(source, style.escapes, string, json),
        Node::Array(items) => {
            json.push('[');
            for (index, item) in items.iter().enumerate() {
                separate(source, style, depth + 1, index, json);
                node(source, style, item, depth + 1, json);
            }
            close(source, style, depth, items.is_empty(), ']', json);
        }
        Node::Object(fields) => {
            json.push('{');
            for (index, (name, field)) in fields.iter().enumerate() {
                separate(source, style, depth + 1, index, json);
                node(source, style, name, depth + 1, json);
                space(source, style, json);
                json.push(':');
                if matches!(style.layout, Layout::Spaced | Layout::Pretty(..)) {
                    json.push(' ');
                }
                space(source, style, json);
                node(source, style, field, depth + 1, json);
            }
            close(source, style, depth, fields.is_empty(), '}', json);
        }
    }
}

fn separate(source: &mut dyn Source, style: &Style, depth: usize, index: usize, json: &mut String) {
    if index > 0 {
        space(source, style, json);
        json.push(',');
    }
    line(source, style, depth, json);
}

fn close(source: &mut dyn Source, style: &Style, depth: usize, empty: bool, bracket: char, json: &mut String) {
    if empty {
        space(source, style, json);
    } else {
        line(source, style, depth, json);
    }
    json.push(bracket);
}

/// Returns a string in quotes with escapes anywhere, at least one if it is not empty.
pub fn quoted(source: &mut dyn Source, string: &str) -> String {
    let mut json = String::new();
    quote(source, Escapes::Random, string, &mut json);
    if !json.contains('\\') {
        let first = string.chars().next().map(u32::from).unwrap_or_default();
        json.replace_range(1..2, &format!("\\u{first:04x}"));
    }
    json
}

fn quote(source: &mut dyn Source, escapes: Escapes, string: &str, json: &mut String) {
    json.push('"');
    for character in string.chars() {
        let optional = match escapes {
            Escapes::Required => false,
            Escapes::Php => !character.is_ascii(),
            Escapes::Random => source.one_in(4),
        };
        match character {
            '/' if matches!(escapes, Escapes::Php) => json.push_str("\\/"),
            '\u{8}' if !optional => json.push_str("\\b"),
            '\t' if !optional => json.push_str("\\t"),
            '\n' if !optional => json.push_str("\\n"),
            '\u{c}' if !optional => json.push_str("\\f"),
            '\r' if !optional => json.push_str("\\r"),
            '"' | '\\' | '/' if optional && source.one_in(2) => json.extend(['\\', character]),
            '"' | '\\' if !optional => json.extend(['\\', character]),
            _ if optional || character < ' ' => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    let _ = match escapes {
                        Escapes::Random if source.one_in(2) => write!(json, "\\u{unit:04X}"),
                        _ => write!(json, "\\u{unit:04x}"),
                    };
                }
            }
            _ => json.push(character),
        }
    }
    json.push('"');
}

/// Truncates a body, adds to it, or breaks its syntax or its encoding.
pub fn damage(source: &mut dyn Source, json: String) -> Vec<u8> {
    const TRAILING: &[&str] = &["{}", "x", "null", ",", "}", "]", "\0", "\u{feff}", "\u{a0}", "é", "\"", "#", " 1"];
    const FRAGMENTS: &[&str] = &[
        ",",
        ",,",
        ":",
        "\"",
        "\\",
        "'",
        "{",
        "}",
        "[",
        "]",
        "\0",
        "\t",
        "\n",
        "\u{7f}",
        "\\u",
        "\\ud800",
        "\\x",
        "0",
        "-",
        ".",
        "e",
        "1",
        "+1",
        "01",
        "NaN",
        "Infinity",
        "tru",
        "nul",
        "/**/",
        "//",
        "\u{feff}",
        "\u{a0}",
        "é",
        "undefined",
    ];
    const INVALID: &[&[u8; 2]] = &[b"\xff\xfe", b"\xed\xa0", b"\xc0\x80", b"\xe9\x20", b"\x80\x80"];
    let syntax: Vec<usize> = json.match_indices(['{', '}', '[', ']', ',', ':', '"']).map(|(index, _)| index).collect();
    let mut bytes = json.into_bytes();
    let index = source.below(bytes.len() + 1);
    let structural = source.pick(if syntax.is_empty() { &[0] } else { &syntax[..] });
    match source.below(10) {
        0..=2 => bytes.truncate(index),
        3 => bytes.extend_from_slice(source.pick(TRAILING).as_bytes()),
        4 => drop(bytes.splice(index..index, source.pick(FRAGMENTS).bytes())),
        5 => drop(bytes.splice(structural..structural, source.pick(FRAGMENTS).bytes())),
        // A missing or another bracket, comma, colon or quote.
        6 if structural < bytes.len() => drop(bytes.remove(structural)),
        7 if structural < bytes.len() => bytes[structural] = source.pick(b"'{}[],:\"\\ "),
        8 => drop(bytes.splice(index..index, *source.pick(INVALID))),
        _ => return encode(source, &bytes),
    }
    // A truncated body may be damaged otherwise as well.
    if source.one_in(8) {
        bytes.truncate(source.below(bytes.len() + 1));
    }
    bytes
}

/// Encodes a body in something other than UTF-8 without a byte order mark.
fn encode(source: &mut dyn Source, bytes: &[u8]) -> Vec<u8> {
    let mut json = String::from_utf8_lossy(bytes).into_owned();
    if source.one_in(2) {
        json.retain(|character| character.is_ascii());
    }
    let mark = source.pick(&["", "\u{feff}"]);
    match source.below(7) {
        0 => ["\u{feff}".as_bytes(), bytes].concat(),
        1 => mark.encode_utf16().chain(json.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
        2 => mark.encode_utf16().chain(json.encode_utf16()).flat_map(u16::to_be_bytes).collect(),
        3 => mark.chars().chain(json.chars()).flat_map(|character| u32::from(character).to_le_bytes()).collect(),
        4 => mark.chars().chain(json.chars()).flat_map(|character| u32::from(character).to_be_bytes()).collect(),
        5 => [&[0; 4][source.below(4)..], bytes].concat(),
        // Latin-1, with `?` for other characters.
        _ => json.chars().map(|character| u8::try_from(u32::from(character)).unwrap_or(b'?')).collect(),
    }
}
