//! Reading a roster as JSON or as NDJSON, strictly or by skipping what cannot be read.

use std::collections::BTreeSet;
use std::sync::Arc;

use saring_eval::report::InvalidCreator;
use saring_model::creator::Roster;
use saring_model::decode::{self, ViolationCode};
use saring_model::{Creator, Violation, Violations};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// What to do where some creators cannot be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OnInvalid {
    /// Refuse the whole request, with all violations.
    #[default]
    Reject,
    /// Decide on the others, and list these.
    Skip,
}

/// Creators that were read, and those that were skipped. Together they are all that came in.
#[derive(Debug, Clone, Default)]
pub struct ReadRoster {
    /// Creators that were read.
    pub creators: Vec<Arc<Creator>>,
    /// Creators that were skipped.
    pub invalid: Vec<InvalidCreator>,
}

/// Reads a roster: a JSON array, an object with `creators`, one creator, or a creator a line (NDJSON).
///
/// # Errors
/// Everything that is wrong with it. With [`OnInvalid::Skip`], only what is wrong with the document around the creators.
pub fn read(bytes: &[u8], on_invalid: OnInvalid) -> Result<ReadRoster, Violations> {
    if let Some(lines) = as_lines(bytes) {
        return gather(lines.into_iter(), on_invalid, Place::Line);
    }
    match decode::decode::<Roster>(bytes) {
        Ok(roster) => {
            Ok(ReadRoster { creators: roster.creators.into_iter().map(Arc::new).collect(), invalid: Vec::new() })
        }
        Err(violations) => match items(bytes).filter(|_| on_invalid == OnInvalid::Skip) {
            Some((items, place)) => Ok(skipping(&items, place)),
            None => Err(violations),
        },
    }
}

/// The creators of the list in a document's field `creators`, read one by one.
pub(crate) fn read_items(items: &[Box<RawValue>]) -> ReadRoster {
    skipping(items, Place::Field)
}

fn skipping(items: &[Box<RawValue>], place: Place) -> ReadRoster {
    let items = items.iter().enumerate().map(|(index, item)| (index, item.get().as_bytes()));
    gather(items, OnInvalid::Skip, place).unwrap_or_default()
}

/// Creators that are read one by one, so that some may be skipped.
pub(crate) type Unread = Vec<Box<RawValue>>;

/// How the place of a creator is told.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Place {
    /// Its place in a list, from 0.
    Item,
    /// Its place in the list of the document's field `creators`, from 0.
    Field,
    /// Its line, counted from 0.
    Line,
}

fn gather<'a>(
    items: impl Iterator<Item = (usize, &'a [u8])>,
    on_invalid: OnInvalid,
    place: Place,
) -> Result<ReadRoster, Violations> {
    let mut roster = ReadRoster::default();
    let mut ids = BTreeSet::new();
    let mut all = Violations::default();
    for (index, bytes) in items {
        let read = decode::decode::<Creator>(bytes).and_then(|creator| match ids.insert(creator.id.clone()) {
            true => Ok(creator),
            false => Err(duplicate(&creator).into()),
        });
        match read {
            Ok(creator) => roster.creators.push(Arc::new(creator)),
            Err(violations) => {
                let violations = placed(violations, index, place);
                all.append(violations.clone());
                let listed = violations.iter().cloned().collect();
                roster.invalid.push(InvalidCreator { index, id: id_of(bytes), violations: listed });
            }
        }
    }
    if on_invalid == OnInvalid::Reject && !all.is_empty() { Err(all) } else { Ok(roster) }
}

fn duplicate(creator: &Creator) -> Violation {
    let message = format!("the id `{}` is that of an earlier creator", creator.id);
    Violation::new("/id", ViolationCode::DuplicateId, message).help("give every creator an id of its own")
}

fn placed(violations: Violations, index: usize, place: Place) -> Violations {
    let line = u32::try_from(index + 1).unwrap_or(u32::MAX);
    let mut placed = Violations::default();
    let parent = if place == Place::Field { "/creators" } else { "" };
    for violation in violations.under(&format!("{parent}/{index}")).iter() {
        let mut violation = violation.clone();
        if place == Place::Line {
            violation.line = Some(line);
        }
        placed.push(violation);
    }
    placed
}

/// The id of a creator that cannot be read, where at least its id can.
fn id_of(bytes: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Identified {
        id: String,
    }
    serde_json::from_slice::<Identified>(bytes).ok().map(|creator| creator.id)
}

/// The lines of NDJSON, without blank ones, each with its number from 0; none where the bytes are one JSON document.
pub(crate) fn as_lines(bytes: &[u8]) -> Option<Vec<(usize, &[u8])>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let lines = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).enumerate();
    let lines: Vec<(usize, &[u8])> = lines.filter(|(_, line)| !line.is_empty()).collect();
    let (_, first) = lines.first()?;
    #[derive(Deserialize)]
    struct Probe {
        #[serde(default)]
        creators: Option<serde::de::IgnoredAny>,
    }
    let whole = |line: &[u8]| serde_json::from_slice::<Probe>(line).is_ok_and(|probe| probe.creators.is_none());
    // Either the first line is a whole creator, or it is broken and some other line is one: a document that is
    // spread over lines has no line that is a whole object with nothing after it.
    let ndjson =
        first.starts_with(b"{") && (whole(first) || (lines.len() > 1 && lines.iter().any(|(_, line)| whole(line))));
    ndjson.then_some(lines)
}

/// The creators of a JSON document, unread; none where it is not a list of things.
pub(crate) fn items(bytes: &[u8]) -> Option<(Vec<Box<RawValue>>, Place)> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Object {
        creators: Vec<Box<RawValue>>,
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match serde_json::from_slice::<Object>(bytes) {
        Ok(object) => Some((object.creators, Place::Field)),
        Err(_) => serde_json::from_slice(bytes).ok().map(|items| (items, Place::Item)),
    }
}
