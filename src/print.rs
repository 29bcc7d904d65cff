//! How lists of findings are printed.

use alloc::{format, string::String};
use core::fmt::{Display, Formatter, Result};

/// Prints the first finding and the number of the others, or with `{:#}` all of them, one per line.
pub fn summary<T: Display>(f: &mut Formatter<'_>, first: &T, all: &[T], noun: &str) -> Result {
    match all.len() {
        _ if f.alternate() => joined(f, all),
        count => f.pad(&format!("{first}{}", others(count, noun))),
    }
}

/// Returns the number of the findings after the first, such as ` and 2 more problems`.
pub fn others(count: usize, noun: &str) -> String {
    match count {
        0 | 1 => String::new(),
        2 => format!(" and 1 more {noun}"),
        _ => format!(" and {} more {noun}s", count - 1),
    }
}

/// Prints every finding in one line, or with the alternate flag one per line.
pub fn joined<T: Display>(f: &mut Formatter<'_>, all: &[T]) -> Result {
    let separator = if f.alternate() { "\n" } else { "; " };
    let separators = core::iter::once("").chain(core::iter::repeat(separator));
    all.iter().zip(separators).try_for_each(|(finding, separator)| write!(f, "{separator}{finding}"))
}
