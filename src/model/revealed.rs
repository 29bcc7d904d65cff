use super::{EnrollmentData, Event, NewEnrollment, User};
use core::{fmt, ops::Deref};

/// A model, or a reference to one, whose `Debug` shows personal data.
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

/// A model with personal data, or a reference to one.
pub trait Reveal {
    fn fmt_revealed(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl<T: Reveal> Reveal for &T {
    fn fmt_revealed(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (*self).fmt_revealed(f)
    }
}

impl<T: Reveal> fmt::Debug for Revealed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt_revealed(f)
    }
}

macro_rules! revealed {
    ($($model:ident),+) => {$(
        impl $model {
            /// Wraps the model so that its `Debug` shows personal data: the deliberate way to print it.
            #[must_use]
            pub const fn revealed(&self) -> Revealed<&Self> {
                Revealed(self)
            }
        }
    )+};
}

revealed!(NewEnrollment, Event, EnrollmentData, User);

impl Reveal for NewEnrollment {
    fn fmt_revealed(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { event, data } = self;
        f.debug_struct("NewEnrollment").field("event", &event.revealed()).field("data", &data.revealed()).finish()
    }
}

impl Reveal for Event {
    fn fmt_revealed(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, slug, send_at } = self;
        f.debug_struct("Event").field("name", name).field("slug", &slug.as_str()).field("send_at", send_at).finish()
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
