use super::{Adapter, Canonical, Expected, Found, Native, Scalar, Text, implement_serde_with};
use alloc::{format, string::String};

/// An unvalidated CPF.
///
/// Adapts `String`. Used for `data.user.cpf`; a numeric column drops the leading zeros, so an integer of fewer
/// than eleven digits is padded to eleven. The check digits are not verified, since those of the
/// documented example are invalid; [`Cpf`](crate::Cpf) verifies them.
///
/// Accepts what [`Text`] accepts.
///
/// # Errors
///
/// Rejects what [`Text`] rejects.
///
/// # Examples
///
/// ```
/// use toolzz_webhook::wire;
///
/// #[serde_with::serde_as]
/// #[derive(serde::Serialize, serde::Deserialize)]
/// struct Student {
///     #[serde_as(as = "wire::CpfText")]
///     cpf: String,
/// }
///
/// let student: Student = serde_json::from_str(r#"{"cpf":1234567890}"#)?;
/// assert_eq!(serde_json::to_string(&student)?, r#"{"cpf":"01234567890"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct CpfText;

/// The first integer that has more than the eleven digits of a CPF.
const TWELVE_DIGITS: u64 = 100_000_000_000;

impl Adapter for CpfText {
    type Value = String;
    const EXPECTED: Expected = Text::EXPECTED;
    const EXPECTED_OR_NULL: Expected = Text::EXPECTED_OR_NULL;
    const NATIVE: Native = Text::NATIVE;

    #[inline]
    fn from_scalar(scalar: &Scalar<'_>) -> Result<String, Found> {
        match scalar {
            Scalar::Unsigned(number @ ..TWELVE_DIGITS) => Ok(format!("{number:011}")),
            _ => Text::from_scalar(scalar),
        }
    }

    fn is_null(scalar: &Scalar<'_>) -> bool {
        Text::is_null(scalar)
    }

    fn to_canonical(string: &String) -> Canonical<'_> {
        Text::to_canonical(string)
    }

    #[cfg(feature = "schemars")]
    fn schema() -> schemars::Schema {
        Text::schema()
    }
}

implement_serde_with!(CpfText);
