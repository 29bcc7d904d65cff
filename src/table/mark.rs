//! Marks: what the explaining reader notes about a value besides the value. The quiet reader notes nothing.

use super::{Found, Unknown};
use crate::json::{Str, skip, whitespace};

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
