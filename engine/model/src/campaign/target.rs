//! Whom a campaign wants to reach.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::creator::Gender;
use crate::limits::CELLS_MAX;
use crate::{Age, Country, Fraction, Language, List, Name};

/// Whom a campaign wants to reach. Within one breakdown the cells add up; between breakdowns they must all hold.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// Countries.
    pub countries: Option<List<CountryWeight, CELLS_MAX>>,
    /// Regions.
    pub regions: Option<List<RegionWeight, CELLS_MAX>>,
    /// Languages.
    pub languages: Option<List<LanguageWeight, CELLS_MAX>>,
    /// Genders and ages.
    pub gender_age: Option<List<GenderAgeWeight, CELLS_MAX>>,
    /// Interests.
    pub interests: Option<List<LabelWeight, CELLS_MAX>>,
}

/// A country of the target.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CountryWeight {
    /// The country.
    pub code: Country,
    /// How much a follower there counts, 0 to 1; absent means fully.
    pub weight: Option<Fraction>,
}

/// A region of the target.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegionWeight {
    /// The region, ISO 3166-2: `ID-JK`.
    pub code: Name,
    /// How much a follower there counts, 0 to 1; absent means fully.
    pub weight: Option<Fraction>,
}

/// A language of the target.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LanguageWeight {
    /// The language.
    pub code: Language,
    /// How much a follower who speaks it counts, 0 to 1; absent means fully.
    pub weight: Option<Fraction>,
}

/// A gender and age band of the target.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GenderAgeWeight {
    /// The gender; absent means any.
    pub gender: Option<Gender>,
    /// Youngest age wanted.
    pub age_min: Age,
    /// Oldest age wanted; absent means no bound.
    pub age_max: Option<Age>,
    /// How much a follower of this cell counts, 0 to 1; absent means fully.
    pub weight: Option<Fraction>,
}

/// An interest of the target.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelWeight {
    /// The interest.
    pub label: Name,
    /// How much a follower with it counts, 0 to 1; absent means fully.
    pub weight: Option<Fraction>,
}
