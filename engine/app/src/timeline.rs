//! Reading what happened: a timeline, a list of events, or an event a line.

use saring_model::decode::decode;
use saring_model::timeline::{Event, Timeline};
use saring_model::{List, Violation, Violations};
use serde::de::IgnoredAny;
use serde_json::Value;

/// Reads events: an object with `events`, a JSON array, or an event a line (NDJSON).
///
/// # Errors
/// Everything that is wrong with them, at `/events/N`, where `N` is the place of the event, from 0; of an event a line at
/// `/N` with its line.
pub fn read(bytes: &[u8]) -> Result<Vec<Event>, Violations> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let timeline = match first(bytes) {
        Some(b'[') => decode::<Timeline>(&[OPEN, bytes, b"}"].concat())?,
        Some(b'{') => match lines(bytes) {
            Some(lines) => of_lines(&lines)?,
            None => decode::<Timeline>(bytes)?,
        },
        _ => decode::<Timeline>(bytes)?,
    };
    Ok(List::into_vec(timeline.events))
}

/// What stands before a list of events in a timeline.
const OPEN: &[u8] = br#"{"events":"#;

fn first(bytes: &[u8]) -> Option<u8> {
    bytes.iter().copied().find(|byte| !byte.is_ascii_whitespace())
}

/// The lines that are not blank, each with its number from 1, where the first is a document of its own and no timeline.
fn lines(bytes: &[u8]) -> Option<Vec<(u32, &[u8])>> {
    let all = (1..).zip(bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii));
    let lines: Vec<(u32, &[u8])> = all.filter(|(_, line)| !line.is_empty()).collect();
    let head: Value = serde_json::from_slice(lines.first()?.1).ok()?;
    head.get("events").is_none().then_some(lines)
}

fn of_lines(lines: &[(u32, &[u8])]) -> Result<Timeline, Violations> {
    // What is no JSON is told of its own line, before it could be taken for a mistake of the list.
    if let Some((number, line)) = lines.iter().find(|(_, line)| serde_json::from_slice::<IgnoredAny>(line).is_err()) {
        let broken = decode::<Timeline>(line).err().unwrap_or_default();
        return Err(placed(&broken, |violation| violation.line = Some(*number)));
    }
    let all: Vec<&[u8]> = lines.iter().map(|(_, line)| *line).collect();
    decode::<Timeline>(&[OPEN, b"[", all.join(&b","[..]).as_slice(), b"]}"].concat()).map_err(|found| {
        placed(&found, |violation| {
            let own = violation.pointer.strip_prefix("/events").unwrap_or_default().to_owned();
            let index = own.split('/').nth(1).and_then(|index| index.parse::<usize>().ok());
            violation.line = index.and_then(|index| lines.get(index)).map(|(number, _)| *number);
            violation.column = None;
            violation.pointer = own;
        })
    })
}

fn placed(found: &Violations, place: impl Fn(&mut Violation)) -> Violations {
    let mut placed = Violations::default();
    for violation in found.iter() {
        let mut violation = violation.clone();
        place(&mut violation);
        placed.push(violation);
    }
    placed
}
