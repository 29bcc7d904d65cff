//! Feature `schemars`: the JSON Schema agrees with validation.

use boon::{Compiler, SchemaIndex, Schemas};
use chrono::{NaiveDate, NaiveDateTime};
use proptest::{prelude::*, sample::select};
use schemars::{JsonSchema, schema_for};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use toolzz_webhook::{
    Course, Cpf, DecodeError, Enrollment, EnrollmentData, EnrollmentStatus, Event, Id, IdempotencyKey, Institution,
    NewEnrollment, Report, Rule, Severity, Slug, User, Validate, audit,
    fixture::{self, Expected, Sample},
    wire,
};

pub fn schema<T: JsonSchema>() -> Value {
    schema_for!(T).to_value()
}

pub struct Validator(Schemas, SchemaIndex);

impl Validator {
    fn validate(&self, value: &Value) -> Result<(), String> {
        self.0.validate(value, self.1).map_err(|error| error.to_string())
    }

    pub fn is_valid(&self, value: &Value) -> bool {
        self.validate(value).is_ok()
    }
}

pub fn validator<T: JsonSchema>() -> Validator {
    let (mut compiler, mut schemas) = (Compiler::new(), Schemas::new());
    compiler.enable_format_assertions();
    compiler.add_resource("schema.json", schema::<T>()).unwrap();
    let index = compiler.compile("schema.json", &mut schemas).unwrap();
    Validator(schemas, index)
}

fn json(json: impl AsRef<str>) -> Value {
    serde_json::from_str(json.as_ref()).unwrap()
}

#[test]
fn the_schema_has_the_documented_example_and_accepts_it() {
    let documented = json(fixture::DOCUMENTED);
    assert!(validator::<NewEnrollment>().is_valid(&documented));
    assert_eq!(schema::<NewEnrollment>()["examples"], json!([documented]));
    for (validator, model) in [
        (validator::<EnrollmentData>(), &documented["data"]),
        (validator::<Event>(), &documented["event"]),
        (validator::<Institution>(), &documented["data"]["institution"]),
        (validator::<Course>(), &documented["data"]["course"]),
        (validator::<Enrollment>(), &documented["data"]["enrollment"]),
        (validator::<User>(), &documented["data"]["user"]),
    ] {
        assert!(validator.is_valid(model), "{model}");
        assert!(!validator.is_valid(&json!({})));
    }
}

#[test]
fn the_event_of_any_payload_has_any_slug() {
    assert_eq!(
        schema::<Event>()["properties"]["slug"],
        json!({"type": "string", "description": "Unique identifier of the event."})
    );
    assert_eq!(schema::<Slug>()["type"], "string");
}

#[test]
fn every_field_is_described_and_required() {
    let root = schema::<NewEnrollment>();
    let canonical = json(fixture::DOCUMENTED);
    let mut objects = vec![(root.clone(), canonical)];
    let mut fields = 0;
    while let Some((schema, value)) = objects.pop() {
        let names: BTreeSet<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
        let properties = schema["properties"].as_object().unwrap().keys().map(String::as_str);
        assert_eq!(properties.collect::<BTreeSet<_>>(), names);
        let required = schema["required"].as_array().unwrap().iter().map(|name| name.as_str().unwrap());
        assert_eq!(required.collect::<BTreeSet<_>>(), names);
        for name in names {
            fields += 1;
            if let Some(reference) = schema["properties"][name]["$ref"].as_str() {
                let referenced = root.pointer(reference.trim_start_matches('#')).unwrap();
                objects.push((referenced.clone(), value[name].clone()));
            }
        }
    }
    assert_eq!(fields, 17 + 6);
}

#[test]
fn samples_are_valid_as_validation_says() {
    let validator = validator::<NewEnrollment>();
    // Under `arbitrary_precision`, a `Value` holds a number that overflows `f64`, and the validator does not.
    for sample in fixture::samples().into_iter().filter(|sample| sample.name != "id_overflow") {
        let Ok(body) = serde_json::from_slice::<Value>(sample.body.as_ref()) else {
            continue;
        };
        match &sample.expected {
            Expected::NewEnrollment { deviations, .. } => {
                let webhook = sample.body.decode().unwrap();
                let valid = webhook.validate().is_ok();
                assert_eq!(validator.is_valid(&json(webhook.to_json())), valid, "{}", sample.name);
                if deviations.is_empty() {
                    assert_eq!(validator.is_valid(&body), valid, "{}", sample.name);
                }
            }
            // A `Value` has no duplicate fields, a schema no floats, and no pattern counts the days of February.
            _ if ["duplicate_field", "id_as_large_float", "send_at_impossible"].contains(&sample.name) => {}
            _ => assert!(!validator.is_valid(&body), "{}", sample.name),
        }
    }
}

