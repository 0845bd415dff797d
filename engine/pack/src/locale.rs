//! Texts for people, by language.

use std::collections::BTreeMap;

use crate::answer::Reason;

/// The texts of one language, with English behind them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Locale {
    language: String,
    templates: BTreeMap<String, String>,
}

impl Locale {
    /// A language without texts.
    pub const EMPTY: Self = Self { language: String::new(), templates: BTreeMap::new() };

    /// The text of a reason, with its arguments as people write them.
    pub fn render(&self, reason: &Reason) -> String {
        reason.code.clone()
    }

    /// Whether there is a text for a code.
    pub fn tells(&self, code: &str) -> bool {
        self.templates.contains_key(code)
    }

    /// The title of a thing, such as `layer.authenticity`; the name itself where there is none.
    pub fn title<'a>(&'a self, name: &'a str) -> &'a str {
        self.templates.get(name).map_or(name, String::as_str)
    }
}
