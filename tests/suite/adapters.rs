//! The adapters and models in a user's own types. What each of them accepts is in `wire`, and what of tagged types in
//! tests/interop.

use crate::support::{OBJECTS, arbitrary_precision, body_with};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::error::Category;
use std::{
    collections::BTreeMap,
    fmt::Debug,
    io::{self, Read},
};
use toolzz_webhook::{
    Course, Cpf, Enrollment, EnrollmentData, Event, Id, Institution, NewEnrollment, User, decode, fixture, wire,
};

#[serde_with::serde_as]
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Everything {
    #[serde_as(as = "wire::Identifier")]
    id: u64,
    #[serde_as(as = "Option<wire::Identifier>")]
    parent: Option<u64>,
    #[serde_as(as = "Vec<wire::Identifier>")]
    ids: Vec<u64>,
    #[serde_as(as = "BTreeMap<wire::Text, wire::Code>")]
    codes: BTreeMap<String, i64>,
    #[serde_as(as = "wire::ZeroOne")]
    flag: bool,
    #[serde_as(as = "wire::Date")]
    day: NaiveDate,
    #[serde_as(as = "wire::DateTime")]
    at: NaiveDateTime,
    #[serde_as(as = "wire::CpfText")]
    cpf: String,
    own_cpf: Cpf,
    courses: Vec<Course>,
    own_ids: BTreeMap<String, Id<Course>>,
}

const LENIENT: &str = r#"{"id":"7","parent":"8","ids":[1,"2",3.0],"codes":{"a":"-3","b":true},"flag":"true","day":"2024-02-29T00:00:00Z",
    "at":"2024-02-29T01:02:03.5","cpf":12345678909,"own_cpf":191,"courses":[{"name":"Excel","id":"9"}],"own_ids":{"x":"10"}}"#;

const CANONICAL: &str = r#"{"id":7,"parent":8,"ids":[1,2,3],"codes":{"a":-3,"b":1},"flag":1,"day":"2024-02-29","at":"2024-02-29 01:02:03","cpf":"12345678909","own_cpf":"000.000.001-91","courses":[{"id":9,"name":"Excel"}],"own_ids":{"x":10}}"#;

#[test]
fn every_adapter_is_lenient_in_and_canonical_out() {
    let everything: Everything = serde_json::from_str(LENIENT).unwrap();
    assert_eq!(serde_json::to_string(&everything).unwrap(), CANONICAL);
    assert_eq!(serde_json::from_str::<Everything>(CANONICAL).unwrap(), everything);
    let value: serde_json::Value = serde_json::from_str(LENIENT).unwrap();
    assert_eq!(serde_json::from_value::<Everything>(value).unwrap(), everything);
    assert_eq!(serde_json::from_reader::<_, Everything>(LENIENT.as_bytes()).unwrap(), everything);
    assert_eq!(postcard::from_bytes(&postcard::to_allocvec(&everything).unwrap()), Ok(everything));
}

/// Returns the message without the position, which some errors of serde_json do not have. If it is one of this crate, it
/// is also that of `decode::from_slice`.
#[track_caller]
fn message<T: DeserializeOwned + Debug>(json: &str) -> String {
    let error = serde_json::from_str::<T>(json).unwrap_err();
    let position = format!(" at line {} column {}", error.line(), error.column());
    let message = error.to_string();
    let message = message.strip_suffix(&position).unwrap_or(&message).to_string();
    if message.contains(", found ") {
        assert_eq!(decode::from_slice::<T>(json.as_bytes()).unwrap_err().message(), message);
    }
    message
}

