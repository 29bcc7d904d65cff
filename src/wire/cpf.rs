use crate::json::Scalar;
use crate::table::{self, Adapter, Canonical, Found, Mismatch};
use alloc::{
    format,
    string::{String, ToString},
};
use core::{fmt, str, str::FromStr};

/// A CPF (Cadastro de Pessoas Físicas, the Brazilian individual taxpayer number) with valid check digits.
///
/// `Display` and `Serialize` write `ddd.ddd.ddd-dd`. `Debug` prints `[REDACTED]`, since a CPF is personal data.
///
/// `Deserialize` accepts what [`from_str`](Self::from_str) accepts, an integer from 0 to 99999999999, also as a float
/// such as `12345678909.0`, and a string of one to ten digits: a numeric column has lost its zeros, so these are padded
/// to eleven digits. It rejects everything else, for example null, `true`, `-5`, `12.5` and `123456789012`. For a CPF
/// that may be missing, use [`Nullable<Cpf>`](crate::wire::Nullable).
///
/// ```
/// use toolzz_webhook::{Cpf, ParseCpfError};
///
/// let cpf: Cpf = "123.456.789-09".parse()?;
/// assert_eq!(cpf.digits(), "12345678909");
/// assert_eq!(cpf.to_string(), "123.456.789-09");
/// assert_eq!(cpf.masked(), "***.456.789-**");
/// assert_eq!(format!("{cpf:?}"), "Cpf([REDACTED])");
/// # Ok::<(), ParseCpfError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cpf {
    /// ASCII digits.
    digits: [u8; 11],
}

/// The number of digits of a CPF.
const DIGITS: usize = 11;

/// The first integer with more digits.
const TWELVE_DIGITS: u64 = 100_000_000_000;

/// Error returned when a string is not a valid [`Cpf`]. Does not contain the string.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("{}", Mismatch::of::<Cpf>(self.found()))]
#[non_exhaustive]
pub enum ParseCpfError {
    /// The string is neither `ddd.ddd.ddd-dd` nor eleven ASCII digits.
    Syntax,
    /// The check digits are not those of the first nine digits, or all digits are the same.
    CheckDigits,
}

impl ParseCpfError {
    const fn found(self) -> Found {
        match self {
            Self::Syntax => Found::OtherForm,
            Self::CheckDigits => Found::InvalidCheckDigits,
        }
    }
}

impl Cpf {
    /// Returns the eleven digits, without punctuation.
    #[must_use]
    pub fn digits(&self) -> &str {
        // ASCII digits are UTF-8.
        str::from_utf8(&self.digits).unwrap_or_default()
    }

    /// Returns the number without its first three digits and its check digits: `***.ddd.ddd-**`. That is still
    /// personal data: it fits up to 1,000 numbers.
    #[must_use]
    pub fn masked(&self) -> String {
        let [.., a, b, c, d, e, f, _, _] = self.digits.map(char::from);
        format!("***.{a}{b}{c}.{d}{e}{f}-**")
    }

    /// Appends the check digits to a number of at most nine digits. Returns `None` if all digits are the same.
    pub(crate) fn with_check_digits(number: u32) -> Option<Self> {
        let mut digits: [u8; DIGITS] = format!("{number:09}00").into_bytes().try_into().ok()?;
        digits[9] = check_digit(&digits, 10);
        digits[10] = check_digit(&digits, 11);
        Self::has_valid_check_digits(digits).then_some(Self { digits })
    }

    /// Returns the digits of an integer that has at most eleven, padded with zeros: a numeric column has lost them.
    pub(crate) fn digits_of_number(scalar: &Scalar<'_>) -> Option<String> {
        let number = scalar.integer().and_then(|number| u64::try_from(number).ok())?;
        (number < TWELVE_DIGITS).then(|| format!("{number:0DIGITS$}"))
    }

    /// Pads a string of one to ten digits with zeros, if it then has valid check digits.
    #[inline]
    pub(crate) fn from_short_string(string: &str) -> Option<Self> {
        if (1..DIGITS).contains(&string.len()) { Self::from_padded(string) } else { None }
    }

