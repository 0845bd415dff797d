//! The money of a campaign, and what it is to buy.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::creator::{Format, Platform};
use crate::limits::ENTRIES_MAX;
use crate::{Count, CurrencyCode, Date, ExchangeRate, Fraction, Kebab, List, Money, Name, PostCount};

/// The money of a campaign. Every amount is in the currency of the total.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Budget {
    /// Everything that may be spent.
    pub total: Money,
    /// Bounds per budget line that replace the pack's.
    pub bands: Option<ByName<Band>>,
    /// The pack's budget policy to use.
    pub policy: Option<Kebab>,
    /// Share of the creator fees per tier that replaces the pack's.
    pub tier_mix: Option<ByName<Fraction>>,
    /// Fewest and most creators per tier.
    pub creators_per_tier: Option<ByName<Range>>,
    /// Largest share of the creator fees for one creator.
    pub share_per_creator_max: Option<Fraction>,
    /// Fewest posts that a plan must buy, all booked creators together.
    pub posts_min: Option<List<PostsMin, ENTRIES_MAX>>,
}

/// Fewest posts on a platform, or of one format there.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PostsMin {
    /// The platform.
    pub platform: Platform,
    /// The format; absent means any.
    pub format: Option<Format>,
    /// Fewest posts.
    pub posts: Count,
}

/// Values by the name of a tier, a line or a goal.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct ByName<T>(BTreeMap<Kebab, T>);

impl<T> ByName<T> {
    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.0.get(name)
    }

    /// Names with their values, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&Kebab, &T)> {
        self.0.iter()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for ByName<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::decode::unique_map(deserializer).map(Self)
    }
}

/// Bounds of a budget line, as fractions of the total.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Smallest share.
    pub min: Fraction,
    /// Largest share.
    pub max: Fraction,
}

/// Fewest and most creators.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// Fewest; absent means none.
    pub min: Option<Count>,
    /// Most; absent means no bound.
    pub max: Option<Count>,
}

/// Something to be published.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Deliverable {
    /// The platform.
    pub platform: Platform,
    /// The format.
    pub format: Format,
    /// How many of each creator; absent means one.
    pub quantity: Option<PostCount>,
    /// When it is due.
    pub due: Option<Date>,
}

/// An exchange rate that may be used: one unit of `from` is `rate` units of `to`.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FxRate {
    /// The day of the rate.
    pub date: Date,
    /// From this currency.
    pub from: CurrencyCode,
    /// To this currency.
    pub to: CurrencyCode,
    /// Units of `to` for one of `from`.
    pub rate: ExchangeRate,
    /// Who published it.
    pub source: Option<Name>,
}

/// What a customer is worth.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Economics {
    /// Margin as a fraction of revenue.
    pub margin: Option<Fraction>,
    /// Share of customers that buy again in the next period.
    pub retention: Option<Fraction>,
    /// Discount per period.
    pub discount: Option<Fraction>,
}

impl<T: JsonSchema> JsonSchema for ByName<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("{}_by_name", T::schema_name()).into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        crate::decode::map_schema::<Kebab, T>(generator)
    }
}
