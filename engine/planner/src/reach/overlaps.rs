//! Overlaps of pairs, and what they say of the union of many.
//!
//! With `S₁` the sum of the sizes and `S₂` that of the overlaps of all pairs, the union is at least
//! `2/(r+1)·S₁ − 2/(r(r+1))·S₂` for `r = 1 + ⌊2·S₂/S₁⌋` (Dawson and Sankoff 1967), at least what each audience adds when all
//! its overlaps with larger ones are taken off it, and at most `S₁` less the heaviest tree of overlaps (Hunter 1976, Worsley
//! 1982).
//!
//! The estimate takes the audiences, largest first, each times the share of it that follows no earlier one. Were the shares
//! `q` that follow each of those independent of each other, it would be the product of all `1 − q`. But whoever follows many
//! follows more: people differ in how much they follow, and a mixture over that (Marshall and Olkin 1988) makes the share
//! `φ(Σ φ⁻¹(1 − q))` with the Laplace transform `φ` of the mixing distribution. It is the inverse Gaussian's (Hougaard 1986),
//! `φ(t) = exp((1 − √(1 + 2v·t))/v)`, of mean 1 and variance `v`. Two audiences come out exactly, and every share lies between
//! the product (`v` = 0) and what the largest overlap leaves.

use super::sketch::Estimate;

/// Variance of how much the followers of an audience follow, where 1 is their mean.
///
/// The one number that is fitted: to three graphs of real followers. The page of this crate shows the errors, and those of a
/// fit without the graph that is judged.
const ACTIVITY_VARIANCE: f64 = 1.9;

/// A statement about the followers that two audiences share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Statement {
    /// One audience's place.
    pub one: usize,
    /// The other's.
    pub other: usize,
    /// What is said.
    pub said: Said,
}

/// How shared followers are stated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Said {
    /// As people.
    Shared(f64),
    /// As a share of those who follow either, 0 to 1.
    Jaccard(f64),
    /// As a share of the smaller audience, 0 to 1.
    ShareOfSmaller(f64),
}

impl Said {
    /// Shared followers of audiences of these sizes.
    pub fn people(self, one: f64, other: f64) -> f64 {
        match self {
            Self::Shared(people) => people,
            // Of `j = s / (a + b − s)` follows `s = j·(a + b)/(1 + j)`.
            Self::Jaccard(share) => share * (one + other) / (1.0 + share),
            Self::ShareOfSmaller(share) => share * one.min(other),
        }
    }
}

/// Followers that two audiences share, in people.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// At least so many.
    pub low: f64,
    /// The best estimate; absent where nobody has said anything.
    pub value: Option<f64>,
    /// At most so many.
    pub high: f64,
}

/// The people of a union, by the overlaps of pairs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Union {
    /// The estimate; absent where no pair is known. Where some are, the middle between both extremes of the others.
    pub value: Option<f64>,
    /// A lower bound.
    pub low: f64,
    /// An upper bound.
    pub high: f64,
    /// Pairs that are known.
    pub known: usize,
    /// All pairs.
    pub pairs: usize,
}

/// Bounds and estimate of the union of sets of these sizes; `pair` is asked for every two of them, the earlier first.
pub fn union_bounds(sizes: &[Estimate], pair: impl Fn(usize, usize) -> Pair) -> Union {
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    let size = |at: usize| sizes.get(at).map_or(0.0, |size| size.value);
    order.sort_by(|a, b| size(*b).total_cmp(&size(*a)).then(a.cmp(b)));
    // Row by row: the overlaps of each, largest first, with those before it.
    let rows: Vec<Vec<Pair>> = order
        .iter()
        .enumerate()
        .map(|(n, at)| order.iter().take(n).map(|before| pair(*before.min(at), *before.max(at))).collect())
        .collect();
    let sizes: Vec<Estimate> = order.iter().filter_map(|at| sizes.get(*at)).copied().collect();
    let known = rows.iter().flatten().filter(|pair| pair.value.is_some()).count();
    let pairs = rows.iter().map(Vec::len).sum();
    let high = upper(&sizes, &rows);
    let low = lower(&sizes, &rows).min(high);
    let estimate = |open: fn(&Pair) -> f64| {
        let shared = |pair: &Pair| pair.value.unwrap_or_else(|| open(pair));
        one_by_one(&sizes, &rows, shared)
    };
    let value = match known {
        _ if known == pairs => Some(estimate(|pair| pair.low)),
        0 => None,
        _ => Some(f64::midpoint(estimate(|pair| pair.low), estimate(|pair| pair.high))),
    };
    Union { value: value.map(|value| value.clamp(low, high)), low, high, known, pairs }
}

