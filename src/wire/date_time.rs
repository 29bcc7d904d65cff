use super::date::split_date;
use super::{Expected, Found, Reader, Scalar, read_through_scalar};
use chrono::{NaiveDateTime, NaiveTime, Timelike};
use serde::{Deserializer, Serializer, de::Visitor};
use serde_with::SerializeAs;

/// A date and a time of day in whole seconds, `yyyy-MM-dd HH:mm:ss`.
///
/// For [`chrono::NaiveDateTime`]. Sent by `event.send_at`; a JSON serialiser may have written it with a
/// `T` and a fraction of a second. No zone is documented, so none is assumed.
///
/// Reads `2023-07-03 12:53:41` and `2023-07-03T12:53:41.123`, whose fraction is dropped. Writes whole
/// seconds. In [`Nullable<DateTime>`](super::Nullable) null, `""` and the zero date with a time are none.
///
/// Who knows the zone attaches it, for instance Brasília's:
///
/// ```
/// use chrono::{FixedOffset, TimeZone};
///
/// let send_at = toolzz_webhook::fixture::documented().event.send_at;
/// let brasilia = FixedOffset::west_opt(3 * 60 * 60).unwrap();
/// let sent = brasilia.from_local_datetime(&send_at).unwrap();
/// assert_eq!(sent.to_rfc3339(), "2023-07-03T12:53:41-03:00");
/// ```
///
/// # Errors
///
/// Refuses `2023-07-03T12:53:41Z`, `2023-07-03 12:53:41-03:00`, `2023-02-30 00:00:00`,
/// `2023-07-03 24:00:00`, `2023-06-30 23:59:60`, `2023-7-3 1:02:03`, `03/07/2023 12:53:41`, `2023-07-03`,
/// `0000-00-00 00:00:00`, null and everything that is not a string.
#[derive(Clone, Copy, Debug)]
pub struct DateTime;

/// The time of day in a text such as ` 12:53:41`, `T12:53:41` or ` 12:53:41.123`.
pub(crate) fn parse_time(text: &str) -> Result<NaiveTime, Found> {
    let [b' ' | b'T', h1, h2, b':', m1, m2, b':', s1, s2, fraction @ ..] = text.as_bytes() else {
        return Err(Found::OtherForm);
    };
    let number = |tens: &u8, ones: &u8| match (tens, ones) {
        (b'0'..=b'9', b'0'..=b'9') => Ok(u32::from(tens - b'0') * 10 + u32::from(ones - b'0')),
        _ => Err(Found::OtherForm),
    };
    let (hour, minute, second) = (number(h1, h2)?, number(m1, m2)?, number(s1, s2)?);
    let after = match fraction {
        [b'.', b'0'..=b'9', digits @ ..] => {
            let end = digits.iter().position(|b| !b.is_ascii_digit()).unwrap_or(digits.len());
            digits.get(end..).unwrap_or_default()
        }
        other => other,
    };
    match after {
        [] => NaiveTime::from_hms_opt(hour, minute, second).ok_or(Found::NoSuchTime),
        [b'Z' | b'z' | b'+' | b'-', ..] => Err(Found::Zone),
        _ => Err(Found::OtherForm),
    }
}

/// The date and time without the fraction of a second, which the wire does not have.
pub(crate) fn whole_seconds(date_time: NaiveDateTime) -> NaiveDateTime {
    date_time.with_nanosecond(0).unwrap_or(date_time)
}

impl DateTime {
    pub(crate) fn parse(text: &str) -> Result<NaiveDateTime, Found> {
        Self::parse_nullable(text)?.ok_or(Found::NoSuchDate)
    }

    /// The date and time of a text; none for the zero date.
    fn parse_nullable(text: &str) -> Result<Option<NaiveDateTime>, Found> {
        let (date, time) = split_date(text)?;
        let time = parse_time(time)?;
        Ok(date.map(|date| date.and_time(time)))
    }
}

impl Reader for DateTime {
    type Value = NaiveDateTime;
    const EXPECTED: Expected = Expected::DateTime;

    fn read(scalar: Scalar<'_>) -> Result<NaiveDateTime, Found> {
        match scalar {
            Scalar::Text(text) => Self::parse(text),
            _ => Err(scalar.kind()),
        }
    }

    fn stands_for_null(scalar: Scalar<'_>) -> bool {
        match scalar {
            Scalar::Null | Scalar::Text("") => true,
            Scalar::Text(text) => Self::parse_nullable(text) == Ok(None),
            _ => false,
        }
    }

    fn typed<'de, D: Deserializer<'de>, V: Visitor<'de>>(deserializer: D, visitor: V) -> Result<V::Value, D::Error> {
        deserializer.deserialize_str(visitor)
    }
}

read_through_scalar!(DateTime);

impl SerializeAs<NaiveDateTime> for DateTime {
    fn serialize_as<S: Serializer>(date_time: &NaiveDateTime, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&whole_seconds(*date_time))
    }
}
