//! What events of each kind hold, read off the published schema, so that no second list of fields is kept.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use saring_model::schema::schema;
use saring_model::timeline::Timeline;
use serde_json::Value;
use wasmtime::Result;

use crate::host::misuse;

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// A number, or what is true or false.
    Number,
    /// A text.
    Text,
    /// An amount with its currency.
    Money,
}

/// What the field at a path of events of a kind holds.
pub(super) fn find(kind: &str, path: &str) -> Result<Holds> {
    let Some(fields) = FIELDS.get(kind) else {
        let (kind, kinds) = (kind.escape_debug(), FIELDS.keys().cloned().collect::<Vec<_>>().join(", "));
        return misuse(format!("there are no events `{kind}`; there are {kinds}"));
    };
    match fields.get(path) {
        Some(holds) => Ok(*holds),
        None => {
            let (path, paths) = (path.escape_debug(), fields.keys().cloned().collect::<Vec<_>>().join(", "));
            misuse(format!("events `{kind}` have no number or text `{path}`; they have {paths}"))
        }
    }
}

/// What all events hold besides what happened.
const COMMON: [&str; 3] = ["id", "creator", "post"];

/// The numbers and texts of each kind, by their paths below the event.
static FIELDS: LazyLock<BTreeMap<String, BTreeMap<String, Holds>>> = LazyLock::new(|| {
    let schema = schema::<Timeline>();
    let kinds = schema.pointer("/$defs/What/oneOf").and_then(Value::as_array).into_iter().flatten();
    let named = kinds.flat_map(|kind| kind.get("properties").and_then(Value::as_object).into_iter().flatten());
    let fields = named.map(|(name, what)| {
        let mut fields: BTreeMap<String, Holds> = COMMON.iter().map(|path| ((*path).to_owned(), Holds::Text)).collect();
        walk(&schema, what, "what", &mut fields);
        (name.clone(), fields)
    });
    fields.collect()
});

/// Adds what stands below a path, lists left out: of them there is no one value.
fn walk(root: &Value, node: &Value, path: &str, into: &mut BTreeMap<String, Holds>) {
    let node = resolved(root, node);
    let is = |name: &str| match node.get("type") {
        Some(Value::Array(names)) => names.iter().any(|each| each == name),
        Some(each) => each == name,
        None => false,
    };
    let holds = if node.get("x-unit").is_some_and(|unit| unit == "money") {
        Holds::Money
    } else if is("integer") || is("number") || is("boolean") {
        Holds::Number
    } else if is("string") || node.get("oneOf").is_some() {
        Holds::Text
    } else {
        for (name, inner) in node.get("properties").and_then(Value::as_object).into_iter().flatten() {
            walk(root, inner, &format!("{path}.{name}"), into);
        }
        return;
    };
    into.insert(path.to_owned(), holds);
}

/// The node behind references and behind "or null".
fn resolved<'a>(root: &'a Value, mut node: &'a Value) -> &'a Value {
    loop {
        let pointer = node.get("$ref").and_then(Value::as_str).and_then(|name| name.strip_prefix('#'));
        let branches = node.get("anyOf").and_then(Value::as_array).into_iter().flatten();
        let value = branches.into_iter().find(|branch| branch.get("type").is_none_or(|of| of != "null"));
        match pointer.and_then(|pointer| root.pointer(pointer)).or(value) {
            Some(inner) => node = inner,
            None => return node,
        }
    }
}
