//! The decision on one creator: verdict, tier, layers, and what would settle it.

use std::sync::Arc;

use saring_model::Platform;
use saring_model::campaign::Verdict;
use saring_pack::answer::Status;
use saring_pack::rule::{FaultCode, Position};
use schemars::JsonSchema;
use serde::Serialize;
use serde_with::skip_serializing_none;

use super::{CheckReport, Points, ReasonReport, Value};

/// The decision on one creator.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CreatorReport {
    /// The creator.
    pub id: String,
    /// The creator's name.
    pub name: Option<String>,
    /// Place in the ranking, from 1.
    pub rank: usize,
    /// What to do.
    pub verdict: Verdict,
    /// Why, the deciding reason first.
    pub reasons: Vec<ReasonReport>,
    /// Score over what is known, 0 to 100; null where nothing is.
    pub score: Option<Points>,
    /// Lowest score that the unknown could leave.
    pub low: Points,
    /// Highest score that the unknown could leave.
    pub high: Points,
    /// How much the known can be trusted, 0 to 1.
    pub confidence: Value,
    /// Share of the weight that is known, 0 to 1.
    pub coverage: Value,
    /// The account that was looked at.
    pub account: AccountIdentity,
    /// The creator's country.
    pub country: Option<String>,
    /// The creator's languages.
    pub languages: Vec<String>,
    /// The creator's tier.
    pub tier: TierReport,
    /// The layers, in the pack's order.
    pub layers: Vec<LayerReport>,
    /// Missing inputs, the one that would most likely settle the verdict first.
    pub next_best_data: Vec<NextData>,
    /// Human judgements, beside the computed verdict.
    pub overrides: Vec<OverrideReport>,
    /// Rules that gave no answer, and facts that were left out.
    pub faults: Vec<FaultReport>,
}

/// The account that was looked at.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AccountIdentity {
    /// The platform.
    pub platform: Platform,
    /// The handle.
    pub handle: Option<String>,
    /// Followers.
    pub followers: Option<u64>,
}

/// A creator's tier.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TierReport {
    /// The tier; null where the creator has none.
    pub id: Option<Arc<str>>,
    /// Why.
    pub reason: Option<ReasonReport>,
    /// What the tier is for.
    pub role: Option<String>,
    /// What it is measured by.
    pub measured_by: Vec<String>,
    /// How well the creator meets what the tier is chosen by; absent without a tier.
    pub fit: Option<TierFitReport>,
    /// The next tier up.
    pub next: Option<NextTierReport>,
}

/// A creator held against the criteria of its tier. It changes no verdict.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TierFitReport {
    /// Weighted mean over the known criteria; absent where less of their weight is known than the pack asks for.
    pub score: Option<Points>,
    /// Known weight by all weight, 0 to 1.
    pub coverage: Value,
    /// The criteria in the pack's order.
    pub criteria: Vec<CriterionReport>,
}

/// One criterion of a tier.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CriterionReport {
    /// Its name.
    pub id: String,
    /// The check that it counts.
    pub check: String,
    /// The part of the check that it counts; absent where it counts the whole check.
    pub part: Option<String>,
    /// Its weight among the tier's criteria.
    pub weight: Value,
    /// Its points; absent where they are unknown.
    pub score: Option<Points>,
}

/// The next tier up.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NextTierReport {
    /// The tier.
    pub tier: String,
    /// The audience size at which it begins.
    pub at: Value,
}

/// One layer of a creator's decision.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LayerReport {
    /// The layer.
    pub id: String,
    /// Status of the score; `unknown` where too little of the layer is known.
    pub status: Status,
    /// The gate, where the layer is one.
    pub gate: Option<GateReport>,
    /// Score over the known checks; null where the layer is unknown.
    pub score: Option<Points>,
    /// Lowest score that the unknown could leave.
    pub low: Points,
    /// Highest score that the unknown could leave.
    pub high: Points,
    /// How much the known checks can be trusted, 0 to 1.
    pub confidence: Value,
    /// Share of the weight of its checks that is known, 0 to 1.
    pub coverage: Value,
    /// Its share of the creator's score; in an audit, the whole of its own.
    pub points: Waterfall,
    /// The checks, in the pack's order.
    pub checks: Vec<CheckReport>,
}

/// What a gate says.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GateReport {
    /// The score that it asks for.
    pub min_score: Points,
    /// Whether it lets the creator through.
    pub outcome: GateOutcome,
}

/// Whether a gate lets a creator through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GateOutcome {
    /// It does.
    Passed,
    /// It does not.
    Failed,
    /// There is no telling from the data.
    Unknown,
}

/// Points of the creator's score: `earned + lost = possible`, and all that is earned sums to the score.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, JsonSchema)]
pub struct Waterfall {
    /// Points that could be had here.
    pub possible: Points,
    /// Points that were had.
    pub earned: Points,
    /// Points that were not.
    pub lost: Points,
}

/// A missing input.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NextData {
    /// The field.
    pub field: &'static str,
    /// The checks that wait for it, as `layer.check`.
    pub checks: Vec<String>,
    /// Whether a gate waits for it.
    pub gate: bool,
    /// How much of the score's interval it could close, in points.
    pub closes: Points,
}

/// A human judgement.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OverrideReport {
    /// The verdict that the person gives.
    pub verdict: Option<Verdict>,
    /// The check that the person disagrees with.
    pub check: Option<String>,
    /// Who judged.
    pub by: String,
    /// Why.
    pub reason: String,
    /// Last day on which it holds.
    pub until: Option<String>,
    /// Whether it holds at the moment of the decision.
    pub active: bool,
}

/// A rule that gave no answer, or a fact that was left out.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FaultReport {
    /// Code of the fault.
    pub code: FaultCode,
    /// The rule, as `layer.check` or `tiers`; absent where no rule is concerned.
    pub rule: Option<String>,
    /// What happened.
    pub message: String,
    /// Where in the rule.
    pub position: Option<Position>,
    /// The facts that were left out, as a JSON pointer into the creator.
    pub pointer: Option<String>,
    /// What to do.
    pub help: String,
}
