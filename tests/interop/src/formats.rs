//! Other formats than JSON: the same values, or errors without a value.

use ciborium::cbor;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use std::fmt::{Debug, Display};
use toolzz_webhook::{EnrollmentStatus, Event, Incoming, Institution, NewEnrollment, User, fixture};

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
        // `Display` of its error shows the line of the document.
        decoded.push(("toml", toml::from_str(&toml).map_err(|error| error.message().to_string())));
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

const SECRETS: [&str; 2] = ["maria@example.com", "52998224725"];

fn values_of_other_types() -> Vec<Value> {
    let [secret, number] = SECRETS;
    let integer: i64 = number.parse().unwrap();
    vec![
        json!(secret),
        json!(format!("{secret} at line 3 column 4")),
        json!(integer),
        json!(-integer),
        json!(52_998_224_725.5),
        json!(true),
        json!([secret, integer]),
        json!({ secret: integer, "x": secret }),
        json!(null),
        json!([]),
    ]
}

/// The same value as in JSON, or an error that does not show what was found.
#[test]
fn an_error_in_any_format_contains_no_value() {
    let mut rejected = 0;
    for pointer in pointers(&canonical(), "") {
        for value in values_of_other_types() {
            let mut body = canonical();
            *body.pointer_mut(&pointer).unwrap() = value.clone();
            let json = serde_json::from_value::<NewEnrollment>(body.clone()).ok();
            for (format, decoded) in every_format::<_, NewEnrollment>(&body) {
                match decoded {
                    Ok(decoded) => assert_eq!(Some(decoded), json, "{format}: {pointer} {value}"),
                    Err(error) => {
                        rejected += 1;
                        for secret in SECRETS {
                            assert!(!error.contains(secret), "{format}: {pointer} {value}: {error}");
                        }
                    }
                }
            }
        }
    }
    assert!(rejected > 1_500, "{rejected}");
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

#[test]
fn an_error_that_a_format_returns_with_the_value_is_replaced() {
    let mut cbor = Vec::new();
    let user = cbor!({"id" => 1, "name" => "Ana", "email" => "a@b", "cpf" => 52_998_224_725_u64});
    ciborium::into_writer(&user.unwrap(), &mut cbor).unwrap();
    let error = ciborium::from_reader::<User, _>(&cbor[..]).unwrap_err();
    assert_eq!(error.to_string(), r#"Semantic(None, "expected a string, found an integer")"#);
    let mut names = Vec::new();
    ciborium::into_writer(&cbor!({"id" => 1, 52_998_224_725_u64 => 1}).unwrap(), &mut names).unwrap();
    let error = ciborium::from_reader::<Institution, _>(&names[..]).unwrap_err();
    assert_eq!(error.to_string(), r#"Semantic(None, "expected a field name, found an integer")"#);
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

#[test]
fn an_incoming_is_rejected_by_other_formats_than_json() {
    let incoming = Incoming::from(fixture::documented());
    let message = "an Incoming can be serialized to and deserialized from JSON only, with serde_json";
    assert_eq!(serde_yaml_ng::to_string(&incoming).unwrap_err().to_string(), message);
    assert_eq!(postcard::to_allocvec(&incoming).unwrap_err(), postcard::Error::SerdeSerCustom);
    assert_eq!(rmp_serde::to_vec(&incoming).unwrap_err().to_string(), message);
    assert!(sonic_rs::to_string(&incoming).unwrap_err().to_string().contains(message));
    assert_eq!(serde_yaml_ng::from_str::<Incoming>(fixture::DOCUMENTED).unwrap_err().to_string(), message);
    assert_eq!(serde_yaml_ng::from_str::<Incoming>("maria@example.com").unwrap_err().to_string(), message);
    let named = rmp_serde::to_vec_named(&fixture::documented()).unwrap();
    assert_eq!(rmp_serde::from_slice::<Incoming>(&named).unwrap_err().to_string(), message);
    assert!(sonic_rs::from_str::<Incoming>(fixture::DOCUMENTED).unwrap_err().to_string().contains(message));

    #[derive(Debug, Deserialize)]
    #[serde(untagged)]
    enum Buffered {
        #[allow(dead_code, reason = "never decoded to")]
        Incoming(Incoming),
    }
    #[derive(Debug, Deserialize)]
    #[serde(tag = "type")]
    enum Tagged {
        #[allow(dead_code, reason = "never decoded to")]
        Incoming(Incoming),
    }
    let error = serde_json::from_str::<Buffered>(fixture::DOCUMENTED).unwrap_err().to_string();
    assert_eq!(error, "data did not match any variant of untagged enum Buffered");
    let tagged = fixture::DOCUMENTED.replacen('{', r#"{"type":"Incoming","#, 1);
    assert_eq!(serde_json::from_str::<Tagged>(&tagged).unwrap_err().to_string(), message);
}
