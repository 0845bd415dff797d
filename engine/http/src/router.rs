//! From a path to its handler, and the layers around all of them.

use std::any::Any;
use std::sync::Arc;

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use saring_app::App;
use tower_http::catch_panic::CatchPanicLayer;

use crate::auth::Guard;
use crate::body::BodyReader;
use crate::clock::Clock;
use crate::handlers::{
    audit, docs, health, import, packs, plan, plugins, preflight, running, schemas, score, validate,
};
use crate::limits::{HEAD_BYTES_MAX, HEADERS_MAX, Limits, TARGET_BYTES_MAX};
use crate::metrics::Metrics;
use crate::observe::observe;
use crate::openapi::Operation;
use crate::problem::{Problem, ProblemCode};
use crate::query::parameters;
use crate::work::Workers;

/// What the handlers of one server share.
pub(crate) struct Service {
    pub app: Arc<App>,
    pub clock: Clock,
    pub bodies: BodyReader,
    pub workers: Workers,
    pub metrics: Arc<Metrics>,
}

pub(crate) type Shared = Arc<Service>;

/// Every documented operation, and nothing else, behind its layers. A request meets the last layer first.
pub(crate) fn router(app: Arc<App>, guard: Guard, limits: &Limits, clock: Clock, metrics: Arc<Metrics>) -> Router {
    let (bodies, workers) = (BodyReader::new(limits), Workers::new(limits));
    let service = Arc::new(Service { app, clock, bodies, workers, metrics: Arc::clone(&metrics) });
    Operation::ALL
        .iter()
        .fold(Router::new(), |router, operation| router.route(operation.path(), handler(*operation)))
        .fallback(unknown_path)
        .with_state(service)
        .layer(from_fn_with_state(Arc::new(guard), admit))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(metrics, observe))
}

fn handler(operation: Operation) -> MethodRouter<Shared> {
    match operation {
        Operation::Score => post(score::score),
        Operation::Explain => post(score::explain),
        Operation::Audit => post(audit::audit),
        Operation::Preflight => post(preflight::preflight),
        Operation::Plan => post(plan::plan),
        Operation::Triggers => post(running::triggers),
        Operation::Measure => post(running::measure),
        Operation::Import => post(import::import),
        Operation::Validate => post(validate::validate),
        Operation::ListMappings => get(import::mappings),
        Operation::ListPacks => get(packs::list),
        Operation::ShowPack => get(packs::show),
        Operation::ListPlugins => get(plugins::list),
        Operation::ListSchemas => get(schemas::list),
        Operation::ShowSchema => get(schemas::show),
        Operation::ListProblems => get(docs::problems),
        Operation::OpenApi => get(docs::openapi),
        Operation::Docs => get(docs::page),
        Operation::Health => get(health::alive),
        Operation::Ready => get(health::ready),
        Operation::Metrics => get(health::metrics),
    }
}

/// Lets a request through to its handler, unless its head alone speaks against it.
async fn admit(State(guard): State<Arc<Guard>>, request: Request, next: Next) -> Response {
    match may_pass(&guard, &request) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

fn may_pass(guard: &Guard, request: &Request) -> Result<(), Problem> {
    let path = request.uri().path();
    if !Operation::ALL.iter().any(|operation| operation.is_open() && operation.path() == path) {
        guard.admit(request.headers())?;
    }
    let target = request.uri().path_and_query().map_or("", |target| target.as_str());
    if target.len() > TARGET_BYTES_MAX {
        let detail = format!("the path and its query have {} bytes, where {TARGET_BYTES_MAX} are read", target.len());
        return Err(Problem::new(ProblemCode::TargetTooLong, detail));
    }
    let headers = request.headers();
    let bytes: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if bytes > HEAD_BYTES_MAX || headers.len() > HEADERS_MAX {
        let detail = format!(
            "the request has {} headers of {bytes} bytes, where {HEADERS_MAX} headers of {HEAD_BYTES_MAX} bytes are read",
            headers.len()
        );
        return Err(Problem::new(ProblemCode::HeadersTooLarge, detail));
    }
    let matched = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    let asked = Operation::ALL.iter().find(|operation| Some(operation.path()) == matched);
    asked.map_or(Ok(()), |operation| parameters(request.uri(), operation.query(), operation.options()).map(drop))
}

async fn unknown_path(request: Request) -> Problem {
    Problem::new(ProblemCode::NotFound, format!("nothing stands at `{}`", request.uri().path()))
        .help("`/docs` lists every endpoint, for people; `/openapi.json` does for programs")
}

/// What a panic says is for the log alone.
fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    Problem::internal(format!("panicked: {}", text.unwrap_or("without a message"))).into_response()
}
