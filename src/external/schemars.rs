//! `JsonSchema`: the documented form of every model, and nothing of what is read besides.

use crate::{EnrollmentStatus, Id, Slug};
use alloc::borrow::Cow;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

pub(crate) fn zero_one(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "integer", "enum": [0, 1] })
}

pub(crate) fn date_time(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "pattern": r"^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$" })
}

pub(crate) fn nullable_date(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["string", "null"], "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$" })
}

pub(crate) fn email(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "format": "email" })
}

pub(crate) fn nullable_text(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["string", "null"] })
}

pub(crate) fn nullable_uuid(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["string", "null"], "format": "uuid" })
}

impl<T> JsonSchema for Id<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Id".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        u64::json_schema(generator)
    }
}

impl JsonSchema for Slug {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Slug".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "const": Self::CourseEnrollment.as_str() })
    }
}

impl JsonSchema for EnrollmentStatus {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "EnrollmentStatus".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        zero_one(generator)
    }
}
