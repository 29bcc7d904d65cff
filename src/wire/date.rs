#[cfg(feature = "schemars")]
use super::calendar::date_pattern;
use super::calendar::{self, parse_time, split_date};
use super::{Adapter, Canonical, Expected, Found, Native, Scalar, implement_serde_with};
use chrono::NaiveDate;

/// A date, `yyyy-MM-dd`.
///
/// Adapts [`chrono::NaiveDate`]. Used for `data.enrollment.date_expire`; a DATETIME column gives
/// `2024-12-31 00:00:00`, a JSON serializer `2024-12-31T00:00:00.000`, and MySQL stores a missing date as
/// `0000-00-00`.
///
/// Accepts `2024-12-31`, and a date with a time after a space or a `T`; the time is discarded. In
/// [`Nullable<Date>`](super::Nullable) null, `""` and the zero date, also with a time, are `None`.
///
/// # Errors
///
/// Rejects `2023-02-30`, `2024-12-31T00:00:00Z`, `2024-12-31 24:00:00`, `31/12/2024`, `2024-1-1`,
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
    /// Parses a date; `None` is the zero date.
    fn parse(string: &str) -> Result<Option<NaiveDate>, Found> {
        let (date, rest) = split_date(string)?;
        if !rest.is_empty() {
            parse_time(rest)?;
        }
        Ok(date)
    }
}

impl Adapter for Date {
    type Value = NaiveDate;
    const EXPECTED: Expected = Expected::Date;
    const EXPECTED_OR_NULL: Expected = Expected::DateOrNull;
    const NATIVE: Native = Native::String;

    #[inline]
    fn from_scalar(scalar: &Scalar<'_>) -> Result<NaiveDate, Found> {
        calendar::from_scalar(scalar, Self::parse)
    }

    fn is_null(scalar: &Scalar<'_>) -> bool {
        calendar::is_null(scalar, Self::parse)
    }

    fn to_canonical(date: &NaiveDate) -> Canonical<'_> {
        Canonical::Date(*date)
    }

    #[cfg(feature = "schemars")]
    fn schema() -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date", "pattern": concat!("^", date_pattern!(), "$") })
    }
}

implement_serde_with!(Date);
