//! serde's traits: its visitors hand the scalars of any format to the adapters that the reader calls.

use super::{Adapter, Found, Mismatch, Native, OBJECT, not_an_object};
use crate::json::{Scalar, Str};
use alloc::string::ToString;
use core::{fmt, marker::PhantomData};
use serde::{
    Deserialize,
    de::{Deserializer, Error, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer},
};

/// How a value is deserialized by serde, from whatever a format passes to a visitor.
pub trait FromSerde {
    type Value;
    /// Whether the value is an `Option`, of which null is `None`.
    const OPTIONAL: bool = false;

    /// Returns the value of an absent field of a model, if the field may be absent.
    fn absent() -> Option<Self::Value> {
        None
    }

    /// Returns the mismatch of a value of another type, by default where an object belongs.
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

    /// Deserializes the fields of an object.
    fn object<'de, D: Deserializer<'de>>(fields: D) -> Result<Self::Value, D::Error>;

    fn seq<'de, S: SeqAccess<'de>>(_: S, _is_human_readable: bool) -> Result<Self::Value, S::Error> {
        Err(S::Error::custom(Self::mismatch(Found::Array)))
    }
}

/// Deserializes the value of a row: as any type, so that it reaches the visitor, whose messages do not repeat it.
pub fn deserialize<'de, F: FromSerde, D: Deserializer<'de>>(deserializer: D) -> Result<F::Value, D::Error> {
    let visit = Visit::<F>::new(&deserializer);
    if F::OPTIONAL { deserializer.deserialize_option(visit) } else { visit.request(deserializer) }
}

/// Deserializes a model by itself: as a struct, which may be flattened into another. A message of serde that repeats the
/// value is replaced.
pub fn deserialize_object<'de, F: FromSerde, D: Deserializer<'de>>(deserializer: D) -> Result<F::Value, D::Error> {
    let visit = Visit::<F>::new(&deserializer);
    F::request(deserializer, visit).map_err(|error| {
        let message = error.to_string();
        let repeats_value = message.contains("invalid type") || message.contains("invalid value");
        if repeats_value { D::Error::custom(format_args!("expected {OBJECT}")) } else { error }
    })
}

/// The value of a row as a field of its object, `None` if it is absent.
pub struct Member<F: FromSerde>(Option<F::Value>);

impl<F: FromSerde> Default for Member<F> {
    fn default() -> Self {
        Self(None)
    }
}

impl<F: FromSerde> Member<F> {
    /// Returns the value, or that of an absent field.
    pub fn value<E: Error>(self, name: &'static str) -> Result<F::Value, E> {
        self.0.or_else(F::absent).ok_or_else(|| E::missing_field(name))
    }
}

impl<'de, F: FromSerde> Deserialize<'de> for Member<F> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize::<F, D>(deserializer).map(|value| Self(Some(value)))
    }
}

struct Visit<F> {
    is_human_readable: bool,
    field: PhantomData<F>,
}

impl<F: FromSerde> Visit<F> {
    fn new<'de, D: Deserializer<'de>>(deserializer: &D) -> Self {
        Self { is_human_readable: deserializer.is_human_readable(), field: PhantomData }
    }

    fn request<'de, D: Deserializer<'de>>(self, deserializer: D) -> Result<F::Value, D::Error> {
        if self.is_human_readable { deserializer.deserialize_any(self) } else { F::request(deserializer, self) }
    }

    fn accept<E: Error>(scalar: Result<Scalar<'_>, Found>) -> Result<F::Value, E> {
        scalar.and_then(|scalar| F::scalar(&scalar)).map_err(|found| E::custom(F::mismatch(found)))
    }
}

/// Methods of a visitor that convert what they are passed to a scalar.
macro_rules! accept {
    ($($visit:ident($($value:tt: $type:ty)?) = $scalar:expr;)+) => {$(
        fn $visit<E: Error>(self $(, $value: $type)?) -> Result<F::Value, E> {
            Self::accept($scalar)
        }
    )+};
}

