//! What one more audience adds: a weighted coverage function, monotone and submodular, for a search over selections.
//!
//! Of audiences with comparable sketches, the items are the hashes below the smallest threshold of them all: a random
//! sample of their people, in which each stands for `1/θ`. An audience covers its own sampled hashes, so the function is the
//! reach within the sample, and its error is that of the sample: about `√(unique/θ)` people. Where the sample counts an
//! audience more than a tenth off its followers, it is scaled to them.
//!
//! Of the others, the items are the audiences themselves: crowds of people, of whom another audience covers the share that
//! it is stated to overlap with, as if by chance. The masses of the crowds are fitted so that each audience alone covers its
//! followers. An overlap that nobody states is taken for none, and so is one between a crowd and a sketched audience: this
//! is a stand-in for a search, and [`Pool::reach`] tells what the selection that it finds reaches.
//!
//! A person counts with the largest weight of the audiences that cover it. The expectation of a largest weight is
//! submodular, and so is the sum over items.

use std::collections::BTreeMap;

use saring_model::Platform;

use super::sketch::{Fingerprint, fraction};
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
    followers: f64,
    /// What the weight is multiplied by, so that what is covered comes to the followers.
    scale: f64,
    /// Items with the share of them that the candidate covers.
    covers: Vec<(usize, f64)>,
    /// Whether it is in the selection.
    is_chosen: bool,
}

#[derive(Debug, Clone, Default, PartialEq)]
struct Item {
    /// People.
    mass: f64,
    /// Who covers it, the largest weight first.
    covered: Vec<Cover>,
}

/// A candidate's hold on an item.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Cover {
    /// The candidate.
    by: usize,
    weight: f64,
    /// The share of the item, 0 to 1.
    part: f64,
}

impl Coverage {
    /// The coverage by the audiences of a pool, of which none is selected yet.
    pub fn of(pool: &Pool) -> Self {
        let candidate = |audience: &Audience| {
            let (weight, followers) = (audience.weight, audience.followers as f64);
            Candidate { weight, followers, scale: 1.0, covers: Vec::new(), is_chosen: false }
        };
        let candidates = pool.audiences.iter().map(candidate).collect();
        let mut coverage = Self { candidates, items: Vec::new(), value: 0.0 };
        let (spaces, others) = spaces(pool);
        spaces.iter().for_each(|space| coverage.sample(pool, space));
        coverage.crowds(pool, &others);
        coverage
    }

    /// What the selection covers, in weighted people.
    pub fn value(&self) -> f64 {
        self.value
    }

    /// What one more audience would add with its own weight. An audience that there is not adds nothing.
    pub fn gain(&self, audience: usize) -> f64 {
        self.candidates.get(audience).map_or(0.0, |candidate| self.gain_as(audience, candidate.weight))
    }

    /// What one more audience would add with this weight instead of its own. One of the selection adds what a larger
    /// weight than it has there is more.
    pub fn gain_as(&self, audience: usize, weight: f64) -> f64 {
        let Some(candidate) = self.candidates.get(audience) else { return 0.0 };
        let weight = share(weight) * candidate.scale;
        let gain = |(at, part): &(usize, f64)| {
            self.items.get(*at).map_or(0.0, |item| item.mass * item.gain(audience, weight, *part))
        };
        let gain: f64 = candidate.covers.iter().map(gain).sum();
        if candidate.is_chosen { gain.max(0.0) } else { gain }
    }

    /// Takes an audience into the selection, and says what it added. Taking it in again changes nothing.
    pub fn add(&mut self, audience: usize) -> f64 {
        match self.candidates.get(audience).map(|candidate| candidate.weight) {
            Some(weight) => self.add_as(audience, weight),
            None => 0.0,
        }
    }

    /// Takes an audience into the selection with this weight instead of its own, and says what it added. One that is in
    /// there already keeps the larger of both weights.
    pub fn add_as(&mut self, audience: usize, weight: f64) -> f64 {
        let gain = self.gain_as(audience, weight);
        let Some(candidate) = self.candidates.get_mut(audience) else { return 0.0 };
        if candidate.is_chosen && gain <= 0.0 {
            return 0.0;
        }
        candidate.is_chosen = true;
        let weight = share(weight) * candidate.scale;
        for (at, part) in &candidate.covers {
            if let Some(item) = self.items.get_mut(*at) {
                item.cover(Cover { by: audience, weight, part: *part });
            }
        }
        self.value += gain;
        gain
    }
}

impl Item {
    /// How the expected largest weight grows by one who covers a share, instead of what it covers so far.
    fn gain(&self, by: usize, weight: f64, part: f64) -> f64 {
        // With the chance that nobody of a larger weight covers, the newcomer is the largest, and displaces the rest.
        let (mut before, mut missed_by_all) = (0.0, 1.0);
        let (mut others, mut missed) = (0.0, 1.0);
        let (mut rest, mut missed_by_larger) = (0.0, 1.0);
        for cover in &self.covered {
            before += cover.weight * cover.part * missed_by_all;
            missed_by_all *= 1.0 - cover.part;
            if cover.by == by {
                continue;
            }
            others += cover.weight * cover.part * missed;
            if cover.weight >= weight {
                missed_by_larger *= 1.0 - cover.part;
            } else {
                rest += cover.weight * cover.part * missed;
            }
            missed *= 1.0 - cover.part;
        }
        others - before + part * (weight * missed_by_larger - rest).max(0.0)
    }

