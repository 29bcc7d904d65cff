use super::{EnrollmentData, NewEnrollment, User};
use core::fmt;

/// A model whose `Debug` shows personal data.
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
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Revealed<'a, T>(&'a T);

/// A model with personal data.
pub trait Reveal {
    fn fmt_revealed(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl<T: Reveal> fmt::Debug for Revealed<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt_revealed(f)
    }
}

macro_rules! revealed {
    ($($model:ident),+) => {$(
        impl $model {
            /// Wraps the model so that its `Debug` shows personal data: the deliberate way to print it.
            #[must_use]
            pub const fn revealed(&self) -> Revealed<'_, Self> {
                Revealed(self)
            }
        }
    )+};
}

revealed!(NewEnrollment, EnrollmentData, User);

impl Reveal for NewEnrollment {
    fn fmt_revealed(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { event, data } = self;
        f.debug_struct("NewEnrollment").field("event", event).field("data", &data.revealed()).finish()
    }
}

impl Reveal for EnrollmentData {
    fn fmt_revealed(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { institution, course, enrollment, user } = self;
        f.debug_struct("EnrollmentData")
            .field("institution", institution)
            .field("course", course)
            .field("enrollment", enrollment)
            .field("user", &user.revealed())
            .finish()
    }
}
