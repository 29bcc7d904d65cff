//! The parts of the service; `main.rs` says what it does and how to run it.

#![forbid(unsafe_code)]

mod accept;
pub mod commands;
mod routes;
mod server;
mod store;
mod worker;

pub use store::STATES;
pub use worker::OwnCode;

use std::{error::Error, io, path::PathBuf, sync::mpsc, thread, time::Duration};
use store::Turns;
use tokio::{net::TcpListener, sync::oneshot, time::timeout};

/// What an operator may change, and the limits of the service.
#[derive(Clone)]
pub struct Settings {
    pub database: PathBuf,
    /// The number of days after which finished deliveries are deleted.
    pub keep_days: u32,
    /// The size of the database in MiB from which on no delivery is stored.
    pub max_size: u32,
    /// The most connections at a time. Others wait, and few systems allow more than 1,024 open files.
    pub max_connections: usize,
    /// The most time that the headers of a request may take, and then its body.
    pub read_time: Duration,
    /// The most time that open requests may take when the service ends, and then the enrollment in progress.
    pub end_time: Duration,
    /// The most attempts to enroll a student. With the default, they extend over eight hours.
    pub max_attempts: u32,
    /// The time between the first attempt and the second. It doubles with each attempt, up to an hour.
    pub retry_time: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            database: "deliveries.db".into(),
            keep_days: 90,
            max_size: 1024,
            max_connections: 512,
            read_time: Duration::from_secs(10),
            end_time: Duration::from_secs(10),
            max_attempts: 20,
            retry_time: Duration::from_secs(1),
        }
    }
}

/// Runs the service until `end` completes.
///
/// # Errors
///
/// Fails if the database cannot be opened.
pub async fn run(
    listener: TcpListener,
    settings: &Settings,
    own_code: OwnCode,
    end: impl Future<Output = ()>,
) -> Result<(), Box<dyn Error>> {
    let turns = Turns::default();
    let (store, store_ended) = store::start(settings, &turns)?;
    let (running, until) = mpsc::channel();
    let worker_ended = worker::start(settings, &turns, own_code, until)?;
    tracing::info!(address = %listener.local_addr()?, database = %settings.database.display(), "listening");
    server::serve(listener, routes::app(store, settings.read_time), settings, end).await;
    // One after the other: the last connection to the database moves the write-ahead log into it.
    let ended = async {
        let _ = store_ended.await;
        drop(running);
        let _ = worker_ended.await;
    };
    if timeout(settings.end_time, ended).await.is_err() {
        tracing::warn!("the enrollment in progress is cut off");
    }
    Ok(())
}

/// Starts a thread. The receiver completes when the thread ends.
fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<oneshot::Receiver<()>> {
    let (ended, end) = oneshot::channel();
    thread::Builder::new().name(name.into()).spawn(move || {
        work();
        drop(ended);
    })?;
    Ok(end)
}
