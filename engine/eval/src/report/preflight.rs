//! The report of a preflight: whether a campaign is ready, and what to ask before it is.

use saring_model::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;
use serde_with::skip_serializing_none;

use super::{
    CampaignIdentity, CheckReport, EngineIdentity, FaultReport, InvalidCreator, PackIdentity, Points, ReasonReport,
    RuleIdentity, Value,
};

/// Whether a campaign is ready, by the checks of the campaign itself.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PreflightReport {
    /// Version of this shape.
    pub schema_version: &'static str,
    /// The engine that checked.
    pub engine: EngineIdentity,
    /// The pack that it checked by.
    pub pack: PackIdentity,
    /// The campaign that it checked.
    pub campaign: CampaignIdentity,
    /// The moment of the check. Events after it are left out, and ages are counted to it.
    pub as_of: Timestamp,
    /// Language of the texts.
    pub lang: String,
    /// SHA-256 over the campaign, the creators in any order, who was chosen, and the timeline.
    pub inputs_digest: String,
    /// Counts, and the one word.
    pub summary: PreflightSummary,
    /// Every rule that was asked, as `group.check`.
    pub rules: Vec<RuleIdentity>,
    /// The groups of checks, in the pack's order.
    pub groups: Vec<PreflightGroup>,
    /// Rules that gave no answer, and events that were left out.
    pub faults: Vec<FaultReport>,
    /// Creators that could not be read and were skipped.
    pub invalid: Vec<InvalidCreator>,
}

/// The one word, and counts over all checks.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PreflightSummary {
    /// The worst of all checks.
    pub readiness: Readiness,
    /// Checks that passed.
    pub pass: usize,
    /// Checks that warn.
    pub warn: usize,
    /// Checks that failed.
    pub fail: usize,
    /// Checks that cannot be told from the facts.
    pub unknown: usize,
    /// Questions that would settle what is unknown or wrong.
    pub questions: usize,
    /// Faults of rules.
    pub faults: usize,
    /// Creators that are chosen; absent where none were given.
    pub chosen: Option<usize>,
    /// Events up to the moment of the check; absent where there is no timeline.
    pub events: Option<usize>,
}

/// Whether a campaign may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Readiness {
    /// Every check passed.
    Ready,
    /// A person must look: a check warns, or cannot be told.
    Review,
    /// A check failed.
    NotReady,
}

impl Readiness {
    /// The readiness as written in packs and reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Review => "review",
            Self::NotReady => "not_ready",
        }
    }
}

/// A group of checks.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PreflightGroup {
    /// The group.
    pub id: String,
    /// The worst of its checks.
    pub readiness: Readiness,
    /// Weighted mean of the known checks, 0 to 100; null where none is known.
    pub score: Option<Points>,
    /// Lowest score that unknown checks could leave.
    pub low: Points,
    /// Highest score that unknown checks could leave.
    pub high: Points,
    /// Known weight by all weight, 0 to 1.
    pub coverage: Value,
    /// The checks, in the pack's order.
    pub checks: Vec<PreflightCheck>,
}

/// A check of the campaign.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PreflightCheck {
    /// The check. Its points are its share of the group's 100.
    #[serde(flatten)]
    pub check: CheckReport,
    /// What to ask, so that the unknown is known and the wrong put right. They are not among the reasons.
    pub questions: Vec<ReasonReport>,
}
