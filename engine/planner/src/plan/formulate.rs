//! From a question to a problem: entrants become candidates, bounds become rows.

use std::collections::BTreeMap;

use saring_model::creator::{Format, Platform};

use super::people;
use super::question::{Barrier, Bound, Entrant, Offering, Pin, PlanQuestion, Wishes};
use super::settle::NoPlan;
use crate::limits::USE_MAX;
use crate::portfolio::{Candidate, Offer, Problem, Row, Stance};

/// A problem, with what its numbers stand for.
pub(super) struct Formulated {
    pub problem: Problem,
    /// What each row bounds.
    pub bounds: Vec<Bound>,
    /// Places of the candidates among the entrants.
    pub entrants: Vec<usize>,
    /// Places of each candidate's offers among the entrant's offerings.
    pub offerings: Vec<Vec<usize>>,
    /// What each offer is worth by itself.
    pub values: Vec<Vec<f64>>,
    /// Why an entrant is no candidate, by its place.
    pub barred: BTreeMap<usize, Barrier>,
}

/// States the question as a problem. A creator that must be booked and cannot be is refused with the reason.
pub(super) fn formulate(question: &PlanQuestion) -> Result<Formulated, NoPlan> {
    known(question)?;
    let (bounds, rows): (Vec<Bound>, Vec<Row>) = bounds(question).into_iter().unzip();
    let places: BTreeMap<Bound, usize> = bounds.iter().cloned().zip(0..).collect();
    let mut formulated = Formulated {
        problem: Problem { candidates: Vec::new(), rows },
        bounds,
        entrants: Vec::new(),
        offerings: Vec::new(),
        values: Vec::new(),
        barred: BTreeMap::new(),
    };
    for (at, entrant) in question.entrants.iter().enumerate() {
        let pins = || question.wishes.pins.iter().filter(|pin| pin.creator == entrant.id);
        let pin = pins().find(|pin| pin.package.is_some()).or_else(|| pins().next());
        match usable(question, entrant, pin) {
            Ok(offerings) => {
                let value = |at: &usize| entrant.offerings.get(*at).and_then(|offering| offering.value);
                formulated.values.push(offerings.iter().map(|at| value(at).unwrap_or_default()).collect());
                let candidate = candidate(question, at, entrant, pin.is_some(), &offerings, &places);
                formulated.problem.candidates.push(candidate);
                formulated.entrants.push(at);
                formulated.offerings.push(offerings);
            }
            Err(barrier) if pin.is_some() => {
                return Err(NoPlan::CannotBePinned { creator: entrant.id.clone(), barrier });
            }
            Err(barrier) => drop(formulated.barred.insert(at, barrier)),
        }
    }
    Ok(formulated)
}

/// Wishes must speak of creators that there are, and not of one creator both ways.
fn known(question: &PlanQuestion) -> Result<(), NoPlan> {
    let is_known = |id: &String| question.entrants.iter().any(|entrant| entrant.id == *id);
    let Wishes { pins, bans } = &question.wishes;
    let named = pins.iter().map(|pin| &pin.creator).chain(bans);
    if let Some(creator) = named.into_iter().find(|id| !is_known(id)) {
        return Err(NoPlan::UnknownCreator { creator: creator.clone() });
    }
    if let Some(pin) = pins.iter().find(|pin| bans.contains(&pin.creator)) {
        return Err(NoPlan::PinnedAndBanned { creator: pin.creator.clone() });
    }
    let differs = |one: &Pin, other: &Pin| {
        one.creator == other.creator && one.package.is_some() && other.package.is_some() && one.package != other.package
    };
    match pins.iter().find(|one| pins.iter().any(|other| differs(one, other))) {
        Some(pin) => Err(NoPlan::PinnedTwice { creator: pin.creator.clone() }),
        None => Ok(()),
    }
}

/// The places of what can be bought of a creator, or why there is nothing.
fn usable(question: &PlanQuestion, entrant: &Entrant, pin: Option<&Pin>) -> Result<Vec<usize>, Barrier> {
    if let Some(barrier) = &entrant.barrier {
        return Err(barrier.clone());
    }
    if question.wishes.bans.contains(&entrant.id) {
        return Err(Barrier::Banned);
    }
    if entrant.offerings.is_empty() {
        return Err(Barrier::NoPackage);
    }
    // Where tiers divide all fees, there is no money beside them.
    if entrant.tier.is_none() && question.tiers.iter().any(|tier| tier.fees.is_some()) {
        return Err(Barrier::NoTier);
    }
    let wanted = |offering: &Offering| pin.and_then(|pin| pin.package.as_ref()).is_none_or(|id| offering.id == *id);
    // What costs more than all fees can never be booked, whoever asks for it.
    let max = question.fee_max.unwrap_or(i64::MAX).min(question.fees).min(USE_MAX);
    let mut lacks = Barrier::NoPackage;
    let mut usable = Vec::new();
    for (at, offering) in entrant.offerings.iter().enumerate().filter(|(_, offering)| wanted(offering)) {
        match (offering.fee, offering.value) {
            (None, _) => lacks = worse(lacks, Barrier::NoPrice),
            (_, None) => lacks = worse(lacks, Barrier::NoValue),
            (Some(fee), _) if fee > max => lacks = worse(lacks, Barrier::AboveShare { fee, max }),
            _ => usable.push(at),
        }
    }
    if usable.is_empty() { Err(lacks) } else { Ok(usable) }
}

