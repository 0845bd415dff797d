//! How a policy divides a campaign's money, in shares.

use schemars::JsonSchema;
use serde::Serialize;
use serde_with::skip_serializing_none;

use super::{EvidenceReport, ReasonReport, Value};

/// What a budget policy says.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BudgetReport {
    /// Share of the total per budget line.
    pub lines: Vec<ShareReport>,
    /// Share of the creator fees per tier; empty where tiers are not told apart.
    pub tiers: Vec<ShareReport>,
    /// Largest shares of the creator fees.
    pub caps: Vec<ShareCapReport>,
    /// Why, the most telling reason first.
    pub reasons: Vec<ReasonReport>,
    /// What was looked at.
    pub evidence: Vec<EvidenceReport>,
    /// Why there is no such division; absent where there is one.
    pub infeasible: Option<ReasonReport>,
}

/// A share of a line or tier.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ShareReport {
    /// The line or tier.
    pub id: String,
    /// Its share, 0 to 1.
    pub share: Value,
    /// The smallest share that it may have; absent where the policy does not say.
    pub low: Option<Value>,
    /// The largest share that it may have; absent where the policy does not say.
    pub high: Option<Value>,
}

/// The largest share of the creator fees that may go one way.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ShareCapReport {
    /// A platform, for all of its creators together, or `creator`, for every single one.
    pub of: String,
    /// The largest share, 0 to 1.
    pub share: Value,
}