    fn cover(&mut self, cover: Cover) {
        self.covered.retain(|known| known.by != cover.by);
        let place = self.covered.partition_point(|known| known.weight >= cover.weight);
        self.covered.insert(place, cover);
        // Behind one who covers everybody, nobody counts.
        if cover.part >= 1.0 {
            self.covered.truncate(place + 1);
        }
    }
}

/// The audiences whose sketches can be compared, two or more at a time, and all others.
fn spaces(pool: &Pool) -> (Vec<Vec<usize>>, Vec<usize>) {
    let mut spaces: BTreeMap<(Platform, Fingerprint), Vec<usize>> = BTreeMap::new();
    let mut others = Vec::new();
    for (at, audience) in pool.audiences.iter().enumerate() {
        match &audience.sketch {
            Some(sketch) => spaces.entry((audience.platform, sketch.salt())).or_default().push(at),
            None => others.push(at),
        }
    }
    let (spaces, alone): (Vec<_>, Vec<_>) = spaces.into_values().partition(|space| space.len() > 1);
    others.extend(alone.into_iter().flatten());
    others.sort_unstable();
    (spaces, others)
}

impl Coverage {
    /// The common sample of audiences with comparable sketches.
    fn sample(&mut self, pool: &Pool, space: &[usize]) {
        let sketches = || space.iter().filter_map(|at| Some((*at, pool.audiences.get(*at)?.sketch.as_ref()?)));
        let threshold = sketches().map(|(_, sketch)| sketch.threshold()).fold(1.0, f64::min);
        let mut places: BTreeMap<u64, usize> = BTreeMap::new();
        for (at, sketch) in sketches() {
            let Some(candidate) = self.candidates.get_mut(at) else { continue };
            let below = |hash: &&u64| threshold >= 1.0 || fraction(**hash) < threshold;
            for hash in sketch.sample().iter().take_while(below) {
                let place = *places.entry(*hash).or_insert_with(|| {
                    self.items.push(Item { mass: 1.0 / threshold, covered: Vec::new() });
                    self.items.len() - 1
                });
                candidate.covers.push((place, 1.0));
            }
            let scale = candidate.followers * threshold / candidate.covers.len() as f64;
            if candidate.covers.is_empty() {
                // Too small for the sample: its people are taken for nobody else's.
                candidate.covers.push((self.items.len(), 1.0));
                self.items.push(Item { mass: candidate.followers, covered: Vec::new() });
            } else if (scale - 1.0).abs() > SAMPLE_APART_MAX {
                candidate.scale = scale;
            }
        }
    }

    /// The crowds of audiences of which at most overlaps of pairs are known.
    fn crowds(&mut self, pool: &Pool, others: &[usize]) {
        let items = self.items.len();
        let crowd: BTreeMap<usize, usize> = others.iter().enumerate().map(|(n, at)| (*at, items + n)).collect();
        for (at, own) in &crowd {
            if let Some(candidate) = self.candidates.get_mut(*at) {
                candidate.covers.push((*own, 1.0));
            }
            let mass = pool.audiences.get(*at).map_or(0.0, |audience| audience.followers as f64);
            self.items.push(Item { mass, covered: Vec::new() });
        }
        for ((one, other), pair) in &pool.stated {
            for (by, of) in [(one, other), (other, one)] {
                let (Some(item), true) = (crowd.get(of), crowd.contains_key(by)) else { continue };
                let mass = self.items.get(*item).map_or(0.0, |item| item.mass);
                let part = pair.value.filter(|_| mass > 0.0).map_or(0.0, |shared| (shared / mass).min(1.0));
                if let Some(candidate) = self.candidates.get_mut(*by).filter(|_| part > 0.0) {
                    candidate.covers.push((*item, part));
                }
            }
        }
        if !others.is_empty() {
            self.fit(others);
        }
    }

    /// Fits the masses of crowds so that each audience alone covers about its followers, by proportional fitting.
    fn fit(&mut self, others: &[usize]) {
        for _ in 0..FITTING_ROUNDS {
            let mut weighted = vec![(0.0, 0.0); self.items.len()];
            for candidate in others.iter().filter_map(|at| self.candidates.get(*at)) {
                let mass = |(at, part): &(usize, f64)| part * self.items.get(*at).map_or(0.0, |item| item.mass);
                let covered: f64 = candidate.covers.iter().map(mass).sum();
                let ratio = if covered > 0.0 { candidate.followers / covered } else { 1.0 };
                for (at, part) in &candidate.covers {
                    if let Some((ratios, parts)) = weighted.get_mut(*at) {
                        *ratios += part * ratio;
                        *parts += part;
                    }
                }
            }
            for (item, (ratios, parts)) in self.items.iter_mut().zip(weighted) {
                item.mass *= if parts > 0.0 { ratios / parts } else { 1.0 };
            }
        }
    }
}
