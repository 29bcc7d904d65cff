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

/// Implements `revealed` and [`Reveal`] for a model, from how its fields are shown.
macro_rules! reveal {
    ($($model:ident { $($field:ident = $shown:expr),+ })+) => {$(
        impl $model {
            /// Wraps the model so that its `Debug` shows personal data: the deliberate way to print it.
            #[must_use]
            pub const fn revealed(&self) -> Revealed<&Self> {
                Revealed(self)
            }
        }

        impl Reveal for $model {
            fn fmt_revealed(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let Self { $($field),+ } = self;
                f.debug_struct(stringify!($model))$(.field(stringify!($field), &$shown))+.finish()
            }
        }
    )+};
}

reveal! {
    NewEnrollment { event = event.revealed(), data = data.revealed() }
    Event { name = name, slug = slug.as_str(), send_at = send_at }
    EnrollmentData { institution = institution, course = course, enrollment = enrollment, user = user.revealed() }
    User { id = id, name = name, email = email, cpf = cpf, nickname = nickname, uuid = uuid }
}
