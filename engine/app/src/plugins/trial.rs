//! A plugin alone: in a pack that is made for it, of which it is the only rule that is looked at.
//!
//! The pack has the tiers and the thresholds of the standard pack, so that the plugin sees what it would see there, and
//! everything that happens to it is the engine's own doing: params are looked at as a pack's are, tables are read as a
//! pack's are, and the score is computed where all scores are.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use saring_eval::report::{BudgetReport, CheckReport, FaultReport, TierReport};
use saring_eval::{Checked, Classified, Setting, classify, layered, tell};
use saring_model::{Campaign, Creator, Timestamp};
use saring_pack::rule::{Fault, Kind, Question, Subject};
use saring_pack::{Answer, Ask, CampaignAsk, CheckAnswer, CompiledPack, Diagnostic, PackFiles, Runtime, Shelf};
use saring_runtime_rhai::RhaiRuntime;
use saring_runtime_wasm::{
    EngineError, Plugin, PluginError, PluginLimits, Spending, WasmConfig, WasmRule, WasmRuntime,
};
use serde::Serialize;
use serde_json::{Map, Value};
use toml::Table;

use crate::STACK_BYTES;
use crate::library::{MANIFEST, standard};

/// The layer, or the budget policy, of the pack that is made for a plugin.
const LAYER: &str = "trial";
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
    /// It is asked about a campaign, and there is none.
    #[error("the plugin is asked about a campaign, and none is given")]
    NoCampaign,
    /// It is asked about creators, and there are none.
    #[error("the plugin is asked about creators, and none are given")]
    NoCreators,
    /// It answers what only a whole pack asks.
    #[error("the plugin answers what only a whole pack asks: `{}`", .0.as_str())]
    InPacks(Kind),
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
        if !matches!(self.kind(), Kind::Check | Kind::Tier | Kind::Budget) {
            return Err(TrialError::InPacks(self.kind()));
        }
        let files = self.files(setup).map_err(TrialError::Settings)?;
        let pack = crate::bind(&files, &Shelf::default(), &self.runtimes).map_err(TrialError::Settings)?;
        let source = match self.kind() {
            Kind::Tier => Some(&pack.pack.tier_rule.source),
            Kind::Budget => pack.pack.budgets.values().map(|budget| &budget.source).next(),
            _ => pack.pack.layers.iter().flat_map(|layer| &layer.checks).map(|check| &check.source).next(),
        };
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

    /// The pack that is made for the plugin.
    fn files(&self, setup: &TrialSetup) -> Result<PackFiles, Vec<Diagnostic>> {
        let standard = standard();
        let mut files: BTreeMap<String, Arc<[u8]>> = BTreeMap::new();
        let kept = |path: &str| path.starts_with("tiers/") || path.starts_with("locales/");
        files.extend(standard.iter().filter(|(path, _)| kept(path)).map(|(path, it)| (path.clone(), Arc::clone(it))));
        let text = standard.get(MANIFEST).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default();
        let base: Table = toml::from_str(&text).unwrap_or_default();
        let run = format!("plugin:{}", self.plugin.description.id);
        let mut rule = Table::from_iter([("run".to_owned(), run.into())]);
        if let Ok(params) = Table::try_from(&setup.params) {
            rule.insert("params".to_owned(), params.into());
        }
        for (name, bytes) in &setup.tables {
            files.insert(format!("tables/{name}"), Arc::clone(bytes));
        }
        let tables: Vec<String> = setup.tables.keys().map(|name| format!("tables/{name}")).collect();
        rule.insert("tables".to_owned(), tables.into());
        let mut tiers = base.get("tiers").and_then(toml::Value::as_table).cloned().unwrap_or_default();
        // What a tier's creators are chosen by are checks, and there are none.
        let bands = tiers.get_mut("bands").and_then(toml::Value::as_table_mut).into_iter().flat_map(Table::iter_mut);
        bands.filter_map(|(_, band)| band.as_table_mut()).for_each(|band| drop(band.remove("criteria")));
        files.insert("silent.rhai".to_owned(), Arc::from(SILENT.as_bytes()));
        let silent = Table::from_iter([("run".to_owned(), "silent.rhai".into())]);
        let mut budgets = Table::new();
        let check = match self.kind() {
            Kind::Tier => {
                tiers.extend(rule);
                silent
            }
            Kind::Budget => {
                budgets.insert(LAYER.to_owned(), rule.into());
                silent
            }
            _ => rule,
        };
        let manifest = toml::toml! {
            [pack]
            name = "trial"
            version = "0.0.0"
            engine = ">=0.1"
            [goals.trial]
            layers = { trial = 1.0 }
            metrics = []
        };
        let mut manifest = manifest;
        let nested = |key: &str, value: Table| Table::from_iter([(key.to_owned(), value.into())]);
        let id = self.plugin.description.id.to_string();
        manifest.insert("layers".to_owned(), nested(LAYER, nested("checks", nested(&id, check))).into());
        manifest.insert("tiers".to_owned(), tiers.into());
        if !budgets.is_empty() {
            manifest.insert("budgets".to_owned(), budgets.into());
        }
        manifest.insert("policy".to_owned(), base.get("policy").cloned().unwrap_or_else(|| Table::new().into()));
        files.insert(MANIFEST.to_owned(), manifest.to_string().into_bytes().into());
        Ok(PackFiles { label: LAYER.to_owned(), files })
    }
}

