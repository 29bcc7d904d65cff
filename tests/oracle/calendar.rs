//! Dates and times of the wire format, in the Gregorian calendar.

use super::table::Date;

/// Parses `yyyy-MM-dd`, of a day that exists.
pub fn date(string: &str) -> Option<Date> {
    let [year, month, day] = numbers(string, "0000-00-00")?;
    let date = (i32::try_from(year).ok()?, month, day);
    (1..=days_in_month(date.0, month)?).contains(&day).then_some(date)
}

/// Parses `HH:mm:ss`, with or without a fraction of a second.
pub fn time(string: &str) -> Option<[u32; 3]> {
    let (seconds, fraction) = match string.split_once('.') {
        Some((seconds, fraction)) => (seconds, Some(fraction)),
        None => (string, None),
    };
    if fraction.is_some_and(|digits| digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let time = numbers(seconds, "00:00:00")?;
    (time[0] < 24 && time[1] < 60 && time[2] < 60).then_some(time)
}

/// Splits a date from a time, at a space or a `T`.
pub fn split(string: &str) -> (&str, Option<&str>) {
    match string.split_once([' ', 'T']) {
        Some((date, time)) => (date, Some(time)),
        None => (string, None),
    }
}

/// Parses the three numbers of a string that has a digit for each zero of the pattern.
fn numbers(string: &str, pattern: &str) -> Option<[u32; 3]> {
    let fits = |(byte, pattern): (u8, u8)| if pattern == b'0' { byte.is_ascii_digit() } else { byte == pattern };
    if string.len() != pattern.len() || !string.bytes().zip(pattern.bytes()).all(fits) {
        return None;
    }
    let mut parts = string.split(['-', ':']).map(|part| part.parse().ok());
    Some([parts.next()??, parts.next()??, parts.next()??])
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
