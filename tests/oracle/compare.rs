//! Compares what the crate decodes, validates, inspects and serializes with what the oracle expects.

use super::{
    canonical,
    choices::Source,
    expected::{self, Deviation, Expected, Other, Problem},
    json, models, rules, scrub,
    table::Leaves,
    tally::Tally,
};
use serde::de::IgnoredAny;
use serde_json::{Value, json};
use std::fmt::Debug;
use toolzz_webhook::{
    DecodeError, Incoming, Line, NewEnrollment, OtherEvent, Report, Rule, Severity, Validate,
    audit::{self, Inspection},
    lines,
};

type Compared<T = ()> = Result<T, String>;

/// Checks the ways to decode a body, `str::parse` and those of serde only if `every_way` is set, then the
/// inspection and the JSON of the decoded body. Returns what `Incoming` decodes to.
pub fn check(
    source: &mut dyn Source,
    body: &[u8],
    every_way: bool,
    tally: &mut Tally,
) -> Compared<Result<Incoming, DecodeError>> {
    let expected = expected::expected(body);
    tally.expected(&expected);

    let webhook = NewEnrollment::from_slice(body);
    check_webhook("NewEnrollment::from_slice", &expected.webhook, &webhook)?;
    let incoming = Incoming::from_slice(body);
    check_incoming(&expected, &webhook, &incoming)?;
    if let (true, Some(json)) = (every_way, expected.json) {
        let sent = std::str::from_utf8(body).map_err(|error| error.to_string())?;
        same("str::parse", &webhook, &sent.parse())?;
        check_serde(json, expected.fits_value, webhook.as_ref().ok())?;
        same("Incoming::deserialize", &incoming.as_ref().ok(), &serde_json::from_str(json).ok().as_ref())?;
    }
    check_inspection(body, &expected.deviations, &incoming, tally)?;
    // Scrubbing tries many candidates, so that it takes longer than all the rest.
    if every_way && body.len() % 4 == 0 {
        scrub::check(body, expected.json)?;
    }
    if let Ok(webhook) = webhook {
        check_json(&webhook)?;
        check_altered(source, webhook, tally)?;
    }
    Ok(incoming)
}

/// Checks that a log of bodies, none of which has a line feed, has the lines and outcomes of the bodies.
pub fn check_log(source: &mut dyn Source, bodies: &[(Vec<u8>, Result<Incoming, DecodeError>)]) -> Compared {
    let mut log = Vec::new();
    let mut expected = Vec::new();
    let mut number = 1;
    for (body, incoming) in bodies {
        for _ in 0..source.pick(&[0, 0, 0, 1, 2]) {
            log.extend_from_slice(source.pick(&["\n", "\r\n", " \t\n", "\u{feff}\n"]).as_bytes());
            number += 1;
        }
        log.extend_from_slice(body);
        log.extend_from_slice(source.pick(&["\n", "\r\n"]).as_bytes());
        expected.push((number, body, incoming));
        number += 1;
    }
    let mut found = lines(&log);
    for (number, body, incoming) in expected {
        let line = found.next().ok_or("lines ends early")?;
        same("Line", &(number, body.as_slice(), false), &(line.number, line.body, line.is_blank()))?;
        same("Line::inspect", &line.decode(), decoded(&line.inspect()))?;
        match (incoming, Line::new(number, body).decode()) {
            (Err(expected), Err(found)) => {
                let mut expected = problems(expected);
                expected.iter_mut().for_each(|problem| problem.line = number);
                check_error("Line::decode", &expected, &found)?;
            }
            (_, found) => same("Line::decode", incoming, &found)?,
        }
    }
    same("the end of lines", &true, &found.next().is_none())
}

fn same<T: PartialEq + Debug>(what: &str, expected: &T, found: &T) -> Compared {
    if expected == found {
        return Ok(());
    }
    Err(format!("{what}\n  expected: {expected:?}\n     found: {found:?}"))
}

/// Returns what an inspected body decodes to.
fn decoded(inspection: &Inspection) -> &Result<Incoming, DecodeError> {
    &inspection.decoded
}

/// Returns the violations of a report.
fn violations(report: &Report) -> Vec<(&str, Rule, Severity)> {
    report.into_iter().map(|violation| (violation.path.as_str(), violation.rule, violation.severity)).collect()
}

