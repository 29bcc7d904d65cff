use super::calendar;
use crate::json::Scalar;
use crate::table::{Adapter, Canonical, Found, implement_serde_with};
use chrono::NaiveDate;

/// A date, `yyyy-MM-dd`.
///
/// Adapts [`chrono::NaiveDate`]. Used for `data.enrollment.date_expire`; a DATETIME column gives
/// `2024-12-31 00:00:00`, Laravel since version 7 and JavaScript's `JSON.stringify` write
/// `2024-12-31T03:00:00.000000Z`, and MySQL stores a missing date as `0000-00-00`, of which PHP makes `-0001-11-30` or
/// `-000001-11-30`.
///
/// Accepts `2024-12-31`, and a date with a time and perhaps a zone, whose forms are in the
/// [table of accepted input](crate::wire#accepted-input). The day is the one that is written; time and zone are dropped.
/// So midnight in Brasília, `2024-12-31T03:00:00Z`, decodes as the intended day. The last second of that day,
/// `2025-01-01T02:59:59Z`, decodes as the next one. An audit reports such a date as
/// [`date_with_zone`](crate::audit::DeviationKind::DateWithZone).
///
/// In [`Nullable<Date>`](super::Nullable) null, `""` and the zero dates, also with a time and a zone, are `None`. A model
/// accepts an absent field as null; in a struct of your own add `#[serde(default)]`.
///
/// # Errors
///
/// Rejects `2023-02-30`, `2024-12-31 24:00:00`, `2024-12-31 00:00:00 BRT`, `2024-12-31Z`, `31/12/2024`, `2024-1-1`,
/// `0000-00-00`, null and everything that is not a string.
///
/// # Examples
///
/// ```
/// use chrono::NaiveDate;
/// use toolzz_webhook::wire;
///
/// #[serde_with::serde_as]
/// #[derive(serde::Serialize, serde::Deserialize)]
/// struct Class {
///     #[serde_as(as = "wire::Date")]
///     starts: NaiveDate,
/// }
///
/// let class: Class = serde_json::from_str(r#"{"starts":"2024-12-31T00:00:00.000"}"#)?;
/// assert_eq!(serde_json::to_string(&class)?, r#"{"starts":"2024-12-31"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Date;

impl Date {
    #[inline]
    fn parse(string: &str) -> Result<Option<NaiveDate>, Found> {
        Ok(calendar::parse(string)?.0)
    }
}

impl Adapter for Date {
    type Value = NaiveDate;
    const EXPECTED: &'static str = "yyyy-MM-dd";
    const EXPECTED_OR_NULL: &'static str = "yyyy-MM-dd or null";
    const SCHEMA: &'static str =
        concat!(r#"{ "type": "string", "format": "date", "pattern": "^"#, calendar::date_pattern!(), r#"$" }"#);

    #[inline]
    fn from_scalar(scalar: &Scalar<'_>) -> Result<NaiveDate, Found> {
        calendar::from_scalar(scalar, Self::parse)
    }

    #[inline]
    fn from_optional(scalar: &Scalar<'_>) -> Result<Option<NaiveDate>, Found> {
        calendar::from_optional(scalar, Self::parse)
    }

    fn to_canonical(date: &NaiveDate) -> Canonical<'_> {
        Canonical::Date(*date)
    }
}

implement_serde_with!(Date);
