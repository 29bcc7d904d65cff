use alloc::string::ToString;
use core::fmt;

/// Writes a line with the formatter's width, alignment and precision. Allocates only if one is set.
pub fn pad(f: &mut fmt::Formatter<'_>, line: fmt::Arguments<'_>) -> fmt::Result {
    if f.width().is_none() && f.precision().is_none() { f.write_fmt(line) } else { f.pad(&line.to_string()) }
}
