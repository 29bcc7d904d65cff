//! `JsonSchema`: the canonical form of every model, without validation errors, and both errors and the audit record.

use crate::audit::{Deviation, DeviationKind, Record};
use crate::fixture::DOCUMENTED;
use crate::model::NEW_ENROLLMENT;
use crate::table::{object_schema, schema_of};
use crate::wire::{DateTime, Identifier, Nullable, Text};
use crate::{
    Course, DecodeError, DecodeErrorKind, Enrollment, EnrollmentData, Event, IdempotencyKey, Institution,
    NewEnrollment, Problem, Report, Rule, Severity, User, Violation,
};
use alloc::{borrow::Cow, format, string::String, vec::Vec};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

/// A label of a host name, up to 63 characters.
macro_rules! label {
    () => {
        r"[a-zA-Z0-9](?:[a-zA-Z0-9\-]{0,61}[a-zA-Z0-9])?"
    };
}

// In a class, JavaScript with the flag `v` requires escapes of `/`, `{`, `|`, `}` and `-`.
const EMAIL: &str = concat!(r"^[a-zA-Z0-9.!#$%&'*+\/=?^_`\{\|\}~\-]+@", label!(), r"(?:\.", label!(), ")*$");
/// What a final line break follows in a string that a pattern accepts in Python, where `$` also matches before one.
const FINAL_LINE_BREAK: &str = r"[a-zA-Z0-9]\n";

/// Adds keywords to the schema of a field.
fn constrain(schema: &mut Schema, field: &str, keywords: Value) {
    let field = schema.pointer_mut(&format!("/properties/{field}"));
    if let (Some(Value::Object(field)), Value::Object(keywords)) = (field, keywords) {
        field.extend(keywords);
    }
}

/// Returns what [`Inspection::code`](crate::audit::Inspection::code) may return: `other_event` is
/// among the problems, and a violation of any rule may be an error.
fn delivery_codes() -> Vec<&'static str> {
    [&["new_enrollment"], DecodeErrorKind::CODES, Rule::CODES].concat()
}

fn one_of(codes: &[&str]) -> Schema {
    json_schema!({ "type": "string", "enum": codes })
}

fn integer_from(minimum: u32) -> Schema {
    json_schema!({ "type": "integer", "minimum": minimum })
}

/// Describes what serializes as an object or array, by reference.
macro_rules! schemas {
    ($($name:ident($generator:ident) = $schema:expr;)+) => {$(
        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn schema_id() -> Cow<'static, str> {
                concat!(module_path!(), "::", stringify!($name)).into()
            }

            fn json_schema($generator: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    )+};
}

schemas! {
    Event(generator) = Self::object_schema(generator);
    Institution(generator) = Self::object_schema(generator);
    Course(generator) = Self::object_schema(generator);
    Enrollment(generator) = Self::object_schema(generator);
    User(generator) = {
        let mut schema = Self::object_schema(generator);
        constrain(&mut schema, "email", json!({ "pattern": EMAIL, "not": { "pattern": FINAL_LINE_BREAK } }));
        schema
    };
    EnrollmentData(generator) = Self::object_schema(generator);
    NewEnrollment(generator) = {
        let documented: Value = serde_json::from_str(DOCUMENTED).unwrap_or_default();
        let mut schema = Self::object_schema(generator);
        constrain(&mut schema, "event", json!({ "properties": { "slug": { "const": NEW_ENROLLMENT } } }));
        schema.insert("examples".into(), [documented].into());
        schema
    };
    DecodeError(generator) = json_schema!({
        "type": "array",
        "description": "The problems of a body, in the order of their positions.",
        "items": generator.subschema_for::<Problem>(),
        "minItems": 1,
    });
    Problem(generator) = object_schema("A problem of a body.", [
        ("path", "Path of the field; empty for the body as a whole.", schema_of::<Text>()),
        ("code", "Stable code of the kind.", generator.subschema_for::<DecodeErrorKind>()),
        ("message", "What was expected and what was found.", schema_of::<Text>()),
        ("line", "One-based line of the value.", integer_from(1)),
        ("column", "One-based column of the value, in bytes.", integer_from(0)),
    ]);
    Report(generator) = json_schema!({
        "type": "array",
        "description": "The violations that validation found, in payload order.",
        "items": generator.subschema_for::<Violation>(),
    });
    Violation(generator) = object_schema("A rule violated by one field.", [
        ("path", "Path of the field.", schema_of::<Text>()),
        ("code", "Stable code of the rule.", generator.subschema_for::<Rule>()),
        ("message", "What the rule expects.", schema_of::<Text>()),
        ("severity", "Severity of the violation.", generator.subschema_for::<Severity>()),
    ]);
    Deviation(generator) = object_schema("A deviation of an accepted body from the canonical form.", [
        ("path", "Path of the field; empty for the body as a whole.", schema_of::<Text>()),
        ("code", "Stable code of the kind.", generator.subschema_for::<DeviationKind>()),
        ("count", "Number of unknown fields; 1 for every other kind.", integer_from(1)),
        ("names", "Names of unknown fields.", generator.subschema_for::<Vec<String>>()),
    ]);
    DecodeErrorKind(_generator) = one_of(Self::CODES);
    DeviationKind(_generator) = one_of(Self::CODES);
    Rule(_generator) = one_of(Self::CODES);
    Severity(_generator) = one_of(Self::CODES);
    Record(generator) = object_schema("What is known of a delivery, without its values.", [
        ("size", "Size of the body, in bytes.", integer_from(0)),
        ("code", "Stable code of the delivery.", one_of(&delivery_codes())),
        ("event", "Slug of the event.", json_schema!({ "type": ["string", "null"] })),
        ("send_at", "Date and time at which the event was sent.", schema_of::<Nullable<DateTime>>()),
        ("institution_id", "Id of the institution.", schema_of::<Nullable<Identifier>>()),
        ("course_id", "Id of the course.", schema_of::<Nullable<Identifier>>()),
        ("enrollment_id", "Id of the enrollment.", schema_of::<Nullable<Identifier>>()),
        ("user_id", "Id of the user.", schema_of::<Nullable<Identifier>>()),
        ("problems", "The problems of a rejected body.", generator.subschema_for::<Vec<Problem>>()),
        ("errors", "Number of violations that are errors.", integer_from(0)),
        ("warnings", "Number of violations that are warnings.", integer_from(0)),
        ("violations", "The violations of a New Enrollment.", generator.subschema_for::<Report>()),
        ("deviations", "The deviations of an accepted body.", generator.subschema_for::<Vec<Deviation>>()),
    ]);
    IdempotencyKey(_generator) = json_schema!({
        "type": "string",
        "description": "A key for deduplication: slug, institution, enrollment and send_at.",
    });
}
