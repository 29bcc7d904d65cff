use super::calendar;
use crate::json::Scalar;
use crate::table::{Adapter, Canonical, Found, implement_serde_with};
use chrono::{NaiveDateTime, Timelike};

/// A date and time with a resolution of one second, `yyyy-MM-dd HH:mm:ss`.
///
/// Adapts [`chrono::NaiveDateTime`]. Used for `event.send_at`; a JSON serializer may write it with a `T`, without seconds,
/// with a fraction of a second or with a zone. No time zone is documented, so none is assumed.
///
/// Accepts `2023-07-03 12:53:41`, `2023-07-03T12:53` and `2023-07-03T12:53:41.123Z`; the
/// [table of accepted input](crate::wire#accepted-input) has every form. The time is not converted: a
/// fraction and a zone are dropped. Serializing drops a fraction, too. In [`Nullable<DateTime>`](super::Nullable) null, `""` and the zero dates of
/// [`Date`](super::Date) are `None`.
///
/// An audit of a payload reports a dropped zone as
/// [`date_with_zone`](crate::audit::DeviationKind::DateWithZone). In a struct of your own nothing reports it: where the
/// zone matters, use chrono's `DateTime<FixedOffset>`.
///
/// # Errors
///
/// Rejects `2023-02-30 00:00:00`, `2023-07-03 24:00:00`, `2023-06-30 23:59:60`, `2023-7-3 1:02:03`,
/// `2023-07-03 12:53:41 BRT`, `2023-07-03 12:53:41 PM`, `03/07/2023 12:53:41`, `2023-07-03`, `0000-00-00 00:00:00`, null
/// and everything that is not a string.
///
/// # Examples
///
/// ```
/// use chrono::NaiveDateTime;
/// use toolzz_webhook::wire;
///
/// #[serde_with::serde_as]
/// #[derive(serde::Serialize, serde::Deserialize)]
/// struct Certificate {
///     #[serde_as(as = "wire::DateTime")]
///     issued_at: NaiveDateTime,
/// }
///
/// let certificate: Certificate =
///     serde_json::from_str(r#"{"issued_at":"2023-07-03T12:53:41.123"}"#)?;
/// assert_eq!(
///     serde_json::to_string(&certificate)?,
///     r#"{"issued_at":"2023-07-03 12:53:41"}"#,
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// If you know the time zone, attach it, for example Brasília's. Do not attach it to a delivery with the deviation
/// `date_with_zone`, whose time is in the zone that was dropped:
///
/// ```
/// use chrono::{FixedOffset, TimeZone};
///
/// let send_at = toolzz_webhook::fixture::documented().event.send_at;
/// let brasilia = FixedOffset::west_opt(3 * 60 * 60).unwrap();
/// let sent = brasilia.from_local_datetime(&send_at).unwrap();
/// assert_eq!(sent.to_rfc3339(), "2023-07-03T12:53:41-03:00");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct DateTime;

/// Discards the fraction of a second, which the wire format cannot represent.
pub(crate) fn whole_seconds(date_time: NaiveDateTime) -> NaiveDateTime {
    date_time.with_nanosecond(0).unwrap_or(date_time)
}

impl DateTime {
    #[inline]
    fn parse(string: &str) -> Result<Option<NaiveDateTime>, Found> {
        match calendar::parse(string)? {
            (None, _) => Ok(None),
            (_, None) => Err(Found::OtherForm),
            (Some(date), Some(time)) => Ok(Some(date.and_time(time))),
        }
    }
}

impl Adapter for DateTime {
    type Value = NaiveDateTime;
    const EXPECTED: &'static str = "yyyy-MM-dd HH:mm:ss";
    const EXPECTED_OR_NULL: &'static str = "yyyy-MM-dd HH:mm:ss or null";
    const SCHEMA: &'static str = concat!(
        r#"{ "type": "string", "pattern": "^"#,
        calendar::date_pattern!(),
        r#" (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$" }"#,
    );

    #[inline]
    fn from_scalar(scalar: &Scalar<'_>) -> Result<NaiveDateTime, Found> {
        calendar::from_scalar(scalar, Self::parse)
    }

    #[inline]
    fn from_optional(scalar: &Scalar<'_>) -> Result<Option<NaiveDateTime>, Found> {
        calendar::from_optional(scalar, Self::parse)
    }

    fn to_canonical(date_time: &NaiveDateTime) -> Canonical<'_> {
        Canonical::DateTime(whole_seconds(*date_time))
    }
}

implement_serde_with!(DateTime);
