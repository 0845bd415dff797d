//! What a campaign was worth, metric by metric.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::creator::Platform;
use crate::decode::rules::{item, ordered};
use crate::limits::CREATORS_MAX;
use crate::{Document, Id, Kebab, List, Name, Number, Prose, Violations};

/// The measured results of a campaign.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Results {
    /// The campaign.
    pub campaign: Id,
    /// The metrics.
    pub metrics: List<MetricValue, CREATORS_MAX>,
}

/// One metric for one scope: a value with its interval, or unknown with a reason.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MetricValue {
    /// The metric.
    pub metric: Kebab,
    /// The dimension that it belongs to.
    pub dimension: Dimension,
    /// The creator; absent where it is not for one creator.
    pub creator: Option<Id>,
    /// The tier; absent where it is not for one tier.
    pub tier: Option<Kebab>,
    /// The platform; absent where it is not for one platform.
    pub platform: Option<Platform>,
    /// The value; absent means unknown, and `unknown` says why.
    pub value: Option<Number>,
    /// Low end of the interval.
    pub low: Option<Number>,
    /// High end of the interval.
    pub high: Option<Number>,
    /// Unit of value and interval.
    pub unit: Name,
    /// Why the value is unknown.
    pub unknown: Option<Prose>,
    /// The target that it is compared with.
    pub target: Option<Number>,
    /// Which definition of the metric holds.
    pub definition_id: Option<Id>,
}

/// A dimension of what a campaign was worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// Reach, engagement, clicks, orders, cost.
    Quantitative,
    /// Sentiment, content quality, press, earned media value.
    Qualitative,
    /// Satisfaction, reuse, community, network.
    RelationshipValue,
    /// Revenue, lifetime value, market share, position.
    BusinessImpact,
}

impl Dimension {
    /// Every dimension, in the order of reports.
    pub const ALL: [Self; 4] = [Self::Quantitative, Self::Qualitative, Self::RelationshipValue, Self::BusinessImpact];

    /// The dimension as written in packs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Quantitative => "quantitative",
            Self::Qualitative => "qualitative",
            Self::RelationshipValue => "relationship-value",
            Self::BusinessImpact => "business-impact",
        }
    }
}

impl Document for Results {
    const NAME: &'static str = "results";

    fn check(&self, found: &mut Violations) {
        for (n, metric) in self.metrics.iter().enumerate() {
            let end = |end: Option<Number>| end.map(Number::get);
            ordered(&item("/metrics", n), ("low", end(metric.low)), ("high", end(metric.high)), found);
        }
    }
}