    #[cold]
    fn from_padded(string: &str) -> Option<Self> {
        let is_number = string.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { format!("{string:0>DIGITS$}").parse().ok() } else { None }
    }

    /// Parses the digits without verifying the check digits.
    fn parse_syntax(string: &str) -> Result<[u8; 11], ParseCpfError> {
        let digits = match *string.as_bytes() {
            [a, b, c, b'.', d, e, f, b'.', g, h, i, b'-', j, k] => [a, b, c, d, e, f, g, h, i, j, k],
            ref plain => plain.try_into().map_err(|_| ParseCpfError::Syntax)?,
        };
        if digits.iter().all(u8::is_ascii_digit) { Ok(digits) } else { Err(ParseCpfError::Syntax) }
    }

    fn has_valid_check_digits(digits: [u8; 11]) -> bool {
        let [first, .., check_1, check_2] = digits;
        let all_the_same = digits.iter().all(|digit| *digit == first);
        !all_the_same && check_1 == check_digit(&digits, 10) && check_2 == check_digit(&digits, 11)
    }
}

/// Returns the check digit in ASCII: the sum of the digits, weighted from `heaviest` down to 2, times ten, modulo
/// 11, where ten counts as zero.
fn check_digit(digits: &[u8; 11], heaviest: u32) -> u8 {
    let weighted = digits.iter().zip((2..=heaviest).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight);
    match weighted.sum::<u32>() * 10 % 11 {
        10 => b'0',
        #[allow(clippy::cast_possible_truncation, reason = "a remainder below ten")]
        digit => b'0' + digit as u8,
    }
}

impl FromStr for Cpf {
    type Err = ParseCpfError;

    /// Parses `ddd.ddd.ddd-dd` or eleven ASCII digits.
    ///
    /// # Errors
    ///
    /// [`ParseCpfError::Syntax`] for `""`, `123456789-09`, ` 12345678909`, `123 456 789 09` and digits of other
    /// scripts; [`ParseCpfError::CheckDigits`] for `123.456.789-99` and `111.111.111-11`.
    fn from_str(string: &str) -> Result<Self, ParseCpfError> {
        let digits = Self::parse_syntax(string)?;
        if Self::has_valid_check_digits(digits) { Ok(Self { digits }) } else { Err(ParseCpfError::CheckDigits) }
    }
}

impl fmt::Display for Cpf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d, e, g, h, i, j, k, l] = self.digits;
        let punctuated = [a, b, c, b'.', d, e, g, b'.', h, i, j, b'-', k, l];
        f.pad(str::from_utf8(&punctuated).unwrap_or_default())
    }
}

impl From<Cpf> for String {
    fn from(cpf: Cpf) -> Self {
        cpf.to_string()
    }
}

impl Adapter for Cpf {
    type Value = Self;
    const EXPECTED: &'static str = "a CPF, ddd.ddd.ddd-dd or eleven digits";
    const EXPECTED_OR_NULL: &'static str = "a CPF, ddd.ddd.ddd-dd, eleven digits or null";
    const SCHEMA: &'static str =
        r#"{ "type": "string", "pattern": "^[0-9]{3}\\.[0-9]{3}\\.[0-9]{3}-[0-9]{2}$", "maxLength": 14 }"#;
    const FALSE_IS_NULL: bool = true;

    fn from_scalar(scalar: &Scalar<'_>) -> Result<Self, Found> {
        let parse = |string: &str| string.parse().map_err(ParseCpfError::found);
        match scalar {
            Scalar::String(string) => {
                let string = string.decode()?;
                Self::from_short_string(&string).map_or_else(|| parse(&string), Ok)
            }
            other => parse(&Self::digits_of_number(other).ok_or(Found::kind_of(other))?),
        }
    }

    fn to_canonical(cpf: &Self) -> Canonical<'_> {
        Canonical::Printed(cpf)
    }
}

table::implement_serde!(Cpf);

impl fmt::Debug for Cpf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cpf([REDACTED])")
    }
}
