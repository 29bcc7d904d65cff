//! Compares what the crate decodes, validates, inspects and serializes with what the oracle expects.

use super::{
    canonical,
    choices::Source,
    expected::{self, Deviation, Expected, Problem},
    models, rules,
    table::Leaves,
    tally::Tally,
};
use serde_json::Value;
use std::fmt::Debug;
use toolzz_webhook::{DecodeError, Incoming, NewEnrollment, Validate, audit, lines};

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
    if expected.ambiguous {
        let incoming = Incoming::from_slice(body);
        same("the rejection", &(true, true), &(webhook.is_err(), incoming.is_err()))?;
        return Ok(incoming);
    }
    same_webhook("NewEnrollment::from_slice", &expected.webhook, &webhook)?;
    if let Err(error) = &webhook {
        check_position(body, error)?;
    }
    if let (true, Some(json)) = (every_way, expected.json) {
        let sent = std::str::from_utf8(body).map_err(|error| error.to_string())?;
        same("str::parse", &webhook, &sent.parse())?;
        check_serde(json, expected.fits_value, webhook.as_ref().ok())?;
    }

    let incoming = Incoming::from_slice(body);
    check_incoming(body, &expected, &webhook, &incoming)?;
    check_inspection(body, &expected.deviations, &incoming, tally)?;
    if let Ok(webhook) = webhook {
        check_json(&webhook)?;
        check_altered(source, webhook, tally)?;
    }
    Ok(incoming)
}

/// Checks that a log of bodies, none of which has a line feed, has the items of the bodies.
pub fn check_log(source: &mut dyn Source, bodies: &[(Vec<u8>, Result<Incoming, DecodeError>)]) -> Compared {
    let mut log = Vec::new();
    let mut expected = Vec::new();
    let mut line = 1;
    for (body, incoming) in bodies {
        for _ in 0..source.pick(&[0, 0, 0, 1, 2]) {
            log.extend_from_slice(source.pick(&["\n", "\r\n", " \t\n"]).as_bytes());
            line += 1;
        }
        log.extend_from_slice(body);
        log.extend_from_slice(source.pick(&["\n", "\r\n"]).as_bytes());
        expected.push((line, incoming));
        line += 1;
    }
    let mut deliveries = lines(&log);
    for (line, expected) in expected {
        let found = deliveries.next().ok_or("lines ends early")?;
        same("Lines::line", &line, &deliveries.line())?;
        match (expected, &found) {
            (Err(expected), Err(found)) => {
                let summary = |error: &DecodeError| (error.kind(), error.path().to_owned());
                same("the error of lines", &summary(expected), &summary(found))?;
                same("the line of the error of lines", &line, &found.line())?;
            }
            _ => same("lines", expected, &found)?,
        }
    }
    same("the end of lines", &None, &deliveries.next())
}

fn same<T: PartialEq + Debug>(what: &str, expected: &T, found: &T) -> Compared {
    if expected == found {
        return Ok(());
    }
    Err(format!("{what}\n  expected: {expected:?}\n     found: {found:?}"))
}

fn same_webhook(
    what: &str,
    expected: &Result<Leaves, Problem>,
    found: &Result<NewEnrollment, DecodeError>,
) -> Compared {
    match (expected, found) {
        (Ok(expected), Ok(found)) => same(what, expected, &models::webhook(found)),
        (Err(expected), Err(found)) => same(what, expected, &(found.kind(), found.path())),
        (_, Ok(found)) => Err(format!("{what}\n  expected: {expected:?}\n     found: {:?}", found.revealed())),
        (_, Err(found)) => Err(format!("{what}\n  expected: {expected:?}\n     found: {found}")),
    }
}

