//! Dates and times of the wire, by the Gregorian calendar.

use super::table::Date;

/// Reads `yyyy-MM-dd`, a day that exists.
pub fn date(text: &str) -> Option<Date> {
    let [year, month, day] = numbers(text, "0000-00-00")?;
    let date = (i32::try_from(year).ok()?, month, day);
    (1..=days_in_month(date.0, month)?).contains(&day).then_some(date)
}

/// Reads `HH:mm:ss`, with or without a fraction of a second.
pub fn time(text: &str) -> Option<[u32; 3]> {
    let (seconds, fraction) = match text.split_once('.') {
        Some((seconds, fraction)) => (seconds, Some(fraction)),
        None => (text, None),
    };
    if fraction.is_some_and(|digits| digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let time = numbers(seconds, "00:00:00")?;
    (time[0] < 24 && time[1] < 60 && time[2] < 60).then_some(time)
}

/// Splits a date from the time after it, which a space or a `T` separates.
pub fn split(text: &str) -> (&str, Option<&str>) {
    match text.split_once([' ', 'T']) {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    }
}

/// Reads the three numbers of a text that has a digit where the pattern has a zero.
fn numbers(text: &str, pattern: &str) -> Option<[u32; 3]> {
    let fits = |(byte, place): (u8, u8)| if place == b'0' { byte.is_ascii_digit() } else { byte == place };
    if text.len() != pattern.len() || !text.bytes().zip(pattern.bytes()).all(fits) {
        return None;
    }
    let mut parts = text.split(['-', ':']).map(|part| part.parse().ok());
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
