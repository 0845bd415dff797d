//! Who follows, likes and comments.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::limits::CELLS_MAX;
use crate::{Age, Count, Country, Fraction, Id, Language, List, Name, Provenance, Text};

/// The make-up of one audience of an account.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Audience {
    /// Whose make-up this is.
    pub of: AudienceOf,
    /// Countries, as shares of the audience.
    pub countries: Option<List<CountryShare, CELLS_MAX>>,
    /// Cities, as shares of the audience.
    pub cities: Option<List<CityShare, CELLS_MAX>>,
    /// Languages, as shares of the audience.
    pub languages: Option<List<LanguageShare, CELLS_MAX>>,
    /// Gender and age together, as shares of the audience.
    pub gender_age: Option<List<GenderAgeShare, CELLS_MAX>>,
    /// Real people, influencers, mass followers, suspicious accounts.
    pub types: Option<AudienceTypes>,
    /// The provider's credibility, 0 to 1. Not the sum of real and influencer.
    pub credibility: Option<Fraction>,
    /// How many accounts the audience follows, as shares.
    pub reachability: Option<List<ReachabilityShare, CELLS_MAX>>,
    /// Interests, as shares of the audience; they may sum to more than 1.
    pub interests: Option<List<LabelShare, CELLS_MAX>>,
    /// Brands that the audience follows, as shares of the audience.
    pub brand_affinity: Option<List<LabelShare, CELLS_MAX>>,
    /// A base64 sketch of hashed follower identifiers, for deduplicated reach.
    pub sketch: Option<Text<1, 100_000>>,
    /// Where this make-up comes from; its sample size is the number of profiles looked at.
    pub provenance: Option<Provenance>,
}

impl Audience {
    /// An audience of which nothing is known.
    pub const fn unknown(of: AudienceOf) -> Self {
        Self {
            of,
            countries: None,
            cities: None,
            languages: None,
            gender_age: None,
            types: None,
            credibility: None,
            reachability: None,
            interests: None,
            brand_affinity: None,
            sketch: None,
            provenance: None,
        }
    }
}

/// Whose make-up an audience block gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AudienceOf {
    /// The followers.
    Followers,
    /// Those who like.
    Likers,
    /// Those who comment.
    Commenters,
}

/// Share of an audience in one country.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CountryShare {
    /// The country.
    pub code: Country,
    /// Its share.
    pub share: Fraction,
}

/// Share of an audience in one city.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CityShare {
    /// The city.
    pub name: Name,
    /// Its country.
    pub country: Option<Country>,
    /// Its region, ISO 3166-2 where it is known.
    pub region: Option<Name>,
    /// Its share.
    pub share: Fraction,
}

/// Share of an audience that speaks one language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LanguageShare {
    /// The language.
    pub code: Language,
    /// Its share.
    pub share: Fraction,
}

/// Share of an audience of one gender and one age band.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GenderAgeShare {
    /// The gender.
    pub gender: Gender,
    /// Youngest age in the band, in years.
    pub age_min: Age,
    /// Oldest age in the band, in years; absent where the band is open.
    pub age_max: Option<Age>,
    /// Its share.
    pub share: Fraction,
}

/// A gender as platforms report it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Any other, or not given by the platform.
    Other,
}

/// What kinds of accounts an audience is made of. The four sum to about 1.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AudienceTypes {
    /// Real people.
    pub real: Option<Fraction>,
    /// Influencers.
    pub influencer: Option<Fraction>,
    /// Mass followers, who follow more than 1,500 accounts and see few posts.
    pub mass: Option<Fraction>,
    /// Suspicious accounts.
    pub suspicious: Option<Fraction>,
}

/// Share of an audience that follows a number of accounts.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReachabilityShare {
    /// Fewest accounts followed.
    pub following_min: Count,
    /// Most accounts followed; absent where the band is open.
    pub following_max: Option<Count>,
    /// Its share.
    pub share: Fraction,
}

/// Share of an audience with one interest or brand.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelShare {
    /// The interest or brand.
    pub label: Name,
    /// Its identifier in a taxonomy.
    pub id: Option<Id>,
    /// Its share.
    pub share: Fraction,
}
