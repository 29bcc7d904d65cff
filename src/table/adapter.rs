//! What every adapter has: a conversion from a scalar and one to the canonical form.

use super::Found;
use crate::json::Scalar;
use chrono::{NaiveDate, NaiveDateTime};
use core::fmt;

/// Converts one kind of value from a scalar and to its canonical form.
pub trait Adapter {
    type Value;
    /// What is accepted, as the phrase of a message: `0 or 1`.
    const EXPECTED: &'static str;
    /// The same for an optional value: `0, 1 or null`.
    const EXPECTED_OR_NULL: &'static str;
    /// The JSON Schema of the canonical form, without null.
    const SCHEMA: &'static str;
    const NATIVE: Native = Native::String;
    /// Whether the value is an `Option`, of which null is `None`.
    const OPTIONAL: bool = false;
    /// Whether a model accepts an absent field as null.
    const ABSENT_IS_NULL: bool = Self::OPTIONAL;
    /// Whether `false` is no value in an optional field.
    const FALSE_IS_NULL: bool = false;

    fn from_scalar(scalar: &Scalar<'_>) -> Result<Self::Value, Found>;

    /// Converts the scalar of an optional field, in which null and `""` are no value.
    #[inline]
    fn from_optional(scalar: &Scalar<'_>) -> Result<Option<Self::Value>, Found> {
        if is_no_value(scalar, Self::FALSE_IS_NULL) { Ok(None) } else { Self::from_scalar(scalar).map(Some) }
    }

    fn to_canonical(value: &Self::Value) -> Canonical<'_>;
}

/// Returns whether a scalar is null or `""`, or `false` where that is no value either.
pub fn is_no_value(scalar: &Scalar<'_>, false_is_null: bool) -> bool {
    match scalar {
        Scalar::String(string) => string.is_empty(),
        Scalar::Bool(false) => false_is_null,
        other => matches!(other, Scalar::Null),
    }
}

/// The type to request from a format that is not human-readable.
#[derive(Clone, Copy)]
pub enum Native {
    Bool,
    Unsigned,
    Signed,
    String,
}

/// A value in canonical form.
#[derive(Clone, Copy)]
pub enum Canonical<'a> {
    Null,
    /// 1 or 0; a boolean in a format that is not human-readable.
    Flag(bool),
    Unsigned(u64),
    Signed(i64),
    String(&'a str),
    /// A string that is printed and needs no escapes.
    Printed(&'a dyn fmt::Display),
    Date(NaiveDate),
    /// In whole seconds.
    DateTime(NaiveDateTime),
}
