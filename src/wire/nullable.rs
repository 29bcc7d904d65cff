use super::scalar::{Reader, read_nullable};
use core::marker::PhantomData;
use serde::{Deserializer, Serializer};
use serde_with::{DeserializeAs, SerializeAs};

/// A value that may be missing, with everything the platform writes for "no value".
///
/// For `Option<T>` where the adapter `A` is for `T`. Unlike `Option<A>`, which takes null alone, this
/// also reads as none what stands for it in `A`'s form: `""` for texts and dates, and the zero date
/// for dates. Add `#[serde(default)]` so that an absent key is none too. Writes null for none.
///
/// # Errors
///
/// Refuses what `A` refuses.
#[derive(Clone, Copy, Debug)]
pub struct Nullable<A>(PhantomData<A>);

impl<'de, A: Reader + DeserializeAs<'de, A::Value>> DeserializeAs<'de, Option<A::Value>> for Nullable<A> {
    fn deserialize_as<D: Deserializer<'de>>(deserializer: D) -> Result<Option<A::Value>, D::Error> {
        if deserializer.is_human_readable() {
            read_nullable::<A, D>(deserializer)
        } else {
            Option::<A>::deserialize_as(deserializer)
        }
    }
}

impl<T, A: SerializeAs<T>> SerializeAs<Option<T>> for Nullable<A> {
    fn serialize_as<S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
        Option::<A>::serialize_as(value, serializer)
    }
}
