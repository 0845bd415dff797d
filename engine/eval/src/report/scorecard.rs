//! The report on what a campaign was worth.

use std::sync::Arc;

use saring_model::creator::Platform;
use saring_model::results::Dimension;
use saring_model::{CurrencyCode, Id, Timestamp};
use saring_pack::{Better, Unit};
use schemars::JsonSchema;
use serde::Serialize;
use serde_with::skip_serializing_none;

use super::{
    EngineIdentity, EvidenceReport, FaultReport, InvalidCreator, PackIdentity, ReasonReport, RuleIdentity, Value,
};

/// What a campaign was worth, in four dimensions.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ScorecardReport {
    /// Version of this shape.
    pub schema_version: &'static str,
    /// The engine that measured.
    pub engine: EngineIdentity,
    /// The pack whose metrics measured.
    pub pack: PackIdentity,
    /// The campaign.
    pub campaign: MeasuredCampaign,
    /// The moment of the measurement. What became known after it is left out.
    pub as_of: Timestamp,
    /// Language of the texts.
    pub lang: String,
    /// SHA-256 over the campaign, the plan, the creators and the events, in any order.
    pub inputs_digest: String,
    /// Counts.
    pub summary: ScorecardSummary,
    /// The campaign's targets, in its order, with what came of each.
    pub targets: Vec<TargetReport>,
    /// The money of each budget line against what was spent on it.
    pub lines: Vec<SpentLine>,
    /// The creators of the campaign, in the order of their ids.
    pub creators: Vec<MeasuredCreator>,
    /// The dimensions, each with its metrics.
    pub dimensions: Vec<DimensionReport>,
    /// Rules that failed, and events that were left out.
    pub faults: Vec<FaultReport>,
    /// Creators that could not be read and were skipped.
    pub invalid: Vec<InvalidCreator>,
    /// Every metric's rule.
    pub rules: Vec<RuleIdentity>,
}

/// The campaign that was measured.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MeasuredCampaign {
    /// Its identifier.
    pub id: Id,
    /// Its name.
    pub name: Option<String>,
    /// The currency of its money; absent where neither budget nor plan says one.
    pub currency: Option<CurrencyCode>,
}

/// Counts over a scorecard.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ScorecardSummary {
    /// Events that were known.
    pub events: usize,
    /// Posts of which anything is known.
    pub posts: usize,
    /// Creators who were booked, published or paid.
    pub creators: usize,
    /// Figures of the campaign as a whole.
    pub figures: usize,
    /// Of these, figures that are unknown.
    pub unknown: usize,
    /// Targets that were reached.
    pub targets_reached: usize,
    /// Targets that were missed.
    pub targets_missed: usize,
    /// Targets of which there is no telling.
    pub targets_unknown: usize,
    /// Faults of rules.
    pub faults: usize,
}

/// A target of the campaign, with what came of it.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TargetReport {
    /// The metric as the campaign names it.
    pub metric: String,
    /// The figure that answers to the name; null where none does.
    pub figure: Option<String>,
    /// What was to be reached; null where the campaign names no number.
    pub target: Option<Value>,
    /// What was reached, in the target's window; null where it is unknown.
    pub actual: Option<Value>,
    /// What was reached at least, where it is not known exactly.
    pub low: Option<Value>,
    /// What was reached at most, where it is not known exactly.
    pub high: Option<Value>,
    /// Unit of both.
    pub unit: Option<Unit>,
    /// How far the target was reached, 1 where exactly; of a cost, the target by what it came to.
    pub attainment: Option<Value>,
    /// Whether the target was reached, which bounds can tell as well; null where there is no telling.
    pub reached: Option<bool>,
}

/// A budget line, planned and spent, in major units of the campaign's currency.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SpentLine {
    /// The line.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its money in the plan; null where nobody planned it.
    pub planned: Option<Value>,
    /// What was spent on it, payments among what is spent on fees; null where an amount is in another currency.
    pub spent: Option<Value>,
    /// The share of its money that is spent, 1 where all of it is.
    pub share: Option<Value>,
}

/// A creator of the campaign.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MeasuredCreator {
    /// The creator.
    pub id: Id,
    /// The name; null where the creator's facts were not given.
    pub name: Option<String>,
    /// The tier, as booked, else as it is.
    pub tier: Option<Arc<str>>,
    /// The platforms of the creator's posts for the campaign.
    pub platforms: Vec<Platform>,
}

/// A dimension with its metrics.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DimensionReport {
    /// The dimension.
    pub id: Dimension,
    /// Its title.
    pub title: String,
    /// Its metrics, in the pack's order.
    pub metrics: Vec<MetricReport>,
}

/// A metric: what it says of the campaign as a whole, and of its parts.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MetricReport {
    /// The metric.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it says, of the campaign as a whole first, then of tiers, platforms and creators.
    pub results: Vec<ScopeReport>,
}

/// What a metric says of one part of the campaign: of all of it where no part is named.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ScopeReport {
    /// The creator.
    pub creator: Option<Id>,
    /// The tier.
    pub tier: Option<Arc<str>>,
    /// The platform.
    pub platform: Option<Platform>,
    /// The figures, the one that the metric is named for first.
    pub figures: Vec<FigureReport>,
    /// What to do with the creator, such as `rebook`.
    pub verdict: Option<String>,
    /// Title of the verdict.
    pub verdict_title: Option<String>,
    /// Why, the most telling reason first.
    pub reasons: Vec<ReasonReport>,
    /// What was looked at.
    pub evidence: Vec<EvidenceReport>,
}

/// One number of a metric.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FigureReport {
    /// The figure.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its value; null where it is unknown.
    pub value: Option<Value>,
    /// Low end of its interval; null where there is none, or where it is open.
    pub low: Option<Value>,
    /// High end of its interval; null where there is none, or where it is open.
    pub high: Option<Value>,
    /// Its unit. Money is in major units of the campaign's currency.
    pub unit: Unit,
    /// Whether more of it is better.
    pub better: Option<Better>,
    /// What the plan expected.
    pub planned: Option<Value>,
    /// How many observations it rests on.
    pub sample: Option<u64>,
    /// Why it is unknown.
    pub unknown: Option<ReasonReport>,
}
