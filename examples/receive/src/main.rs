//! Receives deliveries over HTTP and enrolls students: a service to copy that loses no accepted delivery.
//!
//! ```sh
//! cargo run -p receive                    # http://127.0.0.1:3000/webhooks/toolzz, database deliveries.db
//! cargo run -p receive -- --listen 0.0.0.0:8080 --database /var/lib/receive/deliveries.db
//! curl -i --data-binary @body.json http://127.0.0.1:3000/webhooks/toolzz
//!
//! cargo run -p receive -- status          # counts the deliveries, and lists those that could not be enrolled
//! cargo run -p receive -- retry           # lets the service attempt those again
//! cargo run -p receive -- export --state invalid > invalid.ndjson
//! ```
//!
//! Replace [`own_code`] below and `enroll` in `worker.rs` with your own code. The service has no TLS,
//! and Toolzz documents no signature: run it behind a proxy, under a secret URL path.
//!
//! # What happens to a delivery
//!
//! 1. The service stores the body with the time, before anything else. If that fails, the response is 503.
//! 2. It inspects the body and logs the record. The response is 200, or 422 with the decode error or the report as JSON.
//! 3. A worker finishes the stored deliveries in the order of arrival. It resumes unfinished ones after a restart. For a New Enrollment it runs `own_code`, and then `enroll`.
//! 4. If one of them fails or panics, another attempt follows after 1, 2, 4, … seconds; other deliveries do not wait
//!    for it. After 20 attempts, which is 8 hours, the delivery is `failed`.
//!
//! The table `deliveries` has the columns `state`, `attempts` and `error`, which `status` prints:
//!
//! | state | meaning |
//! |---|---|
//! | `pending` | not finished; with `attempts` above 0, the last one failed with `error`, or is in progress |
//! | `failed` | accepted, but not enrolled: correct the cause of `error`, then run `receive retry` |
//! | `enrolled` | the student is enrolled |
//! | `duplicate` | an enrollment with the same idempotency key was recorded before |
//! | `other_event` | an event that the service does not use |
//! | `invalid` | a decode error or a validation error: answered with 422 and `error` |
//!
//! After a change of the service that accepts what was invalid, send the exported log again with the example `toolzz`.
//! What is enrolled already becomes a `duplicate`.
//!
//! # What the service guarantees
//!
//! * What was answered with 200 or 422 is on the disk: the database has a write-ahead log with `synchronous = FULL`.
//! * Each accepted enrollment is enrolled **at least once**, or is `failed`: `own_code` runs again if it failed, or if
//!   the process was killed before the enrollment was recorded.
//! * What `enroll` changes in the database happens **once** for each idempotency key, since it is one transaction with
//!   the key.
//!
//! # Personal data
//!
//! Bodies contain names, emails and CPFs. On Unix, only the owner may read the files that the service creates (mode
//! 0600). `--keep-days` after it arrived, a delivery that is neither `pending` nor `failed` is deleted, and overwritten in
//! the file. Its key stays, so that it is not enrolled
//! again. The log has a record of each delivery, without values of names, emails and CPFs but with the id of the user.
//! The error of an attempt, which may contain such values, is in the database only.

use clap::{Args, Parser, Subcommand, value_parser};
use receive::{STATES, Settings, commands};
use std::{
    error::Error,
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};
use tokio::net::TcpListener;
use toolzz_webhook::NewEnrollment;

/// What an enrollment means outside the database, such as a call of another service.
///
/// It may be slow. It runs at least once for each idempotency key, so running it again must do no harm.
#[allow(clippy::unnecessary_wraps, reason = "yours may fail")]
fn own_code(webhook: &NewEnrollment) -> Result<(), Box<dyn Error>> {
    tracing::info!(user = %webhook.data.user.id, course = %webhook.data.course.id, "enrolling");
    Ok(())
}

/// Receives deliveries of the Toolzz webhook, stores them and enrolls the students.
///
/// Without a command it runs the service, at the URL path /webhooks/toolzz, until Ctrl-C or SIGTERM.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// The file of the database
    #[arg(long, global = true, value_name = "FILE", default_value = "deliveries.db")]
    database: PathBuf,
    #[command(flatten)]
    options: Options,
}

#[derive(Args)]
#[command(next_help_heading = "Options of the service")]
struct Options {
    /// The address
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:3000")]
    listen: String,
    /// The number of days after which finished deliveries are deleted; their keys are kept
    #[arg(long, value_name = "DAYS", default_value_t = 90)]
    keep_days: u32,
    /// The size of the database from which on deliveries are answered with 503
    #[arg(long, value_name = "MIB", default_value_t = 1024, value_parser = value_parser!(u32).range(1..))]
    max_size: u32,
}

#[derive(Subcommand)]
enum Command {
    /// Prints the number of deliveries in each state, and why some could not be enrolled
    Status,
    /// Lets the service attempt again to enroll what has failed
    Retry,
    /// Writes the stored bodies as a log, one per line, for `toolzz`: inspect it, or send it again
    ///
    /// JSON is written without line breaks. In a body that is not JSON, U+0001 replaces each line break.
    Export {
        /// Only the deliveries in this state
        #[arg(long, value_parser = STATES)]
        state: Option<String>,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // The reader of the output has ended, such as `head`.
            if error.downcast_ref().is_some_and(|error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe) {
                return ExitCode::SUCCESS;
            }
            eprintln!("receive: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(Arguments { command, options, database }: Arguments) -> Result<(), Box<dyn Error>> {
    let Some(command) = command else { return serve(options, database) };
    let mut out = io::BufWriter::new(io::stdout().lock());
    match command {
        Command::Status => commands::status(&database, &mut out)?,
        Command::Retry => commands::retry(&database, &mut out)?,
        Command::Export { state } => commands::export(&database, state.as_deref(), &mut out)?,
    }
    Ok(out.flush()?)
}

#[tokio::main]
async fn serve(Options { listen, keep_days, max_size }: Options, database: PathBuf) -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt().with_writer(io::stderr).init();
    let listener = TcpListener::bind(&listen).await.map_err(|error| format!("cannot listen on {listen}: {error}"))?;
    let settings = Settings { database, keep_days, max_size, ..Settings::default() };
    receive::run(listener, &settings, Box::new(own_code), end()?).await
}

/// Completes when the service is told to end.
#[cfg(unix)]
fn end() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        tracing::info!("ending");
    })
}

/// Completes when the service is told to end.
#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "as on Unix")]
fn end() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
        tracing::info!("ending");
    })
}
