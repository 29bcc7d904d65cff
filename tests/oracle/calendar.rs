//! Dates and times of the wire format, in the Gregorian calendar, parsed from left to right. The errors are what a
//! message says was found.

use super::table::Date;

pub const OTHER_FORM: &str = "a string in another form";
pub const NO_SUCH_DATE: &str = "a date that does not exist";
pub const NO_SUCH_TIME: &str = "a time that does not exist";
pub const TIME_ZONE: &str = "a time zone or an offset";

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

/// Parses the ` HH:mm:ss` or `THH:mm:ss` that a string begins with, with or without a fraction of a second. Returns
/// what follows it, too.
pub fn time(string: &str) -> Result<([u32; 3], &str), &'static str> {
    let (time, rest) = numbers(string.strip_prefix([' ', 'T']).ok_or(OTHER_FORM)?, "00:00:00")?;
    if time[0] > 23 || time[1] > 59 || time[2] > 59 {
        return Err(NO_SUCH_TIME);
    }
    let Some(fraction) = rest.strip_prefix('.') else { return Ok((time, rest)) };
    let rest = fraction.trim_start_matches(|character: char| character.is_ascii_digit());
    if rest.len() < fraction.len() { Ok((time, rest)) } else { Err(OTHER_FORM) }
}

/// Parses what follows a time: nothing, or a zone, directly or after one space.
pub fn has_zone(string: &str) -> Result<bool, &'static str> {
    if string.is_empty() {
        return Ok(false);
    }
    let zone = string.strip_prefix(' ').unwrap_or(string);
    let Some(offset) = zone.strip_prefix(['+', '-']) else {
        return match zone {
            "Z" => Ok(true),
            _ if zone.starts_with(|character: char| character.is_ascii_alphabetic()) => Err(TIME_ZONE),
            _ => Err(OTHER_FORM),
        };
    };
    let (hours, minutes) = match (offset.len(), offset.find(':')) {
        (5, Some(2)) => (&offset[..2], &offset[3..]),
        (2 | 4, None) if offset.is_ascii() => offset.split_at(2),
        _ => return Err(TIME_ZONE),
    };
    let below = |bound: u32, digits: &str| {
        digits.bytes().all(|byte| byte.is_ascii_digit()) && digits.parse().is_ok_and(|number: u32| number < bound)
    };
    if below(24, hours) && (minutes.is_empty() || below(60, minutes)) { Ok(true) } else { Err(TIME_ZONE) }
}

/// Parses three numbers, of which the string has a digit for each zero of the pattern. Returns what follows, too.
fn numbers<'a>(string: &'a str, pattern: &str) -> Result<([u32; 3], &'a str), &'static str> {
    let (numbers, rest) = string.split_at_checked(pattern.len()).ok_or(OTHER_FORM)?;
    let fits = |(byte, pattern): (u8, u8)| if pattern == b'0' { byte.is_ascii_digit() } else { byte == pattern };
    if !numbers.bytes().zip(pattern.bytes()).all(fits) {
        return Err(OTHER_FORM);
    }
    let mut parts = numbers.split(['-', ':']).map(|part| part.parse().map_err(|_| OTHER_FORM));
    let mut next = || parts.next().unwrap_or(Err(OTHER_FORM));
    Ok(([next()?, next()?, next()?], rest))
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
