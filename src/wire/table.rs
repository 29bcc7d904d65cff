//! One table per model: its fields in wire order, each with its adapter.

use super::{Adapter, Canonical, Scalar, Writer, adapter, cursor, visitor};
use crate::path::Path;
use core::marker::PhantomData;
#[cfg(feature = "schemars")]
use schemars::{Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
#[cfg(feature = "schemars")]
use serde_json::Map;

/// How the value of a field is deserialized by serde, scanned by the cursor, serialized by serde and written by
/// the writer. An adapter implements it for a scalar, a [`table`] for a model.
pub trait Field {
    type Value;
    /// What the cursor has found of the value; empty by default.
    type Slot<'a>: Default;

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self::Value, D::Error>;

    /// Deserializes a value by itself, not as a field.
    fn deserialize_root<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self::Value, D::Error> {
        Self::deserialize(deserializer)
    }

    fn serialize<S: Serializer>(value: &Self::Value, serializer: S) -> Result<S::Ok, S::Error>;

    /// Scans a value into an empty slot and returns the rest of the body.
    fn scan<'a>(slot: &mut Self::Slot<'a>, rest: &'a str, has_control: bool) -> Option<&'a str>;

    fn build(slot: &Self::Slot<'_>) -> Option<Self::Value>;

    fn write(value: &Self::Value, writer: &mut Writer);

    /// Returns the most bytes that `write` writes, escapes left out.
    fn max_len(value: &Self::Value) -> usize;

    fn observe(slot: &Self::Slot<'_>, value: &Self::Value, path: &Path<'_>, observer: &mut impl Observer);

    /// Describes the canonical form, that of a model by reference.
    #[cfg(feature = "schemars")]
    fn schema(generator: &mut SchemaGenerator) -> Schema;
}

/// Receives how each field of a decoded body was encoded, in payload order.
pub trait Observer {
    fn scalar(&mut self, path: &Path<'_>, received: Option<Scalar<'_>>, canonical: Canonical<'_>);

    /// Called for an object with unknown fields, after its documented ones.
    fn unknown_fields(&mut self, path: &Path<'_>, count: usize);
}

impl<A: Adapter> Field for A {
    type Value = A::Value;
    type Slot<'a> = Option<Scalar<'a>>;

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<A::Value, D::Error> {
        visitor::deserialize::<A, D>(deserializer)
    }

    fn serialize<S: Serializer>(value: &A::Value, serializer: S) -> Result<S::Ok, S::Error> {
        adapter::serialize::<A, S>(value, serializer)
    }

    #[inline]
    fn scan<'a>(slot: &mut Option<Scalar<'a>>, rest: &'a str, has_control: bool) -> Option<&'a str> {
        cursor::scalar(slot, A::NATIVE, rest, has_control)
    }

    #[allow(clippy::inline_always, reason = "see `decode`")]
    #[inline(always)]
    fn build(slot: &Option<Scalar<'_>>) -> Option<A::Value> {
        match slot {
            Some(scalar) => A::from_scalar(scalar).ok(),
            None if A::OPTIONAL => A::from_scalar(&Scalar::Null).ok(),
            None => None,
        }
    }

    fn write(value: &A::Value, writer: &mut Writer) {
        writer.scalar(A::to_canonical(value));
    }

    fn max_len(value: &A::Value) -> usize {
        A::to_canonical(value).max_len()
    }

    fn observe(slot: &Option<Scalar<'_>>, value: &A::Value, path: &Path<'_>, observer: &mut impl Observer) {
        observer.scalar(path, *slot, A::to_canonical(value));
    }

    #[cfg(feature = "schemars")]
    fn schema(_: &mut SchemaGenerator) -> Schema {
        A::schema()
    }
}

/// Describes an object by its fields, each a name, a description and a schema.
#[cfg(feature = "schemars")]
pub fn object_schema<const N: usize>(description: &str, fields: [(&str, &str, Schema); N]) -> Schema {
    let names = fields.each_ref().map(|(name, ..)| *name);
    let properties = fields.map(|(name, description, mut schema)| {
        schema.insert("description".into(), description.into());
        (name, schema)
    });
    schemars::json_schema!({
        "type": "object",
        "description": description,
        "properties": Map::from_iter(properties.map(|(name, schema)| (name.into(), schema.to_value()))),
        "required": names.as_slice(),
    })
}

/// A value that serde deserializes as the field of a proxy.
pub struct Via<F: Field>(pub F::Value);

impl<'de, F: Field> Deserialize<'de> for Via<F> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        F::deserialize(deserializer).map(Self)
    }
}

/// A value that serde serializes as the field of an object.
pub struct ViaRef<'a, F: Field> {
    value: &'a F::Value,
    field: PhantomData<F>,
}

impl<'a, F: Field> ViaRef<'a, F> {
    pub fn new(value: &'a F::Value) -> Self {
        Self { value, field: PhantomData }
    }
}

impl<F: Field> Serialize for ViaRef<'_, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        F::serialize(self.value, serializer)
    }
}