/// Returns the problems of an error.
fn problems(error: &DecodeError) -> Vec<Problem> {
    let problem = |problem: &toolzz_webhook::Problem| Problem {
        path: problem.path.clone(),
        kind: problem.kind,
        message: problem.message(),
        line: problem.line,
        column: problem.column,
    };
    error.problems().iter().map(problem).collect()
}

/// Checks the problems of an error, and that everything else it says is about them.
fn check_error(what: &str, expected: &[Problem], error: &DecodeError) -> Compared {
    same(what, &expected, &problems(error).as_slice())?;
    let first = &expected[0];
    same("DecodeError::path", &first.path.as_str(), &error.path())?;
    same("DecodeError::kind", &first.kind, &error.kind())?;
    same("DecodeError::code", &first.kind.code(), &error.code())?;
    same("DecodeError::message", &first.message, &error.message())?;
    same("the position of DecodeError", &(first.line, first.column), &(error.line(), error.column()))?;

    let printed: Vec<_> = expected
        .iter()
        .map(|Problem { path, message, line, column, .. }| {
            let separator = if path.is_empty() { "" } else { ": " };
            format!("{path}{separator}{message} (line {line}, column {column})")
        })
        .collect();
    let more = match expected.len() - 1 {
        0 => String::new(),
        1 => " and 1 more problem".to_owned(),
        more => format!(" and {more} more problems"),
    };
    same("the error, printed", &format!("{}{more}", printed[0]), &error.to_string())?;
    same("the error's lines", &printed.join("\n"), &format!("{error:#}"))?;

    let json: Vec<_> = expected
        .iter()
        .map(|Problem { path, kind, message, line, column }| {
            json!({ "path": path, "code": kind.code(), "message": message, "line": line, "column": column })
        })
        .collect();
    same("the error's JSON", &Value::from(json), &serde_json::to_value(error).map_err(|error| error.to_string())?)
}

fn check_webhook(
    what: &str,
    expected: &Result<Leaves, Vec<Problem>>,
    found: &Result<NewEnrollment, DecodeError>,
) -> Compared {
    match (expected, found) {
        (Ok(expected), Ok(found)) => same(what, expected, &models::webhook(found)),
        (Err(expected), Err(found)) => check_error(what, expected, found),
        (_, Ok(found)) => Err(format!("{what}\n  expected: {expected:?}\n     found: {:?}", found.revealed())),
        (_, Err(found)) => Err(format!("{what}\n  expected: {expected:?}\n     found: {found:#}")),
    }
}

/// Checks the ways of serde to decode, which accept the same. A `Value` cannot represent every body.
fn check_serde(json: &str, fits_value: bool, webhook: Option<&NewEnrollment>) -> Compared {
    same("serde_json::from_str", &webhook, &serde_json::from_str(json).ok().as_ref())?;
    same("serde_json::from_slice", &webhook, &serde_json::from_slice(json.as_bytes()).ok().as_ref())?;
    same("serde_json::from_reader", &webhook, &serde_json::from_reader(json.as_bytes()).ok().as_ref())?;
    match serde_json::from_str::<Value>(json) {
        Ok(value) if fits_value => {
            same("serde_json::from_value", &webhook, &serde_json::from_value(value).ok().as_ref())
        }
        _ => Ok(()),
    }
}

fn check_incoming(
    expected: &Expected<'_>,
    webhook: &Result<NewEnrollment, DecodeError>,
    incoming: &Result<Incoming, DecodeError>,
) -> Compared {
    let what = "Incoming::from_slice";
    match (&expected.other, incoming) {
        (None, found) => same(what, &webhook.clone().map(Incoming::from), found)?,
        (Some(Err(expected)), Err(found)) => check_error(what, std::slice::from_ref(expected), found)?,
        (Some(Ok(expected)), Ok(Incoming::Other(found))) => check_other(expected, found)?,
        (other, found) => return Err(format!("{what}\n  expected: {other:?}\n     found: {found:?}")),
    }
    match (incoming, webhook) {
        (Ok(incoming @ Incoming::NewEnrollment(_)), Ok(webhook)) => {
            same("Incoming::slug", &webhook.event.slug, incoming.slug())?;
            same("Incoming::to_json", &webhook.to_json(), &incoming.to_json())
        }
        (Ok(incoming @ Incoming::Other(other)), _) => {
            same("Incoming::slug", other.slug(), incoming.slug())?;
            same("Incoming::to_json", &json::compact(other.body()), &incoming.to_json())
        }
        _ => Ok(()),
    }
}

