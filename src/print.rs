//! How lists of findings are printed.

use alloc::format;
use core::fmt::{Display, Formatter, Result};

/// Prints the first finding and the number of the others, or with `{:#}` all of them, one per line.
pub fn summary<T: Display>(f: &mut Formatter<'_>, first: &T, all: &[T], noun: &str) -> Result {
    match all.len() {
        _ if f.alternate() => joined(f, all, "\n"),
        0 | 1 => first.fmt(f),
        2 => f.pad(&format!("{first} and 1 more {noun}")),
        count => f.pad(&format!("{first} and {} more {noun}s", count - 1)),
    }
}

/// Prints every finding, with a separator between them.
pub fn joined<T: Display>(f: &mut Formatter<'_>, all: &[T], separator: &str) -> Result {
    let separators = core::iter::once("").chain(core::iter::repeat(separator));
    all.iter().zip(separators).try_for_each(|(finding, separator)| write!(f, "{separator}{finding}"))
}
