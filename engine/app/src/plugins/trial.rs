//! A plugin alone: in a pack that is made for it, of which it is the only rule that is looked at.
//!
//! The pack has the tiers and the thresholds of the standard pack, so that the plugin sees what it would see there, and
//! everything that happens to it is the engine's own doing: params are looked at as a pack's are, tables are read as a
//! pack's are, and the score is computed where all scores are.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use saring_pack::rule::{Fault, Kind, RuleSource};
use saring_pack::{Answer, CompiledPack, Diagnostic, Pack, PackFiles, Runtime, Shelf};
use saring_runtime_rhai::RhaiRuntime;
use saring_runtime_wasm::{
    EngineError, Plugin, PluginError, PluginLimits, Spending, WasmConfig, WasmRule, WasmRuntime,
};
use serde_json::{Map, Value};
use toml::Table;

use crate::STACK_BYTES;
use crate::inquiry::{Inquiry, NothingToAsk, Parts};
use crate::library::{MANIFEST, standard};

/// The layer, the goal and the budget policy of the pack that is made for a plugin.
pub(super) const TRIAL: &str = "trial";
/// Files of the standard pack that the pack has, so that a plugin sees what it would see there.
const KEPT: [&str; 4] = ["tiers/", "locales/", "tables/fx.", "tables/taxes."];
/// Sections of the standard pack's manifest that the pack has: how scores become words, how packages are priced, what pays
/// creators, and how campaigns are watched.
const SECTIONS: [&str; 3] = ["policy", "offers", "watch"];
/// A check that has nothing to say: a pack has at least one check, and a tier rule is none.
const SILENT: &str = "unknown(\"trial.silent\")\n";

/// Why a plugin cannot be tried.
#[derive(Debug, thiserror::Error)]
pub enum TrialError {
    /// The engine of the plugins cannot be started.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// The threads cannot be started.
    #[error("cannot start the threads for evaluation")]
    Threads(#[from] rayon::ThreadPoolBuildError),
    /// The plugin is refused.
    #[error("the plugin is refused")]
    Refused(Vec<PluginError>),
    /// There is nothing that it could be asked about.
    #[error(transparent)]
    Nothing(#[from] NothingToAsk),
    /// Its params or tables are not what it declares, or what the engine reads.
    #[error("the plugin does not take its params or tables")]
    Settings(Vec<Diagnostic>),
}

/// What a plugin is given besides creators and a campaign.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TrialSetup {
    /// Params that are other than its defaults.
    pub params: Map<String, Value>,
    /// Tables as CSV, by the name of their file.
    pub tables: BTreeMap<String, Arc<[u8]>>,
}

/// A plugin on the bench.
pub(super) struct Trial {
    runtimes: Vec<Arc<dyn Runtime>>,
    pub plugin: Arc<Plugin>,
    threads: rayon::ThreadPool,
}

impl Trial {
    /// Compiles, links and tries a component, and installs it where nothing else is.
    pub fn open(bytes: &Arc<[u8]>, cache: Option<PathBuf>) -> Result<Self, TrialError> {
        // One thread, so that what is measured is a rule and not the machine; with the stack that rules need.
        let threads = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(STACK_BYTES).build()?;
        let runtime = Arc::new(WasmRuntime::open(WasmConfig { cache_dir: cache, limits: PluginLimits::default() })?);
        let plugin = threads.install(|| runtime.admit(Arc::clone(bytes))).map_err(TrialError::Refused)?;
        let plugin = Arc::new(plugin);
        runtime.install(vec![Arc::clone(&plugin)]);
        let runtimes: Vec<Arc<dyn Runtime>> = vec![Arc::new(RhaiRuntime::default()), runtime];
        Ok(Self { runtimes, plugin, threads })
    }

    /// The plugin with params and tables, ready to be asked.
    pub fn bind(&self, setup: &TrialSetup) -> Result<Bound<'_>, TrialError> {
        let files = self.files(setup).map_err(TrialError::Settings)?;
        let pack = crate::bind(&files, &Shelf::default(), &self.runtimes).map_err(TrialError::Settings)?;
        let source = self.source(&pack.pack);
        let rule = source.map_or_else(|| Err(Vec::new()), |source| self.plugin.rule(source));
        let rule = rule.map_err(TrialError::Settings)?;
        Ok(Bound { trial: self, pack, rule })
    }