#[test]
fn every_field_rejects_other_types_and_forms() {
    let validator = validator::<NewEnrollment>();
    const NULLABLE: [&str; 3] = ["/data/enrollment/date_expire", "/data/user/nickname", "/data/user/uuid"];
    let mut pointers = Vec::new();
    field_pointers(&json(fixture::DOCUMENTED), "", &mut pointers);
    assert_eq!(pointers.len(), 17 + 6);
    for pointer in pointers {
        let nullable = NULLABLE.contains(&pointer.as_str());
        let is_string = json(fixture::DOCUMENTED).pointer(&pointer).unwrap().is_string() || nullable;
        let mut values = vec![json!([]), json!({}), json!(1.5), json!(true)];
        // Any other status is a warning.
        values.extend((pointer != "/data/enrollment/status").then_some(json!(-1)));
        values.extend((!nullable).then_some(Value::Null));
        values.push(if is_string { json!(7) } else { json!("7") });
        for value in values {
            let mut body = json(fixture::DOCUMENTED);
            *body.pointer_mut(&pointer).unwrap() = value.clone();
            assert!(!validator.is_valid(&body), "{pointer}: {value}");
        }
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        let mut body = json(fixture::DOCUMENTED);
        body.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(name).unwrap();
        assert!(!validator.is_valid(&body), "{pointer} absent");
    }
    for (pointer, string) in [
        ("/event/send_at", "2023-07-03T12:53:41"),
        ("/event/send_at", "2023-07-03"),
        ("/event/send_at", "2023-07-03 24:00:00"),
        ("/event/send_at", "2023-13-03 12:00:00"),
        ("/event/send_at", "2023-07-03 12:53:41.5"),
        ("/data/enrollment/date_expire", "2023-07-32"),
        ("/data/enrollment/date_expire", "2023-07-03 00:00:00"),
        ("/data/enrollment/date_expire", "+10000-01-01"),
        ("/data/enrollment/date_expire", ""),
    ] {
        let mut body = json(fixture::DOCUMENTED);
        *body.pointer_mut(pointer).unwrap() = json!(string);
        assert!(!validator.is_valid(&body), "{pointer}: {string}");
    }
}

fn field_pointers(value: &Value, pointer: &str, found: &mut Vec<String>) {
    for (name, value) in value.as_object().into_iter().flatten() {
        found.push(format!("{pointer}/{name}"));
        field_pointers(value, &format!("{pointer}/{name}"), found);
    }
}

const STRINGS: &[&str] = &[
    "",
    " ",
    "\t\n\u{b}\u{c}\r",
    "\u{85}",
    "\u{a0}\u{1680}\u{2000}\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}",
    "\u{200b}",
    "\u{feff}",
    "\u{1c}",
    "\u{180e}",
    "a",
    " a ",
    "é",
    "\0",
    "😀\n",
];
const EMAILS: &[&str] = &[
    "ana@example.com",
    "a@b",
    ".a..b.@x",
    "!#$%&'*+/=?^_`{|}~-@x.y",
    "a@-b",
    "a@b-",
    "a@b..c",
    "a b@c",
    "a@b@c",
    "@b",
    "a@",
    "a",
    "é@b",
    "a@é",
    "a@b\n",
    "a@b\r\n",
    "\na@b",
    "a@b.",
    "a@1234567890123456789012345678901234567890123456789012345678901234",
    "a@123456789012345678901234567890123456789012345678901234567890123.x",
];
const CPFS: &[&str] = &[
    "123.456.789-09",
    "123.456.789-99",
    "12345678909",
    "1234567890",
    "123456789012",
    "123.456.789 09",
    "12345678909 ",
    "12345678909\n",
    "123.456.789-09\n",
    "\n",
    "\n\n",
    "\u{663}2345678909",
];
const UUIDS: &[&str] = &[
    "7b0c2f4e-58a1-4c9d-9f3e-2d6a1b8c0e57",
    "7B0C2F4E-58A1-4C9D-9F3E-2D6A1B8C0E57",
    "7b0c2f4e58a14c9d9f3e2d6a1b8c0e57",
    "7b0c2f4e-58a1-4c9d-9f3e-2d6a1b8c0e5g",
    "7b0c2f4e-58a1-4c9d-9f3e-2d6a1b8c0e577",
    "7b0c2f4e-58a1-4c9d-9f3e-2d6a1b8c0e57\n",
    "{7b0c2f4e-58a1-4c9d-9f3e-2d6a1b8c0e57}",
];

