//! One grammar for every message that the crate prints.

use crate::support::{ABSENT, FIELDS, OBJECTS, body_with};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use toolzz_webhook::{
    DecodeError, DecodeErrorKind, Id, Incoming, NewEnrollment, ParseCpfError, Rule, User, Validate, Violation,
    fixture::{self, Body},
};

/// The form of every message: one ASCII line that starts in lowercase and does not end with a full stop.
#[track_caller]
fn assert_phrase(message: &str) {
    assert!(message.starts_with(|first: char| first.is_ascii_lowercase()), "{message}");
    assert!(message.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()), "{message}");
    assert!(!message.contains("  ") && !message.ends_with([' ', '.', ':', ',']), "{message}");
}

/// `expected …, found …`, each half not empty.
#[track_caller]
fn assert_mismatch(message: &str) {
    assert_phrase(message);
    let halves = message.strip_prefix("expected ").and_then(|rest| rest.split_once(", found "));
    let (expected, found) = halves.unwrap_or_else(|| panic!("{message}"));
    assert_phrase(&format!("expected {expected}"));
    assert_phrase(&format!("found {found}"));
    assert!(!found.contains("expected") && !found.contains(", found"), "{message}");
}

/// Parts joined by dots: each a name of lowercase letters and `_`, or `*`, with or without an index.
#[track_caller]
fn assert_path(path: &str) {
    for part in path.split('.') {
        let (name, index) = part.strip_suffix(']').and_then(|part| part.split_once('[')).unwrap_or((part, "0"));
        let is_name = !name.is_empty() && name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'_'));
        assert!((is_name || name == "*") && index.parse::<usize>().is_ok(), "{path}");
    }
}

/// `path: problem (line N, column N)`, where the problem is the `message` of the serialized error.
#[track_caller]
fn assert_decode_error(error: &DecodeError) {
    let json = serde_json::to_value(error).unwrap();
    let (problem, path) = (json["message"].as_str().unwrap(), error.path());
    let prefix = if path.is_empty() { String::new() } else { format!("{path}: ") };
    let position = format!(" (line {}, column {})", error.line(), error.column());
    assert_eq!(error.to_string(), format!("{prefix}{problem}{position}"));
    assert_phrase(&error.to_string());
    if !path.is_empty() {
        assert_path(path);
    }
    match error.kind() {
        DecodeErrorKind::InvalidUtf8 => assert_eq!(problem, "invalid UTF-8"),
        DecodeErrorKind::Syntax => assert_phrase(problem.strip_prefix("invalid JSON: ").unwrap_or_default()),
        DecodeErrorKind::UnexpectedEnd => assert_eq!(problem, "unexpected end of input"),
        DecodeErrorKind::MissingField => assert_eq!(problem, "missing field"),
        DecodeErrorKind::DuplicateField => assert_eq!(problem, "duplicate field"),
        // The error of a type that is not the crate's own.
        DecodeErrorKind::InvalidValue if problem == "invalid value" => assert!(path.starts_with("data"), "{error}"),
        DecodeErrorKind::InvalidValue | DecodeErrorKind::OtherEvent => assert_mismatch(problem),
        kind => panic!("{kind}"),
    }
}

/// JSON of every type, and of every form that some field distinguishes.
const VALUES: [&str; 25] = [
    "null",
    "true",
    "1",
    "-1",
    "-0.0",
    "1.5",
    "12.0",
    "1e16",
    "1e400",
    "99999999999999999999",
    "[]",
    "{}",
    r#""""#,
    r#""maria""#,
    r#""18446744073709551616""#,
    r#""9223372036854775808""#,
    r#""\ud800""#,
    r#""members.created""#,
    r#""2023-02-29 00:00:00""#,
    r#""2023-02-28 24:00:00""#,
    r#""2023-02-28T00:00:00Z""#,
    r#""2023-02-29""#,
    r#""2023-02-28 ""#,
    r#"1,"x":nul"#,
    ABSENT,
];

fn bodies() -> Vec<Vec<u8>> {
    let paths = FIELDS.iter().map(|(path, _)| *path).chain(OBJECTS);
    let changed = paths.clone().flat_map(|path| VALUES.map(|json| body_with(&[(path, json)]).into_bytes()));
    let duplicates = paths.map(|path| Body::documented().duplicate(path).as_ref().to_vec());
    let samples = fixture::samples().into_iter().map(|sample| sample.body.as_ref().to_vec());
    changed.chain(duplicates).chain(samples).collect()
}

