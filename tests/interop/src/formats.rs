//! Other formats than JSON: the same values.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use std::fmt::{Debug, Display};
use toolzz_webhook::{EnrollmentStatus, Event, Incoming, Institution, NewEnrollment, fixture};

fn printed<T>(result: Result<T, impl Display + Debug>) -> Result<T, String> {
    result.map_err(|error| format!("{error} {error:?}"))
}

type Decoded<T> = (&'static str, Result<T, String>);

/// Encodes and decodes a value by every format that can encode it.
fn every_format<V: Serialize, T: DeserializeOwned>(value: &V) -> Vec<Decoded<T>> {
    let mut decoded: Vec<Decoded<T>> = Vec::new();
    if let Ok(json) = serde_json::to_string(value) {
        decoded.push(("json str", printed(serde_json::from_str(&json))));
        decoded.push(("json slice", printed(serde_json::from_slice(json.as_bytes()))));
        decoded.push(("json reader", printed(serde_json::from_reader(json.as_bytes()))));
        decoded.push(("json stream", printed(serde_json::Deserializer::from_str(&json).into_iter().next().unwrap())));
        decoded.push(("json value", printed(serde_json::from_value(serde_json::to_value(value).unwrap()))));
        decoded.push(("simd-json", printed(simd_json::from_slice(&mut json.clone().into_bytes()))));
        decoded.push(("sonic-rs", printed(sonic_rs::from_str(&json))));
    }
    if let Ok(yaml) = serde_yaml_ng::to_string(value) {
        decoded.push(("yaml", printed(serde_yaml_ng::from_str(&yaml))));
    }
    if let Ok(toml) = toml::to_string(value) {
        decoded.push(("toml", printed(toml::from_str(&toml))));
    }
    let mut cbor = Vec::new();
    if ciborium::into_writer(value, &mut cbor).is_ok() {
        decoded.push(("cbor", printed(ciborium::from_reader(&cbor[..]))));
    }
    if let Ok(named) = rmp_serde::to_vec_named(value) {
        decoded.push(("messagepack named", printed(rmp_serde::from_slice(&named))));
    }
    if let Ok(compact) = rmp_serde::to_vec(value) {
        decoded.push(("messagepack compact", printed(rmp_serde::from_slice(&compact))));
    }
    decoded
}

/// Encodes and decodes a value by postcard, which is not self-describing.
fn by_postcard<T: Serialize + DeserializeOwned>(value: &T) -> Result<T, String> {
    printed(postcard::from_bytes(&postcard::to_allocvec(value).unwrap()))
}

const ALL: [&str; 12] = [
    "json str",
    "json slice",
    "json reader",
    "json stream",
    "json value",
    "simd-json",
    "sonic-rs",
    "yaml",
    "toml",
    "cbor",
    "messagepack named",
    "messagepack compact",
];

/// Asserts that a value round-trips in every format except for these.
#[track_caller]
fn round_trips<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T, except: &[&str]) {
    let (mut unchanged, mut changed) = (Vec::new(), Vec::new());
    for (format, decoded) in every_format::<T, T>(value) {
        match decoded {
            Ok(decoded) if decoded == *value => unchanged.push(format),
            other => changed.push((format, other)),
        }
    }
    let expected: Vec<&str> = ALL.into_iter().filter(|format| !except.contains(format)).collect();
    assert_eq!(unchanged, expected, "{changed:?}");
}

/// Payloads with ordinary and with extreme values.
fn payloads() -> Vec<NewEnrollment> {
    let mut extreme = fixture::new_enrollment();
    extreme.data.enrollment.status = EnrollmentStatus::from(-7);
    extreme.data.enrollment.actived = false;
    extreme.data.user.id = i64::MAX.try_into().unwrap();
    extreme.data.user.name = "João \"😀\"\n & <b> % + = [x]".into();
    vec![fixture::documented(), fixture::new_enrollment(), extreme]
}

