//! The route: one URL receives every event.

use crate::{accept::accept, store::Store};
use axum::{
    Router,
    body::Bytes,
    extract::{DefaultBodyLimit, FromRequest, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};
use std::time::Duration;
use tokio::time::timeout;
use toolzz_webhook::audit;

/// The most bytes that a body may have; the documented payload has 407.
const MAX_BODY_LEN: usize = 64 * 1024;

/// Returns the route, with the most time that a body may take.
pub fn app(store: Store, read_time: Duration) -> Router {
    Router::new()
        .route("/webhooks/toolzz", post(receive))
        .layer(DefaultBodyLimit::max(MAX_BODY_LEN))
        .with_state((store, read_time))
}

/// Stores the body, and only then looks at it. The response repeats no value of the payload; the log has what a record has.
async fn receive(State((store, read_time)): State<(Store, Duration)>, request: Request) -> Response {
    let body = match timeout(read_time, Bytes::from_request(request, &())).await {
        Ok(Ok(body)) => body,
        Ok(Err(rejection)) => return rejection.into_response(),
        Err(_) => return StatusCode::REQUEST_TIMEOUT.into_response(), // after which the connection is closed
    };
    let Some(delivery) = store.add(body.clone()).await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let inspection = audit::inspect(&body);
    tracing::info!(delivery, record = %inspection.record(), "received");
    match accept(inspection) {
        Ok(_) => StatusCode::OK.into_response(),
        Err(errors) => {
            (StatusCode::UNPROCESSABLE_ENTITY, [(header::CONTENT_TYPE, "application/json")], errors).into_response()
        }
    }
}
