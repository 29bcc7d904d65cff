//! serde's traits: its visitors hand the scalars of any format to the adapters that the reader calls.

use super::{Adapter, Canonical, Field, Found, Mismatch, Native, OBJECT, not_an_object};
use crate::json::{Scalar, Str};
use alloc::string::ToString;
use core::{cell::Cell, fmt, marker::PhantomData};
use serde::{
    Deserialize,
    de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer},
    ser::{Serialize, Serializer},
};

/// How a value is deserialized by serde, from whatever a format passes to a visitor.
pub trait FromSerde {
    type Value;
    /// Whether null is accepted, and an absent field like null.
    const OPTIONAL: bool = false;

    fn mismatch(found: Found) -> Mismatch {
        not_an_object(found)
    }

    /// Requests the native type from a format that is not human-readable.
    fn request<'de, D: Deserializer<'de>, V: Visitor<'de>>(deserializer: D, visitor: V) -> Result<V::Value, D::Error> {
        deserializer.deserialize_any(visitor)
    }

    fn scalar(scalar: &Scalar<'_>) -> Result<Self::Value, Found> {
        Err(Found::kind_of(scalar))
    }

    fn map<'de, M: MapAccess<'de>>(map: M) -> Result<Self::Value, M::Error>;

    fn seq<'de, S: SeqAccess<'de>>(_: S, _is_human_readable: bool) -> Result<Self::Value, S::Error> {
        Err(S::Error::custom(Self::mismatch(Found::Array)))
    }
}

/// How a row's value is serialized by serde.
pub trait ToSerde: Field {
    fn encode(value: &Self::Value) -> impl Serialize;
}

/// Deserializes the value of a row: as any type, so that it reaches the visitor, whose messages do not repeat it.
pub fn deserialize<'de, F: FromSerde, D: Deserializer<'de>>(deserializer: D) -> Result<F::Value, D::Error> {
    let visited = Cell::new(false);
    let visit = Visit::<F>::new(&visited, &deserializer);
    if F::OPTIONAL { deserializer.deserialize_option(visit) } else { visit.request(deserializer) }
}

/// Deserializes a model by itself: as a struct, which may be flattened into another.
///
/// An error that comes before the visitor was called is replaced, since it may contain the value.
pub fn deserialize_object<'de, F: FromSerde, D: Deserializer<'de>>(deserializer: D) -> Result<F::Value, D::Error> {
    let visited = Cell::new(false);
    let visit = Visit::<F>::new(&visited, &deserializer);
    F::request(deserializer, visit)
        .map_err(|error| if visited.get() { error } else { D::Error::custom(format_args!("expected {OBJECT}")) })
}

/// A row's value, from the value of a map or the element of a sequence.
pub struct Seed<F>(pub PhantomData<F>);

impl<'de, F: FromSerde> DeserializeSeed<'de> for Seed<F> {
    type Value = F::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<F::Value, D::Error> {
        deserialize::<F, D>(deserializer)
    }
}

/// Returns the value of a row whose field may be absent.
pub fn found_or_absent<F: FromSerde, E: Error>(found: Option<F::Value>, name: &'static str) -> Result<F::Value, E> {
    match found {
        Some(value) => Ok(value),
        None if F::OPTIONAL => F::scalar(&Scalar::Null).map_err(|found| E::custom(F::mismatch(found))),
        None => Err(E::missing_field(name)),
    }
}

struct Visit<'a, F> {
    visited: &'a Cell<bool>,
    is_human_readable: bool,
    field: PhantomData<F>,
}

impl<'a, F: FromSerde> Visit<'a, F> {
    fn new<'de, D: Deserializer<'de>>(visited: &'a Cell<bool>, deserializer: &D) -> Self {
        Self { visited, is_human_readable: deserializer.is_human_readable(), field: PhantomData }
    }

    fn request<'de, D: Deserializer<'de>>(self, deserializer: D) -> Result<F::Value, D::Error> {
        if self.is_human_readable { deserializer.deserialize_any(self) } else { F::request(deserializer, self) }
    }

    fn accept<E: Error>(self, scalar: Result<Scalar<'_>, Found>) -> Result<F::Value, E> {
        self.visited.set(true);
        scalar.and_then(|scalar| F::scalar(&scalar)).map_err(|found| E::custom(F::mismatch(found)))
    }
}

/// Methods of a visitor that convert what they are passed to a scalar.
macro_rules! accept {
    ($($visit:ident($type:ty) |$value:tt| $scalar:expr;)+) => {$(
        fn $visit<E: Error>(self, $value: $type) -> Result<F::Value, E> {
            self.accept($scalar)
        }
    )+};
}