/// Checks that an error's position is in the body.
fn check_position(body: &[u8], error: &DecodeError) -> Compared {
    let line = error.line().checked_sub(1).and_then(|index| body.split(|byte| *byte == b'\n').nth(index));
    match line {
        Some(line) if error.column() <= line.len() => Ok(()),
        _ => Err(format!("the position of \"{error}\" is not in the body")),
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
    body: &[u8],
    expected: &Expected<'_>,
    webhook: &Result<NewEnrollment, DecodeError>,
    incoming: &Result<Incoming, DecodeError>,
) -> Compared {
    let what = "Incoming::from_slice";
    match (&expected.other, incoming) {
        (None, Ok(Incoming::NewEnrollment(found))) => same(what, &webhook.as_ref(), &Ok(found)),
        (None, Err(found)) => same(what, &webhook.as_ref(), &Err(found)),
        (Some(Err(expected)), Err(found)) => {
            same(what, expected, &(found.kind(), found.path()))?;
            check_position(body, found)
        }
        (Some(Ok((event, data))), Ok(Incoming::Other(found))) => {
            same("OtherEvent::event", event, &models::event(&found.event))?;
            let trimmed = expected.json.map(|json| json.trim_matches([' ', '\t', '\n', '\r']));
            same("OtherEvent::body", &trimmed, &Some(found.body()))?;
            same("OtherEvent::data", data, &found.data())
        }
        (other, found) => Err(format!("{what}\n  expected: {other:?}\n     found: {found:?}")),
    }
}

fn check_inspection(
    body: &[u8],
    deviations: &[Deviation],
    incoming: &Result<Incoming, DecodeError>,
    tally: &mut Tally,
) -> Compared {
    let inspection = audit::inspect(body);
    same("Inspection::outcome", incoming, &inspection.outcome)?;
    let found: Vec<_> =
        inspection.deviations.iter().map(|found| (found.path.as_str(), found.kind, found.count)).collect();
    same("Inspection::deviations", &deviations, &found.as_slice())?;
    let code = match incoming {
        Ok(Incoming::NewEnrollment(webhook)) => {
            same("Inspection::report", &webhook.check(), &inspection.report)?;
            let error = check_rules(webhook, tally)?;
            error.unwrap_or("new_enrollment")
        }
        Err(error) => error.kind().code(),
        _ => "other_event",
    };
    if !matches!(incoming, Ok(Incoming::NewEnrollment(_))) {
        same("the size of Inspection::report", &0, &inspection.report.len())?;
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
    let report = webhook.check();
    let found: Vec<_> =
        report.iter().map(|violation| (violation.path.as_str(), violation.rule, violation.severity)).collect();
    same("Validate::check", &expected, &found)?;
    let first = expected.iter().find(|(_, _, severity)| *severity == toolzz_webhook::Severity::Error);
    Ok(first.map(|(_, rule, _)| rule.code()))
}

/// Checks the canonical JSON, and that decoding it gives the same payload without a deviation.
fn check_json(webhook: &NewEnrollment) -> Compared {
    let json = webhook.to_json();
    same("NewEnrollment::to_json", &canonical::json(&models::webhook(webhook)), &json)?;
    let inspection = audit::inspect(json.as_bytes());
    match &inspection.outcome {
        Ok(Incoming::NewEnrollment(found)) => {
            same("the canonical JSON, decoded", &webhook.revealed(), &found.revealed())?
        }
        other => return Err(format!("the canonical JSON is not decoded: {other:?}")),
    }
    same("the deviations of the canonical JSON", &0, &inspection.deviations.len())
}

/// Returns whether a body can be a line of a log, to which a carriage return at its end would not belong.
pub fn is_log_line(body: &[u8]) -> bool {
    !body.contains(&b'\n') && !body.ends_with(b"\r") && !body.trim_ascii().is_empty()
}

/// Checks the rules against values that no body has: another slug, and years that the wire cannot represent.
fn check_altered(source: &mut dyn Source, mut webhook: NewEnrollment, tally: &mut Tally) -> Compared {
    if !source.one_in(8) {
        return Ok(());
    }
    models::alter(source, &mut webhook);
    check_rules(&webhook, tally).map(drop)
}
