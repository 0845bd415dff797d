//! Reading what happened: a timeline, a list of events, or an event a line.

use saring_model::decode::decode;
use saring_model::timeline::{Event, Timeline};
use saring_model::{List, Violations};

/// Reads events: an object with `events`, a JSON array, or an event a line (NDJSON).
///
/// # Errors
/// Everything that is wrong with them, at `/events/N`, where `N` is the place of the event, from 0.
pub fn read(bytes: &[u8]) -> Result<Vec<Event>, Violations> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let events = match first(bytes) {
        Some(b'[') => Some(bytes.to_vec()),
        Some(b'{') => lines(bytes),
        _ => None,
    };
    let document = events.map(|events| [br#"{"events":"#, events.as_slice(), b"}"].concat());
    let timeline = decode::<Timeline>(document.as_deref().unwrap_or(bytes))?;
    Ok(List::into_vec(timeline.events))
}

fn first(bytes: &[u8]) -> Option<u8> {
    bytes.iter().copied().find(|byte| !byte.is_ascii_whitespace())
}

/// The lines as a JSON array, where the first line is a document of its own and no timeline.
fn lines(bytes: &[u8]) -> Option<Vec<u8>> {
    let lines = || bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    let head: serde_json::Value = serde_json::from_slice(lines().next()?).ok()?;
    if head.get("events").is_some() {
        return None;
    }
    let all: Vec<&[u8]> = lines().collect();
    Some([b"[", all.join(&b","[..]).as_slice(), b"]"].concat())
}
