use super::{Adapter, Canonical, Expected, Found, Native, Scalar, implement_serde_with};
use alloc::string::{String, ToString};

/// A free-form string.
///
/// Adapts `String`. Used for every `name` and as `data.user.email`; a database column may be null, and PHP may
/// send a name that consists of digits as a number.
///
/// Accepts a string unchanged, neither trimmed nor normalized; null as `""`; an integer as its digits. In
/// [`Nullable<Text>`](super::Nullable) both null and `""` are `None`.
///
/// # Errors
///
/// Rejects booleans, numbers with a fraction, a decimal point or an exponent (`1.5`, `12.0`, `1e3`),
/// integers beyond 64 bits, arrays and objects.
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
            other => Err(other.kind()),
        }
    }
}

impl Adapter for Text {
    type Value = String;
    const EXPECTED: Expected = Expected::String;
    const EXPECTED_OR_NULL: Expected = Expected::StringOrNull;
    const NATIVE: Native = Native::String;

    #[inline]
    fn from_scalar(scalar: &Scalar<'_>) -> Result<String, Found> {
        match scalar {
            Scalar::String(string) => Ok(string.decode()?.into_owned()),
            other => Self::from_other_scalar(other),
        }
    }

    fn is_null(scalar: &Scalar<'_>) -> bool {
        match scalar {
            Scalar::String(string) => string.is_empty(),
            other => matches!(other, Scalar::Null),
        }
    }

    fn to_canonical(string: &String) -> Canonical<'_> {
        Canonical::String(string)
    }

    #[cfg(feature = "schemars")]
    fn schema() -> schemars::Schema {
        schemars::json_schema!({ "type": "string" })
    }
}

implement_serde_with!(Text);