fn string(usual: &'static [&'static str]) -> impl Strategy<Value = String> {
    let one_of = |list: &'static [&'static str]| select(list).prop_map(str::to_string);
    prop_oneof![6 => Just(usual[0].to_string()), 2 => one_of(usual), 1 => one_of(STRINGS), 1 => any::<String>()]
}

fn date() -> impl Strategy<Value = NaiveDate> {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    let extremes =
        [day(-1, 12, 31), day(0, 1, 1), day(9999, 12, 31), day(10_000, 1, 1), NaiveDate::MIN, NaiveDate::MAX];
    let usual = (0..3650_u64).prop_map(move |days| day(2023, 7, 3) + chrono::Days::new(days));
    prop_oneof![8 => usual, 1 => select(extremes.to_vec())]
}

fn id<T>() -> impl Strategy<Value = Id<T>> {
    prop_oneof![16 => 1..u64::MAX, 1 => Just(0), 1 => Just(u64::MAX)].prop_map(Id::new)
}

prop_compose! {
    /// A payload with or without violations of any rule.
    fn webhook()(
        name in string(&["Atividades - Nova matrícula"]),
        slug in prop_oneof![9 => Just("activities.course.enrollment"), 1 => select(vec!["members.created", ""])],
        (send_at, date_expire) in (date(), prop::option::of(date())),
        (institution, course, enrollment, course_id, user) in (id(), id(), id(), id(), id()),
        (course_name, user_name) in (string(&["Excel"]), string(&["Ana"])),
        (actived, status) in (any::<bool>(), prop_oneof![9 => 0..2_i64, 1 => any::<i64>()]),
        (email, cpf) in (string(EMAILS), string(CPFS)),
        (nickname, uuid) in (prop::option::of(string(&["Ana"])), prop::option::of(string(UUIDS))),
    ) -> NewEnrollment {
        let mut webhook = fixture::new_enrollment();
        webhook.event.name = name;
        webhook.event.slug = slug.into();
        webhook.event.send_at = send_at.into();
        webhook.data.institution.id = institution;
        webhook.data.course.id = course;
        webhook.data.course.name = course_name;
        webhook.data.enrollment.id = enrollment;
        webhook.data.enrollment.date_expire = date_expire;
        webhook.data.enrollment.course_id = course_id;
        webhook.data.enrollment.actived = actived;
        webhook.data.enrollment.status = EnrollmentStatus::from(status);
        webhook.data.user.id = user;
        webhook.data.user.name = user_name;
        webhook.data.user.email = email;
        webhook.data.user.cpf = cpf;
        webhook.data.user.nickname = nickname;
        webhook.data.user.uuid = uuid;
        webhook
    }
}

#[test]
fn a_payload_is_valid_exactly_if_it_passes_validation() {
    use proptest::{strategy::ValueTree, test_runner::TestRunner};
    let validator = validator::<NewEnrollment>();
    let mut runner = TestRunner::deterministic();
    let mut seen = BTreeMap::new();
    for _ in 0..5_000 {
        let webhook = webhook().new_tree(&mut runner).unwrap().current();
        let report = webhook.check();
        let valid = report.clone().into_result().is_ok();
        let body = json(webhook.to_json());
        assert_eq!(
            validator.is_valid(&body),
            valid,
            "{:?}\n{report}\n{:?}",
            webhook.revealed(),
            validator.validate(&body)
        );
        *seen.entry(None).or_insert(0) += usize::from(valid);
        for violation in report {
            *seen.entry(Some(violation.rule)).or_insert(0) += 1;
        }
    }
    assert_eq!(seen.keys().flatten().copied().collect::<Vec<_>>(), Rule::ALL);
    assert!(seen.values().all(|count| *count >= 20), "{seen:?}");
}

