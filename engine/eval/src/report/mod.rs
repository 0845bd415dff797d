//! The reports: one shape each for the terminal, HTTP and files.
//!
//! It holds no duration, no host name and nothing in random order, so that two
//! reports can be compared byte by byte. Numbers are rounded here and only here.

mod audit;
mod budget;
mod check;
mod creator;
mod preflight;
mod scorecard;
mod watch;

use std::sync::Arc;

use saring_model::campaign::Verdict;
use saring_model::{Timestamp, Violation};
use schemars::JsonSchema;
use serde::Serialize;
use serde_with::skip_serializing_none;

pub use crate::round::{Points, Value};
pub use audit::{AuditReport, AuditSummary, AuditedCreator, GateOutlook, Outlook, Silent, Veto};
pub use budget::{BudgetReport, ShareCapReport, ShareReport};
pub use check::{
    ArgReport, ArgValue, CapReport, CheckReport, CurveKind, CurveReport, EvidenceReport, PartReport, PenaltyReport,
    QuantityReport, ReasonReport, Recourse,
};
pub use creator::{
    AccountIdentity, CreatorReport, CriterionReport, FaultReport, GateOutcome, GateReport, LayerReport, NextData,
    NextTierReport, OverrideReport, TierFitReport, TierReport, Waterfall,
};
pub use preflight::{PreflightCheck, PreflightGroup, PreflightReport, PreflightSummary, Readiness};
pub use scorecard::{
    DimensionReport, FigureReport, MeasuredCampaign, MeasuredCreator, MetricReport, ScopeReport, ScorecardReport,
    ScorecardSummary, SpentLine, TargetReport,
};
pub use watch::{ActionReport, LineBalance, StandingReport, TriggerReport, WatchReport, WatchSummary};

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
    /// Reasons that checks gave where they warned or failed, most frequent first.
    pub findings: Vec<FindingCount>,
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

/// Creators whom a check warned of for a reason, or failed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FindingCount {
    /// The check, as `layer.check`.
    pub check: String,
    /// Code of the first reason that it gave.
    pub code: String,
    /// For how many creators it failed.
    pub fail: usize,
    /// For how many creators it warned.
    pub warn: usize,
}

/// A check that was silent for some creators.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SilentCheck {
    /// The check, as `layer.check`.
    pub check: String,
    /// For how many creators.
    pub creators: usize,
    /// Code of the reason that it gave most often; empty where it only faulted.
    pub reason: String,
    /// The inputs that were missing most often.
    pub missing: Vec<&'static str>,
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
