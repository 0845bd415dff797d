//! Shares within bands, and amounts of shares, against values calculated by hand and by their definitions.

use rand::RngExt as _;
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;
use saring_vocabulary::apportionment::{apportion, at_most};
use saring_vocabulary::projection::{Infeasible, project};

/// Random problems per property.
const PROBLEMS: usize = 10_000;

fn near(found: &[f64], expected: &[f64]) {
    let close = found.len() == expected.len() && found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12);
    assert!(close, "{found:?}, not {expected:?}");
}

#[test]
fn shares_within_bands() {
    let (lows, highs) = ([0.6, 0.15, 0.1, 0.05], [0.7, 0.2, 0.15, 0.1]);
    // Middles of 102.5 %: 2.5 points go by the squares of the widths, 100 : 25 : 25 : 25.
    let middles = [0.65, 0.175, 0.125, 0.075];
    let found = project(&middles, &lows, &highs).unwrap();
    near(&found, &[0.65 - 0.1 / 7.0, 0.175 - 0.025 / 7.0, 0.125 - 0.025 / 7.0, 0.075 - 0.025 / 7.0]);
    // What sums to 1 within its bands stays as it is.
    near(&project(&[0.62, 0.2, 0.1, 0.08], &lows, &highs).unwrap(), &[0.62, 0.2, 0.1, 0.08]);
    // A band of no width is fixed; the other takes all, though 0.9 is preferred.
    near(&project(&[0.9, 0.9], &[0.3, 0.0], &[0.3, 1.0]).unwrap(), &[0.3, 0.7]);
    near(&project(&[0.0, 0.0], &[0.25, 0.75], &[0.25, 0.75]).unwrap(), &[0.25, 0.75]);
    near(&project(&[5.0], &[0.0], &[1.0]).unwrap(), &[1.0]);
    // Bounds that make 1 only as decimals.
    near(&project(&[0.5, 0.1, 0.1, 0.1], &[0.7, 0.1, 0.1, 0.1], &[0.8; 4]).unwrap(), &[0.7, 0.1, 0.1, 0.1]);
}

#[test]
fn bands_without_a_whole() {
    let Err(Infeasible::LowsAbove { by }) = project(&[0.5, 0.5], &[0.6, 0.5], &[0.7, 0.6]) else { panic!() };
    assert!((by - 0.1).abs() < 1e-12);
    let Err(Infeasible::HighsBelow { by }) = project(&[0.5, 0.5], &[0.0, 0.0], &[0.4, 0.4]) else { panic!() };
    assert!((by - 0.2).abs() < 1e-12);
    assert_eq!(project(&[], &[], &[]), Err(Infeasible::HighsBelow { by: 1.0 }));
    for (preferred, low, high) in
        [(f64::NAN, 0.0, 1.0), (0.5, f64::NAN, 1.0), (0.5, 0.0, f64::INFINITY), (0.5, 1.0, 0.0)]
    {
        assert_eq!(project(&[preferred], &[low], &[high]), Err(Infeasible::NotBands));
    }
    assert_eq!(project(&[0.5], &[0.0, 0.0], &[1.0, 1.0]), Err(Infeasible::NotBands));
}

/// No move of money between two shares that both can make comes nearer to what is preferred.
#[test]
fn no_other_shares_are_nearer() {
    let mut random = ChaCha8Rng::seed_from_u64(5);
    for _ in 0..PROBLEMS {
        let n = random.random_range(1..8);
        let mut whole = || -> Vec<f64> { (0..n).map(|_| random.random_range(0.0..1.0)).collect() };
        let (preferred, a, b) = (whole(), whole(), whole());
        let lows: Vec<f64> = a.iter().zip(&b).map(|(a, b)| a.min(*b)).collect();
        let highs: Vec<f64> = a.iter().zip(&b).map(|(a, b)| a.max(*b)).collect();
        let (low, high) = (lows.iter().sum::<f64>(), highs.iter().sum::<f64>());
        let shares = match project(&preferred, &lows, &highs) {
            Ok(shares) => shares,
            Err(why) => {
                let (excess, lack) = (low - 1.0, 1.0 - high);
                assert!(
                    matches!(why, Infeasible::LowsAbove { by } if by == excess && by > 0.0)
                        || matches!(why, Infeasible::HighsBelow { by } if by == lack && by > 0.0)
                );
                continue;
            }
        };
        assert!(low <= 1.0 && 1.0 <= high && (shares.iter().sum::<f64>() - 1.0).abs() < 1e-12, "{shares:?}");
        // The slope of each share's distance: those that can still grow have none below those that can still shrink.
        let slope = |at: usize| (shares[at] - preferred[at]) / (highs[at] - lows[at]).powi(2);
        let all = 0..n;
        assert!(all.clone().all(|at| (lows[at]..=highs[at]).contains(&shares[at])));
        let grows = all.clone().filter(|at| shares[*at] < highs[*at] - 1e-9).map(slope).fold(f64::INFINITY, f64::min);
        let shrinks = all.filter(|at| shares[*at] > lows[*at] + 1e-9).map(slope).fold(f64::NEG_INFINITY, f64::max);
        assert!(shrinks - grows <= 1e-6 * (1.0 + grows.abs()), "{shares:?}: {shrinks} and {grows}");
    }
}

