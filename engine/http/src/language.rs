//! The language that a client wants its texts in.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;

/// Most entries of an `Accept-Language` that are looked at.
const RANGES_MAX: usize = 20;

/// The one of `available` that the client likes best, by the lookup of RFC 4647: `id-ID` finds `id`.
pub(crate) fn preferred<'a>(headers: &HeaderMap, available: &[&'a str]) -> Option<&'a str> {
    let header = headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?;
    let mut ranges: Vec<(&str, u16)> = header.split(',').take(RANGES_MAX).filter_map(range).collect();
    // The sort is stable: of equally liked languages the first one wins.
    ranges.sort_by_key(|(_, quality)| std::cmp::Reverse(*quality));
    ranges.iter().find_map(|(tag, _)| lookup(tag, available))
}

/// A language range with its quality in thousandths. One that is not wanted at all is none.
fn range(text: &str) -> Option<(&str, u16)> {
    let (tag, parameters) = text.split_once(';').unwrap_or((text, "q=1"));
    let quality: f64 = parameters.trim().strip_prefix("q=").and_then(|quality| quality.trim().parse().ok())?;
    let wanted = quality > 0.0 && quality <= 1.0;
    // At most 1000, as checked; the fraction of a thousandth does not matter.
    wanted.then_some((tag.trim(), (quality * 1000.0) as u16))
}

/// The range itself, then without its last subtag, and so on.
fn lookup<'a>(range: &str, available: &[&'a str]) -> Option<&'a str> {
    let mut tag = range;
    loop {
        if let Some(found) = available.iter().find(|language| language.eq_ignore_ascii_case(tag)) {
            return Some(found);
        }
        tag = tag.rsplit_once('-')?.0;
    }
}
