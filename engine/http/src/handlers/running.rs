//! A campaign that runs or ran in, actions or what it was worth out.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::response::Response;
use saring_app::running::RunningRequest;

use super::{Worded, language};
use crate::body::Received;
use crate::problem::Problem;
use crate::publishing::publication;
use crate::router::{Service, Shared};

/// Lets the triggers look at the events of the request.
pub(crate) async fn triggers(State(service): State<Shared>, request: Request) -> Result<Response, Problem> {
    answer(service, request, |service, headers, body| {
        let mut request = RunningRequest::of_triggers(body.bytes())?;
        request.lang = language(service, headers, request.pack.as_deref(), request.lang)?;
        let report = service.app.triggers(&request)?;
        Worded::json(&report, report.lang.clone())
    })
    .await
}

/// Measures the campaign of the request.
pub(crate) async fn measure(State(service): State<Shared>, request: Request) -> Result<Response, Problem> {
    let publication = publication(request.headers(), request.uri())?;
    answer(service, request, move |service, headers, body| {
        let mut request = RunningRequest::of_measure(body.bytes())?;
        request.lang = language(service, headers, request.pack.as_deref(), request.lang)?;
        let report = service.app.measure(&request, service.clock.now()?)?;
        match publication {
            Some(how) => {
                let bytes = service.app.publish_measure(&request, &report, how)?;
                Ok(Worded::published(bytes, how.face, report.lang))
            }
            None => Worded::json(&report, report.lang.clone()),
        }
    })
    .await
}

async fn answer(
    service: Shared,
    request: Request,
    told: impl FnOnce(&Service, &HeaderMap, &Received) -> Result<Worded, Problem> + Send + 'static,
) -> Result<Response, Problem> {
    let headers = request.headers().clone();
    let received = service.bodies.json(request).await?;
    let worker = Arc::clone(&service);
    let told = service.workers.run(move || told(&worker, &headers, &received)).await?;
    Ok(told.response())
}
