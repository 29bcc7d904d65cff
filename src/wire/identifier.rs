use crate::json::Scalar;
use crate::table::{Adapter, Canonical, Found, Native, implement_serde_with};

/// An id: an integer from 0 to 18446744073709551615.
///
/// Adapts `u64`. Used for every `id` and as `data.enrollment.course_id`; Toolzz's product exchange
/// webhook sends its ids as strings.
///
/// Accepts `123`, `"123"`, and floats without a fraction below 10^14, such as `123.0` and `1e2`. PHP prints a float with
/// 14 digits, so a larger one may have lost some. A float is rounded to the nearest `f64`, so `122.99999999999999999` is
/// 123.
///
/// # Errors
///
/// Rejects `-1`, `1.5`, `-0`, `100000000000000.0`, `5.6605316124508e+15`, `18446744073709551616`, `"+1"`, `""`, `"007"`,
/// `" 1"`, booleans and null.
///
/// # Examples
///
/// ```
/// use toolzz_webhook::wire;
///
/// #[serde_with::serde_as]
/// #[derive(serde::Serialize, serde::Deserialize)]
/// struct Product {
///     #[serde_as(as = "wire::Identifier")]
///     id: u64,
/// }
///
/// let product: Product = serde_json::from_str(r#"{"id":"123"}"#)?;
/// assert_eq!(serde_json::to_string(&product)?, r#"{"id":123}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Identifier;

/// The largest `u64`.
macro_rules! max {
    () => {
        "18446744073709551615"
    };
}

/// The JSON Schema of an id. JSON Schema has no standard format for a `u64`, and without one generators use 32 bits.
macro_rules! id_schema {
    ($minimum:literal) => {
        concat!(
            r#"{ "type": "integer", "format": "int64", "minimum": "#,
            $minimum,
            r#", "maximum": 18446744073709551615 }"#
        )
    };
}
pub(crate) use id_schema;

impl Identifier {
    /// Parses decimal digits without a sign, a leading zero or spaces.
    pub(crate) fn parse(string: &str) -> Result<u64, Found> {
        let decimal = match string.as_bytes() {
            [b'0'] => true,
            [b'1'..=b'9', rest @ ..] => rest.iter().all(u8::is_ascii_digit),
            _ => false,
        };
        if decimal { string.parse().map_err(|_| Found::OutOfRange) } else { Err(Found::OtherForm) }
    }

    fn from_other_scalar(scalar: &Scalar<'_>) -> Result<u64, Found> {
        match scalar {
            Scalar::String(string) => Self::parse(&string.decode()?),
            other => match other.integer() {
                Some(integer) => u64::try_from(integer).map_err(|_| Found::NegativeInteger),
                None => Err(Found::instead_of_integer(other)),
            },
        }
    }
}

impl Adapter for Identifier {
    type Value = u64;
    const EXPECTED: &'static str = concat!("an integer from 0 to ", max!());
    const EXPECTED_OR_NULL: &'static str = concat!("an integer from 0 to ", max!(), " or null");
    const SCHEMA: &'static str = id_schema!("0");
    const NATIVE: Native = Native::Unsigned;

    #[inline]
    fn from_scalar(scalar: &Scalar<'_>) -> Result<u64, Found> {
        match scalar {
            Scalar::Unsigned(id) => Ok(*id),
            other => Self::from_other_scalar(other),
        }
    }

    fn to_canonical(id: &u64) -> Canonical<'_> {
        Canonical::Unsigned(*id)
    }
}

implement_serde_with!(Identifier);
