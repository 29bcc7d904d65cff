use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};
use std::io::{self, Write};
use toolzz_webhook::{DecodeError, Incoming, NewEnrollment, Report, Validate, fixture};

/// The samples that the document shows as payloads.
const PAYLOADS: [(&str, &str); 4] = [
    ("documented", "The example in the documentation of Toolzz"),
    ("valid", "Without violations, every field set"),
    ("ids_as_strings", "A form that is not canonical, and accepted"),
    ("cpf_empty", "A warning: the student has no CPF"),
];

/// Prints the document; the output is `examples/openapi.json`.
pub fn run(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{:#}", document())
}

fn document() -> Value {
    // OpenAPI 3.1 has the JSON Schemas of draft 2020-12, in another place.
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
    });
    let mut generator = settings.into_generator();
    let payload = generator.subschema_for::<NewEnrollment>();
    let errors = [generator.subschema_for::<DecodeError>(), generator.subschema_for::<Report>()];
    let payloads = PAYLOADS.map(|(name, summary)| (name, summary, body(name)));
    let rejections = [
        ("five_problems", "The problems of a body that cannot be decoded", answer("five_problems")),
        ("email_invalid", "The violations of a payload that can be", answer("email_invalid")),
    ];
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Toolzz webhooks",
            "version": env!("CARGO_PKG_VERSION"),
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "webhooks": {
            "newEnrollment": {
                "post": {
                    "operationId": "newEnrollment",
                    "summary": "A student was enrolled in a course.",
                    "description": "The schema is that of the canonical form; a receiver should accept other forms too.",
                    "requestBody": {
                        "required": true,
                        "content": { "application/json": { "schema": payload, "examples": examples(payloads) } },
                    },
                    "responses": {
                        "200": { "description": "The event was received." },
                        "422": {
                            "description": "The body could not be decoded, or violates a rule of severity error. No message repeats a value.",
                            "content": {
                                "application/json": { "schema": { "oneOf": errors }, "examples": examples(rejections) },
                            },
                        },
                    },
                },
            },
        },
        "components": { "schemas": generator.take_definitions(true) },
    })
}

fn examples<const N: usize>(examples: [(&str, &str, Value); N]) -> Map<String, Value> {
    let example = |(name, summary, value)| (String::from(name), json!({ "summary": summary, "value": value }));
    examples.map(example).into_iter().collect()
}

/// Returns the JSON of a sample.
fn body(name: &str) -> Value {
    serde_json::from_slice(fixture::sample(name).body.as_ref()).expect("the sample is JSON")
}

/// Returns what a receiver answers to a sample.
fn answer(name: &str) -> Value {
    match Incoming::from_slice(fixture::sample(name).body.as_ref()) {
        Err(error) => json!(error),
        Ok(Incoming::NewEnrollment(webhook)) => json!(webhook.check()),
        Ok(_) => Value::Null,
    }
}
