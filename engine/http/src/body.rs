//! The body of a request: of the right type, bounded in bytes and in time.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use http_body_util::BodyExt;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::limits::Limits;
use crate::problem::{Problem, ProblemCode};

const KIB: usize = 1 << 10;

/// A body that was read to its end. It keeps its share of the memory for bodies until it is dropped.
#[derive(Debug)]
pub(crate) struct Received {
    bytes: Vec<u8>,
    _share: Option<OwnedSemaphorePermit>,
}

impl Received {
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// Reads bodies, and bounds what all of them hold in memory together.
#[derive(Debug)]
pub(crate) struct BodyReader {
    bytes_max: usize,
    read_max: Duration,
    shares_kib: Arc<Semaphore>,
}

impl BodyReader {
    pub(crate) fn new(limits: &Limits) -> Self {
        let shares_kib = Arc::new(Semaphore::new(limits.bodies_bytes_max / KIB));
        Self { bytes_max: limits.body_bytes_max, read_max: limits.body_read_max, shares_kib }
    }

    /// Reads a JSON body to its end.
    pub(crate) async fn json(&self, request: Request) -> Result<Received, Problem> {
        require_json(request.headers())?;
        let received = self.read(request).await?;
        if received.bytes.trim_ascii().is_empty() {
            return Err(Problem::new(ProblemCode::MalformedBody, "the body is empty").help("send a JSON object"));
        }
        if let Err(error) = std::str::from_utf8(&received.bytes) {
            let detail = format!("the body is no UTF-8 from byte {} on", error.valid_up_to());
            return Err(Problem::new(ProblemCode::MalformedBody, detail).help("encode the JSON text as UTF-8"));
        }
        Ok(received)
    }

    /// Reads a file of one of some media types, or of JSON, to its end, whatever is in it.
    ///
    /// Gives the character set that its media type names, too.
    pub(crate) async fn file(
        &self,
        request: Request,
        media_types: &[&str],
    ) -> Result<(Received, Option<String>), Problem> {
        let charset = require(request.headers(), media_types)?;
        Ok((self.read(request).await?, charset))
    }

    async fn read(&self, request: Request) -> Result<Received, Problem> {
        let announced = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
        if announced.is_some_and(|bytes: usize| bytes > self.bytes_max) {
            return Err(self.too_large());
        }
        let reading = self.collect(request.into_body());
        tokio::time::timeout(self.read_max, reading).await.unwrap_or_else(|_| {
            Err(Problem::new(ProblemCode::RequestTimeout, "the body of the request did not arrive in time"))
        })
    }

    async fn collect(&self, mut body: Body) -> Result<Received, Problem> {
        let mut bytes = Vec::new();
        let mut share: Option<OwnedSemaphorePermit> = None;
        while let Some(frame) = body.frame().await {
            let Ok(data) = frame.map_err(|_| broken_off())?.into_data() else { continue };
            self.grow(&mut bytes, &mut share, &data)?;
        }
        Ok(Received { bytes, _share: share })
    }

    fn grow(&self, bytes: &mut Vec<u8>, share: &mut Option<OwnedSemaphorePermit>, data: &Bytes) -> Result<(), Problem> {
        let total = bytes.len() + data.len();
        if total > self.bytes_max {
            return Err(self.too_large());
        }
        let held = share.as_ref().map_or(0, OwnedSemaphorePermit::num_permits);
        let needed = u32::try_from(total.div_ceil(KIB).saturating_sub(held)).map_err(|_| self.too_large())?;
        let more = Arc::clone(&self.shares_kib).try_acquire_many_owned(needed).map_err(|_| {
            Problem::new(ProblemCode::Overloaded, "the memory for request bodies is used up by other requests")
        })?;
        match share {
            Some(share) => share.merge(more),
            None => *share = Some(more),
        }
        bytes.extend_from_slice(data);
        Ok(())
    }

    fn too_large(&self) -> Problem {
        Problem::new(ProblemCode::BodyTooLarge, format!("the body has more than {} bytes", self.bytes_max))
            .help("split the roster over several requests")
    }
}

fn broken_off() -> Problem {
    Problem::new(ProblemCode::MalformedBody, "the body broke off, or is not framed as its headers say")
}

/// Only JSON, so that no form on somebody's page can post here without asking the browser first.
fn require_json(headers: &HeaderMap) -> Result<(), Problem> {
    match require(headers, &[])? {
        Some(charset) if charset != "utf-8" => {
            let detail = format!("the body is encoded as `{charset}`, where UTF-8 is needed");
            Err(unsupported(detail, "send `Content-Type: application/json`"))
        }
        _ => Ok(()),
    }
}

/// Only JSON, or one of some media types that no form can send either. Gives the character set, where one is named.
fn require(headers: &HeaderMap, others: &[&str]) -> Result<Option<String>, Problem> {
    let help = match others {
        [] => "send `Content-Type: application/json`".to_owned(),
        _ => format!("send `Content-Type: application/json`, or {}", others.join(", ")),
    };
    let Some(text) = media_type(headers) else {
        return Err(unsupported("the request has no `Content-Type` header".to_owned(), help));
    };
    let mut parts = text.split(';').map(str::trim);
    let essence = parts.next().unwrap_or_default();
    let is_json = essence == "application/json" || (essence.starts_with("application/") && essence.ends_with("+json"));
    if !is_json && !others.contains(&essence) {
        let due = if others.is_empty() { "JSON is needed" } else { "a file is needed" };
        return Err(unsupported(format!("the body is sent as `{essence}`, where {due}"), help));
    }
    match headers.get(CONTENT_ENCODING) {
        Some(coding) if !coding.as_bytes().eq_ignore_ascii_case(b"identity") => {
            let coding = String::from_utf8_lossy(coding.as_bytes()).into_owned();
            let detail = format!("the body is compressed with `{coding}`, where no compression is read");
            Err(unsupported(detail, "send the body as it is"))
        }
        _ => Ok(charset(&text)),
    }
}

fn unsupported(detail: String, help: impl Into<String>) -> Problem {
    Problem::new(ProblemCode::UnsupportedMediaType, detail).help(help)
}

fn media_type(headers: &HeaderMap) -> Option<String> {
    headers.get(CONTENT_TYPE).map(|value| String::from_utf8_lossy(value.as_bytes()).to_ascii_lowercase())
}

/// The character set that a media type names.
fn charset(media_type: &str) -> Option<String> {
    let charset = media_type.split(';').skip(1).find_map(|part| part.trim().strip_prefix("charset="))?;
    Some(charset.trim_matches('"').to_owned())
}
