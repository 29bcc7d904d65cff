//! Finishes the stored deliveries, in a thread of its own: enrolls the students, and deletes what is old.

use crate::{
    Settings,
    accept::accept,
    spawn,
    store::{Database, Turns},
};
use rusqlite::{OptionalExtension, Transaction};
use std::{
    any::Any,
    error::Error,
    panic::{self, AssertUnwindSafe},
    sync::mpsc::{Receiver, RecvTimeoutError},
    time::{Duration, Instant},
};
use tokio::sync::oneshot;
use toolzz_webhook::{Incoming, NewEnrollment, audit};

/// The service's own code for an enrollment, such as a call of another service.
///
/// It runs at least once for each key, before the enrollment is recorded: again after an error or a panic, and if the
/// service was killed before the record. It may be slow, since deliveries are stored meanwhile.
pub type OwnCode = Box<dyn Fn(&NewEnrollment) -> Result<(), Box<dyn Error>> + Send>;

/// Records the enrollment, once for each key: this is in one transaction with the key.
///
/// Must be fast, since no delivery is stored meanwhile.
fn enroll(transaction: &Transaction<'_>, key: &str, webhook: &NewEnrollment) -> rusqlite::Result<()> {
    let (user, course) = (webhook.data.user.id, webhook.data.course.id);
    transaction.execute(
        "INSERT INTO enrollments (key, user_id, course_id) VALUES (?1, ?2, ?3)",
        (key, user.to_string(), course.to_string()),
    )?;
    Ok(())
}

/// The pause after which the worker looks again for stored deliveries.
const PAUSE: Duration = Duration::from_millis(100);

/// The pause after which the worker looks again for old deliveries.
const CLEANING_PAUSE: Duration = Duration::from_secs(3600);

/// The most deliveries that are deleted at once. A delivery that arrives waits for it.
const MAX_DELETED: u32 = 100;

/// The most time between two attempts.
const MAX_RETRY_TIME: Duration = Duration::from_secs(3600);

/// The error of an attempt until the attempt ends.
const INTERRUPTED: &str = "in progress, or interrupted";

struct Worker {
    database: Database,
    settings: Settings,
    own_code: OwnCode,
    cleaned: Option<Instant>,
}

/// Starts the thread, which ends once the sender of `running` is dropped. The returned receiver completes when it has
/// ended.
pub fn start(
    settings: &Settings,
    turns: &Turns,
    own_code: OwnCode,
    running: Receiver<()>,
) -> Result<oneshot::Receiver<()>, Box<dyn Error>> {
    let database = Database::open(&settings.database, turns)?;
    let mut worker = Worker { database, settings: settings.clone(), own_code, cleaned: None };
    Ok(spawn("worker", move || worker.run(&running))?)
}

