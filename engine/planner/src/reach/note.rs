//! What was found out about the evidence itself: what was set aside, and why.

use super::text::SketchError;

/// Something that a person should know of the evidence. None of them stops the estimate.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Note {
    /// A sketch that cannot be read is set aside.
    #[error("the sketch of `{creator}` cannot be read and is set aside")]
    SketchUnreadable {
        /// The creator.
        creator: String,
        /// Why.
        #[source]
        error: SketchError,
    },
    /// A sketch that counts another number of people than the account has followers is set aside.
    #[error(
        "the sketch of `{creator}` counts {counted:.0} ids where the account has {followers} followers; it is set aside"
    )]
    SketchMismatch {
        /// The creator.
        creator: String,
        /// People that the sketch counts.
        counted: f64,
        /// Followers of the account.
        followers: u64,
    },
    /// An overlap larger than the smaller audience is taken as the whole of that audience.
    #[error("`{one}` and `{other}` cannot share {stated:.0} followers; {most} are the most, and are taken")]
    OverlapImpossible {
        /// One creator.
        one: String,
        /// The other.
        other: String,
        /// Shared followers as stated.
        stated: f64,
        /// Followers of the smaller.
        most: u64,
    },
    /// Statements about a pair that differ: the bounds hold all of them, and the estimate is their mean.
    #[error("`{one}` and `{other}` share {least:.0} or {most:.0} followers, as one asks; both are kept as bounds")]
    OverlapConflict {
        /// One creator.
        one: String,
        /// The other.
        other: String,
        /// The smallest statement.
        least: f64,
        /// The largest.
        most: f64,
    },
    /// A provider's set total that contradicts itself or the accounts is set aside.
    #[error("the set total of {} is set aside: {why}", .creators.join(", "))]
    SetTotalUnusable {
        /// The creators of the set.
        creators: Vec<String>,
        /// What contradicts what.
        why: &'static str,
    },
}
