use crate::json::Scalar;
use crate::table::{Adapter, Canonical, Found, Native, implement_serde_with};

/// An open-ended integer code.
///
/// Adapts `i64`. Used for `data.enrollment.status`, documented as 1 or 0 and accepted in the same forms as a
/// flag.
///
/// Accepts every integer that an `i64` holds, as a number (`1`, `1.0`, `-3`) or as its decimal digits
/// (`"1"`, `"-3"`), and `true` and `false`, also as strings, as 1 and 0. A float is rounded to the nearest
/// `f64` and accepted if its absolute value is below 10^14.
///
/// # Errors
///
/// Rejects `1.5`, `-0`, `100000000000000.0`, `9223372036854775808`, `"active"`, `"+1"`, `"01"`, `""` and null.
///
/// # Examples
///
/// ```
/// use toolzz_webhook::wire;
///
/// #[serde_with::serde_as]
/// #[derive(serde::Serialize, serde::Deserialize)]
/// struct Trail {
///     #[serde_as(as = "wire::Code")]
///     status: i64,
/// }
///
/// let trail: Trail = serde_json::from_str(r#"{"status":"-3"}"#)?;
/// assert_eq!(serde_json::to_string(&trail)?, r#"{"status":-3}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Code;

impl Code {
    fn parse(string: &str) -> Result<i64, Found> {
        match string {
            "true" => Ok(1),
            "false" | "0" => Ok(0),
            _ => {
                let digits = string.strip_prefix('-').unwrap_or(string);
                let decimal =
                    !digits.starts_with('0') && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
                if decimal { string.parse().map_err(|_| Found::OutOfRange) } else { Err(Found::OtherForm) }
            }
        }
    }
}

impl Adapter for Code {
    type Value = i64;
    const EXPECTED: &'static str = "an integer";
    const EXPECTED_OR_NULL: &'static str = "an integer or null";
    const SCHEMA: &'static str = concat!(
        r#"{ "type": "integer", "format": "int64", "#,
        r#""minimum": -9223372036854775808, "maximum": 9223372036854775807 }"#,
    );
    const NATIVE: Native = Native::Signed;

    #[inline]
    fn from_scalar(scalar: &Scalar<'_>) -> Result<i64, Found> {
        match scalar {
            Scalar::Bool(flag) => Ok((*flag).into()),
            Scalar::String(string) => Self::parse(&string.decode()?),
            other => match other.integer() {
                Some(integer) => i64::try_from(integer).map_err(|_| Found::OutOfRange),
                None => Err(Found::instead_of_integer(other)),
            },
        }
    }

    fn to_canonical(code: &i64) -> Canonical<'_> {
        Canonical::Signed(*code)
    }
}

implement_serde_with!(Code);
