//! `Arbitrary`: strategies for values that round-trip through the canonical form, valid or not, and shrink to readable
//! ones; and [`valid`], for values that pass every rule.

use super::values::{Choose, Generator, Style, for_every_type};
use crate::{NewEnrollment, Revealed};
use ::proptest::prelude::{Arbitrary, BoxedStrategy, Strategy};
use ::proptest::strategy::{Map, NewTree, ValueTree};
use ::proptest::test_runner::TestRunner;
use alloc::vec::Vec;
use core::fmt::Debug;

/// A strategy for the values that a function generates from choices.
#[derive(Debug)]
struct Generated<T>(fn(&mut Choose<'_>) -> T);

impl<T: Debug> Strategy for Generated<T> {
    type Tree = Tree<T>;
    type Value = T;

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        let mut choices = Vec::new();
        self.0(&mut |field, last| {
            // By a strategy of proptest's, since the traits of its random numbers change with the version of rand.
            let choice = (0..=last).new_tree(runner).map_or(0, |tree| tree.current());
            choices.push((field, choice));
            choice
        });
        Ok(Tree { generate: self.0, failing: choices.clone(), current: choices, index: 0, low: None })
    }
}

/// Shrinks a value by its choices, each with the number of its field: one after the other is removed, or lowered to the
/// least number with which the test still fails.
struct Tree<T> {
    generate: fn(&mut Choose<'_>) -> T,
    /// The simplest choices with which the test is known to fail.
    failing: Vec<(usize, u64)>,
    current: Vec<(usize, u64)>,
    /// The choice that is being shrunk.
    index: usize,
    /// The least number that it may be lowered to, or `None` until it is known that it cannot be removed.
    low: Option<u64>,
}

impl<T> Tree<T> {
    /// Derives the current choices from the failing ones, which they equal if there is nothing left to simplify.
    fn propose(&mut self) {
        self.current.clone_from(&self.failing);
        let Some((_, choice)) = self.current.get_mut(self.index) else { return };
        match self.low {
            None => _ = self.current.remove(self.index),
            Some(0) if *choice > 0 => *choice = 0,
            Some(low) if low < *choice => *choice = low.midpoint(*choice),
            Some(_) => {
                (self.index, self.low) = (self.index + 1, None);
                self.propose();
            }
        }
    }
}

impl<T: Debug> ValueTree for Tree<T> {
    type Value = T;

    fn current(&self) -> T {
        let mut choices = self.current.iter().peekable();
        (self.generate)(&mut |field, last| {
            while choices.next_if(|(other, _)| *other < field).is_some() {}
            choices.next_if(|(other, _)| *other == field).map_or(0, |(_, choice)| last.min(*choice))
        })
    }

    fn simplify(&mut self) -> bool {
        self.failing.clone_from(&self.current);
        self.propose();
        self.current != self.failing
    }

    fn complicate(&mut self) -> bool {
        let is_simplified = self.current != self.failing;
        if is_simplified {
            let passing = self.low.and_then(|_| self.current.get(self.index));
            self.low = Some(passing.map_or(0, |(_, choice)| choice + 1));
            self.propose();
        }
        is_simplified
    }
}

macro_rules! arbitrary {
    ($($type:ident $(<$parameter:ident>)?: $generate:ident $(.$field:ident)*),+) => {$(
        impl $(<$parameter: 'static>)? Arbitrary for crate::$type $(<$parameter>)? {
            type Parameters = ();
            type Strategy = BoxedStrategy<Self>;

            fn arbitrary_with((): ()) -> BoxedStrategy<Self> {
                Generated(|choose| Generator::new(Style::Any, choose).$generate()$(.$field)*).boxed()
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
    Generated(|choose| Generator::new(Style::Valid, choose).new_enrollment())
}
