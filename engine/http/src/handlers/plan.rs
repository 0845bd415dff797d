//! Creators and a campaign with a budget in, who is booked with what out.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::response::Response;
use saring_app::plan::PlanRequest;
use saring_app::reporting::Publication;

use super::{Worded, language};
use crate::body::Received;
use crate::problem::Problem;
use crate::publishing::publication;
use crate::router::{Service, Shared};

/// Plans the campaign of the request.
pub(crate) async fn plan(State(service): State<Shared>, request: Request) -> Result<Response, Problem> {
    let headers = request.headers().clone();
    let publication = publication(&headers, request.uri())?;
    let received = service.bodies.json(request).await?;
    let worker = Arc::clone(&service);
    let told = service.workers.run(move || planned(&worker, &headers, &received, publication)).await?;
    Ok(told.response())
}

fn planned(
    service: &Service,
    headers: &HeaderMap,
    body: &Received,
    publication: Option<Publication>,
) -> Result<Worded, Problem> {
    let mut request = PlanRequest::decode(body.bytes())?;
    let decide = &mut request.decide;
    decide.lang = language(service, headers, decide.pack.as_deref(), decide.lang.take())?;
    let report = service.app.plan(&request, service.clock.now()?)?;
    service.metrics.creators.inc_by(u64::try_from(request.decide.creators.len()).unwrap_or_default());
    match publication {
        Some(how) => {
            let bytes = service.app.publish_plan(&request, &report, how)?;
            Ok(Worded::published(bytes, how.face, report.lang))
        }
        None => Worded::json(&report, report.lang.clone()),
    }
}
