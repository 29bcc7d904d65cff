//! What each field accepts and what it rejects, by every way to decode. The test `oracle` holds the rest of it.

use crate::support::{OBJECTS, arbitrary_precision, assert_rows, body_with, decode_in_every_way};
use serde_json::Value;
use toolzz_webhook::{NewEnrollment, fixture};

const ACTIVED: &str = "data.enrollment.actived";
const STATUS: &str = "data.enrollment.status";
const DATE_EXPIRE: &str = "data.enrollment.date_expire";
const SEND_AT: &str = "event.send_at";
const IDS: [&str; 5] =
    ["data.institution.id", "data.course.id", "data.enrollment.id", "data.enrollment.course_id", "data.user.id"];

#[test]
fn an_id_is_an_integer_its_digits_or_a_float_below_10_to_the_14() {
    assert_rows(
        &IDS,
        "an integer from 0 to 18446744073709551615",
        r#"
        0                       = 0
        "0"                     = 0
        "123"                   = 123
        123.0                   = 123
        0.0                     = 0
        1e3                     = 1000
        1e-400                  = 0
        122.99999999999999999   = 123
        "9007199254740993"      = 9007199254740993
        18446744073709551615    = 18446744073709551615
        "18446744073709551615"  = 18446744073709551615
        -1                      ! a negative integer
        -1.0                    ! a negative integer
        -0.0                    ! negative zero
        1.5                     ! a non-integer number
        1e14                    ! a float of 10^14 or more
        -1e14                   ! a float of 10^14 or more
        18446744073709551616    ! a float of 10^14 or more
        "18446744073709551616"  ! a number out of range
        1e400                   ! a number out of range
        -1e400                  ! a number out of range
        ""                      ! a string in another form
        " 1"                    ! a string in another form
        "007"                   ! a string in another form
        "+1"                    ! a string in another form
        "-1"                    ! a string in another form
        "1.0"                   ! a string in another form
        "٣"                     ! a string in another form
        "\ud800"                ! a lone surrogate
        true                    ! a boolean
        null                    ! null
        []                      ! an array
        {}                      ! an object
        "#,
    );
}

#[test]
fn a_flag_is_0_or_1_in_any_form() {
    assert_rows(
        &[ACTIVED, STATUS],
        "",
        r#"
        1        = 1
        0        = 0
        true     = 1
        false    = 0
        "1"      = 1
        "0"      = 0
        "true"   = 1
        "false"  = 0
        1.0      = 1
        0.0      = 0
        "#,
    );
    assert_rows(
        &[ACTIVED],
        "0 or 1",
        r#"
        2       ! another number
        -1      ! another number
        0.5     ! another number
        2.0     ! another number
        -0.0    ! another number
        1e300   ! another number
        1e400   ! a number out of range
        ""      ! another string
        "yes"   ! another string
        "2"     ! another string
        "1.0"   ! another string
        " 1"    ! another string
        null    ! null
        [1]     ! an array
        {}      ! an object
        "#,
    );
}

#[test]
fn status_is_any_integer_in_any_form_of_a_flag() {
    assert_rows(
        &[STATUS],
        "an integer",
        r#"
        2                       = 2
        "2"                     = 2
        2.0                     = 2
        -3                      = -3
        -3.0                    = -3
        "-3"                    = -3
        9223372036854775807     = 9223372036854775807
        -9223372036854775808    = -9223372036854775808
        "-9223372036854775808"  = -9223372036854775808
        -99999999999999.0       = -99999999999999
        -100000000000000.0      ! a float of 10^14 or more
        -9223372036854775809    ! a float of 10^14 or more
        1.5                     ! a non-integer number
        -0.0                    ! negative zero
        9223372036854775808     ! a number out of range
        "9223372036854775808"   ! a number out of range
        "active"                ! a string in another form
        ""                      ! a string in another form
        "-"                     ! a string in another form
        "-0"                    ! a string in another form
        "+1"                    ! a string in another form
        null                    ! null
        []                      ! an array
        "#,
    );
}

