//! The union of some audiences of a pool: merged as far as sketches and totals reach, bounded beyond.

use std::collections::BTreeMap;

use saring_model::{Country, Platform};

use super::overlaps::{Pair, union_bounds};
use super::sketch::{Estimate, Fingerprint, INTERVAL_ERRORS, Sketch};
use super::{Member, Method, Pool, Reach};

/// The weighted reach of audiences in the order of falling weights: over the unions of the audiences of at least each
/// weight, `Σᵢ (wᵢ − wᵢ₊₁) · |A₁ ∪ … ∪ Aᵢ|`.
pub(super) fn layered(pool: &Pool, order: &[(usize, f64)]) -> Reach {
    let mut merged = Merged::default();
    let mut reach = Reach { value: Some(0.0), low: 0.0, high: 0.0, sum: 0.0, method: Method::NoAudience };
    for (n, (at, weight)) in order.iter().enumerate() {
        merged.add(pool, *at);
        reach.sum += weight * followers(pool, *at);
        let next = order.get(n + 1);
        let step = weight - next.map_or(0.0, |(_, weight)| *weight);
        if step > 0.0 || next.is_none() {
            let (union, method) = merged.union(pool);
            reach.value = reach.value.zip(union.0).map(|(sum, value)| sum + step * value);
            reach.low += step * union.1;
            reach.high += step * union.2;
            reach.method = method;
        }
    }
    // Sums of many layers may leave the interval by what floats round.
    reach.high = reach.high.min(reach.sum);
    reach.low = reach.low.min(reach.high);
    reach.value = reach.value.map(|value| value.clamp(reach.low, reach.high));
    reach
}

fn followers(pool: &Pool, at: usize) -> f64 {
    pool.audiences.get(at).map_or(0.0, |audience| audience.followers as f64)
}

/// Audiences taken in one by one, those with comparable sketches merged. Members are named by their turn.
#[derive(Debug, Default)]
struct Merged {
    sketched: BTreeMap<(Platform, Fingerprint), Sketched>,
    others: Vec<usize>,
    /// The place in the pool of each turn.
    places: Vec<usize>,
    /// What each turn shares with those before it, as far as anybody has asked.
    pairs: Vec<Vec<Pair>>,
    /// The largest part of one audience per country.
    countries: BTreeMap<Country, f64>,
}

/// People who are counted together, or one audience.
struct Group {
    members: Vec<usize>,
    people: Estimate,
    how: Option<Method>,
}

impl Merged {
    fn add(&mut self, pool: &Pool, at: usize) {
        let Some(audience) = pool.audiences.get(at) else { return };
        let turn = self.places.len();
        self.places.push(at);
        for (country, people) in audience.by_country().0 {
            let most = self.countries.entry(country).or_insert(0.0);
            *most = most.max(people);
        }
        match &audience.sketch {
            Some(sketch) => {
                let group = self.sketched.entry((audience.platform, sketch.salt())).or_default();
                group.add(turn, sketch, audience.followers as f64);
            }
            None => self.others.push(turn),
        }
    }

    /// Value, low and high of the union, and how it is known.
    fn union(&mut self, pool: &Pool) -> ((Option<f64>, f64, f64), Method) {
        let groups = self.groups(pool);
        if let [group] = groups.as_slice() {
            let Estimate { value, low, high } = group.people;
            return ((Some(value), low, high), group.how.unwrap_or(Method::OneAudience));
        }
        self.pair_up(pool);
        let sizes: Vec<Estimate> = groups.iter().map(|group| group.people).collect();
        let between = |a: usize, b: usize| match (groups.get(a), groups.get(b)) {
            (Some(a), Some(b)) => self.shared(a, b),
            _ => Pair { low: 0.0, value: None, high: 0.0 },
        };
        let mut union = union_bounds(&sizes, between);
        // Of each country, at least its largest part; and countries share nobody.
        union.low = union.low.max(self.countries.values().sum::<f64>()).min(union.high);
        union.value = union.value.map(|value| value.max(union.low));
        let is_grouped = groups.iter().any(|group| group.how.is_some());
        let largest = sizes.iter().map(|size| size.value).fold(0.0, f64::max);
        let method = match union.known {
            _ if is_grouped => Method::Mixed,
            0 if union.low > largest && union.low > 0.0 => Method::Segments,
            0 => Method::Unknown,
            known if known == union.pairs => Method::Overlaps,
            _ => Method::SomeOverlaps,
        };
        // Where only groups are known, the truth lies between their largest and their sum.
        let is_known = is_grouped || union.high - union.low < 1.0;
        let value = union.value.or(is_known.then(|| f64::midpoint(union.low, union.high)));
        ((value, union.low, union.high), method)
    }

    /// Asks for the pairs that are not known yet; where all sketches merge, nobody does.
    fn pair_up(&mut self, pool: &Pool) {
        for (turn, at) in self.places.iter().enumerate().skip(self.pairs.len()) {
            self.pairs.push(self.places.iter().take(turn).map(|before| pool.pair(*before, *at)).collect());
        }
    }

