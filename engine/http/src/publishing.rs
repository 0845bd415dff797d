//! Reports that people send to each other, for clients that accept them rather than JSON.

use axum::http::header::ACCEPT;
use axum::http::{HeaderMap, Uri};
use saring_app::reporting::{Edition, Face, Publication, PublishError};

use crate::openapi::EDITION;
use crate::problem::{Problem, ProblemCode};
use crate::query::parameters;

/// Most entries of an `Accept` that are looked at.
const RANGES_MAX: usize = 20;
/// Quality of what is not said to be liked less, in thousandths.
const QUALITY_MAX: u16 = 1000;

/// The form and edition that a request asks for; none where it is content with JSON.
pub(crate) fn publication(headers: &HeaderMap, uri: &Uri) -> Result<Option<Publication>, Problem> {
    let given = parameters(uri, &[], &[EDITION])?.into_iter().next().map(|(_, edition)| edition);
    let refused = |detail: String, help: &str| Err(Problem::new(ProblemCode::BadRequest, detail).help(help));
    let edition = match given.as_deref() {
        None | Some("internal") => Edition::Internal,
        Some("client") => Edition::Client,
        Some(other) => return refused(format!("`{other}` is no edition"), "choose `internal` or `client`"),
    };
    match accepted(headers) {
        Some(face) => Ok(Some(Publication { face, edition })),
        None if given.is_some() => {
            let help = "accept `text/html`, `text/markdown` or a workbook, or leave the parameter out";
            refused(format!("JSON has no editions: nothing reads `{EDITION}`"), help)
        }
        None => Ok(None),
    }
}

/// The form that the client likes best, where it names one and likes it better than JSON. A client that accepts
/// anything gets JSON.
fn accepted(headers: &HeaderMap) -> Option<Face> {
    let header = headers.get(ACCEPT)?.to_str().ok()?;
    let mut ranges: Vec<(&str, u16)> = header.split(',').take(RANGES_MAX).filter_map(range).collect();
    // The sort is stable: of equally liked types the first one wins.
    ranges.sort_by_key(|(_, quality)| std::cmp::Reverse(*quality));
    let known = ranges.iter().find_map(|(name, _)| match *name {
        "application/json" | "application/*" | "*/*" => Some(None),
        name => Face::ALL.iter().copied().find(|face| essence(face.media_type()) == name).map(Some),
    });
    known.flatten()
}

/// A media range with its quality in thousandths. One that is not wanted at all is none.
fn range(text: &str) -> Option<(&str, u16)> {
    let mut parts = text.split(';').map(str::trim);
    let name = parts.next()?;
    let Some(quality) = parts.find_map(|part| part.strip_prefix("q=")) else { return Some((name, QUALITY_MAX)) };
    let quality: f64 = quality.trim().parse().ok()?;
    let wanted = quality > 0.0 && quality <= 1.0;
    // At most 1000, as checked; the fraction of a thousandth does not matter.
    wanted.then_some((name, (quality * f64::from(QUALITY_MAX)) as u16))
}

/// A media type without its parameters.
pub(crate) fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or(media_type).trim()
}

impl From<PublishError> for Problem {
    fn from(error: PublishError) -> Self {
        match error {
            PublishError::Refused(refusal) => refusal.into(),
            PublishError::Unwritable(error) => {
                Self::new(ProblemCode::BadRequest, error.to_string()).help("accept `text/html` or `text/markdown`")
            }
        }
    }
}
