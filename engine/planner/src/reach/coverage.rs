//! What one more audience adds: a weighted coverage function, monotone and submodular, for a search over selections.
//!
//! Where every audience has a comparable sketch, the items are the hashes below the smallest threshold of all: a random
//! sample of all people, in which each stands for `1/θ`. An audience covers its own sampled hashes, so the function is the
//! reach within the sample, and its error is that of the sample: about `√(unique/θ)` people. A sample that counts an
//! audience more than a tenth off its followers is scaled to them.
//!
//! Elsewhere the items are the audiences themselves: crowds of people, of whom another audience covers the share that it is
//! known to overlap with, as if by chance; an overlap that is not known is taken for none. The masses of the crowds are
//! fitted so that each audience alone covers its followers. This is a stand-in for a search; [`Pool::reach`] tells what the
//! selection that it finds reaches.
//!
//! A person counts with the largest weight of the audiences that cover it. The expectation of a largest weight is
//! submodular, and so is the sum over items.

use std::collections::BTreeMap;

use super::sketch::fraction;
use super::{Audience, Pool, share};

/// Farthest that a sample may count from an audience's followers and still be left as it is, as a fraction.
const SAMPLE_APART_MAX: f64 = 0.1;
/// Rounds in which the masses of crowds are fitted to the sizes of the audiences.
const FITTING_ROUNDS: u32 = 50;

/// A selection that grows, with what it covers.
#[derive(Debug, Clone, PartialEq)]
pub struct Coverage {
    candidates: Vec<Candidate>,
    items: Vec<Item>,
    value: f64,
}

#[derive(Debug, Clone, PartialEq)]
struct Candidate {
    weight: f64,
    /// What the weight is multiplied by, so that what is covered comes to the followers.
    scale: f64,
    /// Items with the share of them that the candidate covers.
    covers: Vec<(usize, f64)>,
}

#[derive(Debug, Clone, Default, PartialEq)]
struct Item {
    /// People.
    mass: f64,
    /// Who covers it: weights with shares, the largest weight first.
    covered: Vec<(f64, f64)>,
}

impl Coverage {
    /// The coverage by the audiences of a pool, of which none is selected yet.
    pub fn of(pool: &Pool) -> Self {
        sampled(pool).unwrap_or_else(|| crowds(pool))
    }

    /// What the selection covers, in weighted people.
    pub fn value(&self) -> f64 {
        self.value
    }

    /// What one more audience would add with its own weight. An audience of the selection adds nothing, nor does one that
    /// there is not.
    pub fn gain(&self, audience: usize) -> f64 {
        self.candidates.get(audience).map_or(0.0, |candidate| self.gain_as(audience, candidate.weight))
    }

    /// What one more audience would add with this weight instead of its own.
    pub fn gain_as(&self, audience: usize, weight: f64) -> f64 {
        let Some(candidate) = self.candidates.get(audience) else { return 0.0 };
        let weight = share(weight) * candidate.scale;
        let gain = |(at, part): &(usize, f64)| {
            self.items.get(*at).map_or(0.0, |item| item.mass * added(&item.covered, weight, *part))
        };
        candidate.covers.iter().map(gain).sum()
    }

    /// Takes an audience into the selection, and says what it added. Taking it in again changes nothing.
    pub fn add(&mut self, audience: usize) -> f64 {
        match self.candidates.get(audience).map(|candidate| candidate.weight) {
            Some(weight) => self.add_as(audience, weight),
            None => 0.0,
        }
    }

    /// Takes an audience into the selection with this weight instead of its own, and says what it added.
    pub fn add_as(&mut self, audience: usize, weight: f64) -> f64 {
        let gain = self.gain_as(audience, weight);
        let Some(candidate) = self.candidates.get_mut(audience) else { return 0.0 };
        let weight = share(weight) * candidate.scale;
        for (at, part) in std::mem::take(&mut candidate.covers) {
            let Some(item) = self.items.get_mut(at) else { continue };
            let place = item.covered.partition_point(|(known, _)| *known >= weight);
            item.covered.insert(place, (weight, part));
            // Behind one who covers everybody, nobody counts.
            if part >= 1.0 {
                item.covered.truncate(place + 1);
            }
        }
        self.value += gain;
        gain
    }
}

