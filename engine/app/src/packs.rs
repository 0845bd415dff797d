//! What packs there are, and what is in them.

use std::collections::BTreeMap;

use saring_model::campaign::Verdict;
use saring_pack::{Check, Layer, Pack, Param, RankBy, Sourced, Tier};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use serde_with::skip_serializing_none;

use crate::{App, Diagnostic, Refusal, Severity};

/// A pack in a list.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PackSummary {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: Option<String>,
    /// Where it was found.
    pub from: String,
    /// Content address of everything in it that can change a decision; absent where the pack is not valid.
    pub digest: Option<String>,
    /// How many things are wrong with it.
    pub errors: usize,
}

/// Everything in a pack, each value with the place that it was said in.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PackDetail {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: Option<String>,
    /// Versions of the engine that it is for.
    pub engine: String,
    /// Packs that it extends, the nearest first.
    pub extends: Vec<String>,
    /// Content address of everything in it that can change a decision.
    pub digest: String,
    /// Goals with the weights of the layers.
    pub goals: Vec<GoalDetail>,
    /// Layers with their checks.
    pub layers: Vec<LayerDetail>,
    /// Groups of checks of the campaign itself. None is a gate.
    pub preflight: Vec<LayerDetail>,
    /// Tiers, smallest first.
    pub tiers: Vec<Tier>,
    /// The rule that puts a creator in a tier.
    pub tier_rule: String,
    /// How scores become verdicts.
    pub policy: PolicyDetail,
    /// Languages of its texts.
    pub languages: Vec<String>,
    /// Rules that stand in for a preferred one that is not installed.
    pub fallbacks: Vec<String>,
}

/// A value with the place that it was said in.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Said_{T}")]
pub struct Said<T> {
    /// The value.
    pub value: T,
    /// The pack, file and line: `standard/pack.toml:12`.
    pub at: String,
}

impl<T: Clone> From<&Sourced<T>> for Said<T> {
    fn from(sourced: &Sourced<T>) -> Self {
        let origin = &sourced.origin;
        Self { value: sourced.value.clone(), at: format!("{}/{}:{}", origin.pack, origin.file, origin.line) }
    }
}

/// A goal.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GoalDetail {
    /// The goal.
    pub id: String,
    /// Weights of the layers.
    pub weights: BTreeMap<String, Said<f64>>,
    /// What it is measured by.
    pub metrics: Vec<String>,
}

/// A layer.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LayerDetail {
    /// The layer.
    pub id: String,
    /// Its gate, where it is one.
    pub gate: Option<GateDetail>,
    /// The share of its weight that must be known.
    pub coverage_min: f64,
    /// Its checks.
    pub checks: Vec<CheckDetail>,
}

/// A gate.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GateDetail {
    /// The score that it asks for.
    pub min_score: Said<f64>,
    /// The verdict where the layer is unknown.
    pub on_unknown: Verdict,
    /// The verdict where a check faulted.
    pub on_fault: Verdict,
}

/// A check.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CheckDetail {
    /// The check.
    pub id: String,
    /// What is run.
    pub run: Said<String>,
    /// Its weight in the layer.
    pub weight: Said<f64>,
    /// Content address of the rule with its params and tables.
    pub digest: String,
    /// Its params.
    pub params: Vec<ParamDetail>,
    /// Its tables.
    pub tables: Vec<String>,
}

/// A param of a rule.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ParamDetail {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Said<Value>,
    /// Its unit.
    pub unit: Option<String>,
    /// Smallest value allowed.
    pub min: Option<f64>,
    /// Largest value allowed.
    pub max: Option<f64>,
    /// What it means.
    pub doc: String,
    /// Where its default comes from.
    pub source: String,
}

/// How scores become verdicts.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PolicyDetail {
    /// Pass from here on.
    pub pass_at: Said<f64>,
    /// Warn from here on.
    pub warn_at: Said<f64>,
    /// The share of the weight that must be known to select.
    pub select_coverage_min: Said<f64>,
    /// The verdict of a creator without a tier.
    pub on_no_tier: Said<Verdict>,
    /// What creators of one verdict are ranked by.
    pub rank_by: Said<RankBy>,
}