#[test]
fn send_at_is_a_local_date_and_time() {
    assert_rows(
        &[SEND_AT],
        "yyyy-MM-dd HH:mm:ss",
        r#"
        "2024-02-29 23:59:59"                = "2024-02-29 23:59:59"
        "2024-02-29T23:59:59"                = "2024-02-29 23:59:59"
        "2024-02-29 23:59:59.5"              = "2024-02-29 23:59:59"
        "2024-02-29T23:59:59.000000"         = "2024-02-29 23:59:59"
        "2024-02-29T23:59:59.1234567890123"  = "2024-02-29 23:59:59"
        "2024-02-29 \u00323:59:59"           = "2024-02-29 23:59:59"
        "2024-02-29 23:59"                   = "2024-02-29 23:59:00"
        "2023-02-29 00:00:00Z"               ! a date that does not exist
        "2023-02-30"                         ! a date that does not exist
        "2023-02-30 por Ana"                 ! a date that does not exist
        "2023-13-01 00:00:00"                ! a date that does not exist
        "0000-00-00 00:00:00"                ! a date that does not exist
        "-0001-11-30 00:00:00"               ! a date that does not exist
        "0000-00-00 por Ana"                 ! a date that does not exist
        "2023-07-03 24:00:00"                ! a time that does not exist
        "2023-07-03 23:60"                   ! a time that does not exist
        "2023-07-03 24:00 por Ana"           ! a time that does not exist
        "2023-06-30 23:59:60"                ! a time that does not exist
        "2023-06-30 23:59:60Z"               ! a time that does not exist
        "2023-7-3 01:02:03"                  ! a string in another form
        "2023-07-03"                         ! a string in another form
        "2023-07-03t01:02:03"                ! a string in another form
        "2023-07-03 01:02:03."               ! a string in another form
        "2023-07-03 01:02:03 "               ! a string in another form
        " 2023-07-03 01:02:03"               ! a string in another form
        "2023-07-03  01:02:03"               ! a string in another form
        "03/07/2023 12:53:41"                ! a string in another form
        "12023-07-03 01:02:03"               ! a string in another form
        "２023-07-03 01:02:03"               ! a string in another form
        "yesterday"                          ! a string in another form
        ""                                   ! a string in another form
        null                                 ! null
        1688388821                           ! an integer
        false                                ! a boolean
        1e400                                ! a number out of range
        {}                                   ! an object
        "#,
    );
}

#[test]
fn date_expire_is_a_date_or_null() {
    assert_rows(
        &[DATE_EXPIRE],
        "yyyy-MM-dd or null",
        r#"
        "2024-12-31"                       = "2024-12-31"
        "2024-12-31 00:00:00"              = "2024-12-31"
        "2024-12-31T23:59:59"              = "2024-12-31"
        "2024-12-31T00:00:00.000"          = "2024-12-31"
        "2024-12-31 00:00"                 = "2024-12-31"
        "2025-01-01T02:59:59Z"             = "2025-01-01"
        null                               = null
        absent                             = null
        ""                                 = null
        "0000-00-00"                       = null
        "0000-00-00 00:00:00"              = null
        "0000-00-00T00:00:00.000"          = null
        "0000-00-00 00:00:00 -03:00"       = null
        "-0001-11-30"                      = null
        "-000001-11-30T00:00:00.000000Z"   = null
        "2024-12-31Z"                      ! a string in another form
        "2024-12-31 Z"                     ! a string in another form
        "2024-12-31-03:00"                 ! a string in another form
        "0000-00-00Z"                      ! a string in another form
        "2023-02-29"                       ! a date that does not exist
        "2023-02-29 BRT"                   ! a date that does not exist
        "0000-00-01"                       ! a date that does not exist
        "-0001-11-29"                      ! a string in another form
        "2024-12-31 24:00:00"              ! a time that does not exist
        "2024-12-31 24:00:00Z"             ! a time that does not exist
        "0000-00-00 24:00:00"              ! a time that does not exist
        "31/12/2024"                       ! a string in another form
        "2024-12-3"                        ! a string in another form
        "2024-12-31 "                      ! a string in another form
        " "                                ! a string in another form
        20241231                           ! an integer
        0                                  ! an integer
        true                               ! a boolean
        []                                 ! an array
        "#,
    );
}

