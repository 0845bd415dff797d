//! A resolved pack: everything that decides, each value with the place that it was said in.

use std::collections::BTreeMap;
use std::sync::Arc;

pub use saring_model::campaign::Verdict;
use saring_model::creator::RateBasis;
use saring_model::results::Dimension;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::diagnostic::Diagnostic;
use crate::locale::Locale;
use crate::origin::{Origin, Sourced};
use crate::param::Param;
use crate::rule::RuleSource;
use crate::table::Table;

/// A pack with its inheritance, files, tables and params resolved.
#[derive(Debug, Clone)]
pub struct Pack {
    /// Name, lower-case words joined by hyphens.
    pub name: String,
    /// Version, as in Semantic Versioning.
    pub version: String,
    /// Title for people.
    pub title: Option<String>,
    /// Versions of the engine that the pack is for.
    pub engine: String,
    /// The packs that it extends, the nearest first, as `name@version`.
    pub extends: Vec<String>,
    /// Content address over everything that can change a decision: `sha256:…`. Texts of locales change none, and are
    /// left out.
    pub digest: String,
    /// Campaign goals by name.
    pub goals: BTreeMap<String, Goal>,
    /// Layers in written order, inherited ones first.
    pub layers: Vec<Layer>,
    /// Tiers, smallest first. They leave no gap and do not overlap.
    pub tiers: Arc<[Tier]>,
    /// The rule that puts a creator in a tier.
    pub tier_rule: RuleRef,
    /// How scores become verdicts.
    pub policy: Policy,
    /// Groups of checks of the campaign itself, in written order, inherited ones first. None of them is a gate.
    pub preflight: Vec<Layer>,
    /// Budget policies by name.
    pub budgets: BTreeMap<String, RuleRef>,
    /// How creators' packages are priced; none where the pack makes no plans.
    pub offers: Option<OfferPolicy>,
    /// How plans are made; none where the pack makes none.
    pub plan: Option<PlanPolicy>,
    /// Triggers in written order, inherited ones first.
    pub triggers: Vec<Trigger>,
    /// How running campaigns are watched; there where there are triggers.
    pub watch: Option<WatchPolicy>,
    /// Metrics by dimension, in written order, inherited ones first.
    pub metrics: Vec<Metric>,
    /// Texts by language.
    pub locales: BTreeMap<String, Locale>,
    /// Every table that some rule is given, by `name@version/path`.
    pub tables: BTreeMap<String, Arc<Table>>,
    /// Digest of every file of the pack and of those that it extends, by `name@version/path`.
    pub files: BTreeMap<String, String>,
    /// Rules whose first choice is not installed.
    pub fallbacks: Vec<Fallback>,
    /// What a careful author would put right.
    pub warnings: Vec<Diagnostic>,
}

impl Pack {
    /// The pack as `name@version`.
    pub fn label(&self) -> String {
        format!("{}@{}", self.name, self.version)
    }

    /// The texts of a language, or of its closest relative: `en-GB`, then `en`, then English, then none at all.
    pub fn locale(&self, language: &str) -> &Locale {
        static EMPTY: Locale = Locale::EMPTY;
        let primary = language.split('-').next().unwrap_or(language);
        [language, primary, "en"].into_iter().find_map(|name| self.locales.get(name)).unwrap_or(&EMPTY)
    }

    /// The tier of an id.
    pub fn tier(&self, id: &str) -> Option<&Tier> {
        self.tiers.iter().find(|tier| &*tier.id == id)
    }
}

/// A campaign goal.
#[derive(Debug, Clone)]
pub struct Goal {
    /// Weight of each layer in the composite. They sum to 1.
    pub weights: BTreeMap<String, Sourced<f64>>,
    /// What the goal is measured by.
    pub metrics: Vec<String>,
    /// What a creator's package adds towards the goal; none where the pack makes no plans for it.
    pub worth: Option<GoalWorth>,
    /// Where the nearest pack that speaks of the goal does so.
    pub origin: Origin,
}

/// What packages add towards a goal, and how that is put together.
#[derive(Debug, Clone)]
pub struct GoalWorth {
    /// The rule that says what one package adds.
    pub rule: RuleRef,
    /// How the packages of several creators are put together.
    pub combine: Sourced<Combine>,
}

/// How what several creators add is put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Combine {
    /// As a sum: one creator's result takes nothing from another's.
    Sum,
    /// As people reached: who follows several creators counts once.
    Reach,
}

