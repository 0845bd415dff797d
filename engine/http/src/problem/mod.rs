//! Problems as RFC 9457 describes them: whatever goes wrong, a client reads one shape.
//!
//! A problem has two audiences. `detail` and `help` are for the client; the cause
//! goes to the log and never leaves the service. A handler answers with a
//! [`Problem`]; the outermost layer writes it, once it knows the request's id.

mod code;
mod refusal;

pub use code::ProblemCode;

use axum::body::Body;
use axum::http::header::{ALLOW, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use saring_app::Diagnostic;
use saring_app::plan::Place;
use saring_model::{Violation, Violations};
use schemars::JsonSchema;
use serde::Serialize;

use crate::limits::RETRY_AFTER_S;

/// The media type of a problem.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// What went wrong with one request.
#[derive(Debug, Clone)]
pub struct Problem {
    code: ProblemCode,
    told: Box<Told>,
}

/// What is told about a problem, apart from its kind; boxed, because most results carry none.
#[derive(Debug, Clone, Default)]
struct Told {
    detail: String,
    help: Option<String>,
    violations: Vec<Violation>,
    violations_omitted: usize,
    diagnostics: Vec<Diagnostic>,
    places: Vec<Place>,
    cause: Option<String>,
}

/// A problem as it is sent.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Problem")]
pub(crate) struct ProblemBody<'a> {
    /// URI that identifies the kind of problem.
    #[serde(rename = "type")]
    pub kind: String,
    /// The same few words for every problem of the kind.
    pub title: &'a str,
    /// The HTTP status.
    pub status: u16,
    /// Stable code, the last part of `type`.
    pub code: ProblemCode,
    /// What went wrong this time.
    pub detail: &'a str,
    /// How to put it right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<&'a str>,
    /// Whether the same request may succeed later.
    pub retryable: bool,
    /// The request, as `urn:uuid:`; the log of the service knows it under the same id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// Everything that is wrong with the document in the body, in the order of the pointers.
    #[serde(skip_serializing_if = "is_empty")]
    pub violations: &'a [Violation],
    /// How many violations there are beyond the listed ones.
    #[serde(skip_serializing_if = "is_zero")]
    pub violations_omitted: usize,
    /// Where a pack is broken: file, line, message and help.
    #[serde(skip_serializing_if = "is_empty")]
    pub diagnostics: &'a [Diagnostic],
    /// Fields of the body that stand in the way of a plan, the most telling first.
    #[serde(skip_serializing_if = "is_empty")]
    pub places: &'a [Place],
}

impl Problem {
    /// A problem with what a client reads about it.
    pub fn new(code: ProblemCode, detail: impl Into<String>) -> Self {
        Self { code, told: Box::new(Told { detail: detail.into(), ..Told::default() }) }
    }

    /// The problem of a failure that is none of the client's business; `cause` goes to the log.
    pub fn internal(cause: impl Into<String>) -> Self {
        let mut problem = Self::new(ProblemCode::Internal, "the service failed to answer this request");
        problem.told.cause = Some(cause.into());
        problem.help("report it to the operator of the service, with the id in `instance`")
    }

    /// The problem with a line on how to put it right.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.told.help = Some(help.into());
        self
    }

    /// The problem with everything that is wrong with a document.
    #[must_use]
    pub(crate) fn violations(mut self, violations: &Violations) -> Self {
        self.told.violations_omitted = violations.omitted();
        self.told.violations = violations.iter().cloned().collect();
        self
    }

    /// Which kind of problem it is.
    pub fn code(&self) -> ProblemCode {
        self.code
    }

    /// What the log says beyond what the client reads.
    pub(crate) fn cause(&self) -> Option<&str> {
        self.told.cause.as_deref()
    }

    /// The document that a client receives.
    pub(crate) fn to_json(&self, instance: Option<String>) -> Vec<u8> {
        let body = ProblemBody {
            kind: self.code.type_uri(),
            title: self.code.title(),
            status: self.code.status().as_u16(),
            code: self.code,
            detail: &self.told.detail,
            help: self.told.help.as_deref(),
            retryable: self.code.retryable(),
            instance,
            violations: &self.told.violations,
            violations_omitted: self.told.violations_omitted,
            diagnostics: &self.told.diagnostics,
            places: &self.told.places,
        };
        // A struct of texts and numbers is always written; an empty body keeps its status all the same.
        serde_json::to_vec_pretty(&body).unwrap_or_default()
    }
}

fn is_empty<T>(list: &&[T]) -> bool {
    list.is_empty()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference to the field")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.code.status().into_response();
        let headers = response.headers_mut();
        if self.code.retryable() {
            headers.insert(RETRY_AFTER, HeaderValue::from(RETRY_AFTER_S));
        }
        if self.code == ProblemCode::Unauthorized {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"saring\""));
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// Writes the problem that a response carries, if it carries one, and says which it is.
///
/// An error that some library answered on its own becomes a problem here, too.
pub(crate) fn render(mut response: Response, request_id: &str) -> (Response, Option<Problem>) {
    let problem = match response.extensions_mut().remove::<Problem>() {
        Some(problem) => problem,
        None if is_error(response.status()) => of_status(response.status()),
        None => return (response, None),
    };
    let status = problem.code.status();
    let (mut parts, _) = response.into_parts();
    let kept = [ALLOW, RETRY_AFTER, WWW_AUTHENTICATE].map(|name| (parts.headers.remove(&name), name));
    parts.status = status;
    parts.headers.clear();
    for (value, name) in kept {
        value.and_then(|value| parts.headers.insert(name, value));
    }
    parts.headers.insert(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    let body = problem.to_json(Some(format!("urn:uuid:{request_id}")));
    (Response::from_parts(parts, Body::from(body)), Some(problem))
}

fn is_error(status: StatusCode) -> bool {
    status.is_client_error() || status.is_server_error()
}

fn of_status(status: StatusCode) -> Problem {
    let code = ProblemCode::of_status(status);
    match code {
        ProblemCode::MethodNotAllowed => Problem::new(code, "the path exists, but not for this method")
            .help("`Allow` lists the methods that it takes"),
        ProblemCode::Internal => Problem::internal(format!("a layer answered {status}")),
        _ => Problem::new(code, code.meaning()),
    }
}