/// What the cursor has found of the value of a field.
pub type Slot<'a, F> = <F as Field>::Slot<'a>;

/// Decodes a body on the fast path.
#[allow(clippy::inline_always, reason = "inlining the whole scan saves a tenth of the time")]
#[inline(always)]
pub fn decode<F: Field>(body: &str) -> Option<F::Value> {
    decode_into::<F>(body, &mut Slot::<F>::default())
}

/// Does the same as [`decode`], and leaves in the slot what the cursor has found.
#[allow(clippy::inline_always, reason = "see `decode`")]
#[inline(always)]
pub fn decode_into<'a, F: Field>(body: &'a str, slot: &mut Slot<'a, F>) -> Option<F::Value> {
    let rest = F::scan(slot, body, cursor::has_control(body))?;
    if cursor::whitespace(rest).is_empty() { F::build(slot) } else { None }
}

/// Implements serde's traits for a type that is a [`Field`] of itself.
macro_rules! implement_serde {
    ($type:ident $(<$parameter:ident>)?) => {
        impl $(<$parameter>)? serde::Serialize for $type $(<$parameter>)? {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                <Self as $crate::wire::Field>::serialize(self, serializer)
            }
        }

        impl<'de $(, $parameter)?> serde::Deserialize<'de> for $type $(<$parameter>)? {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <Self as $crate::wire::Field>::deserialize_root(deserializer)
            }
        }
    };
}
pub(crate) use implement_serde;

/// Implements the traits of `serde_with` for an adapter.
macro_rules! implement_serde_with {
    ($adapter:ident) => {
        impl<'de> serde_with::DeserializeAs<'de, <$adapter as $crate::wire::Adapter>::Value> for $adapter {
            fn deserialize_as<D: serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<<Self as $crate::wire::Adapter>::Value, D::Error> {
                <Self as $crate::wire::Field>::deserialize(deserializer)
            }
        }

        impl serde_with::SerializeAs<<$adapter as $crate::wire::Adapter>::Value> for $adapter {
            fn serialize_as<S: serde::Serializer>(
                value: &<Self as $crate::wire::Adapter>::Value,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                <Self as $crate::wire::Field>::serialize(value, serializer)
            }
        }

        #[cfg(feature = "schemars")]
        impl serde_with::schemars_1::JsonSchemaAs<<$adapter as $crate::wire::Adapter>::Value> for $adapter {
            $crate::wire::schema_of_adapter!();
        }
    };
}
pub(crate) use implement_serde_with;

/// Scans a field that is out of order, in a function that is not inlined.
#[inline(never)]
pub fn scan_out_of_order<'a, F: Field>(slot: &mut F::Slot<'a>, rest: &'a str, has_control: bool) -> Option<&'a str> {
    F::scan(slot, rest, has_control)
}

