//! `Arbitrary`: strategies for values that round-trip through the canonical form, valid or not, and shrink to readable
//! ones; and [`valid`], for values that pass every rule.

use super::values::{Choose, Generator, Style, for_every_type};
use crate::{NewEnrollment, Revealed};
use ::proptest::collection::vec;
use ::proptest::prelude::{Arbitrary, BoxedStrategy, Strategy, any};
use ::proptest::strategy::Map;
use alloc::vec::Vec;
use core::fmt::Debug;

/// The number of fields of a `NewEnrollment`, which has the most.
const FIELDS: usize = 21;
/// The most choices of a field. Those after them are 0, which ends a string.
const MAX_CHOICES: usize = 16;

/// A strategy for the values that a function generates from choices, which shrink field by field.
fn generated<T: Debug + 'static>(generate: fn(&mut Choose<'_>) -> T) -> BoxedStrategy<T> {
    let choices = vec(vec(any::<u64>(), 0..=MAX_CHOICES), FIELDS);
    let generate = move |choices: Vec<Vec<u64>>| {
        let mut choices: Vec<_> = choices.iter().map(|field| field.iter()).collect();
        generate(&mut |field, last| {
            let choice = choices.get_mut(field).and_then(Iterator::next).copied().unwrap_or_default();
            // Scaled, so that a choice that shrinks becomes less.
            let scaled = (u128::from(choice) * (u128::from(last) + 1)) >> 64;
            scaled.try_into().unwrap_or(last)
        })
    };
    choices.prop_map(generate).boxed()
}

macro_rules! arbitrary {
    ($($type:ident $(<$parameter:ident>)?: $generate:ident $(.$field:ident)*),+) => {$(
        impl $(<$parameter: 'static>)? Arbitrary for crate::$type $(<$parameter>)? {
            type Parameters = ();
            type Strategy = BoxedStrategy<Self>;

            fn arbitrary_with((): ()) -> BoxedStrategy<Self> {
                generated(|choose| Generator::new(Style::Any, choose).$generate()$(.$field)*)
            }
        }
    )+};
}

for_every_type!(arbitrary);

impl<T: Arbitrary + serde::Serialize> Arbitrary for Revealed<T> {
    type Parameters = T::Parameters;
    type Strategy = Map<T::Strategy, fn(T) -> Self>;

    fn arbitrary_with(parameters: T::Parameters) -> Self::Strategy {
        T::arbitrary_with(parameters).prop_map(Self)
    }
}

/// Returns a strategy of payloads that pass [`validate_strict`](crate::Validate::validate_strict) and shrink to
/// readable ones.
///
/// In `any::<NewEnrollment>()`, half of the fields are structurally arbitrary, so it is hardly ever valid. Map either to [`Revealed`], so that a
/// counterexample shows what is personal data elsewhere.
///
/// ```
/// use proptest::prelude::*;
/// use toolzz_webhook::{Revealed, fixture};
///
/// proptest! {
///     fn the_email_has_a_host(webhook in fixture::valid().prop_map(Revealed)) {
///         prop_assert!(webhook.data.user.email.contains('@'));
///     }
/// }
/// # the_email_has_a_host();
/// ```
pub fn valid() -> impl Strategy<Value = NewEnrollment> {
    generated(|choose| Generator::new(Style::Valid, choose).new_enrollment())
}
