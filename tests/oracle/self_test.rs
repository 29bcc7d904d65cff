//! Tests of the oracle itself, so that a broken oracle fails with its own error.

use super::all::{
    calendar,
    choices::{Bytes, Source},
    json::{self, JsonError, Value},
};

fn string(json: &str) -> Option<String> {
    match json::parse(json) {
        Ok(Value::String(string)) => string.map(Into::into),
        other => panic!("{json} is not a string: {other:?}"),
    }
}

#[test]
fn json_preserves_order_duplicates_and_spelling() {
    let Ok(Value::Object(members)) = json::parse("\r\n{ \"b\": 1.50E+2 ,\"\\u0061\":[ null,true ], \"b\":{}}\t") else {
        panic!("the string is an object");
    };
    let names: Vec<_> = members.iter().map(|member| member.name.as_deref()).collect();
    assert_eq!(names, [Some("b"), Some("a"), Some("b")]);
    let values: Vec<_> = members.iter().map(|member| member.json).collect();
    assert_eq!(values, ["1.50E+2", "[ null,true ]", "{}"]);
    assert_eq!(members[0].value, Value::Number("1.50E+2"));
    assert_eq!(members[1].value, Value::Array(vec![Value::Null, Value::Bool(true)]));
}

#[test]
fn json_strings_are_unescaped() {
    assert_eq!(string(r#""""#).as_deref(), Some(""));
    assert_eq!(string(r#""\"\\\/\b\f\n\r\t""#).as_deref(), Some("\"\\/\u{8}\u{c}\n\r\t"));
    assert_eq!(string(r#""matr\u00EDcula 😀 \ud83d\uDE00""#).as_deref(), Some("matrícula 😀 😀"));
    assert_eq!(string(r#""\udbff\udfff\u0000""#).as_deref(), Some("\u{10ffff}\0"));
    for lone in [r#""\ud83d""#, r#""\ude00""#, r#""\ud83dx""#, r#""\ud83d\u0041""#, r#""\ud83d\ud83d\ude00""#] {
        assert_eq!(string(lone), None, "{lone}");
    }
}

#[test]
fn truncated_json_is_distinguished_from_invalid_json() {
    let truncated = [
        "",
        " ",
        "{",
        "[",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "[1",
        "[1,",
        "\"",
        "\"a",
        "\"\\",
        "\"\\u00e",
        "tru",
        "[n",
        "-",
        "1.",
        "1e",
        "1e+",
        "[0, -",
        "{\"a\":1.5e-",
    ];
    for string in truncated {
        assert_eq!(json::parse(string), Err(JsonError::UnexpectedEnd), "{string}");
    }
    let invalid = [
        "01",
        "-01",
        "+1",
        ".5",
        "1.e1",
        "--1",
        "nulL",
        "NaN",
        "[1,]",
        "{\"a\":1,}",
        "{,}",
        "[,",
        "{a",
        "{'a",
        "{\"a\" 1",
        "[1 2",
        "[1}",
        "1 1",
        "{} x",
        "\"\t\"",
        "\"\n",
        "\"\\x\"",
        "\"\\u00g0\"",
        "\u{feff}1",
        "\u{a0}",
        "1\0",
        "]",
    ];
    for string in invalid {
        assert_eq!(json::parse(string), Err(JsonError::Syntax), "{string}");
    }
}

#[test]
fn dates_are_gregorian() {
    for (string, date) in [
        ("2023-07-03", (2023, 7, 3)),
        ("2024-02-29", (2024, 2, 29)),
        ("2000-02-29", (2000, 2, 29)),
        ("0000-02-29", (0, 2, 29)),
        ("9999-12-31", (9999, 12, 31)),
        ("2023-11-30", (2023, 11, 30)),
    ] {
        assert_eq!(calendar::date(string), Some(date), "{string}");
    }
    for string in [
        "2023-02-29",
        "1900-02-29",
        "2023-04-31",
        "2023-00-01",
        "2023-13-01",
        "2023-01-00",
        "2023-01-32",
        "0000-00-00",
        "2023-1-01",
        "2023-001-1",
        "+023-01-01",
        "2023/01/01",
        "2023-01-01 ",
        "２23-01-01",
        "",
    ] {
        assert_eq!(calendar::date(string), None, "{string}");
    }
}

#[test]
fn times_are_before_24_hours() {
    for (string, time) in [("00:00:00", [0, 0, 0]), ("23:59:59", [23, 59, 59]), ("12:53:41.123456789012", [12, 53, 41])]
    {
        assert_eq!(calendar::time(string), Some(time), "{string}");
    }
    for string in
        ["24:00:00", "23:60:00", "23:59:60", "1:02:03", "01:02", "01:02:03.", "01:02:03Z", "01:02:03.5.5", "01-02-03"]
    {
        assert_eq!(calendar::time(string), None, "{string}");
    }
    assert_eq!(calendar::split("2023-07-03T12:53:41"), ("2023-07-03", Some("12:53:41")));
    assert_eq!(calendar::split("2023-07-03  12:53:41"), ("2023-07-03", Some(" 12:53:41")));
    assert_eq!(calendar::split("2023-07-03t12:53:41"), ("2023-07-03t12:53:41", None));
}

#[test]
fn bytes_choose_until_they_end() {
    let source: &mut dyn Source = &mut Bytes(&[7, 1, 2, 255]);
    assert_eq!((source.below(4), source.below(1000), source.below(256)), (3, 258, 255));
    assert_eq!((source.below(4), source.below(1000)), (0, 0));
}
