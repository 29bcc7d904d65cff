//! Implementations of the traits of optional dependencies, one file each, behind the feature of the same name.

#[cfg(feature = "arbitrary")]
mod arbitrary;
#[cfg(feature = "fake")]
pub(crate) mod fake;
#[cfg(feature = "proptest")]
mod proptest;
#[cfg(feature = "schemars")]
pub(crate) mod schemars;
