//! How a file that comes without a mapping is read, by what it shows.

use serde_json::Value;

use super::fit::{clear, fits, known_of_json, plain};
use super::workbook::is_template_workbook;
use super::{Fit, Options};
use crate::roster::{as_lines, items};

/// Creators of a roster among which one with accounts is looked for.
const CREATORS_MAX: usize = 20;
/// Most mappings that are named where none fits clearly.
const NAMED_MAX: usize = 3;

/// What a file shows itself to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// The template workbook.
    Workbook,
    /// Creators in the product's own form, or JSON that is broken or that no mapping knows.
    Roster,
    /// What a built-in mapping reads.
    Mapping(Fit),
    /// Neither; these mappings know some of it, the best first.
    Unclear(Vec<Fit>),
}

/// How a file shows that it is to be read.
pub fn shown(input: &[u8], options: &Options) -> Shown {
    if is_template_workbook(input) {
        return Shown::Workbook;
    }
    let text = input.strip_prefix(b"\xef\xbb\xbf").unwrap_or(input);
    let is_json = matches!(text.trim_ascii_start().first(), Some(b'{' | b'['));
    let rows = if is_json { first_rows(text) } else { Vec::new() };
    if text.trim_ascii().is_empty() || rows.iter().any(|row| row.get("accounts").is_some()) {
        return Shown::Roster;
    }
    let fits = fits(input, options);
    if let Some(fit) = clear(&fits).or_else(|| plain(&fits)) {
        return Shown::Mapping(fit.clone());
    }
    let near = if is_json { known_of_json(&rows) } else { fits };
    if is_json && near.is_empty() { Shown::Roster } else { Shown::Unclear(near) }
}

impl Shown {
    /// That a mapping was chosen, and why.
    pub fn note(fit: &Fit) -> String {
        format!("no mapping was named, so it was read with the built-in `{}`, which knows {fit}", fit.name)
    }

    /// The mappings that know some of a file, for the help with it.
    pub fn near(fits: &[Fit]) -> String {
        let near: Vec<String> = fits.iter().take(NAMED_MAX).map(|fit| format!("`{}` ({fit})", fit.name)).collect();
        if near.is_empty() { String::new() } else { format!("these know some of it: {}; ", near.join(", ")) }
    }
}

/// The first rows of a JSON text: of a roster's creators, of a list, of lines, or the document itself.
fn first_rows(text: &[u8]) -> Vec<Value> {
    let read = |raw: &[u8]| serde_json::from_slice(raw).ok();
    if let Some(lines) = as_lines(text) {
        return lines.iter().take(CREATORS_MAX).filter_map(|(_, line)| read(line)).collect();
    }
    match items(text) {
        Some((items, _)) => items.iter().take(CREATORS_MAX).filter_map(|item| read(item.get().as_bytes())).collect(),
        None => read(text).into_iter().collect(),
    }
}