impl Combine {
    /// The choice as written in packs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sum => "sum",
            Self::Reach => "reach",
        }
    }
}

/// How plans are made.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanPolicy {
    /// The budget policy of campaigns that name none.
    pub budget: Sourced<String>,
    /// The budget line that pays creators.
    pub fees_line: Sourced<String>,
    /// What fees are whole multiples of, in major units, by currency.
    pub fee_steps: BTreeMap<String, Sourced<f64>>,
    /// Verdicts whose creators may be booked.
    pub book: Vec<Verdict>,
}

/// A trigger: when its rule is asked, and when what the rule says becomes an action.
#[derive(Debug, Clone)]
pub struct Trigger {
    /// Name.
    pub id: String,
    /// The rule that says whether the condition holds, and what to do.
    pub rule: RuleRef,
    /// Whom or what it looks at.
    pub scope: TriggerScope,
    /// Minutes between two looks. They are taken at whole multiples of it since 1970, in UTC.
    pub every_minutes: Sourced<u64>,
    /// Looks in a row at which the condition must hold.
    pub sustain: Sourced<u64>,
    /// Hours after an action before the same target can have another.
    pub cooldown_hours: Sourced<f64>,
    /// Triggers that do not act while an action of this one is not over.
    pub pauses: Vec<Sourced<String>>,
    /// Whether a condition that still holds when the cooldown ends escalates the action instead of repeating it.
    pub escalates: bool,
    /// Where the nearest pack that speaks of the trigger does so.
    pub origin: Origin,
}

/// Whom or what a trigger looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TriggerScope {
    /// The campaign as a whole.
    Campaign,
    /// Each creator of whom anything happened.
    Creator,
    /// Each post that is out.
    Post,
}

impl TriggerScope {
    /// The scope as written in packs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Campaign => "campaign",
            Self::Creator => "creator",
            Self::Post => "post",
        }
    }
}

/// How running campaigns are watched.
#[derive(Debug, Clone, PartialEq)]
pub struct WatchPolicy {
    /// Hours after which an event can no longer become known.
    pub late_hours: Sourced<f64>,
    /// Days that triggers can look back.
    pub history_days: Sourced<f64>,
}

/// A metric: what came of a campaign, in one respect.
#[derive(Debug, Clone)]
pub struct Metric {
    /// Name.
    pub id: String,
    /// The dimension that it belongs to.
    pub dimension: Dimension,
    /// The rule.
    pub rule: RuleRef,
    /// Of what it is asked, besides the campaign as a whole.
    pub scopes: Vec<MetricScope>,
    /// Where the nearest pack that speaks of the metric does so.
    pub origin: Origin,
}

/// Of what a metric is asked, besides the campaign as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MetricScope {
    /// Each tier.
    Tier,
    /// Each platform.
    Platform,
    /// Each creator.
    Creator,
}

impl MetricScope {
    /// The scope as written in packs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tier => "tier",
            Self::Platform => "platform",
            Self::Creator => "creator",
        }
    }
}

/// What creators offer, and how it is priced.
#[derive(Debug, Clone, PartialEq)]
pub struct OfferPolicy {
    /// Most packages of one creator.
    pub packages_max: Sourced<u64>,
    /// Whether the fees of a plan have tax in them.
    pub basis: Sourced<RateBasis>,
    /// The taxes that lie between a net fee and a gross one, as the table of taxes names them.
    pub taxes: Vec<String>,
    /// Price over fair price from which a package is overpriced.
    pub over_at: Sourced<f64>,
    /// Price over fair price up to which a package is underpriced.
    pub under_at: Sourced<f64>,
    /// Age in days up to which a rate of exchange passes without a remark, unless it is a peg.
    pub fx_days_max: Sourced<f64>,
    /// Share by which a rate and its inverse of the same day may differ without a remark.
    pub fx_apart_max: Sourced<f64>,
    /// Rates of exchange that hold beside the campaign's own.
    pub fx: Option<Arc<Table>>,
    /// Taxes on fees.
    pub tax_table: Option<Arc<Table>>,
    /// Content address over both tables: `sha256:…`.
    pub tables_digest: String,
}

/// A layer of the selection.
#[derive(Debug, Clone)]
pub struct Layer {
    /// Name.
    pub id: String,
    /// What makes the layer a gate; none for a layer that ranks.
    pub gate: Option<Gate>,
    /// The share of check weight that must be known, 0 to 1, or the layer is unknown.
    pub coverage_min: f64,
    /// Checks in written order, inherited ones first.
    pub checks: Vec<Check>,
    /// Where the nearest pack that speaks of the layer does so.
    pub origin: Origin,
}

