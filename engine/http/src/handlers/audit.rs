//! Creators in, all that is knowable of them without a campaign out.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::response::Response;
use saring_app::audit::AuditRequest;

use super::{Worded, language};
use crate::body::Received;
use crate::problem::Problem;
use crate::router::{Service, Shared};

/// Audits every creator of the request.
pub(crate) async fn audit(State(service): State<Shared>, request: Request) -> Result<Response, Problem> {
    let headers = request.headers().clone();
    let received = service.bodies.json(request).await?;
    let worker = Arc::clone(&service);
    let told = service.workers.run(move || audited(&worker, &headers, &received)).await?;
    Ok(told.response())
}

fn audited(service: &Service, headers: &HeaderMap, body: &Received) -> Result<Worded, Problem> {
    let mut request = AuditRequest::decode(body.bytes())?;
    request.lang = language(service, headers, request.pack.as_deref(), request.lang)?;
    let report = service.app.audit(&request, service.clock.now()?)?;
    service.metrics.creators.inc_by(u64::try_from(report.summary.creators).unwrap_or_default());
    Worded::json(&report, report.lang.clone())
}
