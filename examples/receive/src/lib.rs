//! The routes of the service: one URL receives every event.

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

/// The most bytes that a body may have; the documented payload has 407.
const MAX_BODY_LEN: usize = 64 * 1024;

/// The number of deliveries whose keys are remembered, to recognize a redelivery.
const SEEN_CAPACITY: NonZeroUsize = NonZeroUsize::new(10_000).unwrap();

/// The state of the service.
struct Service {
    seen: Mutex<LruCache<IdempotencyKey, ()>>,
    enrolled: Box<dyn Fn(NewEnrollment) + Send + Sync>,
}

/// Returns the routes. `enrolled` is called once for each enrollment: a redelivery is recognized by its key.
pub fn app(enrolled: impl Fn(NewEnrollment) + Send + Sync + 'static) -> Router {
    let service = Service { seen: Mutex::new(LruCache::new(SEEN_CAPACITY)), enrolled: Box::new(enrolled) };
    Router::new()
        .route("/webhooks/toolzz", post(receive))
        .layer(DefaultBodyLimit::max(MAX_BODY_LEN))
        .with_state(Arc::new(service))
}

/// Answers 200 without a body, or 422 with the problems or violations as JSON. Neither these nor the log repeat the
/// payload.
async fn receive(State(service): State<Arc<Service>>, body: Bytes) -> Response {
    let inspection = audit::inspect(&body);
    tracing::info!(record = %inspection.record(), "delivery");
    match inspection.decoded {
        Err(error) => (StatusCode::UNPROCESSABLE_ENTITY, Json(error)).into_response(),
        Ok(Incoming::NewEnrollment(_)) if inspection.report.code().is_some() => {
            (StatusCode::UNPROCESSABLE_ENTITY, Json(inspection.report)).into_response()
        }
        Ok(Incoming::NewEnrollment(webhook)) => {
            let seen = service.seen.lock().unwrap_or_else(PoisonError::into_inner).put(webhook.idempotency_key(), ());
            if seen.is_none() {
                (service.enrolled)(webhook);
            }
            StatusCode::OK.into_response()
        }
        // An event that this service does not use.
        Ok(_) => StatusCode::OK.into_response(),
    }
}
