//! `Arbitrary`: structurally arbitrary values, valid or not, that round-trip through the canonical form.

use super::values::{Generator, Style, for_every_type};
use arbitrary::{Arbitrary, Result, Unstructured};

macro_rules! arbitrary {
    ($($type:ident $(<$parameter:ident>)?: $generate:ident $(.$field:ident)*),+) => {$(
        impl<'a $(, $parameter)?> Arbitrary<'a> for crate::$type $(<$parameter>)? {
            fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
                // Without bytes, `int_in_range` returns 0.
                let mut choose = |_, last| u.int_in_range(0..=last).unwrap_or_default();
                Ok(Generator::new(Style::Any, &mut choose).$generate()$(.$field)*)
            }
        }
    )+};
}

for_every_type!(arbitrary);
