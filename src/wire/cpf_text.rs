use super::{Text, cpf::Cpf};
use crate::json::Scalar;
use crate::table::{Adapter, Canonical, Found, implement_serde_with};
use alloc::string::String;

/// An unvalidated CPF.
///
/// Adapts `String`. Used for `data.user.cpf`; a numeric column drops the leading zeros, and PHP may send it as a number
/// or as a string. The check digits are not verified, since those of the documented example are invalid;
/// [`Cpf`](crate::Cpf) verifies them.
///
/// Accepts what [`Text`] accepts. An integer from 0 to 99999999999, also as a float such as `12345678909.0`, is padded
/// with zeros to eleven digits. A string of one to ten digits is padded if the padded number has valid check digits:
/// `"1004218907"` is `"01004218907"`. A mistyped number mostly fails the check, and is preserved.
///
/// A model accepts an absent field as null; in a struct of your own add `#[serde(default)]`.
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

impl Adapter for CpfText {
    type Value = String;
    const EXPECTED: &'static str = Text::EXPECTED;
    const EXPECTED_OR_NULL: &'static str = Text::EXPECTED_OR_NULL;
    const SCHEMA: &'static str = Text::SCHEMA;
    const ABSENT_IS_NULL: bool = true;
    const FALSE_IS_NULL: bool = true;

    #[inline]
    fn from_scalar(scalar: &Scalar<'_>) -> Result<String, Found> {
        match scalar {
            Scalar::String(string) => {
                let string = string.decode()?;
                Ok(Cpf::from_short_string(&string).map_or_else(|| string.into_owned(), |cpf| cpf.digits().into()))
            }
            other => Cpf::digits_of_number(other).map_or_else(|| Text::from_scalar(other), Ok),
        }
    }

    fn to_canonical(string: &String) -> Canonical<'_> {
        Text::to_canonical(string)
    }
}

implement_serde_with!(CpfText);