impl<'de, F: FromSerde> Visitor<'de> for Visit<F> {
    type Value = F::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a documented value")
    }

    accept! {
        visit_unit() = Ok(Scalar::Null);
        visit_none() = Ok(Scalar::Null);
        visit_bool(value: bool) = Ok(Scalar::Bool(value));
        visit_u64(value: u64) = Ok(Scalar::Unsigned(value));
        visit_i64(value: i64) = Ok(Scalar::from(value));
        visit_u128(_: u128) = Err(Found::OutOfRange);
        visit_i128(_: i128) = Err(Found::OutOfRange);
        visit_f64(value: f64) = if value.is_finite() { Ok(Scalar::Float(value)) } else { Err(Found::OutOfRange) };
        visit_str(value: &str) = Ok(Scalar::String(Str::Plain(value)));
        visit_bytes(_: &[u8]) = Err(Found::OtherType);
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<F::Value, D::Error> {
        self.request(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<F::Value, D::Error> {
        self.request(deserializer)
    }

    fn visit_seq<S: SeqAccess<'de>>(self, seq: S) -> Result<F::Value, S::Error> {
        F::seq(seq, self.is_human_readable)
    }

    fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<F::Value, M::Error> {
        F::object(MapAccessDeserializer::new(map))
    }
}

impl<A: Adapter> FromSerde for A {
    type Value = A::Value;
    const OPTIONAL: bool = A::OPTIONAL;

    fn absent() -> Option<A::Value> {
        if A::ABSENT_IS_NULL { A::from_scalar(&Scalar::Null).ok() } else { None }
    }

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

    /// Deserializes a number, which serde_json represents as an object if any crate of the build enables its feature
    /// `arbitrary_precision`.
    fn object<'de, D: Deserializer<'de>>(fields: D) -> Result<A::Value, D::Error> {
        let accepted = match serde_json::Number::deserialize(fields) {
            Ok(number) => Scalar::from_number(&number.to_string()).ok_or(Found::OutOfRange),
            Err(_) => Err(Found::Object),
        };
        accepted.and_then(|scalar| A::from_scalar(&scalar)).map_err(|found| D::Error::custom(Self::mismatch(found)))
    }
}

/// Implements [`FromSerde`] and serde's traits for a model, from its rows.
macro_rules! implement_serde_of_model {
    ($model:ident { $($field:ident: $adapter:ty,)+ } $($check:path)?) => {
        const _: () = {
            use serde::de::{Error, SeqAccess, Visitor, value::SeqAccessDeserializer};
            use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::SerializeStruct};
            use $crate::table::{self, Found, FromSerde, Member, Write};

            #[derive(Default, Deserialize)]
            #[serde(default)]
            struct Rows { $($field: Member<$adapter>,)+ }

            impl FromSerde for $model {
                type Value = Self;

                fn request<'de, D: Deserializer<'de>, V: Visitor<'de>>(
                    deserializer: D,
                    visitor: V,
                ) -> Result<V::Value, D::Error> {
                    deserializer.deserialize_struct(stringify!($model), &[$(stringify!($field)),+], visitor)
                }

                fn object<'de, D: Deserializer<'de>>(fields: D) -> Result<Self, D::Error> {
                    let Rows { $($field),+ } = Rows::deserialize(fields)?;
                    let model = Self { $($field: $field.value(stringify!($field))?,)+ };
                    $($check(&model).map_err(D::Error::custom)?;)?
                    Ok(model)
                }

                fn seq<'de, S: SeqAccess<'de>>(seq: S, is_human_readable: bool) -> Result<Self, S::Error> {
                    if is_human_readable {
                        return Err(S::Error::custom(Self::mismatch(Found::Array)));
                    }
                    Self::object(SeqAccessDeserializer::new(seq))
                }
            }

            impl<'de> Deserialize<'de> for $model {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    table::deserialize_object::<Self, D>(deserializer)
                }
            }

            impl Serialize for $model {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    let mut object = serializer.serialize_struct(stringify!($model), [$(stringify!($field)),+].len())?;
                    $(object.serialize_field(stringify!($field), &<$adapter as Write>::encode(&self.$field))?;)+
                    object.end()
                }
            }
        };
    };
}
pub(crate) use implement_serde_of_model;

/// Implements serde's traits, and `JsonSchema` with the feature `schemars`, for a scalar that is an adapter of itself.
macro_rules! implement_serde {
    ($type:ident $(<$parameter:ident>)?) => {
        impl $(<$parameter>)? serde::Serialize for $type $(<$parameter>)? {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                <Self as $crate::table::Write>::encode(self).serialize(serializer)
            }
        }

        impl<'de $(, $parameter)?> serde::Deserialize<'de> for $type $(<$parameter>)? {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::table::deserialize::<Self, D>(deserializer)
            }
        }

        #[cfg(feature = "schemars")]
        impl $(<$parameter>)? schemars::JsonSchema for $type $(<$parameter>)? {
            $crate::table::schema_of_adapter!(stringify!($type));
        }
    };
}
pub(crate) use implement_serde;

/// Implements the traits of `serde_with` for an adapter.
macro_rules! implement_serde_with {
    ($adapter:ty $(, $parameter:ident)?) => {
        const _: () = {
            use serde::{Deserializer, Serialize, Serializer};
            use serde_with::{DeserializeAs, SerializeAs};
            use $crate::table::{self, Adapter, Write};

            type Value<A> = <A as Adapter>::Value;

            impl<'de $(, $parameter: Adapter)?> DeserializeAs<'de, Value<$adapter>> for $adapter {
                fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<Value<Self>, D::Error> {
                    table::deserialize::<Self, D>(deserializer)
                }
            }

            impl $(<$parameter: Adapter>)? SerializeAs<Value<$adapter>> for $adapter {
                fn serialize_as<S: Serializer>(value: &Value<Self>, serializer: S) -> Result<S::Ok, S::Error> {
                    <Self as Write>::encode(value).serialize(serializer)
                }
            }

            #[cfg(feature = "schemars")]
            impl $(<$parameter: Adapter>)? serde_with::schemars_1::JsonSchemaAs<Value<$adapter>> for $adapter {
                $crate::table::schema_of_adapter!(<Self as Adapter>::EXPECTED);
            }
        };
    };
}
pub(crate) use implement_serde_with;
