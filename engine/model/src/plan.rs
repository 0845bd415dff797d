//! A plan: the money per line, and who is booked for what.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::campaign::Deliverable;
use crate::limits::{CREATORS_MAX, ENTRIES_MAX};
use crate::{Document, Fraction, Id, Kebab, List, Money, Name, Positive};

/// A plan for a campaign. The lines sum to the campaign's total to the minor unit.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The campaign.
    pub campaign: Id,
    /// Money per budget line.
    pub lines: List<Line, ENTRIES_MAX>,
    /// Creator fees per tier.
    pub tiers: Option<List<Line, ENTRIES_MAX>>,
    /// Who is booked.
    pub bookings: List<Booking, CREATORS_MAX>,
    /// Deduplicated reach that is expected of all bookings.
    pub reach: Option<Estimate>,
    /// Result on the campaign's goal that is expected of all bookings.
    pub goal_value: Option<Estimate>,
    /// How far the plan can be from the best one, as a fraction of the best.
    pub gap: Option<Fraction>,
}

/// Money of one budget line or tier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// The line or tier.
    pub id: Kebab,
    /// Its money.
    pub amount: Money,
}

/// One booked creator.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Booking {
    /// The creator.
    pub creator: Id,
    /// The tier in which the creator is paid.
    pub tier: Option<Kebab>,
    /// What is to be published.
    pub deliverables: List<Deliverable, ENTRIES_MAX>,
    /// The fee.
    pub fee: Money,
    /// Reach that is expected of this creator alone.
    pub reach: Option<Estimate>,
    /// Result on the campaign's goal that is expected of this creator.
    pub goal_value: Option<Estimate>,
}

/// An expected value with its interval and the method behind it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Estimate {
    /// The expected value.
    pub value: Positive,
    /// Low end of the interval.
    pub low: Positive,
    /// High end of the interval.
    pub high: Positive,
    /// How it was estimated.
    pub method: Name,
}

impl Document for Plan {
    const NAME: &'static str = "plan";
}
