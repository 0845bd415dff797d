//! What kind of creator it is; everything else follows from that.

use saring_model::limits::ENTRIES_MAX;
use saring_model::{List, Name, Platform};

use super::dice::Dice;
use super::facts::{list, name};
use super::words::{FIRST_NAMES, LAST_NAMES, NICHES, STYLES};

/// What there is to tell of a creator. A shortlist of all of them shows every kind of verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Story {
    /// Honest work with an ordinary audience.
    Genuine,
    /// Better than others of the size in nearly everything.
    Star,
    /// Followers were bought: spikes, low engagement, suspicious audience.
    Bought,
    /// The audience lives elsewhere, or is of another age.
    OffTarget,
    /// A rival of the brand holds an exclusivity.
    Bound,
    /// Late, slow to answer, disputes.
    Unreliable,
    /// Content that a careful brand does not stand beside.
    Risky,
    /// Hardly anything is known.
    Sparse,
}

/// The traits of one creator.
pub(super) struct Profile {
    pub(super) number: u64,
    pub(super) story: Story,
    pub(super) name: String,
    pub(super) handle: String,
    pub(super) niche: &'static str,
    pub(super) platform: Platform,
    /// Followers of the first account.
    pub(super) followers: f64,
    /// How much better than the size's usual the engagement is.
    pub(super) appeal: f64,
}

/// Followers of the median creator of an agency's roster.
const FOLLOWERS_MEDIAN: f64 = 24_000.0;
/// Spread of followers in natural logarithms: about 3 % below 1,000 and 4 % from 500,000 up.
const FOLLOWERS_SPREAD: f64 = 1.7;

impl Profile {
    pub(super) fn new(dice: &mut Dice, number: u64) -> Self {
        let story = dice.choose(
            Story::Genuine,
            &[
                (Story::Star, 0.12),
                (Story::Bought, 0.12),
                (Story::OffTarget, 0.10),
                (Story::Sparse, 0.10),
                (Story::Unreliable, 0.06),
                (Story::Risky, 0.05),
                (Story::Bound, 0.04),
            ],
        );
        let (first, last) = (dice.pick(FIRST_NAMES), dice.pick(LAST_NAMES));
        let niche = dice.whole(0, NICHES.len() as u64 - 1) as usize;
        // An agency that looks for skin care has more of it on its list.
        let niche = if dice.chance(0.35) { 0 } else { niche };
        let (word, niche) = NICHES.get(niche).copied().unwrap_or_default();
        let appeal = match story {
            Story::Star => dice.between(1.5, 2.4),
            Story::Bought => dice.between(0.02, 0.16),
            _ => dice.log_normal(1.0, 0.35),
        };
        Self {
            number,
            story,
            name: format!("{first} {last}"),
            handle: format!("{}.{word}.{number}.fiksi", first.to_lowercase()),
            niche,
            platform: dice.choose(Platform::Instagram, &[(Platform::Tiktok, 0.37), (Platform::Youtube, 0.04)]),
            followers: dice.log_normal(FOLLOWERS_MEDIAN, FOLLOWERS_SPREAD).clamp(250.0, 9_000_000.0).round(),
            appeal,
        }
    }
}

/// Two or three words for the creator's style.
pub(super) fn styles(dice: &mut Dice) -> Option<List<Name, ENTRIES_MAX>> {
    let mut styles: Vec<&str> = Vec::new();
    for _ in 0..dice.whole(2, 3) {
        let style = dice.pick(STYLES);
        if !styles.contains(&style) {
            styles.push(style);
        }
    }
    list(styles.into_iter().filter_map(name).collect())
}
