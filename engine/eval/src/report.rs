//! The report: one shape for the terminal, HTTP and files.
//!
//! It holds no duration, no host name and nothing in random order, so that two
//! reports can be compared byte by byte. Numbers are rounded here and only here.

use std::sync::Arc;

use saring_model::campaign::Verdict;
use saring_model::{Platform, Timestamp, Violation};
use saring_pack::answer::{Actor, Status, Unit};
use saring_pack::rule::{FaultCode, Position};
use schemars::JsonSchema;
use serde::Serialize;
use serde_with::skip_serializing_none;

pub use crate::round::{Points, Value};

/// Version of this shape. Within version 1 there are only additions.
pub const SCHEMA_VERSION: &str = "1.0";

/// The decision on every creator of a roster for one campaign.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Report {
    /// Version of this shape.
    pub schema_version: &'static str,
    /// The engine that decided.
    pub engine: EngineIdentity,
    /// The pack that it decided by.
    pub pack: PackIdentity,
    /// The campaign that it decided for.
    pub campaign: CampaignIdentity,
    /// The moment of the decision. Facts after it are left out, and ages are counted to it.
    pub as_of: Timestamp,
    /// Language of the texts.
    pub lang: String,
    /// SHA-256 over the campaign and all creators, independent of their order.
    pub inputs_digest: String,
    /// Counts.
    pub summary: Summary,
    /// Every rule that was asked.
    pub rules: Vec<RuleIdentity>,
    /// Every creator, best first.
    pub creators: Vec<CreatorReport>,
    /// Creators that could not be read and were skipped.
    pub invalid: Vec<InvalidCreator>,
}

/// The engine that decided.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EngineIdentity {
    /// Version of the program.
    pub version: &'static str,
    /// Version of the meaning of scores. The same semantics, pack, inputs and `as_of` give the same bytes.
    pub semantics: u32,
}

/// The pack that decided.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PackIdentity {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Content address of everything in it that can change a decision.
    pub digest: String,
    /// Rules that stand in for a preferred one that is not installed.
    pub fallbacks: Vec<String>,
}

/// The campaign that was decided for.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CampaignIdentity {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// Weights of the layers that its goal chose.
    pub weights: Vec<LayerWeight>,
}

/// The weight of a layer.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LayerWeight {
    /// The layer.
    pub layer: String,
    /// Its weight among the layers; all sum to 1.
    pub weight: Value,
}

/// A rule that was asked.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RuleIdentity {
    /// The rule, as `layer.check`, or `tiers`.
    pub id: String,
    /// What was run.
    pub run: String,
    /// Content address of the rule with its params and tables.
    pub digest: String,
}

/// Counts over the roster.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Summary {
    /// Creators that were decided on.
    pub creators: usize,
    /// Of these, selected.
    pub select: usize,
    /// Of these, for a person to look at.
    pub review: usize,
    /// Of these, rejected.
    pub reject: usize,
    /// Creators that could not be read and were skipped.
    pub invalid: usize,
    /// Faults of rules, over all creators.
    pub faults: usize,
    /// Mean coverage over all creators, 0 to 1; 0 where there are none.
    pub coverage: Value,
    /// Creators per tier, smallest tier first, those without a tier last.
    pub tiers: Vec<TierCount>,
    /// Creators per reason for their verdict, most frequent first.
    pub reasons: Vec<ReasonCount>,
    /// Checks by how often they had no score, most frequent first, with what they missed most.
    pub silent: Vec<SilentCheck>,
}

/// Creators in a tier.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TierCount {
    /// The tier; null for those without one.
    pub tier: Option<Arc<str>>,
    /// How many.
    pub creators: usize,
}

/// Creators with a reason.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReasonCount {
    /// The verdict.
    pub verdict: Verdict,
    /// Code of the reason.
    pub code: String,
    /// The layer that decided; null where none did.
    pub layer: Option<String>,
    /// How many.
    pub creators: usize,
}

/// A check that was silent for some creators.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SilentCheck {
    /// The check, as `layer.check`.
    pub check: String,
    /// For how many creators.
    pub creators: usize,
    /// The inputs that were missing most often.
    pub missing: Vec<&'static str>,
}

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
    /// The next tier up.
    pub next: Option<NextTierReport>,
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
    /// Its share of the creator's score.
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

