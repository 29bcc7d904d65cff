use crate::json::Scalar;
use crate::table::{self, Found, FromSerde, Mismatch, is_no_value};
use core::marker::PhantomData;
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{DeserializeOwned, Error, IgnoredAny, SeqAccess},
};
use serde_with::{DeserializeAs, SerializeAs};

/// An optional object: null, `""`, `false` and `[]` are `None`.
///
/// Adapts `Option<T>` for any `T` that is deserialized from an object without borrowing from it, such as a struct of
/// your own or a model. PHP encodes an empty object as `[]`, so `Option<T>` alone would fail for a relation that is
/// empty. Serializes `None` as null.
///
/// Add `#[serde(default)]` so that an absent field is `None` too.
///
/// # Errors
///
/// Rejects `[7]`, `"a"`, `0` and `true`. The errors of an object are those of `T`. If a crate of the build enables
/// serde_json's feature `arbitrary_precision`, a number reaches `T` as an object with serde_json's private field.
///
/// # Examples
///
/// ```
/// use toolzz_webhook::wire;
///
/// #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
/// struct Address {
///     city: String,
/// }
///
/// #[serde_with::serde_as]
/// #[derive(serde::Serialize, serde::Deserialize)]
/// struct Student {
///     #[serde_as(as = "wire::NullableObject")]
///     #[serde(default)]
///     address: Option<Address>,
/// }
///
/// for json in [r#"{"address":[]}"#, r#"{"address":null}"#, r#"{"address":""}"#, "{}"] {
///     let student: Student = serde_json::from_str(json)?;
///     assert_eq!(serde_json::to_string(&student)?, r#"{"address":null}"#);
/// }
/// let student: Student = serde_json::from_str(r#"{"address":{"city":"Recife"}}"#)?;
/// assert_eq!(student.address, Some(Address { city: "Recife".into() }));
///
/// let error = serde_json::from_str::<Student>(r#"{"address":[7]}"#).err().unwrap();
/// assert_eq!(
///     error.to_string(),
///     "expected an object or null, found an array at line 1 column 14",
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct NullableObject;

impl<'de, T: DeserializeOwned> DeserializeAs<'de, Option<T>> for NullableObject {
    fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
        if deserializer.is_human_readable() {
            table::deserialize::<ObjectOrNull<T>, D>(deserializer)
        } else {
            Option::deserialize(deserializer)
        }
    }
}

impl<T: Serialize> SerializeAs<Option<T>> for NullableObject {
    fn serialize_as<S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
        value.serialize(serializer)
    }
}

#[cfg(feature = "schemars")]
impl<T: schemars::JsonSchema> serde_with::schemars_1::JsonSchemaAs<Option<T>> for NullableObject {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        <Option<T> as schemars::JsonSchema>::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        generator.subschema_for::<Option<T>>()
    }
}

/// What [`NullableObject`] expects.
pub const OBJECT_OR_NULL: &str = "an object or null";

struct ObjectOrNull<T>(PhantomData<T>);

impl<T: DeserializeOwned> FromSerde for ObjectOrNull<T> {
    type Value = Option<T>;
    const OPTIONAL: bool = true;

    fn mismatch(found: Found) -> Mismatch {
        Mismatch::new(OBJECT_OR_NULL, found)
    }

    fn scalar(scalar: &Scalar<'_>) -> Result<Option<T>, Found> {
        if is_no_value(scalar, true) { Ok(None) } else { Err(Found::kind_of(scalar)) }
    }

    fn object<'de, D: Deserializer<'de>>(fields: D) -> Result<Option<T>, D::Error> {
        T::deserialize(fields).map(Some)
    }

    fn seq<'de, S: SeqAccess<'de>>(mut seq: S, _: bool) -> Result<Option<T>, S::Error> {
        match seq.next_element::<IgnoredAny>()? {
            None => Ok(None),
            Some(_) => Err(S::Error::custom(Self::mismatch(Found::Array))),
        }
    }
}
