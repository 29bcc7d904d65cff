//! What an adapter says when it refuses a value: closed lists of phrases, so that no text from a
//! body can be among them.

use core::fmt;

macro_rules! phrases {
    ($(#[$doc:meta])* $name:ident { $($variant:ident => $phrase:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($variant,)+ }

        impl $name {
            pub(crate) const ALL: &'static [Self] = &[$(Self::$variant,)+];

            pub(crate) const fn phrase(self) -> &'static str {
                match self { $(Self::$variant => $phrase,)+ }
            }
        }
    };
}

phrases! {
    /// What a place in the payload takes.
    Expected {
        Object => "an object",
        Identifier => "a whole number from 0 to 18446744073709551615",
        ZeroOne => "0 or 1",
        Code => "a whole number",
        DateTime => "yyyy-MM-dd HH:mm:ss",
        Date => "yyyy-MM-dd",
        Text => "a string",
        OwnSlug => "activities.course.enrollment",
        AnotherTypeOrValue => "another type or value",
    }
}

phrases! {
    /// What kind of thing came instead.
    Found {
        Null => "null",
        Boolean => "a boolean",
        WholeNumber => "a whole number",
        NegativeNumber => "a negative number",
        Fraction => "a fraction",
        DecimalPoint => "a number with a decimal point or an exponent",
        BeyondExact => "a number too large to be held exactly",
        OutOfRange => "a number out of range",
        Number => "a number",
        String => "a string",
        OtherForm => "a string in another form",
        NoSuchDate => "a date that does not exist",
        NoSuchTime => "a time that does not exist",
        Zone => "a zone or an offset",
        LoneSurrogate => "half of a surrogate pair",
        Array => "an array",
        Object => "an object",
        AnotherEvent => "another event",
        SomethingElse => "something else",
    }
}

/// "expected X, found Y", the one form of every refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Refusal {
    pub(crate) expected: Expected,
    pub(crate) or_null: bool,
    pub(crate) found: Found,
}

const OR_NULL: &str = " or null";

impl Refusal {
    pub(crate) const fn new(expected: Expected, found: Found) -> Self {
        Self { expected, or_null: false, found }
    }

    /// Reads back the text of a refusal.
    ///
    /// serde hands errors on as text only. Returning phrases of the lists above, never a part of
    /// `text`, is what keeps a body's content out even when the text is a stranger's.
    pub(crate) fn recognise(text: &str) -> Option<Self> {
        let (expected, found) = text.strip_prefix("expected ")?.rsplit_once(", found ")?;
        let (expected, or_null) = match expected.strip_suffix(OR_NULL) {
            Some(expected) => (expected, true),
            None => (expected, false),
        };
        Some(Self {
            expected: *Expected::ALL.iter().find(|known| known.phrase() == expected)?,
            or_null,
            found: *Found::ALL.iter().find(|known| known.phrase() == found)?,
        })
    }
}

impl Found {
    /// The kind of value that one of serde's own "invalid type" or "invalid value" texts speaks of, or
    /// that `serde_json` could not hold.
    pub(crate) fn in_serde_text(text: &str) -> Option<Self> {
        match text {
            "number out of range" => return Some(Self::OutOfRange),
            "lone leading surrogate in hex escape" | "unexpected end of hex escape" => {
                return Some(Self::LoneSurrogate);
            }
            _ => {}
        }
        // Some formats put the path first.
        let (_, text) = text.split_once("invalid type: ").or_else(|| text.split_once("invalid value: "))?;
        let starts = [
            ("null", Self::Null),
            ("unit", Self::Null),
            ("Option", Self::Null),
            ("boolean", Self::Boolean),
            ("integer", Self::WholeNumber),
            ("floating point", Self::Number),
            ("number", Self::Number),
            ("character", Self::String),
            ("string", Self::String),
            ("sequence", Self::Array),
            ("map", Self::Object),
        ];
        let found = starts.iter().find(|(start, _)| text.starts_with(start));
        Some(found.map_or(Self::SomethingElse, |&(_, found)| found))
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let or_null = if self.or_null { OR_NULL } else { "" };
        write!(f, "expected {}{or_null}, found {}", self.expected.phrase(), self.found.phrase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn every_refusal_is_recognised_from_its_text() {
        for &expected in Expected::ALL {
            for &found in Found::ALL {
                for or_null in [false, true] {
                    let refusal = Refusal { expected, or_null, found };
                    assert_eq!(Refusal::recognise(&refusal.to_string()), Some(refusal));
                }
            }
        }
    }

    #[test]
    fn a_text_with_anything_else_in_it_is_not_recognised() {
        for text in [
            "expected 0 or 1, found maria@example.com",
            "expected maria@example.com, found a string",
            "expected 0 or 1, found a string ",
            "Expected 0 or 1, found a string",
            "0 or 1, found a string",
            "expected 0 or 1",
        ] {
            assert_eq!(Refusal::recognise(text), None, "{text}");
        }
    }

    #[test]
    fn the_kind_is_taken_from_serdes_own_texts() {
        for (text, found) in [
            ("invalid type: null, expected u8", Some(Found::Null)),
            ("invalid type: unit value, expected u8", Some(Found::Null)),
            ("invalid type: Option value, expected u8", Some(Found::Null)),
            ("invalid type: boolean `true`, expected u8", Some(Found::Boolean)),
            ("invalid value: integer `300`, expected u8", Some(Found::WholeNumber)),
            ("invalid type: floating point `1.5`, expected u8", Some(Found::Number)),
            ("invalid type: number, expected u8", Some(Found::Number)),
            ("invalid type: character `c`, expected u8", Some(Found::String)),
            ("invalid type: string \"null\", expected u8", Some(Found::String)),
            ("invalid type: sequence, expected u8", Some(Found::Array)),
            ("invalid type: map, expected u8", Some(Found::Object)),
            ("invalid type: enum, expected u8", Some(Found::SomethingElse)),
            ("number out of range", Some(Found::OutOfRange)),
            ("lone leading surrogate in hex escape", Some(Found::LoneSurrogate)),
            ("unexpected end of hex escape", Some(Found::LoneSurrogate)),
            ("data.user: invalid type: string \"x\", expected u8", Some(Found::String)),
            ("string \"x\", expected u8", None),
        ] {
            assert_eq!(Found::in_serde_text(text), found, "{text}");
        }
    }
}
