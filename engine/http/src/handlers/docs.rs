//! The service describes itself: to programs, to people, and in its problems.

use std::sync::LazyLock;

use axum::http::header::{CONTENT_SECURITY_POLICY, REFERRER_POLICY};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use schemars::JsonSchema;
use serde::Serialize;

use crate::cached::Tagged;
use crate::problem::{Problem, ProblemCode};
use crate::{docs, openapi};

/// One kind of problem.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ProblemKind {
    /// Its code.
    pub code: ProblemCode,
    /// The URI that identifies it.
    #[serde(rename = "type")]
    pub kind: String,
    /// The HTTP status that it is sent with.
    pub status: u16,
    /// The same few words for every problem of the kind.
    pub title: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// Whether the same request may succeed later.
    pub retryable: bool,
}

/// The page loads nothing, runs nothing, and stands in nobody's frame.
const PAGE_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; \
                           frame-ancestors 'none'";

static OPENAPI: LazyLock<Tagged> =
    LazyLock::new(|| Tagged::new("application/json", openapi::text(openapi::document())));
static PAGE: LazyLock<Tagged> =
    LazyLock::new(|| Tagged::new("text/html; charset=utf-8", docs::page(openapi::document())));

/// Every kind of problem that the service can answer with.
pub(crate) async fn problems(headers: HeaderMap) -> Result<Response, Problem> {
    let kinds: Vec<ProblemKind> = ProblemCode::ALL.iter().map(|code| kind(*code)).collect();
    Ok(Tagged::json(&kinds)?.answer(&headers))
}

fn kind(code: ProblemCode) -> ProblemKind {
    ProblemKind {
        code,
        kind: code.type_uri(),
        status: code.status().as_u16(),
        title: code.title(),
        meaning: code.meaning(),
        retryable: code.retryable(),
    }
}

/// The description of the service for programs.
pub(crate) async fn openapi(headers: HeaderMap) -> Response {
    OPENAPI.answer(&headers)
}

/// The description of the service for people.
pub(crate) async fn page(headers: HeaderMap) -> Response {
    let mut response = PAGE.answer(&headers);
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(PAGE_POLICY));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}
