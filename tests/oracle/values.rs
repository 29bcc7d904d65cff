//! Generated values: canonical, lenient and invalid ones for each field.

use super::{
    choices::Source,
    strings,
    table::{Field, Form, SLUG},
};

/// A JSON value before it is spelled.
#[derive(Clone)]
pub enum Node {
    /// The JSON itself, valid or not.
    Raw(String),
    /// A string, whose escapes depend on the style of the body.
    String(String),
    Array(Vec<Node>),
    Object(Vec<(Node, Node)>),
}

const ESCAPED_STRINGS: &[&str] = &[
    r#""\ud800""#,
    r#""\udc00""#,
    r#""a\uD83Db""#,
    r#""\ud83d\ud83d\ude00""#,
    r#""\ud83d\n""#,
    r#""\ude00\ud83d""#,
    r#""\ud83d\u0041""#,
    r#""\ud83d\uDE00""#,
    r#""\u0041\u00ed\/\b\f\n\r\t\\\"""#,
    r#""\u0000""#,
    r#""\uFFFF\uD7FF\uE000""#,
    r#""\udbff\udfff""#,
];

const INTEGERS: &[i128] = &[
    0,
    1,
    2,
    -1,
    7,
    -7,
    11,
    255,
    99_999_999_999,
    100_000_000_000,
    9_999_999_999,
    99_999_999_999_999,
    100_000_000_000_000,
    -100_000_000_000_000,
    9_007_199_254_740_991,
    9_007_199_254_740_992,
    9_007_199_254_740_993,
    -9_007_199_254_740_992,
    -9_007_199_254_740_993,
    i64::MAX as i128,
    i64::MAX as i128 + 1,
    i64::MIN as i128,
    i64::MIN as i128 - 1,
    u64::MAX as i128,
    u64::MAX as i128 + 1,
    i128::MAX,
];

/// Floats around 10^14, the bound of ids and of the status.
const LARGE_FLOATS: &[&str] = &[
    "99999999999999.0",
    "-99999999999999.0",
    "9999999999999.9e1",
    "1e14",
    "1.0E+14",
    "10e13",
    "100000000000000.0",
    "-1e14",
    "-100000000000000.0",
    "100000000000001.0",
    "-123456789012345.0",
    "99999999999999.5",
    "-99999999999999.5",
    // The nearest `f64` is below 10^14, and it is 10^14.
    "99999999999999.992",
    "99999999999999.993",
    "123456789012345.5",
    "-123456789012345.5",
    "5.6605316124508e+15",
    "1e15",
    "9007199254740991.0",
    "9007199254740992.0",
    "-9007199254740992.0",
    "1e19",
    "18446744073709551616",
    "-9223372036854775809",
    // Integers in canonical form.
    "100000000000000",
    "9007199254740993",
];

/// Returns a JSON number.
pub fn number(source: &mut dyn Source) -> String {
    const NUMBERS: &[&str] = &[
        "-0",
        "-0.0",
        "0.0",
        "1.0",
        "1.5",
        "-1.5",
        "0e0",
        "1e0",
        "1E+0",
        "10e-1",
        "0.1e1",
        "1e400",
        "-1e400",
        "1e-400",
        "-1e-400",
        "0e400",
        "0e99999999999999999999",
        "1e-99999999999999999999",
        "1e99999999999999999999",
        "1e16",
        "9007199254740993.0",
        "9007199254740992.0",
        "9007199254740994.0",
        "9007199254740991.0",
        "9007199254740991.5",
        "-9007199254740991.0",
        "-9007199254740992.0",
        "-9007199254740992.5",
        "2024.1",
        "99999999999.0",
        "99999999999.5",
        "122.99999999999999999",
        "0.99999999999999999",
        "1.00000000000000001",
        "123.0000000000001",
        "1e15",
        "9e15",
        "-3.0",
        "-1.0",
        "18446744073709551615.0",
        "1.7976931348623159e308",
        "4.9e-324",
        "2e-324",
        "123456789.0",
        "12345678901234567890123456789012345678901234567890",
        "0.00000000000000000000000000000000000000000000000001",
    ];
    let integer = if source.one_in(3) {
        let count = 1 + source.below(20);
        source.digits(count).parse().unwrap_or_default()
    } else {
        source.pick(INTEGERS)
    };
    match source.below(6) {
        0 => integer.to_string(),
        1 => source.string(NUMBERS),
        2 => format!("{integer}.{}", "0".repeat(1 + source.below(20))),
        3 => format!("{integer}{}{}", source.pick(&["e", "E", "e+", "e-", ".0e", ".5E", ".50e+"]), source.below(20)),
        // The same number with its decimal point moved.
        4 => format!("{integer}{}e-{}", "0".repeat(3), source.pick(&[3, 2, 4])),
        _ => format!(
            "{integer}.{}",
            source.string(&["5", "25", "000001", "0000000000000000000001", "99999999999999999"])
        ),
    }
}

