//! Implementations of the traits of optional dependencies, one file each, behind the feature of the same name.

#[cfg(feature = "arbitrary")]
mod arbitrary;
#[cfg(feature = "fake")]
mod fake;
#[cfg(feature = "proptest")]
pub(crate) mod proptest;
#[cfg(feature = "schemars")]
pub(crate) mod schemars;

/// Formats bits as a UUID.
#[cfg(any(feature = "fake", feature = "proptest"))]
fn uuid(bits: u128) -> alloc::string::String {
    let [a, b, c, d] = [96, 80, 64, 48].map(|shift| bits >> shift & 0xffff);
    alloc::format!("{:04x}{a:04x}-{b:04x}-{c:04x}-{d:04x}-{:012x}", bits >> 112, bits & 0xffff_ffff_ffff)
}
