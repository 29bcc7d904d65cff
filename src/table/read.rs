//! The reader of bodies. It scans first, into one slot per row, and converts the slots afterwards: the quiet reader
//! builds the value or stops, the explaining one also records every problem and every deviation.

use super::{Adapter, Detail, Explaining, Found, Mark, Mismatch, Native, Quiet, Recorder};
use crate::json::{self, Scalar, Str};
use crate::path::Path;

/// The value of a row: a scalar with an [`Adapter`], or an object with a [`table`](super::table).
pub trait Field {
    type Value;
    /// The rows of an object.
    const ROWS: &'static [Row] = &[];
    /// What a scan has found; empty by default.
    type Slot<'a, M: Mark>: Default;

    /// Scans a value into its slot and returns the rest of the body. Returns `None` for what is not JSON; the quiet
    /// reader also for a value of another type and for a duplicate field.
    fn scan<'a, M: Mark>(slot: &mut Self::Slot<'a, M>, rest: &'a str) -> Option<&'a str>;

    fn build(slot: &Self::Slot<'_, Quiet>) -> Option<Self::Value>;

    /// Builds the value, and records its problems and deviations. `object` is the [`Explaining::remaining`] of the
    /// object that contains the field.
    fn explain(
        slot: &Self::Slot<'_, Explaining>,
        path: &Path<'_>,
        object: usize,
        recorder: &mut Recorder<'_>,
    ) -> Option<Self::Value>;
}

/// The name of a row, and the rows of its value if that is an object.
pub struct Row {
    pub name: &'static str,
    pub rows: &'static [Row],
}

/// What a scan has found of a [`Field`].
pub type Slot<'a, F, M> = <F as Field>::Slot<'a, M>;

/// Scans a body that is exactly one value into an empty slot.
#[allow(clippy::inline_always, reason = "inlining the whole scan saves a fiftieth of the instructions")]
#[inline(always)]
pub fn scan<'a, F: Field, M: Mark>(slot: &mut Slot<'a, F, M>, body: &'a str) -> Option<()> {
    let rest = F::scan(slot, body)?;
    json::whitespace(rest).is_empty().then_some(())
}

/// What a scan has found of a scalar.
#[derive(Default)]
pub struct ScalarSlot<'a, M> {
    pub scalar: Option<Scalar<'a>>,
    pub mark: M,
}

impl<A: Adapter> Field for A {
    type Value = A::Value;
    type Slot<'a, M: Mark> = ScalarSlot<'a, M>;

    #[inline]
    fn scan<'a, M: Mark>(slot: &mut ScalarSlot<'a, M>, rest: &'a str) -> Option<&'a str> {
        if slot.scalar.is_some() || !slot.mark.begin(rest) {
            return slot.mark.duplicate(rest);
        }
        let after = json::scalar(&mut slot.scalar, matches!(A::NATIVE, Native::String), rest);
        match (after, slot.scalar) {
            (None, _) => slot.mark.other_type(rest),
            // The quiet reader checks escapes when it decodes them.
            (_, Some(Scalar::String(Str::Escaped(_)))) if M::EXPLAINS => Some(json::skip(rest)?.1),
            (after, _) => after,
        }
    }

    #[inline]
    fn build(slot: &ScalarSlot<'_, Quiet>) -> Option<A::Value> {
        match &slot.scalar {
            Some(scalar) => A::from_scalar(scalar).ok(),
            None if A::ABSENT_IS_NULL => A::from_scalar(&Scalar::Null).ok(),
            None => None,
        }
    }

    #[inline(never)]
    fn explain(
        slot: &ScalarSlot<'_, Explaining>,
        path: &Path<'_>,
        object: usize,
        recorder: &mut Recorder<'_>,
    ) -> Option<A::Value> {
        let is_absent = slot.mark.remaining == 0 && A::ABSENT_IS_NULL;
        if !is_absent {
            recorder.check(slot.mark, path, object, Mismatch::of::<A>)?;
        }
        match A::from_scalar(slot.scalar.as_ref().unwrap_or(&Scalar::Null)) {
            Ok(value) => {
                recorder.accepted(path, slot.scalar.as_ref(), A::to_canonical(&value));
                Some(value)
            }
            Err(found) => {
                recorder.problem(path, slot.mark.remaining, Detail::Mismatch(Mismatch::of::<A>(found)));
                None
            }
        }
    }
}

