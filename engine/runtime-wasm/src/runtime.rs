//! The runtime of plugins.

use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use saring_pack::{Diagnostic, DiagnosticCode, Installed, PLUGIN_SCHEME, Rule, RuleLimits, RuleSource, Runtime};

use crate::cache::{CacheDir, CacheRefusal};
use crate::engine::{self, Allocation, EngineError, PluginEngine};
use crate::error::PluginError;
use crate::limits::PluginLimits;
use crate::plugin::{self, Plugin};
use crate::plugins::Plugins;

/// How plugins are run.
#[derive(Debug, Clone, Default)]
pub struct WasmConfig {
    /// The folder that compiled code is kept in; none where every start compiles anew.
    pub cache_dir: Option<PathBuf>,
    /// What a plugin may be and may use.
    pub limits: PluginLimits,
}

/// What an engine does without, though it runs.
#[derive(Debug, thiserror::Error)]
pub enum EngineWarning {
    /// Compiled code is not kept.
    #[error("compiled plugins are not kept")]
    CacheRefused(#[source] CacheRefusal),
    /// There is less address space than a pool of instances takes.
    #[error("there is too little address space for the usual pool of instances, so plugins run more slowly")]
    AddressSpace(Allocation),
}

/// The runtime of plugins: one engine, and the plugins that are installed.
pub struct WasmRuntime {
    engine: Arc<PluginEngine>,
    limits: Arc<PluginLimits>,
    plugins: RwLock<Arc<Plugins>>,
    warnings: Vec<EngineWarning>,
}

impl WasmRuntime {
    /// Starts an engine without plugins. A folder that is not safe to keep compiled code in is a warning.
    ///
    /// # Errors
    ///
    /// Where no engine can run on this machine.
    pub fn open(config: WasmConfig) -> Result<Self, EngineError> {
        let mut warnings = Vec::new();
        let cache = config.cache_dir.as_deref().and_then(|path| {
            let opened = CacheDir::open(path).and_then(|dir| dir.cache());
            opened.map_err(|refusal| warnings.push(EngineWarning::CacheRefused(refusal))).ok()
        });
        let engine = Arc::new(engine::start(&config.limits, cache)?);
        if engine.allocation != Allocation::WidePool {
            warnings.push(EngineWarning::AddressSpace(engine.allocation));
        }
        Ok(Self { engine, limits: Arc::new(config.limits), plugins: RwLock::default(), warnings })
    }

    /// Looks at a component, compiles, links and describes it, and tries it out. This can take seconds and belongs on
    /// no path of a request; nothing that is installed is touched.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it.
    pub fn admit(&self, bytes: Arc<[u8]>) -> Result<Plugin, Vec<PluginError>> {
        plugin::admit(&self.engine, &self.limits, bytes)
    }

    /// Puts these plugins in the place of all that were installed, at once. Rules that were made of the others go on.
    pub fn install(&self, plugins: Vec<Arc<Plugin>>) {
        *self.plugins.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(Plugins::new(plugins));
    }

    /// The plugins that are installed.
    pub fn plugins(&self) -> Arc<Plugins> {
        Arc::clone(&self.plugins.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// What a plugin may be and may use.
    pub fn limits(&self) -> &PluginLimits {
        &self.limits
    }

    /// What the engine does without.
    pub fn warnings(&self) -> &[EngineWarning] {
        &self.warnings
    }

    /// How often compiled code was found in its folder, and how often it was not; none without a folder.
    pub fn cache_hits_and_misses(&self) -> Option<(usize, usize)> {
        self.engine.cache.as_ref().map(|cache| (cache.cache_hits(), cache.cache_misses()))
    }
}

impl std::fmt::Debug for WasmRuntime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WasmRuntime").field("plugins", &self.plugins()).finish_non_exhaustive()
    }
}

impl Runtime for WasmRuntime {
    fn handles(&self, run: &str) -> bool {
        run.starts_with(PLUGIN_SCHEME)
    }

    fn installed(&self, run: &str, pin: Option<&str>) -> Option<Installed> {
        let wanted = run.strip_prefix(PLUGIN_SCHEME)?;
        let (name, requirement) = match wanted.split_once('@') {
            Some((name, requirement)) => (name, Some(requirement)),
            None => (wanted, None),
        };
        self.plugins().find(name, requirement, pin).map(|plugin| plugin.installed())
    }

    fn compile(&self, source: &RuleSource, limits: &RuleLimits) -> Result<Box<dyn Rule>, Vec<Diagnostic>> {
        let plugins = self.plugins();
        let plugin = source.plugin.as_deref().and_then(|digest| plugins.of_digest(digest));
        let Some(plugin) = plugin else {
            let message = format!("the plugin `{}` is not installed any more", source.file);
            let missing = Diagnostic::error(DiagnosticCode::PluginMissing, &source.file, "", 0..0, message);
            return Err(vec![missing.with_help("put its file back, or resolve the pack anew")]);
        };
        let rule = plugin.rule_within(source, limits)?;
        Ok(Box::new(rule))
    }
}
