//! Accepts connections as `axum::serve` does, and limits their number and the time that headers may take.

use crate::Settings;
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use std::{io, pin::pin, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
    task::JoinSet,
    time::{sleep, timeout},
};

/// Serves connections until `end` completes, and then those that are open, for a limited time.
pub async fn serve(listener: TcpListener, app: Router, settings: &Settings, end: impl Future<Output = ()>) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(settings.read_time);
    let free = Arc::new(Semaphore::new(settings.max_connections));
    let open = GracefulShutdown::new();
    let mut end = pin!(end);
    // Ends the connections when it is dropped, so that the store ends too.
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &free) => accepted,
            () = &mut end => break,
        };
        match accepted {
            Ok((stream, permit)) => {
                let service = TowerToHyperService::new(app.clone());
                let connection = open.watch(http.serve_connection(TokioIo::new(stream), service));
                while connections.try_join_next().is_some() {}
                connections.spawn(async move {
                    let _ = connection.await; // the sender closed it, or was too slow
                    drop(permit);
                });
            }
            Err(error) => {
                // For example too many open files, which pass.
                tracing::error!(%error, "no connection accepted");
                sleep(Duration::from_millis(100)).await;
            }
        }
    }
    // Others are told at once that nothing listens.
    drop(listener);
    if timeout(settings.end_time, open.shutdown()).await.is_err() {
        tracing::warn!("connections are cut off");
    }
}

async fn accept(listener: &TcpListener, free: &Arc<Semaphore>) -> io::Result<(TcpStream, OwnedSemaphorePermit)> {
    let permit = Arc::clone(free).acquire_owned().await.expect("not closed");
    let (stream, _) = listener.accept().await?;
    Ok((stream, permit))
}