/// What a model expects.
pub const OBJECT: &str = "an object";

/// Returns the mismatch of a value where a model belongs.
pub const fn not_an_object(found: Found) -> Mismatch {
    Mismatch::new(OBJECT, found)
}

/// The mismatch of an object with the name of a field that no string can hold.
pub const NOT_UNICODE: Mismatch = Mismatch::new("valid Unicode", Found::LoneSurrogate);

/// Scans a field that is out of order, in a function that is not inlined.
#[inline(never)]
pub fn scan_out_of_order<'a, F: Field, M: Mark>(slot: &mut F::Slot<'a, M>, rest: &'a str) -> Option<&'a str> {
    F::scan(slot, rest)
}

/// Implements [`Field`] for a model, from its rows. The compiler checks that table and struct have the same fields.
macro_rules! reader {
    ($model:ident { $($field:ident: $adapter:ty,)+ }) => {
        const _: () = {
            use $crate::json::{self, ObjectCursor};
            use $crate::path::Path;
            use $crate::table::{
                Detail, Explaining, Field, Mark, NOT_UNICODE, Quiet, Recorder, Row, not_an_object, scan_out_of_order,
            };

            #[derive(Default)]
            pub struct Slots<'a, M: Mark> {
                is_present: bool,
                pub mark: M,
                unknown: M::Unknown,
                $(pub $field: <$adapter as Field>::Slot<'a, M>,)+
            }

            impl Field for $model {
                type Value = Self;
                type Slot<'a, M: Mark> = Slots<'a, M>;
                const ROWS: &'static [Row] =
                    &[$(Row { name: stringify!($field), rows: <$adapter as Field>::ROWS }),+];

                #[inline(always)]
                fn scan<'a, M: Mark>(slots: &mut Slots<'a, M>, rest: &'a str) -> Option<&'a str> {
                    if core::mem::replace(&mut slots.is_present, true) || !slots.mark.begin(rest) {
                        return slots.mark.duplicate(rest);
                    }
                    let Some(mut object) = ObjectCursor::start(rest) else {
                        return slots.mark.other_type(rest);
                    };
                    // After a field out of order, comparing with the next ones in turn only takes time.
                    let mut in_order = true;
                    loop {
                        if in_order {
                            $(
                                if object.take_name(concat!(",\"", stringify!($field), "\":")) {
                                    object.rest = <$adapter as Field>::scan(&mut slots.$field, object.rest)?;
                                }
                            )+
                        }
                        if let Some(rest) = object.end() {
                            return Some(rest);
                        }
                        let name = object.name()?;
                        object.rest = match name.among(&[$(stringify!($field)),+]) {
                            $(stringify!($field) => {
                                in_order = false;
                                scan_out_of_order::<$adapter, M>(&mut slots.$field, object.rest)?
                            })+
                            _ => {
                                M::unknown(&mut slots.unknown, name)?;
                                json::skip(object.rest)?.1
                            }
                        };
                    }
                }

                #[inline(always)]
                fn build(slots: &Slots<'_, Quiet>) -> Option<Self> {
                    Some(Self { $($field: <$adapter as Field>::build(&slots.$field)?,)+ })
                }

                fn explain(
                    slots: &Slots<'_, Explaining>,
                    path: &Path<'_>,
                    object: usize,
                    recorder: &mut Recorder<'_>,
                ) -> Option<Self> {
                    recorder.check(slots.mark, path, object, not_an_object)?;
                    let remaining = slots.mark.remaining;
                    if slots.unknown.has_lone_surrogate {
                        recorder.problem(path, remaining, Detail::Mismatch(NOT_UNICODE));
                        return None;
                    }
                    $(let $field = {
                        let path = path.field(stringify!($field));
                        <$adapter as Field>::explain(&slots.$field, &path, remaining, recorder)
                    };)+
                    recorder.unknown(path, &slots.unknown);
                    Some(Self { $($field: $field?,)+ })
                }
            }
        };
    };
}
pub(crate) use reader;
