//! Formats besides JSON text: the same values, or errors that repeat nothing.

use ciborium::cbor;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use std::fmt::{Debug, Display};
use toolzz_webhook::{EnrollmentData, EnrollmentStatus, Event, Incoming, NewEnrollment, User, fixture};

fn text<T>(result: Result<T, impl Display + Debug>) -> Result<T, String> {
    result.map_err(|error| format!("{error} {error:?}"))
}

type Decoded<T> = (&'static str, Result<T, String>);

/// Encodes and decodes a value by every format that can encode it.
fn every_format<V: Serialize, T: DeserializeOwned>(value: &V) -> Vec<Decoded<T>> {
    let mut decoded: Vec<Decoded<T>> = Vec::new();
    if let Ok(json) = serde_json::to_string(value) {
        decoded.push(("json str", text(serde_json::from_str(&json))));
        decoded.push(("json slice", text(serde_json::from_slice(json.as_bytes()))));
        decoded.push(("json reader", text(serde_json::from_reader(json.as_bytes()))));
        decoded.push(("json stream", text(serde_json::Deserializer::from_str(&json).into_iter().next().unwrap())));
        decoded.push(("json value", text(serde_json::from_value(serde_json::to_value(value).unwrap()))));
        decoded.push(("simd-json", text(simd_json::from_slice(&mut json.clone().into_bytes()))));
        decoded.push(("sonic-rs", text(sonic_rs::from_str(&json))));
    }
    if let Ok(yaml) = serde_yaml_ng::to_string(value) {
        decoded.push(("yaml", text(serde_yaml_ng::from_str(&yaml))));
    }
    if let Ok(toml) = toml::to_string(value) {
        // Its `Display` shows the line of the document.
        decoded.push(("toml", toml::from_str(&toml).map_err(|error| error.message().to_string())));
    }
    if let Ok(ron) = ron::to_string(value) {
        decoded.push(("ron", text(ron::from_str(&ron))));
    }
    let mut cbor = Vec::new();
    if ciborium::into_writer(value, &mut cbor).is_ok() {
        decoded.push(("cbor", text(ciborium::from_reader(&cbor[..]))));
    }
    if let Ok(bson) = bson::serialize_to_vec(value) {
        decoded.push(("bson", text(bson::deserialize_from_slice(&bson))));
    }
    if let Ok(named) = rmp_serde::to_vec_named(value) {
        decoded.push(("messagepack named", text(rmp_serde::from_slice(&named))));
    }
    if let Ok(compact) = rmp_serde::to_vec(value) {
        decoded.push(("messagepack compact", text(rmp_serde::from_slice(&compact))));
    }
    if let Ok(query) = serde_qs::to_string(value) {
        decoded.push(("query string", text(serde_qs::from_str(&query))));
    }
    decoded
}

/// The same by the formats that do not tell types.
fn every_native_format<T: Serialize + DeserializeOwned>(value: &T) -> Vec<Decoded<T>> {
    let config = bincode::config::standard();
    let bincode = bincode::serde::encode_to_vec(value, config).unwrap();
    vec![
        ("postcard", text(postcard::from_bytes(&postcard::to_allocvec(value).unwrap()))),
        ("bincode", text(bincode::serde::decode_from_slice(&bincode, config).map(|(value, _)| value))),
    ]
}

const ALL: [&str; 15] = [
    "json str",
    "json slice",
    "json reader",
    "json stream",
    "json value",
    "simd-json",
    "sonic-rs",
    "yaml",
    "toml",
    "ron",
    "cbor",
    "bson",
    "messagepack named",
    "messagepack compact",
    "query string",
];

/// Asserts that a value survives every format but these.
#[track_caller]
fn survives<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T, but: &[&str]) {
    let (mut survived, mut lost) = (Vec::new(), Vec::new());
    for (format, decoded) in every_format::<T, T>(value) {
        match decoded {
            Ok(decoded) if decoded == *value => survived.push(format),
            other => lost.push((format, other)),
        }
    }
    let expected: Vec<&str> = ALL.into_iter().filter(|format| !but.contains(format)).collect();
    assert_eq!(survived, expected, "{lost:?}");
}

