//! Tests of the oracle itself, so that a broken oracle fails with its own error.

use super::{
    Random,
    all::{
        calendar::{self, NO_SUCH_DATE, NO_SUCH_TIME, OTHER_FORM},
        choices::{Bytes, Source},
        expected::{Problem, expected},
        json::{self, JsonError, Value},
        scalar::{self, FLOAT_TOO_LARGE, NON_INTEGER},
        table::{self, Form, OBJECTS},
        values::{self, Node},
    },
};
use rand::{SeedableRng, rngs::StdRng};

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
fn json_is_compacted() {
    let json = "{ \"a \\\" b\" :\t[ 1.50 , \"\\\\\" ,\r\n\" \" ] }";
    assert_eq!(json::compact(json), r#"{"a \" b":[1.50,"\\"," "]}"#);
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
        assert_eq!(calendar::date(string), Ok((Some(date), "")), "{string}");
    }
    assert_eq!(calendar::date("2023-07-03 x"), Ok((Some((2023, 7, 3)), " x")));
    for zero in ["0000-00-00", "-0001-11-30", "-000001-11-30"] {
        assert_eq!(calendar::date(&format!("{zero}T")), Ok((None, "T")), "{zero}");
    }
    for string in [
        "2023-02-29",
        "1900-02-29",
        "2023-04-31",
        "2023-00-01",
        "2023-13-01",
        "2023-01-00",
        "2023-01-32",
        "0000-00-01",
        "2023-02-30x",
    ] {
        assert_eq!(calendar::date(string), Err(NO_SUCH_DATE), "{string}");
    }
    for string in ["2023-1-01", "2023-001-1", "+023-01-01", "2023/01/01", "-0001-11-29", "２23-01-01", "2023-01-0é", ""]
    {
        assert_eq!(calendar::date(string), Err(OTHER_FORM), "{string}");
    }
}

#[test]
fn times_are_before_24_hours() {
    for (string, time, rest) in [
        (" 00:00:00", [0, 0, 0], ""),
        ("T23:59:59", [23, 59, 59], ""),
        ("T23:59", [23, 59, 0], ""),
        (" 12:53:41.123456789012", [12, 53, 41], ""),
        (" 12:53:41.5.5", [12, 53, 41], ".5"),
        (" 12:53:41Z", [12, 53, 41], "Z"),
        (" 12:53 Z", [12, 53, 0], " Z"),
        (" 12:53.5", [12, 53, 0], ".5"),
        (" 12:53:4", [12, 53, 0], ":4"),
        (" 12:53:", [12, 53, 0], ":"),
    ] {
        assert_eq!(calendar::time(string), Ok((time, rest)), "{string}");
    }
    for string in [" 24:00:00", " 23:60:00", "T23:59:60Z", " 24:00", "T23:60", " 24:00:0", " 23:60.5", " 23:59:60."] {
        assert_eq!(calendar::time(string), Err(NO_SUCH_TIME), "{string}");
    }
    for string in ["", "t01:02:03", "  01:02:03", " 1:02:03", " 01:2", " 01", " 01:02:03.", " 01:02:03.Z", " 01-02-03"]
    {
        assert_eq!(calendar::time(string), Err(OTHER_FORM), "{string}");
    }
}

#[test]
fn zones_are_utc_or_offsets() {
    assert_eq!(calendar::has_zone(""), Ok(false));
    for string in ["Z", "UTC", "GMT", " Z", " UTC", " GMT", "+00", "-23", "-0359", "+23:59", " -03:00"] {
        assert_eq!(calendar::has_zone(string), Ok(true), "{string}");
    }
    for string in [
        " ",
        "  Z",
        "\tUTC",
        "z",
        "utc",
        "Zz",
        "UTCZ",
        "UTC+3",
        "GMT-03:00",
        "-03:00 UTC",
        "BRT",
        " PM",
        "_",
        ".5",
        ":4",
        "+",
        "-3",
        "+24",
        "-2400",
        "-03:60",
        "-0360",
        "-03:0",
        "-3:00",
        "-030",
        "-03:000",
        "-03:",
        "--3",
        "+é",
        "+1é1",
        "+é:00",
        "-03:00 ",
        "+-1:00",
        "\u{2212}03:00",
        "-03:00[America/Sao_Paulo]",
    ] {
        assert_eq!(calendar::has_zone(string), Err(OTHER_FORM), "{string}");
    }
}

