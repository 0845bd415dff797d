//! Handlers translate between HTTP and the use cases; they decide nothing.

pub(crate) mod audit;
pub(crate) mod docs;
pub(crate) mod health;
pub(crate) mod import;
pub(crate) mod packs;
pub(crate) mod plan;
pub(crate) mod plugins;
pub(crate) mod preflight;
pub(crate) mod running;
pub(crate) mod schemas;
pub(crate) mod score;
pub(crate) mod validate;

use axum::body::Bytes;
use axum::http::header::{CONTENT_LANGUAGE, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use saring_app::reporting::Face;
use serde::Serialize;

use crate::language::preferred;
use crate::problem::Problem;
use crate::router::Service;

/// The media type of answers for programs.
const JSON: &str = "application/json";

/// An answer that was made for this one request.
fn json(value: &impl Serialize) -> Result<Bytes, Problem> {
    serde_json::to_vec(value).map(Bytes::from).map_err(|error| Problem::internal(error.to_string()))
}

fn json_response(bytes: Bytes) -> Response {
    ([(CONTENT_TYPE, HeaderValue::from_static(JSON))], bytes).into_response()
}

/// An answer whose texts are in a language.
struct Worded {
    bytes: Bytes,
    lang: String,
    media_type: &'static str,
}

impl Worded {
    /// A report for programs.
    fn json(value: &impl Serialize, lang: String) -> Result<Self, Problem> {
        Ok(Self { bytes: json(value)?, lang, media_type: JSON })
    }

    /// A report that people send to each other.
    fn published(bytes: Vec<u8>, face: Face, lang: String) -> Self {
        Self { bytes: Bytes::from(bytes), lang, media_type: face.media_type() }
    }

    fn response(self) -> Response {
        let mut response = ([(CONTENT_TYPE, HeaderValue::from_static(self.media_type))], self.bytes).into_response();
        let headers = response.headers_mut();
        HeaderValue::try_from(self.lang).ok().and_then(|lang| headers.insert(CONTENT_LANGUAGE, lang));
        headers.insert(VARY, HeaderValue::from_static("Accept, Accept-Language"));
        response
    }
}

/// The language for the texts of a pack: the one asked for, or else the best of `Accept-Language`.
fn language(
    service: &Service,
    headers: &HeaderMap,
    pack: Option<&str>,
    asked: Option<String>,
) -> Result<Option<String>, Problem> {
    if asked.is_some() {
        return Ok(asked);
    }
    let pack = service.app.pack(pack.unwrap_or(saring_app::DEFAULT_PACK))?;
    let spoken: Vec<&str> = pack.pack.locales.keys().map(String::as_str).collect();
    Ok(preferred(headers, &spoken).map(str::to_owned))
}