impl App {
    /// Every pack that can be named, by name and version.
    pub fn packs(&self) -> Vec<PackSummary> {
        let told = self.packs.shelf.iter().map(|(name, version, files)| {
            let compiled = self.pack(&format!("{name}@={version}"));
            let errors = match &compiled {
                Err(Refusal::PackInvalid(diagnostics)) => errors(diagnostics),
                Err(_) => 1,
                Ok(_) => 0,
            };
            PackSummary {
                name: name.to_owned(),
                version: version.to_string(),
                title: compiled.as_ref().ok().and_then(|compiled| compiled.pack.title.clone()),
                from: files.label.clone(),
                digest: compiled.as_ref().ok().map(|compiled| compiled.pack.digest.clone()),
                errors,
            }
        });
        let nameless = self.nameless().into_iter().map(|(from, wrong)| PackSummary {
            name: "?".to_owned(),
            version: "?".to_owned(),
            title: None,
            from,
            digest: None,
            errors: errors(&wrong),
        });
        told.chain(nameless).collect()
    }

    /// Everything in a pack.
    ///
    /// # Errors
    /// As [`App::pack`].
    pub fn pack_detail(&self, reference: &str) -> Result<PackDetail, Refusal> {
        self.pack(reference).map(|compiled| detail(&compiled.pack))
    }
}

fn detail(pack: &Pack) -> PackDetail {
    let goal = |(id, goal): (&String, &saring_pack::Goal)| GoalDetail {
        id: id.clone(),
        weights: goal.weights.iter().map(|(layer, weight)| (layer.clone(), weight.into())).collect(),
        metrics: goal.metrics.clone(),
    };
    PackDetail {
        name: pack.name.clone(),
        version: pack.version.clone(),
        title: pack.title.clone(),
        engine: pack.engine.clone(),
        extends: pack.extends.clone(),
        digest: pack.digest.clone(),
        goals: pack.goals.iter().map(goal).collect(),
        layers: pack.layers.iter().map(layer).collect(),
        preflight: pack.preflight.iter().map(layer).collect(),
        tiers: pack.tiers.to_vec(),
        tier_rule: pack.tier_rule.run.value.clone(),
        policy: PolicyDetail {
            pass_at: (&pack.policy.pass_at).into(),
            warn_at: (&pack.policy.warn_at).into(),
            select_coverage_min: (&pack.policy.select_coverage_min).into(),
            on_no_tier: (&pack.policy.on_no_tier).into(),
            rank_by: (&pack.policy.rank_by).into(),
        },
        languages: pack.locales.keys().cloned().collect(),
        fallbacks: pack.fallbacks.iter().map(|fallback| fallback.rule.clone()).collect(),
    }
}

fn layer(layer: &Layer) -> LayerDetail {
    LayerDetail {
        id: layer.id.clone(),
        gate: layer.gate.as_ref().map(|gate| GateDetail {
            min_score: (&gate.min_score).into(),
            on_unknown: gate.on_unknown,
            on_fault: gate.on_fault,
        }),
        coverage_min: layer.coverage_min,
        checks: layer.checks.iter().map(check).collect(),
    }
}

fn check(check: &Check) -> CheckDetail {
    let param = |(name, value): (&String, &Sourced<Value>)| {
        let declared: Option<&Param> = check.declarations.get(name);
        ParamDetail {
            name: name.clone(),
            value: value.into(),
            unit: declared.and_then(|param| param.unit.clone()),
            min: declared.and_then(|param| param.min),
            max: declared.and_then(|param| param.max),
            doc: declared.map(|param| param.doc.clone()).unwrap_or_default(),
            source: declared.map(|param| param.source.clone()).unwrap_or_default(),
        }
    };
    CheckDetail {
        id: check.id.clone(),
        run: (&check.run).into(),
        weight: (&check.weight).into(),
        digest: check.digest.clone(),
        params: check.params.iter().map(param).collect(),
        tables: check.tables.keys().cloned().collect(),
    }
}

/// How many of the diagnostics are errors: at least one, for a pack that cannot be used.
fn errors(found: &[Diagnostic]) -> usize {
    found.iter().filter(|found| found.severity == Severity::Error).count().max(1)
}