#[test]
fn decode_errors_have_path_problem_and_position() {
    let mut kinds = BTreeSet::new();
    let mut problems = BTreeSet::new();
    for body in bodies() {
        for error in [NewEnrollment::from_slice(&body).err(), Incoming::from_slice(&body).err()].into_iter().flatten() {
            assert_decode_error(&error);
            kinds.insert(error.kind());
            problems.insert(serde_json::to_value(&error).unwrap()["message"].to_string());
        }
    }
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), DecodeErrorKind::ALL);
    assert!(problems.len() >= 60, "{} {problems:#?}", problems.len());
}

#[test]
fn errors_of_a_callers_type_have_the_same_form() {
    struct Failing;

    impl<'de> Deserialize<'de> for Failing {
        fn deserialize<D: serde::Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
            Err(serde::de::Error::custom("It failed."))
        }
    }

    let body =
        Body::valid().with("event.slug", "members.created").with("data", serde_json::json!({"Ana": [1, -2, "x"]}));
    let Ok(Incoming::Other(other)) = Incoming::from_slice(body.as_ref()) else {
        panic!("the slug is another event's");
    };
    for (error, problem) in [
        (other.decode_data::<Failing>().map(drop), "data: invalid value ("),
        (other.decode_data::<u8>().map(drop), "data: expected another type, found an object ("),
        (other.decode_data::<User>().map(drop), "data.id: missing field ("),
        (
            other.decode_data::<BTreeMap<String, Vec<u8>>>().map(drop),
            "data.*[1]: expected another value, found an integer (",
        ),
        (
            other.decode_data::<BTreeMap<String, Vec<i8>>>().map(drop),
            "data.*[2]: expected another type, found a string (",
        ),
    ] {
        let error = error.unwrap_err();
        assert_decode_error(&error);
        assert!(error.to_string().starts_with(problem), "{error}");
    }
}

/// They have no path, and the position in the notation of serde_json; that of a `Value` has no position.
#[test]
fn errors_of_plain_serde_have_the_same_problem() {
    #[track_caller]
    fn assert_problem(problem: &str) {
        match problem.strip_suffix('`').and_then(|problem| problem.split_once(" `")) {
            Some(("missing field" | "duplicate field", name)) => assert_path(name),
            _ => assert_mismatch(problem),
        }
    }

    let mut compared = 0;
    for body in bodies() {
        let Ok(json) = std::str::from_utf8(&body) else { continue };
        let json = json.trim_start_matches('\u{feff}');
        let Err(decode_error) = json.parse::<NewEnrollment>() else { continue };
        let error = serde_json::from_str::<NewEnrollment>(json).unwrap_err();
        if error.is_data() {
            let message = error.to_string();
            let problem =
                message.strip_suffix(&format!(" at line {} column {}", error.line(), error.column())).unwrap();
            assert_problem(problem);
            if decode_error.kind() == DecodeErrorKind::InvalidValue {
                let json = serde_json::to_value(&decode_error).unwrap();
                assert_eq!(json["message"], problem, "{decode_error}");
                compared += 1;
            }
        }
        if let Some(Err(error)) = serde_json::from_str::<Value>(json).ok().map(serde_json::from_value::<NewEnrollment>)
        {
            assert_problem(&error.to_string());
        }
    }
    assert!(compared > 300, "{compared}");
}

#[test]
fn rules_and_violations_say_what_they_expect() {
    for rule in Rule::ALL {
        assert_phrase(rule.message());
        assert!(rule.message().starts_with("expected ") && !rule.message().contains(", found "), "{rule}");
    }
    let mut violated = BTreeSet::new();
    // No body violates the rules `SlugMismatch` and `YearRange`.
    let mut webhook = fixture::new_enrollment();
    webhook.event.slug = "members.created".into();
    webhook.data.enrollment.date_expire = Some(chrono::NaiveDate::MAX);
    let samples = fixture::samples().into_iter().filter_map(|sample| sample.body.decode().ok());
    for report in samples.chain([webhook]).map(|webhook| webhook.check()) {
        let lines: Vec<String> = report.iter().map(Violation::to_string).collect();
        assert_eq!(report.to_string(), lines.join("\n"));
        for Violation { path, rule, severity, .. } in &report {
            violated.insert(*rule);
            assert_path(path);
            assert_eq!(*severity, rule.severity());
            let line = format!("{path}: {} ({} {})", rule.message(), severity.code(), rule.code());
            assert!(lines.contains(&line), "{lines:?}");
        }
    }
    assert_eq!(violated.into_iter().collect::<Vec<_>>(), Rule::ALL);
}

#[test]
fn errors_of_parsing_say_what_they_expect() {
    assert_mismatch(&ParseCpfError::Syntax.to_string());
    assert_mismatch(&ParseCpfError::CheckDigits.to_string());
    let error = "007".parse::<Id<User>>().unwrap_err().to_string();
    assert_phrase(&error);
    assert!(error.starts_with("expected "), "{error}");
}
