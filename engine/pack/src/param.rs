//! Params: what a rule lets a pack set, declared beside the rule in `<rule>.params.toml`.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::diagnostic::{Diagnostic, DiagnosticCode};
use crate::origin::Sourced;
use crate::reader::{Reader, origin, suggest};
use crate::tree::{Branch, Entry, Node, Tree};

/// What a rule says of one of its params.
#[derive(Debug, Clone, PartialEq)]
pub struct Param {
    /// Type of its value.
    pub kind: ParamType,
    /// Unit of its value.
    pub unit: Option<String>,
    /// Smallest value.
    pub min: Option<f64>,
    /// Largest value.
    pub max: Option<f64>,
    /// The values allowed, or for a list its items; empty where all are.
    pub choices: Vec<Value>,
    /// The value where the pack sets none.
    pub default: Value,
    /// What it means.
    pub doc: String,
    /// Where the default comes from.
    pub source: String,
}

/// Type of a param's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ParamType {
    /// A whole number.
    Integer,
    /// Any finite number.
    Number,
    /// A number from 0 to 1.
    Fraction,
    /// A text.
    Text,
    /// `true` or `false`.
    Boolean,
    /// A list of texts, numbers or truth values.
    List,
}

const TYPES: [(&str, ParamType); 6] = [
    ("integer", ParamType::Integer),
    ("number", ParamType::Number),
    ("fraction", ParamType::Fraction),
    ("text", ParamType::Text),
    ("boolean", ParamType::Boolean),
    ("list", ParamType::List),
];

impl ParamType {
    /// The type as written in a declaration.
    pub fn as_str(self) -> &'static str {
        TYPES.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }

    /// The value of a node, if it is of this type.
    fn value(self, node: &Node) -> Option<Value> {
        match (self, &node.tree) {
            (Self::Integer, Tree::Integer(integer)) => Some(json!(integer)),
            // Rules compute with fractions whatever way the author wrote the number.
            (Self::Number | Self::Fraction, Tree::Integer(integer)) => Some(json!(*integer as f64)),
            (Self::Number | Self::Fraction, Tree::Number(number)) => number.is_finite().then(|| json!(number)),
            (Self::Text, Tree::Text(text)) => Some(json!(text)),
            (Self::Boolean, Tree::Boolean(value)) => Some(json!(value)),
            (Self::List, Tree::List(items)) => items.iter().map(scalar).collect::<Option<Vec<_>>>().map(Value::Array),
            _ => None,
        }
    }

    /// The JSON Schema of the type without bounds.
    fn json(self) -> &'static str {
        match self {
            Self::Integer => "integer",
            Self::Number | Self::Fraction => "number",
            Self::Text => "string",
            Self::Boolean => "boolean",
            Self::List => "array",
        }
    }
}

fn scalar(node: &Node) -> Option<Value> {
    match &node.tree {
        Tree::Integer(integer) => Some(json!(integer)),
        Tree::Number(number) => number.is_finite().then(|| json!(number)),
        Tree::Text(text) => Some(json!(text)),
        Tree::Boolean(value) => Some(json!(value)),
        Tree::Other | Tree::List(_) | Tree::Table(_) => None,
    }
}

impl Param {
    /// Why a value of the right type is not allowed, and what would be.
    fn refusal(&self, value: &Value) -> Option<(String, String)> {
        if let Some(number) = value.as_f64() {
            let (min, max) = (self.min.unwrap_or(f64::NEG_INFINITY), self.max.unwrap_or(f64::INFINITY));
            if !(min..=max).contains(&number) {
                let percent = self.kind == ParamType::Fraction && number > 1.0 && number <= 100.0;
                let help = match (percent, self.min, self.max) {
                    (true, _, _) => format!("write a fraction: {}", number / 100.0),
                    (_, Some(min), Some(max)) => format!("from {min} to {max}"),
                    (_, Some(min), None) => format!("at least {min}"),
                    (_, None, _) => format!("at most {max}"),
                };
                return Some((format!("is {number}, which is out of range"), help));
            }
        }
        if self.choices.is_empty() {
            return None;
        }
        let items = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        let odd = items.iter().find(|item| !self.choices.contains(item))?;
        let plain = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let names: Vec<String> = self.choices.iter().map(plain).collect();
        let word = plain(odd);
        let help = suggest(&word, names.iter().map(String::as_str));
        Some((format!("is `{word}`, which is no choice"), help))
    }

