//! The schemas, headers and ways to authenticate that operations refer to.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::handlers::docs::ProblemKind;
use crate::handlers::health::Health;
use crate::handlers::schemas::SchemaLink;
use crate::problem::ProblemBody;

/// Where a component of a name stands.
pub(super) fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

pub(super) fn components() -> Value {
    json!({
        "schemas": schemas(),
        "headers": {
            "X-Request-Id": {
                "description": "The request, as the log of the service knows it.",
                "schema": { "type": "string", "format": "uuid" },
            },
            "traceparent": {
                "description": "The service's span in the caller's trace, or in a new one (W3C Trace Context).",
                "schema": { "type": "string", "pattern": "^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$" },
            },
            "ETag": { "description": "Digest of the document.", "schema": { "type": "string" } },
            "Retry-After": { "description": "Seconds to wait.", "schema": { "type": "integer", "minimum": 0 } },
            "Content-Language": { "description": "Language of the texts.", "schema": { "type": "string" } },
        },
        "securitySchemes": {
            "token": {
                "type": "http",
                "scheme": "bearer",
                "description": "The first line of the service's token file. A service that listens on this machine alone \
                                may do without one.",
            },
        },
    })
}

/// The published schemas that operations speak of. `/v1/schemas` has every other.
const SPOKEN_OF: [&str; 21] = [
    "score-request",
    "audit-request",
    "preflight-request",
    "plan-request",
    "triggers-request",
    "measure-request",
    "import-request",
    "validate-request",
    "report",
    "audit",
    "preflight",
    "plan-report",
    "watch-report",
    "scorecard",
    "import-report",
    "events-report",
    "validate-report",
    "mapping-summary",
    "pack-summary",
    "pack",
    "plugin-list",
];

/// Every schema under the name of its type, flat: what a schema defines for itself becomes a component.
fn schemas() -> BTreeMap<String, Value> {
    let mut flat = BTreeMap::new();
    for (name, schema) in saring_app::schemas::all().into_iter().filter(|(name, _)| SPOKEN_OF.contains(name)) {
        add(&mut flat, &type_name(name), schema);
    }
    add(&mut flat, "Problem", answer::<ProblemBody<'static>>());
    add(&mut flat, "ProblemKind", answer::<ProblemKind>());
    add(&mut flat, "SchemaLink", answer::<SchemaLink>());
    add(&mut flat, "Health", answer::<Health>());
    flat
}

fn answer<T: JsonSchema>() -> Value {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>().to_value()
}

/// `score-request` as `ScoreRequest`.
fn type_name(name: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect::<String>()
    };
    name.split('-').map(capital).collect()
}

/// Adds a schema and its definitions. Two of one name are kept apart where they differ.
fn add(flat: &mut BTreeMap<String, Value>, name: &str, mut schema: Value) {
    let definitions = schema.get_mut("$defs").map(Value::take);
    let definitions = match definitions {
        Some(Value::Object(definitions)) => definitions,
        _ => Map::new(),
    };
    if let Some(root) = schema.as_object_mut() {
        // As a component it has neither a dialect nor a place of its own.
        root.retain(|key, _| !matches!(key.as_str(), "$defs" | "$schema" | "$id"));
    }
    let names: BTreeMap<String, String> =
        definitions.iter().map(|(inner, schema)| (inner.clone(), free_name(flat, name, inner, schema))).collect();
    for (inner, mut definition) in definitions {
        repoint(&mut definition, name, &names);
        if let Some(free) = names.get(&inner) {
            flat.insert(free.clone(), definition);
        }
    }
    repoint(&mut schema, name, &names);
    flat.insert(name.to_owned(), schema);
}

fn free_name(flat: &BTreeMap<String, Value>, owner: &str, inner: &str, schema: &Value) -> String {
    let mut here = schema.clone();
    repoint(&mut here, owner, &BTreeMap::new());
    match flat.get(inner) {
        Some(there) if *there != here => format!("{owner}{inner}"),
        _ => inner.to_owned(),
    }
}

/// Points every reference of a schema to the components.
fn repoint(schema: &mut Value, owner: &str, names: &BTreeMap<String, String>) {
    match schema {
        Value::Object(object) => {
            if let Some(Value::String(target)) = object.get_mut("$ref") {
                let inner = target.strip_prefix("#/$defs/").map(str::to_owned);
                *target = match inner {
                    Some(inner) => {
                        format!("#/components/schemas/{}", names.get(&inner).map_or(inner.as_str(), String::as_str))
                    }
                    None if target == "#" => format!("#/components/schemas/{owner}"),
                    None => target.clone(),
                };
            }
            object.values_mut().for_each(|value| repoint(value, owner, names));
        }
        Value::Array(list) => list.iter_mut().for_each(|value| repoint(value, owner, names)),
        _ => {}
    }
}
