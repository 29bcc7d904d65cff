//! The adapters and models in a user's own types.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use toolzz_webhook::{Course, Event, Id, NewEnrollment, fixture, wire};

#[serde_with::serde_as]
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Everything {
    #[serde_as(as = "wire::Identifier")]
    id: u64,
    #[serde_as(as = "Option<wire::Identifier>")]
    parent: Option<u64>,
    #[serde_as(as = "Vec<wire::ZeroOne>")]
    flags: Vec<bool>,
    #[serde_as(as = "BTreeMap<wire::Text, wire::Code>")]
    codes: BTreeMap<String, i64>,
    #[serde_as(as = "Option<wire::Date>")]
    day: Option<NaiveDate>,
    #[serde_as(as = "wire::Nullable<wire::Date>")]
    #[serde(default)]
    expires: Option<NaiveDate>,
    #[serde_as(as = "wire::Nullable<wire::DateTime>")]
    #[serde(default)]
    seen: Option<NaiveDateTime>,
    #[serde_as(as = "wire::Nullable<wire::Identifier>")]
    other: Option<u64>,
    #[serde_as(as = "wire::Nullable<wire::ZeroOne>")]
    flag: Option<bool>,
    #[serde_as(as = "wire::Nullable<wire::Code>")]
    code: Option<i64>,
    #[serde_as(as = "wire::CpfText")]
    cpf: String,
    #[serde_as(as = "wire::Nullable<wire::CpfText>")]
    second_cpf: Option<String>,
    #[serde_as(as = "wire::Object")]
    inner: Inner,
    #[serde_as(as = "Vec<wire::Object>")]
    inners: Vec<Inner>,
    #[serde_as(as = "wire::Object")]
    map: BTreeMap<u64, u8>,
    #[serde_as(as = "Option<wire::Object>")]
    wrapped: Option<Wrapper>,
    courses: Vec<Course>,
    ids: BTreeMap<String, Id<Course>>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Inner {
    a: u8,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Wrapper(Inner);

const LENIENT: &str = r#"{"id":"7","parent":"8","flags":[true,"0",1],"codes":{"a":"-3","b":true},"day":"2024-02-29T00:00:00",
    "expires":"0000-00-00","seen":"0000-00-00 00:00:00","other":null,"flag":"true","code":2.0,"cpf":12345678909,"second_cpf":"",
    "inner":{"a":1},"inners":[{"a":2}],"map":{"7":3},"wrapped":{"a":4},
    "courses":[{"name":"Excel","id":"9"}],"ids":{"x":"10"}}"#;

const CANONICAL: &str = r#"{"id":7,"parent":8,"flags":[1,0,1],"codes":{"a":-3,"b":1},"day":"2024-02-29","expires":null,"seen":null,"other":null,"flag":1,"code":2,"cpf":"12345678909","second_cpf":null,"inner":{"a":1},"inners":[{"a":2}],"map":{"7":3},"wrapped":{"a":4},"courses":[{"id":9,"name":"Excel"}],"ids":{"x":10}}"#;

#[test]
fn every_adapter_is_lenient_in_and_canonical_out() {
    let everything: Everything = serde_json::from_str(LENIENT).unwrap();
    assert_eq!(serde_json::to_string(&everything).unwrap(), CANONICAL);
    assert_eq!(serde_json::from_str::<Everything>(CANONICAL).unwrap(), everything);
    let value: serde_json::Value = serde_json::from_str(LENIENT).unwrap();
    assert_eq!(serde_json::from_value::<Everything>(value).unwrap(), everything);
    assert_eq!(serde_json::from_reader::<_, Everything>(LENIENT.as_bytes()).unwrap(), everything);
}

#[test]
fn an_adapter_rejects_a_value_with_what_it_expected() {
    for (from, to, message) in [
        (r#""id":"7""#, r#""id":-7"#, "expected an integer from 0 to 18446744073709551615, found a negative integer"),
        (
            r#""parent":"8""#,
            r#""parent":"""#,
            "expected an integer from 0 to 18446744073709551615, found a string in another form",
        ),
        (r#""0",1]"#, r#""0",null]"#, "expected 0 or 1, found null"),
        (r#""2024-02-29T00:00:00""#, "\"\"", "expected yyyy-MM-dd, found a string in another form"),
        (
            r#""seen":"0000-00-00 00:00:00""#,
            r#""seen":"0000-00-00""#,
            "expected yyyy-MM-dd HH:mm:ss or null, found a string in another form",
        ),
        (
            r#""other":null"#,
            r#""other":true"#,
            "expected an integer from 0 to 18446744073709551615 or null, found a boolean",
        ),
        (r#""flag":"true""#, r#""flag":"maria""#, "expected 0, 1 or null, found another string"),
        (r#""code":2.0"#, r#""code":2.5"#, "expected an integer or null, found a non-integer number"),
        (r#""inner":{"a":1}"#, r#""inner":[1]"#, "expected an object, found an array"),
        (r#""inner":{"a":1}"#, r#""inner":"maria""#, "expected an object, found a string"),
        (r#"[{"a":2}]"#, r#"[[2]]"#, "expected an object, found an array"),
        (r#""map":{"7":3}"#, r#""map":"maria""#, "expected an object, found a string"),
        (r#""wrapped":{"a":4}"#, r#""wrapped":[4]"#, "expected an object, found an array"),
        (r#"[{"name":"Excel","id":"9"}]"#, r#"[[9,"Excel"]]"#, "expected an object, found an array"),
    ] {
        let error = serde_json::from_str::<Everything>(&LENIENT.replace(from, to)).unwrap_err().to_string();
        assert_eq!(error.split_once(" at line ").unwrap().0, message);
    }
}

#[test]
fn nullable_adapters_round_trip_and_map_empty_strings_to_none() {
    #[serde_with::serde_as]
    #[derive(Debug, PartialEq, Deserialize, Serialize)]
    struct Nullables {
        #[serde_as(as = "wire::Nullable<wire::Identifier>")]
        id: Option<u64>,
        #[serde_as(as = "wire::Nullable<wire::ZeroOne>")]
        flag: Option<bool>,
        #[serde_as(as = "wire::Nullable<wire::Code>")]
        code: Option<i64>,
        #[serde_as(as = "wire::Nullable<wire::Text>")]
        text: Option<String>,
        #[serde_as(as = "wire::Nullable<wire::CpfText>")]
        cpf: Option<String>,
        #[serde_as(as = "wire::Nullable<wire::Date>")]
        day: Option<NaiveDate>,
        #[serde_as(as = "wire::Nullable<wire::DateTime>")]
        at: Option<NaiveDateTime>,
    }

    for json in [
        r#"{"id":7,"flag":0,"code":0,"text":"a","cpf":"b","day":"2024-02-29","at":"2024-02-29 01:02:03"}"#,
        r#"{"id":null,"flag":null,"code":null,"text":null,"cpf":null,"day":null,"at":null}"#,
    ] {
        let decoded: Nullables = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&decoded).unwrap(), json);
        assert_eq!(postcard::from_bytes::<Nullables>(&postcard::to_allocvec(&decoded).unwrap()).unwrap(), decoded);
    }
    let empty = r#"{"id":null,"flag":null,"code":null,"text":"","cpf":"","day":"","at":""}"#;
    let null = r#"{"id":null,"flag":null,"code":null,"text":null,"cpf":null,"day":null,"at":null}"#;
    assert_eq!(serde_json::to_string(&serde_json::from_str::<Nullables>(empty).unwrap()).unwrap(), null);
}

/// Some types have one form for human-readable formats and one for others.
#[test]
fn an_object_passes_on_whether_its_format_is_human_readable() {
    struct Readable(bool);

    impl<'de> Deserialize<'de> for Readable {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let readable = deserializer.is_human_readable();
            BTreeMap::<String, u8>::deserialize(deserializer).map(|_| Self(readable))
        }
    }

    #[serde_with::serde_as]
    #[derive(Deserialize)]
    struct Holder {
        #[serde_as(as = "wire::Object")]
        inner: Readable,
    }

    let json: Holder = serde_json::from_str(r#"{"inner":{}}"#).unwrap();
    let binary: Holder = postcard::from_bytes(&[0]).unwrap();
    assert_eq!((json.inner.0, binary.inner.0), (true, false));
}

#[test]
fn flattened_models_leave_the_other_fields_to_the_user() {
    #[derive(Deserialize, Serialize)]
    struct Stored {
        #[serde(flatten)]
        webhook: NewEnrollment,
        #[serde(flatten)]
        rest: BTreeMap<String, serde_json::Value>,
    }

    #[derive(Deserialize)]
    struct OwnEvent {
        #[serde(flatten)]
        event: Event,
        acao: String,
    }

    let body = fixture::DOCUMENTED.replacen('{', r#"{"acao":"criar","#, 1);
    let stored: Stored = serde_json::from_str(&body).unwrap();
    assert_eq!(stored.webhook, fixture::documented());
    assert_eq!(stored.rest.keys().collect::<Vec<_>>(), ["acao"]);
    let again: Stored = serde_json::from_str(&serde_json::to_string(&stored).unwrap()).unwrap();
    assert_eq!(again.webhook, stored.webhook);

    let event: OwnEvent = serde_json::from_str(
        r#"{"name":"Membro","slug":"members.created","send_at":"2023-07-03 12:53:41","acao":"criar"}"#,
    )
    .unwrap();
    assert_eq!((event.event.slug.as_str(), event.acao.as_str()), ("members.created", "criar"));
}
