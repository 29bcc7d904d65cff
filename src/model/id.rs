use crate::json::Scalar;
use crate::table::{self, Adapter, Canonical, Found, Native};
use crate::wire::{Identifier, id_schema};
use core::{cmp, fmt, hash, marker::PhantomData, num::TryFromIntError, str::FromStr};

/// The numeric id of a `T`: a `u64` tagged with the type that it identifies.
///
/// An `Id<Course>` cannot be used where an `Id<User>` is expected, and has the size of a `u64`. Serializes
/// as a number; deserializes with [`wire::Identifier`](Identifier).
///
/// ```
/// use toolzz_webhook::{Course, Id};
///
/// let id: Id<Course> = "123456".parse()?;
/// assert_eq!(id, 123456);
/// assert_eq!(123456, id);
/// assert_eq!(id, Id::new(123456));
/// # Ok::<(), toolzz_webhook::ParseIdError>(())
/// ```
///
/// ```compile_fail,E0308
/// # use toolzz_webhook::{Course, Id, User};
/// let course: Id<Course> = Id::new(1);
/// let user: Id<User> = course;
/// ```
pub struct Id<T> {
    value: u64,
    // `fn() -> T` keeps `Id<T>` Send, Sync and Unpin for every `T`.
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// Creates an id.
    #[must_use]
    pub const fn new(value: u64) -> Self {
        Self { value, of: PhantomData }
    }

    /// Returns the number.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.value
    }
}

/// Error returned when a string is not a valid [`Id`]. Does not contain the string.
///
/// ```
/// use toolzz_webhook::{Course, Id, ParseIdError};
///
/// let error: ParseIdError = "-1".parse::<Id<Course>>().unwrap_err();
/// assert_eq!(error.to_string(), "expected an integer from 0 to 18446744073709551615");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("expected {}", Identifier::EXPECTED)]
#[non_exhaustive]
pub struct ParseIdError;

impl<T> FromStr for Id<T> {
    type Err = ParseIdError;

    /// Parses decimal digits.
    ///
    /// # Errors
    ///
    /// Fails unless the string is a decimal `u64` without sign, spaces or leading zeros. Rejects `""`, `"-1"`, `"+1"`,
    /// `"007"`, `" 1"`, `"1.0"` and `"18446744073709551616"`.
    fn from_str(string: &str) -> Result<Self, ParseIdError> {
        Identifier::parse(string).map(Self::new).map_err(|_| ParseIdError)
    }
}

impl<T> From<u64> for Id<T> {
    fn from(value: u64) -> Self {
        Self::new(value)
    }
}

impl<T> From<Id<T>> for u64 {
    fn from(id: Id<T>) -> Self {
        id.value
    }
}

/// For a signed column of a database, such as `BIGINT`.
impl<T> TryFrom<i64> for Id<T> {
    type Error = TryFromIntError;

    /// Converts from a signed number.
    ///
    /// # Errors
    ///
    /// Fails if the number is negative: `-1`.
    fn try_from(value: i64) -> Result<Self, TryFromIntError> {
        u64::try_from(value).map(Self::new)
    }
}

impl<T> TryFrom<Id<T>> for i64 {
    type Error = TryFromIntError;

    /// Converts to a signed number.
    ///
    /// # Errors
    ///
    /// Fails if the id is above `i64::MAX`: `9223372036854775808`.
    fn try_from(id: Id<T>) -> Result<Self, TryFromIntError> {
        id.value.try_into()
    }
}

// Implemented by hand, since derives would require the same traits of `T`.

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Id<T> {}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T> Eq for Id<T> {}

impl<T> PartialEq<u64> for Id<T> {
    fn eq(&self, other: &u64) -> bool {
        self.value == *other
    }
}

impl<T> PartialEq<Id<T>> for u64 {
    fn eq(&self, other: &Id<T>) -> bool {
        *self == other.value
    }
}

impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> cmp::Ordering {
        self.value.cmp(&other.value)
    }
}

impl<T> hash::Hash for Id<T> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Id({})", self.value)
    }
}

impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

impl<T> Adapter for Id<T> {
    type Value = Self;
    const EXPECTED: &'static str = Identifier::EXPECTED;
    const EXPECTED_OR_NULL: &'static str = Identifier::EXPECTED_OR_NULL;
    const SCHEMA: &'static str = id_schema!("1");
    const NATIVE: Native = Identifier::NATIVE;

    #[inline]
    fn from_scalar(scalar: &Scalar<'_>) -> Result<Self, Found> {
        Identifier::from_scalar(scalar).map(Self::new)
    }

    fn to_canonical(id: &Self) -> Canonical<'_> {
        Identifier::to_canonical(&id.value)
    }
}

table::implement_serde!(Id<T>);