/// Asserts that a schema accepts an output, and that it requires every field of one of its objects, with its type.
fn assert_describes<T: JsonSchema + Serialize>(output: &T, object: &str, codes: &[&str]) {
    let validator = validator::<T>();
    let output = serde_json::to_value(output).unwrap();
    assert!(validator.is_valid(&output), "{output}: {:?}", validator.validate(&output));
    for name in output.pointer(object).unwrap().as_object().unwrap().keys() {
        let with = |value: Option<Value>| {
            let mut broken = output.clone();
            let object = broken.pointer_mut(object).unwrap().as_object_mut().unwrap();
            match value {
                Some(value) => object.insert(name.clone(), value),
                None => object.remove(name),
            };
            broken
        };
        assert!(!validator.is_valid(&with(Some(json!(false)))), "{name}");
        assert!(!validator.is_valid(&with(None)), "{name} absent");
        let has_code = codes.contains(&name.as_str());
        assert_eq!(
            validator.is_valid(&with(Some(json!("other")))),
            output.pointer(object).unwrap()[name].is_string() && !has_code,
            "{name}"
        );
    }
}

#[test]
fn a_report_is_an_array_of_violations() {
    let mut webhook = fixture::documented();
    webhook.data.user.email.clear();
    let report = webhook.check();
    assert_eq!(report.violations.len(), 3);
    assert_describes(&report, "/2", &["code", "severity"]);
    assert!(validator::<Report>().is_valid(&json!([])));
}

#[test]
fn a_decode_error_is_an_array_of_problems() {
    let error = fixture::sample("five_problems").body.decode().unwrap_err();
    assert_eq!(error.problems().len(), 5);
    assert_describes(&error, "/4", &["code"]);
    assert_describes(&error.problems()[4], "", &["code"]);
    let validator = validator::<DecodeError>();
    assert!(!validator.is_valid(&json!([])));
    let mut error = serde_json::to_value(error).unwrap();
    error[0]["column"] = json!(0);
    assert!(validator.is_valid(&error));
    error[0]["line"] = json!(0);
    assert!(!validator.is_valid(&error));
}

#[test]
fn the_output_for_every_sample_matches_its_schema() {
    let (errors, records) = (validator::<DecodeError>(), validator::<audit::Record>());
    for Sample { name, body, .. } in fixture::samples() {
        let record = serde_json::to_value(audit::inspect(body.as_ref()).record()).unwrap();
        assert!(records.is_valid(&record), "{name}: {:?}", records.validate(&record));
        if let Err(error) = body.decode() {
            assert!(errors.is_valid(&serde_json::to_value(error).unwrap()), "{name}");
        }
    }
}

#[test]
fn a_record_has_problems_violations_and_deviations() {
    let record = |name| audit::inspect(fixture::sample(name).body.as_ref()).record();
    assert_describes(&record("five_problems"), "/problems/0", &["code"]);
    assert_describes(&record("cpf_null"), "/violations/0", &["code", "severity"]);
    assert_describes(&record("unknown_fields"), "/deviations/0", &["code"]);
    let record = serde_json::to_value(record("documented")).unwrap();
    let fields: BTreeSet<_> = record.as_object().unwrap().keys().cloned().collect();
    let schema = schema::<audit::Record>();
    let codes = schema["properties"]["code"]["enum"].as_array().unwrap();
    assert_eq!(codes.iter().map(Value::to_string).collect::<BTreeSet<_>>().len(), codes.len());
    assert_eq!(fields, schema["properties"].as_object().unwrap().keys().cloned().collect());
    assert_eq!(
        fields,
        schema["required"].as_array().unwrap().iter().map(|name| name.as_str().unwrap().into()).collect()
    );
}

#[test]
fn the_key_and_the_severity_have_a_schema() {
    let key = fixture::documented().idempotency_key();
    assert!(validator::<IdempotencyKey>().is_valid(&serde_json::to_value(key).unwrap()));
    assert_eq!(schema::<Severity>()["enum"], json!(["warning", "error"]));
}

