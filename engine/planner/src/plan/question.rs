//! What a plan is made from.

use std::fmt;

use saring_model::campaign::PostsMin;
use saring_model::creator::{Format, Platform};

use crate::portfolio::Effort;
use crate::reach::Pool;

/// Who may be booked, with what, within which bounds.
#[derive(Debug, Clone)]
pub struct PlanQuestion {
    /// Everybody who was decided on. Their order is without meaning.
    pub entrants: Vec<Entrant>,
    /// Money for fees, in minor units.
    pub fees: i64,
    /// Bounds per tier.
    pub tiers: Vec<Tier>,
    /// Largest fee of one creator, in minor units.
    pub fee_max: Option<i64>,
    /// Largest sum of fees on a platform, in minor units.
    pub platforms: Vec<(Platform, i64)>,
    /// Groups of creators of whom at most one may be booked.
    pub exclusions: Vec<Vec<String>>,
    /// Fewest posts that all bookings together must have.
    pub posts_min: Vec<PostsMin>,
    /// What a person decided beforehand.
    pub wishes: Wishes,
    /// The entrants' audiences in their order, where who follows several of them counts once; none where values add up.
    pub pool: Option<Pool>,
    /// How hard to try.
    pub effort: Effort,
}

impl PlanQuestion {
    /// The bound that a row of the problem holds, by the row's id.
    pub fn bound(&self, row: &str) -> Option<Bound> {
        let tiers = self.tiers.iter().map(|tier| &tier.id);
        let tiers = tiers.flat_map(|tier| [Bound::TierFees(tier.clone()), Bound::TierCreators(tier.clone())]);
        let platforms = self.platforms.iter().map(|(platform, _)| Bound::PlatformFees(*platform));
        let groups = (0..self.exclusions.len()).map(Bound::Exclusion);
        let posts = self.posts_min.iter().map(|min| Bound::Posts(min.platform, min.format));
        let mut all = std::iter::once(Bound::Fees).chain(tiers).chain(platforms).chain(groups).chain(posts);
        all.find(|bound| bound.to_string() == row)
    }
}

/// Bounds of a tier.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tier {
    /// The tier.
    pub id: String,
    /// Money for its fees, in minor units; none where tiers share one purse.
    pub fees: Option<i64>,
    /// Fewest creators.
    pub creators_min: Option<i64>,
    /// Most creators.
    pub creators_max: Option<i64>,
}

/// A creator as the plan sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entrant {
    /// The creator.
    pub id: String,
    /// Its tier.
    pub tier: Option<String>,
    /// Why nothing of it may be booked, whatever the money.
    pub barrier: Option<Barrier>,
    /// What it offers.
    pub offerings: Vec<Offering>,
}

/// A package as the plan sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Offering {
    /// Its name, unique among those of the creator.
    pub id: String,
    /// The fee in minor units; none where there is no price.
    pub fee: Option<i64>,
    /// What it adds towards the goal; none where that is unknown.
    pub value: Option<f64>,
    /// What is published.
    pub posts: Vec<(Platform, Format, i64)>,
}

/// What a person decided beforehand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wishes {
    /// Creators that must be booked.
    pub pins: Vec<Pin>,
    /// Creators that must not be booked.
    pub bans: Vec<String>,
}

/// A creator that must be booked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// The creator.
    pub creator: String,
    /// The package; none where any will do.
    pub package: Option<String>,
}

/// Why a creator cannot be booked at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Barrier {
    /// Its verdict is none that may be booked.
    Verdict(&'static str),
    /// The campaign forbids it, or a person banned it.
    Banned,
    /// A contract with a rival runs into the flight.
    Exclusivity,
    /// It offers nothing on the campaign's platforms.
    NoPackage,
    /// It has no tier, and tiers divide all fees.
    NoTier,
    /// Nobody named a price, and none can be estimated.
    NoPrice,
    /// What it adds towards the goal is unknown.
    NoValue,
    /// Its cheapest package costs more than one creator may have.
    AboveShare {
        /// The cheapest fee, in minor units.
        fee: i64,
        /// The largest fee, in minor units.
        max: i64,
    },
}

/// What one row of the problem bounds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bound {
    /// All fees together.
    Fees,
    /// Fees of a tier.
    TierFees(String),
    /// Creators of a tier.
    TierCreators(String),
    /// Fees on a platform.
    PlatformFees(Platform),
    /// Creators of whom at most one may be booked, by the place of their group.
    Exclusion(usize),
    /// Posts on a platform, or of one format there.
    Posts(Platform, Option<Format>),
}

impl Bound {
    /// Whether the row counts money.
    pub fn is_money(&self) -> bool {
        matches!(self, Self::Fees | Self::TierFees(_) | Self::PlatformFees(_))
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fees => f.write_str("fees"),
            Self::TierFees(tier) => write!(f, "fees:{tier}"),
            Self::TierCreators(tier) => write!(f, "creators:{tier}"),
            Self::PlatformFees(platform) => write!(f, "fees:{}", platform.as_str()),
            Self::Exclusion(group) => write!(f, "exclusion:{group}"),
            Self::Posts(platform, None) => write!(f, "posts:{}", platform.as_str()),
            Self::Posts(platform, Some(format)) => write!(f, "posts:{}:{}", platform.as_str(), format.as_str()),
        }
    }
}