#[test]
fn amounts_of_shares() {
    let parts = |total, shares: &[f64], step| apportion(total, shares, step).unwrap();
    // Quotas 62.62, 20.2, 10.1 and 8.08: the largest remainder is rounded up.
    assert_eq!(parts(101, &[0.62, 0.2, 0.1, 0.08], 1), [63, 20, 10, 8]);
    // Equal remainders go to the first.
    assert_eq!(parts(100, &[1.0 / 3.0; 3], 1), [34, 33, 33]);
    assert_eq!(parts(2, &[0.25; 4], 1), [1, 1, 0, 0]);
    // Whole steps, and what no step holds to the largest.
    assert_eq!(parts(12_345, &[0.3, 0.5, 0.2], 1_000), [4_000, 6_345, 2_000]);
    assert_eq!(parts(999, &[0.2, 0.8], 1_000), [0, 999]);
    assert_eq!(parts(5, &[0.0, 1.0], 1), [0, 5]);
    assert_eq!(parts(0, &[0.0, 0.0], 1), [0, 0]);
    // Decimals that no double is divide as they are written: quotas of 6,999,999,999,999,999.3 and 2,999,999,999,999,999.7.
    assert_eq!(parts(100, &[0.35, 0.65], 1), [35, 65]);
    assert_eq!(parts(9_999_999_999_999_999, &[0.7, 0.3], 1), [6_999_999_999_999_999, 3_000_000_000_000_000]);
    assert_eq!(parts(i64::MAX, &[1.0], 1), [i64::MAX]);
    for (total, shares, step) in [
        (-1, &[1.0][..], 1),
        (1, &[1.0], 0),
        (1, &[f64::NAN], 1),
        (1, &[1.5], 1),
        (1, &[-0.1, 1.0], 1),
        (1, &[0.0], 1),
        (1, &[], 1),
    ] {
        assert_eq!(apportion(total, shares, step), None, "{total} by {shares:?} in steps of {step}");
    }
}

#[test]
fn largest_amounts_of_a_share() {
    assert_eq!([0.35, 0.7, 0.125, 0.0, 1.0].map(|share| at_most(100, share).unwrap()), [35, 70, 12, 0, 100]);
    assert_eq!(at_most(100_000_000, 0.35), Some(35_000_000));
    assert_eq!(at_most(i64::MAX, 1.0), Some(i64::MAX));
    assert_eq!([at_most(-1, 0.5), at_most(1, f64::NAN), at_most(1, 1.1)], [None; 3]);
}

/// Parts sum to the total, are off their quota by less than a step and what no step holds, and a larger share gets no
/// less.
#[test]
fn amounts_sum_to_the_total() {
    let mut random = ChaCha8Rng::seed_from_u64(6);
    for _ in 0..PROBLEMS {
        let n = random.random_range(1..9);
        let digits = random.random_range(0..=16);
        let total = random.random_range(0..=10_i64.pow(digits));
        let step = 10_i64.pow(random.random_range(0..=6));
        let raw: Vec<f64> = (0..n).map(|_| random.random_range(0.0..1.0_f64)).collect();
        let sum: f64 = raw.iter().sum();
        let shares: Vec<f64> = raw.iter().map(|share| share / sum).collect();
        let parts = apportion(total, &shares, step).unwrap();
        assert_eq!(parts.iter().sum::<i64>(), total);
        let largest = shares.iter().copied().fold(0.0, f64::max);
        for (part, share) in parts.iter().zip(&shares) {
            let rest = if *share == largest { total % step } else { 0 };
            assert_eq!((part - rest) % step, 0);
            let off = (*part - rest) as f64 - (total - total % step) as f64 * share;
            assert!(off.abs() <= step as f64 + total as f64 * 1e-15, "{part} of {total} at {share}");
        }
        let ordered = |(a, b): (usize, usize)| shares[a] > shares[b] || parts[a] <= parts[b];
        assert!((0..n).flat_map(|a| (0..n).map(move |b| (a, b))).all(ordered));
    }
}
