/// Error returned when a string is not one of the codes of a list, such as a [`Rule`](crate::Rule). Does not contain the
/// string.
///
/// ```
/// use toolzz_webhook::{ParseCodeError, Severity};
///
/// let error: ParseCodeError = "fatal".parse::<Severity>().unwrap_err();
/// assert_eq!(error.to_string(), "expected one of warning, error");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("expected one of {}", .codes.join(", "))]
pub struct ParseCodeError {
    pub(crate) codes: &'static [&'static str],
}

/// Declares an enum of unit variants with stable codes, and implements `ALL`, `code`, `Display`, `FromStr`, `Serialize`
/// and `Deserialize`.
macro_rules! codes {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$doc:meta])* $variant:ident = $code:expr,)+ }) => {
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, serde_with::DeserializeFromStr, serde_with::SerializeDisplay,
        )]
        #[non_exhaustive]
        $vis enum $name { $($(#[$doc])* $variant,)+ }

        impl $name {
            /// Every value, in the order of the declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            pub(crate) const CODES: &'static [&'static str] = &[$($code,)+];

            /// Returns the stable code, which is also what `Display` and `Serialize` write.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.code())
            }
        }

        impl core::str::FromStr for $name {
            type Err = $crate::ParseCodeError;

            /// Parses a code.
            ///
            /// # Errors
            ///
            /// Fails unless the string is one of the codes: rejects `""` and `"Error"`.
            fn from_str(code: &str) -> Result<Self, $crate::ParseCodeError> {
                let known = Self::ALL.iter().copied().find(|known| known.code() == code);
                known.ok_or($crate::ParseCodeError { codes: Self::CODES })
            }
        }
    };
}
pub(crate) use codes;