impl<'de, F: FromSerde> Visitor<'de> for Visit<'_, F> {
    type Value = F::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a documented value")
    }

    accept! {
        visit_bool(bool) |value| Ok(Scalar::Bool(value));
        visit_u64(u64) |value| Ok(Scalar::Unsigned(value));
        visit_i64(i64) |value| Ok(Scalar::from(value));
        visit_u128(u128) |_| Err(Found::OutOfRange);
        visit_i128(i128) |_| Err(Found::OutOfRange);
        visit_f64(f64) |value| if value.is_finite() { Ok(Scalar::Float(value)) } else { Err(Found::OutOfRange) };
        visit_str(&str) |value| Ok(Scalar::String(Str::Plain(value)));
        visit_bytes(&[u8]) |_| Err(Found::OtherType);
    }

    fn visit_unit<E: Error>(self) -> Result<F::Value, E> {
        self.accept(Ok(Scalar::Null))
    }

    fn visit_none<E: Error>(self) -> Result<F::Value, E> {
        self.accept(Ok(Scalar::Null))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<F::Value, D::Error> {
        self.request(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<F::Value, D::Error> {
        self.request(deserializer)
    }

    fn visit_seq<S: SeqAccess<'de>>(self, seq: S) -> Result<F::Value, S::Error> {
        self.visited.set(true);
        F::seq(seq, self.is_human_readable)
    }

    fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<F::Value, M::Error> {
        self.visited.set(true);
        F::map(map)
    }
}

impl<A: Adapter> FromSerde for A {
    type Value = A::Value;
    const OPTIONAL: bool = A::OPTIONAL;

    fn mismatch(found: Found) -> Mismatch {
        Mismatch::of::<A>(found)
    }

    fn request<'de, D: Deserializer<'de>, V: Visitor<'de>>(deserializer: D, visitor: V) -> Result<V::Value, D::Error> {
        match A::NATIVE {
            Native::Bool => deserializer.deserialize_bool(visitor),
            Native::Unsigned => deserializer.deserialize_u64(visitor),
            Native::Signed => deserializer.deserialize_i64(visitor),
            Native::String => deserializer.deserialize_str(visitor),
        }
    }

    fn scalar(scalar: &Scalar<'_>) -> Result<A::Value, Found> {
        A::from_scalar(scalar)
    }

    /// Deserializes a number, which serde_json represents as a map if any crate of the build enables its feature
    /// `arbitrary_precision`.
    fn map<'de, M: MapAccess<'de>>(map: M) -> Result<A::Value, M::Error> {
        let accepted = match serde_json::Number::deserialize(MapAccessDeserializer::new(map)) {
            Ok(number) => Scalar::from_number(&number.to_string()).ok_or(Found::OutOfRange),
            Err(_) => Err(Found::Object),
        };
        accepted.and_then(|scalar| A::from_scalar(&scalar)).map_err(|found| M::Error::custom(Self::mismatch(found)))
    }
}

impl<A: Adapter> ToSerde for A {
    fn encode(value: &A::Value) -> impl Serialize {
        Encoded { canonical: A::to_canonical(value), is_optional: A::OPTIONAL }
    }
}

/// The canonical form of a scalar, and the native one for a format that is not human-readable.
struct Encoded<'a> {
    canonical: Canonical<'a>,
    is_optional: bool,
}

impl Serialize for Encoded<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.canonical {
            Canonical::Null => serializer.serialize_none(),
            canonical if self.is_optional => serializer.serialize_some(&Self { canonical, is_optional: false }),
            Canonical::Flag(flag) if serializer.is_human_readable() => serializer.serialize_u64(flag.into()),
            Canonical::Flag(flag) => serializer.serialize_bool(flag),
            Canonical::Unsigned(number) => serializer.serialize_u64(number),
            Canonical::Signed(number) => serializer.serialize_i64(number),
            Canonical::String(string) => serializer.serialize_str(string),
            Canonical::Printed(value) => serializer.collect_str(value),
            Canonical::Date(date) => serializer.collect_str(&date),
            Canonical::DateTime(date_time) => serializer.collect_str(&date_time),
        }
    }
}

