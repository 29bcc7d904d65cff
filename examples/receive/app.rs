//! The service around the payload: one URL that receives every event of the platform.

use axum::{
    Json, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::post,
};
use lru::LruCache;
use std::{
    num::NonZeroUsize,
    sync::{Arc, Mutex, PoisonError},
};
use toolzz_webhook::{IdempotencyKey, Incoming, NewEnrollment, audit};

/// Bytes of a body; the documented payload has 407.
const LONGEST_BODY: usize = 64 * 1024;

/// How many calls are remembered as seen.
const REMEMBERED: NonZeroUsize = NonZeroUsize::new(10_000).unwrap();

/// What the service has seen, and what it does with a new enrollment.
struct Service {
    seen: Mutex<LruCache<IdempotencyKey, ()>>,
    enrolled: Box<dyn Fn(NewEnrollment) + Send + Sync>,
}

/// The routes; `enrolled` is called once for each enrollment, however often the platform tells of it.
pub fn app(enrolled: impl Fn(NewEnrollment) + Send + Sync + 'static) -> Router {
    let service = Service { seen: Mutex::new(LruCache::new(REMEMBERED)), enrolled: Box::new(enrolled) };
    Router::new()
        .route("/webhooks/toolzz", post(receive))
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .with_state(Arc::new(service))
}

/// Answers 200 with nothing, or 422 with the report or the decode error; neither repeats the body.
async fn receive(State(service): State<Arc<Service>>, body: Bytes) -> Response {
    let inspection = audit::inspect(&body);
    tracing::info!(record = %inspection.record(), "webhook call");
    match inspection.outcome {
        Err(error) => (StatusCode::UNPROCESSABLE_ENTITY, Json(error)).into_response(),
        Ok(Incoming::NewEnrollment(_)) if !inspection.report.errors().is_empty() => {
            (StatusCode::UNPROCESSABLE_ENTITY, Json(inspection.report)).into_response()
        }
        Ok(Incoming::NewEnrollment(webhook)) => {
            let seen = service.seen.lock().unwrap_or_else(PoisonError::into_inner).put(webhook.idempotency_key(), ());
            if seen.is_none() {
                (service.enrolled)(webhook);
            }
            StatusCode::OK.into_response()
        }
        // An event that this service does not use, now or in a later version of the crate.
        Ok(_) => StatusCode::OK.into_response(),
    }
}