    /// Does work on the thread that rules are asked on.
    pub fn on_thread<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        self.threads.install(work)
    }

    pub fn kind(&self) -> Kind {
        self.plugin.description.kind
    }

    /// What the pack binds to the plugin.
    fn source<'a>(&self, pack: &'a Pack) -> Option<&'a RuleSource> {
        let of_layers = |layers: &'a [saring_pack::Layer]| {
            layers.iter().flat_map(|layer| &layer.checks).next().map(|check| &*check.source)
        };
        match self.kind() {
            Kind::Check => of_layers(&pack.layers),
            Kind::Preflight => of_layers(&pack.preflight),
            Kind::Tier => Some(&*pack.tier_rule.source),
            Kind::Budget => pack.budgets.values().map(|budget| &*budget.source).next(),
            Kind::Worth => pack.goals.values().find_map(|goal| Some(&*goal.worth.as_ref()?.rule.source)),
            Kind::Trigger => pack.triggers.first().map(|trigger| &*trigger.rule.source),
            Kind::Metric => pack.metrics.first().map(|metric| &*metric.rule.source),
        }
    }

    /// The pack that is made for the plugin.
    fn files(&self, setup: &TrialSetup) -> Result<PackFiles, Vec<Diagnostic>> {
        let standard = standard();
        let mut files: BTreeMap<String, Arc<[u8]>> = BTreeMap::new();
        let is_kept = |path: &str| KEPT.iter().any(|kept| path.starts_with(kept));
        let kept = standard.iter().filter(|(path, _)| is_kept(path));
        files.extend(kept.map(|(path, bytes)| (path.clone(), Arc::clone(bytes))));
        for (name, bytes) in &setup.tables {
            files.insert(format!("tables/{name}"), Arc::clone(bytes));
        }
        files.insert("silent.rhai".to_owned(), Arc::from(SILENT.as_bytes()));
        let text = standard.get(MANIFEST).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default();
        let manifest = self.manifest(setup, &toml::from_str(&text).unwrap_or_default());
        files.insert(MANIFEST.to_owned(), manifest.to_string().into_bytes().into());
        Ok(PackFiles { label: TRIAL.to_owned(), files })
    }

    /// The manifest of that pack, from the one of the standard pack.
    fn manifest(&self, setup: &TrialSetup, base: &Table) -> Table {
        let mut manifest = toml::toml! {
            [pack]
            name = "trial"
            version = "0.0.0"
            engine = ">=0.1"
            [goals.trial]
            layers = { trial = 1.0 }
            metrics = []
        };
        let kept = SECTIONS.iter().filter_map(|name| Some(((*name).to_owned(), base.get(*name)?.clone())));
        manifest.extend(kept);
        let mut tiers = base.get("tiers").and_then(toml::Value::as_table).cloned().unwrap_or_default();
        // What a tier's creators are chosen by are checks, and there are none.
        let bands = tiers.get_mut("bands").and_then(toml::Value::as_table_mut).into_iter().flat_map(Table::iter_mut);
        bands.filter_map(|(_, band)| band.as_table_mut()).for_each(|band| drop(band.remove("criteria")));
        manifest.insert("tiers".to_owned(), tiers.into());
        let silent = Table::from_iter([("run".to_owned(), "silent.rhai".into())]);
        put(&mut manifest, &["layers", TRIAL, "checks", "silent"], silent);
        let id = self.plugin.description.id.to_string();
        let mut rule = self.rule_table(setup);
        let place: &[&str] = match self.kind() {
            Kind::Check => {
                manifest.remove("layers");
                &["layers", TRIAL, "checks", &id]
            }
            Kind::Tier => &["tiers"],
            Kind::Preflight => &["preflight", TRIAL, "checks", &id],
            Kind::Budget => &["budgets", TRIAL],
            Kind::Worth => {
                rule.insert("combine".to_owned(), "sum".into());
                &["goals", TRIAL, "worth"]
            }
            Kind::Trigger => {
                rule.extend(toml::toml! { scope = "campaign" every-minutes = 60 sustain = 1 cooldown-hours = 0 });
                &["triggers", &id]
            }
            Kind::Metric => &["metrics", "quantitative", "measures", &id],
        };
        put(&mut manifest, place, rule);
        manifest
    }

    /// What the manifest says of the plugin.
    fn rule_table(&self, setup: &TrialSetup) -> Table {
        let run = format!("plugin:{}", self.plugin.description.id);
        let tables: Vec<String> = setup.tables.keys().map(|name| format!("tables/{name}")).collect();
        let mut rule = Table::from_iter([("run".to_owned(), run.into()), ("tables".to_owned(), tables.into())]);
        if let Ok(params) = Table::try_from(&setup.params) {
            rule.insert("params".to_owned(), params.into());
        }
        rule
    }
}

/// Lays a table over what stands at a place of a manifest.
fn put(manifest: &mut Table, place: &[&str], table: Table) {
    match place.split_first() {
        None => manifest.extend(table),
        Some((key, rest)) => {
            let inner = manifest.entry(*key).or_insert_with(|| Table::new().into());
            if let Some(inner) = inner.as_table_mut() {
                put(inner, rest, table);
            }
        }
    }
}

/// A plugin with its params and tables.
pub(super) struct Bound<'t> {
    trial: &'t Trial,
    /// The pack that was made for it.
    pub pack: CompiledPack,
    rule: WasmRule,
}

/// The answers of one batch.
pub(super) struct Batch {
    /// One answer per part, or the fault of all of them.
    pub answers: Result<Vec<Answer>, Fault>,
    /// What it cost.
    pub spending: Spending,
}

impl Bound<'_> {
    /// Everything that the plugin can be asked about.
    pub fn inquiry(&self, known: crate::inquiry::Known) -> Result<Inquiry, NothingToAsk> {
        let kind = self.trial.kind();
        self.trial.threads.install(|| Inquiry::of(&self.pack, kind, known))
    }

    /// Asks about some parts in one batch.
    pub fn ask(&self, inquiry: &Inquiry, parts: &Parts) -> Batch {
        let (answers, spending) = self.trial.threads.install(|| self.rule.ask_metered(inquiry.question(parts)));
        Batch { answers, spending }
    }

    /// Asks about one part alone.
    pub fn ask_alone(&self, inquiry: &Inquiry, at: usize) -> (Result<Answer, Fault>, Batch) {
        let batch = self.ask(inquiry, &inquiry.parts.at(&[at]));
        let none = || Fault::BadAnswer { violations: vec!["no answer".to_owned()] };
        (batch.answers.clone().and_then(|answers| answers.into_iter().next().ok_or_else(none)), batch)
    }

    /// The rule's name in the pack that was made for it.
    pub fn rule_id(&self) -> &str {
        self.trial.source(&self.pack.pack).map_or(TRIAL, |source| &source.id)
    }
}
