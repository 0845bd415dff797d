//! Deduplicated reach: how many people follow at least one of several creators.
//!
//! What is known decides, best first: follower sketches, a provider's total of the set, overlaps of pairs, countries; else
//! only that the reach lies between the largest audience and the sum. A [`Pool`] holds the candidates and all that is known
//! of how they overlap; [`Pool::reach`] answers for some of them, with an interval, the method by name, and the plain sum
//! beside it. [`Coverage`] is its counterpart for a search: monotone and submodular, quick to ask what one more adds.
//!
//! **Quality.** An audience has a weight, 0 to 1: the share of it that is real and on target. A person in several audiences
//! counts once, with the largest of their weights, so that another creator never makes a person count less. In
//! formulas, with the weights in falling order `w₁ ≥ w₂ ≥ … ≥ wₙ` and `wₙ₊₁ = 0`, reach is `Σᵢ (wᵢ − wᵢ₊₁) · |A₁ ∪ … ∪ Aᵢ|`,
//! by every method and for its bounds alike. With equal weights it is the weight times unique people.
//!
//! People are accounts: who follows one creator on two platforms is two, unless a stated overlap says otherwise.

mod coverage;
mod facts;
mod note;
mod overlaps;
mod pool;
mod provider;
mod segments;
mod sketch;
mod text;
mod union;

pub use coverage::Coverage;
pub use facts::{Facts, pool_of};
pub use note::Note;
pub use overlaps::{Pair, Said, Statement, union_bounds};
pub use pool::Pool;
pub use provider::{Member, SetTotal};
pub use sketch::{
    Estimate, Fingerprint, SALT_BYTES_MIN, SIZE, SIZE_MAX, SIZE_MIN, Salt, SaltTooShort, SaltsDiffer, SizeOutOfRange,
    Sketch, Sketcher,
};
pub use text::SketchError;

use saring_model::{Country, Platform};

/// One creator's audience, as far as it is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Audience {
    /// The creator.
    pub id: String,
    /// Where the followers are; hashed ids of two platforms cannot be compared.
    pub platform: Platform,
    /// Followers.
    pub followers: u64,
    /// Share of the followers that is real and on target, 0 to 1; 1 counts everybody.
    pub weight: f64,
    /// The sketch of the followers' ids.
    pub sketch: Option<Sketch>,
    /// Shares of the followers by country, 0 to 1; empty where they are not known.
    pub countries: Vec<(Country, f64)>,
}

impl Audience {
    /// Followers by country, and those whose country is not said.
    fn by_country(&self) -> (Vec<(Country, f64)>, f64) {
        segments::parts(&self.countries, self.followers as f64)
    }
}

/// Deduplicated reach of several audiences, weighted by quality.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reach {
    /// The best estimate, in people; absent where nothing is known of how the audiences overlap.
    pub value: Option<f64>,
    /// Low end of the interval. Certain as far as the facts are, but with sketches: 19 of 20 such intervals hold the truth.
    pub low: f64,
    /// High end of the interval.
    pub high: f64,
    /// The plain sum of the audiences, which counts a person once for each of them. It is no reach.
    pub sum: f64,
    /// How the value is known.
    pub method: Method,
}

/// How a reach is known. The names are stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// There is nobody to reach.
    NoAudience,
    /// One audience, whose reach is its size.
    OneAudience,
    /// Sketches of all audiences were merged.
    Sketches,
    /// A provider counted exactly this set.
    SetTotal,
    /// A provider counted a set that this one is a part of.
    SetTotalPart,
    /// The overlaps of all pairs are known.
    Overlaps,
    /// The overlaps of some pairs are known; the others may be anything.
    SomeOverlaps,
    /// Some of the audiences are merged by sketches or a provider's total, and bounds stand for the rest.
    Mixed,
    /// Only the countries are known: people of different countries are different people.
    Segments,
    /// Nothing is known but that it lies between the largest audience and the sum.
    Unknown,
}

impl Method {
    /// Every method, best known first.
    pub const ALL: [Self; 10] = [
        Self::NoAudience,
        Self::OneAudience,
        Self::Sketches,
        Self::SetTotal,
        Self::SetTotalPart,
        Self::Overlaps,
        Self::Mixed,
        Self::SomeOverlaps,
        Self::Segments,
        Self::Unknown,
    ];

    /// The stable name, as plans and reports write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::NoAudience => "no-audience",
            Self::OneAudience => "one-audience",
            Self::Sketches => "follower-sketches",
            Self::SetTotal => "provider-set-total",
            Self::SetTotalPart => "provider-set-part",
            Self::Overlaps => "pairwise-overlaps",
            Self::SomeOverlaps => "some-pairwise-overlaps",
            Self::Mixed => "mixed",
            Self::Segments => "audience-segments",
            Self::Unknown => "unknown-overlap",
        }
    }
}

/// A weight, within 0 to 1.
#[expect(clippy::manual_clamp, reason = "`clamp` would keep what is no number, and it weighs nothing")]
fn share(weight: f64) -> f64 {
    weight.max(0.0).min(1.0)
}
