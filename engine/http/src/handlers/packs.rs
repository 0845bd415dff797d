//! The installed packs.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use crate::cached::Tagged;
use crate::problem::Problem;
use crate::router::Shared;

/// Every pack, in short. The first to ask for a pack has it compiled, which is work.
pub(crate) async fn list(State(service): State<Shared>, headers: HeaderMap) -> Result<Response, Problem> {
    let worker = Arc::clone(&service);
    let packs = service.workers.run(move || Tagged::json(&worker.app.packs())).await?;
    Ok(packs.answer(&headers))
}

/// One pack in full.
pub(crate) async fn show(
    State(service): State<Shared>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let worker = Arc::clone(&service);
    let pack = service.workers.run(move || {
        let pack = worker.app.pack_detail(&name).map_err(|refusal| Problem::from(refusal).at_path())?;
        Tagged::json(&pack)
    });
    Ok(pack.await?.answer(&headers))
}
