//! What the agency knows of working with a creator.

use saring_model::creator::{CampaignRecord, Exclusivity, Format, KpiRecord, Rating, Relationship, Reply, Scale};
use saring_model::limits::ENTRIES_MAX;
use saring_model::{Count, Id, List, Method, Number, Platform, Timestamp};

use super::commercial::usual_price;
use super::dice::Dice;
use super::facts::{date, days_before, fraction, list, name, positive, provenance, rupiah};
use super::profile::{Profile, Story};
use super::words::{RIVALS, SKIN_CARE, SPONSORS};

/// Past campaigns with their targets and results.
pub(super) fn campaigns(
    dice: &mut Dice,
    profile: &Profile,
    as_of: Timestamp,
) -> Option<List<CampaignRecord, ENTRIES_MAX>> {
    let (on_time, dispute) = if profile.story == Story::Unreliable { (0.35, 0.4) } else { (0.92, 0.02) };
    let format = if profile.platform == Platform::Instagram { Format::Reel } else { Format::Video };
    let mut records = Vec::new();
    for n in 0..dice.whole(1, 4) {
        let (brand, category) = SPONSORS.get(dice.whole(0, SPONSORS.len() as u64 - 1) as usize)?;
        let target = (profile.followers * dice.between(0.2, 0.6)).round();
        let kpi = KpiRecord {
            metric: name("reach")?,
            target: positive(target),
            actual: if dice.chance(0.85) {
                positive((target * dice.log_normal(profile.appeal, 0.3)).round())
            } else {
                None
            },
        };
        let asked = usual_price(profile) * dice.between(0.9, 1.5);
        let agreed = rupiah(asked * dice.between(0.75, 1.0));
        records.push(CampaignRecord {
            campaign: Id::new(format!("past-{:05}-{n}", profile.number)).ok()?,
            brand: name(*brand),
            category: Id::new(*category).ok(),
            ended: date(as_of, dice.between(30.0, 700.0)),
            format: Some(format),
            kpis: list(vec![kpi]),
            spend: agreed,
            asked: if dice.chance(0.6) { rupiah(asked) } else { None },
            agreed,
            on_time: if dice.chance(0.95) { Some(dice.chance(on_time)) } else { None },
            revisions: Count::new(dice.whole(0, 3)).ok(),
            disputes: Count::new(u64::from(dice.chance(dispute))).ok(),
            extras: if dice.chance(0.3) { Count::new(dice.whole(0, 2)).ok() } else { None },
            reopened: if dice.chance(0.5) { Some(dice.chance(0.08)) } else { None },
        });
    }
    list(records)
}

/// The standing relationship: terms for those who are bound, and for about half of the others.
pub(super) fn relationship(dice: &mut Dice, profile: &Profile, as_of: Timestamp) -> Option<Relationship> {
    let bound = profile.story == Story::Bound;
    if !bound && (profile.story == Story::Sparse || !dice.chance(0.5)) {
        return None;
    }
    let slow = profile.story == Story::Unreliable;
    let contracts = dice.whole(0, 6);
    let exclusivity = if bound {
        list(vec![exclusivity(dice, as_of)?])
    } else if dice.chance(0.75) {
        // An empty list says that there is none, which is more than saying nothing.
        list(if dice.chance(0.08) { vec![ended(dice, as_of)?] } else { Vec::new() })
    } else {
        None
    };
    Some(Relationship {
        contracts_n: Count::new(contracts).ok(),
        rate_card_clarity: if dice.chance(0.4) { fraction(dice.between(0.3, 1.0)) } else { None },
        exclusivity,
        replies: if dice.chance(0.7) { replies(dice, slow, as_of) } else { None },
        nps: if dice.chance(0.3) {
            Number::new(dice.whole(0, 100) as f64 - if slow { 60.0 } else { 10.0 }).ok()
        } else {
            None
        },
        repeat_n: Count::new(dice.whole(0, contracts.min(3))).ok(),
        provenance: provenance(dice, as_of, Method::Declared, None),
    })
}

/// A rival's exclusivity in skin care that still binds.
fn exclusivity(dice: &mut Dice, as_of: Timestamp) -> Option<Exclusivity> {
    Some(Exclusivity {
        category: Id::new(SKIN_CARE).ok()?,
        brand: name(dice.pick(RIVALS)),
        from: date(as_of, dice.between(20.0, 120.0)),
        until: date(as_of, -dice.between(90.0, 330.0)),
    })
}

/// An exclusivity that has ended.
fn ended(dice: &mut Dice, as_of: Timestamp) -> Option<Exclusivity> {
    let ended = dice.between(20.0, 200.0);
    Some(Exclusivity {
        category: Id::new(SKIN_CARE).ok()?,
        brand: name(dice.pick(RIVALS)),
        from: date(as_of, ended + 180.0),
        until: date(as_of, ended),
    })
}

fn replies(dice: &mut Dice, slow: bool, as_of: Timestamp) -> Option<List<Reply, ENTRIES_MAX>> {
    let hours = if slow { 60.0 } else { 7.0 };
    let unanswered = if slow { 0.35 } else { 0.04 };
    let mut replies = Vec::new();
    for _ in 0..dice.whole(2, 6) {
        let sent_days = dice.between(8.0, 160.0);
        let answered_days = sent_days - (dice.log_normal(hours, 0.8) / 24.0).min(7.5);
        let answered = if dice.chance(unanswered) { None } else { days_before(as_of, answered_days) };
        replies.push(Reply { sent: days_before(as_of, sent_days)?, answered });
    }
    list(replies)
}

/// Ratings by two people of the agency on a scale from 1 to 5.
pub(super) fn ratings(dice: &mut Dice, as_of: Timestamp) -> Option<List<Rating, ENTRIES_MAX>> {
    let mut ratings = Vec::new();
    let opinion = dice.whole(2, 5);
    for (criterion, rater) in [
        ("style-and-tone", "agency:rina"),
        ("style-and-tone", "agency:tomi"),
        ("innovation", "agency:rina"),
        ("innovation", "agency:tomi"),
    ] {
        let value = (opinion + dice.whole(0, 1)).min(5);
        ratings.push(Rating {
            criterion: name(criterion)?,
            rater: Id::new(rater).ok()?,
            scale: Scale { min: Number::new(1.0).ok()?, max: Number::new(5.0).ok()? },
            value: Number::new(value as f64).ok()?,
            at: date(as_of, dice.between(5.0, 120.0)),
        });
    }
    list(ratings)
}
