//! Reads tables of a TOML file by hand, so that everything wrong is reported at once and in its place.

use std::ops::Range;

use serde::Serialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One thing that is wrong with a mapping file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{file}:{line}:{column}: {message}")]
pub struct MappingError {
    /// The file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in the line, from 1, in characters.
    pub column: usize,
    /// The line itself.
    pub excerpt: String,
    /// What is wrong, for people.
    pub message: String,
    /// How to put it right, for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

/// Collects what is wrong while tables are read.
pub(super) struct Reader<'t> {
    file: &'t str,
    text: &'t str,
    pub(super) found: Vec<MappingError>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(file: &'t str, text: &'t str) -> Self {
        Self { file, text, found: Vec::new() }
    }

    pub(super) fn error(&mut self, span: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let excerpt = self.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        self.found.push(MappingError {
            file: self.file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before.get(start..).unwrap_or_default().chars().count() + 1,
            excerpt: excerpt.trim_end().to_owned(),
            message: message.into(),
            help: Some(help.into()).filter(|help: &String| !help.is_empty()),
        });
    }

    /// Reports every key that is none of the allowed ones.
    pub(super) fn only(&mut self, table: &DeTable<'_>, of: &str, allowed: &[&str]) {
        for key in table.keys() {
            let name = key.get_ref();
            if !allowed.contains(&name.as_ref()) {
                let help = did_you_mean(name, allowed.iter().copied())
                    .unwrap_or_else(|| format!("{of} has `{}`", allowed.join("`, `")));
                self.error(key.span(), format!("{of} has no key `{name}`"), help);
            }
        }
    }

    /// The text of a key.
    pub(super) fn text(&mut self, table: &DeTable<'_>, key: &str) -> Option<String> {
        let value = table.get(key)?;
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong_type(key, value, "a text");
        }
        text.map(str::to_owned)
    }

    /// The truth value of a key.
    pub(super) fn flag(&mut self, table: &DeTable<'_>, key: &str) -> Option<bool> {
        let value = table.get(key)?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong_type(key, value, "`true` or `false`");
        }
        flag
    }

    /// The texts in the list of a key.
    pub(super) fn texts(&mut self, table: &DeTable<'_>, key: &str) -> Option<Vec<String>> {
        let value = table.get(key)?;
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_type(key, value, "a list of texts");
            return None;
        };
        let mut texts = Vec::new();
        for item in items.iter() {
            match item.get_ref().as_str() {
                Some(text) => texts.push(text.to_owned()),
                None => self.wrong_type(key, item, "a list of texts"),
            }
        }
        Some(texts)
    }

    /// The value of a key that is one of a few words.
    pub(super) fn word<T: Copy>(&mut self, table: &DeTable<'_>, key: &str, words: &[(&str, T)]) -> Option<T> {
        let text = self.text(table, key)?;
        let found = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if found.is_none() {
            let span = table.get(key).map_or(0..0, Spanned::span);
            let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            let help = did_you_mean(&text, words.iter().copied())
                .unwrap_or_else(|| format!("it is one of `{}`", words.join("`, `")));
            self.error(span, format!("`{key}` cannot be `{text}`"), help);
        }
        found
    }

    pub(super) fn wrong_type(&mut self, key: &str, value: &Spanned<DeValue<'_>>, due: &str) {
        let found = value.get_ref().type_str();
        self.error(value.span(), format!("`{key}` is of type {found}, where {due} is due"), "");
    }
}

/// A help line that names the candidate most like what was written.
pub(in crate::import) fn did_you_mean<'a>(written: &str, candidates: impl Iterator<Item = &'a str>) -> Option<String> {
    nearest(written, candidates).map(|near| format!("did you mean `{near}`?"))
}

/// The candidate most like what was written, if one is like it at all; the first of equals.
pub(in crate::import) fn nearest<'a>(written: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |text: &str| text.to_lowercase().replace([' ', '-', '.'], "_");
    let written = plain(written);
    candidates
        .map(|candidate| (strsim::jaro_winkler(&written, &plain(candidate)), candidate))
        .filter(|(likeness, _)| *likeness > 0.8)
        .fold(None, |best: Option<(f64, &str)>, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        })
        .map(|(_, candidate)| candidate)
}