/// Reported as GREsau/schemars#62: a definition is found by the id of its schema.
#[test]
fn a_users_own_course_beside_the_one_of_a_payload_is_another_definition() {
    mod own {
        pub struct Course;

        impl schemars::JsonSchema for Course {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                "Course".into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "boolean" })
            }
        }
    }

    #[derive(JsonSchema)]
    #[allow(dead_code, reason = "only described")]
    struct Enrolled {
        webhook: NewEnrollment,
        course: own::Course,
    }

    let definitions = &schema::<Enrolled>()["$defs"];
    let courses = definitions.as_object().unwrap().iter().filter(|(name, _)| name.starts_with("Course"));
    let types: BTreeSet<_> = courses.map(|(_, schema)| schema["type"].as_str().unwrap()).collect();
    assert_eq!(types, BTreeSet::from(["boolean", "object"]));
}

/// Reported as OpenAPITools/openapi-generator#12565: without a format, generators use 32 bits.
#[test]
fn an_id_is_an_int64() {
    assert_eq!(schema::<User>()["properties"]["id"]["format"], "int64");
}

#[serde_with::serde_as]
#[derive(Serialize, Deserialize, JsonSchema)]
struct Certificate {
    #[serde_as(as = "wire::Identifier")]
    id: u64,
    #[serde_as(as = "wire::ZeroOne")]
    valid: bool,
    #[serde_as(as = "wire::DateTime")]
    issued_at: NaiveDateTime,
    #[serde_as(as = "wire::Nullable<wire::Date>")]
    expires: Option<NaiveDate>,
    #[serde_as(as = "wire::Nullable<wire::ZeroOne>")]
    printed: Option<bool>,
    #[serde_as(as = "Vec<wire::Code>")]
    codes: Vec<i64>,
    #[serde_as(as = "Option<wire::Text>")]
    title: Option<String>,
    #[serde_as(as = "wire::CpfText")]
    cpf: String,
    #[serde_as(as = "wire::NullableObject")]
    course: Option<Course>,
    next: Course,
    owner: Cpf,
}

#[test]
fn adapters_describe_the_fields_of_a_users_type() {
    let schema = schema::<Certificate>();
    let properties = &schema["properties"];
    let date = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])";
    for (name, expected) in [
        ("id", json!({"type": "integer", "format": "int64", "minimum": 0, "maximum": u64::MAX})),
        ("valid", json!({"type": "integer", "enum": [0, 1]})),
        (
            "issued_at",
            json!({"type": "string", "pattern": format!("^{date} (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$")}),
        ),
        ("expires", json!({"type": ["string", "null"], "format": "date", "pattern": format!("^{date}$")})),
        ("printed", json!({"type": ["integer", "null"], "enum": [0, 1, null]})),
        (
            "codes",
            json!({"type": "array", "items": {"type": "integer", "format": "int64", "minimum": i64::MIN, "maximum": i64::MAX}}),
        ),
        ("title", json!({"type": ["string", "null"], "default": null})),
        ("cpf", json!({"type": "string"})),
        ("course", json!({"anyOf": [{"$ref": "#/$defs/Course"}, {"type": "null"}]})),
        ("next", json!({"$ref": "#/$defs/Course"})),
        ("owner", json!({"type": "string", "pattern": r"^[0-9]{3}\.[0-9]{3}\.[0-9]{3}-[0-9]{2}$", "maxLength": 14})),
    ] {
        assert_eq!(properties[name], expected, "{name}");
    }
    let validator = validator::<Certificate>();
    let certificate = json!({
        "id": 0, "valid": 1, "issued_at": "2023-07-03 12:53:41", "expires": null, "printed": null, "codes": [-7], "title": null,
        "cpf": "", "course": null, "next": {"id": 1, "name": "Excel"}, "owner": "123.456.789-09",
    });
    assert!(validator.is_valid(&certificate));
    let mut empty_course = certificate.clone();
    empty_course["course"] = json!({});
    assert!(!validator.is_valid(&empty_course));
    let decoded: Certificate = serde_json::from_value(certificate.clone()).unwrap();
    assert_eq!(serde_json::to_value(decoded).unwrap(), certificate);
}
