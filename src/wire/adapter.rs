//! What every adapter has: a conversion from a scalar and one to the canonical form.

use super::{Expected, Found, Scalar};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserializer, Serialize, Serializer, de::Visitor};

/// Converts one kind of value from a scalar and to its canonical form.
pub trait Adapter {
    type Value;
    const EXPECTED: Expected;
    /// What [`Nullable`](super::Nullable) of this adapter expects.
    const EXPECTED_OR_NULL: Expected;
    const NATIVE: Native;
    /// Whether an absent field is accepted, as null.
    const OPTIONAL: bool = false;

    fn from_scalar(scalar: &Scalar<'_>) -> Result<Self::Value, Found>;

    /// Returns whether a scalar encodes "no value" in an optional field.
    fn is_null(scalar: &Scalar<'_>) -> bool {
        matches!(scalar, Scalar::Null)
    }

    fn to_canonical(value: &Self::Value) -> Canonical<'_>;

    /// Returns the native form, for formats that are not human readable.
    fn to_native(value: &Self::Value) -> Canonical<'_> {
        Self::to_canonical(value)
    }

    /// Describes the canonical form.
    #[cfg(feature = "schemars")]
    fn schema() -> schemars::Schema;
}

/// The type to request from a format that is not human-readable.
#[derive(Clone, Copy)]
pub enum Native {
    Bool,
    Unsigned,
    Signed,
    String,
}

impl Native {
    pub fn request<'de, D: Deserializer<'de>, V: Visitor<'de>>(
        self,
        deserializer: D,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        match self {
            Self::Bool => deserializer.deserialize_bool(visitor),
            Self::Unsigned => deserializer.deserialize_u64(visitor),
            Self::Signed => deserializer.deserialize_i64(visitor),
            Self::String => deserializer.deserialize_str(visitor),
        }
    }
}

/// A value in canonical form.
#[derive(Clone, Copy, PartialEq)]
pub enum Canonical<'a> {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    String(&'a str),
    Date(NaiveDate),
    /// In whole seconds.
    DateTime(NaiveDateTime),
}

impl Serialize for Canonical<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_none(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Unsigned(value) => serializer.serialize_u64(*value),
            Self::Signed(value) => serializer.serialize_i64(*value),
            Self::String(value) => serializer.serialize_str(value),
            Self::Date(value) => serializer.collect_str(value),
            Self::DateTime(value) => serializer.collect_str(value),
        }
    }
}

/// Serializes a value in its adapter's canonical form, to any format.
pub fn serialize<A: Adapter, S: Serializer>(value: &A::Value, serializer: S) -> Result<S::Ok, S::Error> {
    let convert = if serializer.is_human_readable() { A::to_canonical } else { A::to_native };
    match convert(value) {
        some if A::OPTIONAL && some != Canonical::Null => serializer.serialize_some(&some),
        canonical => canonical.serialize(serializer),
    }
}

/// The items of a schema trait of `schemars` or `serde_with` for an adapter.
#[cfg(feature = "schemars")]
macro_rules! schema_of_adapter {
    () => {
        fn schema_name() -> alloc::borrow::Cow<'static, str> {
            alloc::format!("{:?}", <Self as Adapter>::EXPECTED).into()
        }

        fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
            <Self as Adapter>::schema()
        }

        fn inline_schema() -> bool {
            true
        }
    };
}
#[cfg(feature = "schemars")]
pub(crate) use schema_of_adapter;