fn last_event() -> Event {
    let send_at = chrono::NaiveDate::from_ymd_opt(9999, 12, 31).unwrap().and_hms_opt(23, 59, 59).unwrap();
    Event::builder().name("x").slug("members.created").send_at(send_at).build()
}

#[test]
fn every_model_round_trips_in_every_format() {
    for webhook in payloads() {
        round_trips(&webhook, &[]);
        round_trips(&webhook.event, &[]);
        round_trips(&webhook.data, &[]);
        round_trips(&webhook.data.institution, &[]);
        round_trips(&webhook.data.course, &[]);
        round_trips(&webhook.data.enrollment, &[]);
        round_trips(&webhook.data.user, &[]);
        assert_eq!(by_postcard(&webhook), Ok(webhook));
    }
    round_trips(&last_event(), &[]);
    assert_eq!(by_postcard(&last_event()), Ok(last_event()));
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Flattened {
    received: String,
    #[serde(flatten)]
    webhook: NewEnrollment,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Untagged {
    Number(u64),
    Webhook(Box<NewEnrollment>),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type")]
enum InternallyTagged {
    Webhook(Box<NewEnrollment>),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "content")]
enum AdjacentlyTagged {
    Webhook(Box<NewEnrollment>),
}

/// MessagePack without names encodes a model as an array, which the buffer of serde passes on as that of a
/// human-readable format.
#[test]
fn models_round_trip_in_flattened_and_tagged_types() {
    for webhook in payloads() {
        let compact = &["messagepack compact"];
        round_trips(&Flattened { received: "today".into(), webhook: webhook.clone() }, compact);
        round_trips(&Untagged::Webhook(webhook.clone().into()), compact);
        round_trips(&InternallyTagged::Webhook(webhook.clone().into()), compact);
        round_trips(&AdjacentlyTagged::Webhook(webhook.into()), &[]);
    }
}

#[test]
fn an_id_above_i64_round_trips_in_every_format() {
    let mut webhook = fixture::documented();
    webhook.data.user.id = u64::MAX.into();
    round_trips(&webhook, &[]);
}

/// A value of each type, and one of each form that an adapter distinguishes.
fn values() -> Vec<Value> {
    let strings = ["", "1", "true", "2024-02-29T01:02:03", "-0001-11-30", "191"];
    let others =
        [json!(0), json!(-7), json!(191.0), json!(1.5), json!(true), json!(false), json!(null), json!([]), json!({})];
    strings.into_iter().map(Value::from).chain(others).collect()
}

/// They have no lenient forms.
const BINARY: [&str; 3] = ["cbor", "messagepack named", "messagepack compact"];

/// The errors of other formats are theirs.
#[test]
fn every_format_accepts_what_json_accepts() {
    let (mut accepted, mut rejected) = (0, 0);
    for pointer in pointers(&canonical(), "") {
        for value in values() {
            let mut body = canonical();
            *body.pointer_mut(&pointer).unwrap() = value.clone();
            let json = serde_json::from_value::<NewEnrollment>(body.clone()).ok();
            for (format, decoded) in every_format::<_, NewEnrollment>(&body) {
                *if decoded.is_ok() { &mut accepted } else { &mut rejected } += 1;
                if decoded.is_ok() || !BINARY.contains(&format) {
                    assert_eq!(decoded.ok(), json, "{format}: {pointer} {value}");
                }
            }
        }
    }
    assert!(accepted > 1_000 && rejected > 1_500, "{accepted} {rejected}");
}

fn canonical() -> Value {
    serde_json::to_value(fixture::new_enrollment()).unwrap()
}

/// The pointer of every field.
fn pointers(value: &Value, pointer: &str) -> Vec<String> {
    let fields = value.as_object().into_iter().flatten();
    let inner = fields.flat_map(|(name, value)| pointers(value, &format!("{pointer}/{name}")));
    [pointer.to_string()].into_iter().chain(inner).collect()
}

/// What a format appends is its own: a position, or a window of its input. The message of a binary one is its own, too.
#[test]
fn a_message_has_what_was_expected_in_every_readable_format() {
    let invalid = json!({"id": -7, "name": "x"});
    for (format, decoded) in every_format::<_, toolzz_webhook::Course>(&invalid) {
        let message = decoded.unwrap_err();
        let expected = "expected an integer from 0 to 18446744073709551615, found a negative integer";
        assert!(message.contains(expected) || BINARY.contains(&format), "{format}: {message}");
    }
}

/// JSON cannot represent them.
#[test]
fn infinity_and_nan_are_out_of_range() {
    for number in [".inf", "-.inf", ".nan"] {
        let error = serde_yaml_ng::from_str::<Institution>(&format!("id: {number}")).unwrap_err().to_string();
        let message = "expected an integer from 0 to 18446744073709551615, found a number out of range";
        assert!(error.contains(message), "{number}: {error}");
    }
}

/// It is deserialized from JSON by serde_json only, and not where serde buffers.
#[test]
fn an_incoming_is_rejected_by_other_formats_than_json() {
    #[derive(Debug, Deserialize)]
    #[serde(untagged)]
    enum Buffered {
        Incoming(#[allow(dead_code, reason = "never decoded to")] Incoming),
    }
    let webhook = fixture::documented();
    let accepting: Vec<_> =
        every_format::<_, Incoming>(&webhook).into_iter().filter(|(_, decoded)| decoded.is_ok()).collect();
    assert_eq!(
        accepting.iter().map(|(format, _)| *format).collect::<Vec<_>>(),
        ["json str", "json slice", "json reader", "json stream", "json value"],
    );
    for (format, decoded) in accepting {
        assert_eq!(decoded, Ok(Incoming::from(webhook.clone())), "{format}");
    }
    let error = serde_json::from_str::<Buffered>(fixture::DOCUMENTED).unwrap_err().to_string();
    assert_eq!(error, "data did not match any variant of untagged enum Buffered");
}

/// Reported as BurntSushi/rust-csv#212: the csv crate guesses types.
#[test]
fn csv_guesses_the_type_of_a_name() {
    let name = |name: &str| {
        let file = format!("id,name,email,cpf,nickname,uuid\n9,{name},a@b,,,\n");
        let user: Result<toolzz_webhook::User, _> =
            csv::Reader::from_reader(file.as_bytes()).deserialize().next().unwrap();
        user.map(|user| user.name)
    };
    assert_eq!(name("Ana").unwrap(), "Ana");
    assert_eq!(name("007").unwrap(), "7");
    assert_eq!(name("1e5").unwrap(), "100000.0");
    assert!(name("Nan").unwrap_err().to_string().contains("expected a string, found a number out of range"));
}

/// Reported as toml-rs/toml#547.
#[test]
fn an_unquoted_date_of_toml_is_rejected_with_a_message_that_does_not_repeat_it() {
    let event =
        |send_at: &str| toml::from_str::<toolzz_webhook::Event>(&format!("slug = 'a.b'\nsend_at = {send_at}\n"));
    assert_eq!(event("'2023-07-03 12:53:41'").unwrap().send_at.to_string(), "2023-07-03 12:53:41");
    let error = event("2023-07-03 12:53:41").unwrap_err();
    assert_eq!(error.message(), "expected yyyy-MM-dd HH:mm:ss, found an object");
    assert!(error.to_string().contains("2023-07-03"), "{error}");
}

#[test]
fn an_unquoted_number_of_yaml_is_a_number() {
    let course: toolzz_webhook::Course = serde_yaml_ng::from_str("id: 7\nname: 2024.10\n").unwrap();
    assert_eq!(course.name, "2024.1");
    let cpf = |cpf: &str| {
        let user: toolzz_webhook::User = serde_yaml_ng::from_str(&format!("id: 9\ncpf: {cpf}\n")).unwrap();
        user.cpf
    };
    assert_eq!(cpf("1004218907"), "01004218907");
    assert_eq!(cpf("01004218907"), "01004218907");
    assert_eq!(cpf("12345678909"), "12345678909");
    assert_eq!(cpf("123.456.789-09"), "123.456.789-09");
}
