//! How a generated body is spelled: its whitespace, its escapes, and damage to its bytes.

use super::{choices::Source, values::Node};
use std::fmt::Write;

/// Where whitespace stands.
#[derive(Clone, Copy)]
enum Layout {
    Compact,
    Spaced,
    /// One field per line, with this line end and this indentation.
    Pretty(&'static str, &'static str),
    /// Whitespace of any kind in any place.
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
    let mut text = String::new();
    if source.one_in(10) {
        text.push('\u{feff}');
    }
    if source.one_in(10) {
        text.push_str(source.pick(&[" ", "\n", "\r\n\t"]));
    }
    node(source, &Style { layout, escapes }, payload, 0, &mut text);
    if source.one_in(5) {
        text.push_str(source.pick(&["\n", " ", "\r\n", "\t\n "]));
    }
    text
}

/// Writes the whitespace that stands before a value or a closing bracket.
fn line(source: &mut dyn Source, style: &Style, depth: usize, text: &mut String) {
    match style.layout {
        Layout::Pretty(end, indent) => {
            text.push_str(end);
            (0..depth).for_each(|_| text.push_str(indent));
        }
        Layout::Spaced => text.push(' '),
        Layout::Compact | Layout::Random => space(source, style, text),
    }
}

/// Writes the whitespace that stands around a colon or before a comma.
fn space(source: &mut dyn Source, style: &Style, text: &mut String) {
    if matches!(style.layout, Layout::Random) && source.one_in(4) {
        text.push_str(source.pick(&[" ", "\t", "\n", "\r", "  \r\n", "                                   "]));
    }
}

fn node(source: &mut dyn Source, style: &Style, value: &Node, depth: usize, text: &mut String) {
    match value {
        Node::Raw(raw) => text.push_str(raw),
        Node::Text(string) => quote(source, style.escapes, string, text),
        Node::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                separate(source, style, depth + 1, index, text);
                node(source, style, item, depth + 1, text);
            }
            close(source, style, depth, items.is_empty(), ']', text);
        }
        Node::Object(fields) => {
            text.push('{');
            for (index, (name, field)) in fields.iter().enumerate() {
                separate(source, style, depth + 1, index, text);
                node(source, style, name, depth + 1, text);
                space(source, style, text);
                text.push(':');
                if matches!(style.layout, Layout::Spaced | Layout::Pretty(..)) {
                    text.push(' ');
                }
                space(source, style, text);
                node(source, style, field, depth + 1, text);
            }
            close(source, style, depth, fields.is_empty(), '}', text);
        }
    }
}

fn separate(source: &mut dyn Source, style: &Style, depth: usize, index: usize, text: &mut String) {
    if index > 0 {
        space(source, style, text);
        text.push(',');
    }
    line(source, style, depth, text);
}

fn close(source: &mut dyn Source, style: &Style, depth: usize, empty: bool, bracket: char, text: &mut String) {
    if empty {
        space(source, style, text);
    } else {
        line(source, style, depth, text);
    }
    text.push(bracket);
}

/// Returns a string in quotes with escapes in any place, at least one if it is not empty.
pub fn quoted(source: &mut dyn Source, string: &str) -> String {
    let mut text = String::new();
    quote(source, Escapes::Random, string, &mut text);
    if !text.contains('\\') {
        let first = string.chars().next().map(u32::from).unwrap_or_default();
        text.replace_range(1..2, &format!("\\u{first:04x}"));
    }
    text
}

fn quote(source: &mut dyn Source, escapes: Escapes, string: &str, text: &mut String) {
    text.push('"');
    for character in string.chars() {
        let optional = match escapes {
            Escapes::Required => false,
            Escapes::Php => !character.is_ascii(),
            Escapes::Random => source.one_in(4),
        };
        match character {
            '/' if matches!(escapes, Escapes::Php) => text.push_str("\\/"),
            '\u{8}' if !optional => text.push_str("\\b"),
            '\t' if !optional => text.push_str("\\t"),
            '\n' if !optional => text.push_str("\\n"),
            '\u{c}' if !optional => text.push_str("\\f"),
            '\r' if !optional => text.push_str("\\r"),
            '"' | '\\' | '/' if optional && source.one_in(2) => text.extend(['\\', character]),
            '"' | '\\' if !optional => text.extend(['\\', character]),
            _ if optional || character < ' ' => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    let _ = match escapes {
                        Escapes::Random if source.one_in(2) => write!(text, "\\u{unit:04X}"),
                        _ => write!(text, "\\u{unit:04x}"),
                    };
                }
            }
            _ => text.push(character),
        }
    }
    text.push('"');
}

/// Truncates a body, adds to it, or breaks its syntax or its encoding.
pub fn damage(source: &mut dyn Source, text: String) -> Vec<u8> {
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
    let syntax: Vec<usize> = text.match_indices(['{', '}', '[', ']', ',', ':', '"']).map(|(index, _)| index).collect();
    let mut bytes = text.into_bytes();
    let place = source.below(bytes.len() + 1);
    let structural = source.pick(if syntax.is_empty() { &[0] } else { &syntax[..] });
    match source.below(10) {
        0..=2 => bytes.truncate(place),
        3 => bytes.extend_from_slice(source.pick(TRAILING).as_bytes()),
        4 => drop(bytes.splice(place..place, source.pick(FRAGMENTS).bytes())),
        5 => drop(bytes.splice(structural..structural, source.pick(FRAGMENTS).bytes())),
        // A missing or another bracket, comma, colon or quote.
        6 if structural < bytes.len() => drop(bytes.remove(structural)),
        7 if structural < bytes.len() => bytes[structural] = source.pick(b"'{}[],:\"\\ "),
        8 => drop(bytes.splice(place..place, *source.pick(INVALID))),
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
    let text = String::from_utf8_lossy(bytes);
    match source.below(4) {
        0 => ["\u{feff}".as_bytes(), bytes].concat(),
        1 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        2 => "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect(),
        // Latin-1, as far as it goes.
        _ => text.chars().map(|character| u8::try_from(u32::from(character)).unwrap_or(b'?')).collect(),
    }
}
