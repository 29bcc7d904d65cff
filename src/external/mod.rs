//! Implementations of the traits of optional dependencies, one file each, behind the feature of the same name. Three of
//! them share a generator of values.

#[cfg(feature = "arbitrary")]
mod arbitrary;
#[cfg(feature = "fake")]
mod fake;
#[cfg(feature = "proptest")]
pub(crate) mod proptest;
#[cfg(feature = "schemars")]
pub(crate) mod schemars;
#[cfg(any(feature = "arbitrary", feature = "fake", feature = "proptest"))]
mod values;
