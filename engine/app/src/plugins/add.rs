//! A plugin into a pack: the component beside its files, and the lines of its manifest that run and pin it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use saring_pack::rule::Kind;
use saring_pack::{Diagnostic, PackFiles};
use saring_runtime_wasm::Plugin;
use toml_edit::{Array, DocumentMut, Item, Table, TableLike, Value};

use super::load::PluginRefused;
use crate::library::{MANIFEST, PLUGINS};
use crate::{App, OpenError};

/// What to add, and where.
#[derive(Debug, Clone)]
pub struct AddRequest {
    /// The component.
    pub bytes: Arc<[u8]>,
    /// The pack's folder.
    pub pack: PathBuf,
    /// Where in the pack it is to run.
    pub place: Place,
    /// Whether another component of the name may be replaced.
    pub replace: bool,
}

/// Where in a pack a plugin is to run. A tier rule and a budget policy need nothing of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The check that it is, as `layer.check`; of a check of the campaign, as `group.check`.
    pub check: Option<String>,
    /// The goal towards which a rule of worth counts.
    pub goal: Option<String>,
    /// The dimension that a metric belongs to.
    pub dimension: Option<String>,
    /// What a trigger looks at: `campaign`, `creator` or `post`; the campaign where nothing is said.
    pub scope: Option<String>,
}

/// What was added.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Added {
    /// The plugin, as `name@version`.
    pub plugin: String,
    /// Its digest.
    pub digest: String,
    /// The rule that it runs, as reports name it: a check, `tiers`, `triggers.NAME` ….
    pub rule: String,
    /// The component's file.
    pub component: PathBuf,
    /// The manifest.
    pub manifest: PathBuf,
    /// The pack's digest with it.
    pub pack: String,
}

/// Why a plugin was not added. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum AddError {
    /// The component is refused.
    #[error(transparent)]
    Plugin(#[from] PluginRefused),
    /// The pack's files cannot be read.
    #[error(transparent)]
    Pack(#[from] OpenError),
    /// The manifest is no TOML.
    #[error("`{}` is no TOML: {message}", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong.
        message: String,
    },
    /// What the kind of rule needs is not named, or what it has no use for is.
    #[error("`{plugin}` is a {} rule", kind.as_str())]
    Kind {
        /// The plugin.
        plugin: String,
        /// Its kind.
        kind: Kind,
    },
    /// The check is not named as one is.
    #[error("`{check}` is not a layer and a check")]
    Check {
        /// What was named.
        check: String,
    },
    /// A value stands where a table is due.
    #[error("`{key}` in the manifest is no table")]
    NoTable {
        /// The key.
        key: String,
    },
    /// Another component has the name already.
    #[error("`{}` is another component", path.display())]
    Taken {
        /// Its file.
        path: PathBuf,
    },
    /// With the plugin the pack would not be valid.
    #[error("the pack would not be valid with `{plugin}`")]
    Invalid {
        /// The plugin.
        plugin: String,
        /// What would be wrong.
        found: Vec<Diagnostic>,
    },
    /// A file cannot be written.
    #[error("cannot write `{}`", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl AddError {
    /// A stable code of the error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Plugin(_) => "plugin-refused",
            Self::Pack(_) => "packs-unreadable",
            Self::Manifest { .. } => "toml-syntax",
            Self::Kind { .. } | Self::Check { .. } => "usage",
            Self::NoTable { .. } => "value-type",
            Self::Taken { .. } => "path-exists",
            Self::Invalid { .. } => "invalid-pack",
            Self::Unwritable { .. } => "output-unwritable",
        }
    }

    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Plugin(_) => "put right what is listed below",
            Self::Pack(_) => "give a folder with a `pack.toml`",
            Self::Manifest { .. } => "`saring validate --pack DIR` shows the place",
            Self::Kind { kind, .. } => needs(*kind),
            Self::Check { .. } => "such as `--check authenticity.audience-quality`",
            Self::NoTable { .. } => "make it a table",
            Self::Taken { .. } => "replace it with `--replace`, if the new one is meant to take its place",
            Self::Invalid { .. } => "put right what is listed below, in the pack or in what the plugin declares",
            Self::Unwritable { .. } => "check that the folder can be written to, and that the disk is not full",
        }
    }
}

