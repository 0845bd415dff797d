//! A campaign in, whether it is ready out.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::response::Response;
use saring_app::preflight::PreflightRequest;

use super::{Worded, language};
use crate::body::Received;
use crate::problem::Problem;
use crate::router::{Service, Shared};

/// Checks the campaign of the request.
pub(crate) async fn preflight(State(service): State<Shared>, request: Request) -> Result<Response, Problem> {
    let headers = request.headers().clone();
    let received = service.bodies.json(request).await?;
    let worker = Arc::clone(&service);
    let told = service.workers.run(move || checked(&worker, &headers, &received)).await?;
    Ok(told.response())
}

fn checked(service: &Service, headers: &HeaderMap, body: &Received) -> Result<Worded, Problem> {
    let mut request = PreflightRequest::decode(body.bytes())?;
    request.lang = language(service, headers, request.pack.as_deref(), request.lang)?;
    let report = service.app.preflight(&request, service.clock.now()?)?;
    service.metrics.creators.inc_by(u64::try_from(request.creators.len()).unwrap_or_default());
    Worded::json(&report, report.lang.clone())
}
