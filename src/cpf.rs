use alloc::{format, string::String};
use core::{fmt, str, str::FromStr};

/// A CPF (Cadastro de Pessoas Físicas, Brazil's taxpayer number of a person) whose digits are right.
///
/// `Display` writes the number as `ddd.ddd.ddd-dd`. `Debug` shows only the mask, for a CPF identifies a
/// person: print it on purpose or not at all.
///
/// ```
/// use toolzz_webhook::{Cpf, CpfError};
///
/// let cpf: Cpf = "123.456.789-09".parse()?;
/// assert_eq!(cpf.digits(), "12345678909");
/// assert_eq!(cpf.to_string(), "123.456.789-09");
/// assert_eq!(cpf.masked(), "***.456.789-**");
/// assert_eq!(format!("{cpf:?}"), "Cpf(***.456.789-**)");
/// # Ok::<(), CpfError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cpf {
    /// ASCII digits.
    digits: [u8; 11],
}

/// Why a text is not a [`Cpf`]. It does not hold the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum CpfError {
    /// The text is neither `ddd.ddd.ddd-dd` nor eleven ASCII digits.
    #[error("expected a CPF as ddd.ddd.ddd-dd or eleven digits, found another form")]
    Syntax,
    /// The check digits are not those of the first nine digits, or all digits are the same.
    #[error("expected a CPF with right check digits, found wrong ones")]
    CheckDigits,
}

impl Cpf {
    /// The eleven digits, without punctuation.
    #[must_use]
    pub fn digits(&self) -> &str {
        // ASCII digits are UTF-8.
        str::from_utf8(&self.digits).unwrap_or_default()
    }

    /// The number with its first three and its check digits hidden: `***.ddd.ddd-**`.
    #[must_use]
    pub fn masked(&self) -> String {
        let [.., a, b, c, d, e, f, _, _] = self.digits.map(char::from);
        format!("***.{a}{b}{c}.{d}{e}{f}-**")
    }

    /// The CPF that begins with these nine digits, numbers from 0 to 9; none if all are the same.
    #[cfg(feature = "fake")]
    pub(crate) fn with_check_digits(first: [u8; 9]) -> Option<Self> {
        let mut digits = [b'0'; 11];
        for (place, digit) in digits.iter_mut().zip(first) {
            *place += digit;
        }
        digits[9] = check_digit(&digits, 10);
        digits[10] = check_digit(&digits, 11);
        Self::has_right_check_digits(digits).then_some(Self { digits })
    }

    /// The digits of a text in CPF syntax, right or wrong.
    fn parse_syntax(text: &str) -> Result<[u8; 11], CpfError> {
        let digits = match *text.as_bytes() {
            [a, b, c, b'.', d, e, f, b'.', g, h, i, b'-', j, k] => [a, b, c, d, e, f, g, h, i, j, k],
            ref plain => plain.try_into().map_err(|_| CpfError::Syntax)?,
        };
        if digits.iter().all(u8::is_ascii_digit) { Ok(digits) } else { Err(CpfError::Syntax) }
    }

    fn has_right_check_digits(digits: [u8; 11]) -> bool {
        let [first, .., check_1, check_2] = digits;
        let all_the_same = digits.iter().all(|digit| *digit == first);
        !all_the_same && check_1 == check_digit(&digits, 10) && check_2 == check_digit(&digits, 11)
    }
}

/// The check digit, in ASCII, of the digits that the weights from `heaviest` down to 2 fall on: their
/// weighted sum times ten, modulo 11, where ten counts as zero.
fn check_digit(digits: &[u8; 11], heaviest: u32) -> u8 {
    let weighted = digits.iter().zip((2..=heaviest).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight);
    match weighted.sum::<u32>() * 10 % 11 {
        10 => b'0',
        #[allow(clippy::cast_possible_truncation, reason = "a remainder below ten")]
        digit => b'0' + digit as u8,
    }
}

impl FromStr for Cpf {
    type Err = CpfError;

    /// Reads `ddd.ddd.ddd-dd` or eleven ASCII digits.
    ///
    /// # Errors
    ///
    /// [`CpfError::Syntax`] for `""`, `123456789-09`, ` 12345678909`, `123 456 789 09` and digits of other
    /// scripts; [`CpfError::CheckDigits`] for `123.456.789-99` and `111.111.111-11`.
    fn from_str(text: &str) -> Result<Self, CpfError> {
        let digits = Self::parse_syntax(text)?;
        if Self::has_right_check_digits(digits) { Ok(Self { digits }) } else { Err(CpfError::CheckDigits) }
    }
}

impl TryFrom<&str> for Cpf {
    type Error = CpfError;

    fn try_from(text: &str) -> Result<Self, CpfError> {
        text.parse()
    }
}

impl fmt::Display for Cpf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d, e, g, h, i, j, k, l] = self.digits.map(char::from);
        write!(f, "{a}{b}{c}.{d}{e}{g}.{h}{i}{j}-{k}{l}")
    }
}

impl fmt::Debug for Cpf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Cpf({})", self.masked())
    }
}
