//! The JSON Schema of the documented form.

#![cfg(feature = "schemars")]

mod support;

use schemars::{JsonSchema, schema_for};
use serde_json::{Value, json};
use support::{PLACES, body_with};
use toolzz_webhook::{Course, Enrollment, EnrollmentData, Event, Institution, NewEnrollment, User, fixture};

fn validator(schema: &Value) -> jsonschema::Validator {
    jsonschema::validator_for(schema).unwrap()
}

fn schema<T: JsonSchema>() -> Value {
    schema_for!(T).to_value()
}

#[test]
fn the_documented_example_is_valid_and_is_the_example() {
    let schema = schema::<NewEnrollment>();
    let documented: Value = serde_json::from_str(fixture::DOCUMENTED).unwrap();
    assert!(validator(&schema).is_valid(&documented));
    assert!(validator(&schema).is_valid(&fixture::json()));
    assert_eq!(schema["examples"], json!([documented]));
}

#[test]
fn breaking_any_place_is_invalid() {
    let validator = validator(&schema::<NewEnrollment>());
    let places = PLACES.iter().map(|(path, _)| *path).chain(["data.user.uuid"]);
    for path in places {
        let (parent, key) = path.rsplit_once('.').unwrap();
        let pointer = format!("/{}", parent.replace('.', "/"));
        let mut values = vec![json!([]), json!({}), json!(1.5), json!(true), json!(-1)];
        values.extend(match path {
            "data.enrollment.date_expire" => vec![json!("31/12/2024"), json!(7)],
            "event.send_at" => vec![Value::Null, json!("2023-07-03T12:53:41"), json!("2023-07-03")],
            "event.slug" => vec![Value::Null, json!("activities.course.completed")],
            "data.enrollment.actived" | "data.enrollment.status" => vec![Value::Null, json!(2), json!("1")],
            "data.user.nickname" | "data.user.uuid" => vec![json!(7)],
            id if id.ends_with("id") => vec![Value::Null, json!("7")],
            _ => vec![Value::Null, json!(7)],
        });
        for value in values {
            let mut body: Value = serde_json::from_str(fixture::DOCUMENTED).unwrap();
            body.pointer_mut(&pointer).unwrap()[key] = value.clone();
            assert!(!validator.is_valid(&body), "{path}: {value}");
        }
        let mut body: Value = serde_json::from_str(fixture::DOCUMENTED).unwrap();
        body.pointer_mut(&pointer).unwrap().as_object_mut().unwrap().remove(key).unwrap();
        assert!(!validator.is_valid(&body), "{path} absent");
    }
    for path in ["event", "data", "data.institution", "data.course", "data.enrollment", "data.user"] {
        let body: Value = serde_json::from_str(&body_with(&[(path, "[]")])).unwrap();
        assert!(!validator.is_valid(&body), "{path}");
    }
}

#[test]
fn the_schema_of_an_enrollment_word_for_word() {
    assert_eq!(
        schema::<Enrollment>(),
        json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "Enrollment",
            "description": "The enrollment itself: `data.enrollment`.",
            "type": "object",
            "properties": {
                "id": {
                    "description": "Numerical identifier of the enrollment.",
                    "type": "integer",
                    "format": "uint64",
                    "minimum": 0,
                },
                "date_expire": {
                    "description": "Expiration date of the enrollment, `yyyy-MM-dd` on the wire; none if it does not expire.",
                    "type": ["string", "null"],
                    "format": "date",
                    "pattern": r"^\d{4}-\d{2}-\d{2}$",
                },
                "course_id": {
                    "description": "Numerical identifier of the course. It should be that of [`Course`], but in the platform's own\nexample it is another.",
                    "type": "integer",
                    "format": "uint64",
                    "minimum": 0,
                },
                "actived": {
                    "description": "Whether the enrollment is activated, 1 or 0 on the wire. Built as true unless set.",
                    "type": "integer",
                    "enum": [0, 1],
                },
                "status": {
                    "description": "Whether the enrollment is active, 1 or 0 on the wire. Built as active unless set.",
                    "type": "integer",
                    "enum": [0, 1],
                },
            },
            "required": ["id", "date_expire", "course_id", "actived", "status"],
        }),
    );
}

#[test]
fn every_model_has_a_schema_that_its_documented_part_passes() {
    let documented: Value = serde_json::from_str(fixture::DOCUMENTED).unwrap();
    for (schema, part) in [
        (schema::<Event>(), &documented["event"]),
        (schema::<EnrollmentData>(), &documented["data"]),
        (schema::<Institution>(), &documented["data"]["institution"]),
        (schema::<Course>(), &documented["data"]["course"]),
        (schema::<User>(), &documented["data"]["user"]),
    ] {
        assert!(validator(&schema).is_valid(part), "{part}");
        assert!(!validator(&schema).is_valid(&json!({})));
    }
}
