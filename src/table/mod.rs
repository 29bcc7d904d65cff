//! Models as tables: each row is a field's name, its adapter and its description.
//!
//! An [`Adapter`] converts a scalar to a value and back, or returns what it [`Found`]. A [`Field`] is a value of a row: a
//! scalar with an adapter, or an object with a table. [`read`] decodes a body, [`formats`] deserializes every other
//! format, [`write`] serializes the canonical form, and [`schema`] describes it.

mod adapter;
mod formats;
mod mark;
mod mismatch;
mod read;
#[cfg(feature = "schemars")]
mod schema;
mod write;

pub use adapter::{Adapter, Canonical, Native, is_no_value};
pub use formats::{FromSerde, Row, deserialize, deserialize_object};
pub(crate) use formats::{formats, implement_serde, implement_serde_of_object, implement_serde_with};
pub use mark::{Explaining, MAX_NAME_LEN, Mark, Quiet, Unknown};
pub use mismatch::{Found, Mismatch};
pub(crate) use read::reader;
pub use read::{
    Cause, Field, Finding, NOT_UNICODE, OBJECT, Observer, Recorder, Slot, not_an_object, scan, scan_out_of_order,
};
#[cfg(feature = "schemars")]
pub use schema::{Describe, object_schema, schema_of};
#[cfg(feature = "schemars")]
pub(crate) use schema::{schema, schema_of_adapter};
pub(crate) use write::writer;
pub use write::{Write, write};

/// Implements the traits of a table for a model, from its rows.
macro_rules! table {
    ($model:ident $description:literal { $($field:ident: $adapter:ty = $text:literal,)+ }) => {
        $crate::table::table!($model for $model $description { $($field: $adapter = $text,)+ });
        $crate::table::implement_serde_of_object!($model { $($field: $adapter,)+ });
    };
    ($name:ident for $model:ident $description:literal { $($field:ident: $adapter:ty = $text:literal,)+ }) => {
        $crate::table::reader! { $name for $model { $($field: $adapter,)+ } }
        $crate::table::writer! { $name for $model { $($field: $adapter,)+ } }
        $crate::table::formats! { $name for $model { $($field: $adapter,)+ } }
        #[cfg(feature = "schemars")]
        $crate::table::schema! { $name $description { $($field: $adapter = $text,)+ } }
    };
}
pub(crate) use table;
