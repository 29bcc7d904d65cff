//! `JsonSchema`: the canonical form of every model, without validation errors.

use crate::model::OwnEvent;
use crate::wire::Adapter;
use crate::{
    Course, Cpf, Enrollment, EnrollmentData, EnrollmentStatus, Event, Id, Institution, NewEnrollment, Slug, User,
};
use alloc::borrow::Cow;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::Value;

/// Unicode's `White_Space`, for a character class: regular expression dialects differ in `\s`.
macro_rules! whitespace {
    () => {
        r"\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
    };
}

/// A label of a host name, up to 63 characters.
macro_rules! label {
    () => {
        "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
    };
}

const FILLED: &str = concat!("[^", whitespace!(), "]");
const EMAIL: &str = concat!("^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@", label!(), r"(?:\.", label!(), ")*$");
const CPF_OR_BLANK: &str = concat!("^(?:[", whitespace!(), r"]*|[0-9]{3}\.[0-9]{3}\.[0-9]{3}-[0-9]{2}|[0-9]{11})$");
const UUID: &str = "^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";

macro_rules! models {
    ($($model:ident $name:literal { $($field:literal: $pattern:expr),* })+) => {$(
        impl JsonSchema for $model {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                #[allow(unused_mut, reason = "some models have no patterns")]
                let mut schema = $model::object_schema(generator);
                $(
                    if let Some(Value::Object(field)) = schema.pointer_mut(concat!("/properties/", $field)) {
                        field.insert("pattern".into(), $pattern.into());
                    }
                )*
                schema
            }
        }
    )+};
}

models! {
    Event "Event" { "name": FILLED }
    OwnEvent "NewEnrollmentEvent" { "name": FILLED }
    Institution "Institution" {}
    Course "Course" { "name": FILLED }
    Enrollment "Enrollment" {}
    User "User" { "name": FILLED, "email": EMAIL, "cpf": CPF_OR_BLANK, "uuid": UUID }
    EnrollmentData "EnrollmentData" {}
}

impl JsonSchema for NewEnrollment {
    fn schema_name() -> Cow<'static, str> {
        "NewEnrollment".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let documented: Value = serde_json::from_str(include_str!("../fixture/documented.json")).unwrap_or_default();
        let mut schema = Self::object_schema(generator);
        schema.insert("examples".into(), [documented].into());
        schema
    }
}

macro_rules! scalars {
    ($($type:ident $(<$parameter:ident>)? = $schema:expr;)+) => {$(
        impl $(<$parameter>)? JsonSchema for $type $(<$parameter>)? {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    )+};
}

scalars! {
    Id<T> = <Self as Adapter>::schema();
    Slug = <Self as Adapter>::schema();
    EnrollmentStatus = <Self as Adapter>::schema();
    Cpf = schemars::json_schema!({ "type": "string", "pattern": "^[0-9]{3}\\.[0-9]{3}\\.[0-9]{3}-[0-9]{2}$" });
}
