//! Use cases, one file each. Faces translate; what happens is decided in here.

pub mod audit;
pub mod campaign;
pub mod cases;
pub mod demo;
pub mod differences;
pub mod explain;
pub mod import;
pub mod inquiry;
pub mod pack_test;
pub mod packs;
pub mod plan;
pub mod plugins;
pub mod preflight;
pub mod refusal;
pub mod report;
pub mod reporting;
pub mod roster;
pub mod running;
pub mod schemas;
pub mod score;
pub mod sketch;
pub mod timeline;
pub mod validate;

mod deadline;
mod library;

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use saring_pack::{CompiledPack, Library, PackFiles, RuleLimits, Runtime};
use saring_runtime_rhai::RhaiRuntime;
use saring_runtime_wasm::{PluginLimits, WasmConfig, WasmRuntime};

pub use library::OpenError;
pub use refusal::Refusal;
pub use saring_pack::{Diagnostic, Kind, Locale, Pack, Severity};

use library::Packs;
use plugins::PluginSet;

/// The pack that is used where none is named.
pub const DEFAULT_PACK: &str = "standard";

/// How the engine is set up. Read once, passed down.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// Folders with packs: each is a pack, or holds packs as its folders.
    pub pack_dirs: Vec<PathBuf>,
    /// Folders with plugins, beside those inside packs.
    pub plugin_dirs: Vec<PathBuf>,
    /// The folder where compiled plugins are kept; absent means that they are compiled every time.
    pub plugin_cache: Option<PathBuf>,
    /// Threads for evaluation; absent means one per core.
    pub threads: Option<NonZeroUsize>,
}

/// Stack of the threads that ask rules, in bytes: plugins may use a megabyte of it, and the host's calls in between stand
/// on it too.
const STACK_BYTES: usize = 8 << 20;

/// The engine with its packs and plugins: what every face talks to.
pub struct App {
    packs: Packs,
    wasm: Arc<WasmRuntime>,
    runtimes: Vec<Arc<dyn Runtime>>,
    compiled: Mutex<BTreeMap<String, Arc<CompiledPack>>>,
    /// Folders of plugins that must be there, unlike those inside packs.
    plugin_dirs: Vec<PathBuf>,
    /// Held for reading while a pack is bound to the plugins, and for writing while they are swapped.
    plugins: RwLock<Arc<PluginSet>>,
    /// Held while the plugin folders are looked at again.
    reloading: Mutex<()>,
    threads: rayon::ThreadPool,
}

impl App {
    /// Reads the packs and the plugins, and starts the threads.
    ///
    /// # Errors
    /// Where a folder cannot be read, or the threads or the engine of the plugins cannot be started. A pack or a plugin
    /// that is not valid is no error here; it is reported when it is asked for.
    pub fn open(config: &Config) -> Result<Self, OpenError> {
        let threads = rayon::ThreadPoolBuilder::new()
            .num_threads(config.threads.map_or(0, NonZeroUsize::get))
            .stack_size(STACK_BYTES)
            .build()?;
        let packs = Packs::read(&config.pack_dirs)?;
        let wasm = WasmConfig { cache_dir: config.plugin_cache.clone(), limits: PluginLimits::default() };
        let wasm = Arc::new(WasmRuntime::open(wasm)?);
        let runtimes: Vec<Arc<dyn Runtime>> = vec![Arc::new(RhaiRuntime::default()), Arc::clone(&wasm) as _];
        let plugin_dirs = config.plugin_dirs.clone();
        let (compiled, plugins, reloading) = (Mutex::default(), RwLock::default(), Mutex::default());
        let app = Self { packs, wasm, runtimes, compiled, plugin_dirs, plugins, reloading, threads };
        app.reload_plugins()?;
        Ok(app)
    }

    /// A pack, ready to be asked: by name, `name@version requirement`, or digest.
    ///
    /// # Errors
    /// Where there is no such pack, or it is not valid.
    pub fn pack(&self, reference: &str) -> Result<Arc<CompiledPack>, Refusal> {
        if reference.starts_with("sha256:") {
            return self.pinned(reference);
        }
        let files = self.packs.find(reference).map_err(|refusal| self.instead_of(refusal))?;
        // The files decide, so the place where they were found names them; a name alone would hide a newer version.
        let known = self.compiled.lock().unwrap_or_else(PoisonError::into_inner).get(&files.label).cloned();
        if let Some(compiled) = known {
            return Ok(compiled);
        }
        let _bound_to_one_set = self.plugins.read().unwrap_or_else(PoisonError::into_inner);
        let compiled = bind(&files, &self.packs.shelf, &self.runtimes).map_err(Refusal::PackInvalid)?;
        let compiled = Arc::new(compiled);
        let mut all = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(files.label.clone(), Arc::clone(&compiled));
        Ok(compiled)
    }

    /// A pack that is not found may be one whose name cannot be read; what is wrong with that one then says more.
    fn instead_of(&self, refusal: Refusal) -> Refusal {
        let broken: Vec<Diagnostic> = self.nameless().into_iter().flat_map(|(_, wrong)| wrong).collect();
        match refusal {
            Refusal::UnknownPack { .. } if !broken.is_empty() => Refusal::PackInvalid(broken),
            refusal => refusal,
        }
    }

    /// Packs whose manifest states no name or version that could be read: where they are, and what is wrong.
    pub fn nameless(&self) -> Vec<(String, Vec<Diagnostic>)> {
        let wrong = |files: &PackFiles| {
            saring_pack::resolve(files, &self.packs.shelf, &self.runtimes).err().unwrap_or_default()
        };
        self.packs.nameless.iter().map(|files| (files.label.clone(), wrong(files))).collect()
    }

    /// The pack with exactly this digest.
    fn pinned(&self, digest: &str) -> Result<Arc<CompiledPack>, Refusal> {
        let labels: Vec<String> =
            self.packs.shelf.iter().map(|(name, version, _)| format!("{name}@={version}")).collect();
        let packs = labels.iter().filter_map(|label| self.pack(label).ok());
        let mut known = Vec::new();
        for pack in packs {
            if pack.pack.digest == digest {
                return Ok(pack);
            }
            known.push(format!("{} {}", pack.pack.label(), pack.pack.digest));
        }
        Err(Refusal::PinnedPackAbsent { wanted: digest.to_owned(), known })
    }
}

/// A pack with its rules, ready to be asked.
fn bind(
    files: &PackFiles,
    library: &dyn Library,
    runtimes: &[Arc<dyn Runtime>],
) -> Result<CompiledPack, Vec<Diagnostic>> {
    let pack = saring_pack::resolve(files, library, runtimes)?;
    saring_pack::compile(Arc::new(pack), runtimes, &RuleLimits::default())
}