/// Implements [`Field`] and serde's traits for a model, from its fields and their adapters.
///
/// serde's derive is on a private proxy of the same name: on the model it would accept arrays by position and
/// repeat values in its errors. The compiler checks that table and struct have the same fields.
macro_rules! table {
    ($model:ident $description:literal { $($rows:tt)+ }) => {
        $crate::wire::table!($model for $model $description { $($rows)+ });
        $crate::wire::implement_serde!($model);
    };
    (
        $name:ident for $model:ident $description:literal {
            $first:ident: $first_adapter:ty = $first_description:literal,
            $($field:ident: $adapter:ty = $field_description:literal,)*
        }
    ) => {
        const _: () = {
            use serde::{Deserialize, Deserializer, Serializer, ser::SerializeStruct};
            use $crate::path::Path;
            use $crate::wire::{
                Field, ObjectOnly, Observer, Via, ViaRef, Writer, cursor::{self, ObjectCursor}, scan_out_of_order,
            };

            // In `deserialize`, the proxy shadows the name of the model. These aliases still name the model, and
            // adapters such as `Id<Course>`.
            type Model = $model;
            #[allow(non_camel_case_types)]
            type $first = $first_adapter;
            $(#[allow(non_camel_case_types)] type $field = $adapter;)*

            const FIELDS: &[&str] = &[stringify!($first) $(, stringify!($field))*];

            #[derive(Default)]
            pub struct Slots<'a> {
                present: bool,
                unknown: usize,
                fields: Fields<'a>,
            }

            #[derive(Default)]
            struct Fields<'a> {
                $first: <$first as Field>::Slot<'a>,
                $($field: <$field as Field>::Slot<'a>,)*
            }

            fn deserialize<'de, D: Deserializer<'de>>(deserializer: ObjectOnly<D>) -> Result<Model, D::Error> {
                #[derive(Deserialize)]
                struct $model { $first: Via<$first>, $($field: Via<$field>,)* }

                let $model { $first $(, $field)* } = $model::deserialize(deserializer)?;
                Ok(Model { $first: $first.0, $($field: $field.0,)* })
            }

            #[cfg(feature = "schemars")]
            impl $name {
                /// Describes the canonical form.
                pub(crate) fn object_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                    $crate::wire::object_schema($description, [
                        (stringify!($first), $first_description, <$first as Field>::schema(generator)),
                        $((stringify!($field), $field_description, <$field as Field>::schema(generator)),)*
                    ])
                }
            }

            impl Field for $name {
                type Value = Model;
                type Slot<'a> = Slots<'a>;

                fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Model, D::Error> {
                    deserialize(ObjectOnly::field(deserializer))
                }

                fn deserialize_root<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Model, D::Error> {
                    deserialize(ObjectOnly::root(deserializer))
                }

                fn serialize<S: Serializer>(Model { $first $(, $field)* }: &Model, serializer: S) -> Result<S::Ok, S::Error> {
                    let mut object = serializer.serialize_struct(stringify!($model), FIELDS.len())?;
                    object.serialize_field(stringify!($first), &ViaRef::<$first>::new($first))?;
                    $(object.serialize_field(stringify!($field), &ViaRef::<$field>::new($field))?;)*
                    object.end()
                }

                #[inline(always)]
                fn scan<'a>(slots: &mut Slots<'a>, rest: &'a str, has_control: bool) -> Option<&'a str> {
                    if core::mem::replace(&mut slots.present, true) {
                        return None;
                    }
                    let (mut object, first) = ObjectCursor::start_with(rest, concat!("{\"", stringify!($first), "\":"))?;
                    if first {
                        object.rest = <$first as Field>::scan(&mut slots.fields.$first, object.rest, has_control)?;
                    }
                    // After a field out of order, comparing with the next ones in turn only takes time.
                    let mut in_order = true;
                    loop {
                        if in_order {
                            $(
                                if object.take_name(concat!(",\"", stringify!($field), "\":")) {
                                    object.rest = <$field as Field>::scan(&mut slots.fields.$field, object.rest, has_control)?;
                                }
                            )*
                        }
                        if let Some(rest) = object.end() {
                            return Some(rest);
                        }
                        object.rest = match object.name(FIELDS)? {
                            stringify!($first) => {
                                in_order = false;
                                scan_out_of_order::<$first>(&mut slots.fields.$first, object.rest, has_control)?
                            }
                            $(stringify!($field) => {
                                in_order = false;
                                scan_out_of_order::<$field>(&mut slots.fields.$field, object.rest, has_control)?
                            })*
                            _ => {
                                slots.unknown += 1;
                                cursor::skip(object.rest)?.1
                            }
                        };
                    }
                }

                #[inline(always)]
                fn build(slots: &Slots<'_>) -> Option<Model> {
                    Some(Model {
                        $first: <$first as Field>::build(&slots.fields.$first)?,
                        $($field: <$field as Field>::build(&slots.fields.$field)?,)*
                    })
                }

                fn write(Model { $first $(, $field)* }: &Model, writer: &mut Writer) {
                    writer.raw(concat!("{\"", stringify!($first), "\":"));
                    <$first as Field>::write($first, writer);
                    $(
                        writer.raw(concat!(",\"", stringify!($field), "\":"));
                        <$field as Field>::write($field, writer);
                    )*
                    writer.raw("}");
                }

                fn max_len(Model { $first $(, $field)* }: &Model) -> usize {
                    let names = concat!("{}", "\"", stringify!($first), "\":" $(, ",\"", stringify!($field), "\":")*);
                    names.len() + <$first as Field>::max_len($first) $(+ <$field as Field>::max_len($field))*
                }

                #[cfg(feature = "schemars")]
                fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                    generator.subschema_for::<$name>()
                }

                fn observe(slots: &Slots<'_>, Model { $first $(, $field)* }: &Model, path: &Path<'_>, observer: &mut impl Observer) {
                    let at = path.field(stringify!($first));
                    <$first as Field>::observe(&slots.fields.$first, $first, &at, observer);
                    $(
                        let at = path.field(stringify!($field));
                        <$field as Field>::observe(&slots.fields.$field, $field, &at, observer);
                    )*
                    if slots.unknown > 0 {
                        observer.unknown_fields(path, slots.unknown);
                    }
                }
            }
        };
    };
}
pub(crate) use table;