/// One check of a creator.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CheckReport {
    /// The check.
    pub id: String,
    /// How it ended.
    pub status: Status,
    /// Its score; null where it is unknown.
    pub score: Option<Points>,
    /// Lowest score that the unknown could leave.
    pub low: Points,
    /// Highest score that the unknown could leave.
    pub high: Points,
    /// How much it can be trusted, 0 to 1.
    pub confidence: Value,
    /// Its weight among the checks of the layer.
    pub weight: Value,
    /// Its share of the creator's score.
    pub points: Waterfall,
    /// Why the creator is rejected whatever the averages say.
    pub veto: Option<ReasonReport>,
    /// Why, the most telling reason first.
    pub reasons: Vec<ReasonReport>,
    /// What the score is made of.
    pub parts: Vec<PartReport>,
    /// Points taken off.
    pub penalties: Vec<PenaltyReport>,
    /// Bounds on the score.
    pub caps: Vec<CapReport>,
    /// What was looked at besides.
    pub evidence: Vec<EvidenceReport>,
    /// Inputs that were missing.
    pub missing: Vec<&'static str>,
    /// Things to notice.
    pub flags: Vec<String>,
    /// What would reach the next status.
    pub recourse: Vec<Recourse>,
}

/// A stable code with its arguments and its text.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReasonReport {
    /// The code.
    pub code: String,
    /// Its arguments.
    pub args: Vec<ArgReport>,
    /// Its text, in the language of the report.
    pub text: String,
}

/// An argument of a reason.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ArgReport {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: ArgValue,
    /// Unit of a number.
    pub unit: Option<Unit>,
}

/// The value of an argument.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum ArgValue {
    /// A number.
    Number(Value),
    /// A text.
    Text(String),
}

/// Something measured.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct QuantityReport {
    /// Its name.
    pub name: String,
    /// Its value; null where it is unknown.
    pub value: Option<Value>,
    /// Its unit.
    pub unit: Unit,
    /// Fields that it was computed from, or would have been.
    pub fields: Vec<&'static str>,
    /// How many observations it rests on.
    pub sample: Option<u64>,
    /// Who could change it.
    pub actor: Actor,
}

/// A part of a check's score.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PartReport {
    /// The part.
    pub id: String,
    /// What was measured.
    pub quantity: QuantityReport,
    /// How it became points.
    pub curve: CurveReport,
    /// Points, 0 to 100; null where the quantity is unknown.
    pub points: Option<Points>,
    /// Weight among the parts.
    pub weight: Value,
    /// The table row behind the curve.
    pub row: Option<RowReport>,
}

/// How a quantity becomes points.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CurveReport {
    /// `ramp` and `table` are linear between their knots, `step` jumps at them, `opaque` cannot be inverted.
    pub kind: CurveKind,
    /// Value and points of each knot.
    pub knots: Vec<(Value, Points)>,
}

/// The kind of a curve.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CurveKind {
    /// Two knots, linear between.
    Ramp,
    /// Knots, linear between.
    Table,
    /// Jumps at the knots.
    Step,
    /// Computed in a way that cannot be inverted.
    Opaque,
}

/// A row of a pack's table.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RowReport {
    /// The table.
    pub table: String,
    /// Line of the row in the table's file.
    pub line: u32,
    /// Where its numbers come from.
    pub source: String,
    /// Whether it is a more general row than was asked for.
    pub fallback: bool,
}

/// Points taken off.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PenaltyReport {
    /// The penalty.
    pub id: String,
    /// Points taken off.
    pub points: Points,
    /// What was seen.
    pub quantity: QuantityReport,
}

/// A bound on the score.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CapReport {
    /// The cap.
    pub id: String,
    /// The highest score allowed.
    pub at: Points,
}

/// Something that was looked at.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EvidenceReport {
    /// What was seen.
    pub quantity: QuantityReport,
    /// What it was compared with.
    pub bound: Option<Value>,
    /// The table row behind the bound.
    pub row: Option<RowReport>,
}

/// What would bring a check to a better status, everything else unchanged.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Recourse {
    /// The part that would change.
    pub part: String,
    /// Name of the quantity.
    pub quantity: String,
    /// Unit of the quantity.
    pub unit: Unit,
    /// Who could change it.
    pub actor: Actor,
    /// The value now.
    pub current: Value,
    /// The status that would be reached.
    pub reaches: Status,
    /// The value that reaches it; null where no value of this part alone does.
    pub needed: Option<Value>,
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

/// A creator that could not be read.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct InvalidCreator {
    /// Place in the input, from 0.
    pub index: usize,
    /// The creator's id, where it could be read.
    pub id: Option<String>,
    /// Everything that is wrong.
    pub violations: Vec<Violation>,
}
