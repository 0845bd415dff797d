//! Plugins as a pack sees them: by name, pinned where it says so.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::DiagnosticCode;
use crate::origin::Sourced;
use crate::param::Param;
use crate::reader::{Reader, origin};
use crate::rule::{Installed, PLUGIN_SCHEME};
use crate::tree::{Branch, Entry};

/// The plugins that a pack pins, by name: only the very component of that digest is taken as installed.
#[derive(Debug, Default)]
pub(super) struct Pins(BTreeMap<String, String>);

impl Pins {
    /// The digest that is pinned for a plugin, as it is named behind the scheme.
    pub fn of(&self, plugin: &str) -> Option<&str> {
        let name = plugin.split('@').next().unwrap_or(plugin);
        self.0.get(name).map(String::as_str)
    }
}

/// Reads the section `[plugins]`.
pub(super) fn pins(reader: &mut Reader, tree: &Branch) -> Pins {
    let Some(entry) = tree.get("plugins") else { return Pins::default() };
    let entries = reader.branch(&entry.node).map(|branch| branch.0.iter().collect::<Vec<_>>()).unwrap_or_default();
    Pins(entries.into_iter().filter_map(|entry| Some((entry.key.clone(), pin(reader, entry)?))).collect())
}

fn pin(reader: &mut Reader, entry: &Entry) -> Option<String> {
    let branch = reader.branch(&entry.node)?;
    reader.only(branch, &["digest", "version"]);
    let node = reader.need(branch, "digest", &entry.at)?;
    let digest = reader.text(node)?;
    let is_hex = |digits: &str| digits.len() == 64 && digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    if digest.strip_prefix("sha256:").is_some_and(is_hex) {
        return Some(digest);
    }
    let help = "`saring plugin inspect FILE` tells it: `sha256:` and 64 lower-case hexadecimal digits";
    reader.error(DiagnosticCode::ValueRange, &node.origin, format!("`{digest}` is no digest"), help);
    None
}

/// What a plugin declares of its params, as if each stood in a file of the plugin.
pub(super) fn declarations(plugin: &Installed) -> BTreeMap<String, Sourced<Param>> {
    let at = origin(&Arc::from(PLUGIN_SCHEME.trim_end_matches(':')), &plugin.label, 0);
    let declared = plugin.params.iter();
    declared.map(|(name, param)| (name.clone(), Sourced { value: param.clone(), origin: at.clone() })).collect()
}
