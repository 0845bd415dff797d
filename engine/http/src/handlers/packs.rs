//! The installed packs.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use crate::cached::Tagged;
use crate::problem::Problem;
use crate::router::Shared;

/// Every pack, in short.
pub(crate) async fn list(State(service): State<Shared>, headers: HeaderMap) -> Result<Response, Problem> {
    Ok(Tagged::json(&service.app.packs())?.answer(&headers))
}

/// One pack in full.
pub(crate) async fn show(
    State(service): State<Shared>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let pack = service.app.pack_detail(&name).map_err(|refusal| Problem::from(refusal).at_path())?;
    Ok(Tagged::json(&pack)?.answer(&headers))
}
