//! The reader of bodies. It scans first, into one slot per row, and converts the slots afterwards: the quiet reader
//! builds the value or stops, the explaining one also records every problem and how each value was encoded.

use super::{Adapter, Canonical, Explaining, Found, Mark, Mismatch, Native, Quiet, Unknown};
use crate::json::{self, Scalar, Str};
use crate::path::Path;
use alloc::{string::String, vec::Vec};

/// The value of a row: a scalar with an [`Adapter`], or an object with a [`table`](super::table).
pub trait Field {
    type Value;
    /// What a scan has found; empty by default.
    type Slot<'a, M: Mark>: Default;

    /// Scans a value into its slot and returns the rest of the body. Returns `None` for what is not JSON; the quiet
    /// reader also for a value of another type and for a duplicate field.
    fn scan<'a, M: Mark>(slot: &mut Self::Slot<'a, M>, rest: &'a str) -> Option<&'a str>;

    fn build(slot: &Self::Slot<'_, Quiet>) -> Option<Self::Value>;

    /// Builds the value, and records its problems and how it was encoded. `object` is the [`Explaining::remaining`] of
    /// the object that contains the field.
    fn explain(
        slot: &Self::Slot<'_, Explaining>,
        path: &Path<'_>,
        object: usize,
        recorder: &mut Recorder<'_>,
    ) -> Option<Self::Value>;
}

/// What a scan has found of a [`Field`].
pub type Slot<'a, F, M> = <F as Field>::Slot<'a, M>;

/// What the explaining reader finds, in the order of the table.
pub struct Recorder<'r> {
    pub problems: Vec<Finding>,
    observer: &'r mut dyn Observer,
}

/// A problem that the explaining reader finds.
pub struct Finding {
    pub path: String,
    /// The [`Explaining::remaining`] of its position.
    pub remaining: usize,
    pub cause: Cause,
}

/// Receives how the values of a body were encoded.
pub trait Observer {
    /// Receives an accepted value, `None` for an absent one.
    fn value(&mut self, _path: &Path<'_>, _received: Option<&Scalar<'_>>, _canonical: Canonical<'_>) {}

    /// Receives the unknown fields of an object, after its documented ones.
    fn unknown(&mut self, _path: &Path<'_>, _unknown: &Unknown) {}
}

/// Observes nothing.
impl Observer for () {}

impl<'r> Recorder<'r> {
    pub fn new(observer: &'r mut dyn Observer) -> Self {
        Self { problems: Vec::new(), observer }
    }

    pub fn problem(&mut self, path: &Path<'_>, remaining: usize, cause: Cause) {
        self.problems.push(Finding { path: path.join(), remaining, cause });
    }

    pub fn unknown(&mut self, path: &Path<'_>, unknown: &Unknown) {
        if unknown.count > 0 {
            self.observer.unknown(path, unknown);
        }
    }
}

/// Why a field has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    MissingField,
    DuplicateField,
    Mismatch(Mismatch),
}

/// Scans a body that is exactly one value into an empty slot.
#[allow(clippy::inline_always, reason = "inlining the whole scan saves a tenth of the time")]
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

