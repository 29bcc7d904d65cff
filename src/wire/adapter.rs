//! What every adapter has: a conversion from a scalar, one to the canonical form, and the traits of `serde_with`.

use super::{Code, CpfText, Date, DateTime, Expected, Field, Found, Identifier, Scalar, Text, ZeroOne};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserializer, Serialize, Serializer, de::Visitor};
use serde_with::{DeserializeAs, SerializeAs};

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

macro_rules! implement_serde_with {
    ($($adapter:ident),+) => {$(
        impl<'de> DeserializeAs<'de, <$adapter as Adapter>::Value> for $adapter {
            fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<<Self as Adapter>::Value, D::Error> {
                <Self as Field>::deserialize(deserializer)
            }
        }

        impl SerializeAs<<$adapter as Adapter>::Value> for $adapter {
            fn serialize_as<S: Serializer>(value: &<Self as Adapter>::Value, serializer: S) -> Result<S::Ok, S::Error> {
                <Self as Field>::serialize(value, serializer)
            }
        }

        #[cfg(feature = "schemars")]
        impl serde_with::schemars_1::JsonSchemaAs<<$adapter as Adapter>::Value> for $adapter {
            schema_of_adapter!();
        }
    )+};
}

implement_serde_with!(Code, CpfText, Date, DateTime, Identifier, Text, ZeroOne);