    fn schema(&self) -> Value {
        let mut schema = Map::new();
        let mut put = |key: &str, value: Value| schema.insert(key.to_owned(), value);
        put("type", json!(self.kind.json()));
        put("description", json!(self.doc));
        put("default", self.default.clone());
        put("x-source", json!(self.source));
        if let Some(unit) = &self.unit {
            put("x-unit", json!(unit));
        }
        if let Some(min) = self.min {
            put("minimum", json!(min));
        }
        if let Some(max) = self.max {
            put("maximum", json!(max));
        }
        match (self.choices.is_empty(), self.kind) {
            (true, _) => None,
            (false, ParamType::List) => put("items", json!({ "enum": self.choices })),
            (false, _) => put("enum", json!(self.choices)),
        };
        Value::Object(schema)
    }
}

/// The JSON Schema of a rule's params.
pub fn params_schema(params: &BTreeMap<String, Param>) -> Value {
    let properties: Map<String, Value> = params.iter().map(|(name, param)| (name.clone(), param.schema())).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    })
}

/// Path of the declarations of a rule: its own without the ending, and `.params.toml`.
pub(crate) fn declarations_path(run: &str) -> String {
    let (folder, file) = run.rsplit_once('/').map_or(("", run), |(folder, file)| (folder, file));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{slash}{stem}.params.toml")
}

/// Reads what a rule declares, each param with the place of its default. A rule without declarations has no params.
pub(crate) fn declarations(reader: &mut Reader, pack: &Arc<str>, run: &str) -> BTreeMap<String, Sourced<Param>> {
    let branch = reader.toml_file(pack, &declarations_path(run)).unwrap_or_default();
    branch.0.iter().filter_map(|entry| Some((entry.key.clone(), declaration(reader, entry)?))).collect()
}

/// Reads declarations that are JSON, as plugins give them, with the same checks. Keys that nothing reads are passed over,
/// so that a plugin may be newer than its host. `pointer` is where they stand in their document.
///
/// # Errors
///
/// Says everything that is wrong; the `file` of each error is the JSON pointer of the value.
pub fn declarations_in_json(declared: &Value, pointer: &str) -> Result<BTreeMap<String, Param>, Vec<Diagnostic>> {
    let mut reader = Reader::default();
    let root = node_of_json(declared, pointer);
    let entries = reader.branch(&root).map_or(&[][..], |branch| &branch.0);
    let read = entries.iter().filter_map(|entry| Some((entry.key.clone(), declaration(&mut reader, entry)?.value)));
    let params = read.collect();
    let is_wrong = |error: &Diagnostic| error.code != DiagnosticCode::KeyUnknown;
    let errors: Vec<Diagnostic> = reader.errors.into_iter().filter(is_wrong).collect();
    if errors.is_empty() { Ok(params) } else { Err(errors) }
}

/// A JSON value as a tree whose places are JSON pointers. A `null` in an object is a key that is not there.
fn node_of_json(value: &Value, pointer: &str) -> Node {
    let origin = origin(&Arc::from(""), pointer, 0);
    let tree = match value {
        Value::Null => Tree::Other,
        Value::Bool(value) => Tree::Boolean(*value),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(integer), _) => Tree::Integer(integer),
            (None, Some(number)) => Tree::Number(number),
            (None, None) => Tree::Other,
        },
        Value::String(text) => Tree::Text(text.clone()),
        Value::Array(items) => {
            let place = |index: usize| format!("{pointer}/{index}");
            Tree::List(items.iter().enumerate().map(|(index, item)| node_of_json(item, &place(index))).collect())
        }
        Value::Object(entries) => {
            let entries = entries.iter().filter(|(_, value)| !value.is_null()).map(|(key, value)| {
                let node = node_of_json(value, &format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1")));
                Entry { key: key.clone(), at: node.origin.clone(), node }
            });
            Tree::Table(Branch(entries.collect()))
        }
    };
    Node { tree, origin }
}

