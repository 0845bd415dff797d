//! What a plugin says of itself.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

/// What a plugin is, what it reads, which reasons it gives and what a pack may set.
#[must_use]
#[derive(Debug, Clone, Serialize)]
pub struct About {
    id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'static str>,
    kind: &'static str,
    title: &'static str,
    fields: Vec<&'static str>,
    reasons: BTreeMap<&'static str, BTreeMap<&'static str, &'static str>>,
    params: BTreeMap<&'static str, Param>,
}

impl About {
    /// A plugin by its id, lower-case words joined by hyphens, and a title for people. Packs run it as `plugin:ID`. Its
    /// version is that of the plugin's package.
    pub fn new(id: &'static str, title: &'static str) -> Self {
        let (fields, reasons, params) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
        Self { id, version: None, kind: "", title, fields, reasons, params }
    }

    /// Another version than the package's, as in SemVer.
    pub fn version(self, version: &'static str) -> Self {
        Self { version: Some(version), ..self }
    }

    /// Declares a field that the plugin reads, such as `creator.accounts[].followers`.
    pub fn field(mut self, path: &'static str) -> Self {
        self.fields.push(path);
        self
    }

    /// Declares fields that the plugin reads.
    pub fn fields<const N: usize>(mut self, paths: [&'static str; N]) -> Self {
        self.fields.extend(paths);
        self
    }

    /// Declares a reason or a veto by its code, with its text by language. A text names details in braces.
    pub fn reason<const N: usize>(mut self, code: &'static str, texts: [(&'static str, &'static str); N]) -> Self {
        self.reasons.insert(code, texts.into());
        self
    }

    /// Declares what a pack may set.
    pub fn param(mut self, param: Param) -> Self {
        self.params.insert(param.name, param);
        self
    }

    /// The params as they are where a pack sets none.
    pub fn defaults(&self) -> Value {
        self.params.iter().map(|(name, param)| ((*name).to_owned(), param.default.clone())).collect()
    }

    /// The declared params by name.
    pub fn params(&self) -> impl Iterator<Item = (&'static str, &Param)> {
        self.params.iter().map(|(name, param)| (*name, param))
    }

    /// The codes of the declared reasons.
    pub fn reason_codes(&self) -> impl Iterator<Item = &'static str> {
        self.reasons.keys().copied()
    }

    pub(crate) fn json(mut self, kind: &'static str, package_version: &'static str) -> String {
        self.kind = kind;
        self.version.get_or_insert(package_version);
        // Nothing in it can fail to be written: every key is a text.
        serde_json::to_string(&self).unwrap_or_default()
    }
}

/// Something that a pack may set. Every param has a default, a line of documentation and a source for its default.
#[must_use]
#[derive(Debug, Clone, Serialize)]
pub struct Param {
    #[serde(skip)]
    name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    min: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<f64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    choices: Vec<Value>,
    default: Value,
    doc: &'static str,
    source: &'static str,
}

impl Param {
    fn new(name: &'static str, kind: &'static str, default: Value) -> Self {
        let (doc, source) = ("", "Proposal");
        Self { name, kind, unit: None, min: None, max: None, choices: Vec::new(), default, doc, source }
    }

    /// A whole number.
    pub fn integer(name: &'static str, default: i64) -> Self {
        Self::new(name, "integer", json!(default))
    }

    /// A number.
    pub fn number(name: &'static str, default: f64) -> Self {
        Self::new(name, "number", json!(default))
    }

    /// A share of 0 to 1.
    pub fn fraction(name: &'static str, default: f64) -> Self {
        Self::new(name, "fraction", json!(default))
    }

    /// A text.
    pub fn text(name: &'static str, default: &'static str) -> Self {
        Self::new(name, "text", json!(default))
    }

    /// Yes or no.
    pub fn boolean(name: &'static str, default: bool) -> Self {
        Self::new(name, "boolean", json!(default))
    }

    /// A list of numbers, of texts or of truth values.
    pub fn list<T: Serialize, const N: usize>(name: &'static str, default: [T; N]) -> Self {
        Self::new(name, "list", default.iter().map(|item| json!(item)).collect())
    }

    /// What it does, in a sentence.
    pub fn doc(self, doc: &'static str) -> Self {
        Self { doc, ..self }
    }

    /// Where the default comes from; `Proposal` unless said.
    pub fn source(self, source: &'static str) -> Self {
        Self { source, ..self }
    }

    /// Its unit, in words: `posts`, `days`.
    pub fn unit(self, unit: &'static str) -> Self {
        Self { unit: Some(unit), ..self }
    }

    /// The smallest value allowed.
    pub fn min(self, min: f64) -> Self {
        Self { min: Some(min), ..self }
    }

    /// The largest value allowed.
    pub fn max(self, max: f64) -> Self {
        Self { max: Some(max), ..self }
    }

    /// The only values allowed; of a list, the only items.
    pub fn choices<T: Serialize, const N: usize>(self, choices: [T; N]) -> Self {
        Self { choices: choices.iter().map(|choice| json!(choice)).collect(), ..self }
    }

    /// Its name, as packs and the author's struct write it.
    pub fn name(&self) -> &'static str {
        self.name
    }

    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn documentation(&self) -> &'static str {
        self.doc
    }
}