/// Every value that is odd in some way.
fn payloads() -> Vec<NewEnrollment> {
    let mut odd = fixture::new_enrollment();
    odd.data.enrollment.status = EnrollmentStatus::from(-7);
    odd.data.enrollment.actived = false;
    odd.data.user.id = i64::MAX.try_into().unwrap();
    odd.data.user.name = "João \"😀\"\n & <b> % + = [x]".into();
    vec![fixture::documented(), fixture::new_enrollment(), odd]
}

fn odd_event() -> Event {
    let send_at = chrono::NaiveDate::from_ymd_opt(9999, 12, 31).unwrap().and_hms_opt(23, 59, 59).unwrap();
    Event::builder().name("x").slug("members.created").send_at(send_at).build()
}

#[test]
fn every_model_round_trips_in_every_format() {
    for webhook in payloads() {
        survives(&webhook, &[]);
        survives(&webhook.event, &[]);
        survives(&webhook.data, &[]);
        survives(&webhook.data.institution, &[]);
        survives(&webhook.data.course, &[]);
        survives(&webhook.data.enrollment, &[]);
        survives(&webhook.data.user, &[]);
        for decoded in every_native_format(&webhook) {
            assert_eq!(decoded, (decoded.0, Ok(webhook.clone())));
        }
    }
    survives(&odd_event(), &[]);
    for decoded in every_native_format(&odd_event()) {
        assert_eq!(decoded, (decoded.0, Ok(odd_event())));
    }
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

/// In MessagePack without names a buffered model is an array, which serde's buffer passes on as one for people.
#[test]
fn holders_round_trip_in_every_format_that_can_hold_them() {
    for webhook in payloads() {
        let compact = &["messagepack compact"];
        survives(&Flattened { received: "today".into(), webhook: webhook.clone() }, compact);
        survives(&Untagged::Webhook(webhook.clone().into()), compact);
        survives(&InternallyTagged::Webhook(webhook.clone().into()), compact);
        survives(&AdjacentlyTagged::Webhook(webhook.into()), &[]);
    }
}

/// BSON has no integers above `i64::MAX`.
#[test]
fn an_id_above_i64_survives_where_the_format_has_such_integers() {
    let mut webhook = fixture::documented();
    webhook.data.user.id = u64::MAX.into();
    survives(&webhook, &["bson"]);
}

const SECRETS: [&str; 2] = ["maria@example.com", "52998224725"];

fn wrong_values() -> Vec<Value> {
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
fn no_format_repeats_a_value_of_the_wrong_type() {
    let mut rejected = 0;
    for pointer in pointers(&canonical(), "") {
        for wrong in wrong_values() {
            let mut body = canonical();
            *body.pointer_mut(&pointer).unwrap() = wrong.clone();
            let json = serde_json::from_value::<NewEnrollment>(body.clone()).ok();
            for (format, decoded) in every_format::<_, NewEnrollment>(&body) {
                match decoded {
                    // A query string has strings alone.
                    Ok(_) if format == "query string" => {}
                    Ok(decoded) => assert_eq!(Some(decoded), json, "{format}: {pointer} {wrong}"),
                    Err(error) => {
                        rejected += 1;
                        for secret in SECRETS {
                            assert!(!error.contains(secret), "{format}: {pointer} {wrong}: {error}");
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
fn errors_of_formats_are_replaced_where_they_would_repeat_a_value() {
    let mut cbor = Vec::new();
    let user = cbor!({"id" => 1, "name" => "Ana", "email" => "a@b", "cpf" => 52_998_224_725_u64});
    ciborium::into_writer(&user.unwrap(), &mut cbor).unwrap();
    let error = ciborium::from_reader::<User, _>(&cbor[..]).unwrap_err();
    assert_eq!(error.to_string(), r#"Semantic(None, "expected a string, found an integer")"#);
    let error = serde_qs::from_str::<EnrollmentData>("user=maria@example.com").unwrap_err();
    assert_eq!(error.to_string(), "expected an object, found a string");
}

/// Structs as rows: what is flat can be CSV.
#[test]
fn users_are_rows_of_csv() {
    let user = fixture::new_enrollment().data.user;
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.serialize(&user).unwrap();
    let csv = writer.into_inner().unwrap();
    let read = |csv: &[u8]| csv::Reader::from_reader(csv).deserialize::<User>().next().unwrap();
    assert_eq!(read(&csv).unwrap(), user);
    let error = read(b"id,name,email,cpf\nmaria,Ana,a@b,1").unwrap_err().to_string();
    assert_eq!(
        error,
        "CSV deserialize error: record 1 (line: 2, byte: 18): expected an integer from 0 to 18446744073709551615, found a string in another form",
    );
    let error = read(b"id,name\n1,Ana").unwrap_err().to_string();
    assert_eq!(error, "CSV deserialize error: record 1 (line: 2, byte: 8): missing field `email`");
}

/// In XML every scalar is an element with text, which quick-xml passes on as a map.
#[test]
fn xml_cannot_hold_a_model() {
    let xml = quick_xml::se::to_string(&fixture::documented().data.user).unwrap();
    assert!(xml.starts_with("<User><id>987654321</id><name>Student</name>"), "{xml}");
    let error = quick_xml::de::from_str::<User>(&xml).unwrap_err();
    assert_eq!(error.to_string(), "expected an integer from 0 to 18446744073709551615, found an object");
}

/// A format may show the name under which serde knows a model.
#[test]
fn a_model_bears_its_own_name() {
    let named =
        ron::ser::to_string_pretty(&fixture::documented(), ron::ser::PrettyConfig::new().struct_names(true)).unwrap();
    assert!(named.starts_with("NewEnrollment(\n    event: Event(\n"), "{named}");
    assert_eq!(ron::from_str::<NewEnrollment>(&named).unwrap(), fixture::documented());
    for wrong in ["maria", "User(id: 1)", "(event: Wire())", "(event: maria)"] {
        let error = ron::from_str::<NewEnrollment>(wrong).unwrap_err().to_string();
        assert!(!error.contains("maria") && !error.contains("Proxy") && !error.contains("Wire"), "{wrong}: {error}");
    }
}

#[test]
fn an_incoming_says_which_formats_cannot_carry_it() {
    let incoming = Incoming::from(fixture::documented());
    let words = "an Incoming can be serialized to and deserialized from JSON only, with serde_json";
    assert_eq!(serde_yaml_ng::to_string(&incoming).unwrap_err().to_string(), words);
    assert_eq!(postcard::to_allocvec(&incoming).unwrap_err(), postcard::Error::SerdeSerCustom);
    assert_eq!(rmp_serde::to_vec(&incoming).unwrap_err().to_string(), words);
    assert!(sonic_rs::to_string(&incoming).unwrap_err().to_string().contains(words));
    assert_eq!(serde_yaml_ng::from_str::<Incoming>(fixture::DOCUMENTED).unwrap_err().to_string(), words);
    assert_eq!(serde_yaml_ng::from_str::<Incoming>("maria@example.com").unwrap_err().to_string(), words);
    let cbor = rmp_serde::to_vec_named(&fixture::documented()).unwrap();
    assert_eq!(rmp_serde::from_slice::<Incoming>(&cbor).unwrap_err().to_string(), words);
    assert!(sonic_rs::from_str::<Incoming>(fixture::DOCUMENTED).unwrap_err().to_string().contains(words));

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
    assert_eq!(serde_json::from_str::<Tagged>(&tagged).unwrap_err().to_string(), words);
}
