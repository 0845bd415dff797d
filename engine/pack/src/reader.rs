//! Reads a tree value by value and collects everything that is wrong, instead of stopping at the first error.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::Arc;

use saring_model::Kebab;

use crate::diagnostic::{Diagnostic, DiagnosticCode, Severity};
use crate::files::PackFiles;
use crate::limits::DIAGNOSTICS_MAX;
use crate::origin::{Origin, Sourced};
use crate::tree::{self, Branch, Entry, Node, Tree};

/// The packs that are read from, and what was found to be wrong with them.
#[derive(Default)]
pub(crate) struct Reader {
    pub packs: BTreeMap<Arc<str>, Arc<PackFiles>>,
    pub errors: Vec<Diagnostic>,
    pub warnings: Vec<Diagnostic>,
}

impl Reader {
    /// Reports an error. `help` says what to do about it.
    pub fn error(&mut self, code: DiagnosticCode, at: &Origin, message: impl Display, help: impl Display) {
        if self.errors.len() < DIAGNOSTICS_MAX {
            let error = self.diagnostic(code, at, &message.to_string(), help.to_string());
            self.errors.push(error);
        }
    }

    /// Reports something that the pack can be used in spite of.
    pub fn warn(&mut self, code: DiagnosticCode, at: &Origin, message: impl Display, help: impl Display) {
        if self.warnings.len() < DIAGNOSTICS_MAX {
            let warning = self.diagnostic(code, at, &message.to_string(), help.to_string());
            self.warnings.push(Diagnostic { severity: Severity::Warning, ..warning });
        }
    }

    fn diagnostic(&self, code: DiagnosticCode, at: &Origin, message: &str, help: String) -> Diagnostic {
        let bytes = self.file(&at.pack, &at.file).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let error = Diagnostic::error(code, &at.file, &text, at.span.clone(), message).with_help(help);
        Diagnostic { pack: at.pack.to_string(), ..error }
    }

    /// The bytes of a file.
    pub fn file(&self, pack: &str, path: &str) -> Option<Arc<[u8]>> {
        self.packs.get(pack)?.files.get(path).cloned()
    }

    /// A file as text; none where it is missing, which is not an error, or not UTF-8, which is.
    pub fn text_file(&mut self, pack: &Arc<str>, path: &str) -> Option<String> {
        let bytes = self.file(pack, path)?;
        match std::str::from_utf8(&bytes) {
            Ok(text) => Some(text.to_owned()),
            Err(error) => {
                let at = origin(pack, path, error.valid_up_to());
                let message = format!("`{path}` is not UTF-8 text");
                self.error(DiagnosticCode::FileEncoding, &at, message, "save the file as UTF-8");
                None
            }
        }
    }

    /// A TOML file as a tree; syntax errors are reported and the rest is read.
    pub fn toml_file(&mut self, pack: &Arc<str>, path: &str) -> Option<Branch> {
        let text = self.text_file(pack, path)?;
        let (node, errors) = tree::parse(pack, &Arc::from(path), &text);
        for (span, message) in errors {
            let at = Origin { span: span.clone(), ..origin(pack, path, span.start) };
            let help = "texts stand in double quotes, lists in brackets, and a key stands once in its table";
            self.error(DiagnosticCode::TomlSyntax, &at, message, help);
        }
        match node.tree {
            Tree::Table(branch) => Some(branch),
            _ => None,
        }
    }

    /// Reports keys that nothing reads.
    pub fn only(&mut self, branch: &Branch, known: &[&str]) {
        for entry in branch.0.iter().filter(|entry| !known.contains(&entry.key.as_str())) {
            let message = format!("nothing reads the key `{}`", entry.key);
            self.error(DiagnosticCode::KeyUnknown, &entry.at, message, suggest(&entry.key, known.iter().copied()));
        }
    }

