//! The adapters and models inside someone else's types.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash, Hasher},
};
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
    map: BTreeMap<String, u8>,
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
    "inner":{"a":1},"inners":[{"a":2}],"map":{"x":3},"wrapped":{"a":4},
    "courses":[{"name":"Excel","id":"9"}],"ids":{"x":"10"}}"#;

const CANONICAL: &str = r#"{"id":7,"parent":8,"flags":[1,0,1],"codes":{"a":-3,"b":1},"day":"2024-02-29","expires":null,"seen":null,"other":null,"flag":1,"code":2,"cpf":"12345678909","second_cpf":null,"inner":{"a":1},"inners":[{"a":2}],"map":{"x":3},"wrapped":{"a":4},"courses":[{"id":9,"name":"Excel"}],"ids":{"x":10}}"#;

#[test]
fn every_adapter_on_a_users_own_fields() {
    let everything: Everything = serde_json::from_str(LENIENT).unwrap();
    assert_eq!(serde_json::to_string(&everything).unwrap(), CANONICAL);
    assert_eq!(serde_json::from_str::<Everything>(CANONICAL).unwrap(), everything);
    let tree: serde_json::Value = serde_json::from_str(LENIENT).unwrap();
    assert_eq!(serde_json::from_value::<Everything>(tree).unwrap(), everything);
    assert_eq!(serde_json::from_reader::<_, Everything>(LENIENT.as_bytes()).unwrap(), everything);
}

#[test]
fn an_adapter_names_what_it_expected_at_the_place_of_the_user() {
    for (from, to, text) in [
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
        (r#""flag":"true""#, r#""flag":"maria""#, "expected 0, 1 or null, found another string"),
        (r#""code":2.0"#, r#""code":2.5"#, "expected an integer or null, found a non-integer number"),
        (r#""inner":{"a":1}"#, r#""inner":[1]"#, "expected an object, found an array"),
        (r#""inner":{"a":1}"#, r#""inner":"maria""#, "expected an object, found a string"),
        (r#"[{"a":2}]"#, r#"[[2]]"#, "expected an object, found an array"),
        (r#""map":{"x":3}"#, r#""map":"maria""#, "expected an object, found a string"),
        (r#""wrapped":{"a":4}"#, r#""wrapped":[4]"#, "expected an object, found an array"),
        (r#"[{"name":"Excel","id":"9"}]"#, r#"[[9,"Excel"]]"#, "expected an object, found an array"),
    ] {
        let error = serde_json::from_str::<Everything>(&LENIENT.replace(from, to)).unwrap_err().to_string();
        assert_eq!(error.split_once(" at line ").unwrap().0, text);
    }
}

#[test]
fn nullable_adapters_keep_what_is_there() {
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
        let read: Nullables = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), json);
        assert_eq!(postcard::from_bytes::<Nullables>(&postcard::to_allocvec(&read).unwrap()).unwrap(), read);
    }
    let empty = r#"{"id":null,"flag":null,"code":null,"text":"","cpf":"","day":"","at":""}"#;
    let null = r#"{"id":null,"flag":null,"code":null,"text":null,"cpf":null,"day":null,"at":null}"#;
    assert_eq!(serde_json::to_string(&serde_json::from_str::<Nullables>(empty).unwrap()).unwrap(), null);
}

/// Types that have one form for people and one for machines get the one of the format.
#[test]
fn an_object_knows_whether_its_format_is_for_people() {
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
    let machine: Holder = postcard::from_bytes(&[0]).unwrap();
    assert_eq!((json.inner.0, machine.inner.0), (true, false));
}

#[test]
fn flattened_models_leave_the_other_keys_to_the_user() {
    #[derive(Deserialize, Serialize)]
    struct Kept {
        #[serde(flatten)]
        call: NewEnrollment,
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
    let kept: Kept = serde_json::from_str(&body).unwrap();
    assert_eq!(kept.call, fixture::documented());
    assert_eq!(kept.rest.keys().collect::<Vec<_>>(), ["acao"]);
    let again: Kept = serde_json::from_str(&serde_json::to_string(&kept).unwrap()).unwrap();
    assert_eq!(again.call, kept.call);

    let event: OwnEvent = serde_json::from_str(
        r#"{"name":"Membro","slug":"members.created","send_at":"2023-07-03 12:53:41","acao":"criar"}"#,
    )
    .unwrap();
    assert_eq!((event.event.slug.as_str(), event.acao.as_str()), ("members.created", "criar"));
}

#[test]
fn ids_are_text_and_number_alike() {
    let id: Id<Course> = "7".parse().unwrap();
    assert_eq!(id, 7);
    assert_eq!(id.get(), 7);
    assert_eq!(u64::from(id), 7);
    assert_eq!(id, Id::from(7));
    assert!(id < Id::new(8));
    let hash = |value: &dyn Fn(&mut DefaultHasher)| {
        let mut hasher = DefaultHasher::new();
        value(&mut hasher);
        hasher.finish()
    };
    assert_eq!(hash(&|hasher| id.hash(hasher)), hash(&|hasher| 7_u64.hash(hasher)));
    assert_eq!((id.to_string(), format!("{id:>3}"), format!("{id:?}")), ("7".into(), "  7".into(), "Id(7)".into()));
    for text in ["", "-1", "+1", "007", " 1", "1 ", "1.0", "18446744073709551616"] {
        assert_eq!(
            text.parse::<Id<Course>>().unwrap_err().to_string(),
            "expected an integer from 0 to 18446744073709551615",
        );
    }
}
