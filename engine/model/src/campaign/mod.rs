//! A campaign: the goal, the brand, whom it wants to reach, with what money, when and how.

mod brand;
mod brief;
mod budget;
mod check;
mod discovery;
mod flight;
mod measurement;
mod order;
mod overlap;
mod target;

pub use brand::Brand;
pub use brief::{Brief, Mandatory, Milestone};
pub use budget::{Band, Budget, ByName, Deliverable, Economics, FxRate, PostsMin, Range};
pub use discovery::{CompetitorCreator, Discovery, Finding};
pub use flight::{Flight, Link, Override, UsageRights, Verdict};
pub use measurement::{ActionRate, Baseline, Control, Market, MarketSize, Measurement, PricedAction, RateCard, Reuse};
pub use overlap::{AudienceOverlap, OverlapMember};
pub use target::{CountryWeight, GenderAgeWeight, LabelWeight, LanguageWeight, RegionWeight, Target};

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::creator::Platform;
use crate::limits::ENTRIES_MAX;
use crate::{Attributes, Document, Fraction, Id, Kebab, List, Name, Positive, Violations};

/// A campaign.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Campaign {
    /// Stable identifier.
    pub id: Id,
    /// Name as shown to people.
    pub name: Option<Name>,
    /// What the campaign is for. It chooses the weights of the layers.
    pub goal: Goal,
    /// Platforms in order of preference. They choose which account of a creator is looked at.
    pub platforms: Option<List<Platform, ENTRIES_MAX>>,
    /// The brand.
    pub brand: Brand,
    /// Whom the campaign wants to reach.
    pub target: Option<Target>,
    /// The money.
    pub budget: Option<Budget>,
    /// What is to be published.
    pub deliverables: Option<List<Deliverable, ENTRIES_MAX>>,
    /// What success is measured by.
    pub kpis: Option<List<Kpi, ENTRIES_MAX>>,
    /// What was found out before anyone was chosen.
    pub discovery: Option<Discovery>,
    /// The brief for creators.
    pub brief: Option<Brief>,
    /// When it runs.
    pub flight: Option<Flight>,
    /// Tracking links and promo codes.
    pub links: Option<List<Link, ENTRIES_MAX>>,
    /// What the brand may do with the content.
    pub usage_rights: Option<UsageRights>,
    /// Creators that must be chosen.
    pub required: Option<List<Id, ENTRIES_MAX>>,
    /// Creators that must not be chosen.
    pub forbidden: Option<List<Id, ENTRIES_MAX>>,
    /// Groups of creators of whom at most one may be chosen.
    pub exclusions: Option<List<List<Id, ENTRIES_MAX>, ENTRIES_MAX>>,
    /// Sets of creators whose unique followers a provider counted.
    pub audience_overlap: Option<List<AudienceOverlap, ENTRIES_MAX>>,
    /// Exchange rates that may be used.
    pub fx: Option<List<FxRate, ENTRIES_MAX>>,
    /// Margin, retention and discount, for what the campaign was worth.
    pub economics: Option<Economics>,
    /// What results are held against.
    pub measurement: Option<Measurement>,
    /// Human judgements. They stand beside the computed verdict and never replace it silently.
    pub overrides: Option<List<Override, ENTRIES_MAX>>,
    /// The agency's own fields.
    pub attributes: Option<Attributes>,
}

/// One goal of the pack (`awareness`, `engagement`, `conversion`, `loyalty`), or weights of several that sum to 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(extend("x-form" = "a goal such as `awareness`, or an object of goals with their weights"))]
pub enum Goal {
    /// One goal.
    One(Kebab),
    /// Several goals with their weights.
    Weighted(GoalWeights),
}

/// Weights of goals. They sum to 1.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct GoalWeights(BTreeMap<Kebab, Fraction>);

impl GoalWeights {
    /// Goals with their weights, in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&Kebab, f64)> {
        self.0.iter().map(|(goal, weight)| (goal, weight.get()))
    }
}

impl<'de> Deserialize<'de> for GoalWeights {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::decode::unique_map(deserializer).map(Self)
    }
}

/// A target that the campaign is measured by.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Kpi {
    /// The metric.
    pub metric: Name,
    /// The value to reach, in the unit of the metric's definition.
    pub target: Option<Positive>,
    /// Days after publication in which it is measured.
    pub window_days: Option<Positive>,
    /// Which definition of the metric holds.
    pub definition_id: Option<Id>,
}

impl Document for Campaign {
    const NAME: &'static str = "campaign";

    fn check(&self, found: &mut Violations) {
        check::campaign(self, found);
    }
}

impl JsonSchema for GoalWeights {
    fn schema_name() -> Cow<'static, str> {
        "GoalWeights".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        crate::decode::map_schema::<Kebab, Fraction>(generator)
    }
}
