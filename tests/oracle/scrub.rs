//! Checks that a scrubbed body has the outcome of the captured one, and nothing of it but what stays.

use super::{
    json::{self, Value},
    table::{self, EVENT_NAME, OBJECTS},
};
use std::collections::{BTreeMap, BTreeSet};
use toolzz_webhook::{DecodeError, audit, fixture::Body};

/// The code of a body, and the paths of its problems, violations and deviations.
type Expected = (&'static str, Vec<(String, &'static str, usize)>);

fn outcome(body: &[u8]) -> Expected {
    let inspection = audit::inspect(body);
    let problems = inspection.decoded.as_ref().err().map(DecodeError::problems).unwrap_or_default();
    let problems = problems.iter().map(|problem| (problem.path.to_owned(), problem.code(), 0));
    let violations = inspection.report.violations.iter().map(|violation| (violation.path.clone(), violation.code(), 0));
    let deviations = inspection.deviations.iter().flat_map(|found| {
        [(found.path.clone(), found.kind.code(), found.count), (String::new(), "names", found.names.len())]
    });
    (inspection.code(), problems.chain(violations).chain(deviations).collect())
}

/// Checks a body, given without its byte order mark if it is UTF-8.
pub fn check(body: &[u8], before: Option<&str>) -> Result<(), String> {
    let before = before.and_then(|json| Some((json::parse(json).ok()?, json)));
    let is_json = before.is_some();
    let scrubbed = match Body::scrubbed(body) {
        Ok(scrubbed) if is_json => scrubbed.into_bytes(),
        Ok(_) => return Err("a body that is not JSON is scrubbed".to_owned()),
        Err(error) if is_json => return Err(format!("a body is not scrubbed: {error}")),
        Err(error) => {
            let expected = audit::inspect(body).decoded;
            return if expected.as_ref() == Err(&error) { Ok(()) } else { Err(format!("scrubbed: {error}")) };
        }
    };
    let found = String::from_utf8_lossy(&scrubbed);
    let (expected, actual) = (outcome(body), outcome(&scrubbed));
    if expected != actual {
        return Err(format!("the outcome of {found}\n  expected: {expected:?}\n     found: {actual:?}"));
    }
    let mut walk = Walk::default();
    let after = found.strip_prefix('\u{feff}').unwrap_or(&found);
    match (before, json::parse(after)) {
        (Some((captured, before)), Ok(scrubbed)) => walk.value("", (&captured, before), (&scrubbed, after))?,
        _ => return Err(format!("{found} is not JSON")),
    }
    let leaked = walk.captured.iter().find(|string| {
        // Numbers keep zeros, and the digits that decide whether they are exact.
        let string_without_zeros = string.trim_matches(['0', '.']);
        string_without_zeros.chars().count() >= 6
            && string_without_zeros.chars().collect::<BTreeSet<_>>().len() > 2
            && walk.results.iter().any(|result| result.contains(*string))
            && !walk.kept.iter().any(|kept| kept.contains(*string))
    });
    leaked.map_or(Ok(()), |string| Err(format!("{string:?} occurs in {found}")))
}

/// A walk over a captured and a scrubbed value.
#[derive(Default)]
struct Walk {
    captured: Vec<String>,
    kept: Vec<String>,
    results: Vec<String>,
    names: BTreeMap<String, String>,
    fictitious: BTreeSet<String>,
}

