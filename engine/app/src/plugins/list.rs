//! Which plugins are installed, which files are none, and which rules run them.

use std::collections::BTreeMap;

use saring_pack::params_schema;
use saring_pack::rule::Kind;
use saring_runtime_wasm::{EngineWarning, Plugin};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use serde_with::skip_serializing_none;

use super::load::{PluginProblem, PluginSet};
use crate::App;

/// What the plugin folders hold.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PluginList {
    /// The installed plugins.
    pub plugins: Vec<PluginSummary>,
    /// The files that are none.
    pub broken: Vec<BrokenPlugin>,
}

/// An installed plugin.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PluginSummary {
    /// Its name; packs run it as `plugin:id`.
    pub id: String,
    /// Its version.
    pub version: String,
    /// What it decides.
    pub kind: PluginKind,
    /// A few words for people.
    pub title: String,
    /// Content address of its file: `sha256:…`.
    pub digest: String,
    /// Size of its file, in bytes.
    pub bytes: usize,
    /// Paths of the fields that it reads.
    pub fields: Vec<String>,
    /// JSON Schema of its params.
    pub params: Value,
    /// The interfaces that it imports.
    pub imports: Vec<String>,
    /// The files that it is in.
    pub from: Vec<String>,
    /// The rules of packs that run it, as `pack@version layer.check`.
    pub used_by: Vec<String>,
}

/// What a plugin decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PluginKind {
    /// A check of a creator.
    Check,
    /// The tier of a creator.
    Tier,
    /// Whether a campaign itself is ready.
    Preflight,
    /// How a campaign's money is divided.
    Budget,
    /// What a creator's package is worth.
    Worth,
    /// It watches running campaigns.
    Trigger,
    /// It says what came of a campaign.
    Metric,
}

impl PluginKind {
    /// The kind in a word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Tier => "tier",
            Self::Preflight => "preflight",
            Self::Budget => "budget",
            Self::Worth => "worth",
            Self::Trigger => "trigger",
            Self::Metric => "metric",
        }
    }
}

impl From<Kind> for PluginKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Check => Self::Check,
            Kind::Tier => Self::Tier,
            Kind::Preflight => Self::Preflight,
            Kind::Budget => Self::Budget,
            Kind::Worth => Self::Worth,
            Kind::Trigger => Self::Trigger,
            Kind::Metric => Self::Metric,
        }
    }
}

/// A file that is no plugin.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BrokenPlugin {
    /// The file.
    pub from: String,
    /// Everything that is wrong with it.
    pub problems: Vec<PluginProblem>,
    /// The plugin that the file was before and that stays installed, as `name@version sha256:…`.
    pub kept: Option<String>,
}

impl App {
    /// What the plugin folders hold. Packs that nobody asked for yet are compiled to say which plugins they run.
    pub fn plugins(&self) -> PluginList {
        let set = self.plugin_set();
        let mut used = self.used();
        let plugins = set.plugins().into_iter().map(|plugin| {
            let from = set.0.iter().filter(|entry| entry.plugin.as_ref().is_some_and(|it| it.digest == plugin.digest));
            let from = from.map(|entry| entry.from()).collect();
            PluginSummary { from, used_by: used.remove(&plugin.digest).unwrap_or_default(), ..summary(&plugin) }
        });
        let mut plugins: Vec<PluginSummary> = plugins.collect();
        plugins.sort_by(|a, b| (&a.id, &a.version, &a.digest).cmp(&(&b.id, &b.version, &b.digest)));
        PluginList { plugins, broken: broken(&set) }
    }

    /// What the engine of the plugins does without, in words.
    pub fn plugin_warnings(&self) -> Vec<String> {
        let told = |warning: &EngineWarning| match std::error::Error::source(warning) {
            Some(source) => format!("{warning}: {source}"),
            None => warning.to_string(),
        };
        self.wasm.warnings().iter().map(told).collect()
    }

    /// Rules by the digest of the plugin that they run.
    fn used(&self) -> BTreeMap<String, Vec<String>> {
        let mut used: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, version, _) in self.packs.shelf.iter() {
            let Ok(compiled) = self.pack(&format!("{name}@={version}")) else { continue };
            let pack = &compiled.pack;
            let checks = pack.layers.iter().flat_map(|layer| &layer.checks).map(|check| &check.source);
            let budgets = pack.budgets.values().map(|budget| &budget.source);
            for source in checks.chain([&pack.tier_rule.source]).chain(budgets) {
                if let Some(digest) = &source.plugin {
                    used.entry(digest.clone()).or_default().push(format!("{} {}", pack.label(), source.id));
                }
            }
        }
        used
    }
}

/// What a plugin says of itself, wherever it is.
pub(crate) fn summary(plugin: &Plugin) -> PluginSummary {
    let said = &plugin.description;
    PluginSummary {
        id: said.id.to_string(),
        version: said.version.to_string(),
        kind: said.kind.into(),
        title: said.title.clone(),
        digest: plugin.digest.clone(),
        bytes: plugin.bytes.len(),
        fields: said.fields.iter().map(ToString::to_string).collect(),
        params: params_schema(&said.params),
        imports: plugin.imports.clone(),
        from: Vec::new(),
        used_by: Vec::new(),
    }
}

/// The files that are no plugins.
pub(super) fn broken(set: &PluginSet) -> Vec<BrokenPlugin> {
    let entries = set.0.iter().filter(|entry| !entry.problems.is_empty());
    let told = entries.map(|entry| BrokenPlugin {
        from: entry.from(),
        problems: entry.problems.clone(),
        kept: entry.plugin.as_ref().map(|plugin| super::reload::label(plugin)),
    });
    told.collect()
}
