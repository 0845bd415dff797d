//! Creators in, an explained ranking out.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::response::Response;
use saring_app::reporting::Publication;
use saring_app::score::ScoreRequest;

use super::{Worded, language};
use crate::body::Received;
use crate::openapi::CREATOR;
use crate::problem::Problem;
use crate::publishing::publication;
use crate::query::parameters;
use crate::router::{Service, Shared};

/// Decides on every creator of the request.
pub(crate) async fn score(State(service): State<Shared>, request: Request) -> Result<Response, Problem> {
    let publication = publication(request.headers(), request.uri())?;
    decide(&service, request, None, publication).await
}

/// Decides on every creator of the request, and tells about one.
pub(crate) async fn explain(State(service): State<Shared>, request: Request) -> Result<Response, Problem> {
    let wanted = parameters(request.uri(), &[CREATOR], &[])?.into_iter().next().map(|(_, creator)| creator);
    decide(&service, request, wanted, None).await
}

async fn decide(
    service: &Shared,
    request: Request,
    creator: Option<String>,
    publication: Option<Publication>,
) -> Result<Response, Problem> {
    let headers = request.headers().clone();
    let received = service.bodies.json(request).await?;
    let worker = Arc::clone(service);
    let told =
        service.workers.run(move || decided(&worker, &headers, &received, creator.as_deref(), publication)).await?;
    Ok(told.response())
}

fn decided(
    service: &Service,
    headers: &HeaderMap,
    body: &Received,
    creator: Option<&str>,
    publication: Option<Publication>,
) -> Result<Worded, Problem> {
    let mut request = ScoreRequest::decode(body.bytes())?;
    request.lang = language(service, headers, request.pack.as_deref(), request.lang)?;
    let now = service.clock.now()?;
    let report = match creator {
        Some(creator) => service.app.explain(&request, creator, now)?,
        None => service.app.score(&request, now)?,
    };
    service.metrics.creators.inc_by(u64::try_from(report.summary.creators).unwrap_or_default());
    match publication {
        Some(how) => {
            let bytes = service.app.publish_score(&request, &report, how)?;
            Ok(Worded::published(bytes, how.face, report.lang))
        }
        None => Worded::json(&report, report.lang.clone()),
    }
}
