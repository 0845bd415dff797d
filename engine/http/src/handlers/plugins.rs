//! The installed plugins.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::cached::Tagged;
use crate::problem::Problem;
use crate::router::Shared;

/// Every plugin and every broken file. Packs that nobody asked for yet are compiled to say what they run, which is work.
pub(crate) async fn list(State(service): State<Shared>, headers: HeaderMap) -> Result<Response, Problem> {
    let worker = Arc::clone(&service);
    let plugins = service.workers.run(move || Tagged::json(&worker.app.plugins())).await?;
    Ok(plugins.answer(&headers))
}
