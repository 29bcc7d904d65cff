use super::{Expected, Found, Refusal};
use alloc::string::ToString;
use core::{cell::Cell, fmt};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, MapAccess, SeqAccess, Visitor},
    forward_to_deserialize_any,
};
use serde_with::{DeserializeAs, SerializeAs};

/// A struct or map that is read from an object only.
///
/// For any `T` that serde derives. By itself serde also reads a struct from an array, by position:
/// `"user": [1, "a"]` would become a user. PHP writes an empty object as `[]`, which is refused here as
/// what it is. Every model of this crate is read this way.
///
/// # Errors
///
/// Refuses `[]`, `[1, "a"]`, `"text"`, `5`, `true` and null. Unlike serde's own, the error does not
/// repeat the value.
#[derive(Clone, Copy, Debug)]
pub struct Object;

impl<'de, T: Deserialize<'de>> DeserializeAs<'de, T> for Object {
    fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        T::deserialize(ObjectOnly(deserializer))
    }
}

impl<T: Serialize> SerializeAs<T> for Object {
    fn serialize_as<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        value.serialize(serializer)
    }
}

/// A deserializer that gives an object or refuses.
pub(crate) struct ObjectOnly<D>(pub(crate) D);

impl<'de, D: Deserializer<'de>> ObjectOnly<D> {
    fn ask<V: Visitor<'de>>(
        self,
        visitor: V,
        ask: impl FnOnce(D, ObjectVisitor<'_, V>) -> Result<V::Value, D::Error>,
    ) -> Result<V::Value, D::Error> {
        let visited = Cell::new(false);
        // Formats without names for fields write structs as sequences.
        let allow_seq = !self.0.is_human_readable();
        let result = ask(self.0, ObjectVisitor { visitor, allow_seq, visited: &visited });
        result.map_err(|error| if visited.get() { error } else { without_content(error) })
    }
}

/// The same error without the value in it.
///
/// A deserializer that finds something else than an object tells its own error what it found, word
/// for word. The place is kept: `serde_json` reads it back from the end of a custom error's text.
fn without_content<E: Error>(error: E) -> E {
    let text = error.to_string();
    let Some(found) = Found::in_serde_text(&text) else {
        return error;
    };
    let place = text.rfind(" at line ").and_then(|start| text.get(start..)).filter(|place| is_place(place));
    E::custom(format_args!("{}{}", Refusal::new(Expected::Object, found), place.unwrap_or_default()))
}

/// Whether a text is ` at line N column N` and nothing else.
fn is_place(text: &str) -> bool {
    let numbers = text.strip_prefix(" at line ").and_then(|numbers| numbers.split_once(" column "));
    numbers.is_some_and(|(line, column)| line.parse::<usize>().is_ok() && column.parse::<usize>().is_ok())
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for ObjectOnly<D> {
    type Error = D::Error;

    fn is_human_readable(&self) -> bool {
        self.0.is_human_readable()
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.ask(visitor, |deserializer, visitor| deserializer.deserialize_struct(name, fields, visitor))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.ask(visitor, |deserializer, visitor| deserializer.deserialize_map(visitor))
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.ask(visitor, |deserializer, visitor| deserializer.deserialize_any(visitor))
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
    allow_seq: bool,
    visited: &'a Cell<bool>,
}

impl<V> ObjectVisitor<'_, V> {
    fn refuse<T, E: Error>(self, found: Found) -> Result<T, E> {
        self.visited.set(true);
        Err(E::custom(Refusal::new(Expected::Object, found)))
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for ObjectVisitor<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Expected::Object.phrase())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.visited.set(true);
        self.visitor.visit_map(map)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<V::Value, A::Error> {
        if self.allow_seq {
            self.visited.set(true);
            self.visitor.visit_seq(seq)
        } else {
            self.refuse(Found::Array)
        }
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}
