//! Dates and times of the wire format, in the Gregorian calendar, parsed from left to right. The errors are what a
//! message says was found.

use super::table::Date;

pub const OTHER_FORM: &str = "a string in another form";
pub const NO_SUCH_DATE: &str = "a date that does not exist";
pub const NO_SUCH_TIME: &str = "a time that does not exist";

/// MySQL's zero date and what PHP makes of it.
const ZERO_DATES: &[&str] = &["0000-00-00", "-0001-11-30", "-000001-11-30"];

/// Parses the `yyyy-MM-dd` that a string begins with, `None` if it is a zero date. Returns what follows it, too.
pub fn date(string: &str) -> Result<(Option<Date>, &str), &'static str> {
    if let Some(rest) = ZERO_DATES.iter().find_map(|zero| string.strip_prefix(zero)) {
        return Ok((None, rest));
    }
    let ([year, month, day], rest) = numbers(string, "0000-00-00")?;
    let year = i32::try_from(year).map_err(|_| OTHER_FORM)?;
    let exists = days_in_month(year, month).is_some_and(|days| (1..=days).contains(&day));
    if exists { Ok((Some((year, month, day)), rest)) } else { Err(NO_SUCH_DATE) }
}

/// Parses the time that a string begins with, after a space or a `T`: `HH:mm`, or `HH:mm:ss` with or without a fraction
/// of a second. Returns what follows it, too.
pub fn time(string: &str) -> Result<([u32; 3], &str), &'static str> {
    let string = string.strip_prefix([' ', 'T']).ok_or(OTHER_FORM)?;
    let with_seconds = numbers(string, "00:00:00");
    let has_seconds = with_seconds.is_ok();
    let without_seconds = |_| numbers(string, "00:00").map(|([hour, minute], rest)| ([hour, minute, 0], rest));
    let (time @ [hour, minute, second], rest) = with_seconds.or_else(without_seconds)?;
    if hour > 23 || minute > 59 || second > 59 {
        return Err(NO_SUCH_TIME);
    }
    let Some(fraction) = rest.strip_prefix('.').filter(|_| has_seconds) else { return Ok((time, rest)) };
    let rest = fraction.trim_start_matches(|character: char| character.is_ascii_digit());
    if rest.len() < fraction.len() { Ok((time, rest)) } else { Err(OTHER_FORM) }
}

/// Parses what follows a time: nothing, or a zone, directly or after one space.
pub fn has_zone(string: &str) -> Result<bool, &'static str> {
    let zone = string.strip_prefix(' ').unwrap_or(string);
    match zone {
        _ if string.is_empty() => Ok(false),
        "Z" | "UTC" | "GMT" => Ok(true),
        _ if zone.strip_prefix(['+', '-']).is_some_and(is_offset) => Ok(true),
        _ => Err(OTHER_FORM),
    }
}

/// Returns whether a string is `hh`, `hhmm` or `hh:mm`, below 24 hours.
fn is_offset(string: &str) -> bool {
    let digits = match string.as_bytes() {
        [_, _, b':', _, _] => string.replacen(':', "", 1),
        [_, _] | [_, _, _, _] => string.to_owned(),
        _ => return false,
    };
    digits.bytes().all(|byte| byte.is_ascii_digit()) && &digits[..2] < "24" && &digits[2..] < "60"
}

/// Parses numbers, of which the string has a digit for each zero of the pattern. Returns what follows, too.
fn numbers<'a, const N: usize>(string: &'a str, pattern: &str) -> Result<([u32; N], &'a str), &'static str> {
    let (numbers, rest) = string.split_at_checked(pattern.len()).ok_or(OTHER_FORM)?;
    let fits = |(byte, pattern): (u8, u8)| if pattern == b'0' { byte.is_ascii_digit() } else { byte == pattern };
    if !numbers.bytes().zip(pattern.bytes()).all(fits) {
        return Err(OTHER_FORM);
    }
    let parts: Result<Vec<_>, _> = numbers.split(['-', ':']).map(str::parse).collect();
    let numbers = parts.ok().and_then(|parts| parts.try_into().ok());
    Ok((numbers.ok_or(OTHER_FORM)?, rest))
}

fn days_in_month(year: i32, month: u32) -> Option<u32> {
    Some(match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => return None,
    })
}