fn check_other(expected: &Other<'_>, found: &OtherEvent) -> Compared {
    same("OtherEvent::slug", &expected.slug.as_str(), &found.slug().as_str())?;
    same("OtherEvent::body", &expected.body, &found.body())?;
    match (&expected.event, found.event()) {
        (Ok(expected), Ok(found)) => same("OtherEvent::event", expected, &models::event(&found))?,
        (Err(expected), Err(found)) => check_error("OtherEvent::event", expected, &found)?,
        (expected, found) => {
            return Err(format!("OtherEvent::event\n  expected: {expected:?}\n     found: {found:?}"));
        }
    }
    same("OtherEvent::data", &expected.data.as_ref().ok().copied(), &found.data())?;
    match (&expected.data, found.decode_data::<IgnoredAny>()) {
        (Ok(_), Ok(IgnoredAny)) => Ok(()),
        (Err(expected), Err(found)) => check_error("OtherEvent::decode_data", std::slice::from_ref(expected), &found),
        (expected, found) => Err(format!("OtherEvent::decode_data\n  expected: {expected:?}\n     found: {found:?}")),
    }
}

fn check_inspection(
    body: &[u8],
    deviations: &[Deviation],
    incoming: &Result<Incoming, DecodeError>,
    tally: &mut Tally,
) -> Compared {
    let inspection = audit::inspect(body);
    same("the decoded body of an inspection", incoming, decoded(&inspection))?;
    let found: Vec<_> = inspection
        .deviations
        .iter()
        .map(|found| (found.path.as_str(), found.kind, found.count, found.names.clone()))
        .collect();
    same("Inspection::deviations", &deviations, &found.as_slice())?;
    let code = match incoming {
        Ok(Incoming::NewEnrollment(webhook)) => {
            same("Inspection::report", &webhook.check(), &inspection.report)?;
            let error = check_rules(webhook, tally)?;
            error.unwrap_or("new_enrollment")
        }
        Err(error) => error.code(),
        _ => "other_event",
    };
    if !matches!(incoming, Ok(Incoming::NewEnrollment(_))) {
        same("Inspection::report", &Vec::new(), &violations(&inspection.report))?;
    }
    same("Inspection::code", &code, &inspection.code())?;
    same("Inspection::size", &body.len(), &inspection.size())
}

/// Checks the violations of a payload. Returns the code of the first error.
fn check_rules(webhook: &NewEnrollment, tally: &mut Tally) -> Compared<Option<&'static str>> {
    let expected: Vec<_> = rules::violations(&models::webhook(webhook))
        .into_iter()
        .map(|(path, rule)| (path, rule, rules::severity(rule)))
        .collect();
    tally.violations(&expected);
    same("Validate::check", &expected, &violations(&webhook.check()))?;
    let first = expected.iter().find(|(_, _, severity)| *severity == Severity::Error);
    Ok(first.map(|(_, rule, _)| rule.code()))
}

/// Checks the canonical JSON, and that decoding it gives the same payload without a deviation.
fn check_json(webhook: &NewEnrollment) -> Compared {
    let json = webhook.to_json();
    same("NewEnrollment::to_json", &canonical::json(&models::webhook(webhook)), &json)?;
    let inspection = audit::inspect(json.as_bytes());
    match decoded(&inspection) {
        Ok(Incoming::NewEnrollment(found)) => {
            same("the canonical JSON, decoded", &webhook.revealed(), &found.revealed())?
        }
        other => return Err(format!("the canonical JSON is not decoded: {other:?}")),
    }
    same("the deviations of the canonical JSON", &0, &inspection.deviations.len())
}

/// Returns whether a body can be a line of a log: a carriage return at its end would not belong to it, and a blank
/// line is none.
pub fn is_log_line(body: &[u8]) -> bool {
    let text = body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body);
    !body.contains(&b'\n') && !body.ends_with(b"\r") && !text.trim_ascii().is_empty()
}

/// Checks the rules against values that no body has: another slug, and years that the wire cannot represent.
fn check_altered(source: &mut dyn Source, mut webhook: NewEnrollment, tally: &mut Tally) -> Compared {
    if !source.one_in(8) {
        return Ok(());
    }
    models::alter(source, &mut webhook);
    check_rules(&webhook, tally).map(drop)
}