/// What must be named of a kind's place, and nothing else.
fn needs(kind: Kind) -> &'static str {
    match kind {
        Kind::Check => "name the check that it is to run, and no more: `--check LAYER.CHECK`",
        Kind::Preflight => "name the group and the check that it is to run, and no more: `--check GROUP.CHECK`",
        Kind::Tier => "name no place: a pack has one tier rule",
        Kind::Budget => "name no place: a budget policy has the plugin's name",
        Kind::Worth => "name the goal that it counts towards, and no more: `--goal GOAL`",
        Kind::Trigger => {
            "a trigger has the plugin's name; name at most what it looks at: `--scope campaign|creator|post`"
        }
        Kind::Metric => {
            "a metric has the plugin's name; name its dimension, and no more: \
             `--dimension quantitative|qualitative|relationship-value|business-impact`"
        }
    }
}

impl App {
    /// Adds a plugin to a pack, after a look at whether the pack is valid with it.
    ///
    /// # Errors
    /// Where the component is refused, the pack is not valid with it, or something else would be overwritten.
    pub fn add_plugin(&self, request: &AddRequest) -> Result<Added, AddError> {
        let plugin = Arc::new(self.admit(&request.bytes)?);
        let label = format!("{}@{}", plugin.description.id, plugin.description.version);
        let mut files = crate::library::read_pack(&request.pack)?;
        let manifest = request.pack.join(MANIFEST);
        let (text, rule) = edited(&files, &plugin, request)?;
        let component = request.pack.join(PLUGINS).join(format!("{}.wasm", plugin.description.id));
        let there = fs::read(&component).ok();
        if there.as_deref().is_some_and(|there| *there != *request.bytes) && !request.replace {
            return Err(AddError::Taken { path: component });
        }
        files.files.insert(MANIFEST.to_owned(), text.as_bytes().into());
        let bound = self.bind_with(&plugin, &files);
        let pack = bound.map_err(|found| AddError::Invalid { plugin: label.clone(), found })?;
        write(&component, &request.bytes)?;
        if let Err(error) = write(&manifest, text.as_bytes()) {
            // Without its lines the component is nothing to the pack: back to what was there.
            let _ = there.map_or_else(|| fs::remove_file(&component), |there| fs::write(&component, there));
            return Err(error);
        }
        Ok(Added { plugin: label, digest: plugin.digest.clone(), rule, component, manifest, pack })
    }
}

/// The manifest with the lines of a plugin, and what then runs it.
fn edited(files: &PackFiles, plugin: &Plugin, request: &AddRequest) -> Result<(String, String), AddError> {
    let bytes = files.files.get(MANIFEST).cloned().unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let path = request.pack.join(MANIFEST);
    let parsed = text.parse::<DocumentMut>();
    let mut document = parsed.map_err(|error| AddError::Manifest { path, message: error.message().to_owned() })?;
    let id = plugin.description.id.as_str();
    let section = section(id, plugin.description.kind, &request.place)?;
    let rule = table(document.as_table_mut(), &section)?;
    if plugin.description.kind == Kind::Trigger {
        let scope = request.place.scope.as_deref();
        for (key, value) in WATCHED.iter().filter(|(key, _)| *key != "scope" || scope.is_none()) {
            rule.entry(key).or_insert_with(|| Item::Value(value.parse().unwrap_or_else(|_| (*value).into())));
        }
        scope.into_iter().for_each(|scope| drop(rule.insert("scope", toml_edit::value(scope))));
    }
    let run = Item::Value(runs(rule.get("run"), &format!("plugin:{id}")));
    rule.insert("run", run);
    let pin = table(document.as_table_mut(), &["plugins", id])?;
    pin.insert("version", toml_edit::value(plugin.description.version.to_string()));
    pin.insert("digest", toml_edit::value(plugin.digest.as_str()));
    Ok((document.to_string(), rule_id(plugin.description.kind, &section)))
}

