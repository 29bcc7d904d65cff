use crate::wire::{CpfText, Expected, Found, Mismatch};
use alloc::{
    format,
    string::{String, ToString},
};
use core::{fmt, str, str::FromStr};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use serde_with::DeserializeAs;

/// A CPF (Cadastro de Pessoas Físicas, the Brazilian individual taxpayer number) with valid check digits.
///
/// `Display` and `Serialize` write `ddd.ddd.ddd-dd`. `Debug` shows only the [mask](Self::masked), since a CPF is
/// personal data.
///
/// ```
/// use toolzz_webhook::{Cpf, ParseCpfError};
///
/// let cpf: Cpf = "123.456.789-09".parse()?;
/// assert_eq!(cpf.digits(), "12345678909");
/// assert_eq!(cpf.to_string(), "123.456.789-09");
/// assert_eq!(cpf.masked(), "***.456.789-**");
/// assert_eq!(format!("{cpf:?}"), "Cpf(***.456.789-**)");
/// # Ok::<(), ParseCpfError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cpf {
    /// ASCII digits.
    digits: [u8; 11],
}

/// Error returned when a string is not a valid [`Cpf`]. Does not contain the string.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("{}", self.mismatch())]
#[non_exhaustive]
pub enum ParseCpfError {
    /// The string is neither `ddd.ddd.ddd-dd` nor eleven ASCII digits.
    Syntax,
    /// The check digits are not those of the first nine digits, or all digits are the same.
    CheckDigits,
}

impl ParseCpfError {
    const fn mismatch(self) -> Mismatch {
        let found = match self {
            Self::Syntax => Found::OtherForm,
            Self::CheckDigits => Found::InvalidCheckDigits,
        };
        Mismatch { expected: Expected::Cpf, found }
    }
}

impl Cpf {
    /// Returns the eleven digits, without punctuation.
    #[must_use]
    pub fn digits(&self) -> &str {
        // ASCII digits are UTF-8.
        str::from_utf8(&self.digits).unwrap_or_default()
    }

    /// Returns the number without its first three digits and its check digits: `***.ddd.ddd-**`.
    #[must_use]
    pub fn masked(&self) -> String {
        let [.., a, b, c, d, e, f, _, _] = self.digits.map(char::from);
        format!("***.{a}{b}{c}.{d}{e}{f}-**")
    }

    /// Appends the check digits to nine digits, each from 0 to 9. Returns `None` if all are the same.
    #[cfg(feature = "fake")]
    pub(crate) fn with_check_digits(first: [u8; 9]) -> Option<Self> {
        let mut digits = [b'0'; 11];
        for (ascii, digit) in digits.iter_mut().zip(first) {
            *ascii += digit;
        }
        digits[9] = check_digit(&digits, 10);
        digits[10] = check_digit(&digits, 11);
        Self::has_valid_check_digits(digits).then_some(Self { digits })
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

impl TryFrom<&str> for Cpf {
    type Error = ParseCpfError;

    /// Parses the string, as [`from_str`](Self::from_str) does.
    ///
    /// # Errors
    ///
    /// Those of [`from_str`](Self::from_str).
    fn try_from(string: &str) -> Result<Self, ParseCpfError> {
        string.parse()
    }
}

impl fmt::Display for Cpf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d, e, g, h, i, j, k, l] = self.digits.map(char::from);
        write!(f, "{a}{b}{c}.{d}{e}{g}.{h}{i}{j}-{k}{l}")
    }
}

impl From<Cpf> for String {
    fn from(cpf: Cpf) -> Self {
        cpf.to_string()
    }
}

/// Serializes as `ddd.ddd.ddd-dd`.
impl Serialize for Cpf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Cpf {
    /// Accepts what [`from_str`](Self::from_str) accepts, and an integer, which is padded to eleven digits.
    ///
    /// # Errors
    ///
    /// Those of [`from_str`](Self::from_str); and booleans, null and every other type are rejected.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        CpfText::deserialize_as(deserializer)?.parse().map_err(D::Error::custom)
    }
}

impl fmt::Debug for Cpf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Cpf({})", self.masked())
    }
}
