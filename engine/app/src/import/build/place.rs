//! Places in the creator that is made.

use saring_model::decode::child;
use serde_json::{Map, Value};

use super::super::path::{Path, Segment};
use super::Builder;

/// The pointer of a target below a base, as the mapping writes it.
pub(super) fn pointer(base: &str, segments: &[Segment]) -> String {
    segments.iter().fold(base.to_owned(), |pointer, segment| match segment {
        Segment::Key(key) => child(&pointer, key),
        Segment::Index(index) => child(&pointer, &index.to_string()),
        Segment::Where(..) | Segment::Each => pointer,
    })
}

/// A label without the places in lists: `languages[3].code` is one of `languages[].code`.
pub(in crate::import) fn without_places(label: &str) -> String {
    let mut text = String::new();
    let mut rest = label;
    while let Some((before, after)) = rest.split_once('[') {
        let (inside, after) = after.split_once(']').unwrap_or((after, ""));
        let kept = if inside.bytes().all(|byte| byte.is_ascii_digit()) { "" } else { inside };
        text.push_str(&format!("{before}[{kept}]"));
        rest = after;
    }
    text + rest
}

impl Builder<'_> {
    /// Whether a value, or all of its kind, is not to be read.
    pub(super) fn skips(&self, label: &str) -> bool {
        !self.skipped.is_empty() && (self.skipped.contains(label) || self.skipped.contains(&without_places(label)))
    }

    /// Puts a value at a target below a node and leaves its pointer in `place`.
    pub(super) fn put(&mut self, node: &mut Value, segments: &[Segment], place: &mut String, value: Value) {
        let Some((first, rest)) = segments.split_first() else {
            *node = value;
            return;
        };
        match first {
            Segment::Key(key) => {
                if !node.is_object() {
                    *node = Value::Object(Map::new());
                }
                *place = child(place, key);
                if let Value::Object(fields) = node {
                    self.put(fields.entry(key.clone()).or_insert(Value::Null), rest, place, value);
                }
            }
            Segment::Index(index) => {
                if !node.is_array() {
                    *node = Value::Array(Vec::new());
                }
                if let Value::Array(items) = node {
                    let slot = self.slot(place, *index, items.len());
                    if slot == items.len() {
                        items.push(Value::Null);
                    }
                    *place = child(place, &slot.to_string());
                    if let Some(item) = items.get_mut(slot) {
                        self.put(item, rest, place, value);
                    }
                }
            }
            // Targets have neither.
            Segment::Where(..) | Segment::Each => {}
        }
    }

    fn slot(&mut self, list: &str, index: usize, next: usize) -> usize {
        match self.known_slot(list, index) {
            Some(slot) => slot,
            None => {
                self.slots.push((list.to_owned(), index, next));
                next
            }
        }
    }

    fn known_slot(&self, list: &str, index: usize) -> Option<usize> {
        let known = self.slots.iter().find(|(of, wanted, _)| of == list && *wanted == index);
        known.map(|(_, _, slot)| *slot)
    }

    /// What stands at a target below a node.
    pub(super) fn target<'n>(&self, node: &'n Value, base: &str, path: &Path) -> Option<&'n Value> {
        let mut place = base.to_owned();
        path.segments.iter().try_fold(node, |node, segment| match segment {
            Segment::Key(key) => {
                place = child(&place, key);
                node.get(key)
            }
            Segment::Index(index) => {
                let slot = self.known_slot(&place, *index)?;
                place = child(&place, &slot.to_string());
                node.get(slot)
            }
            Segment::Where(..) | Segment::Each => None,
        })
    }

    /// Whether anything is known at a target below a node.
    pub(super) fn stands(&self, node: &Value, base: &str, path: &Path) -> bool {
        fn is_known(value: &Value) -> bool {
            match value {
                Value::Null => false,
                Value::Object(fields) => fields.values().any(is_known),
                Value::Array(items) => items.iter().any(is_known),
                _ => true,
            }
        }
        self.target(node, base, path).is_some_and(is_known)
    }
}
