//! What an operator does with the database, also while the service runs.

use crate::store;
use std::{error::Error, io::Write, path::Path};
use toolzz_webhook::{DecodeErrorKind, NewEnrollment};

/// The most deliveries that `status` lists.
const MAX_LISTED: u32 = 20;

/// Prints the number of deliveries in each state, and lists those that could not be enrolled.
///
/// # Errors
///
/// Fails if the database cannot be read, or `out` not be written to; so do the others.
pub fn status(database: &Path, mut out: impl Write) -> Result<(), Box<dyn Error>> {
    let connection = store::open(database)?;
    for state in store::STATES {
        let count = "SELECT count(*) FROM deliveries WHERE state = ?1";
        let count: i64 = connection.query_row(count, [state], |row| row.get(0))?;
        writeln!(out, "{count:>8} {state}")?;
    }
    let mut failures = connection.prepare(
        "SELECT id, received_at, state, attempts, error FROM deliveries
         WHERE state IN ('pending', 'failed') AND attempts > 0 ORDER BY state, id LIMIT ?1",
    )?;
    let mut rows = failures.query([MAX_LISTED])?;
    while let Some(row) = rows.next()? {
        let (id, received_at, state): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (attempts, error): (u32, Option<String>) = (row.get(3)?, row.get(4)?);
        let error = error.unwrap_or_default();
        writeln!(out, "delivery {id} of {received_at}, {state}, attempt {attempts}: {error}")?;
    }
    Ok(())
}

/// Lets the service attempt again to enroll what has failed.
///
/// # Errors
///
/// As for [`status`].
pub fn retry(database: &Path, mut out: impl Write) -> Result<(), Box<dyn Error>> {
    let connection = store::open(database)?;
    let retry = "UPDATE deliveries SET state = 'pending', attempts = 0, due_at = 0 WHERE state = 'failed'";
    let retried = connection.execute(retry, ())?;
    writeln!(out, "{retried} to retry")?;
    Ok(())
}

/// Writes the bodies as a log, one per line, in the order of arrival.
///
/// # Errors
///
/// As for [`status`].
pub fn export(database: &Path, state: Option<&str>, mut out: impl Write) -> Result<(), Box<dyn Error>> {
    let connection = store::open(database)?;
    let mut bodies = connection.prepare("SELECT body FROM deliveries WHERE ?1 IS NULL OR state = ?1 ORDER BY id")?;
    let mut rows = bodies.query([state])?;
    while let Some(row) = rows.next()? {
        out.write_all(&line(row.get_ref(0)?.as_blob()?))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Returns a body as one line. A line break in JSON is between two tokens, and is removed. What is not JSON must not
/// become JSON by that: U+0001 replaces its line breaks, which no JSON contains.
fn line(body: &[u8]) -> Vec<u8> {
    let is_break = |byte: &u8| matches!(byte, b'\n' | b'\r');
    if is_json(body) {
        body.iter().copied().filter(|byte| !is_break(byte)).collect()
    } else {
        body.iter().map(|byte| if is_break(byte) { 1 } else { *byte }).collect()
    }
}

fn is_json(body: &[u8]) -> bool {
    use DecodeErrorKind::{InvalidUtf8, Syntax, UnexpectedEnd};
    let error = NewEnrollment::from_slice(body).err();
    !error.is_some_and(|error| matches!(error.kind(), InvalidUtf8 | Syntax | UnexpectedEnd))
}
