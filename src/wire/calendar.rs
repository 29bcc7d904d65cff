//! Dates and times as strings: `yyyy-MM-dd`, ` HH:mm:ss` and their lenient forms.

use crate::json::Scalar;
use crate::table::{Found, is_no_value};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// MySQL's zero date, and PHP's renderings of it.
const ZERO_DATES: [&str; 3] = ["0000-00-00", "-0001-11-30", "-000001-11-30"];

/// Parses a date, `None` if it is a zero date, and the time and the zone that may follow it.
#[inline]
pub fn parse(string: &str) -> Result<(Option<NaiveDate>, Option<NaiveTime>), Found> {
    let (date, rest) = split_date(string)?;
    if rest.is_empty() {
        return Ok((date, None));
    }
    let (time, zone) = split_time(rest)?;
    if zone.is_empty() || is_zone(zone.strip_prefix(' ').unwrap_or(zone)) {
        Ok((date, Some(time)))
    } else {
        Err(Found::OtherForm)
    }
}

/// Parses `yyyy-MM-ddTHH:mm:ss` and no other form.
pub fn parse_exact(string: &str) -> Option<NaiveDateTime> {
    let is_exact = matches!(string.as_bytes(), [_, _, _, _, _, _, _, _, _, _, b'T', _, _, _, _, _, b':', _, _]);
    let (date, time) = parse(string).ok().filter(|_| is_exact)?;
    Some(date?.and_time(time?))
}

/// Parses the date at the start of a string and returns it with the rest.
fn split_date(string: &str) -> Result<(Option<NaiveDate>, &str), Found> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, ..] = *string.as_bytes() else {
        return after_zero_date(string).ok_or(Found::OtherForm);
    };
    let (year, month, day) = (number(&[y1, y2, y3, y4])?, number(&[m1, m2])?, number(&[d1, d2])?);
    match i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day)) {
        Some(date) => Ok((Some(date), string.get(10..).unwrap_or_default())),
        None => after_zero_date(string).ok_or(Found::NoSuchDate),
    }
}

/// Returns what follows a zero date at the start of a string.
#[cold]
fn after_zero_date(string: &str) -> Option<(Option<NaiveDate>, &str)> {
    ZERO_DATES.iter().find_map(|zero| Some((None, string.strip_prefix(zero)?)))
}

/// Parses a time of day such as ` 12:53`, `T12:53:41` or ` 12:53:41.123` and returns it, without its fraction, with the
/// rest.
fn split_time(string: &str) -> Result<(NaiveTime, &str), Found> {
    let [b' ' | b'T', h1, h2, b':', m1, m2, ..] = *string.as_bytes() else {
        return Err(Found::OtherForm);
    };
    let (hour, minute) = (number(&[h1, h2])?, number(&[m1, m2])?);
    let minutes_end = string.get(6..).unwrap_or_default();
    let (second, rest) = split_seconds(minutes_end).unwrap_or((0, minutes_end));
    Ok((NaiveTime::from_hms_opt(hour, minute, second).ok_or(Found::NoSuchTime)?, rest))
}

/// Parses seconds such as `:41` or `:41.123` and returns them, without their fraction, with the rest.
fn split_seconds(string: &str) -> Option<(u32, &str)> {
    let [b':', s1, s2, ..] = *string.as_bytes() else { return None };
    let (second, rest) = (number(&[s1, s2]).ok()?, string.get(3..)?);
    // A point without digits is no fraction.
    match rest.as_bytes() {
        [b'.', b'0'..=b'9', ..] => {
            Some((second, rest.get(1..)?.trim_start_matches(|char: char| char.is_ascii_digit())))
        }
        _ => Some((second, rest)),
    }
}

/// Returns whether a string is `Z`, `UTC`, `GMT`, or an offset `±hh`, `±hhmm` or `±hh:mm`.
#[cold]
fn is_zone(string: &str) -> bool {
    let (hours, minutes) = match *string.as_bytes() {
        [b'+' | b'-', h1, h2] => ([h1, h2], *b"00"),
        [b'+' | b'-', h1, h2, m1, m2] | [b'+' | b'-', h1, h2, b':', m1, m2] => ([h1, h2], [m1, m2]),
        _ => return matches!(string, "Z" | "UTC" | "GMT"),
    };
    matches!((number(&hours), number(&minutes)), (Ok(..24), Ok(..60)))
}

/// Converts a scalar with a parser, which returns `None` for the zero date.
#[inline]
pub fn from_scalar<T>(scalar: &Scalar<'_>, parse: impl Fn(&str) -> Result<Option<T>, Found>) -> Result<T, Found> {
    let Scalar::String(string) = scalar else { return Err(Found::kind_of(scalar)) };
    let string = string.decode()?;
    match parse(&string) {
        Ok(Some(value)) => Ok(value),
        // A date that does not exist wins over whatever follows it.
        Err(found) if after_zero_date(&string).is_none() => Err(found),
        _ => Err(Found::NoSuchDate),
    }
}

/// Converts the scalar of an optional field, in which the zero date is no value either.
#[inline]
pub fn from_optional<T>(
    scalar: &Scalar<'_>,
    parse: impl Fn(&str) -> Result<Option<T>, Found>,
) -> Result<Option<T>, Found> {
    match scalar {
        scalar if is_no_value(scalar, false) => Ok(None),
        Scalar::String(string) => parse(&string.decode()?),
        other => Err(Found::kind_of(other)),
    }
}

/// The pattern of a date in a JSON Schema.
macro_rules! date_pattern {
    () => {
        "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
    };
}
pub(crate) use date_pattern;

fn number(digits: &[u8]) -> Result<u32, Found> {
    digits.iter().try_fold(0, |number, digit| match digit {
        b'0'..=b'9' => Ok(number * 10 + u32::from(digit - b'0')),
        _ => Err(Found::OtherForm),
    })
}
