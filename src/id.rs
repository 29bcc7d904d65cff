use crate::wire::{self, Adapter, Canonical, Expected, Found, Identifier, Native, Scalar};
use core::{cmp, fmt, hash, marker::PhantomData, num::TryFromIntError, str::FromStr};

/// The numeric id of a `T`: a `u64` that knows what it identifies.
///
/// An `Id<Course>` cannot be passed where an `Id<User>` belongs, and costs no more than the number.
/// Written as a number; read as [`wire::Identifier`] says.
///
/// ```
/// use toolzz_webhook::{Course, Id};
///
/// let id: Id<Course> = "123456".parse()?;
/// assert_eq!(id, 123456);
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
    // A function pointer is Send, Sync and Unpin whatever T is, and no T is owned here.
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// The id with this number.
    #[must_use]
    pub const fn new(value: u64) -> Self {
        Self { value, of: PhantomData }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.value
    }
}

/// A text that is not an id. It does not keep the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {}", Expected::Identifier)]
#[non_exhaustive]
pub struct ParseIdError;

impl<T> FromStr for Id<T> {
    type Err = ParseIdError;

    /// Reads decimal digits.
    ///
    /// # Errors
    ///
    /// Refuses `""`, `"-1"`, `"+1"`, `"007"`, `" 1"`, `"1.0"` and `"18446744073709551616"`.
    fn from_str(text: &str) -> Result<Self, ParseIdError> {
        Identifier::parse(text).map(Self::new).map_err(|_| ParseIdError)
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

    /// # Errors
    ///
    /// Fails if the number is negative: `-1`.
    fn try_from(value: i64) -> Result<Self, TryFromIntError> {
        u64::try_from(value).map(Self::new)
    }
}

impl<T> TryFrom<Id<T>> for i64 {
    type Error = TryFromIntError;

    /// # Errors
    ///
    /// Fails if the id is above `i64::MAX`: `9223372036854775808`.
    fn try_from(id: Id<T>) -> Result<Self, TryFromIntError> {
        id.value.try_into()
    }
}

// Derives would ask of T what they ask of Id<T>.

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
    const EXPECTED: Expected = Identifier::EXPECTED;
    const EXPECTED_OR_NULL: Expected = Identifier::EXPECTED_OR_NULL;
    const NATIVE: Native = Identifier::NATIVE;

    #[inline]
    fn read(scalar: &Scalar<'_>) -> Result<Self, Found> {
        Identifier::read(scalar).map(Self::new)
    }

    fn write(id: &Self) -> Canonical<'_> {
        Identifier::write(&id.value)
    }

    #[cfg(feature = "schemars")]
    fn schema() -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "minimum": 1, "maximum": u64::MAX })
    }
}

wire::implement_serde!(Id<T>);