/// What a creator must pass whatever its other layers say.
#[derive(Debug, Clone, PartialEq)]
pub struct Gate {
    /// The lowest layer score that passes, 0 to 100.
    pub min_score: Sourced<f64>,
    /// The verdict where the layer is unknown.
    pub on_unknown: Verdict,
    /// The verdict where a check of the layer faulted.
    pub on_fault: Verdict,
}

/// A check of a layer: its rule with everything that is bound to it.
#[derive(Debug, Clone)]
pub struct Check {
    /// Name, unique in the pack.
    pub id: String,
    /// Name of its layer.
    pub layer: String,
    /// Weight among the checks of its layer.
    pub weight: Sourced<f64>,
    /// The rule that was chosen.
    pub run: Sourced<String>,
    /// Whether an earlier choice is not installed.
    pub fallback: bool,
    /// Values of the params, defaults filled in.
    pub params: BTreeMap<String, Sourced<Value>>,
    /// What the rule says of its params.
    pub declarations: BTreeMap<String, Param>,
    /// Tables by name.
    pub tables: BTreeMap<String, Arc<Table>>,
    /// What a runtime compiles.
    pub source: Arc<RuleSource>,
    /// Content address over everything that can change the check's answers: `sha256:…`.
    pub digest: String,
    /// Where the nearest pack that speaks of the check does so.
    pub origin: Origin,
}

impl Check {
    /// The check as reports and diagnostics name it: `authenticity.engagement-rate`.
    pub fn path(&self) -> &str {
        &self.source.id
    }
}

/// A rule with everything that is bound to it.
#[derive(Debug, Clone)]
pub struct RuleRef {
    /// The rule that was chosen.
    pub run: Sourced<String>,
    /// Whether an earlier choice is not installed.
    pub fallback: bool,
    /// Values of the params, defaults filled in.
    pub params: BTreeMap<String, Sourced<Value>>,
    /// What the rule says of its params.
    pub declarations: BTreeMap<String, Param>,
    /// Tables by name.
    pub tables: BTreeMap<String, Arc<Table>>,
    /// What a runtime compiles.
    pub source: Arc<RuleSource>,
    /// Content address over everything that can change the rule's answers: `sha256:…`.
    pub digest: String,
}

/// A size of creator.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Tier {
    /// Name.
    pub id: Arc<str>,
    /// The fewest followers.
    pub followers_min: u64,
    /// The followers at which the next tier begins; none for the largest.
    pub followers_max: Option<u64>,
    /// What creators of the tier are for.
    pub role: String,
    /// What to choose them by, in written order.
    pub criteria: Vec<Criterion>,
    /// What content suits them.
    pub content_approach: Vec<String>,
    /// What their work is measured by.
    pub measured_by: Vec<String>,
}

/// What creators of a tier are chosen by: a check, or one part of a check, with a weight among the tier's criteria.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Criterion {
    /// Name, with its title in the pack's locale files.
    pub id: String,
    /// The check whose score counts.
    pub check: String,
    /// The part of the check whose points count; null where the whole check does.
    pub part: Option<String>,
    /// Weight among the criteria of the tier.
    pub weight: f64,
}

/// How scores become verdicts.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// The lowest score of a pass, 0 to 100.
    pub pass_at: Sourced<f64>,
    /// The lowest score that is worth a look, 0 to 100.
    pub warn_at: Sourced<f64>,
    /// The share of a layer's check weight that must be known, 0 to 1, where the layer does not say its own.
    pub coverage_min: Sourced<f64>,
    /// The share of a goal's layer weight that must be known to select a creator, 0 to 1.
    pub select_coverage_min: Sourced<f64>,
    /// The verdict of a creator without a tier.
    pub on_no_tier: Sourced<Verdict>,
    /// What creators of one verdict are ranked by.
    pub rank_by: Sourced<RankBy>,
}

/// What creators of one verdict are ranked by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RankBy {
    /// The low end of the composite's interval, so that ignorance never outranks evidence.
    Low,
    /// The composite over what is known.
    Score,
}

impl RankBy {
    /// The choice as written in packs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Score => "score",
        }
    }
}

/// A rule whose first choice is not installed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Fallback {
    /// The rule's id.
    pub rule: String,
    /// What the pack asks for first.
    pub wanted: String,
    /// What runs instead.
    pub taken: String,
}