impl Walk {
    fn value(&mut self, path: &str, before: (&Value<'_>, &str), after: (&Value<'_>, &str)) -> Result<(), String> {
        let wrong = |what: &str| Err(format!("{path}: {what}: {} and {}", before.1, after.1));
        match (before.0, after.0) {
            (Value::Object(before), Value::Object(after)) if before.len() == after.len() => {
                for (before, after) in before.iter().zip(after) {
                    let path = self.name(path, before.name.as_deref(), after.name.as_deref())?;
                    self.value(&path, (&before.value, before.json), (&after.value, after.json))?;
                }
                Ok(())
            }
            (Value::Array(before), Value::Array(after)) if before.len() == after.len() => before
                .iter()
                .zip(after)
                .try_for_each(|(before, after)| self.value("[]", (before, "an item"), (after, "an item"))),
            (Value::Null, Value::Null) => Ok(()),
            (Value::Bool(before), Value::Bool(after)) if before == after => Ok(()),
            (Value::Number(captured), Value::Number(scrubbed)) => {
                let significand = |number: &'_ str| number.split(['e', 'E']).next().unwrap_or_default().to_owned();
                self.results.push(significand(scrubbed));
                let significand = significand(captured);
                if stays(path, before.0, before.1) {
                    self.kept.push((*captured).to_owned());
                    return if captured == scrubbed { Ok(()) } else { wrong("a value that stays") };
                }
                let is_zero = significand.bytes().all(|byte| matches!(byte, b'0' | b'.' | b'-'));
                let shape = |number: &str| number.replace(|character: char| character.is_ascii_digit(), "0");
                if shape(captured) != shape(scrubbed) {
                    return wrong("another form");
                }
                if (captured == scrubbed) == is_zero { Ok(()) } else { wrong("a number") }
            }
            (Value::String(captured), Value::String(scrubbed)) => {
                self.results.extend(scrubbed.as_deref().map(str::to_owned));
                if stays(path, before.0, before.1) {
                    self.kept.extend(captured.as_deref().map(str::to_owned));
                    return if before.1 == after.1 || path == "[]" { Ok(()) } else { wrong("a value that stays") };
                }
                match (captured, scrubbed) {
                    (Some(captured), Some(scrubbed)) => {
                        let is_blank = captured.chars().all(char::is_whitespace);
                        // The one string that is a zero id.
                        if captured == scrubbed && !is_blank && captured != "0" || is_blank && captured != scrubbed {
                            return wrong("a string");
                        }
                        if captured.chars().count() != scrubbed.chars().count() || captured.len() != scrubbed.len() {
                            return wrong("another length");
                        }
                        if !is_blank {
                            self.captured.push(captured.to_string());
                        }
                        Ok(())
                    }
                    (None, None) if before.1 != after.1 || path == "[]" => Ok(()),
                    _ => wrong("a lone surrogate"),
                }
            }
            _ => wrong("another structure"),
        }
    }

    /// Checks a name and returns the path of its field.
    fn name(&mut self, path: &str, before: Option<&str>, after: Option<&str>) -> Result<String, String> {
        let (Some(before), Some(after)) = (before, after) else {
            return if before == after { Ok("?".to_owned()) } else { Err(format!("{before:?} and {after:?}")) };
        };
        self.results.push(after.to_owned());
        let is_documented =
            |name: &str| OBJECTS.iter().flat_map(table::fields).any(|documented| documented.name() == name);
        if is_documented(before) || before.trim().is_empty() {
            self.kept.push(before.to_owned());
            let path = if path.is_empty() { before.to_owned() } else { format!("{path}.{before}") };
            return if before == after { Ok(path) } else { Err(format!("{before:?} is {after:?}")) };
        }
        let is_new = self.fictitious.insert(after.to_owned());
        let known = self.names.insert(before.to_owned(), after.to_owned());
        if is_documented(after) || before == after || known.map_or(!is_new, |known| known != after) {
            return Err(format!("{before:?} is {after:?}"));
        }
        self.captured.push(before.to_owned());
        Ok("?".to_owned())
    }
}

/// Returns whether a value is on the list of what stays.
fn stays(path: &str, value: &Value<'_>, json: &str) -> bool {
    let string = match value {
        Value::String(Some(string)) => Some(&**string),
        _ => None,
    };
    match path {
        "event.name" => string == Some(EVENT_NAME),
        "event.slug" => string.is_some_and(|slug| {
            let is_word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
            slug.len() <= 64 && slug.contains('.') && slug.split('.').all(is_word)
        }),
        "event.send_at" | "data.enrollment.date_expire" => string.is_some_and(|string| {
            let shape: String = string.chars().map(|c| if c.is_ascii_digit() { '9' } else { c }).collect();
            shape.starts_with("9999-99-99") || string.starts_with("-0001-11-30") || string.starts_with("-000001-11-30")
        }),
        "data.institution.id"
        | "data.course.id"
        | "data.enrollment.course_id"
        | "data.enrollment.actived"
        | "data.enrollment.status" => Body::valid().raw(path, json).decode().is_ok(),
        _ => false,
    }
}