/// Implements [`FromSerde`] and [`ToSerde`] for a model, from its rows.
macro_rules! formats {
    ($name:ident for $model:ident { $($field:ident: $adapter:ty,)+ }) => {
        impl $crate::table::FromSerde for $name {
            type Value = $model;

            fn request<'de, D: serde::Deserializer<'de>, V: serde::de::Visitor<'de>>(
                deserializer: D,
                visitor: V,
            ) -> Result<V::Value, D::Error> {
                deserializer.deserialize_struct(stringify!($model), &[$(stringify!($field)),+], visitor)
            }

            fn map<'de, M: serde::de::MapAccess<'de>>(mut map: M) -> Result<$model, M::Error> {
                #[derive(serde::Deserialize)]
                #[serde(field_identifier)]
                #[allow(non_camel_case_types, reason = "named as on the wire")]
                enum Row { $($field,)+ #[serde(other)] Unknown }

                $(let mut $field = None;)+
                while let Some(row) = map.next_key()? {
                    match row {
                        $(Row::$field if $field.is_some() => {
                            return Err(serde::de::Error::duplicate_field(stringify!($field)));
                        })+
                        $(Row::$field => {
                            $field = Some(map.next_value_seed($crate::table::Seed::<$adapter>(core::marker::PhantomData))?);
                        })+
                        Row::Unknown => drop(map.next_value::<serde::de::IgnoredAny>()?),
                    }
                }
                Ok($model { $($field: $crate::table::found_or_absent::<$adapter, _>($field, stringify!($field))?,)+ })
            }

            fn seq<'de, S: serde::de::SeqAccess<'de>>(mut seq: S, is_human_readable: bool) -> Result<$model, S::Error> {
                if is_human_readable {
                    return Err(serde::de::Error::custom(Self::mismatch($crate::table::Found::Array)));
                }
                $(let $field = seq.next_element_seed($crate::table::Seed::<$adapter>(core::marker::PhantomData))?;)+
                Ok($model { $($field: $crate::table::found_or_absent::<$adapter, _>($field, stringify!($field))?,)+ })
            }
        }

        impl $crate::table::ToSerde for $name {
            fn encode(model: &$model) -> impl serde::Serialize {
                model
            }
        }
    };
}
pub(crate) use formats;

/// Implements serde's traits for a model, from its rows.
macro_rules! implement_serde_of_object {
    ($model:ident { $($field:ident: $adapter:ty,)+ }) => {
        impl serde::Serialize for $model {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeStruct;

                let mut object = serializer.serialize_struct(stringify!($model), [$(stringify!($field)),+].len())?;
                $(object.serialize_field(stringify!($field), &<$adapter as $crate::table::ToSerde>::encode(&self.$field))?;)+
                object.end()
            }
        }

        impl<'de> serde::Deserialize<'de> for $model {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::table::deserialize_object::<Self, D>(deserializer)
            }
        }
    };
}
pub(crate) use implement_serde_of_object;

/// Implements serde's traits for a scalar that is an adapter of itself.
macro_rules! implement_serde {
    ($type:ident $(<$parameter:ident>)?) => {
        impl $(<$parameter>)? serde::Serialize for $type $(<$parameter>)? {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                <Self as $crate::table::ToSerde>::encode(self).serialize(serializer)
            }
        }

        impl<'de $(, $parameter)?> serde::Deserialize<'de> for $type $(<$parameter>)? {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::table::deserialize::<Self, D>(deserializer)
            }
        }
    };
}
pub(crate) use implement_serde;

/// Implements the traits of `serde_with` for an adapter.
macro_rules! implement_serde_with {
    ($adapter:ty $(, $parameter:ident)?) => {
        impl<'de $(, $parameter: $crate::table::Adapter)?>
            serde_with::DeserializeAs<'de, <$adapter as $crate::table::Adapter>::Value> for $adapter
        {
            fn deserialize_as<D: serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<<$adapter as $crate::table::Adapter>::Value, D::Error> {
                $crate::table::deserialize::<Self, D>(deserializer)
            }
        }

        impl $(<$parameter: $crate::table::Adapter>)?
            serde_with::SerializeAs<<$adapter as $crate::table::Adapter>::Value> for $adapter
        {
            fn serialize_as<S: serde::Serializer>(
                value: &<$adapter as $crate::table::Adapter>::Value,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                serde::Serialize::serialize(&<Self as $crate::table::ToSerde>::encode(value), serializer)
            }
        }

        #[cfg(feature = "schemars")]
        impl $(<$parameter: $crate::table::Adapter>)?
            serde_with::schemars_1::JsonSchemaAs<<$adapter as $crate::table::Adapter>::Value> for $adapter
        {
            $crate::table::schema_of_adapter!();
        }
    };
}
pub(crate) use implement_serde_with;