/// Of two reasons the one that is nearer to a booking; of two fees the smaller.
fn worse(one: Barrier, other: Barrier) -> Barrier {
    let nearness = |barrier: &Barrier| match barrier {
        Barrier::AboveShare { fee, .. } => (3, -fee),
        Barrier::NoValue => (2, 0),
        Barrier::NoPrice => (1, 0),
        _ => (0, 0),
    };
    if nearness(&other) > nearness(&one) { other } else { one }
}

/// Followers of a package's accounts, who are counted once; none where the goal counts no people.
fn followers(question: &PlanQuestion, entrant: usize, offering: &Offering) -> f64 {
    let followers = |pool| people::followers(pool, &people::audiences(pool, entrant, offering));
    question.pool.as_ref().map_or(0.0, followers)
}

fn candidate(
    question: &PlanQuestion,
    at: usize,
    entrant: &Entrant,
    is_pinned: bool,
    offerings: &[usize],
    places: &BTreeMap<Bound, usize>,
) -> Candidate {
    let groups = question.exclusions.iter().enumerate().filter(|(_, members)| members.contains(&entrant.id));
    let groups: Vec<Bound> = groups.map(|(group, _)| Bound::Exclusion(group)).collect();
    let offers = offerings.iter().filter_map(|at| entrant.offerings.get(*at));
    let offers = offers.map(|offering| Offer {
        // Followers are counted over all that is chosen, not offer by offer. Whom a package reaches beyond them, and
        // everybody where followers are not known, adds up: nothing tells who they are.
        value: offering.value.map_or(0.0, |value| (value - followers(question, at, offering)).max(0.0)),
        uses: uses(entrant, offering, &groups)
            .into_iter()
            .filter_map(|(bound, amount)| Some((*places.get(&bound)?, amount)))
            .collect(),
    });
    let stance = if is_pinned { Stance::Required } else { Stance::Open };
    Candidate { id: entrant.id.clone(), offers: offers.collect(), stance }
}

/// What a package uses of every bound that there may be.
fn uses(entrant: &Entrant, offering: &Offering, groups: &[Bound]) -> Vec<(Bound, i64)> {
    let fee = offering.fee.unwrap_or_default();
    let mut uses: Vec<(Bound, i64)> = vec![(Bound::Fees, fee)];
    if let Some(tier) = &entrant.tier {
        uses.push((Bound::TierFees(tier.clone()), fee));
        uses.push((Bound::TierCreators(tier.clone()), 1));
    }
    let mut platforms: Vec<Platform> = offering.posts.iter().map(|(platform, ..)| *platform).collect();
    platforms.sort_unstable();
    platforms.dedup();
    // A fee for several platforms counts on each of them in full, so that no cap is passed however it is divided.
    uses.extend(platforms.into_iter().map(|platform| (Bound::PlatformFees(platform), fee)));
    uses.extend(groups.iter().map(|group| (group.clone(), 1)));
    for (platform, format, posts) in &offering.posts {
        let kinds: [Option<Format>; 2] = [None, Some(*format)];
        uses.extend(kinds.into_iter().map(|format| (Bound::Posts(*platform, format), (*posts).min(USE_MAX))));
    }
    uses
}

fn bounds(question: &PlanQuestion) -> Vec<(Bound, Row)> {
    let mut bounds: BTreeMap<Bound, (Option<i64>, Option<i64>)> = BTreeMap::new();
    bounds.insert(Bound::Fees, (None, Some(question.fees)));
    for tier in &question.tiers {
        if let Some(fees) = tier.fees {
            bounds.insert(Bound::TierFees(tier.id.clone()), (None, Some(fees)));
        }
        if tier.creators_min.is_some() || tier.creators_max.is_some() {
            bounds.insert(Bound::TierCreators(tier.id.clone()), (tier.creators_min, tier.creators_max));
        }
    }
    for (platform, max) in &question.platforms {
        bounds.insert(Bound::PlatformFees(*platform), (None, Some(*max)));
    }
    for group in 0..question.exclusions.len() {
        bounds.insert(Bound::Exclusion(group), (None, Some(1)));
    }
    for min in &question.posts_min {
        let posts = i64::try_from(min.posts.get()).unwrap_or(i64::MAX);
        let (least, _) = bounds.entry(Bound::Posts(min.platform, min.format)).or_insert((None, None));
        *least = (*least).max(Some(posts.min(USE_MAX)));
    }
    bounds.into_iter().map(|(bound, (min, max))| (bound.clone(), Row { id: bound.to_string(), min, max })).collect()
}
