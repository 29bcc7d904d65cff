//! Dates and times as strings: `yyyy-MM-dd`, ` HH:mm:ss` and their lenient forms.

use super::{Found, Scalar};
use chrono::{NaiveDate, NaiveTime};

/// Parses the date at the start of a string and returns it with the rest; `None` is MySQL's zero date.
pub fn split_date(string: &str) -> Result<(Option<NaiveDate>, &str), Found> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, ..] = *string.as_bytes() else {
        return Err(Found::OtherForm);
    };
    let (year, month, day) = (number(&[y1, y2, y3, y4])?, number(&[m1, m2])?, number(&[d1, d2])?);
    let date = match (year, month, day) {
        (0, 0, 0) => None,
        _ => Some(
            i32::try_from(year)
                .ok()
                .and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
                .ok_or(Found::NoSuchDate)?,
        ),
    };
    Ok((date, string.get(10..).unwrap_or_default()))
}

/// Parses a time of day such as ` 12:53:41`, `T12:53:41` or ` 12:53:41.123`, without its fraction.
pub fn parse_time(string: &str) -> Result<NaiveTime, Found> {
    let [b' ' | b'T', h1, h2, b':', m1, m2, b':', s1, s2, fraction @ ..] = string.as_bytes() else {
        return Err(Found::OtherForm);
    };
    let (hour, minute, second) = (number(&[*h1, *h2])?, number(&[*m1, *m2])?, number(&[*s1, *s2])?);
    let after = match fraction {
        [b'.', b'0'..=b'9', digits @ ..] => {
            let end = digits.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(digits.len());
            digits.get(end..).unwrap_or_default()
        }
        other => other,
    };
    match after {
        [] => NaiveTime::from_hms_opt(hour, minute, second).ok_or(Found::NoSuchTime),
        [b'Z' | b'z' | b'+' | b'-', ..] => Err(Found::TimeZone),
        _ => Err(Found::OtherForm),
    }
}

/// Converts a scalar with a parser, which returns `None` for the zero date.
#[inline]
pub fn from_scalar<T>(scalar: &Scalar<'_>, parse: fn(&str) -> Result<Option<T>, Found>) -> Result<T, Found> {
    match scalar {
        Scalar::String(string) => parse(&string.decode()?)?.ok_or(Found::NoSuchDate),
        other => Err(other.kind()),
    }
}

/// Returns whether a scalar encodes "no value": null, `""` or the zero date.
pub fn is_null<T>(scalar: &Scalar<'_>, parse: fn(&str) -> Result<Option<T>, Found>) -> bool {
    match scalar {
        Scalar::String(string) => {
            string.is_empty() || string.decode().is_ok_and(|string| matches!(parse(&string), Ok(None)))
        }
        other => matches!(other, Scalar::Null),
    }
}

/// The pattern of a date in a JSON Schema.
#[cfg(feature = "schemars")]
macro_rules! date_pattern {
    () => {
        "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
    };
}
#[cfg(feature = "schemars")]
pub(crate) use date_pattern;

fn number(digits: &[u8]) -> Result<u32, Found> {
    digits.iter().try_fold(0, |number, digit| match digit {
        b'0'..=b'9' => Ok(number * 10 + u32::from(digit - b'0')),
        _ => Err(Found::OtherForm),
    })
}
