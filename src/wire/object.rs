use super::{
    Expected, Found, Mismatch,
    message::{guarded, without_name},
};
use core::{any, cell::Cell, fmt};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor},
    forward_to_deserialize_any,
};
use serde_with::{DeserializeAs, SerializeAs};

/// A struct or map, accepted from an object only.
///
/// Adapts any `T` that derives serde's traits. Derived structs also accept arrays, by position, and PHP encodes an
/// empty object as `[]`. This adapter rejects arrays. Every model of this crate is deserialized with it.
///
/// # Errors
///
/// Rejects `[]`, `[1, "a"]`, `"string"`, `5`, `true` and null, without repeating the value as serde's own
/// error does. Errors of the fields inside are those of `T`.
///
/// # Examples
///
/// ```
/// use toolzz_webhook::wire;
///
/// #[derive(serde::Deserialize)]
/// struct Member {
///     id: u64,
/// }
///
/// #[serde_with::serde_as]
/// #[derive(serde::Deserialize)]
/// struct Data {
///     #[serde_as(as = "wire::Object")]
///     member: Member,
/// }
///
/// let data: Data = serde_json::from_str(r#"{"member":{"id":7}}"#)?;
/// assert_eq!(data.member.id, 7);
///
/// let error = serde_json::from_str::<Data>(r#"{"member":[7]}"#).err().unwrap();
/// assert_eq!(
///     error.to_string(),
///     "expected an object, found an array at line 1 column 11",
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Object;

impl<'de, T: Deserialize<'de>> DeserializeAs<'de, T> for Object {
    fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        T::deserialize(ObjectOnly::field(deserializer))
    }
}

impl<T: Serialize> SerializeAs<T> for Object {
    fn serialize_as<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        value.serialize(serializer)
    }
}

#[cfg(feature = "schemars")]
impl<T: schemars::JsonSchema> serde_with::schemars_1::JsonSchemaAs<T> for Object {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> alloc::borrow::Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        T::json_schema(generator)
    }
}

/// A deserializer that accepts objects only.
pub(crate) struct ObjectOnly<D> {
    deserializer: D,
    by_any: bool,
}

impl<'de, D: Deserializer<'de>> ObjectOnly<D> {
    /// For the value of a field: requests any type from a human-readable format, which then passes a string
    /// to the visitor instead of copying it into an error.
    pub(crate) fn field(deserializer: D) -> Self {
        Self { by_any: deserializer.is_human_readable(), deserializer }
    }

    /// For a model by itself, which may be flattened into a struct or be a CSV record: requests a struct.
    pub(crate) fn root(deserializer: D) -> Self {
        Self { by_any: false, deserializer }
    }

    fn request<V: Visitor<'de>>(
        self,
        visitor: V,
        by_type: impl FnOnce(D, ObjectVisitor<'_, V>) -> Result<V::Value, D::Error>,
    ) -> Result<V::Value, D::Error> {
        guarded(Expected::Object, |visited| {
            // Formats that are not human-readable may encode structs as sequences.
            let accept_seq = !self.deserializer.is_human_readable();
            let visitor = ObjectVisitor { visitor, accept_seq, visited };
            if self.by_any { self.deserializer.deserialize_any(visitor) } else { by_type(self.deserializer, visitor) }
        })
    }
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for ObjectOnly<D> {
    type Error = D::Error;

    fn is_human_readable(&self) -> bool {
        self.deserializer.is_human_readable()
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.request(visitor, |deserializer, visitor| deserializer.deserialize_struct(name, fields, visitor))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.request(visitor, |deserializer, visitor| deserializer.deserialize_map(visitor))
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.request(visitor, |deserializer, visitor| deserializer.deserialize_any(visitor))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, D::Error> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct seq tuple tuple_struct enum identifier ignored_any
    }
}

struct ObjectVisitor<'a, V> {
    visitor: V,
    accept_seq: bool,
    visited: &'a Cell<bool>,
}

impl<V> ObjectVisitor<'_, V> {
    fn reject<T, E: Error>(self, found: Found) -> Result<T, E> {
        self.visited.set(true);
        Err(E::custom(Mismatch { expected: Expected::Object, found }))
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for ObjectVisitor<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Expected::Object.code())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        if is_number::<A>() {
            return self.reject(Found::Number);
        }
        self.visited.set(true);
        self.visitor.visit_map(Names(map))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<V::Value, A::Error> {
        if !self.accept_seq {
            return self.reject(Found::Array);
        }
        self.visited.set(true);
        self.visitor.visit_seq(seq)
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<V::Value, E> {
        self.reject(Found::String)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// A map whose errors do not contain the name of a field.
struct Names<A>(A);

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Names<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        self.0.next_key_seed(seed).map_err(without_name)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.0.next_value_seed(seed)
    }
}

/// Returns whether a map is a number as serde_json represents it if any crate of the build enables its feature
/// `arbitrary_precision`.
///
/// The name of its private type identifies it, also inside a wrapper such as that of `serde_path_to_error`. To look at
/// the first name, as for a scalar, would consume it, and the visitor may expect a name of any type.
fn is_number<A>() -> bool {
    any::type_name::<A>().trim_end_matches('>').ends_with("serde_json::number::NumberDeserializer")
}
