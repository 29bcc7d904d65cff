//! Marks: what the explaining reader notes about a value besides the value. The quiet reader notes nothing.

use super::Found;
use crate::json::{LoneSurrogate, Str, skip, whitespace};
use alloc::{string::String, vec::Vec};

/// What the reader notes about a value besides the value.
pub trait Mark: Default {
    /// What is noted about the unknown fields of an object.
    type Unknown: Default;
    const EXPLAINS: bool;

    /// Notes where a value begins. Returns `false` if one was noted before; the quiet reader always returns `true`.
    fn begin(&mut self, rest: &str) -> bool;

    /// Consumes the value of a duplicate field. The quiet reader stops.
    fn duplicate<'a>(&mut self, rest: &'a str) -> Option<&'a str>;

    /// Consumes a value of another type, if it is JSON. The quiet reader stops.
    fn other_type<'a>(&mut self, rest: &'a str) -> Option<&'a str>;

    /// Notes an unknown field. The quiet reader stops if its name is not valid Unicode.
    fn unknown(unknown: &mut Self::Unknown, name: Str<'_>) -> Option<()>;
}

/// The mark of the quiet reader, which has no size.
#[derive(Clone, Copy, Default)]
pub struct Quiet;

impl Mark for Quiet {
    type Unknown = ();
    const EXPLAINS: bool = false;

    #[inline]
    fn begin(&mut self, _: &str) -> bool {
        true
    }

    #[inline]
    fn duplicate<'a>(&mut self, _: &'a str) -> Option<&'a str> {
        None
    }

    #[inline]
    fn other_type<'a>(&mut self, _: &'a str) -> Option<&'a str> {
        None
    }

    #[inline]
    fn unknown((): &mut (), name: Str<'_>) -> Option<()> {
        name.decode().ok().map(drop)
    }
}

/// The mark of the explaining reader.
#[derive(Clone, Copy, Default)]
pub struct Explaining {
    /// Number of bytes from the value to the end of the body, from the second value if the field is a duplicate. 0 if
    /// there is no value.
    pub remaining: usize,
    pub is_duplicate: bool,
    /// What was found if the value is of another type.
    pub other_type: Option<Found>,
}

impl Mark for Explaining {
    type Unknown = Unknown;
    const EXPLAINS: bool = true;

    fn begin(&mut self, rest: &str) -> bool {
        let is_first = self.remaining == 0;
        if is_first {
            self.remaining = whitespace(rest).len();
        }
        is_first
    }

    #[cold]
    fn duplicate<'a>(&mut self, rest: &'a str) -> Option<&'a str> {
        if !self.is_duplicate {
            self.is_duplicate = true;
            self.remaining = whitespace(rest).len();
        }
        Some(skip(rest)?.1)
    }

    #[cold]
    fn other_type<'a>(&mut self, rest: &'a str) -> Option<&'a str> {
        let (json, rest) = skip(rest)?;
        self.other_type = Some(Found::kind_of_json(json));
        Some(rest)
    }

    fn unknown(unknown: &mut Unknown, name: Str<'_>) -> Option<()> {
        unknown.push(name);
        Some(())
    }
}

/// The unknown fields of an object.
#[derive(Default)]
pub struct Unknown {
    pub count: usize,
    /// The first distinct names that are spelled as a documented one.
    pub names: Vec<String>,
    /// Whether a name is not valid Unicode.
    pub has_lone_surrogate: bool,
}

impl Unknown {
    /// The most names of an object that are preserved, so that memory does not grow with the number of fields.
    const MAX_NAMES: usize = 16;

    fn push(&mut self, name: Str<'_>) {
        self.count += 1;
        match name.decode() {
            Err(LoneSurrogate) => self.has_lone_surrogate = true,
            Ok(name) => {
                let is_new = || self.names.len() < Self::MAX_NAMES && !self.names.iter().any(|known| *known == name);
                if is_field_name(&name) && is_new() {
                    self.names.push(name.into_owned());
                }
            }
        }
    }
}

/// The longest documented name has 11 bytes; a much longer one is content.
pub const MAX_NAME_LEN: usize = 40;

/// Returns whether a name is spelled as Toolzz spells its fields: lowercase letters and `_`.
fn is_field_name(name: &str) -> bool {
    (1..=MAX_NAME_LEN).contains(&name.len()) && name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'_'))
}
