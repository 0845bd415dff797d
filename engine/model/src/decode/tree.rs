//! The slow reader: any JSON into a tree, noting duplicate keys and depth on the way.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess};
use serde_json::{Map, Value};

use super::{Violation, ViolationCode, Violations, child};
use crate::limits::{ATTRIBUTE_KEYS_MAX, DEPTH_MAX, EXPLAINED_VALUES_MAX};

/// What was noted while reading, and the tree where the text was JSON.
pub(super) struct Tree {
    pub(super) value: Result<Value, serde_json::Error>,
    pub(super) noted: Violations,
}

/// What is noted while reading, and how many values were read.
#[derive(Default)]
struct Notes {
    found: Violations,
    values: usize,
}

/// Reads a JSON text whatever its depth. What lies too deep is skipped and read as null.
pub(super) fn read(bytes: &[u8]) -> Tree {
    let mut notes = Notes::default();
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let node = Node { pointer: String::new(), depth: 1, notes: &mut notes };
    let value = node.deserialize(&mut json).and_then(|value| json.end().map(|()| value));
    Tree { value, noted: notes.found }
}

struct Node<'n> {
    pointer: String,
    depth: usize,
    notes: &'n mut Notes,
}

impl Node<'_> {
    fn below(&mut self, segment: &str) -> Node<'_> {
        Node { pointer: child(&self.pointer, segment), depth: self.depth + 1, notes: self.notes }
    }

    fn too_deep(&mut self) -> bool {
        let deep = self.depth > DEPTH_MAX;
        if deep {
            let message = format!("objects and lists nest deeper than {DEPTH_MAX}");
            self.notes.found.push(
                Violation::new(&self.pointer, ViolationCode::TooDeep, message)
                    .help("flatten what lies below this place"),
            );
        }
        deep
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.notes.values += 1;
        deserializer.deserialize_any(self)
    }
}

impl<'de> de::Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Value, E> {
        Ok(Value::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<Value, A::Error> {
        if self.too_deep() {
            // Skipping does not recurse, so that no depth of nesting can exhaust the stack.
            while seq.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(Value::Null);
        }
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(self.below(&items.len().to_string()))? {
            items.push(item);
            if self.notes.values >= EXPLAINED_VALUES_MAX {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                break;
            }
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Value, A::Error> {
        if self.too_deep() {
            while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(Value::Null);
        }
        let mut fields = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            if fields.len() > ATTRIBUTE_KEYS_MAX {
                // No object may have so many keys, and it is refused for that.
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let value = map.next_value_seed(self.below(&key))?;
            // The last of two equal keys is kept, as other JSON readers do, so that both tell the same of it.
            if fields.insert(key.clone(), value).is_some() {
                let message = format!("the field `{key}` comes twice");
                self.notes.found.push(
                    Violation::new(child(&self.pointer, &key), ViolationCode::DuplicateKey, message)
                        .help("keep one of the two"),
                );
            }
        }
        Ok(Value::Object(fields))
    }
}
