//! What the agency knows of working with a creator: past campaigns, terms, replies, ratings.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::Format;
use crate::limits::ENTRIES_MAX;
use crate::{Count, Date, Fraction, Id, List, Money, Name, Number, Positive, Provenance, Timestamp};

/// One past campaign of a creator.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CampaignRecord {
    /// The campaign.
    pub campaign: Id,
    /// The brand.
    pub brand: Option<Name>,
    /// The brand's product category, such as `iab-ap:2.0:1244`.
    pub category: Option<Id>,
    /// When the work ended.
    pub ended: Option<Date>,
    /// The format that was delivered most.
    pub format: Option<Format>,
    /// Targets and results.
    pub kpis: Option<List<KpiRecord, ENTRIES_MAX>>,
    /// What was paid in all.
    pub spend: Option<Money>,
    /// What the creator first asked.
    pub asked: Option<Money>,
    /// What was agreed.
    pub agreed: Option<Money>,
    /// Whether everything was delivered on time.
    pub on_time: Option<bool>,
    /// Revisions that were needed.
    pub revisions: Option<Count>,
    /// Disputes about the work or the terms.
    pub disputes: Option<Count>,
    /// Deliverables given beyond the contract.
    pub extras: Option<Count>,
    /// Whether the terms were reopened after signing.
    pub reopened: Option<bool>,
}

/// One target of a past campaign with its result.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KpiRecord {
    /// The metric.
    pub metric: Name,
    /// What was agreed.
    pub target: Option<Positive>,
    /// What was reached.
    pub actual: Option<Positive>,
}

/// The standing relationship between agency and creator.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Relationship {
    /// Contracts signed so far.
    pub contracts_n: Option<Count>,
    /// Clarity of the creator's rate card, rated 0 to 1.
    pub rate_card_clarity: Option<Fraction>,
    /// Exclusivities that bind the creator. An empty list states that there are none.
    pub exclusivity: Option<List<Exclusivity, ENTRIES_MAX>>,
    /// Messages and their answers.
    pub replies: Option<List<Reply, ENTRIES_MAX>>,
    /// The creator's own satisfaction, net promoter score from -100 to 100.
    pub nps: Option<Number>,
    /// Repeated collaborations.
    pub repeat_n: Option<Count>,
    /// Where these facts come from.
    pub provenance: Option<Provenance>,
}

/// An exclusivity that binds a creator.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exclusivity {
    /// The product category that is closed to others, such as `iab-ap:2.0:1244`.
    pub category: Id,
    /// The brand that holds it.
    pub brand: Option<Name>,
    /// First day on which it binds; absent means that it already does.
    pub from: Option<Date>,
    /// Last day on which it binds; absent means that no end is known.
    pub until: Option<Date>,
}

/// A message to the creator, and when it was answered.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// When the message was sent.
    pub sent: Timestamp,
    /// When it was answered; absent where it never was.
    pub answered: Option<Timestamp>,
}

/// A human rating of a creator.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rating {
    /// What was rated.
    pub criterion: Name,
    /// Who rated.
    pub rater: Id,
    /// The ends of the scale.
    pub scale: Scale,
    /// The rating, on its scale.
    pub value: Number,
    /// When it was given.
    pub at: Option<Date>,
}

/// The ends of a rating scale.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// The worst value.
    pub min: Number,
    /// The best value.
    pub max: Number,
}

/// Followers shared with another creator.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Overlap {
    /// The other creator.
    pub with: Id,
    /// Shared followers.
    pub shared: Option<Count>,
    /// Shared followers divided by those of either.
    pub jaccard: Option<Fraction>,
    /// Shared followers divided by those of the smaller account.
    pub pct_of_smaller: Option<Fraction>,
    /// Where the overlap comes from.
    pub provenance: Option<Provenance>,
}
