//! Creators in, an explained ranking out.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_LANGUAGE, VARY};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use saring_app::score::ScoreRequest;

use super::{json, json_response};
use crate::body::Received;
use crate::language::preferred;
use crate::openapi::CREATOR;
use crate::problem::Problem;
use crate::query::parameters;
use crate::router::{Service, Shared};

/// Decides on every creator of the request.
pub(crate) async fn score(State(service): State<Shared>, request: Request) -> Result<Response, Problem> {
    decide(&service, request, None).await
}

/// Decides on every creator of the request, and tells about one.
pub(crate) async fn explain(State(service): State<Shared>, request: Request) -> Result<Response, Problem> {
    let wanted = parameters(request.uri(), &[CREATOR], &[])?.into_iter().next().map(|(_, creator)| creator);
    decide(&service, request, wanted).await
}

async fn decide(service: &Shared, request: Request, creator: Option<String>) -> Result<Response, Problem> {
    let headers = request.headers().clone();
    let received = service.bodies.json(request).await?;
    let worker = Arc::clone(service);
    let decided = service.workers.run(move || Decided::of(&worker, &headers, &received, creator.as_deref())).await?;
    let mut response = json_response(decided.report);
    let headers = response.headers_mut();
    HeaderValue::try_from(decided.lang).ok().and_then(|lang| headers.insert(CONTENT_LANGUAGE, lang));
    headers.insert(VARY, HeaderValue::from_static("Accept-Language"));
    Ok(response)
}

/// A decision, written.
struct Decided {
    report: Bytes,
    lang: String,
}

impl Decided {
    fn of(service: &Service, headers: &HeaderMap, body: &Received, creator: Option<&str>) -> Result<Self, Problem> {
        let mut request = ScoreRequest::decode(body.bytes())?;
        let pack = service.app.pack(request.pack.as_deref().unwrap_or(saring_app::DEFAULT_PACK))?;
        if request.lang.is_none() {
            let spoken: Vec<&str> = pack.pack.locales.keys().map(String::as_str).collect();
            request.lang = preferred(headers, &spoken).map(str::to_owned);
        }
        let now = service.clock.now()?;
        let report = match creator {
            Some(creator) => service.app.explain(&request, creator, now)?,
            None => service.app.score(&request, now)?,
        };
        service.metrics.creators.inc_by(u64::try_from(report.summary.creators).unwrap_or_default());
        Ok(Self { report: json(&report)?, lang: report.lang })
    }
}
