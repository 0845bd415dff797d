//! The outermost layer: it names each request, writes problems, counts and logs.

use std::sync::Arc;
use std::time::Instant;

use axum::body::HttpBody;
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{CACHE_CONTROL, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use prometheus_client::metrics::gauge::Gauge;
use tracing::Instrument;

use crate::metrics::Metrics;
use crate::problem::{self, Problem};
use crate::trace::{RequestIdentity, TRACEPARENT};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// What the log and the metrics call a request whose client went away; the de facto status of reverse proxies.
const CLIENT_GONE: u16 = 499;
/// What the log and the metrics call a path that is none.
const UNMATCHED: &str = "unmatched";

/// Answers a request and tells the log and the metrics about it. Neither bodies nor tokens are ever logged.
pub(crate) async fn observe(State(metrics): State<Arc<Metrics>>, request: Request, next: Next) -> Response {
    let identity = RequestIdentity::of(request.headers());
    let mut account = Account::open(metrics, &request);
    let span = tracing::info_span!(
        "request",
        request_id = %identity.id,
        trace_id = %identity.span.trace_id(),
        span_id = %identity.span.span_id(),
        parent_span_id = identity.parent.map(|parent| parent.span_id()),
    );
    async move {
        let (mut response, problem) = problem::render(next.run(request).await, &identity.id);
        stamp(&mut response, &identity);
        account.close(&response, problem.as_ref());
        response
    }
    .instrument(span)
    .await
}

/// Headers that every answer has.
fn stamp(response: &mut Response, identity: &RequestIdentity) {
    let headers = response.headers_mut();
    let text = |text: String| HeaderValue::try_from(text).ok();
    text(identity.span.to_string()).and_then(|value| headers.insert(TRACEPARENT, value));
    text(identity.id.clone()).and_then(|value| headers.insert(REQUEST_ID, value));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

/// One request in the books. Dropped before it was closed, its client went away.
struct Account {
    metrics: Arc<Metrics>,
    in_flight: Gauge,
    method: Method,
    route: String,
    opened: Instant,
    closed: bool,
}

impl Account {
    fn open(metrics: Arc<Metrics>, request: &Request) -> Self {
        let in_flight = metrics.in_flight.clone();
        in_flight.inc();
        let route = request.extensions().get::<MatchedPath>().map_or(UNMATCHED, MatchedPath::as_str).to_owned();
        Self { metrics, in_flight, method: request.method().clone(), route, opened: Instant::now(), closed: false }
    }

    fn close(&mut self, response: &Response, problem: Option<&Problem>) {
        let bytes = response.body().size_hint().exact();
        if let Some(cause) = problem.and_then(Problem::cause) {
            tracing::error!(cause, "request failed");
        }
        self.book(response.status().as_u16(), bytes, problem.map(|problem| problem.code().as_str()));
    }

    fn book(&mut self, status: u16, bytes: Option<u64>, problem: Option<&str>) {
        self.closed = true;
        let took = self.opened.elapsed();
        self.metrics.answered(&self.method, &self.route, status, took);
        let duration_us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        tracing::info!(method = %self.method, route = self.route, status, duration_us, bytes, problem, "answered");
    }
}

impl Drop for Account {
    fn drop(&mut self) {
        self.in_flight.dec();
        if !self.closed {
            self.book(CLIENT_GONE, None, None);
        }
    }
}