#[test]
fn an_adapter_rejects_a_value_with_what_it_expected() {
    for (from, to, expected) in [
        (r#""id":"7""#, r#""id":-7"#, "an integer from 0 to 18446744073709551615, found a negative integer"),
        (
            r#""parent":"8""#,
            r#""parent":"""#,
            "an integer from 0 to 18446744073709551615, found a string in another form",
        ),
        ("3.0", "null", "an integer from 0 to 18446744073709551615, found null"),
        (r#""b":true"#, r#""b":"true ""#, "an integer, found a string in another form"),
        (r#""flag":"true""#, r#""flag":[]"#, "0 or 1, found an array"),
        (r#""2024-02-29T00:00:00Z""#, "\"\"", "yyyy-MM-dd, found a string in another form"),
        (r#""2024-02-29T00:00:00Z""#, "\"0000-00-00\"", "yyyy-MM-dd, found a date that does not exist"),
        (r#""2024-02-29T01:02:03.5""#, "{}", "yyyy-MM-dd HH:mm:ss, found an object"),
        ("12345678909", "false", "a string, found a boolean"),
        (r#"[{"name":"Excel","id":"9"}]"#, r#"[[9,"Excel"]]"#, "an object, found an array"),
        (r#"{"x":"10"}"#, r#"{"x":1.5}"#, "an integer from 0 to 18446744073709551615, found a non-integer number"),
    ] {
        assert_eq!(message::<Everything>(&LENIENT.replace(from, to)), format!("expected {expected}"));
    }
}

#[serde_with::serde_as]
#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(default)]
#[derive(Default)]
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
    cpf_text: Option<String>,
    #[serde_as(as = "wire::Nullable<Cpf>")]
    cpf: Option<Cpf>,
    #[serde_as(as = "wire::Nullable<wire::Date>")]
    day: Option<NaiveDate>,
    #[serde_as(as = "wire::Nullable<wire::DateTime>")]
    at: Option<NaiveDateTime>,
    #[serde_as(as = "Vec<wire::Nullable<wire::Date>>")]
    days: Vec<Option<NaiveDate>>,
}

#[test]
fn a_nullable_value_is_null_or_empty() {
    let all = r#"{"id":7,"flag":0,"code":0,"text":"a","cpf_text":"b","cpf":"000.000.001-91","day":"2024-02-29","at":"2024-02-29 01:02:03","days":["2024-02-29",null]}"#;
    let decoded: Nullables = serde_json::from_str(all).unwrap();
    assert_eq!(serde_json::to_string(&decoded).unwrap(), all);
    assert_eq!(postcard::from_bytes(&postcard::to_allocvec(&decoded).unwrap()), Ok(decoded));
    let none = Nullables::default();
    assert_eq!(postcard::from_bytes(&postcard::to_allocvec(&none).unwrap()), Ok(Nullables::default()));
    for name in ["id", "flag", "code", "text", "cpf_text", "cpf", "day", "at"] {
        for json in ["null", "\"\""] {
            assert_eq!(serde_json::from_str::<Nullables>(&format!(r#"{{"{name}":{json}}}"#)).unwrap(), none, "{name}");
        }
    }
    for json in [
        r#"{"text":false,"cpf_text":false,"cpf":false}"#,
        r#"{"day":"-0001-11-30","at":"0000-00-00 00:00:00Z"}"#,
        r#"{"at":"0000-00-00"}"#,
    ] {
        assert_eq!(serde_json::from_str::<Nullables>(json).unwrap(), none, "{json}");
    }
    for (json, expected) in [
        (r#"{"id":true}"#, "an integer from 0 to 18446744073709551615 or null, found a boolean"),
        (r#"{"flag":"x"}"#, "0, 1 or null, found another string"),
        (r#"{"code":2.5}"#, "an integer or null, found a non-integer number"),
        (r#"{"text":true}"#, "a string or null, found a boolean"),
        (r#"{"cpf_text":[]}"#, "a string or null, found an array"),
        (r#"{"cpf":"1"}"#, "a CPF, ddd.ddd.ddd-dd, eleven digits or null, found a string in another form"),
        (r#"{"day":false}"#, "yyyy-MM-dd or null, found a boolean"),
        (r#"{"at":"2024-02-29"}"#, "yyyy-MM-dd HH:mm:ss or null, found a string in another form"),
        (r#"{"at":{}}"#, "yyyy-MM-dd HH:mm:ss or null, found an object"),
    ] {
        assert_eq!(message::<Nullables>(json), format!("expected {expected}"));
    }
}

#[serde_with::serde_as]
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Objects {
    #[serde_as(as = "wire::NullableObject")]
    institution: Option<Institution>,
    #[serde_as(as = "wire::NullableObject")]
    phones: Option<BTreeMap<String, u8>>,
}

#[test]
fn a_nullable_object_is_an_object_or_one_of_phps_empty_values() {
    let with = |json: &str| format!(r#"{{"institution":{json},"phones":{json}}}"#);
    for json in ["null", "\"\"", "false", "[]", " [ ] "] {
        let objects: Objects = serde_json::from_str(&with(json)).unwrap();
        assert_eq!(objects, Objects { institution: None, phones: None }, "{json}");
        let value: serde_json::Value = serde_json::from_str(&with(json)).unwrap();
        assert_eq!(serde_json::from_value::<Objects>(value).unwrap(), objects, "{json}");
        assert_eq!(serde_json::to_string(&objects).unwrap(), with("null"));
        assert_eq!(postcard::from_bytes(&postcard::to_allocvec(&objects).unwrap()), Ok(objects));
    }
    let some: Objects = serde_json::from_str(r#"{"institution":{"id":"7"},"phones":{}}"#).unwrap();
    let expected = Objects { institution: Some(Institution::builder().id(7).build()), phones: Some(BTreeMap::new()) };
    assert_eq!(some, expected);
    assert_eq!(serde_json::to_string(&some).unwrap(), r#"{"institution":{"id":7},"phones":{}}"#);
    assert_eq!(postcard::from_bytes(&postcard::to_allocvec(&some).unwrap()), Ok(some));
    for (json, found) in [("[7]", "an array"), ("[[]]", "an array"), ("true", "a boolean"), ("\"a\"", "a string")] {
        assert_eq!(message::<Objects>(&with(json)), format!("expected an object or null, found {found}"), "{json}");
    }
    // Under `arbitrary_precision`, a number is an object to serde.
    for (json, found) in [("5", "an integer"), ("-5", "a negative integer"), ("1.5", "a non-integer number")] {
        let found =
            if arbitrary_precision() { None } else { Some(format!("expected an object or null, found {found}")) };
        let message = message::<Objects>(&with(json));
        assert_eq!(found.as_ref().unwrap_or(&message), &message, "{json}");
    }
    // The errors of an object are those of its type.
    assert_eq!(
        message::<Objects>(r#"{"institution":{"id":null}}"#),
        "expected an integer from 0 to 18446744073709551615, found null",
    );
}

#[derive(Debug, Deserialize, Serialize)]
struct Stored {
    #[serde(flatten)]
    webhook: NewEnrollment,
    #[serde(flatten)]
    rest: BTreeMap<String, serde_json::Value>,
}

#[derive(Debug, Deserialize)]
struct OwnEvent {
    #[serde(flatten)]
    event: Event,
    acao: String,
}

#[test]
fn flattened_models_leave_the_other_fields_to_the_user() {
    let body = fixture::DOCUMENTED.replacen('{', r#"{"acao":"criar","#, 1);
    let stored: Stored = serde_json::from_str(&body).unwrap();
    assert_eq!(stored.webhook, fixture::documented());
    assert_eq!(stored.rest, [("acao".to_string(), "criar".into())].into());
    let again: Stored = serde_json::from_str(&serde_json::to_string(&stored).unwrap()).unwrap();
    assert_eq!(again.webhook, stored.webhook);

    let json = r#"{"name":"Membro","slug":"members.created","send_at":"2023-07-03 12:53:41","acao":"criar"}"#;
    let event: OwnEvent = serde_json::from_str(json).unwrap();
    assert_eq!((event.event.slug.as_str(), event.acao.as_str()), ("members.created", "criar"));
}

#[serde_with::serde_as]
#[derive(Debug, PartialEq, Deserialize)]
struct Named {
    #[serde_as(as = "wire::Text")]
    name: String,
    #[serde_as(as = "wire::CpfText")]
    #[serde(default)]
    cpf: String,
}

#[test]
fn an_absent_string_is_empty_in_a_model_and_needs_a_default_in_a_struct_of_ones_own() {
    let user: User = serde_json::from_str(r#"{"id":9}"#).unwrap();
    assert_eq!(user, User::builder().id(9).name("").email("").cpf("").build());
    let course: Course = serde_json::from_value(serde_json::json!({"id": 9})).unwrap();
    assert_eq!(course, Course::builder().id(9).name("").build());
    assert_eq!(message::<Named>("{}"), "missing field `name`");
    let named = Named { name: "Ana".into(), cpf: String::new() };
    assert_eq!(serde_json::from_str::<Named>(r#"{"name":"Ana"}"#).unwrap(), named);
}

/// postcard has no names: a string is its length and its bytes, as without the lenient forms.
#[test]
fn a_string_is_no_option_in_postcard() {
    let course = Course::builder().id(7).name("Go").build();
    assert_eq!(postcard::to_allocvec(&course).unwrap(), [7, 2, b'G', b'o']);
    assert_eq!(postcard::from_bytes(&[7, 2, b'G', b'o']), Ok(course));
    assert_eq!(postcard::from_bytes::<Course>(&[7]), Err(postcard::Error::DeserializeUnexpectedEnd));
}

struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::other("the connection is closed"))
    }
}

/// By which axum's `Json` chooses between 400 and 422.
#[test]
fn a_model_by_itself_keeps_the_category_of_an_error() {
    fn categories<T: DeserializeOwned + Debug>() {
        for (json, category, printed) in [
            ("<html>", Category::Syntax, "expected value at line 1 column 1"),
            ("{\n 'id':1}", Category::Syntax, "key must be a string at line 2 column 2"),
            ("", Category::Eof, "EOF while parsing a value at line 1 column 0"),
            ("\n{", Category::Eof, "EOF while parsing an object at line 2 column 1"),
            ("5", Category::Data, "expected an object"),
        ] {
            let error = serde_json::from_str::<T>(json).unwrap_err();
            assert_eq!((error.classify(), error.to_string()), (category, printed.into()), "{json}");
        }
        let error = serde_json::from_reader::<_, T>(Broken).unwrap_err();
        assert_eq!((error.classify(), error.to_string()), (Category::Io, "the connection is closed".into()));
    }
    categories::<NewEnrollment>();
    categories::<Event>();
    categories::<EnrollmentData>();
    categories::<Institution>();
    categories::<Course>();
    categories::<Enrollment>();
    categories::<User>();
    let within = serde_json::from_str::<NewEnrollment>(&body_with(&[("data.user", "nul")])).unwrap_err();
    assert_eq!((within.classify(), within.line()), (Category::Syntax, 1));
}

/// serde_json would quote the string.
#[test]
fn a_model_never_quotes_what_is_no_object() {
    fn messages<T: DeserializeOwned + Debug>() {
        let doubly_encoded = serde_json::to_string(fixture::DOCUMENTED).unwrap();
        for json in [&doubly_encoded, "\"ana at line 3 column 4\"", "[1,\"ana\"]", "null", "true"] {
            let message = message::<T>(json);
            assert!(message.starts_with("expected an object"), "{message}");
            assert!(!message.contains("ana") && !message.contains("Student"), "{message}");
            let value: serde_json::Value = serde_json::from_str(json).unwrap();
            let message = serde_json::from_value::<T>(value).unwrap_err().to_string();
            assert!(message.starts_with("expected an object") && message.len() < 50, "{message}");
        }
    }
    messages::<NewEnrollment>();
    messages::<Event>();
    messages::<EnrollmentData>();
    messages::<Institution>();
    messages::<Course>();
    messages::<Enrollment>();
    messages::<User>();
    let string = format!("\"{}\"", "ana".repeat(50));
    for path in OBJECTS {
        let body = body_with(&[(path, &string)]);
        assert_eq!(message::<NewEnrollment>(&body), "expected an object, found a string", "{path}");
    }
    let flattened = message::<Stored>(&body_with(&[("data", &string)]));
    assert_eq!(flattened, "expected an object, found a string");
}
