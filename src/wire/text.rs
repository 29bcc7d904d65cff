use crate::json::Scalar;
use crate::table::{Adapter, Canonical, Found, implement_serde_with};
use alloc::string::{String, ToString};
use serde_json::Number;

/// A free-form string.
///
/// Adapts `String`. Used for every `name` and as `data.user.email`; a database column may be null, and PHP's
/// `JSON_NUMERIC_CHECK` sends a name that looks like a number as one: `2024.1`, a semester.
///
/// Accepts a string unchanged, neither trimmed nor normalized; null as `""`; an integer as its digits; a float with an
/// absolute value below 2^53 as serde_json writes its nearest `f64`: `2024.1` and `2024.10` as `"2024.1"`, `1e5` as
/// `"100000.0"`. In [`Nullable<Text>`](super::Nullable) null, `""` and `false` are `None`.
///
/// A model accepts an absent field as null; in a struct of your own add `#[serde(default)]`.
///
/// # Errors
///
/// Rejects booleans, other floats such as `1.0e25`, integers beyond 64 bits, `-0`, arrays and objects.
///
/// # Examples
///
/// ```
/// use toolzz_webhook::wire;
///
/// #[serde_with::serde_as]
/// #[derive(serde::Serialize, serde::Deserialize)]
/// struct Class {
///     #[serde_as(as = "wire::Text")]
///     name: String,
/// }
///
/// let class: Class = serde_json::from_str(r#"{"name":2024}"#)?;
/// assert_eq!(serde_json::to_string(&class)?, r#"{"name":"2024"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Text;

impl Text {
    fn from_other_scalar(scalar: &Scalar<'_>) -> Result<String, Found> {
        match scalar {
            Scalar::Null => Ok(String::new()),
            Scalar::Unsigned(number) => Ok(number.to_string()),
            Scalar::Negative(number) => Ok(number.to_string()),
            // The sign of negative zero would be lost in the digits of an integer.
            Scalar::Float(float) if !Scalar::is_inexact(*float) && !Scalar::is_negative_zero(*float) => {
                Ok(Number::from_f64(*float).map(|number| number.to_string()).unwrap_or_default())
            }
            other => Err(Found::kind_of(other)),
        }
    }
}

impl Adapter for Text {
    type Value = String;
    const EXPECTED: &'static str = "a string";
    const EXPECTED_OR_NULL: &'static str = "a string or null";
    const SCHEMA: &'static str = r#"{ "type": "string" }"#;
    const ABSENT_IS_NULL: bool = true;
    const FALSE_IS_NULL: bool = true;

    #[inline]
    fn from_scalar(scalar: &Scalar<'_>) -> Result<String, Found> {
        match scalar {
            Scalar::String(string) => Ok(string.decode()?.into_owned()),
            other => Self::from_other_scalar(other),
        }
    }

    fn to_canonical(string: &String) -> Canonical<'_> {
        Canonical::String(string)
    }
}

implement_serde_with!(Text);