/// What follows a time, in both fields.
#[test]
fn a_zone_is_dropped() {
    const ZONES: &str = "Z|UTC|GMT|-03|-0300|-03:00|+00:00|-00:00|+23|+2359|-23:59";
    const OTHERS: &str = concat!(
        "z|utc|UT|GMT-3|UTC+00:00|ZZ|Z |Z+00|+24|-2400|+24:00|-03:60|+0360|-3|-3:00|-030|-03:0|-03:000|-03:00:00|",
        "-03 00|+0x|+|--03|  Z|\\u221203:00",
    );
    for (path, expected, canonical) in
        [(SEND_AT, "yyyy-MM-dd HH:mm:ss", "2024-12-31 23:59:00"), (DATE_EXPIRE, "yyyy-MM-dd or null", "2024-12-31")]
    {
        for time in [" 23:59:00", "T23:59:00.123456", "T23:59"] {
            for space in ["", " "] {
                for zone in ZONES.split('|') {
                    assert_rows(&[path], "", &format!("\"2024-12-31{time}{space}{zone}\" = \"{canonical}\""));
                }
                for other in OTHERS.split('|') {
                    let row = format!("\"2024-12-31{time}{space}{other}\" ! a string in another form");
                    assert_rows(&[path], expected, &row);
                }
            }
        }
    }
}

#[test]
fn a_string_is_preserved() {
    assert_rows(
        &["event.name", "data.course.name", "data.user.name", "data.user.email"],
        "a string",
        r#"
        ""                                  = ""
        null                                = ""
        absent                              = ""
        " Ana "                             = " Ana "
        "Jo\u00e3o \/ \ud83d\ude00"         = "João / 😀"
        "João"                              = "João"
        "Joa\u0303o"                        = "João"
        "a\"\\\b\f\n\r\t\u0000\u001f"       = "a\"\\\b\f\n\r\t\u0000\u001f"
        7                                   = "7"
        -7                                  = "-7"
        18446744073709551615                = "18446744073709551615"
        "#,
    );
}

const STRINGS: [&str; 5] = ["event.name", "data.course.name", "data.user.name", "data.user.email", "data.user.cpf"];

/// What no string accepts, and the floats that all of them accept, but for a CPF.
const NUMBERS: &str = r"
        1.5                    = '1.5'
        2024.10                = '2024.1'
        12.0                   = '12.0'
        -12.5                  = '-12.5'
        1e3                    = '1000.0'
        1e-7                   = '1e-7'
        9007199254740991.0     = '9007199254740991.0'
";

const NOT_STRINGS: &str = r#"
        true                   ! a boolean
        -0                     ! negative zero
        -0.0                   ! negative zero
        9007199254740992.0     ! a number too large to be exact
        -9007199254740992.0    ! a number too large to be exact
        99999999999999999999   ! a number too large to be exact
        1e400                  ! a number out of range
        "\ud800"               ! a lone surrogate
        []                     ! an array
        ["a"]                  ! an array
        {"a":1}                ! an object
"#;

#[test]
fn a_number_is_a_string_if_it_is_exact() {
    let floats = NUMBERS.replace('\'', "\"");
    assert_rows(&STRINGS[..4], "", &floats);
    assert_rows(&["data.user.nickname", "data.user.uuid"], "", &floats);
    assert_rows(&STRINGS, "a string", &not_strings());
    assert_rows(&["data.user.nickname", "data.user.uuid"], "a string or null", &not_strings());
}

