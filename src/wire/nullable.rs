use crate::json::Scalar;
use crate::table::{Adapter, Canonical, Found, Native, implement_serde_with};
use core::marker::PhantomData;

/// An optional value: null and `""` are `None`, `false` too for [`Text`](super::Text), [`CpfText`](super::CpfText) and
/// [`Cpf`](crate::Cpf), and the zero dates for dates.
///
/// Adapts `Option<T>`. `A` is an adapter of this module, or one of the types that adapt themselves:
/// [`Cpf`](crate::Cpf), [`Id<T>`](crate::Id), [`Slug`](crate::Slug) and [`EnrollmentStatus`](crate::EnrollmentStatus). It
/// cannot be an adapter of your own. Unlike `Option<A>`,
/// which accepts only null as `None`, it accepts the forms of "no value" that PHP sends. Serializes `None` as null.
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
    const EXPECTED: &'static str = A::EXPECTED_OR_NULL;
    const EXPECTED_OR_NULL: &'static str = A::EXPECTED_OR_NULL;
    const SCHEMA: &'static str = A::SCHEMA;
    const NATIVE: Native = A::NATIVE;
    const OPTIONAL: bool = true;

    #[inline]
    fn from_scalar(scalar: &Scalar<'_>) -> Result<Option<A::Value>, Found> {
        A::from_optional(scalar)
    }

    fn to_canonical(value: &Option<A::Value>) -> Canonical<'_> {
        value.as_ref().map_or(Canonical::Null, A::to_canonical)
    }
}

implement_serde_with!(Nullable<A>, A);