#[test]
fn forms_decide_what_a_value_is() {
    for (form, json, expected) in [
        (Form::Identifier, "99999999999999.0", "Identifier(99999999999999) number_form"),
        (Form::Identifier, "1e14", "a float of 10^14 or more"),
        (Form::Identifier, "-1e14", "a float of 10^14 or more"),
        (Form::Identifier, "123456789012345.5", "a float of 10^14 or more"),
        (Form::Identifier, "99999999999999.993", "a float of 10^14 or more"),
        (Form::Identifier, "99999999999999.992", "a non-integer number"),
        (Form::Identifier, "5.6605316124508e+15", "a float of 10^14 or more"),
        (Form::Identifier, "18446744073709551616", "a float of 10^14 or more"),
        (Form::Identifier, "100000000000000", "Identifier(100000000000000)"),
        (Form::Identifier, r#""100000000000000""#, "Identifier(100000000000000) string_for_number"),
        (Form::Identifier, r#""1e1""#, "a string in another form"),
        (Form::Identifier, "-1.0", "a negative integer"),
        (Form::Identifier, "-99999999999999.0", "a negative integer"),
        (Form::Identifier, "-0.0", "negative zero"),
        (Form::Identifier, r#""-1""#, "a string in another form"),
        (Form::Identifier, r#""18446744073709551616""#, "a number out of range"),
        (Form::Identifier, "1e400", "a number out of range"),
        (Form::Flag, "2", "another number"),
        (Form::Flag, "1e400", "a number out of range"),
        (Form::Flag, r#""\ud800""#, "a lone surrogate"),
        (Form::Flag, "1e14", "another number"),
        (Form::Code, "-7.0", "Code(-7) number_form"),
        (Form::Code, "-99999999999999.0", "Code(-99999999999999) number_form"),
        (Form::Code, "-1e14", "a float of 10^14 or more"),
        (Form::Code, "-100000000000000", "Code(-100000000000000)"),
        (Form::String, "2024.10", r#"String("2024.1") number_for_string"#),
        (Form::String, "1e3", r#"String("1000.0") number_for_string"#),
        (Form::String, "9007199254740991.0", r#"String("9007199254740991.0") number_for_string"#),
        (Form::String, "9007199254740992.0", "a number too large to be exact"),
        (Form::String, "-0", "negative zero"),
        (Form::String, "18446744073709551616", "a number too large to be exact"),
        (Form::Cpf, "1004218907", r#"String("01004218907") padded"#),
        (Form::Cpf, "1004218907.0", r#"String("01004218907") padded"#),
        (Form::Cpf, r#""1004218907""#, r#"String("01004218907") padded"#),
        (Form::Cpf, r#""1004218908""#, r#"String("1004218908")"#),
        (Form::Cpf, r#""0""#, r#"String("0")"#),
        (Form::Cpf, "0", r#"String("00000000000") padded"#),
        (Form::Cpf, "12345678909.0", r#"String("12345678909") number_for_string"#),
        (Form::Cpf, "100000000000.0", r#"String("100000000000.0") number_for_string"#),
        (Form::OptionalString, "false", "OptionalString(None) boolean_for_null"),
        (Form::OptionalString, "true", "a boolean"),
        (Form::Date, "false", "a boolean"),
        (Form::Date, r#""-0001-11-30T00:00:00Z""#, "Date(None) string_for_null"),
        (Form::Date, r#""2024-12-31T03:00:00.000000Z""#, "Date(Some((2024, 12, 31))) date_with_zone"),
        (Form::Date, r#""2024-12-31 03:00:00 UTC""#, "Date(Some((2024, 12, 31))) date_with_zone"),
        (Form::Date, r#""2024-12-31T00:00""#, "Date(Some((2024, 12, 31))) date_form"),
        (Form::Date, r#""2024-12-31T00:00 -03""#, "Date(Some((2024, 12, 31))) date_with_zone"),
        (Form::Date, r#""-000001-11-30 00:00GMT""#, "Date(None) string_for_null"),
        (Form::Date, r#""0000-00-00Z""#, "a string in another form"),
        (Form::Date, r#""0000-00-00T24:00""#, "a time that does not exist"),
        (Form::Date, r#""2024-12-31 UTC""#, "a string in another form"),
        (Form::Date, r#""2024-12-31 11:59:59 PM""#, "a string in another form"),
        (Form::Date, r#""2024-12-31T00:00:00-03:00[America/Sao_Paulo]""#, "a string in another form"),
        (Form::Date, r#""2024-02-30 PM""#, "a date that does not exist"),
        (Form::Date, r#""2024-12-31 24:00 PM""#, "a time that does not exist"),
        (Form::DateTime, r#""2023-07-03 12:53:41""#, "DateTime((2023, 7, 3), [12, 53, 41])"),
        (Form::DateTime, r#""2023-07-03T12:53""#, "DateTime((2023, 7, 3), [12, 53, 0]) date_form"),
        (Form::DateTime, r#""2023-07-03 12:53:41.5""#, "DateTime((2023, 7, 3), [12, 53, 41]) date_form"),
        (Form::DateTime, r#""2023-07-03 12:53:41 -03:00""#, "DateTime((2023, 7, 3), [12, 53, 41]) date_with_zone"),
        // As long as the canonical form.
        (Form::DateTime, r#""2023-07-03 12:53GMT""#, "DateTime((2023, 7, 3), [12, 53, 0]) date_with_zone"),
        (Form::DateTime, r#""2023-07-03 12:53 +1""#, "a string in another form"),
        (Form::DateTime, r#""2023-07-03 12:53.5""#, "a string in another form"),
        (Form::DateTime, r#""2023-07-03 12:53:4""#, "a string in another form"),
        (Form::DateTime, r#""2023-07-03Z""#, "a string in another form"),
        (Form::DateTime, r#""-0001-11-30 00:00:00""#, "a date that does not exist"),
        (Form::DateTime, r#""0000-00-00T00:00Z""#, "a date that does not exist"),
        (Form::DateTime, r#""2023-02-30 24:00:00Z""#, "a date that does not exist"),
        (Form::DateTime, r#""2023-02-28 24:00:00Z""#, "a time that does not exist"),
    ] {
        let value = json::parse(json).expect("JSON");
        let decoded = match scalar::decode(form, &value) {
            Ok((leaf, Some(kind))) => format!("{leaf:?} {}", kind.code()),
            Ok((leaf, None)) => format!("{leaf:?}"),
            Err(found) => found.to_owned(),
        };
        assert_eq!(decoded, expected, "{json}");
    }
}

const ACCEPTED: &str = "accepted";

/// Returns `ACCEPTED`, or what was found instead of what the field accepts.
fn outcome(form: Form, value: &Node) -> Option<&'static str> {
    let decoded = match value {
        Node::Raw(json) => scalar::decode(form, &json::parse(json).ok()?),
        Node::String(string) => scalar::decode(form, &Value::String(Some(string.into()))),
        _ => return None,
    };
    Some(decoded.map_or_else(|found| found, |_| ACCEPTED))
}

/// What is generated for some forms and has the first outcome, and what an implementation may take it for, which has the
/// second.
type Neighbors = (&'static [Form], &'static str, &'static str, &'static [(&'static str, &'static str)]);

const DATES: &[Form] = &[Form::DateTime, Form::Date];
const INTEGERS: &[Form] = &[Form::Identifier, Form::Code];

const NEIGHBORS: &[Neighbors] = &[
    (
        DATES,
        OTHER_FORM,
        ACCEPTED,
        &[
            ("z", "Z"),
            ("utc", "UTC"),
            ("gmt", "GMT"),
            ("BRT", "GMT"),
            (" PM", ""),
            ("AM", ""),
            ("[America/Sao_Paulo]", ""),
            ("UTC+3", "UTC"),
            ("GMT-03:00", "-03:00"),
            ("-03:00Z", "-03:00"),
            ("  ", " "),
            ("\t", " "),
            ("+24:00", "+23:00"),
            ("+2400", "+2300"),
            ("+24", "+23"),
            ("-03:60", "-03:59"),
            ("+0360", "+0359"),
            ("-3:00", "-03:00"),
            ("-3", "-03"),
            ("-030", "-0300"),
            ("-03:000", "-03:00"),
            ("-03:00 ", "-03:00"),
            ("UTC ", "UTC"),
            ("\u{2212}", "-"),
            ("31-", "31 00:00-"),
            ("31Z", "31 00:00Z"),
            ("01:02.", "01:02"),
            ("01:02.5", "01:02"),
            ("01:02,5", "01:02"),
            ("01:02:3", "01:02:03"),
            ("01:02:", "01:02"),
            ("01:2", "01:02"),
            ("t", "T"),
        ],
    ),
    (
        DATES,
        ACCEPTED,
        OTHER_FORM,
        &[
            ("Z", "z"),
            ("UTC", "utc"),
            (" UTC", "  UTC"),
            ("GMT", "gmt"),
            (" GMT", "  GMT"),
            ("-03", "-3"),
            ("-2359", "-2360"),
            ("+23:59", "+24:00"),
            ("T23:59Z", "T23:59.5Z"),
        ],
    ),
    (DATES, NO_SUCH_TIME, OTHER_FORM, &[("24:00", "00:00"), ("23:60", "23:00"), ("59:60", "59:00")]),
    (DATES, NO_SUCH_DATE, OTHER_FORM, &[("02-29", "02-28"), ("-31", "-01")]),
    (
        INTEGERS,
        FLOAT_TOO_LARGE,
        ACCEPTED,
        &[
            ("1e14", "100000000000000"),
            ("100000000000001.0", "100000000000001"),
            ("5.6605316124508e+15", "5660531612450800"),
        ],
    ),
    (INTEGERS, FLOAT_TOO_LARGE, NON_INTEGER, &[("123456789012345.5", "0.5"), ("99999999999999.993", "0.5")]),
    (
        INTEGERS,
        ACCEPTED,
        FLOAT_TOO_LARGE,
        &[("99999999999999.0", "1e14"), ("100000000000000", "1e14"), ("9007199254740993", "1e16")],
    ),
];

#[test]
fn generated_values_have_neighbors_on_both_sides_of_each_bound() {
    let source: &mut dyn Source = &mut Random(StdRng::seed_from_u64(0));
    for field in OBJECTS.iter().flat_map(table::fields) {
        let rows: Vec<_> = NEIGHBORS.iter().filter(|(forms, ..)| forms.contains(&field.form)).collect();
        if rows.is_empty() {
            continue;
        }
        // About as many as 400,000 bodies have.
        let values: Vec<_> = (0..50_000)
            .map(|_| if source.one_in(3) { values::invalid(source, field) } else { values::lenient(source, field) })
            .filter_map(|value| Some((outcome(field.form, &value)?, value)))
            .collect();
        for (_, first, second, pairs) in rows {
            for (from, to) in *pairs {
                let changed = |value: &Node| match value {
                    Node::Raw(json) => Node::Raw(json.replacen(from, to, 1)),
                    Node::String(string) => Node::String(string.replacen(from, to, 1)),
                    other => other.clone(),
                };
                let occurs = values
                    .iter()
                    .any(|(found, value)| found == first && outcome(field.form, &changed(value)) == Some(*second));
                assert!(occurs, "{}: {from:?} does not occur", field.path);
            }
        }
    }
}

/// Returns the problems of a body, one per line.
fn problems(body: &[u8]) -> String {
    let problems = expected(body).webhook.expect_err("the body is rejected");
    let line = |problem: &Problem| {
        let Problem { path, message, line, column, .. } = problem;
        format!("{line}:{column} {path}: {message}\n")
    };
    problems.iter().map(line).collect()
}

#[test]
fn every_problem_has_its_position() {
    let body = "\u{feff}{\"data\": 5,\n \"event\": {\"slug\": \"\\ud800\",\n \"name\":1, \"name\":[], \"name\":{}}}";
    assert_eq!(
        problems(body.as_bytes()),
        "1:13 data: expected an object, found an integer\n\
         2:11 event.send_at: missing field\n\
         2:20 event.slug: expected a string, found a lone surrogate\n\
         3:19 event.name: duplicate field\n"
    );
    assert_eq!(problems(b"{}"), "1:1 event: missing field\n1:1 data: missing field\n");
    assert_eq!(problems(b" [1]"), "1:2 : expected an object, found an array\n");
    assert_eq!(
        problems(b"{\"event\":{\"slug\":null,\"\\ud800\":1}}"),
        "1:1 data: missing field\n1:10 event: expected valid Unicode, found a lone surrogate\n"
    );
    assert_eq!(
        problems(b"{\"event\":{\"slug\":\"a\",\"\\ud800\":1}}"),
        "1:18 event.slug: expected activities.course.enrollment, found another event\n"
    );
}

#[test]
fn bodies_that_are_not_json_have_one_problem() {
    for (body, problem) in [
        (&b""[..], "1:0 : unexpected end of input\n"),
        (b"\xef\xbb\xbf{", "1:4 : unexpected end of input\n"),
        (b"{\n\"a\xc3", "2:3 : unexpected end of input\n"),
        (b"[\n\"\xff\"]", "2:2 : invalid UTF-8\n"),
        (b"{\0}\0", "1:1 : invalid UTF-8\n"),
        (b"\0{\0}", "1:1 : invalid UTF-8\n"),
        (b"{\0\0\0}\0\0\0", "1:1 : invalid UTF-8\n"),
        (b"\0\0\0{\0\0\0}", "1:1 : invalid UTF-8\n"),
        (b"\0\0\xfe\xff\0\0\0{", "1:3 : invalid UTF-8\n"),
        (b"\0\0\0\0", "1:1 : invalid JSON: expected value\n"),
        (b"\xef\xbb\xbf{x", "1:5 : invalid JSON: key must be a string\n"),
    ] {
        assert_eq!(problems(body), problem, "{}", body.escape_ascii());
    }
}

#[test]
fn another_event_needs_only_its_slug() {
    let body = b" {\"data\": [ ], \"event\": {\"slug\": \"a\"}, \"data\":1} ";
    let Some(Ok(other)) = expected(body).other else { panic!("the body is another event") };
    assert_eq!(other.slug, "a");
    assert_eq!(other.body.len(), body.len() - 2);
    assert_eq!(other.event.expect_err("there is no time").len(), 1);
    assert_eq!(other.data.expect_err("there are two").column, 46);
}

#[test]
fn bytes_choose_until_they_end() {
    let source: &mut dyn Source = &mut Bytes(&[7, 1, 2, 255]);
    assert_eq!((source.below(4), source.below(1000), source.below(256)), (3, 258, 255));
    assert_eq!((source.below(4), source.below(1000)), (0, 0));
}
