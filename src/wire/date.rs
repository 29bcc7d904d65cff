use super::date_time::parse_time;
use super::{Expected, Found, Reader, Scalar, read_through_scalar};
use chrono::NaiveDate;
use serde::{Deserializer, Serializer, de::Visitor};
use serde_with::SerializeAs;

/// A date, `yyyy-MM-dd`.
///
/// For [`chrono::NaiveDate`]. Sent by `data.enrollment.date_expire`; a column with a time gives
/// `2024-12-31 00:00:00`, a JSON serialiser `2024-12-31T00:00:00.000`, and MySQL writes a missing date
/// as `0000-00-00`.
///
/// Reads `2024-12-31`, and a date with a time after a space or a `T`, whose time is dropped. In
/// [`Nullable<Date>`](super::Nullable) null, `""` and the zero date, also with a time, are none.
///
/// # Errors
///
/// Refuses `2023-02-30`, `2024-12-31T00:00:00Z`, `2024-12-31 24:00:00`, `31/12/2024`, `2024-1-1`,
/// `0000-00-00`, numbers and booleans.
#[derive(Clone, Copy, Debug)]
pub struct Date;

/// The date that a text starts with, and the text after it; no date if it is the zero date.
pub(crate) fn split_date(text: &str) -> Result<(Option<NaiveDate>, &str), Found> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, ..] = *text.as_bytes() else {
        return Err(Found::OtherForm);
    };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |number, digit| match digit {
            b'0'..=b'9' => Ok(number * 10 + u32::from(digit - b'0')),
            _ => Err(Found::OtherForm),
        })
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
    Ok((date, text.get(10..).unwrap_or_default()))
}

impl Date {
    /// The date of a text, without its time if it has one; none for the zero date.
    pub(crate) fn parse(text: &str) -> Result<Option<NaiveDate>, Found> {
        let (date, rest) = split_date(text)?;
        if !rest.is_empty() {
            parse_time(rest)?;
        }
        Ok(date)
    }
}

impl Reader for Date {
    type Value = NaiveDate;
    const EXPECTED: Expected = Expected::Date;

    fn read(scalar: Scalar<'_>) -> Result<NaiveDate, Found> {
        match scalar {
            Scalar::Text(text) => Self::parse(text)?.ok_or(Found::NoSuchDate),
            _ => Err(scalar.kind()),
        }
    }

    fn stands_for_null(scalar: Scalar<'_>) -> bool {
        match scalar {
            Scalar::Null | Scalar::Text("") => true,
            Scalar::Text(text) => Self::parse(text) == Ok(None),
            _ => false,
        }
    }

    fn typed<'de, D: Deserializer<'de>, V: Visitor<'de>>(deserializer: D, visitor: V) -> Result<V::Value, D::Error> {
        deserializer.deserialize_str(visitor)
    }
}

read_through_scalar!(Date);

impl SerializeAs<NaiveDate> for Date {
    fn serialize_as<S: Serializer>(date: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(date)
    }
}