/// What a new trigger says where the manifest says nothing: it looks at the campaign every hour, acts at once, and then rests
/// for a day.
const WATCHED: [(&str, &str); 4] =
    [("scope", "\"campaign\""), ("every-minutes", "60"), ("sustain", "1"), ("cooldown-hours", "24")];

/// The section of the manifest where a rule stands.
fn section<'a>(id: &'a str, kind: Kind, place: &'a Place) -> Result<Vec<&'a str>, AddError> {
    let Place { check, goal, dimension, scope } = place;
    let named = [check, goal, dimension, scope].map(Option::as_deref);
    let pair = |check: &'a str| {
        let named = check.split_once('.').filter(|(layer, check)| !layer.is_empty() && !check.is_empty());
        named.ok_or_else(|| AddError::Check { check: check.to_owned() })
    };
    let section = match (kind, named) {
        (Kind::Check, [Some(check), None, None, None]) => {
            let (layer, check) = pair(check)?;
            vec!["layers", layer, "checks", check]
        }
        (Kind::Preflight, [Some(check), None, None, None]) => {
            let (group, check) = pair(check)?;
            vec!["preflight", group, "checks", check]
        }
        (Kind::Tier, [None, None, None, None]) => vec!["tiers"],
        (Kind::Budget, [None, None, None, None]) => vec!["budgets", id],
        (Kind::Worth, [None, Some(goal), None, None]) => vec!["goals", goal, "worth"],
        (Kind::Metric, [None, None, Some(dimension), None]) => vec!["metrics", dimension, "measures", id],
        (Kind::Trigger, [None, None, None, _]) => vec!["triggers", id],
        _ => return Err(AddError::Kind { plugin: id.to_owned(), kind }),
    };
    Ok(section)
}

/// The rule of a section as reports name it: a section of a manifest has words that say what the next one is.
fn rule_id(kind: Kind, section: &[&str]) -> String {
    let is_named = |word: &&&str| !["checks", "measures", "worth"].contains(*word);
    let skip = usize::from(matches!(kind, Kind::Check | Kind::Preflight));
    section.iter().skip(skip).filter(is_named).copied().collect::<Vec<_>>().join(".")
}

/// The table at a path, made where it is not there.
fn table<'t>(root: &'t mut dyn TableLike, path: &[&str]) -> Result<&'t mut dyn TableLike, AddError> {
    let mut at = root;
    for (index, key) in path.iter().enumerate() {
        let is_last = index + 1 == path.len();
        let item = at.entry(key).or_insert_with(|| {
            let mut table = Table::new();
            // A table on the way is not written, because the last one names it.
            table.set_implicit(!is_last);
            Item::Table(table)
        });
        at = item.as_table_like_mut().ok_or_else(|| AddError::NoTable { key: (*key).to_owned() })?;
    }
    Ok(at)
}

/// What runs: the plugin first, and behind it what the manifest named before.
fn runs(before: Option<&Item>, plugin: &str) -> Value {
    let named = |text: &str| text == plugin || text.strip_prefix(plugin).is_some_and(|rest| rest.starts_with('@'));
    let behind: Vec<&str> = match before.and_then(Item::as_value) {
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
        Some(value) => value.as_str().into_iter().collect(),
        None => Vec::new(),
    };
    let behind: Vec<&str> = behind.into_iter().filter(|run| !named(run)).collect();
    if behind.is_empty() {
        return plugin.into();
    }
    Value::Array(Array::from_iter([plugin].into_iter().chain(behind)))
}

/// Writes a file beside its place first, so that nobody ever reads half of it.
fn write(path: &Path, bytes: &[u8]) -> Result<(), AddError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let unwritable = |source| AddError::Unwritable { path: path.to_owned(), source };
    fs::create_dir_all(folder).map_err(unwritable)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".saring-").suffix(".partial");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let scratch = builder.tempfile_in(folder).map_err(unwritable)?;
    fs::write(scratch.path(), bytes).map_err(unwritable)?;
    scratch.persist(path).map(drop).map_err(|error| unwritable(error.error))
}
