use super::{Adapter, Canonical, Expected, Field, Found, Native, Scalar};
use core::marker::PhantomData;
use serde::{Deserializer, Serializer};
use serde_with::{DeserializeAs, SerializeAs};

/// An optional value: null, `""` or MySQL's zero date is `None`.
///
/// Adapts `Option<T>`, where `A` is the adapter of this module for `T`; other adapters cannot be used.
/// Unlike `Option<A>`, which accepts only null as `None`, it also accepts `""` for strings and dates, and the
/// zero date for dates. Serializes `None` as null.
///
/// Add `#[serde(default)]` so that an absent field is `None` too.
///
/// # Errors
///
/// Rejects what `A` rejects.
///
/// # Examples
///
/// ```
/// use chrono::NaiveDate;
/// use toolzz_webhook::wire;
///
/// #[serde_with::serde_as]
/// #[derive(serde::Serialize, serde::Deserialize)]
/// struct Class {
///     #[serde_as(as = "wire::Nullable<wire::Date>")]
///     #[serde(default)]
///     ends: Option<NaiveDate>,
/// }
///
/// for json in [r#"{"ends":"0000-00-00"}"#, r#"{"ends":""}"#, r#"{"ends":null}"#, "{}"] {
///     let class: Class = serde_json::from_str(json)?;
///     assert_eq!(serde_json::to_string(&class)?, r#"{"ends":null}"#);
/// }
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Nullable<A>(PhantomData<A>);

impl<A: Adapter> Adapter for Nullable<A> {
    type Value = Option<A::Value>;
    const EXPECTED: Expected = A::EXPECTED_OR_NULL;
    const EXPECTED_OR_NULL: Expected = A::EXPECTED_OR_NULL;
    const NATIVE: Native = A::NATIVE;
    const OPTIONAL: bool = true;

    #[inline]
    fn from_scalar(scalar: &Scalar<'_>) -> Result<Option<A::Value>, Found> {
        if A::is_null(scalar) { Ok(None) } else { A::from_scalar(scalar).map(Some) }
    }

    fn to_canonical(value: &Option<A::Value>) -> Canonical<'_> {
        value.as_ref().map_or(Canonical::Null, A::to_canonical)
    }

    fn to_native(value: &Option<A::Value>) -> Canonical<'_> {
        value.as_ref().map_or(Canonical::Null, A::to_native)
    }

    #[cfg(feature = "schemars")]
    fn schema() -> schemars::Schema {
        use serde_json::Value;

        let mut schema = A::schema();
        if let Some(name) = schema.get_mut("type") {
            *name = Value::from_iter([name.take(), "null".into()]);
        }
        if let Some(Value::Array(values)) = schema.get_mut("enum") {
            values.push(Value::Null);
        }
        schema
    }
}

impl<'de, A: Adapter> DeserializeAs<'de, Option<A::Value>> for Nullable<A> {
    fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<Option<A::Value>, D::Error> {
        <Self as Field>::deserialize(deserializer)
    }
}

impl<A: Adapter> SerializeAs<Option<A::Value>> for Nullable<A> {
    fn serialize_as<S: Serializer>(value: &Option<A::Value>, serializer: S) -> Result<S::Ok, S::Error> {
        <Self as Field>::serialize(value, serializer)
    }
}

#[cfg(feature = "schemars")]
impl<A: Adapter> serde_with::schemars_1::JsonSchemaAs<Option<A::Value>> for Nullable<A> {
    super::schema_of_adapter!();
}
