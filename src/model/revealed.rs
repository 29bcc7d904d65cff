use super::{EnrollmentData, Event, NewEnrollment, User};
use core::{fmt, ops::Deref};
use serde::Serialize;

/// A model, or a reference to one, whose `Debug` shows personal data: it prints the canonical JSON, compact with `{:?}`
/// and over several lines with `{:#?}`. A fraction of a second, which the wire format cannot hold, is not printed.
///
/// `Debug` of a model redacts personal data, so a failed `assert_eq!` may print two sides that look the same. Compare
/// revealed models in tests:
///
/// ```should_panic
/// use toolzz_webhook::fixture;
///
/// let expected = fixture::new_enrollment();
/// let mut actual = expected.clone();
/// actual.data.user.email = "ana@example.com".into();
/// assert_eq!(actual.revealed(), expected.revealed()); // shows both addresses
/// ```
///
/// With the feature `proptest`, a revealed model implements `Arbitrary`, so that a counterexample can be read.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Revealed<T>(pub T);

impl<T> Deref for Revealed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Serialize> fmt::Debug for Revealed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let json = if f.alternate() { serde_json::to_string_pretty(&self.0) } else { serde_json::to_string(&self.0) };
        f.write_str(&json.map_err(|_| fmt::Error)?)
    }
}

/// Implements `revealed` for the models with personal data.
macro_rules! revealed {
    ($($model:ident)+) => {$(
        impl $model {
            /// Wraps the model so that its `Debug` shows personal data: the deliberate way to print it.
            #[must_use]
            pub const fn revealed(&self) -> Revealed<&Self> {
                Revealed(self)
            }
        }
    )+};
}

revealed! { NewEnrollment Event EnrollmentData User }
