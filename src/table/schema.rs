//! JSON Schemas of the canonical form.

use super::Adapter;
use alloc::string::String;
use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value};

/// Describes a row's value in canonical form, that of a model by reference.
pub trait Describe {
    fn describe(generator: &mut SchemaGenerator) -> Schema;
}

impl<A: Adapter> Describe for A {
    fn describe(_: &mut SchemaGenerator) -> Schema {
        schema_of::<A>()
    }
}

/// Describes the canonical form of an adapter's values.
pub fn schema_of<A: Adapter>() -> Schema {
    let mut schema: Map<String, Value> = serde_json::from_str(A::SCHEMA).unwrap_or_default();
    if A::OPTIONAL {
        if let Some(name) = schema.get_mut("type") {
            *name = Value::from_iter([name.take(), "null".into()]);
        }
        if let Some(Value::Array(values)) = schema.get_mut("enum") {
            values.push(Value::Null);
        }
    }
    schema.into()
}

/// Describes an object by its fields, each a name, a description and a schema.
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

/// Implements [`Describe`] for a model, from its rows.
macro_rules! schema {
    ($model:ident $description:literal { $($field:ident: $adapter:ty = $text:literal,)+ }) => {
        impl $model {
            /// Describes the canonical form.
            pub(crate) fn object_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                $crate::table::object_schema($description, [
                    $((stringify!($field), $text, <$adapter as $crate::table::Describe>::describe(generator)),)+
                ])
            }
        }

        impl $crate::table::Describe for $model {
            fn describe(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                generator.subschema_for::<$model>()
            }
        }
    };
}
pub(crate) use schema;

/// The items of the schema traits of schemars and serde_with, for an adapter.
macro_rules! schema_of_adapter {
    ($name:expr) => {
        fn schema_name() -> alloc::borrow::Cow<'static, str> {
            $name.into()
        }

        fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
            $crate::table::schema_of::<Self>()
        }

        fn inline_schema() -> bool {
            true
        }
    };
}
pub(crate) use schema_of_adapter;
