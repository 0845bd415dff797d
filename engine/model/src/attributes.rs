//! `attributes`: the one open object, for an agency's own fields.
//!
//! It is open in its keys, not in its limits: depth, size and duplicate keys
//! are refused here as everywhere else, which needs a visitor of our own because
//! serde's maps silently keep the last of two equal keys.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::limits::{ATTRIBUTE_DEPTH_MAX, ATTRIBUTE_KEYS_MAX};

/// An agency's own fields, by name. Any JSON below it, within the limits.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Attributes(BTreeMap<String, Value>);

impl Attributes {
    /// The value of a field.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// All fields in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Adds a field. The value is a caller's own and within the limits.
    pub fn insert(&mut self, name: String, value: Value) {
        self.0.insert(name, value);
    }

    /// Whether there is no field.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'de> Deserialize<'de> for Attributes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Attributes;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of own fields")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Attributes, A::Error> {
                entries(map, 1).map(Attributes)
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}

fn entries<'de, A: MapAccess<'de>>(mut map: A, depth: usize) -> Result<BTreeMap<String, Value>, A::Error> {
    let mut fields = BTreeMap::new();
    while let Some(key) = map.next_key::<String>()? {
        let value = map.next_value_seed(Bounded { depth })?;
        if fields.len() == ATTRIBUTE_KEYS_MAX {
            return Err(de::Error::custom(format_args!("more than {ATTRIBUTE_KEYS_MAX} own fields")));
        }
        if fields.contains_key(&key) {
            return Err(de::Error::custom(format_args!("duplicate field `{key}`")));
        }
        fields.insert(key, value);
    }
    Ok(fields)
}

/// Reads any JSON value down to the depth limit.
struct Bounded {
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Bounded {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Bounded {
    fn below<E: de::Error>(&self) -> Result<usize, E> {
        if self.depth < ATTRIBUTE_DEPTH_MAX {
            Ok(self.depth + 1)
        } else {
            Err(E::custom(format_args!("own fields nest deeper than {ATTRIBUTE_DEPTH_MAX}")))
        }
    }
}

impl<'de> de::Visitor<'de> for Bounded {
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
        serde_json::Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("a number that is not finite"))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Value, E> {
        Ok(Value::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let depth = self.below()?;
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(Bounded { depth })? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Value, A::Error> {
        let depth = self.below()?;
        Ok(Value::Object(entries(map, depth)?.into_iter().collect()))
    }
}

impl JsonSchema for Attributes {
    fn schema_name() -> Cow<'static, str> {
        "Attributes".into()
    }

    /// Objects nest to the depth limit and no further, so the schema says so level by level.
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut innermost =
            serde_json::json!({ "type": ["null", "boolean", "number", "string"], "x-depth-max": ATTRIBUTE_DEPTH_MAX });
        for depth in (1..ATTRIBUTE_DEPTH_MAX).rev() {
            let name = format!("AttributeDepth{depth}");
            let schema = json_schema!({
                "type": ["null", "boolean", "number", "string", "array", "object"],
                "items": innermost,
                "additionalProperties": innermost,
                "maxProperties": ATTRIBUTE_KEYS_MAX,
            });
            generator.definitions_mut().insert(name.clone(), schema.into());
            innermost = serde_json::json!({ "$ref": format!("#/$defs/{name}") });
        }
        json_schema!({
            "description": "An agency's own fields. Any JSON, within the limits on depth and number of keys.",
            "type": "object",
            "additionalProperties": innermost,
            "maxProperties": ATTRIBUTE_KEYS_MAX,
            "x-open": true,
        })
    }
}
