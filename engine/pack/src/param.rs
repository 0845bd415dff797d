//! Params: what a rule lets a pack set, declared beside the rule.

use serde_json::Value;

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
    /// The values allowed, or for a list its items.
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
