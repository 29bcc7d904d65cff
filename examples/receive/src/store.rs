//! The database: one file with the deliveries, the keys of those that are enrolled, and the enrollments.

use crate::{Settings, spawn};
use axum::body::Bytes;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use std::{error::Error, fs, path::Path, sync::Arc, time::Duration};
use tokio::sync::{Mutex, mpsc, oneshot};

/// The states of a delivery. All but the first two are final.
pub const STATES: [&str; 6] = ["pending", "failed", "enrolled", "duplicate", "other_event", "invalid"];

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS deliveries (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        received_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
        body BLOB NOT NULL,
        state TEXT NOT NULL DEFAULT 'pending',
        error TEXT, -- explains the state
        attempts INTEGER NOT NULL DEFAULT 0,
        due_at REAL NOT NULL DEFAULT 0 -- the time of the next attempt, in seconds since 1970
    ) STRICT;
    CREATE INDEX IF NOT EXISTS deliveries_by_state ON deliveries (state, due_at);
    CREATE INDEX IF NOT EXISTS deliveries_by_age ON deliveries (received_at);
    CREATE TABLE IF NOT EXISTS keys (
        key TEXT PRIMARY KEY,
        delivery INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    -- Ids are text, since an INTEGER has 63 bits.
    CREATE TABLE IF NOT EXISTS enrollments (
        key TEXT NOT NULL,
        user_id TEXT NOT NULL,
        course_id TEXT NOT NULL
    ) STRICT;
";

/// The most time that a change waits for a change by another process.
const BUSY_TIME: Duration = Duration::from_secs(5);

/// The most deliveries that are stored in one transaction.
const MAX_BATCH: usize = 100;

/// A connection to the database, which takes turns with the others of this process.
///
/// Two connections cannot change a database at the same time. The one that finds it locked sleeps and tries again,
/// under load for up to a second. With turns, it is the next.
pub struct Database {
    pub connection: Connection,
    turns: Turns,
}

pub type Turns = Arc<Mutex<()>>;

impl Database {
    /// Opens the database, and creates it if there is none.
    pub fn open(path: &Path, turns: &Turns) -> Result<Self, Box<dyn Error>> {
        let opened = create(path).and_then(|()| {
            let connection = connect(path)?;
            connection.pragma_update(None, "journal_mode", "wal")?;
            // A transaction is on the disk once it is committed.
            connection.pragma_update(None, "synchronous", "full")?;
            connection.execute_batch(SCHEMA)?;
            Ok(connection)
        });
        Ok(Self { connection: opened.map_err(|error| cannot_open(path, &*error))?, turns: Arc::clone(turns) })
    }

    /// Commits the change, or does nothing if it fails.
    pub fn change<T, E: From<rusqlite::Error>>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let _turn = self.turns.blocking_lock();
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let changed = change(&transaction)?;
        transaction.commit()?;
        Ok(changed)
    }
}

/// Opens the database of a service, which may be running.
pub fn open(path: &Path) -> Result<Connection, Box<dyn Error>> {
    let open = || {
        fs::File::open(path)?; // for its error, which SQLite does not have
        let connection = connect(path)?;
        connection.prepare("SELECT 1 FROM deliveries")?;
        Ok(connection)
    };
    open().map_err(|error: Box<dyn Error>| cannot_open(path, &*error))
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.busy_timeout(BUSY_TIME)?;
    // What is deleted is overwritten with zeros.
    connection.pragma_update(None, "secure_delete", true)?;
    Ok(connection)
}

fn cannot_open(path: &Path, error: &dyn Error) -> Box<dyn Error> {
    format!("cannot open {}: {error}", path.display()).into()
}

/// Creates the file so that only its owner may read it, since bodies are personal data. The files `-wal` and `-shm`
/// beside it get the same mode.
fn create(path: &Path) -> Result<(), Box<dyn Error>> {
    let mut options = fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?;
    Ok(())
}

/// Stores deliveries, in a thread of its own.
#[derive(Clone)]
pub struct Store(mpsc::UnboundedSender<Delivery>);

struct Delivery {
    body: Bytes,
    stored: oneshot::Sender<i64>,
}

/// Starts the thread, which ends once every [`Store`] is dropped. The returned receiver completes when it has ended.
pub fn start(settings: &Settings, turns: &Turns) -> Result<(Store, oneshot::Receiver<()>), Box<dyn Error>> {
    let database = Database::open(&settings.database, turns)?;
    limit(&database.connection, settings.max_size)?;
    let (sender, deliveries) = mpsc::unbounded_channel();
    Ok((Store(sender), spawn("store", || store(database, deliveries))?))
}

/// Limits the size for this connection only, so that the worker can finish and delete deliveries when no more are
/// stored.
fn limit(connection: &Connection, max_size: u32) -> rusqlite::Result<()> {
    let page_size: i64 = connection.pragma_query_value(None, "page_size", |row| row.get(0))?;
    connection.pragma_update(None, "max_page_count", i64::from(max_size) * 1024 * 1024 / page_size)
}

impl Store {
    /// Stores a delivery with the time, and returns its id once it is on the disk, or `None` if that fails.
    pub async fn add(&self, body: Bytes) -> Option<i64> {
        let (sender, stored) = oneshot::channel();
        self.0.send(Delivery { body, stored: sender }).ok()?;
        stored.await.ok()
    }
}

/// Stores all deliveries that wait in one transaction, since a transaction takes the time of the disk, however large.
fn store(mut database: Database, mut deliveries: mpsc::UnboundedReceiver<Delivery>) {
    let mut batch = Vec::new();
    while deliveries.blocking_recv_many(&mut batch, MAX_BATCH) > 0 {
        match database.change(|transaction| insert(transaction, &batch)) {
            Ok(ids) => batch.drain(..).zip(ids).for_each(|(delivery, id)| _ = delivery.stored.send(id)),
            Err(error) => {
                tracing::error!(%error, deliveries = batch.len(), "not stored");
                batch.clear();
            }
        }
    }
}

fn insert(transaction: &Transaction<'_>, batch: &[Delivery]) -> rusqlite::Result<Vec<i64>> {
    let mut insert = transaction.prepare("INSERT INTO deliveries (body) VALUES (?1)")?;
    batch.iter().map(|delivery| insert.insert([&*delivery.body])).collect()
}
