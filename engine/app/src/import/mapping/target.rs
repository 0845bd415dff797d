//! Targets: fields of a creator or an event, checked against the field catalogue.

use std::ops::Range;

use saring_model::catalogue::{self, Catalogue, Kind};

use super::Target;
use super::toml_reader::Reader;
use crate::import::path::{Path, Segment};

/// Reads a target below `block`, a path of the catalogue such as `creator` or `creator.accounts[].posts[]`.
pub(super) fn target(reader: &mut Reader<'_>, block: &str, text: &str, span: Range<usize>) -> Option<Target> {
    let Some(path) = Path::parse(text).filter(|path| is_target(path) && !text.starts_with('/')) else {
        reader.error(span, format!("`{text}` is no path"), "write it like `accounts[0].followers`");
        return None;
    };
    let full = catalogue_path(block, &path.segments);
    let found = lookup(&full);
    if found.is_none() {
        let whose = if is_of_event(&full) { "an event" } else { "a creator" };
        reader.error(span, format!("{whose} has no field `{}`", shown(&full)), help(block, &full));
    }
    found.map(|(kind, item, is_amount)| Target { path, kind, item, is_amount })
}

fn is_target(path: &Path) -> bool {
    let has_place = |segment: &Segment| matches!(segment, Segment::Key(_) | Segment::Index(_));
    !path.segments.is_empty() && path.segments.iter().all(has_place)
}

/// The path of the catalogue that segments below a block lead to.
pub(super) fn catalogue_path(block: &str, segments: &[Segment]) -> String {
    segments.iter().fold(block.to_owned(), |path, segment| match segment {
        Segment::Key(key) => format!("{path}.{key}"),
        Segment::Index(_) | Segment::Where(..) | Segment::Each => format!("{path}[]"),
    })
}

/// The document of a block: `creator` or `event`.
pub(super) fn document(block: &str) -> &str {
    block.split(['.', '[']).next().unwrap_or(block)
}

fn is_of_event(full: &str) -> bool {
    document(full) == "event"
}

fn catalogue(full: &str) -> &'static Catalogue {
    if is_of_event(full) { catalogue::of_events() } else { catalogue::catalogue() }
}

fn lookup(full: &str) -> Option<(Kind, Option<Kind>, bool)> {
    if full.starts_with("creator.attributes.") {
        return Some((Kind::Open, None, false));
    }
    // What an event's fields are made from, and what says how many events a row gives; it is taken away at the end.
    if let Some(name) = full.strip_prefix("event.let.") {
        return Some((if name == "times" { Kind::Integer } else { Kind::Open }, None, false));
    }
    let catalogue = catalogue(full);
    if let Some(field) = catalogue.find(full) {
        return Some((field.kind, field.item, false));
    }
    if let Some(list) = full.strip_suffix("[]").and_then(|list| catalogue.find(list)) {
        return (list.kind == Kind::List).then(|| (list.item.unwrap_or(Kind::Open), None, false));
    }
    let (money, part) = full.rsplit_once('.')?;
    let of_money = catalogue.find(money).is_some_and(|field| field.kind == Kind::Money);
    (of_money && ["amount", "currency"].contains(&part)).then_some((Kind::Text, None, part == "amount"))
}

fn help(block: &str, full: &str) -> String {
    // A list that is addressed without an index is the commonest slip.
    let mut indexed = String::new();
    for part in full.split('.') {
        let dot = if indexed.is_empty() { "" } else { "." };
        indexed = format!("{indexed}{dot}{part}");
        if !indexed.ends_with("[]") && catalogue(full).find(&indexed).is_some_and(|field| field.kind == Kind::List) {
            indexed.push_str("[]");
        }
    }
    let near = if lookup(&indexed).is_some() && indexed != full {
        Some(indexed)
    } else {
        let near = catalogue(full).nearest(full).map(|field| field.path.clone());
        near.filter(|path| document(path) == document(full))
    };
    match near {
        Some(near) => {
            let relative = near.strip_prefix(block).unwrap_or(&near).trim_start_matches('.');
            format!("did you mean `{}`?", shown(relative))
        }
        None if is_of_event(full) => "the fields of events are listed by `saring schema show timeline`".to_owned(),
        None => "the fields of a creator are listed by `saring schema show creator`".to_owned(),
    }
}

fn shown(path: &str) -> String {
    let own = path.strip_prefix("creator.").or_else(|| path.strip_prefix("event."));
    own.unwrap_or(path).replace("[]", "[0]")
}
