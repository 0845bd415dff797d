//! Handlers translate between HTTP and the use cases; they decide nothing.

pub(crate) mod docs;
pub(crate) mod health;
pub(crate) mod import;
pub(crate) mod packs;
pub(crate) mod schemas;
pub(crate) mod score;
pub(crate) mod validate;

use axum::body::Bytes;
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::problem::Problem;

/// An answer that was made for this one request.
fn json(value: &impl Serialize) -> Result<Bytes, Problem> {
    serde_json::to_vec(value).map(Bytes::from).map_err(|error| Problem::internal(error.to_string()))
}

fn json_response(bytes: Bytes) -> Response {
    ([(CONTENT_TYPE, HeaderValue::from_static("application/json"))], bytes).into_response()
}