    #[allow(clippy::inline_always, reason = "see `scan`")]
    #[inline(always)]
    fn build(slot: &ScalarSlot<'_, Quiet>) -> Option<A::Value> {
        match &slot.scalar {
            Some(scalar) => A::from_scalar(scalar).ok(),
            None if A::OPTIONAL => A::from_scalar(&Scalar::Null).ok(),
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
        let absent = Scalar::Null;
        let received = match (&slot.scalar, slot.mark) {
            (None, Explaining { remaining: 0, .. }) if A::OPTIONAL => None,
            (scalar, mark) => {
                mark.check(path, object, Mismatch::of::<A>, recorder)?;
                scalar.as_ref()
            }
        };
        match A::from_scalar(received.unwrap_or(&absent)) {
            Ok(value) => {
                recorder.observer.value(path, received, A::to_canonical(&value));
                Some(value)
            }
            Err(found) => {
                recorder.problem(path, slot.mark.remaining, Cause::Mismatch(Mismatch::of::<A>(found)));
                None
            }
        }
    }
}

impl Explaining {
    /// Records why a field has no value of its type, if it has none.
    pub fn check(
        self,
        path: &Path<'_>,
        object: usize,
        mismatch: fn(Found) -> Mismatch,
        recorder: &mut Recorder<'_>,
    ) -> Option<()> {
        let (remaining, cause) = match self {
            Self { remaining: 0, .. } => (object, Cause::MissingField),
            Self { remaining, is_duplicate: true, .. } => (remaining, Cause::DuplicateField),
            Self { remaining, other_type: Some(found), .. } => (remaining, Cause::Mismatch(mismatch(found))),
            _ => return Some(()),
        };
        recorder.problem(path, remaining, cause);
        None
    }
}

/// What a model expects.
pub const OBJECT: &str = "an object";

/// Returns the mismatch of a value where a model belongs.
pub fn not_an_object(found: Found) -> Mismatch {
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
    ($name:ident for $model:ident { $first:ident: $first_adapter:ty, $($field:ident: $adapter:ty,)* }) => {
        const _: () = {
            use $crate::json::{self, ObjectCursor};
            use $crate::path::Path;
            use $crate::table::{
                Cause, Explaining, Field, Mark, NOT_UNICODE, Quiet, Recorder, not_an_object, scan_out_of_order,
            };

            #[derive(Default)]
            pub struct Slots<'a, M: Mark> {
                is_present: bool,
                pub mark: M,
                unknown: M::Unknown,
                pub $first: <$first_adapter as Field>::Slot<'a, M>,
                $(pub $field: <$adapter as Field>::Slot<'a, M>,)*
            }

            impl Field for $name {
                type Value = $model;
                type Slot<'a, M: Mark> = Slots<'a, M>;

                #[inline(always)]
                fn scan<'a, M: Mark>(slots: &mut Slots<'a, M>, rest: &'a str) -> Option<&'a str> {
                    if core::mem::replace(&mut slots.is_present, true) || !slots.mark.begin(rest) {
                        return slots.mark.duplicate(rest);
                    }
                    let Some((mut object, first)) = ObjectCursor::start_with(rest, concat!("{\"", stringify!($first), "\":"))
                    else {
                        return slots.mark.other_type(rest);
                    };
                    if first {
                        object.rest = <$first_adapter as Field>::scan(&mut slots.$first, object.rest)?;
                    }
                    // After a field out of order, comparing with the next ones in turn only takes time.
                    let mut in_order = true;
                    loop {
                        if in_order {
                            $(
                                if object.take_name(concat!(",\"", stringify!($field), "\":")) {
                                    object.rest = <$adapter as Field>::scan(&mut slots.$field, object.rest)?;
                                }
                            )*
                        }
                        if let Some(rest) = object.end() {
                            return Some(rest);
                        }
                        let name = object.name()?;
                        object.rest = match name.among(&[stringify!($first) $(, stringify!($field))*]) {
                            stringify!($first) => {
                                in_order = false;
                                scan_out_of_order::<$first_adapter, M>(&mut slots.$first, object.rest)?
                            }
                            $(stringify!($field) => {
                                in_order = false;
                                scan_out_of_order::<$adapter, M>(&mut slots.$field, object.rest)?
                            })*
                            _ => {
                                M::unknown(&mut slots.unknown, name)?;
                                json::skip(object.rest)?.1
                            }
                        };
                    }
                }

                #[inline(always)]
                fn build(slots: &Slots<'_, Quiet>) -> Option<$model> {
                    Some($model {
                        $first: <$first_adapter as Field>::build(&slots.$first)?,
                        $($field: <$adapter as Field>::build(&slots.$field)?,)*
                    })
                }

                fn explain(
                    slots: &Slots<'_, Explaining>,
                    path: &Path<'_>,
                    object: usize,
                    recorder: &mut Recorder<'_>,
                ) -> Option<$model> {
                    slots.mark.check(path, object, not_an_object, recorder)?;
                    let remaining = slots.mark.remaining;
                    if slots.unknown.has_lone_surrogate {
                        recorder.problem(path, remaining, Cause::Mismatch(NOT_UNICODE));
                        return None;
                    }
                    let $first = {
                        let path = path.field(stringify!($first));
                        <$first_adapter as Field>::explain(&slots.$first, &path, remaining, recorder)
                    };
                    $(let $field = {
                        let path = path.field(stringify!($field));
                        <$adapter as Field>::explain(&slots.$field, &path, remaining, recorder)
                    };)*
                    recorder.unknown(path, &slots.unknown);
                    Some($model { $first: $first?, $($field: $field?,)* })
                }
            }
        };
    };
}
pub(crate) use reader;