impl Worker {
    fn run(&mut self, running: &Receiver<()>) {
        let mut pause = Duration::ZERO;
        while running.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
            pause = match self.step() {
                Ok(true) => Duration::ZERO,
                Ok(false) => PAUSE,
                Err(error) => {
                    tracing::error!(%error, "the database failed");
                    10 * PAUSE
                }
            };
        }
    }

    /// Does the next piece of work, and returns whether there was one.
    fn step(&mut self) -> rusqlite::Result<bool> {
        if self.cleaned.is_none_or(|cleaned| cleaned.elapsed() > CLEANING_PAUSE) {
            if !self.delete_old()? {
                self.cleaned = Some(Instant::now());
            }
            return Ok(true);
        }
        // In the order of arrival. A further attempt comes when it is due, and after new deliveries.
        let next = self.database.connection.query_row(
            "SELECT id, attempts, body FROM deliveries WHERE state = 'pending' AND due_at <= unixepoch('subsec')
             ORDER BY due_at, id LIMIT 1",
            (),
            |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, Vec<u8>>(2)?)),
        );
        let Some((id, attempts, body)) = next.optional()? else { return Ok(false) };
        self.attempt(id, attempts, &body)?;
        Ok(true)
    }

    /// Attempts to finish a delivery.
    ///
    /// Counts the attempt first. Otherwise, a delivery that ends the process would do so after each restart, and others
    /// would never be finished.
    fn attempt(&mut self, id: i64, attempts: u32, body: &[u8]) -> rusqlite::Result<()> {
        if attempts >= self.settings.max_attempts {
            self.set_state(id, "failed", Some(INTERRUPTED))?;
            return Ok(());
        }
        let retry_time = self.settings.retry_time.saturating_mul(2_u32.saturating_pow(attempts)).min(MAX_RETRY_TIME);
        self.database.change(|transaction| {
            transaction.execute(
                "UPDATE deliveries SET attempts = attempts + 1, due_at = unixepoch('subsec') + ?2, error = ?3
                 WHERE id = ?1",
                (id, retry_time.as_secs_f64(), INTERRUPTED),
            )
        })?;
        let error = match panic::catch_unwind(AssertUnwindSafe(|| self.finish(id, body))) {
            Ok(Ok(state)) => {
                tracing::info!(delivery = id, state, "finished");
                return Ok(());
            }
            Ok(Err(error)) => error.to_string(),
            Err(panic) => format!("panicked: {}", message(&*panic)),
        };
        let attempts = attempts + 1;
        let state = if attempts < self.settings.max_attempts { "pending" } else { "failed" };
        // Without the error, which may contain personal data: `receive status` prints it.
        tracing::error!(delivery = id, attempts, state, "not enrolled");
        self.set_state(id, state, Some(&error))?;
        Ok(())
    }

    /// Finishes a delivery, and returns its state.
    fn finish(&mut self, id: i64, body: &[u8]) -> Result<&'static str, Box<dyn Error>> {
        let webhook = match accept(audit::inspect(body)) {
            Ok(Incoming::NewEnrollment(webhook)) => webhook,
            Ok(_) => return Ok(self.set_state(id, "other_event", None)?), // not used by this service
            Err(errors) => return Ok(self.set_state(id, "invalid", Some(&errors))?),
        };
        let key = webhook.idempotency_key().to_string();
        let known = "SELECT EXISTS (SELECT 1 FROM keys WHERE key = ?1)";
        if self.database.connection.query_row(known, [&key], |row| row.get(0))? {
            return Ok(self.set_state(id, "duplicate", None)?);
        }
        (self.own_code)(&webhook)?;
        self.database.change(|transaction| {
            transaction.execute("INSERT INTO keys (key, delivery) VALUES (?1, ?2)", (&key, id))?;
            enroll(transaction, &key, &webhook)?;
            Ok(set_state(transaction, id, "enrolled", None)?)
        })
    }

    fn set_state(&mut self, id: i64, state: &'static str, error: Option<&str>) -> rusqlite::Result<&'static str> {
        self.database.change(|transaction| set_state(transaction, id, state, error))
    }

    /// Deletes some finished deliveries that are old, and returns whether there were any. Keys and enrollments stay.
    fn delete_old(&mut self) -> rusqlite::Result<bool> {
        let age = format!("-{} days", self.settings.keep_days);
        let deleted = self.database.change(|transaction| {
            transaction.execute(
                "DELETE FROM deliveries WHERE id IN (SELECT id FROM deliveries INDEXED BY deliveries_by_age
                 WHERE state NOT IN ('pending', 'failed')
                 AND received_at < strftime('%Y-%m-%dT%H:%M:%fZ', 'now', ?1) LIMIT ?2)",
                (age, MAX_DELETED),
            )
        })?;
        Ok(deleted > 0)
    }
}

/// Sets the state of a delivery and the error that explains it, and returns the state.
fn set_state(
    transaction: &Transaction<'_>,
    id: i64,
    state: &'static str,
    error: Option<&str>,
) -> rusqlite::Result<&'static str> {
    transaction.execute("UPDATE deliveries SET state = ?2, error = ?3 WHERE id = ?1", (id, state, error))?;
    Ok(state)
}

/// Returns the message of a panic.
fn message(panic: &(dyn Any + Send)) -> &str {
    match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
        (Some(message), _) => message,
        (_, Some(message)) => message,
        _ => "without a message",
    }
}