    /// The value of a key that has to be there; `at` is where the table is.
    pub fn need<'t>(&mut self, branch: &'t Branch, key: &str, at: &Origin) -> Option<&'t Node> {
        let found = branch.get(key);
        if found.is_none() {
            self.error(
                DiagnosticCode::KeyMissing,
                at,
                format!("the key `{key}` is missing"),
                format!("add `{key} = …`"),
            );
        }
        found.map(|entry| &entry.node)
    }

    fn wrong_type<T>(&mut self, node: &Node, wanted: &str, example: &str) -> Option<T> {
        let message = format!("{} where {wanted} is due", node.tree.kind());
        self.error(DiagnosticCode::ValueType, &node.origin, message, format!("such as `{example}`"));
        None
    }

    pub fn branch<'t>(&mut self, node: &'t Node) -> Option<&'t Branch> {
        match &node.tree {
            Tree::Table(branch) => Some(branch),
            _ => self.wrong_type(node, "a table", "{ key = 1 }"),
        }
    }

    pub fn text(&mut self, node: &Node) -> Option<String> {
        match &node.tree {
            Tree::Text(text) if !text.trim().is_empty() => Some(text.clone()),
            Tree::Text(_) => {
                self.error(DiagnosticCode::ValueRange, &node.origin, "an empty text", "say it in words");
                None
            }
            _ => self.wrong_type(node, "a text", "\"words\""),
        }
    }

    /// Texts of a list, each with its place.
    pub fn texts(&mut self, node: &Node) -> Vec<Sourced<String>> {
        match &node.tree {
            Tree::List(items) => items
                .iter()
                .filter_map(|item| Some(Sourced { value: self.text(item)?, origin: item.origin.clone() }))
                .collect(),
            _ => self.wrong_type(node, "a list of texts", "[\"one\", \"two\"]").unwrap_or_default(),
        }
    }

    /// A finite number from `min` to `max`.
    pub fn number(&mut self, node: &Node, min: f64, max: f64) -> Option<f64> {
        let number = match &node.tree {
            Tree::Integer(integer) => *integer as f64,
            Tree::Number(number) => *number,
            _ => return self.wrong_type(node, "a number", "0.5"),
        };
        if number.is_finite() && (min..=max).contains(&number) {
            return Some(number);
        }
        let help = match (min, max) {
            (0.0, 1.0) if number <= 100.0 && number > 1.0 => format!("write a fraction: {}", number / 100.0),
            (_, f64::INFINITY) => format!("at least {min}"),
            _ => format!("from {min} to {max}"),
        };
        self.error(DiagnosticCode::ValueRange, &node.origin, format!("{number} is out of range"), help);
        None
    }

    /// A whole number that is not negative.
    pub fn count(&mut self, node: &Node) -> Option<u64> {
        match &node.tree {
            Tree::Integer(integer) => {
                let count = u64::try_from(*integer).ok();
                if count.is_none() {
                    let message = format!("{integer} is out of range");
                    self.error(DiagnosticCode::ValueRange, &node.origin, message, "at least 0");
                }
                count
            }
            _ => self.wrong_type(node, "an integer", "1_000"),
        }
    }

    pub fn flag(&mut self, node: &Node) -> Option<bool> {
        match &node.tree {
            Tree::Boolean(value) => Some(*value),
            _ => self.wrong_type(node, "true or false", "true"),
        }
    }

    /// One of several texts.
    pub fn choice<T: Copy>(&mut self, node: &Node, choices: &[(&str, T)]) -> Option<T> {
        let text = self.text(node)?;
        let found = choices.iter().find(|(name, _)| *name == text).map(|(_, value)| *value);
        if found.is_none() {
            let help = suggest(&text, choices.iter().map(|(name, _)| *name));
            self.error(DiagnosticCode::ValueUnknown, &node.origin, format!("`{text}` is not a choice here"), help);
        }
        found
    }

    /// Named tables that are not switched off with `enabled = false`, in written order.
    pub fn named<'t>(&mut self, node: &'t Node) -> Vec<(&'t Entry, &'t Branch)> {
        let Some(branch) = self.branch(node) else { return Vec::new() };
        if branch.0.is_empty() {
            self.error(DiagnosticCode::KeyMissing, &node.origin, "the table is empty", "name at least one thing in it");
        }
        let mut named = Vec::new();
        for entry in &branch.0 {
            if Kebab::new(entry.key.as_str()).is_err() {
                let message = format!("`{}` is not lower-case words joined by hyphens", entry.key);
                self.error(DiagnosticCode::NameInvalid, &entry.at, message, "such as `brand-safety`");
            }
            let Some(own) = self.branch(&entry.node) else { continue };
            let enabled = own.get("enabled").is_none_or(|entry| self.flag(&entry.node).unwrap_or(true));
            if enabled {
                named.push((entry, own));
            } else if own.0.len() == 1 {
                // What is inherited says more than that it is switched off.
                let others = branch.0.iter().filter(|other| other.key != entry.key).map(|other| other.key.as_str());
                let message = format!("`{}` is not inherited, so there is nothing to switch off", entry.key);
                self.error(DiagnosticCode::KeyUnknown, &entry.at, message, suggest(&entry.key, others));
            }
        }
        named
    }
}

/// A place at one byte of a file. The line is filled in by the diagnostic.
pub(crate) fn origin(pack: &Arc<str>, file: &str, offset: usize) -> Origin {
    Origin { pack: Arc::clone(pack), file: Arc::from(file), span: offset..offset, line: 1 }
}

/// Likeness of two words, 0 to 1, from which on one is taken for a misspelling of the other.
const LIKENESS_MIN: f64 = 0.8;

/// What was probably meant, or what there is.
pub(crate) fn suggest<'a>(word: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    let likeness = |name: &str| strsim::jaro_winkler(word, name);
    match known.clone().max_by(|a, b| likeness(a).total_cmp(&likeness(b))) {
        Some(name) if likeness(name) >= LIKENESS_MIN => format!("did you mean `{name}`?"),
        Some(_) => {
            let names: Vec<String> = known.map(|name| format!("`{name}`")).collect();
            format!("there is {}", names.join(", "))
        }
        None => "there is none to choose from".to_owned(),
    }
}
