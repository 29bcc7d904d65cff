//! Fixtures: `Body`, the samples and their outcomes, and `revealed`.

use serde::Serialize;
use serde_json::{
    Value, json,
    ser::{PrettyFormatter, Serializer},
};
use std::{
    collections::{BTreeSet, HashSet},
    panic::{self, UnwindSafe},
    sync::{Arc, Mutex, PoisonError},
};
use toolzz_webhook::{
    DecodeErrorKind, Incoming, NewEnrollment, Rule, Validate, audit,
    fixture::{self, Body, Expected},
};

#[test]
fn each_variant_of_a_body_is_one_statement() {
    use DecodeErrorKind::{DuplicateField, InvalidValue, MissingField, OtherEvent, UnexpectedEnd};
    let decoded = |body: &Body| body.decode().map_err(|error| (error.path().to_string(), error.kind()));
    let accepted = Ok(fixture::new_enrollment());
    let rejected = |path: &str, kind| Err((path.to_string(), kind));
    let violates = |body: &Body, rule| body.decode().unwrap().check().contains(rule);

    let missing_field = Body::valid().without("data.user.id");
    assert_eq!(decoded(&missing_field), rejected("data.user.id", MissingField));
    let null = Body::valid().with("data.user.nickname", Value::Null);
    assert_eq!(null.decode().unwrap().data.user.nickname, None);
    let expired = Body::valid().with("data.enrollment.date_expire", "2020-01-01");
    assert!(violates(&expired, Rule::ExpiredWhenSent));
    let inactive = Body::valid().with("data.enrollment.actived", 0).with("data.enrollment.status", 0);
    assert_eq!(inactive.decode().unwrap().validate_strict(), Ok(()));
    let unknown_status = Body::valid().with("data.enrollment.status", 7);
    assert!(violates(&unknown_status, Rule::UnknownStatus));
    let stringified_ids = Body::valid().ids_as_strings();
    assert_eq!(decoded(&stringified_ids), accepted);
    let php_escaped = Body::valid().php_escaped();
    assert_eq!(decoded(&php_escaped), accepted);
    let pretty_printed = Body::valid().pretty();
    assert_eq!(decoded(&pretty_printed), accepted);
    let byte_order_mark = Body::valid().with_byte_order_mark();
    assert_eq!(decoded(&byte_order_mark), accepted);
    let duplicate_field = Body::valid().duplicate("data.user.id");
    assert_eq!(decoded(&duplicate_field), rejected("data.user.id", DuplicateField));
    let truncated = Body::valid().truncated(200);
    assert_eq!(decoded(&truncated), rejected("", UnexpectedEnd));
    let other_slug = Body::valid().with("event.slug", "activities.course.completed");
    assert_eq!(decoded(&other_slug), rejected("event.slug", OtherEvent));
    let invalid_cpf = Body::valid().with("data.user.cpf", "123.456.789-99");
    assert!(violates(&invalid_cpf, Rule::CpfCheckDigits));
    let blank_cpf = Body::valid().with("data.user.cpf", " ");
    assert!(violates(&blank_cpf, Rule::MissingCpf));
    let invalid_email = Body::valid().with("data.user.email", "ana@@example.com");
    assert!(violates(&invalid_email, Rule::EmailSyntax));
    let other_type = Body::valid().with("data.user", json!([]));
    assert_eq!(decoded(&other_type), rejected("data.user", InvalidValue));
    let overflow = Body::valid().raw("data.user.id", "1e400");
    assert_eq!(decoded(&overflow), rejected("data.user.id", InvalidValue));
    let other_order = Body::valid().reversed();
    assert_eq!(decoded(&other_order), accepted);
    assert!(other_order.to_string().starts_with(r#"{"data":{"user":{"uuid":"#));
    let unknown_field = Body::valid().with_unknown("data.user.phone", "+55 11 5555-0100");
    assert_eq!(decoded(&unknown_field), accepted);
    let doubly_encoded = Body::valid().doubly_encoded();
    assert_eq!(decoded(&doubly_encoded), rejected("", InvalidValue));
}

#[test]
fn documented_and_valid_bodies_are_those_of_the_payloads() {
    assert_eq!(fixture::DOCUMENTED.len(), 407);
    assert_eq!(fixture::documented().to_json(), fixture::DOCUMENTED);
    assert_eq!(Body::documented().to_string(), fixture::DOCUMENTED);
    assert_eq!(fixture::new_enrollment().validate_strict(), Ok(()));
    let data = fixture::new_enrollment().data;
    assert!(data.user.nickname.is_some() && data.user.uuid.is_some() && data.enrollment.date_expire.is_some());
    assert_eq!(Body::valid(), Body::of(&fixture::new_enrollment()));
    assert_eq!(Body::valid().as_ref(), fixture::new_enrollment().to_json().as_bytes());
    assert_eq!(Body::valid().decode(), Ok(fixture::new_enrollment()));
}

#[test]
fn changes_chain_and_those_of_the_encoding_apply_last() {
    let body = Body::documented()
        .pretty()
        .php_escaped()
        .with_byte_order_mark()
        .truncated(56)
        .with("event.name", json!({"a/b": ["é", 1.5]}))
        .with("event.name.a/b", "😀/")
        .reversed()
        .reversed()
        .ids_as_strings();
    assert_eq!(
        body.to_string(),
        "\u{feff}{\n    \"event\": {\n        \"name\": {\n            \"a\\/b\"",
        "the first 56 bytes",
    );
    let body = Body::documented().raw("data", "\"a\\/b \\\\/ /\"").php_escaped().to_string();
    assert!(body.ends_with(r#""data":"a\/b \\\/ \/"}"#), "{body}");
    let body = Body::documented().raw("event.name", "nul").duplicate("event.name").without("data");
    assert_eq!(
        body.to_string(),
        r#"{"event":{"name":nul,"name":nul,"slug":"activities.course.enrollment","send_at":"2023-07-03 12:53:41"}}"#,
    );
    assert_eq!(body.without("event.name").to_string().matches("nul").count(), 1);
    assert_eq!(Body::valid().raw("", "é€").in_latin_1().as_ref(), b"\xE9?");
    assert!(Body::documented().truncated(41).as_ref().ends_with(b"matr\xC3"));
    assert_eq!(Body::documented().truncated(100).truncated(8).to_string(), r#"{"event""#);
}

#[test]
fn a_path_leads_into_arrays_and_into_what_raw_was_given() {
    const PHONES: &str =
        r#"{ "phones": [ { "ddd":11 , "n":1.0 }, "\u00e9\/" , [ [1e2] ] ],"a\u002fb" : -0, "n":1, "n":2 }"#;
    let body = || Body::valid().raw("", PHONES);
    for (body, expected) in [
        (body(), PHONES),
        (
            body().with("phones[0].ddd", "21"),
            r#"{"phones":[{"ddd":"21","n":1.0},"\u00e9\/",[ [1e2] ]],"a\u002fb":-0,"n":1,"n":2}"#,
        ),
        (
            body().raw("phones[2][0][0]", "nul").with("a/b", ()),
            r#"{"phones":[{ "ddd":11 , "n":1.0 },"\u00e9\/",[[nul]]],"a\u002fb":null,"n":1,"n":2}"#,
        ),
        (
            body().without("phones[0]").without("n").duplicate("phones[0]"),
            r#"{"phones":["\u00e9\/","\u00e9\/",[ [1e2] ]],"a\u002fb":-0,"n":2}"#,
        ),
        (
            body().with("phones", json!([])).with_unknown("é\"", f64::NAN).with("é\"", json!([f64::INFINITY])),
            r#"{"phones":[],"a\u002fb":-0,"n":1,"n":2,"é\"":[null]}"#,
        ),
        (
            body()
                .raw("phones[1]", "{}")
                .with_unknown("phones[1].x", 1)
                .with_unknown("phones[0].y", 2)
                .without("phones[2]"),
            r#"{"phones":[{"ddd":11,"n":1.0,"y":2},{"x":1}],"a\u002fb":-0,"n":1,"n":2}"#,
        ),
        (body().raw("", " [ {\"id\":1} ]").with("[0].id", 2), r#"[{"id":2}]"#),
    ] {
        assert_eq!(body.to_string(), expected);
    }
}

#[test]
fn ids_and_order_change_in_arrays_and_in_what_raw_was_given() {
    let body = || {
        Body::valid().raw(
            "",
            r#"{"id": 1, "a":[{"x_id": 18446744073709551616 , "z":[[{"id":-5,"\u0069d":-0}]]}, 7], "id":null, "ids":[4], "id":1.0}"#,
        )
    };
    assert_eq!(
        body().ids_as_strings().to_string(),
        r#"{"id":"1","a":[{"x_id":"18446744073709551616","z":[[{"id":"-5","\u0069d":"-0"}]]},7],"id":null,"ids":[4],"id":1.0}"#,
    );
    assert_eq!(
        body().reversed().to_string(),
        r#"{"id":1.0,"ids":[4],"id":null,"a":[{"z":[[{"\u0069d":-0,"id":-5}]],"x_id":18446744073709551616},7],"id":1}"#,
    );
    assert_eq!(body().reversed().reversed(), body().with("id", 1).raw("a[1]", "7").raw("a[0].z[0][0].id", "-5"));
    let others = r#"{"id":1e2,"id":true,"id":[7],"Id":7,"xid":7,"\ud800_id":7,"_id":7,"course\u005fid":7}"#;
    assert_eq!(
        Body::from(others).ids_as_strings().to_string(),
        others.replace(r#""_id":7"#, r#""_id":"7""#).replace(r#"fid":7"#, r#"fid":"7""#),
    );
    let raw = Body::valid().raw("data.user.id", " 7 ").raw("data.course.id", "+7").raw("data.institution.id", "007");
    let raw = raw.ids_as_strings().to_string();
    for expected in [r#""user":{"id":"7","#, r#""course":{"id":+7,"#, r#""institution":{"id":007}"#] {
        assert!(raw.contains(expected), "{raw}");
    }
}

#[test]
fn a_body_is_constructed_from_bytes_or_a_string() {
    let json = r#" {"a": [1.0, {"b": null, "b": 2}], "\u0069d": 7}"#;
    let body = Body::from(json);
    assert_eq!(body.as_bytes(), json.as_bytes());
    assert_eq!(body, Body::from(json.as_bytes()));
    assert_eq!(body, Body::from(json.as_bytes().to_vec()));
    assert_eq!(body.clone().with("id", 8).to_string(), r#"{"a":[1.0, {"b": null, "b": 2}],"\u0069d":8}"#);

    let marked = Body::from(format!("\u{feff}{json}").as_str());
    assert_eq!(marked.clone().with("a", ()).to_string(), "\u{feff}{\"a\":null,\"\\u0069d\":7}");
    assert_eq!(marked.clone().with_byte_order_mark().raw("", "{}").to_string(), "\u{feff}{}");
    assert_eq!(marked.without("id").to_string(), "\u{feff}{\"a\":[1.0, {\"b\": null, \"b\": 2}]}");

    for bytes in [&b"<html>"[..], b"\xff{\"event\":1}", b"\xef\xbb\xbf\xff", b"{\"event\":\"\xe9\"}", b""] {
        let body = Body::from(bytes);
        assert_eq!(body.as_bytes(), bytes);
        let (message, _) = panic_of(|| body.clone().with("event", 1));
        assert_eq!(message, "the body has no field `event`");
        assert_eq!(body.raw("", "{}").with_unknown("event", 1).as_bytes().last_chunk(), Some(b"{\"event\":1}"));
    }
    let latin_1 = || Body::from(&b"{\"a\":\"\xe9\"}"[..]);
    assert_eq!(latin_1().reversed().ids_as_strings(), latin_1());
    assert_eq!(latin_1().truncated(7).as_bytes(), b"{\"a\":\"\xe9");
    let (message, file) = panic_of(|| latin_1().pretty());
    assert_eq!(message, "the body is not a string: invalid utf-8 sequence of 1 bytes from index 6");
    assert_eq!(file, file!());
}

#[test]
fn a_body_has_the_fields_of_its_bytes() {
    let body = Body::from("\u{feff}{\"a\": [1, {\"b\\u002fc\": null, \"d\": 1, \"d\": 2}], \"e\": \"\\ud800\"}");
    for (path, has) in [
        ("", true),
        ("a", true),
        ("a[0]", true),
        ("a[2]", false),
        ("a[1].b/c", true),
        ("a[1].d", true),
        ("a.d", false),
        ("e", true),
        ("e.f", false),
        ("f", false),
        (".a", false),
    ] {
        assert_eq!(body.has(path), has, "{path}");
    }
    for body in [
        Body::documented().truncated(406),
        Body::documented().raw("data", "nul"),
        Body::documented().in_latin_1(),
        Body::from("<html>"),
        Body::from(&b"{\"event\":\"\xff\"}"[..]),
    ] {
        assert!(!body.has("") && !body.has("event"), "{body:?}");
    }
    let encoded = Body::documented().doubly_encoded();
    assert!(encoded.has("") && !encoded.has("event"));
    assert!(Body::documented().pretty().php_escaped().has("event.name"));
}

#[test]
fn debug_of_a_body_shows_the_body() {
    for (body, expected) in [
        (Body::from(r#"{"a":"\u00e9 é '"}"#), r#"Body({"a":"\u00e9 é '"})"#),
        (Body::from("{\"a\": 1}").pretty().with_byte_order_mark(), r#"Body(\u{feff}{\n    "a": 1\n})"#),
        (Body::from("\t\0\u{7f}\u{85}\r\n"), r"Body(\t\u{0}\u{7f}\u{85}\r\n)"),
        (Body::from(&b"a\xe9b"[..]), "Body(a\u{fffd}b)"),
    ] {
        assert_eq!(format!("{body:?}"), expected);
        assert_eq!(format!("{body:#?}"), expected);
    }
}

#[test]
fn pretty_is_what_php_writes() {
    let json = r#"{"a":{},"b":[],"c":[[],[{}],{"d":[1.0,"\/"]}],"e":null}"#;
    let expected = r#"{
    "data": {
        "a": {},
        "b": [],
        "c": [
            [],
            [
                {}
            ],
            {
                "d": [
                    1.0,
                    "\/"
                ]
            }
        ],
        "e": null
    }
}"#;
    let body = Body::valid().without("event");
    assert_eq!(body.clone().raw("data", json).pretty().to_string(), expected);
    assert_eq!(body.pretty().raw("data", json).to_string(), expected);
    for (json, expected) in
        [(" {} ", "{}"), ("[\n]", "[]"), ("[nul]", "[nul]"), (" 1", " 1"), ("{\"a\":1}x", "{\"a\":1}x")]
    {
        assert_eq!(Body::valid().raw("", json).pretty().to_string(), expected);
    }
    // serde_json's formatter with PHP's indentation, as an independent implementation.
    for body in [Body::documented(), Body::valid().with("data.user", json!([{}, [[]], [1, {"é": "\u{1}"}]]))] {
        let mut pretty = Vec::new();
        let mut serializer = Serializer::with_formatter(&mut pretty, PrettyFormatter::with_indent(b"    "));
        let value: Value = serde_json::from_slice(body.as_ref()).unwrap();
        value.serialize(&mut serializer).unwrap();
        let reordered = Body::valid().raw("", &value.to_string());
        assert_eq!(reordered.pretty().into_bytes(), pretty);
    }
}

#[test]
fn deep_json_does_not_overflow_the_stack() {
    let deep = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
    let objects = |depth: usize| format!("{}1{}", "{\"id\": ".repeat(depth), "}".repeat(depth));
    for json in [deep(20_000), objects(20_000)] {
        let body = Body::valid().raw("data", &json).reversed().ids_as_strings();
        assert_eq!(
            body.as_ref().len(),
            body.clone().with("event.name", fixture::new_enrollment().event.name).as_ref().len()
        );
        assert!(body.pretty().as_ref().len() > json.len());
    }
    let body = Body::valid().raw("", &objects(129)).ids_as_strings().to_string();
    assert_eq!((body.matches("\"id\":{").count(), body.matches("{\"id\": 1}").count()), (128, 1));
    assert_eq!(Body::valid().raw("", &objects(128)).ids_as_strings().to_string().matches("{\"id\":\"1\"}").count(), 1);
    for (json, segment) in [(deep(200), "[0]"), (objects(200), ".id")] {
        let path = |levels: usize| segment.repeat(levels).trim_start_matches('.').to_string();
        let body = Body::valid().raw("", &json);
        assert_ne!(body.clone().with(&path(128), 2), body);
        let (message, _) = panic_of(|| body.clone().with(&path(129), 2));
        assert_eq!(message, format!("the body has no field `{}`", path(129)));
    }
}

#[test]
fn bodies_with_the_same_bytes_are_equal() {
    let json = fixture::new_enrollment().to_json();
    let bodies = [
        Body::valid(),
        Body::valid().raw("", &json),
        Body::valid().reversed().reversed(),
        Body::valid().php_escaped().raw("", "{}").pretty(),
        Body::documented().with_byte_order_mark().raw("", "{}").raw("", "[]").truncated(4).truncated(3),
    ];
    let different: HashSet<_> = bodies.iter().cloned().collect();
    assert_eq!(different.len(), 3);
    assert_eq!((&bodies[0], &bodies[0]), (&bodies[1], &bodies[2]));
    assert_ne!(bodies[0], bodies[3]);
    let [valid, .., last] = bodies;
    assert_eq!(valid.into_bytes(), json.as_bytes());
    assert_eq!(Vec::from(last), b"\xEF\xBB\xBF");
}

#[test]
fn a_body_that_is_not_utf8_is_no_string() {
    let latin_1 = Body::valid().raw("", "a\u{e9}b").in_latin_1();
    let (message, _) = panic_of(|| latin_1.to_string());
    assert_eq!(message, "the body is not a string: invalid utf-8 sequence of 1 bytes from index 1");
    let (message, _) = panic_of(|| Body::documented().truncated(41).to_string());
    assert_eq!(message, "the body is not a string: incomplete utf-8 byte sequence from index 40");
}

/// Serializes the tests that replace the panic hook, which is that of the process.
static HOOK: Mutex<()> = Mutex::new(());

/// Returns the message of a panic and the file that it is reported for.
fn panic_of<T>(act: impl FnOnce() -> T + UnwindSafe) -> (String, String) {
    let _guard = HOOK.lock().unwrap_or_else(PoisonError::into_inner);
    let reported = Arc::new(Mutex::new(None));
    let hook = panic::take_hook();
    let sink = Arc::clone(&reported);
    panic::set_hook(Box::new(move |info| {
        let message = info.payload().downcast_ref::<String>().cloned().unwrap_or_default();
        *sink.lock().unwrap() = Some((message, info.location().unwrap().file().to_string()));
    }));
    let result = panic::catch_unwind(act);
    panic::set_hook(hook);
    assert!(result.is_err(), "no panic");
    let reported = reported.lock().unwrap().take();
    reported.unwrap()
}

#[test]
fn an_invalid_path_panics_in_the_file_of_the_test() {
    let valid = Body::valid;
    // Fields without a name are in no path.
    let flags = || valid().raw("data", r#"[0, {"": {"x": 1}}]"#);
    for (panic, message) in [
        (panic_of(|| valid().with("data.usr.email", 1)), "the body has no field `data.usr.email`"),
        (panic_of(|| valid().raw("data.user.emial", "")), "the body has no field `data.user.emial`"),
        (panic_of(|| valid().without("data.user.phone")), "the body has no field `data.user.phone`"),
        (panic_of(|| valid().duplicate("data.user.id.x")), "the body has no field `data.user.id.x`"),
        (panic_of(|| valid().without("")), "the body has no field ``"),
        (panic_of(|| valid().without("data").with("data.user.id", 1)), "the body has no field `data.user.id`"),
        (panic_of(|| valid().with_unknown("data.usr.phone", 1)), "the body has no field `data.usr`"),
        (panic_of(|| valid().with_unknown("data.user.id.x", 1)), "`data.user.id` is not an object"),
        (panic_of(|| valid().with_unknown("data.user.id", 1)), "the body already has a field `data.user.id`"),
        (panic_of(|| valid().with_unknown("event.", 1)), "`event.` is not the path of a field"),
        (panic_of(|| valid().with_unknown(".x", 1)), "`.x` is not the path of a field"),
        (panic_of(|| valid().with_unknown("", 1)), "`` is not the path of a field"),
        (panic_of(|| valid().with_unknown("data..x", 1)), "`data..x` is not the path of a field"),
        (panic_of(|| valid().with_unknown("data.x[0]", 1)), "`data.x[0]` is not the path of a field"),
        (panic_of(|| flags().with_unknown("data.x", 1)), "`data` is not an object"),
        (panic_of(|| flags().with_unknown("data[2].x", 1)), "the body has no field `data[2]`"),
        (panic_of(|| flags().with_unknown("data.[0].x", 1)), "the body has no field `data.[0]`"),
        (panic_of(|| flags().with("data[2]", 1)), "the body has no field `data[2]`"),
        (panic_of(|| flags().with("data[x]", 1)), "the body has no field `data[x]`"),
        (panic_of(|| flags().with("data[+1]", 1)), "the body has no field `data[+1]`"),
        (panic_of(|| flags().with("data[01]", 1)), "the body has no field `data[01]`"),
        (panic_of(|| flags().with("data[-1]", 1)), "the body has no field `data[-1]`"),
        (panic_of(|| flags().with("data[]", 1)), "the body has no field `data[]`"),
        (panic_of(|| flags().with("data[0", 1)), "the body has no field `data[0`"),
        (panic_of(|| flags().with("data[0]x", 1)), "the body has no field `data[0]x`"),
        (panic_of(|| flags().with("data[0].", 1)), "the body has no field `data[0].`"),
        (panic_of(|| flags().without("data.[0]")), "the body has no field `data.[0]`"),
        (panic_of(|| flags().duplicate("data.0")), "the body has no field `data.0`"),
        (panic_of(|| flags().raw("[0]", "")), "the body has no field `[0]`"),
        (panic_of(|| flags().raw("event[0]", "")), "the body has no field `event[0]`"),
        (panic_of(|| flags().raw("data[0][0]", "")), "the body has no field `data[0][0]`"),
        (panic_of(|| flags().with("data[1].", 1)), "the body has no field `data[1].`"),
        (panic_of(|| flags().with("data[1]..x", 1)), "the body has no field `data[1]..x`"),
        (panic_of(|| valid().with(".event", 1)), "the body has no field `.event`"),
        (panic_of(|| valid().with("event.", 1)), "the body has no field `event.`"),
        (panic_of(|| valid().with("event..name", 1)), "the body has no field `event..name`"),
        (panic_of(|| valid().with(".", 1)), "the body has no field `.`"),
        (panic_of(|| valid().raw("", r#"{".x":1}"#).with(".x", 1)), "the body has no field `.x`"),
        (panic_of(|| valid().raw("", r#"{"[0]":1}"#).with("[0]", 1)), "the body has no field `[0]`"),
        (panic_of(|| valid().truncated(8).truncated(100)), "the body has 8 bytes, which cannot be truncated to 100"),
        (panic_of(|| valid().truncated(8).raw("", "[]")), "the body has 2 bytes, which cannot be truncated to 8"),
        (panic_of(|| fixture::sample("cpf_nul")), "no sample is named `cpf_nul`, the nearest name is `cpf_null`"),
        (panic_of(|| fixture::sample("cpf-null")), "no sample is named `cpf-null`, the nearest name is `cpf_null`"),
        (panic_of(|| fixture::sample("latin1")), "no sample is named `latin1`, the nearest name is `latin_1`"),
        (panic_of(|| fixture::sample("escaped")), "no sample is named `escaped`, the nearest name is `php_escaped`"),
        (panic_of(|| valid().truncated(477).in_latin_1()), "the body has 472 bytes, which cannot be truncated to 477"),
        (panic_of(|| Body::documented().truncated(407)), "the body has 407 bytes, which cannot be truncated to 407"),
    ] {
        assert_eq!(panic, (message.to_string(), file!().to_string()));
    }
}

#[test]
fn every_sample_has_the_outcome_that_it_states() {
    for sample in fixture::samples() {
        let body = sample.body.as_ref();
        let decoded = NewEnrollment::from_slice(body);
        let incoming = Incoming::from_slice(body);
        let inspection = audit::inspect(body);
        let plain = serde_json::from_slice::<NewEnrollment>(body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body));
        assert_eq!(plain.as_ref().ok(), decoded.as_ref().ok(), "{}", sample.name);
        assert_eq!(sample.body.decode(), decoded, "{}", sample.name);
        assert_eq!(inspection.decoded, incoming, "{}", sample.name);
        assert_eq!(inspection.code(), sample.expected.code(), "{}", sample.name);
        match sample.expected {
            Expected::NewEnrollment { violations, deviations } => {
                let webhook = decoded.unwrap_or_else(|error| panic!("{}: {error}", sample.name));
                let report = webhook.check();
                let found = report.violations.iter().map(|violation| (violation.path.as_str(), violation.rule));
                assert_eq!(found.collect::<Vec<_>>(), violations, "{}", sample.name);
                let found = inspection.deviations.iter().map(|found| (found.path.as_str(), found.kind));
                assert_eq!(found.collect::<Vec<_>>(), deviations, "{}", sample.name);
                assert_eq!(inspection.report, report, "{}", sample.name);
                assert_eq!(incoming, Ok(Incoming::NewEnrollment(webhook)), "{}", sample.name);
            }
            Expected::OtherEvent { slug } => {
                assert_eq!(decoded.unwrap_err().kind(), DecodeErrorKind::OtherEvent, "{}", sample.name);
                assert_eq!(*incoming.unwrap().slug(), slug, "{}", sample.name);
            }
            Expected::Rejected { problems } => {
                let error = decoded.unwrap_err();
                let found = error.problems().iter().map(|problem| (problem.path.as_str(), problem.kind));
                assert_eq!(found.collect::<Vec<_>>(), problems, "{}", sample.name);
                let error = incoming.unwrap_err();
                assert_eq!((error.path(), error.kind()), problems[0], "{}: {error}", sample.name);
            }
            outcome => panic!("{outcome:?}"),
        }
    }
}

#[test]
fn every_rule_decode_error_and_deviation_has_a_sample() {
    let samples = fixture::samples();
    for sample in &samples {
        assert_eq!(fixture::sample(sample.name), *sample);
    }
    let several =
        |sample: &&fixture::Sample| matches!(&sample.expected, Expected::Rejected { problems } if problems.len() > 1);
    let several: Vec<_> = samples.iter().filter(several).map(|sample| sample.name).collect();
    assert_eq!(several, ["empty_object", "five_problems"]);
    let names: BTreeSet<_> = samples.iter().map(|sample| sample.name).collect();
    assert_eq!(names.len(), samples.len());
    assert!(names.iter().all(|name| name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))));

    let (mut rules, mut kinds, mut deviation_kinds) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for sample in samples {
        kinds.extend(sample.body.decode().err().map(|error| error.kind()));
        if let Expected::NewEnrollment { violations, deviations } = sample.expected {
            rules.extend(violations.into_iter().map(|(_, rule)| rule));
            deviation_kinds.extend(deviations.into_iter().map(|(_, kind)| kind));
        }
    }
    // No body violates these: another slug is another event, and years have four digits.
    rules.extend([Rule::SlugMismatch, Rule::YearRange]);
    assert_eq!(rules.into_iter().collect::<Vec<_>>(), Rule::ALL);
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), DecodeErrorKind::ALL);
    assert_eq!(deviation_kinds.into_iter().collect::<Vec<_>>(), audit::DeviationKind::ALL);
}

#[test]
fn a_failed_assertion_on_revealed_payloads_shows_the_difference() {
    let expected = fixture::new_enrollment();
    let mut actual = expected.clone();
    actual.data.user.email = "ana@example.com".into();
    let (redacted, _) = panic_of(|| assert_eq!(actual, expected));
    assert!(!redacted.contains("example.com"), "{redacted}");
    for (revealed, _) in [
        panic_of(|| assert_eq!(actual.revealed(), expected.revealed())),
        panic_of(|| assert_eq!(actual.data.revealed(), expected.data.revealed())),
        panic_of(|| assert_eq!(actual.data.user.revealed(), expected.data.user.revealed())),
    ] {
        assert!(revealed.contains(r#""email":"ana@example.com""#), "{revealed}");
        assert!(revealed.contains(r#""email":"joao.conceicao@example.com""#), "{revealed}");
    }
    assert_eq!(format!("{:?}", fixture::documented().revealed()), fixture::DOCUMENTED);
}