fn declaration(reader: &mut Reader, entry: &Entry) -> Option<Sourced<Param>> {
    let letters = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    if !entry.key.bytes().all(letters) || !entry.key.starts_with(|first: char| first.is_ascii_lowercase()) {
        let message = format!("`{}` is not lower-case words joined by underscores", entry.key);
        reader.error(DiagnosticCode::NameInvalid, &entry.at, message, "scripts read it as `params.min_posts`");
    }
    let branch = reader.branch(&entry.node)?;
    reader.only(branch, &["type", "unit", "min", "max", "choices", "default", "doc", "source"]);
    let kind = reader.need(branch, "type", &entry.at).and_then(|node| reader.choice(node, &TYPES));
    let doc = reader.need(branch, "doc", &entry.at).and_then(|node| reader.text(node));
    let source = reader.need(branch, "source", &entry.at).and_then(|node| reader.text(node));
    let unit = branch.get("unit").and_then(|entry| reader.text(&entry.node));
    let default = reader.need(branch, "default", &entry.at);
    let kind = kind?;
    let (low, high) = if kind == ParamType::Fraction { (Some(0.0), Some(1.0)) } else { (None, None) };
    let min = bound(reader, branch, "min").or(low);
    let max = bound(reader, branch, "max").or(high);
    let choices = choices(reader, branch, kind);
    let default = default?;
    let mut param = Param { kind, unit, min, max, choices, default: Value::Null, doc: doc?, source: source? };
    param.default = checked(reader, &entry.key, &param, default)?;
    Some(Sourced { value: param, origin: default.origin.clone() })
}

fn bound(reader: &mut Reader, branch: &Branch, key: &str) -> Option<f64> {
    branch.get(key).and_then(|entry| reader.number(&entry.node, f64::MIN, f64::MAX))
}

fn choices(reader: &mut Reader, branch: &Branch, kind: ParamType) -> Vec<Value> {
    let Some(entry) = branch.get("choices") else { return Vec::new() };
    let value = |item: &Node| if kind == ParamType::List { scalar(item) } else { kind.value(item) };
    let values: Option<Vec<Value>> = match &entry.node.tree {
        Tree::List(items) => items.iter().map(value).collect(),
        _ => None,
    };
    values.unwrap_or_else(|| {
        let message = format!("`choices` is not a list of values of type `{}`", kind.as_str());
        reader.error(DiagnosticCode::ValueType, &entry.node.origin, message, "such as `[\"one\", \"two\"]`");
        Vec::new()
    })
}

/// The values that a rule runs with: those said, checked against the declarations, and defaults for the others.
pub(crate) fn bind(
    reader: &mut Reader,
    rule: &str,
    declared: &BTreeMap<String, Sourced<Param>>,
    said: Option<&Node>,
) -> BTreeMap<String, Sourced<Value>> {
    let defaults = declared.iter().map(|(name, param)| {
        (name.clone(), Sourced { value: param.value.default.clone(), origin: param.origin.clone() })
    });
    let mut values: BTreeMap<String, Sourced<Value>> = defaults.collect();
    let entries = said.and_then(|node| reader.branch(node)).map_or(&[][..], |branch| &branch.0);
    for entry in entries {
        let Some(param) = declared.get(&entry.key) else {
            let message = format!("`{rule}` has no param `{}`", entry.key);
            let help = suggest(&entry.key, declared.keys().map(String::as_str));
            reader.error(DiagnosticCode::ParamUnknown, &entry.at, message, help);
            continue;
        };
        if let Some(value) = checked(reader, &entry.key, &param.value, &entry.node) {
            values.insert(entry.key.clone(), Sourced { value, origin: entry.node.origin.clone() });
        }
    }
    values
}

fn checked(reader: &mut Reader, name: &str, param: &Param, node: &Node) -> Option<Value> {
    let Some(value) = param.kind.value(node) else {
        let message = format!("param `{name}` is {} where its type is `{}`", node.tree.kind(), param.kind.as_str());
        reader.error(DiagnosticCode::ParamType, &node.origin, message, &param.doc);
        return None;
    };
    if let Some((why, help)) = param.refusal(&value) {
        reader.error(DiagnosticCode::ParamRange, &node.origin, format!("param `{name}` {why}"), help);
        return None;
    }
    Some(value)
}
