//! Whether the service lives, whether it can work, and what it has done.

use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::Serialize;

use super::{json, json_response};
use crate::metrics;
use crate::problem::Problem;
use crate::router::Shared;

/// How the service is.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Health {
    /// `ok` as long as the service answers.
    pub status: &'static str,
    /// Version of the engine.
    pub version: &'static str,
}

/// The service answers, so it lives.
pub(crate) async fn alive() -> Result<Response, Problem> {
    json(&Health { status: "ok", version: env!("CARGO_PKG_VERSION") }).map(json_response)
}

/// The service can take work as long as a worker, or a place to wait for one, is free.
pub(crate) async fn ready(State(service): State<Shared>) -> Result<Response, Problem> {
    service.workers.has_room()?;
    alive().await
}

/// Everything that was counted.
pub(crate) async fn metrics(State(service): State<Shared>) -> Result<Response, Problem> {
    let text = service.metrics.text().map_err(|error| Problem::internal(error.to_string()))?;
    Ok(([(CONTENT_TYPE, HeaderValue::from_static(metrics::MEDIA_TYPE))], text).into_response())
}