/// Under `arbitrary_precision`, a `Value` drops the sign of `-0`.
fn not_strings() -> String {
    let keep = |row: &&str| !(arbitrary_precision() && row.trim().starts_with("-0 "));
    NOT_STRINGS.lines().filter(keep).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_cpf_that_lost_its_zeros_is_padded_to_eleven_digits() {
    assert_rows(
        &["data.user.cpf"],
        "a string",
        r#"
        "123.456.789-99"  = "123.456.789-99"
        "12345678999"     = "12345678999"
        null              = ""
        absent            = ""
        ""                = ""
        0                 = "00000000000"
        191               = "00000000191"
        191.0             = "00000000191"
        "191"             = "00000000191"
        "1"               = "1"
        "1234567890"      = "01234567890"
        "1234567891"      = "1234567891"
        " 191"            = " 191"
        99999999999       = "99999999999"
        100000000000      = "100000000000"
        -1                = "-1"
        1.5               = "1.5"
        "#,
    );
}

#[test]
fn an_absent_or_empty_optional_string_is_null() {
    assert_rows(
        &["data.user.nickname", "data.user.uuid"],
        "a string or null",
        r#"
        null    = null
        absent  = null
        ""      = null
        " "     = " "
        "Ana"   = "Ana"
        7       = "7"
        "#,
    );
}

#[test]
fn any_other_slug_is_rejected_as_another_event() {
    assert_rows(
        &["event.slug"],
        "activities.course.enrollment",
        r#"
        "activities\u002ecourse.enrollment"  = "activities.course.enrollment"
        "activities.course.completed"        ! another event
        "Activities.course.enrollment"       ! another event
        " activities.course.enrollment"      ! another event
        "course.enrollment.created"          ! another event
        ""                                   ! another event
        "#,
    );
}

#[test]
fn a_slug_is_a_string() {
    assert_rows(
        &["event.slug"],
        "a string",
        r#"
        null                                 ! null
        1                                    ! an integer
        true                                 ! a boolean
        []                                   ! an array
        {}                                   ! an object
        "\ud800"                             ! a lone surrogate
        "#,
    );
}

#[test]
fn an_object_is_nothing_but_an_object() {
    assert_rows(
        &OBJECTS,
        "an object",
        r#"
        [1,"a","b","c",null,null]  ! an array
        null                       ! null
        "ana@example.com"          ! a string
        "x at line 3 column 4"     ! a string
        5                          ! an integer
        true                       ! a boolean
        "#,
    );
}

/// Under `arbitrary_precision`, such an object is a number to plain serde if its value is the string of one.
#[test]
fn an_object_that_resembles_serde_jsons_number_is_an_object() {
    for json in [
        r#"{"$serde_json::private::Number":"1"}"#,
        r#"{"$serde_json::private::Number":1}"#,
        r#"{"$serde_json::private::Number":{"a":true}}"#,
        r#"{"\u0024serde_json::private::Number":"1"}"#,
    ] {
        let error = body_with(&[(ACTIVED, json)]).parse::<NewEnrollment>().unwrap_err();
        assert_eq!((error.path(), error.message().as_str()), (ACTIVED, "expected 0 or 1, found an object"), "{json}");
    }
}

/// Under `arbitrary_precision`, a `Value` drops the sign.
#[test]
fn negative_zero_is_rejected() {
    for (path, message) in [
        ("data.user.id", "expected an integer from 0 to 18446744073709551615, found negative zero"),
        (ACTIVED, "expected 0 or 1, found another number"),
        (STATUS, "expected an integer, found negative zero"),
        ("data.user.cpf", "expected a string, found negative zero"),
    ] {
        let body = body_with(&[(path, "-0")]);
        let error = body.parse::<NewEnrollment>().unwrap_err();
        assert_eq!((error.path(), error.message().as_str()), (path, message));
        let plain = serde_json::from_str::<NewEnrollment>(&body).unwrap_err().to_string();
        assert_eq!(plain.split(" at line ").next(), Some(message), "{path}");
        let value: Value = serde_json::from_str(&body).unwrap();
        assert_eq!(serde_json::from_value::<NewEnrollment>(value).is_ok(), arbitrary_precision(), "{path}");
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
    for (way, decoded) in decode_in_every_way(body) {
        assert_eq!(decoded.as_deref(), Some(fixture::DOCUMENTED), "{way}");
    }
}

#[test]
fn an_unknown_field_may_have_any_value_depth_and_size() {
    for unknown in [
        "1e999".to_string(),
        r#"{"\ud800":"\ud800"}"#.to_string(),
        format!("{}{}", "[".repeat(100), "]".repeat(100)),
        format!("{}1{}", "{\"a\":".repeat(100_000), "}".repeat(100_000)),
        format!("\"{}\"", "x".repeat(10_000_000)),
    ] {
        let body = fixture::DOCUMENTED.replacen('{', &format!("{{\"unknown\":{unknown},"), 1);
        assert_eq!(body.parse(), Ok(fixture::documented()));
        assert_eq!(serde_json::from_str::<NewEnrollment>(&body).unwrap(), fixture::documented());
    }
}
