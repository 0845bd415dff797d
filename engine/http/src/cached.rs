//! Documents that a client may keep, and ask about by their tag.

use axum::body::Bytes;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::problem::Problem;

/// A document with the tag of its content.
#[derive(Debug, Clone)]
pub(crate) struct Tagged {
    media_type: &'static str,
    bytes: Bytes,
    tag: String,
}

impl Tagged {
    /// A document whose tag is the digest of its bytes.
    pub(crate) fn new(media_type: &'static str, bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        Self { media_type, bytes, tag: format!("\"{digest}\"") }
    }

    /// A JSON document whose tag is the digest of its text.
    pub(crate) fn json(value: &impl serde::Serialize) -> Result<Self, Problem> {
        let bytes = serde_json::to_vec_pretty(value).map_err(|error| Problem::internal(error.to_string()))?;
        Ok(Self::new("application/json", bytes))
    }

    /// The document, or only the news that the client has it already.
    pub(crate) fn answer(&self, request: &HeaderMap) -> Response {
        let mut response = if has(request, &self.tag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            ([(CONTENT_TYPE, HeaderValue::from_static(self.media_type))], self.bytes.clone()).into_response()
        };
        let headers = response.headers_mut();
        HeaderValue::try_from(&self.tag).ok().and_then(|tag| headers.insert(ETAG, tag));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
        headers.insert(VARY, HeaderValue::from_static("Authorization"));
        response
    }
}

/// Weak comparison, as RFC 9110 asks for in `If-None-Match`.
fn has(request: &HeaderMap, tag: &str) -> bool {
    let values = request.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    values
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|candidate| candidate == "*" || candidate.strip_prefix("W/").unwrap_or(candidate) == tag)
}
