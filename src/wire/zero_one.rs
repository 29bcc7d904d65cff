use crate::json::Scalar;
use crate::table::{Adapter, Canonical, Found, Native, implement_serde_with};

/// A flag: `1` or `0`.
///
/// Adapts `bool`. Used for `data.enrollment.actived`: Toolzz's English page describes it as 1/0, its
/// Portuguese page as true/false, and PHP turns database columns into strings.
///
/// Accepts `1`, `0`, `true`, `false`, `"1"`, `"0"`, `"true"`, `"false"`, `1.0` and `0.0`. A float is rounded
/// to the nearest `f64`, so `1e-400` is 0.
///
/// # Errors
///
/// Rejects every other number and string, for example `2`, `-0`, `""`, `"yes"` and `"TRUE"`, and null.
///
/// # Examples
///
/// ```
/// use toolzz_webhook::wire;
///
/// #[serde_with::serde_as]
/// #[derive(serde::Serialize, serde::Deserialize)]
/// struct Module {
///     #[serde_as(as = "wire::ZeroOne")]
///     done: bool,
/// }
///
/// let module: Module = serde_json::from_str(r#"{"done":"true"}"#)?;
/// assert_eq!(serde_json::to_string(&module)?, r#"{"done":1}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ZeroOne;

impl Adapter for ZeroOne {
    type Value = bool;
    const EXPECTED: &'static str = "0 or 1";
    const EXPECTED_OR_NULL: &'static str = "0, 1 or null";
    const SCHEMA: &'static str = r#"{ "type": "integer", "enum": [0, 1] }"#;
    const NATIVE: Native = Native::Bool;

    #[inline]
    fn from_scalar(scalar: &Scalar<'_>) -> Result<bool, Found> {
        match scalar {
            Scalar::Bool(flag) => Ok(*flag),
            Scalar::String(string) => match &*string.decode()? {
                "1" | "true" => Ok(true),
                "0" | "false" => Ok(false),
                _ => Err(Found::OtherString),
            },
            Scalar::Null => Err(Found::Null),
            number => match number.integer() {
                Some(1) => Ok(true),
                Some(0) => Ok(false),
                _ => Err(Found::OtherNumber),
            },
        }
    }

    fn to_canonical(flag: &bool) -> Canonical<'_> {
        Canonical::Flag(*flag)
    }
}

implement_serde_with!(ZeroOne);