/// A plugin with its params and tables.
pub(super) struct Bound<'t> {
    trial: &'t Trial,
    /// The pack that was made for it.
    pub pack: CompiledPack,
    rule: WasmRule,
}

/// Whom a plugin is asked about.
#[derive(Debug, Clone)]
pub(super) struct Asked<'a> {
    /// The campaign; none for an audit.
    pub campaign: Option<&'a Arc<Campaign>>,
    /// The creators.
    pub creators: &'a [Arc<Creator>],
    /// The moment.
    pub as_of: Timestamp,
}

/// The answers of one batch.
pub(super) struct Batch {
    /// One answer per creator, or the fault of all of them.
    pub answers: Result<Vec<Answer>, Fault>,
    /// What it cost.
    pub spending: Spending,
}

/// What the report says of one creator.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Told {
    /// Of a check.
    Check(Box<CheckReport>),
    /// Of a tier rule.
    Tier(Box<TierReport>),
    /// Of a budget policy.
    Budget(Box<BudgetReport>),
}

impl Bound<'_> {
    /// The creators as rules see them.
    pub fn classified(&self, asked: &Asked<'_>) -> Vec<Classified> {
        self.trial.threads.install(|| classify(&self.setting(asked), asked.creators))
    }

    /// Asks about the campaign.
    pub fn ask_campaign(&self, campaign: &Arc<Campaign>, as_of: Timestamp) -> Batch {
        let ask = CampaignAsk { campaign, selection: None, timeline: None, as_of };
        let (answers, spending) = self.trial.threads.install(|| self.rule.ask_metered(Question::Budget(ask)));
        Batch { answers, spending }
    }

    /// What the report says of a campaign's one answer, with the fault.
    pub fn tell_campaign(&self, batch: Batch, lang: &str) -> (Option<Told>, Vec<FaultReport>) {
        let answer = batch.answers.map(|mut answers| answers.pop());
        match answer {
            Ok(Some(Answer::Budget(answer))) => {
                (Some(Told::Budget(Box::new(tell::budget(self.pack.pack.locale(lang), &answer)))), Vec::new())
            }
            Ok(_) => {
                let fault = Fault::BadAnswer { violations: vec!["no answer about the campaign".to_owned()] };
                (None, vec![tell::fault(LAYER, &fault)])
            }
            Err(fault) => (None, vec![tell::fault(LAYER, &fault)]),
        }
    }

    /// Asks one batch.
    pub fn ask(&self, asked: &Asked<'_>, subjects: &[Subject]) -> Batch {
        let ask = Ask { campaign: asked.campaign, subjects, as_of: asked.as_of };
        let question = match self.trial.kind() {
            Kind::Tier => Question::Tier(ask),
            _ => Question::Check(ask),
        };
        let (answers, spending) = self.trial.threads.install(|| self.rule.ask_metered(question));
        Batch { answers, spending }
    }

    /// What the report says of one creator, with the faults.
    pub fn tell(
        &self,
        asked: &Asked<'_>,
        classified: Classified,
        answer: Result<Answer, Fault>,
        lang: &str,
    ) -> (Option<Told>, Vec<FaultReport>) {
        let setting = self.setting(asked);
        let mut classified = classified;
        let checks = match (self.trial.kind(), answer) {
            (Kind::Check, Ok(Answer::Check(answer))) => Ok(*answer),
            (Kind::Check, Err(fault)) => Err(fault),
            (Kind::Tier, Ok(Answer::Tier(answer))) => {
                classified.tier = Ok(*answer);
                Ok(CheckAnswer { unknown: true, ..CheckAnswer::default() })
            }
            (Kind::Tier, Err(fault)) => {
                classified.tier = Err(fault);
                Ok(CheckAnswer { unknown: true, ..CheckAnswer::default() })
            }
            _ => Err(Fault::BadAnswer { violations: vec!["an answer of another kind of rule".to_owned()] }),
        };
        let checked = Checked { classified, answers: vec![vec![checks]] };
        let told = tell::audited(&setting, self.pack.pack.locale(lang), &layered(&setting, checked));
        let report = match self.trial.kind() {
            Kind::Tier => Some(Told::Tier(Box::new(told.tier))),
            _ => {
                let check = told.layers.into_iter().flat_map(|layer| layer.checks).next();
                check.map(|check| Told::Check(Box::new(check)))
            }
        };
        (report, told.faults)
    }

    fn setting<'a>(&'a self, asked: &Asked<'a>) -> Setting<'a> {
        Setting { pack: &self.pack, campaign: asked.campaign, as_of: asked.as_of }
    }
}
