//! The report of an audit: what is knowable of creators without a campaign.

use saring_model::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;
use serde_with::skip_serializing_none;

use super::{
    AccountIdentity, EngineIdentity, FaultReport, InvalidCreator, LayerReport, NextData, PackIdentity, ReasonReport,
    RuleIdentity, SilentCheck, TierCount, TierReport, Value,
};

/// What is knowable of creators without a campaign. There is no goal, hence no score over all layers, no verdict and no
/// rank: it says how the layers stand, and whether a gate or a veto would stop the creator whatever the campaign.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AuditReport {
    /// Version of this shape.
    pub schema_version: &'static str,
    /// The engine that audited.
    pub engine: EngineIdentity,
    /// The pack that it audited by.
    pub pack: PackIdentity,
    /// The moment of the audit. Facts after it are left out, and ages are counted to it.
    pub as_of: Timestamp,
    /// Language of the texts.
    pub lang: String,
    /// SHA-256 over all creators, independent of their order.
    pub inputs_digest: String,
    /// Counts.
    pub summary: AuditSummary,
    /// Every rule that was asked.
    pub rules: Vec<RuleIdentity>,
    /// Every creator, in the order of their ids.
    pub creators: Vec<AuditedCreator>,
    /// Creators that could not be read and were skipped.
    pub invalid: Vec<InvalidCreator>,
}

/// Counts over the creators of an audit.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AuditSummary {
    /// Creators that were audited.
    pub creators: usize,
    /// Of these, with every gate passed and no veto.
    pub would_pass: usize,
    /// Of these, with a gate that cannot be told, and nothing that stops them.
    pub unknown: usize,
    /// Of these, with a gate failed or a veto.
    pub would_fail: usize,
    /// Creators that could not be read and were skipped.
    pub invalid: usize,
    /// Faults of rules, over all creators.
    pub faults: usize,
    /// Mean coverage over all creators, 0 to 1; 0 where there are none.
    pub coverage: Value,
    /// Creators per tier, smallest tier first, those without a tier last.
    pub tiers: Vec<TierCount>,
    /// Checks that were silent and lacked something of a campaign, by for how many creators.
    pub needs_campaign: Vec<SilentCheck>,
    /// Checks that were silent for want of data alone, by for how many creators.
    pub needs_data: Vec<SilentCheck>,
}

/// What is knowable of one creator.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AuditedCreator {
    /// The creator.
    pub id: String,
    /// The creator's name.
    pub name: Option<String>,
    /// Whether the gates would let the creator through and no veto stands.
    pub outlook: Outlook,
    /// What rejects the creator whatever the averages say.
    pub vetoes: Vec<Veto>,
    /// What each gate would say.
    pub gates: Vec<GateOutlook>,
    /// Mean share of the weight of the layers' checks that is known, 0 to 1; every layer counts the same.
    pub coverage: Value,
    /// The account that was looked at: the largest.
    pub account: AccountIdentity,
    /// The creator's country.
    pub country: Option<String>,
    /// The creator's languages.
    pub languages: Vec<String>,
    /// The creator's tier.
    pub tier: TierReport,
    /// The layers, in the pack's order. The points of each are of its own 100.
    pub layers: Vec<LayerReport>,
    /// Checks that are silent and lack something of a campaign, if not of that alone.
    pub needs_campaign: Vec<Silent>,
    /// Checks that are silent for want of data alone.
    pub needs_data: Vec<Silent>,
    /// Missing inputs, the one that would settle most first: gates, then points, every layer counting the same.
    pub next_best_data: Vec<NextData>,
    /// Rules that gave no answer, and facts that were left out.
    pub faults: Vec<FaultReport>,
}

/// What the gates would say of a creator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outlook {
    /// They would let the creator through.
    WouldPass,
    /// There is no telling from the data.
    Unknown,
    /// They would not.
    WouldFail,
}

/// What one gate would say.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GateOutlook {
    /// The layer.
    pub layer: String,
    /// What its gate would say.
    pub outlook: Outlook,
}

/// A check that rejects the creator.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Veto {
    /// The check, as `layer.check`.
    pub check: String,
    /// Why.
    pub reason: ReasonReport,
}

/// A check that has no score.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Silent {
    /// The check, as `layer.check`.
    pub check: String,
    /// Code of the reason that it gives.
    pub reason: String,
    /// The inputs that it lacks.
    pub missing: Vec<&'static str>,
}