/// Returns any JSON value, with at most `depth` levels of objects and arrays.
pub fn anything(source: &mut dyn Source, depth: usize) -> Node {
    match source.below(if depth == 0 { 6 } else { 8 }) {
        0 => Node::String(strings::any(source)),
        1 => Node::Raw(source.string(&["null", "true", "false"])),
        2 => Node::Raw(number(source)),
        3 => Node::Raw(source.string(ESCAPED_STRINGS)),
        4 => Node::String(strings::invalid_date(source)),
        5 => Node::String(number(source)),
        6 => Node::Array((0..source.below(4)).map(|_| anything(source, depth - 1)).collect()),
        _ => Node::Object((0..source.below(4)).map(|_| (name(source), anything(source, depth - 1))).collect()),
    }
}

/// Returns the name of a field, rarely one that the object has.
pub fn name(source: &mut dyn Source) -> Node {
    const NAMES: &[&str] = &[
        "acao",
        "phone",
        "id",
        "name",
        "slug",
        "event",
        "data",
        "user",
        "status",
        "cpf",
        "",
        "Id",
        "ids",
        "i",
        "id ",
        "x",
        "uuid",
        "send_at",
        "course",
        "nick\"name",
        "phone_number",
        "Phone",
        "telefone1",
        "maria@example.com",
        "_",
        "a_name_of_forty_bytes_is_a_documented_on",
        "a_name_of_forty_one_bytes_is_no_such_name",
        "matrícula",
    ];
    match source.below(12) {
        // So many different ones that not all are listed.
        2 => Node::String(source.string(&["a", "b_", "c"]).repeat(1 + source.below(14))),
        0 => Node::Raw(source.string(ESCAPED_STRINGS)),
        1 => Node::String(strings::any(source)),
        _ => Node::String(source.string(NAMES)),
    }
}

/// Returns a value in canonical form, which may violate a rule.
pub fn canonical(source: &mut dyn Source, field: &Field) -> Node {
    let ordinary = !source.one_in(8);
    Node::String(match field.form {
        Form::Object(_) => return Node::Object(Vec::new()),
        Form::Slug => SLUG.to_owned(),
        Form::Identifier => return Node::Raw(identifier(source, ordinary)),
        Form::Flag | Form::Code if ordinary => return Node::Raw("1".to_owned()),
        Form::Flag => return Node::Raw(source.string(&["0", "1"])),
        Form::Code => return Node::Raw(source.string(&["0", "1", "2", "-1", "9223372036854775807"])),
        Form::DateTime => strings::date(source) + " " + &strings::time(source),
        Form::Date if source.one_in(2) => strings::date(source),
        Form::String if field.path == "event.name" && ordinary => super::table::EVENT_NAME.to_owned(),
        Form::String if field.path == "event.name" => strings::event_name(source),
        Form::String if ordinary && field.path == "data.user.email" => "ana@example.com".to_owned(),
        Form::String if field.path == "data.user.email" => strings::email(source),
        Form::String if ordinary => strings::any(source),
        Form::String => strings::blank(source),
        Form::Cpf if source.one_in(12) => strings::blank(source),
        Form::Cpf => strings::cpf(source),
        Form::OptionalString if source.one_in(2) && field.path == "data.user.uuid" => strings::uuid(source),
        Form::OptionalString if source.one_in(2) => strings::any(source) + "x",
        Form::Date | Form::OptionalString => return Node::Raw("null".to_owned()),
    })
}

/// Returns an id. There are few ordinary ones, so that the two ids of the course often agree.
fn identifier(source: &mut dyn Source, ordinary: bool) -> String {
    if ordinary {
        return source.string(&["123456", "123456", "123456", "12345"]);
    }
    source.string(&[
        "0",
        "1",
        "100000000000000",
        "9007199254740993",
        "9223372036854775808",
        "18446744073709551615",
        "987654321",
    ])
}

