//! `Dummy<Faker>`: realistic Brazilian test data that passes every rule; deterministic for a seeded generator.

use super::values::{Generator, Style, for_every_type};
use ::fake::locales::{Data, PT_BR};
use ::fake::{Dummy, Faker, RngExt};

macro_rules! dummy {
    ($($type:ident $(<$parameter:ident>)?: $generate:ident $(.$field:ident)*),+) => {$(
        impl $(<$parameter>)? Dummy<Faker> for crate::$type $(<$parameter>)? {
            fn dummy_with_rng<R: RngExt + ?Sized>(_: &Faker, rng: &mut R) -> Self {
                let style = Style::Realistic([PT_BR::NAME_FIRST_NAME, PT_BR::NAME_LAST_NAME]);
                Generator::new(style, &mut |_, last| rng.random_range(0..=last)).$generate()$(.$field)*
            }
        }
    )+};
}

for_every_type!(dummy);
