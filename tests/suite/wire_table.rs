//! The accepted and the rejected forms of each field, by every way to decode.

use crate::support::{ABSENT, OBJECTS, arbitrary_precision, body_with};
use serde::Deserialize;
use toolzz_webhook::{Incoming, NewEnrollment};

/// Decodes a body in every way, each to the canonical JSON or `None`.
fn decode(body: &str) -> Vec<(&'static str, Option<String>)> {
    #[derive(Deserialize)]
    struct Flattened {
        #[serde(flatten)]
        webhook: NewEnrollment,
    }

    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Untagged {
        Number(#[allow(dead_code, reason = "only tried first")] u64),
        Webhook(Box<NewEnrollment>),
    }

    let json = |decoded: Option<NewEnrollment>| decoded.map(|webhook| webhook.to_json());
    let marked = format!("\u{feff}{body}");
    let untagged = |decoded: Option<Untagged>| match decoded? {
        Untagged::Number(_) => None,
        Untagged::Webhook(webhook) => Some(*webhook),
    };
    let incoming = match Incoming::from_slice(body.as_bytes()) {
        Ok(Incoming::NewEnrollment(webhook)) => Some(webhook),
        _ => None,
    };
    vec![
        ("from_slice", json(NewEnrollment::from_slice(body.as_bytes()).ok())),
        ("from_slice with a byte order mark", json(NewEnrollment::from_slice(marked.as_bytes()).ok())),
        ("parse", json(body.parse().ok())),
        ("Incoming::from_slice", json(incoming)),
        ("serde_json::from_str", json(serde_json::from_str(body).ok())),
        ("serde_json::from_slice", json(serde_json::from_slice(body.as_bytes()).ok())),
        ("serde_json::from_reader", json(serde_json::from_reader(body.as_bytes()).ok())),
        (
            "serde_json::from_value",
            json(serde_json::from_str(body).ok().and_then(|value| serde_json::from_value(value).ok())),
        ),
        (
            "a borrowed serde_json::Value",
            json(
                serde_json::from_str(body)
                    .ok()
                    .and_then(|value: serde_json::Value| NewEnrollment::deserialize(&value).ok()),
            ),
        ),
        ("flatten", json(serde_json::from_str(body).ok().map(|Flattened { webhook }| webhook))),
        ("untagged", json(untagged(serde_json::from_str(body).ok()))),
    ]
}

#[track_caller]
fn accepts(path: &str, json: &str, canonical: &str) {
    let expected = Some(body_with(&[(path, canonical)]));
    for (way, decoded) in decode(&body_with(&[(path, json)])) {
        assert_eq!(decoded, expected, "{path}: {json} by {way}");
    }
    for (way, decoded) in decode(&body_with(&[(path, canonical)])) {
        assert_eq!(decoded, expected, "{path}: canonical {canonical} by {way}");
    }
}

#[track_caller]
fn rejects(path: &str, json: &str, message: &str) {
    let body = body_with(&[(path, json)]);
    for (way, decoded) in decode(&body) {
        assert_eq!(decoded, None, "{path}: {json} by {way}");
    }
    let error = NewEnrollment::from_slice(body.as_bytes()).unwrap_err();
    assert_eq!(error.path(), path, "{json}");
    let error = error.to_string();
    let (problem, _) = error.strip_prefix(&format!("{path}: ")).unwrap().split_once(" (line ").unwrap();
    assert_eq!(problem, message, "{path}: {json}");
}

const IDS: [&str; 5] =
    ["data.institution.id", "data.course.id", "data.enrollment.id", "data.enrollment.course_id", "data.user.id"];

#[test]
fn an_id_is_an_integer_its_digits_or_an_exact_float() {
    for path in IDS {
        for (json, canonical) in [
            ("0", "0"),
            ("1", "1"),
            ("\"0\"", "0"),
            ("\"123\"", "123"),
            ("123.0", "123"),
            ("0.0", "0"),
            ("1e3", "1000"),
            ("\"9007199254740993\"", "9007199254740993"),
            ("9007199254740991.0", "9007199254740991"),
            ("9007199254740992.0", "9007199254740992"),
            ("9007199254740993", "9007199254740993"),
            ("18446744073709551615", "18446744073709551615"),
            ("\"18446744073709551615\"", "18446744073709551615"),
        ] {
            accepts(path, json, canonical);
        }
        let expected = "expected an integer from 0 to 18446744073709551615, found";
        for (json, found) in [
            ("-1", "a negative integer"),
            ("-1.0", "a negative integer"),
            ("-0.0", "negative zero"),
            ("1.5", "a non-integer number"),
            ("9007199254740994.0", "a number too large to be exact"),
            ("1e16", "a number too large to be exact"),
            ("18446744073709551616", "a number too large to be exact"),
            ("\"18446744073709551616\"", "a number out of range"),
            ("\"\"", "a string in another form"),
            ("\" 1\"", "a string in another form"),
            ("\"1 \"", "a string in another form"),
            ("\"007\"", "a string in another form"),
            ("\"00\"", "a string in another form"),
            ("\"+1\"", "a string in another form"),
            ("\"-1\"", "a string in another form"),
            ("\"1.0\"", "a string in another form"),
            ("\"٣\"", "a string in another form"),
            ("true", "a boolean"),
            ("null", "null"),
            ("[]", "an array"),
            ("{}", "an object"),
        ] {
            rejects(path, json, &format!("{expected} {found}"));
        }
    }
}

#[test]
fn an_object_that_resembles_serde_jsons_number_is_an_object() {
    for json in [
        r#"{"$serde_json::private::Number":"1"}"#,
        r#"{"$serde_json::private::Number":"\u0031"}"#,
        r#"{"$serde_json::private::Number":1}"#,
        r#"{"$serde_json::private::Number":[1,{"a":null}]}"#,
        r#"{"$serde_json::private::Number":{"a":true}}"#,
        r#"{"$serde_json::private::Number":null}"#,
        r#"{"$serde_json::private::Number":"one"}"#,
        r#"{"\u0024serde_json::private::Number":"1"}"#,
        r#"{"a":1}"#,
    ] {
        let body = body_with(&[("data.enrollment.actived", json)]);
        let error = body.parse::<NewEnrollment>().unwrap_err().to_string();
        assert!(error.starts_with("data.enrollment.actived: expected 0 or 1, found an object ("), "{json}: {error}");
        // Under `arbitrary_precision`, plain serde cannot distinguish such an object if its string is escaped.
        if !(json.contains("\\u0031") && arbitrary_precision()) {
            let message = "expected 0 or 1, found an object at line 1 column ";
            let error = serde_json::from_str::<NewEnrollment>(&body).unwrap_err().to_string();
            assert!(error.starts_with(message), "{json}: {error}");
            let error = serde_json::from_reader::<_, NewEnrollment>(body.as_bytes()).unwrap_err().to_string();
            assert!(error.starts_with(message), "{json}: {error}");
        }
    }
}

#[test]
fn negative_zero_is_rejected_with_any_feature_of_serde_json() {
    for (path, message) in [
        (
            "data.user.id",
            "expected an integer from 0 to 18446744073709551615, found negative zero (line 1, column 300)",
        ),
        ("data.enrollment.actived", "expected 0 or 1, found another number (line 1, column 273)"),
        ("data.enrollment.status", "expected an integer, found negative zero (line 1, column 284)"),
        ("data.user.cpf", "expected a string, found negative zero (line 1, column 362)"),
    ] {
        let body = body_with(&[(path, "-0")]);
        assert_eq!(body.parse::<NewEnrollment>().unwrap_err().to_string(), format!("{path}: {message}"));
        assert!(serde_json::from_str::<NewEnrollment>(&body).is_err(), "{path}");
        // Under `arbitrary_precision`, a `Value` drops the sign.
        let value: serde_json::Value = serde_json::from_str(&body).unwrap();
        assert_eq!(serde_json::from_value::<NewEnrollment>(value).is_ok(), arbitrary_precision(), "{path}");
    }
}

#[test]
fn a_number_out_of_range_is_an_invalid_value_with_any_feature_of_serde_json() {
    for (path, json, message) in [
        (
            "data.user.id",
            "1e400",
            "expected an integer from 0 to 18446744073709551615, found a number out of range (line 1, column 303)",
        ),
        (
            "data.user.id",
            "-1e400",
            "expected an integer from 0 to 18446744073709551615, found a number out of range (line 1, column 304)",
        ),
        ("data.enrollment.actived", "1e400", "expected 0 or 1, found a number out of range (line 1, column 276)"),
        ("event.send_at", "1e400", "expected yyyy-MM-dd HH:mm:ss, found a number out of range (line 1, column 101)"),
    ] {
        let error = body_with(&[(path, json)]).parse::<NewEnrollment>().unwrap_err();
        assert_eq!(error.to_string(), format!("{path}: {message}"), "{json}");
    }
}

/// Each form of a flag with its canonical form.
const FLAGS: [(&str, &str); 10] = [
    ("1", "1"),
    ("0", "0"),
    ("true", "1"),
    ("false", "0"),
    ("\"1\"", "1"),
    ("\"0\"", "0"),
    ("\"true\"", "1"),
    ("\"false\"", "0"),
    ("1.0", "1"),
    ("0.0", "0"),
];

#[test]
fn actived_is_0_or_1_in_any_form() {
    let path = "data.enrollment.actived";
    for (json, canonical) in FLAGS {
        accepts(path, json, canonical);
    }
    for (json, found) in [
        ("2", "another number"),
        ("-1", "another number"),
        ("0.5", "another number"),
        ("2.0", "another number"),
        ("1e300", "another number"),
        ("\"\"", "another string"),
        ("\"yes\"", "another string"),
        ("\"TRUE\"", "another string"),
        ("\"2\"", "another string"),
        ("\"1.0\"", "another string"),
        ("\" 1\"", "another string"),
        ("null", "null"),
        ("[1]", "an array"),
        ("{}", "an object"),
    ] {
        rejects(path, json, &format!("expected 0 or 1, found {found}"));
    }
}

#[test]
fn status_is_any_integer_in_any_form_of_a_flag() {
    let path = "data.enrollment.status";
    for (json, canonical) in FLAGS {
        accepts(path, json, canonical);
    }
    for (json, canonical) in [
        ("2", "2"),
        ("\"2\"", "2"),
        ("2.0", "2"),
        ("-3", "-3"),
        ("\"-3\"", "-3"),
        ("9223372036854775807", "9223372036854775807"),
        ("-9223372036854775808", "-9223372036854775808"),
        ("\"-9223372036854775808\"", "-9223372036854775808"),
    ] {
        accepts(path, json, canonical);
    }
    for (json, found) in [
        ("1.5", "a non-integer number"),
        ("9223372036854775808", "a number out of range"),
        ("\"9223372036854775808\"", "a number out of range"),
        ("\"active\"", "a string in another form"),
        ("\"\"", "a string in another form"),
        ("\"-\"", "a string in another form"),
        ("\"-0\"", "a string in another form"),
        ("\"01\"", "a string in another form"),
        ("\"+1\"", "a string in another form"),
        ("null", "null"),
        ("[]", "an array"),
    ] {
        rejects(path, json, &format!("expected an integer, found {found}"));
    }
}

#[test]
fn send_at_is_a_local_date_and_time() {
    let path = "event.send_at";
    for json in [
        r#""2024-02-29 23:59:59""#,
        r#""2024-02-29T23:59:59""#,
        r#""2024-02-29 23:59:59.5""#,
        r#""2024-02-29T23:59:59.000000""#,
        r#""2024-02-29T23:59:59.1234567890123""#,
        r#""2024-02-29 \u00323:59:59""#,
    ] {
        accepts(path, json, r#""2024-02-29 23:59:59""#);
    }
    for (string, found) in [
        ("2024-02-29T23:59:59Z", "a time zone or an offset"),
        ("2024-02-29T23:59:59z", "a time zone or an offset"),
        ("2024-02-29T23:59:59.5Z", "a time zone or an offset"),
        ("2024-02-29 23:59:59+00:00", "a time zone or an offset"),
        ("2024-02-29T23:59:59-03:00", "a time zone or an offset"),
        ("2023-02-29 00:00:00", "a date that does not exist"),
        ("2023-02-30 00:00:00", "a date that does not exist"),
        ("2023-13-01 00:00:00", "a date that does not exist"),
        ("2023-00-01 00:00:00", "a date that does not exist"),
        ("0000-00-00 00:00:00", "a date that does not exist"),
        ("2023-07-03 24:00:00", "a time that does not exist"),
        ("2023-07-03 23:60:00", "a time that does not exist"),
        ("2023-06-30 23:59:60", "a time that does not exist"),
        ("2023-7-3 01:02:03", "a string in another form"),
        ("2023-07-03 1:02:03", "a string in another form"),
        ("2023-07-03 01:02", "a string in another form"),
        ("2023-07-03", "a string in another form"),
        ("2023-07-03t01:02:03", "a string in another form"),
        ("2023-07-03 01:02:03.", "a string in another form"),
        ("2023-07-03 01:02:03,5", "a string in another form"),
        ("2023-07-03 01:02:03 ", "a string in another form"),
        (" 2023-07-03 01:02:03", "a string in another form"),
        ("2023-07-03  01:02:03", "a string in another form"),
        ("2023/07/03 01:02:03", "a string in another form"),
        ("03/07/2023 12:53:41", "a string in another form"),
        ("+2023-07-03 01:02:03", "a string in another form"),
        ("12023-07-03 01:02:03", "a string in another form"),
        ("2023-07-03 0a:02:03", "a string in another form"),
        ("2023-0a-03 01:02:03", "a string in another form"),
        ("２023-07-03 01:02:03", "a string in another form"),
        ("yesterday", "a string in another form"),
        ("", "a string in another form"),
    ] {
        rejects(path, &format!("\"{string}\""), &format!("expected yyyy-MM-dd HH:mm:ss, found {found}"));
    }
    for (json, found) in [("null", "null"), ("1688388821", "an integer"), ("false", "a boolean"), ("{}", "an object")] {
        rejects(path, json, &format!("expected yyyy-MM-dd HH:mm:ss, found {found}"));
    }
}

#[test]
fn date_expire_is_a_date_or_null() {
    let path = "data.enrollment.date_expire";
    for json in
        [r#""2024-12-31""#, r#""2024-12-31 00:00:00""#, r#""2024-12-31T23:59:59""#, r#""2024-12-31T00:00:00.000""#]
    {
        accepts(path, json, r#""2024-12-31""#);
    }
    for json in ["null", ABSENT, r#""""#, r#""0000-00-00""#, r#""0000-00-00 00:00:00""#, r#""0000-00-00T00:00:00.000""#]
    {
        accepts(path, json, "null");
    }
    for (json, found) in [
        (r#""2024-12-31T00:00:00Z""#, "a time zone or an offset"),
        (r#""2024-12-31 00:00:00-03:00""#, "a time zone or an offset"),
        (r#""2023-02-29""#, "a date that does not exist"),
        (r#""2024-00-10""#, "a date that does not exist"),
        (r#""0000-00-01""#, "a date that does not exist"),
        (r#""2024-12-31 24:00:00""#, "a time that does not exist"),
        (r#""0000-00-00 24:00:00""#, "a time that does not exist"),
        (r#""31/12/2024""#, "a string in another form"),
        (r#""2024-12-3""#, "a string in another form"),
        (r#""2024-12-31 ""#, "a string in another form"),
        (r#""2024-12-31x""#, "a string in another form"),
        (r#""20241231""#, "a string in another form"),
        (r#""null""#, "a string in another form"),
        (r#"" ""#, "a string in another form"),
        ("20241231", "an integer"),
        ("0", "an integer"),
        ("false", "a boolean"),
        ("[]", "an array"),
    ] {
        rejects(path, json, &format!("expected yyyy-MM-dd or null, found {found}"));
    }
}

#[test]
fn a_string_is_preserved_and_null_is_empty() {
    for path in ["event.name", "data.course.name", "data.user.name", "data.user.email"] {
        for (json, canonical) in [
            ("\"\"", "\"\""),
            ("null", "\"\""),
            ("\" Ana \"", "\" Ana \""),
            (r#""Jo\u00e3o \/ \ud83d\ude00""#, "\"João / 😀\""),
            ("\"João\"", "\"João\""),
            ("\"Joa\u{303}o\"", "\"Joa\u{303}o\""),
            (r#""a\"\\\b\f\n\r\t\u0000\u001f""#, r#""a\"\\\b\f\n\r\t\u0000\u001f""#),
            ("7", "\"7\""),
            ("-7", "\"-7\""),
            ("18446744073709551615", "\"18446744073709551615\""),
        ] {
            accepts(path, json, canonical);
        }
        for (json, found) in NOT_STRINGS {
            rejects(path, json, &format!("expected a string, found {found}"));
        }
        let body = body_with(&[(path, ABSENT)]);
        let error = body.parse::<NewEnrollment>().unwrap_err().to_string();
        assert!(error.starts_with(&format!("{path}: missing field (line 1, column ")), "{error}");
        for (way, decoded) in decode(&body) {
            assert_eq!(decoded, None, "{path} absent by {way}");
        }
    }
}

const NOT_STRINGS: [(&str, &str); 9] = [
    ("true", "a boolean"),
    ("1.5", "a non-integer number"),
    ("12.0", "a number with a decimal point or an exponent"),
    ("0.0", "a number with a decimal point or an exponent"),
    ("1e3", "a number with a decimal point or an exponent"),
    ("99999999999999999999", "a number too large to be exact"),
    ("[]", "an array"),
    ("[\"a\"]", "an array"),
    ("{\"a\":1}", "an object"),
];

#[test]
fn a_cpf_that_is_a_number_is_padded_to_eleven_digits() {
    let path = "data.user.cpf";
    for (json, canonical) in [
        ("\"123.456.789-99\"", "\"123.456.789-99\""),
        ("\"1\"", "\"1\""),
        ("null", "\"\""),
        ("0", "\"00000000000\""),
        ("1234567890", "\"01234567890\""),
        ("99999999999", "\"99999999999\""),
        ("100000000000", "\"100000000000\""),
        ("-1", "\"-1\""),
    ] {
        accepts(path, json, canonical);
    }
    for (json, found) in NOT_STRINGS {
        rejects(path, json, &format!("expected a string, found {found}"));
    }
}

#[test]
fn an_absent_or_empty_optional_string_is_null() {
    for path in ["data.user.nickname", "data.user.uuid"] {
        for (json, canonical) in [
            ("null", "null"),
            (ABSENT, "null"),
            ("\"\"", "null"),
            ("\" \"", "\" \""),
            ("\"Ana\"", "\"Ana\""),
            ("7", "\"7\""),
        ] {
            accepts(path, json, canonical);
        }
        for (json, found) in NOT_STRINGS {
            rejects(path, json, &format!("expected a string or null, found {found}"));
        }
    }
}

#[test]
fn any_other_slug_is_rejected_as_another_event() {
    let path = "event.slug";
    for json in [
        "\"activities.course.completed\"",
        "\"Activities.course.enrollment\"",
        "\" activities.course.enrollment\"",
        "\"course.enrollment.created\"",
        "\"\"",
    ] {
        rejects(path, json, "expected activities.course.enrollment, found another event");
    }
    accepts(path, r#""activities\u002ecourse.enrollment""#, "\"activities.course.enrollment\"");
    for (json, found) in [("null", "null"), ("1", "an integer"), ("[]", "an array"), ("true", "a boolean")] {
        rejects(path, json, &format!("expected activities.course.enrollment, found {found}"));
    }
}

#[test]
fn an_object_is_nothing_but_an_object() {
    for path in OBJECTS {
        for (json, found) in [
            ("[]", "an array"),
            ("[1,\"a\",\"b\",\"c\",null,null]", "an array"),
            ("null", "null"),
            ("\"maria@example.com\"", "a string"),
            ("\"x at line 3 column 4\"", "a string"),
            ("5", "an integer"),
            ("-5", "an integer"),
            ("1.5", "a number"),
            ("true", "a boolean"),
        ] {
            rejects(path, json, &format!("expected an object, found {found}"));
        }
    }
}

#[test]
fn fields_may_be_in_any_order_and_unknown_ones_are_ignored() {
    let body = r#" {"extra":[{"a":null}],"data":{"user":{"uuid":null,"nickname":null,"cpf":"123.456.789-99",
        "email":"student@toolzz.com","name":"Student","id":987654321,"acao":"x"},"course":{"name":"Course Name","id":123456},
        "enrollment":{"status":1,"actived":1,"course_id":123456789,"date_expire":null,"id":11,"":{}},
        "institution":{"id":12345,"name":"x"}},
        "event":{"acao":"criar","send_at":"2023-07-03 12:53:41","slug":"activities.course.enrollment",
        "name":"Atividades - Nova matr\u00edcula"}} "#;
    for (way, decoded) in decode(body) {
        assert_eq!(decoded.as_deref(), Some(toolzz_webhook::fixture::DOCUMENTED), "{way}");
    }
}