/// Returns a value in another form that the field accepts.
pub fn lenient(source: &mut dyn Source, field: &Field) -> Node {
    const FLAGS: &[&str] = &["true", "false", "1.0", "0.0", "1e0", "10e-1", "0e5", "1e-400", "0.99999999999999999"];
    const FLOATS: &[&str] = &[
        "2024.1",
        "2024.10",
        "-2024.5",
        "100000.0",
        "1e3",
        "-7.0",
        "1e-7",
        "123456789.123456789",
        "9007199254740991.0",
        "9007199254740991.4",
        "0.1e-320",
        "0.0",
        "1e14",
        "-1e14",
        "123456789012345.5",
        "1e15",
    ];
    const CPFS: &[&str] = &[
        "null",
        "0",
        "1",
        "0.0",
        "5e0",
        "12345678909.0",
        "9999999999.9",
        "99999999999",
        "99999999999.0",
        "100000000000",
        "1e11",
        "1e14",
    ];
    let as_string = source.one_in(2);
    match field.form {
        Form::Object(_) | Form::Slug => canonical(source, field),
        Form::Identifier if as_string => Node::String(identifier(source, false)),
        Form::Identifier if source.one_in(4) => {
            Node::Raw(source.string(&["99999999999999.0", "9999999999999e1", "1e13", "99999999999999000e-3"]))
        }
        Form::Identifier => Node::Raw(identifier(source, true) + &source.string(&[".0", ".000", "e0", "E+2", "00e-2"])),
        Form::Flag | Form::Code if as_string => Node::String(source.string(&["1", "0", "true", "false"])),
        Form::Code if source.one_in(2) => {
            let code = source.string(&["-3", "2", "9223372036854775807", "-9223372036854775808"]);
            if source.one_in(2) { Node::String(code) } else { Node::Raw(code) }
        }
        Form::Code if source.one_in(4) => {
            Node::Raw(source.string(&["-3.0", "2.0", "20e-1", "99999999999999.0", "-99999999999999.0"]))
        }
        Form::Flag | Form::Code => Node::Raw(source.string(FLAGS)),
        Form::DateTime => Node::String(lenient_date_time(source)),
        Form::Date => Node::String(match source.below(6) {
            0 => String::new(),
            1 => strings::zero_date(source),
            2 | 3 => strings::zero_date(source) + &lenient_date_time(source)["yyyy-MM-dd".len()..],
            _ => lenient_date_time(source),
        }),
        Form::String if as_string => Node::Raw("null".to_owned()),
        Form::OptionalString if as_string && source.one_in(2) => Node::Raw("false".to_owned()),
        Form::OptionalString if as_string => Node::String(String::new()),
        Form::Cpf if as_string => match source.below(4) {
            0 => Node::Raw(source.string(CPFS)),
            1 => Node::Raw(strings::short_cpf(source) + &source.string(&["", ".0", ".00", "e0"])),
            _ => Node::String(strings::short_cpf(source)),
        },
        Form::String | Form::OptionalString | Form::Cpf if source.one_in(2) => Node::Raw(source.string(FLOATS)),
        Form::String | Form::OptionalString | Form::Cpf => {
            let count = 1 + source.below(19);
            let digits = source.digits(count);
            Node::Raw(digits.trim_start_matches('0').to_owned() + "7")
        }
    }
}

/// Returns a date and time in a form that is accepted, with or without a zone.
fn lenient_date_time(source: &mut dyn Source) -> String {
    let zone = if source.one_in(2) { strings::zone(source) } else { String::new() };
    strings::date(source) + &source.string(&["T", " "]) + &strings::lenient_time(source) + &zone
}

/// Returns a value that the field likely does not accept.
pub fn invalid(source: &mut dyn Source, field: &Field) -> Node {
    const STRINGS: &[&str] = &[
        "",
        " ",
        "+1",
        "01",
        "007",
        " 1",
        "1 ",
        "-1",
        "-0",
        "1.0",
        "1e0",
        "0x1",
        "yes",
        "TRUE",
        "True",
        "active",
        "null",
        "on",
        "18446744073709551616",
        "9223372036854775808",
        "-9223372036854775809",
        "１",
        "1\0",
        "1,0",
        "--1",
        "-",
    ];
    match (source.below(7), field.form) {
        (0..=4, Form::Date | Form::DateTime) => Node::String(strings::invalid_date(source)),
        (0, Form::Slug) => Node::String(strings::slug(source)),
        (0, _) => Node::String(source.string(STRINGS)),
        (1 | 2, Form::Identifier | Form::Flag | Form::Code) => Node::Raw(source.string(LARGE_FLOATS)),
        (1..=3, _) => Node::Raw(number(source)),
        (4, _) => Node::Raw(source.string(ESCAPED_STRINGS)),
        (5, _) => anything(source, 1),
        _ => Node::Raw(source.string(&["[]", "{}", "null"])),
    }
}
