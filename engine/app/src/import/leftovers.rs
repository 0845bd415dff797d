//! What a mapping does not use of a row: it goes into the attributes, so that nothing is lost.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::convert::{cell_text, typed};
use super::path::Segment;
use super::protected::is_protected;

/// What is left of a row, and the names of the protected traits that were taken out.
pub(super) struct Leftovers {
    pub(super) fields: Map<String, Value>,
    pub(super) protected: Vec<String>,
}

/// What is left of a row beside the used paths, with what stands at the kept ones whatever uses it. Cells of a table
/// become numbers where that loses nothing.
pub(super) fn leftovers(row: &Value, used: &[&[Segment]], kept: &[&[Segment]], is_table: bool) -> Leftovers {
    let mut protected = Vec::new();
    let fields = match remains(row, used, kept, &mut protected) {
        Some(Value::Object(fields)) if is_table => fields.into_iter().filter_map(cell).collect(),
        Some(Value::Object(fields)) => fields,
        _ => Map::new(),
    };
    Leftovers { fields, protected }
}

fn cell((column, value): (String, Value)) -> Option<(String, Value)> {
    match value.as_str() {
        Some(text) => (!text.trim().is_empty()).then(|| (column, typed(text))),
        // Workbooks have numbers and truth values of their own.
        None if value.is_object() => Some((column, Value::from(cell_text(&value)))),
        None => Some((column, value)),
    }
}

fn remains(value: &Value, used: &[&[Segment]], kept: &[&[Segment]], protected: &mut Vec<String>) -> Option<Value> {
    let is_kept = kept.iter().any(|path| path.is_empty());
    let used = if is_kept { &[] } else { used };
    if kept.is_empty() && used.iter().any(|path| path.is_empty()) {
        return None;
    }
    match value {
        Value::Object(fields) => {
            let mut left = Map::new();
            for (key, below) in fields {
                if is_protected(key) {
                    let is_known =
                        !matches!(below, Value::Null) && below.as_array().is_none_or(|list| !list.is_empty());
                    protected.extend(is_known.then(|| key.clone()));
                    continue;
                }
                let through = |segment: &Segment| matches!(segment, Segment::Key(wanted) if wanted == key);
                if let Some(value) = remains(below, &step(used, through), &step(kept, through), protected) {
                    left.insert(key.clone(), value);
                }
            }
            (fields.is_empty() || !left.is_empty()).then_some(Value::Object(left))
        }
        Value::Array(items) => {
            let mut some = items.is_empty();
            let mut left = Vec::with_capacity(items.len());
            // Of a long list thousands of places may be kept, and each item has few of them.
            let (of_one, of_any): (Vec<&[Segment]>, Vec<&[Segment]>) =
                kept.iter().copied().partition(|path| matches!(path.first(), Some(Segment::Index(_))));
            let mut of_item: BTreeMap<usize, Vec<&[Segment]>> = BTreeMap::new();
            for path in of_one {
                if let Some((Segment::Index(index), rest)) = path.split_first() {
                    of_item.entry(*index).or_default().push(rest);
                }
            }
            for (index, item) in items.iter().enumerate() {
                let through = |segment: &Segment| segment.takes(index, item);
                let mut kept = step(&of_any, through);
                kept.extend(of_item.remove(&index).into_iter().flatten());
                let value = remains(item, &step(used, through), &kept, protected);
                some |= value.is_some();
                // A used item leaves a null, so that the others keep their places.
                left.push(value.unwrap_or(Value::Null));
            }
            some.then_some(Value::Array(left))
        }
        // Below a used path, only what is kept is left.
        _ => (is_kept || !used.iter().any(|path| path.is_empty())).then(|| value.clone()),
    }
}

/// The paths that go through a segment, without it; one that ends here covers everything below.
fn step<'a>(paths: &[&'a [Segment]], through: impl Fn(&Segment) -> bool) -> Vec<&'a [Segment]> {
    paths
        .iter()
        .filter_map(|path| match path.split_first() {
            None => Some(*path),
            Some((first, rest)) => through(first).then_some(rest),
        })
        .collect()
}
