//! What a classifier says of posts: topics, brand-safety findings, and features of the platform that they use.

use saring_model::creator::SafetyFinding;
use saring_model::limits::ENTRIES_MAX;
use saring_model::{Id, List, Name, Platform};

use super::dice::Dice;
use super::facts::{fraction, list, name};
use super::profile::Story;
use super::words::{FEATURES, FINDINGS, NICHES, RISKY_FINDINGS, topics_of};

/// Topics of a post in the IAB Content Taxonomy 3.1: mostly the creator's own, now and then another's.
pub(super) fn topics(dice: &mut Dice, niche: &str) -> Option<List<Id, ENTRIES_MAX>> {
    let strayed = dice.chance(0.2).then(|| NICHES.get(dice.whole(0, NICHES.len() as u64 - 1) as usize)).flatten();
    let ids = topics_of(strayed.map_or(niche, |(_, niche)| niche));
    list(ids.iter().filter_map(|id| Id::new(*id).ok()).collect())
}

/// Findings in a post that was looked at. An empty list says that nothing was found, which is more than saying nothing.
pub(super) fn findings(dice: &mut Dice, story: Story) -> Option<List<SafetyFinding, ENTRIES_MAX>> {
    let (share, kinds) = if story == Story::Risky { (0.3, RISKY_FINDINGS) } else { (0.02, FINDINGS) };
    if !dice.chance(share) {
        return list(Vec::new());
    }
    let (garm, risk) = kinds.get(dice.whole(0, kinds.len() as u64 - 1) as usize)?;
    let finding = SafetyFinding {
        garm: Id::new(*garm).ok()?,
        risk: *risk,
        confidence: fraction(dice.between(0.6, 0.98)),
        locations: list(vec![name("caption")?]),
        detected_at: None,
    };
    list(vec![finding])
}

/// Features of the platform that a post uses; an empty list where it uses none.
pub(super) fn features(dice: &mut Dice, platform: Platform) -> Option<List<Name, ENTRIES_MAX>> {
    let share = if platform == Platform::Tiktok { 0.7 } else { 0.5 };
    let used = dice.chance(share).then(|| name(dice.pick(FEATURES))).flatten();
    list(used.into_iter().collect())
}
