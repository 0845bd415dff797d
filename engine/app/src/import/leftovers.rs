//! What a mapping does not use of a row: it goes into the attributes, so that nothing is lost.

use serde_json::{Map, Value};

use super::convert::typed;
use super::path::Segment;

/// Traits that the product never keeps or infers, wherever a provider puts them.
const PROTECTED: [&str; 7] =
    ["ethnicities", "ethnicity", "political_views", "race", "religion", "religions", "sexual_orientation"];

/// What is left of a row, and the names of the protected traits that were taken out.
pub(super) struct Leftovers {
    pub(super) fields: Map<String, Value>,
    pub(super) protected: Vec<&'static str>,
}

/// What is left of a row beside the used paths. Cells of a table become numbers where that loses nothing.
pub(super) fn leftovers(row: &Value, used: &[&[Segment]], is_table: bool) -> Leftovers {
    let mut protected = Vec::new();
    let fields = match remains(row, used, &mut protected) {
        Some(Value::Object(fields)) if is_table => fields.into_iter().filter_map(cell).collect(),
        Some(Value::Object(fields)) => fields,
        _ => Map::new(),
    };
    Leftovers { fields, protected }
}

fn cell((column, value): (String, Value)) -> Option<(String, Value)> {
    let text = value.as_str()?;
    (!text.trim().is_empty()).then(|| (column, typed(text)))
}

fn remains(value: &Value, used: &[&[Segment]], protected: &mut Vec<&'static str>) -> Option<Value> {
    if used.iter().any(|path| path.is_empty()) {
        return None;
    }
    match value {
        Value::Object(fields) => {
            let mut kept = Map::new();
            for (key, below) in fields {
                if let Some(name) = PROTECTED.iter().find(|name| key.eq_ignore_ascii_case(name)) {
                    protected.push(name);
                    continue;
                }
                let inner = step(used, |segment| matches!(segment, Segment::Key(wanted) if wanted == key));
                if let Some(value) = remains(below, &inner, protected) {
                    kept.insert(key.clone(), value);
                }
            }
            (fields.is_empty() || !kept.is_empty()).then_some(Value::Object(kept))
        }
        Value::Array(items) => {
            let mut some = items.is_empty();
            let mut kept = Vec::with_capacity(items.len());
            for (index, item) in items.iter().enumerate() {
                let inner = step(used, |segment| *segment == Segment::Index(index) || *segment == Segment::Each);
                let left = remains(item, &inner, protected);
                some |= left.is_some();
                // A used item leaves a null, so that the others keep their places.
                kept.push(left.unwrap_or(Value::Null));
            }
            some.then_some(Value::Array(kept))
        }
        _ => Some(value.clone()),
    }
}

/// The used paths that go through a segment, without it.
fn step<'a>(used: &[&'a [Segment]], through: impl Fn(&Segment) -> bool) -> Vec<&'a [Segment]> {
    used.iter()
        .filter_map(|path| path.split_first())
        .filter(|(first, _)| through(first))
        .map(|(_, rest)| rest)
        .collect()
}
