//! A creator: who they are, their accounts, and what the agency knows of working with them.

mod account;
mod audience;
mod check;
mod commercial;
mod post;
mod relationship;
mod roster;

pub use account::{Account, AccountKind, FollowerRecord, HistoryPoint, Platform, RateBase, Reported, ReportedRate};
pub use audience::{
    Audience, AudienceOf, AudienceTypes, CityShare, CountryShare, Gender, GenderAgeShare, LabelShare, LanguageShare,
    ReachabilityShare,
};
pub(crate) use check::rating;
pub use commercial::{Includes, Rate, RateBasis};
pub use post::{Comment, Disclosure, Format, Post, Risk, SafetyFinding, Sentiment, Sponsor};
pub use relationship::{CampaignRecord, Exclusivity, KpiRecord, Overlap, Rating, Relationship, Reply, Scale};
pub use roster::{Roster, check_all};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::limits::{ACCOUNTS_MAX, ENTRIES_MAX};
use crate::{Attributes, Country, Document, Id, Kebab, Language, List, Name, TimeZone, Violations};

/// A creator (KOL, influencer) with everything that is known of them. Absent means unknown, never zero.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Creator {
    /// Stable identifier: `platform:external_id` of the first account, or the agency's own. Handles change; this does not.
    pub id: Id,
    /// Name as shown to people.
    pub name: Option<Name>,
    /// The creator's accounts, at least one. Checks look at the one that the campaign's platforms choose.
    pub accounts: List<Account, ACCOUNTS_MAX, 1>,
    /// Where the creator lives.
    pub location: Option<Location>,
    /// Languages that the creator publishes in.
    pub languages: Option<List<Language, ENTRIES_MAX>>,
    /// The creator's time zone.
    pub tz: Option<TimeZone>,
    /// Words for the creator's style and tone, to compare with the brand's.
    pub style_tags: Option<List<Name, ENTRIES_MAX>>,
    /// Prices that the creator asks.
    pub rates: Option<List<Rate, ENTRIES_MAX>>,
    /// Human ratings of the creator.
    pub ratings: Option<List<Rating, ENTRIES_MAX>>,
    /// Campaigns that the creator took part in, from the agency's own records.
    pub campaign_history: Option<List<CampaignRecord, ENTRIES_MAX>>,
    /// What the agency knows of working with the creator.
    pub relationship: Option<Relationship>,
    /// Shared followers with other creators.
    pub overlap: Option<List<Overlap, ENTRIES_MAX>>,
    /// The tier of an earlier run; a follower count near a tier's bound keeps it.
    pub last_tier: Option<Kebab>,
    /// The agency's own fields. A pack may constrain them with a JSON Schema of its own.
    pub attributes: Option<Attributes>,
}

/// A place.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Location {
    /// Country.
    pub country: Option<Country>,
    /// Region, ISO 3166-2 where it is known: `ID-JK`.
    pub region: Option<Name>,
    /// City.
    pub city: Option<Name>,
}

impl Document for Creator {
    const NAME: &'static str = "creator";

    fn check(&self, found: &mut Violations) {
        check::creator(self, found);
    }
}
