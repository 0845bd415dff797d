//! Other plugins in the place of those that are installed, while requests are answered.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError};

use saring_pack::{CompiledPack, Diagnostic, PackFiles};
use saring_runtime_wasm::Plugin;
use serde::Serialize;

use super::list::{BrokenPlugin, broken};
use super::load::{PluginRefused, PluginSet, Stamp, stamps};
use crate::{App, bind};

/// What a look at the plugin folders brought.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Reloaded {
    /// Plugins that are installed now and were not before, as `name@version sha256:…`.
    pub installed: Vec<String>,
    /// Plugins that were installed before and are not now.
    pub removed: Vec<String>,
    /// Packs whose rules changed with them, as `name@version sha256:…`.
    pub packs: Vec<String>,
    /// Files that are no plugins.
    pub broken: Vec<BrokenPlugin>,
}

/// Why the plugins stayed as they were.
#[derive(Debug, thiserror::Error)]
pub enum ReloadError {
    /// A folder cannot be read.
    #[error("cannot read `{}`", path.display())]
    Unreadable {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A pack that is in use would no longer be valid.
    #[error("the pack in `{pack}` would not be valid with the new plugins")]
    PackInvalid {
        /// Where the pack is.
        pack: String,
        /// What would be wrong.
        found: Vec<Diagnostic>,
    },
}

impl App {
    /// Looks at the plugin folders and swaps the plugins, with the packs that use them, at once.
    ///
    /// Everything slow (compilation, the self-test, binding the packs) is done before the swap, on the thread that calls.
    /// Requests that are under way end with the plugins that they began with. A broken file keeps the plugin that it was.
    ///
    /// # Errors
    /// Where a folder cannot be read, or a pack in use would no longer be valid. Then everything stays as it was.
    pub fn reload_plugins(&self) -> Result<Reloaded, ReloadError> {
        let _one_at_a_time = self.reloading.lock().unwrap_or_else(PoisonError::into_inner);
        let stamps = self.plugin_files()?;
        let old = self.plugin_set();
        let new = self.threads.install(|| old.renewed(&self.wasm, stamps));
        let (before, after) = (old.plugins(), new.plugins());
        let mut told = Reloaded {
            installed: missing_in(&before, &after),
            removed: missing_in(&after, &before),
            packs: Vec::new(),
            broken: broken(&new),
        };
        // From here on no pack is bound by a request; those that are bound already are answered from as before.
        let mut set = self.plugins.write().unwrap_or_else(PoisonError::into_inner);
        if !(told.installed.is_empty() && told.removed.is_empty()) {
            self.wasm.install(after);
            match self.rebound() {
                Ok(packs) => {
                    let mut compiled = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
                    told.packs = changed(&compiled, &packs);
                    *compiled = packs;
                }
                Err(error) => {
                    self.wasm.install(before);
                    return Err(error);
                }
            }
        }
        *set = Arc::new(new);
        Ok(told)
    }

    /// The files of the plugin folders that were looked at last.
    pub(crate) fn plugin_set(&self) -> Arc<PluginSet> {
        Arc::clone(&self.plugins.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The files of the plugin folders as they are now.
    pub(crate) fn plugin_files(&self) -> Result<Vec<Stamp>, ReloadError> {
        let inside = self.packs.plugin_dirs.iter().filter(|folder| folder.is_dir());
        let mut all = Vec::new();
        for folder in self.plugin_dirs.iter().chain(inside) {
            let unreadable = |source| ReloadError::Unreadable { path: folder.clone(), source };
            all.extend(stamps(folder).map_err(unreadable)?);
        }
        Ok(all)
    }

    /// The packs that were asked for, bound to the plugins that are installed now. What did not change stays.
    fn rebound(&self) -> Result<BTreeMap<String, Arc<CompiledPack>>, ReloadError> {
        let old = self.compiled.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let all = self.packs.shelf.iter().map(|(_, _, files)| files);
        let mut packs = BTreeMap::new();
        for files in all.filter(|files| old.contains_key(&files.label)) {
            let bound = bind(files, &self.packs.shelf, &self.runtimes);
            let pack = bound.map_err(|found| ReloadError::PackInvalid { pack: files.label.clone(), found })?;
            let same = old.get(&files.label).filter(|old| old.pack.digest == pack.pack.digest);
            packs.insert(files.label.clone(), same.cloned().unwrap_or_else(|| Arc::new(pack)));
        }
        Ok(packs)
    }

    /// Compiles, links and tries a component, without installing it.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub(crate) fn admit(&self, bytes: &Arc<[u8]>) -> Result<Plugin, PluginRefused> {
        self.threads.install(|| self.wasm.admit(Arc::clone(bytes))).map_err(PluginRefused)
    }

    /// The digest that a pack would have with one more plugin, or everything that would be wrong with it.
    pub(crate) fn bind_with(&self, plugin: &Arc<Plugin>, files: &PackFiles) -> Result<String, Vec<Diagnostic>> {
        let set = self.plugins.write().unwrap_or_else(PoisonError::into_inner);
        let before = set.plugins();
        self.wasm.install(before.iter().cloned().chain([Arc::clone(plugin)]).collect());
        let bound = bind(files, &self.packs.shelf, &self.runtimes);
        self.wasm.install(before);
        bound.map(|compiled| compiled.pack.digest.clone())
    }
}

pub(super) fn label(plugin: &Plugin) -> String {
    format!("{}@{} {}", plugin.description.id, plugin.description.version, plugin.digest)
}

/// The plugins of `there` that are not in `known`.
fn missing_in(known: &[Arc<Plugin>], there: &[Arc<Plugin>]) -> Vec<String> {
    let is_known = |plugin: &Plugin| known.iter().any(|other| other.digest == plugin.digest);
    there.iter().filter(|plugin| !is_known(plugin)).map(|plugin| label(plugin)).collect()
}

fn changed(old: &BTreeMap<String, Arc<CompiledPack>>, new: &BTreeMap<String, Arc<CompiledPack>>) -> Vec<String> {
    let other = |label: &str, pack: &CompiledPack| old.get(label).is_none_or(|old| old.pack.digest != pack.pack.digest);
    let packs = new.iter().filter(|(label, pack)| other(label, pack));
    packs.map(|(_, pack)| format!("{} {}", pack.pack.label(), pack.pack.digest)).collect()
}