/// How the expected largest weight of an item grows by one more who covers a share of it.
fn added(covered: &[(f64, f64)], weight: f64, part: f64) -> f64 {
    // With the chance that nobody of a larger weight covers, the newcomer is the largest, and displaces the rest.
    let mut missed = 1.0;
    let mut rest = 0.0;
    let mut missed_by_larger = 1.0;
    for (known, theirs) in covered {
        if *known >= weight {
            missed_by_larger *= 1.0 - theirs;
        } else {
            rest += known * theirs * missed;
        }
        missed *= 1.0 - theirs;
    }
    part * (weight * missed_by_larger - rest).max(0.0)
}

/// The coverage of a common sample; none where the sketches are not comparable, or one is absent.
fn sampled(pool: &Pool) -> Option<Coverage> {
    let space = |audience: &Audience| audience.sketch.as_ref().map(|sketch| (audience.platform, sketch.salt()));
    let first = space(pool.audiences.first()?)?;
    if !pool.audiences.iter().all(|audience| space(audience) == Some(first)) {
        return None;
    }
    let sketches = || pool.audiences.iter().filter_map(|audience| Some((audience, audience.sketch.as_ref()?)));
    let threshold = sketches().map(|(_, sketch)| sketch.threshold()).fold(1.0, f64::min);
    let mut places: BTreeMap<u64, usize> = BTreeMap::new();
    let mut items: Vec<Item> = Vec::new();
    let mut candidates = Vec::with_capacity(pool.audiences.len());
    for (audience, sketch) in sketches() {
        let below = |hash: &&u64| threshold >= 1.0 || fraction(**hash) < threshold;
        let mut covers: Vec<(usize, f64)> = Vec::new();
        for hash in sketch.sample().iter().take_while(below) {
            let place = *places.entry(*hash).or_insert_with(|| {
                items.push(Item { mass: 1.0 / threshold, covered: Vec::new() });
                items.len() - 1
            });
            covers.push((place, 1.0));
        }
        let followers = audience.followers as f64;
        let mut scale = followers * threshold / covers.len() as f64;
        if covers.is_empty() {
            // Too small for the sample: its people are taken for nobody else's.
            items.push(Item { mass: followers, covered: Vec::new() });
            covers.push((items.len() - 1, 1.0));
            scale = 1.0;
        } else if (scale - 1.0).abs() <= SAMPLE_APART_MAX {
            scale = 1.0;
        }
        candidates.push(Candidate { weight: audience.weight, scale, covers });
    }
    Some(Coverage { candidates, items, value: 0.0 })
}

/// The coverage of crowds, by the overlaps of pairs.
fn crowds(pool: &Pool) -> Coverage {
    let size = |at: usize| pool.audiences.get(at).map_or(0.0, |audience| audience.followers as f64);
    let mut candidates: Vec<Candidate> = (pool.audiences.iter().enumerate())
        .map(|(at, audience)| Candidate { weight: audience.weight, scale: 1.0, covers: vec![(at, 1.0)] })
        .collect();
    for (one, other, shared) in pool.known_pairs() {
        let part = |of: usize| if size(of) > 0.0 { (shared / size(of)).min(1.0) } else { 0.0 };
        for (by, of) in [(one, other), (other, one)] {
            if let Some(candidate) = candidates.get_mut(by)
                && part(of) > 0.0
            {
                candidate.covers.push((of, part(of)));
            }
        }
    }
    let mass = fitted(&candidates, size);
    let items = mass.into_iter().map(|mass| Item { mass, covered: Vec::new() }).collect();
    Coverage { candidates, items, value: 0.0 }
}

/// Masses of the crowds with which each audience alone covers about its size, by proportional fitting.
fn fitted(candidates: &[Candidate], size: impl Fn(usize) -> f64) -> Vec<f64> {
    let mut mass: Vec<f64> = (0..candidates.len()).map(&size).collect();
    for _ in 0..FITTING_ROUNDS {
        let mut weighted = vec![(0.0, 0.0); mass.len()];
        for (by, candidate) in candidates.iter().enumerate() {
            let covers = |(at, share): &(usize, f64)| share * mass.get(*at).copied().unwrap_or_default();
            let covered: f64 = candidate.covers.iter().map(covers).sum();
            let ratio = if covered > 0.0 { size(by) / covered } else { 1.0 };
            for (at, share) in &candidate.covers {
                if let Some((ratios, shares)) = weighted.get_mut(*at) {
                    *ratios += share * ratio;
                    *shares += share;
                }
            }
        }
        for (mass, (ratios, shares)) in mass.iter_mut().zip(weighted) {
            *mass *= if shares > 0.0 { ratios / shares } else { 1.0 };
        }
    }
    mass
}
