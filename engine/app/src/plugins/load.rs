//! From folders to plugins: which files there are, which of them are plugins, and what is wrong with the others.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;
use saring_runtime_wasm::{Plugin, PluginError, WasmRuntime};
use schemars::JsonSchema;
use serde::Serialize;
use serde_with::skip_serializing_none;

/// The ending of a component's file.
const ENDING: &str = "wasm";

/// A component that is refused, with everything that is wrong with it.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("the plugin is refused")]
pub struct PluginRefused(pub Vec<PluginError>);

/// One thing that is wrong with a file, as people and programs see it.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PluginProblem {
    /// What kind of thing it is, as a stable word.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl From<&PluginError> for PluginProblem {
    fn from(error: &PluginError) -> Self {
        let message = match std::error::Error::source(error) {
            Some(source) => format!("{error}: {source}"),
            None => error.to_string(),
        };
        Self { code: error.code().as_str().to_owned(), message, help: Some(error.help()) }
    }
}

/// What is wrong with a component, as people and programs see it.
pub fn problems(errors: &[PluginError]) -> Vec<PluginProblem> {
    errors.iter().map(PluginProblem::from).collect()
}

impl PluginProblem {
    fn unreadable(error: &io::Error) -> Self {
        Self {
            code: "file-unreadable".to_owned(),
            message: format!("the file cannot be read: {error}"),
            help: Some("ask for the right to read the file".to_owned()),
        }
    }
}

/// A file as the file system tells of it without reading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stamp {
    path: PathBuf,
    bytes: u64,
    changed: Option<SystemTime>,
}

/// A file that was looked at.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    stamp: Stamp,
    /// The plugin; where the file is broken now, the one that it was before.
    pub plugin: Option<Arc<Plugin>>,
    /// What is wrong with the file.
    pub problems: Vec<PluginProblem>,
}

impl Entry {
    /// The file.
    pub fn from(&self) -> String {
        self.stamp.path.display().to_string()
    }
}

/// Every file of the plugin folders, in the order of the folders and of their names.
#[derive(Debug, Clone, Default)]
pub(crate) struct PluginSet(pub Vec<Entry>);

impl PluginSet {
    /// The plugins, each once.
    pub fn plugins(&self) -> Vec<Arc<Plugin>> {
        let mut plugins: Vec<Arc<Plugin>> = Vec::new();
        for plugin in self.0.iter().filter_map(|entry| entry.plugin.as_ref()) {
            if plugins.iter().all(|known| known.digest != plugin.digest) {
                plugins.push(Arc::clone(plugin));
            }
        }
        plugins
    }

    /// What the files are now. A file that has not changed is not looked at again, and one that is broken keeps the
    /// plugin that it was before.
    pub fn renewed(&self, runtime: &WasmRuntime, stamps: Vec<Stamp>) -> Self {
        let entries: Vec<Entry> = stamps.into_par_iter().map(|stamp| self.entry(runtime, stamp)).collect();
        Self(entries)
    }

    fn entry(&self, runtime: &WasmRuntime, stamp: Stamp) -> Entry {
        let before = self.0.iter().find(|entry| entry.stamp.path == stamp.path);
        if let Some(same) = before.filter(|entry| entry.stamp == stamp && entry.problems.is_empty()) {
            return same.clone();
        }
        match self.admitted(runtime, &stamp) {
            Ok(plugin) => Entry { stamp, plugin: Some(plugin), problems: Vec::new() },
            Err(problems) => Entry { stamp, plugin: before.and_then(|entry| entry.plugin.clone()), problems },
        }
    }

    fn admitted(&self, runtime: &WasmRuntime, stamp: &Stamp) -> Result<Arc<Plugin>, Vec<PluginProblem>> {
        let bytes = read(runtime, stamp)?;
        let known = self.0.iter().filter_map(|entry| entry.plugin.as_ref()).find(|plugin| plugin.bytes == bytes);
        if let Some(known) = known {
            return Ok(Arc::clone(known));
        }
        let admitted = runtime.admit(bytes);
        admitted.map(Arc::new).map_err(|errors| problems(&errors))
    }
}

/// The bytes of a file, unless it is larger than any plugin.
fn read(runtime: &WasmRuntime, stamp: &Stamp) -> Result<Arc<[u8]>, Vec<PluginProblem>> {
    let max = runtime.limits().file.component_bytes_max;
    let bytes = usize::try_from(stamp.bytes).unwrap_or(usize::MAX);
    if bytes > max {
        return Err(vec![PluginProblem::from(&PluginError::FileTooLarge { bytes, max })]);
    }
    fs::read(&stamp.path).map(Arc::from).map_err(|error| vec![PluginProblem::unreadable(&error)])
}

/// The components of a folder, in the order of their names.
///
/// # Errors
/// Where the folder cannot be read.
pub(crate) fn stamps(folder: &Path) -> io::Result<Vec<Stamp>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let hidden = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
        if hidden || path.extension().is_none_or(|ending| ending != ENDING) {
            continue;
        }
        // A file that is gone again is none.
        let Ok(known) = fs::metadata(&path) else { continue };
        if known.is_file() {
            found.push(Stamp { path, bytes: known.len(), changed: known.modified().ok() });
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}
