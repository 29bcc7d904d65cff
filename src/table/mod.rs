//! Models as tables: each row is a field's name, its adapter and its description.
//!
//! An [`Adapter`] converts a scalar to a value and back, or returns what it [`Found`]. A [`Field`] is a value of a row: a
//! scalar with an adapter, or an object with a table. [`read`] decodes a body, and the [`Recorder`] collects what is to
//! be said about it; [`serde_traits`] deserializes every other format, [`write`] serializes the canonical form, and
//! `schema` describes it.

mod adapter;
mod deviation;
mod mark;
mod mismatch;
mod problem;
mod read;
mod recorder;
#[cfg(feature = "schemars")]
mod schema;
mod serde_traits;
mod write;

pub use adapter::{Adapter, Canonical, Native, is_no_value};
pub use deviation::{Deviation, DeviationKind, MAX_NAME_LEN, Unknown, is_field_name};
pub use mark::{Explaining, Mark, Quiet};
pub use mismatch::{Found, Mismatch};
pub use problem::{DecodeErrorKind, Detail, Problem};
pub(crate) use read::reader;
pub use read::{Field, NOT_UNICODE, OBJECT, Row, Slot, not_an_object, scan, scan_out_of_order};
pub use recorder::Recorder;
#[cfg(feature = "schemars")]
pub use schema::{Describe, object_schema, schema_of};
#[cfg(feature = "schemars")]
pub(crate) use schema::{schema, schema_of_adapter};
pub use serde_traits::{FromSerde, Member, deserialize, deserialize_object};
pub(crate) use serde_traits::{implement_serde, implement_serde_of_model, implement_serde_with};
pub(crate) use write::writer;
pub use write::{Write, write};

/// Implements the traits of a model, from its rows. `check`, a function, runs after serde has built the
/// model. `decode::scanned` checks the slug itself, before it builds.
macro_rules! table {
    ($model:ident $description:literal { $($field:ident: $adapter:ty = $text:literal,)+ } $(check $check:path)?) => {
        $crate::table::reader! { $model { $($field: $adapter,)+ } }
        $crate::table::writer! { $model { $($field: $adapter,)+ } }
        $crate::table::implement_serde_of_model! { $model { $($field: $adapter,)+ } $($check)? }
        #[cfg(feature = "schemars")]
        $crate::table::schema! { $model $description { $($field: $adapter = $text,)+ } }
    };
}
pub(crate) use table;