/// Each audience times the share of it that follows no larger one.
fn one_by_one(sizes: &[Estimate], rows: &[Vec<Pair>], shared: impl Fn(&Pair) -> f64) -> f64 {
    let alone = |(size, row): (&Estimate, &Vec<Pair>)| {
        let missed = |pair: &Pair| (1.0 - shared(pair) / size.value).max(0.0);
        if size.value > 0.0 { size.value * missed_by_all(row.iter().map(missed)) } else { 0.0 }
    };
    sizes.iter().zip(rows).map(alone).sum()
}

/// The share that follows none of some audiences, of the shares that do not follow each: `φ(Σ φ⁻¹(share))`.
fn missed_by_all(shares: impl Iterator<Item = f64>) -> f64 {
    // `φ⁻¹(e^(−l)) = l + v·l²/2`; where an audience leaves nobody, it is infinite.
    let exposure = |share: f64| {
        let log = -libm::log(share);
        log + ACTIVITY_VARIANCE * log * log / 2.0
    };
    let exposure: f64 = shares.map(exposure).sum();
    libm::exp((1.0 - (1.0 + 2.0 * ACTIVITY_VARIANCE * exposure).sqrt()) / ACTIVITY_VARIANCE)
}

/// The sum less the heaviest tree of overlaps.
fn upper(sizes: &[Estimate], rows: &[Vec<Pair>]) -> f64 {
    let overlap =
        |a: usize, b: usize| rows.get(a.max(b)).and_then(|row| row.get(a.min(b))).map_or(0.0, |pair| pair.low);
    // Prim's algorithm: the heaviest edge from the tree to each audience that is not yet in it.
    let mut outside: Vec<(usize, f64)> = (1..sizes.len()).map(|at| (at, overlap(0, at))).collect();
    let mut tree = 0.0;
    while let Some(heaviest) = (0..outside.len()).max_by(|a, b| {
        let weight = |n: &usize| outside.get(*n).map_or(0.0, |(_, weight)| *weight);
        weight(a).total_cmp(&weight(b)).then(b.cmp(a))
    }) {
        let (joined, weight) = outside.swap_remove(heaviest);
        tree += weight;
        outside.iter_mut().for_each(|(at, weight)| *weight = weight.max(overlap(joined, *at)));
    }
    let sum: f64 = sizes.iter().map(|size| size.high).sum();
    (sum - tree).max(0.0)
}

fn lower(sizes: &[Estimate], rows: &[Vec<Pair>]) -> f64 {
    let largest = sizes.iter().map(|size| size.low).fold(0.0, f64::max);
    let sum: f64 = sizes.iter().map(|size| size.low).sum();
    let pairs: f64 = rows.iter().flatten().map(|pair| pair.high).sum();
    let chain = |(size, row): (&Estimate, &Vec<Pair>)| {
        let shared: f64 = row.iter().map(|pair| pair.high).sum();
        (size.low - shared).max(0.0)
    };
    let chain: f64 = sizes.iter().zip(rows).map(chain).sum();
    let ratio = if sum > 0.0 { 1.0 + (2.0 * pairs / sum).floor() } else { 1.0 };
    let dawson_sankoff = 2.0 / (ratio + 1.0) * sum - 2.0 / (ratio * (ratio + 1.0)) * pairs;
    largest.max(chain).max(dawson_sankoff)
}
