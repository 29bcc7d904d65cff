//! Nothing that is printed contains personal data: errors, `Debug`, reports and records.

use crate::support::{FIELDS, Failing, OBJECTS, body_with};
use serde::{Deserialize, de::DeserializeOwned};
use std::{collections::BTreeMap, error::Error};
use toolzz_webhook::{
    Course, Cpf, DecodeError, Enrollment, EnrollmentData, EnrollmentStatus, Event, Id, IdempotencyKey, Incoming,
    Institution, NewEnrollment, Severity, Slug, User, Validate, audit, decode,
    fixture::{self, Body},
    lines,
};

/// A part of every value that must not be printed.
const SECRET: &str = "Secreta52998224725@example.com";

/// JSON with the secret in a value, in a name, in place of a message, and before what is not JSON.
fn secrets() -> [String; 10] {
    [
        format!("\"{SECRET}\""),
        format!("[\"{SECRET}\"]"),
        format!("{{\"{SECRET}\":\"{SECRET}\"}}"),
        format!(r#"{{"type":"{SECRET}"}}"#),
        format!(r#"{{"type":"Strict","id":1,"{SECRET}":1}}"#),
        "52998224725".to_string(),
        format!("\"missing field `{SECRET}`\""),
        format!("\"expected {SECRET}, found null\""),
        format!("\"{SECRET}\",\"{SECRET}\":tru"),
        format!("\"{SECRET}"),
    ]
}

#[track_caller]
fn assert_redacted(printed: &str) {
    for part in ["ecreta", "529982", "example.com"] {
        assert!(!printed.contains(part), "{part} in {printed}");
    }
}

#[track_caller]
fn assert_error_redacted(error: &DecodeError) {
    assert!(error.source().is_none());
    assert_redacted(&format!("{error} {error:#} {error:?} {error:#?} {}", serde_json::to_string(error).unwrap()));
}

/// Checks everything that a body can become.
#[track_caller]
fn assert_body_redacted(body: &[u8]) {
    let inspection = audit::inspect(body);
    let record = inspection.record();
    assert_redacted(&format!("{record} {record:?} {} {:?}", inspection.report, inspection.deviations));
    match &inspection.decoded {
        // The names of an event and a course are not personal data, and shown.
        Ok(Incoming::NewEnrollment(webhook)) => assert_redacted(&format!("{:?}", webhook.data.user)),
        _ => assert_redacted(&format!("{inspection:?} {inspection:#?}")),
    }
    assert_redacted(&format!("{:?} {:?}", lines(body), lines(body).collect::<Vec<_>>()));
    for error in [
        NewEnrollment::from_slice(body).err(),
        Incoming::from_slice(body).err(),
        decode::from_slice::<NewEnrollment>(body).err(),
        decode::from_slice::<Incoming>(body).err(),
        decode::from_slice::<BTreeMap<String, BTreeMap<String, u8>>>(body).err(),
    ] {
        error.iter().for_each(assert_error_redacted);
    }
    if let Ok(Incoming::Other(other)) = &inspection.decoded {
        other.event().err().iter().for_each(assert_error_redacted);
        other.decode_data::<EnrollmentData>().err().iter().for_each(assert_error_redacted);
        other.decode_data::<Vec<u8>>().err().iter().for_each(assert_error_redacted);
    }
    if let Err(error) = serde_json::from_slice::<NewEnrollment>(body) {
        assert_redacted(&format!("{error} {error:?}"));
    }
    if let Some(Err(error)) = serde_json::from_slice(body).ok().map(serde_json::from_value::<NewEnrollment>) {
        assert_redacted(&format!("{error} {error:?}"));
    }
}

#[test]
fn a_secret_in_any_field_of_any_sample_is_not_printed() {
    let json = secrets();
    for path in FIELDS.into_iter().chain(OBJECTS).filter(|path| !path.ends_with("id")) {
        for json in &json {
            let body = body_with(&[(path, json)]);
            assert!(body.contains("529982"));
            assert_body_redacted(body.as_bytes());
        }
    }
    for path in FIELDS.into_iter().filter(|path| path.ends_with("id")) {
        assert_body_redacted(body_with(&[(path, &json[0])]).as_bytes());
    }
    for sample in fixture::samples() {
        // With a secret before, inside and after the JSON, and as the name and the value of an unknown field.
        let body = sample.body.as_ref();
        let unknown = String::from_utf8_lossy(body).replacen('{', &format!("{{\"{SECRET}\":\"{SECRET}\","), 1);
        for body in [
            unknown.into_bytes(),
            [body, SECRET.as_bytes()].concat(),
            [SECRET.as_bytes(), body].concat(),
            [body, b"{\"", SECRET.as_bytes(), b"\":"].concat(),
        ] {
            assert_body_redacted(&body);
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Strict {
    #[allow(dead_code, reason = "never decoded to")]
    id: u8,
}

#[derive(Deserialize)]
struct Flattened {
    #[serde(flatten)]
    #[allow(dead_code, reason = "never decoded to")]
    strict: Strict,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Untagged {
    Strict(#[allow(dead_code, reason = "never decoded to")] Strict),
}

#[derive(Deserialize)]
#[serde(tag = "type")]
enum Tagged {
    Strict(#[allow(dead_code, reason = "never decoded to")] Strict),
}

/// Their errors quote the value or the name, which those of `decode::from_slice` and `decode_data` do not. Only a name
/// in a path may be of the body, and this secret is not spelled as one.
#[test]
fn a_secret_in_a_type_of_ones_own_is_not_printed() {
    fn assert_rejections_redacted<T: DeserializeOwned>() {
        let mut rejections = 0;
        for json in secrets() {
            let list = decode::from_slice::<Vec<T>>(format!("[{json}]").as_bytes()).err();
            let map = decode::from_slice::<BTreeMap<String, T>>(format!("{{\"{SECRET}\":{json}}}").as_bytes()).err();
            let data = format!(r#"{{"event":{{"slug":"members.created"}},"data":{json}}}"#).parse();
            let data = if let Ok(Incoming::Other(other)) = data { other.decode_data::<T>().err() } else { None };
            for error in [decode::from_slice::<T>(json.as_bytes()).err(), list, map, data].into_iter().flatten() {
                assert_error_redacted(&error);
                rejections += 1;
            }
        }
        assert!(rejections > 10, "{rejections}");
    }
    macro_rules! each { ($($type:ty),+ $(,)?) => { $(assert_rejections_redacted::<$type>();)+ } }

    each!(u8, f32, bool, char, (), (u8, String), Option<bool>, Vec<i64>, BTreeMap<String, u8>, BTreeMap<u8, u8>);
    each!(Strict, Flattened, Untagged, Tagged, Failing, Severity, serde_json::Map<String, serde_json::Value>);
    each!(NewEnrollment, EnrollmentData, Event, Course, User, Cpf, Id<User>, EnrollmentStatus, IdempotencyKey, Slug);
}

#[test]
fn a_secret_in_a_model_by_itself_is_not_printed() {
    fn assert_plain_redacted<T: DeserializeOwned>() {
        for json in secrets().into_iter().flat_map(|json| [format!("[{json}]"), json]) {
            let by_str = serde_json::from_str::<T>(&json).err();
            let by_value = serde_json::from_str(&json).ok().and_then(|value| serde_json::from_value::<T>(value).err());
            for error in [by_str, by_value].into_iter().flatten() {
                assert_redacted(&format!("{error} {error:?}"));
            }
        }
    }
    macro_rules! each { ($($type:ty),+ $(,)?) => { $(assert_plain_redacted::<$type>();)+ } }

    each!(NewEnrollment, EnrollmentData, Event, Institution, Course, Enrollment, User, Incoming);
    each!(Cpf, Id<User>, EnrollmentStatus, IdempotencyKey, Slug);
}

#[test]
fn a_secret_in_the_documented_fields_is_not_printed() {
    let mut webhook = fixture::new_enrollment();
    let user = &mut webhook.data.user;
    user.cpf = SECRET.into();
    user.name = SECRET.into();
    user.email = SECRET.replacen('@', "@@", 1);
    user.nickname = Some(SECRET.into());
    user.uuid = Some(SECRET.into());
    assert_body_redacted(webhook.to_json().as_bytes());
    let report = webhook.check();
    assert_eq!((report.errors().count(), report.warnings().count()), (1, 2));
    assert_redacted(&format!("{report:?} {report} {}", serde_json::to_string(&report).unwrap()));
    assert_redacted(&format!("{webhook:?} {webhook:#?} {:?} {:#?}", webhook.data, webhook.data.user));
    assert_redacted(&format!("{0:?} {0}", webhook.idempotency_key()));
    let other = Body::of(&webhook).with("event.slug", "members.created");
    assert_body_redacted(other.as_ref());
    let size = other.as_ref().len();
    let incoming = Incoming::from_slice(other.as_ref()).unwrap();
    assert_eq!(format!("{incoming:?}"), format!("Other(OtherEvent {{ slug: members.created, size: {size} }})"));
}

#[test]
fn debug_of_a_user_shows_only_which_optional_fields_are_present() {
    let mut user = fixture::new_enrollment().data.user;
    assert_eq!(
        format!("{user:?}"),
        "User { id: Id(987654321), name: [REDACTED], email: [REDACTED], cpf: [REDACTED], nickname: Some([REDACTED]), uuid: Some([REDACTED]) }",
    );
    user.nickname = None;
    user.uuid = None;
    assert_eq!(
        format!("{user:#?}"),
        "User {\n    id: Id(987654321),\n    name: [REDACTED],\n    email: [REDACTED],\n    cpf: [REDACTED],\n    nickname: None,\n    uuid: None,\n}",
    );
}

#[test]
fn debug_of_a_line_shows_its_number_and_size() {
    let log = format!("\n{}\n", fixture::DOCUMENTED);
    let mut deliveries = lines(&log);
    assert_eq!(format!("{deliveries:?}"), "Lines { number: 0, size: 409 }");
    assert_eq!(format!("{:?}", deliveries.next()), "Some(Line { number: 2, size: 407 })");
    assert_eq!(format!("{deliveries:?}"), "Lines { number: 2, size: 0 }");
}
