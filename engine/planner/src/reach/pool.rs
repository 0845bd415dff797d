//! The candidates' audiences, with everything that is known of how they overlap.

use std::collections::{BTreeMap, BTreeSet};

use saring_model::Platform;

use super::overlaps::{Pair, Statement};
use super::union::layered;
use super::{Audience, Note, Reach, SetTotal, segments, share};

/// Farthest that a sketch may count from the account's followers, as a fraction, beyond what chance explains.
const SKETCH_APART_MAX: f64 = 0.2;
/// Standard errors that chance explains.
const CHANCE_ERRORS: f64 = 3.0;
/// Farthest that statements about one pair may lie apart and still be one statement that was rounded, as a fraction.
const ROUNDING: f64 = 0.02;

/// The audiences of all candidates, and what is known of how they overlap. Audiences are named by their place.
#[derive(Debug, Clone, PartialEq)]
pub struct Pool {
    pub(super) audiences: Vec<Audience>,
    /// Stated overlaps, by the places of both, the smaller first.
    pub(super) stated: BTreeMap<(usize, usize), Pair>,
    pub(super) totals: Vec<SetTotal>,
    notes: Vec<Note>,
    /// Audiences of creators who come before with another account, by the place of that and the platform.
    elsewhere: BTreeMap<(usize, Platform), usize>,
}

impl Pool {
    /// Takes audiences and evidence together. Evidence that contradicts them is set aside and noted.
    pub fn new(mut audiences: Vec<Audience>, statements: &[Statement], totals: Vec<SetTotal>) -> Self {
        let mut notes = Vec::new();
        audiences.iter_mut().for_each(|audience| keep_matching_sketch(audience, &mut notes));
        let stated = stated(&audiences, statements, &mut notes);
        let followers = |at: usize| audiences.get(at).map_or(0.0, |audience| audience.followers as f64);
        let id = |at: usize| audiences.get(at).map(|audience| audience.id.clone());
        let usable = |total: &SetTotal| match total.contradiction(followers) {
            None => true,
            Some(why) => {
                let creators = total.members.iter().filter_map(|member| id(member.audience?)).collect();
                notes.push(Note::SetTotalUnusable { creators, why });
                false
            }
        };
        let totals = totals.into_iter().filter(usable).collect();
        let elsewhere = elsewhere(&audiences);
        Self { audiences, stated, totals, notes, elsewhere }
    }

    /// The same with what was noted before.
    pub(super) fn noting(mut self, mut notes: Vec<Note>) -> Self {
        notes.append(&mut self.notes);
        self.notes = notes;
        self
    }

    /// The audiences.
    pub fn audiences(&self) -> &[Audience] {
        &self.audiences
    }

    /// The audience of the same creator on a platform: the one at this place where it is there, else the next that is.
    pub fn on(&self, audience: usize, platform: Platform) -> Option<usize> {
        let own = self.audiences.get(audience).filter(|own| own.platform == platform);
        own.map(|_| audience).or_else(|| self.elsewhere.get(&(audience, platform)).copied())
    }

    /// What was found out about the evidence.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// The deduplicated reach of some audiences, by their places. A place that comes twice counts once, one that there is
    /// not counts nothing, and the order changes nothing.
    pub fn reach(&self, chosen: &[usize]) -> Reach {
        let weight = |at: usize| self.audiences.get(at).map_or(0.0, |audience| audience.weight);
        self.reach_as(&chosen.iter().map(|at| (*at, weight(*at))).collect::<Vec<_>>())
    }

    /// The same with other weights than the audiences' own. Of a place that comes twice, the larger weight counts.
    pub fn reach_as(&self, chosen: &[(usize, f64)]) -> Reach {
        let known = chosen.iter().filter(|(at, _)| *at < self.audiences.len());
        let mut chosen: Vec<(usize, f64)> = known.map(|(at, weight)| (*at, share(*weight))).collect();
        chosen.sort_by(|(a, mine), (b, theirs)| theirs.total_cmp(mine).then(a.cmp(b)));
        let mut seen = BTreeSet::new();
        chosen.retain(|(at, _)| seen.insert(*at));
        layered(self, &chosen)
    }

    /// Followers that two audiences share.
    pub fn pair(&self, one: usize, other: usize) -> Pair {
        let most = match (self.audiences.get(one), self.audiences.get(other)) {
            (Some(a), Some(b)) => segments::shared_most(a, b),
            _ => 0.0,
        };
        match self.stated.get(&(one.min(other), one.max(other))) {
            Some(pair) => *pair,
            None => Pair { low: 0.0, value: None, high: most },
        }
    }
}

fn elsewhere(audiences: &[Audience]) -> BTreeMap<(usize, Platform), usize> {
    let (mut first, mut elsewhere) = (BTreeMap::new(), BTreeMap::new());
    for (at, audience) in audiences.iter().enumerate() {
        let first = *first.entry(audience.id.as_str()).or_insert(at);
        if first != at {
            elsewhere.entry((first, audience.platform)).or_insert(at);
        }
    }
    elsewhere
}

fn keep_matching_sketch(audience: &mut Audience, notes: &mut Vec<Note>) {
    let Some(sketch) = &audience.sketch else { return };
    let (counted, followers) = (sketch.count().value, audience.followers as f64);
    let chance = if sketch.is_exact() { 0.0 } else { CHANCE_ERRORS * counted / f64::from(sketch.size() - 2).sqrt() };
    if (counted - followers).abs() > SKETCH_APART_MAX * followers + chance {
        let (creator, followers) = (audience.id.clone(), audience.followers);
        notes.push(Note::SketchMismatch { creator, counted, followers });
        audience.sketch = None;
    }
}

/// All statements about each pair in one: bounds that hold all of them, and their mean.
fn stated(audiences: &[Audience], statements: &[Statement], notes: &mut Vec<Note>) -> BTreeMap<(usize, usize), Pair> {
    let mut by_pair: BTreeMap<(usize, usize), Vec<f64>> = BTreeMap::new();
    for statement in statements {
        let (one, other) = (statement.one.min(statement.other), statement.one.max(statement.other));
        let (Some(a), Some(b)) = (audiences.get(one), audiences.get(other)) else { continue };
        if one == other {
            continue;
        }
        let most = a.followers.min(b.followers);
        let people = statement.said.people(a.followers as f64, b.followers as f64);
        if people > most as f64 * (1.0 + ROUNDING) {
            let (one, other) = (a.id.clone(), b.id.clone());
            notes.push(Note::OverlapImpossible { one, other, stated: people, most });
        }
        by_pair.entry((one, other)).or_default().push(people.clamp(0.0, most as f64));
    }
    let pair = |((one, other), mut said): ((usize, usize), Vec<f64>)| {
        said.sort_by(f64::total_cmp);
        let (low, high) = (said.first().copied()?, said.last().copied()?);
        if let (Some(a), Some(b)) = (audiences.get(one), audiences.get(other))
            && high - low > ROUNDING * high
        {
            let (one, other) = (a.id.clone(), b.id.clone());
            notes.push(Note::OverlapConflict { one, other, least: low, most: high });
        }
        let mean = said.iter().sum::<f64>() / said.len() as f64;
        Some(((one, other), Pair { low, value: Some(mean), high }))
    };
    by_pair.into_iter().filter_map(pair).collect()
}