    /// What two groups share, of what their members do.
    fn shared(&self, one: &Group, other: &Group) -> Pair {
        let between = |a: &usize, b: &usize| self.pairs.get(*a.max(b))?.get(*a.min(b));
        let pairs = || one.members.iter().flat_map(|a| other.members.iter().filter_map(move |b| between(a, b)));
        let low = pairs().map(|pair| pair.low).fold(0.0, f64::max);
        let sum: f64 = pairs().map(|pair| pair.high).sum();
        let high = sum.min(one.people.high).min(other.people.high).max(low);
        let known: Option<Vec<f64>> = pairs().map(|pair| pair.value).collect();
        let most = one.people.value.min(other.people.value);
        let value = known.filter(|_| most > 0.0).map(|known| match known.as_slice() {
            [alone] => *alone,
            // As if each overlap were drawn from the smaller of the two by chance.
            many => most * (1.0 - many.iter().map(|shared| 1.0 - (shared / most).min(1.0)).product::<f64>()),
        });
        Pair { low, value: value.map(|value| value.clamp(low, high)), high }
    }

    fn groups(&self, pool: &Pool) -> Vec<Group> {
        let mut groups = Vec::new();
        let mut others = self.others.clone();
        for sketched in self.sketched.values() {
            match sketched.members.as_slice() {
                [alone] => others.push(*alone),
                members => {
                    let (members, people) = (members.to_vec(), sketched.people());
                    groups.push(Group { members, people, how: Some(Method::Sketches) });
                }
            }
        }
        while let Some(counted) = self.counted_by_provider(pool, &others) {
            others.retain(|turn| !counted.members.contains(turn));
            groups.push(counted);
        }
        others.sort_unstable();
        groups.extend(others.into_iter().map(|turn| {
            let size = self.followers(pool, turn);
            let people = Estimate { value: size, low: size, high: size };
            Group { members: vec![turn], people, how: None }
        }));
        groups
    }

    fn followers(&self, pool: &Pool, turn: usize) -> f64 {
        self.places.get(turn).map_or(0.0, |at| followers(pool, *at))
    }

    /// The set total that says most of these audiences: the one with the most of them, and of those the smallest set.
    fn counted_by_provider(&self, pool: &Pool, others: &[usize]) -> Option<Group> {
        let turns: BTreeMap<usize, usize> =
            others.iter().filter_map(|turn| Some((*self.places.get(*turn)?, *turn))).collect();
        let inside = |member: &Member| turns.get(&member.audience?).copied();
        let counts = pool.totals.iter().map(|total| (total.members.iter().filter_map(inside).count(), total));
        let best = counts.filter(|(members, _)| *members >= 2);
        let (found, total) = best.min_by_key(|(members, total)| (usize::MAX - members, total.members.len()))?;
        let members: Vec<usize> = total.members.iter().filter_map(inside).collect();
        let part = total.part(|member| inside(member).is_some());
        // The provider may have counted on another day: its share of unique people holds for the followers of today.
        let counted = total.members.iter().filter(|member| inside(member).is_some());
        let theirs: f64 = counted.map(|member| member.followers).sum();
        let ours: f64 = members.iter().map(|turn| self.followers(pool, *turn)).sum();
        let largest = members.iter().map(|turn| self.followers(pool, *turn)).fold(0.0, f64::max);
        let growth = if theirs > 0.0 { ours / theirs } else { 1.0 };
        let today = |people: f64| (people * growth).clamp(largest, ours);
        let people = Estimate { value: today(part.value), low: today(part.low), high: today(part.high) };
        let how = if found == total.members.len() { Method::SetTotal } else { Method::SetTotalPart };
        Some(Group { members, people, how: Some(how) })
    }
}

/// Sketches merged, each person counted by the best of the samples that it is in.
///
/// Who is in audiences with the thresholds `θ` is seen where their hash is below the largest of them, and then stands for
/// `1/θ` people. So small audiences stay exact beside large ones (Cohen and Kaplan, *Leveraging discarded samples for
/// tighter estimation of multiple-set aggregates*, 2009).
#[derive(Debug, Default)]
struct Sketched {
    members: Vec<usize>,
    /// The largest threshold of the audiences that each sampled hash is in.
    thresholds: BTreeMap<u64, f64>,
    unique: f64,
    unique_variance: f64,
    followers: f64,
    counted: f64,
    counted_variance: f64,
    largest: f64,
}

impl Sketched {
    fn add(&mut self, at: usize, sketch: &Sketch, followers: f64) {
        self.members.push(at);
        let threshold = sketch.threshold();
        for hash in sketch.sample() {
            let known = self.thresholds.entry(*hash).or_insert(0.0);
            if threshold > *known {
                self.unique += people(threshold) - people(*known);
                self.unique_variance += variance(threshold) - variance(*known);
                *known = threshold;
            }
        }
        let sampled = sketch.sample().len() as f64;
        self.followers += followers;
        self.counted += sampled * people(threshold);
        self.counted_variance += variance(threshold) * sampled;
        self.largest = self.largest.max(followers);
    }

    fn people(&self) -> Estimate {
        // The lists may be older than the counts of followers: the share of unique people holds for those of today.
        let today = if self.counted > 0.0 { self.followers / self.counted } else { 1.0 };
        let unlisted = (self.followers - self.counted).abs() - INTERVAL_ERRORS * self.counted_variance.sqrt();
        let apart = INTERVAL_ERRORS * self.unique_variance.max(0.0).sqrt() * today + unlisted.max(0.0);
        let within = |people: f64| people.clamp(self.largest, self.followers);
        let value = self.unique * today;
        Estimate { value: within(value), low: within(value - apart), high: within(value + apart) }
    }
}

/// The people that one sampled hash stands for; none where there is no sample yet.
fn people(threshold: f64) -> f64 {
    if threshold > 0.0 { 1.0 / threshold } else { 0.0 }
}

/// The variance of that number.
fn variance(threshold: f64) -> f64 {
    if threshold > 0.0 { (1.0 - threshold) / (threshold * threshold) } else { 0.0 }
}
