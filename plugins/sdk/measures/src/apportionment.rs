//! Amounts that sum to their total, of shares that do not divide it.

use std::cmp::Reverse;

/// Binary digits after the point that a share is read with. What a share has beyond them is less than the smallest
/// unit of any amount.
const SHARE_BITS: u32 = 60;
/// Farthest that the double nearest to a decimal of 0 to 1 is from it, in those units: `2^-54`.
const HALF_ULP: i128 = 1 << (SHARE_BITS - 54);

/// Divides `total` by shares of 0 to 1 into multiples of `step`, by largest remainder (Hamilton's method): each part gets
/// the steps that its share is sure of, and the steps left over go one each to those who lack most of their next one, the
/// first of equals. What no whole step holds goes to the largest share, the first of equals, of which it is the smallest
/// part. The amounts sum to the total exactly, and every share of 0 gets 0.
///
/// Shares count by their proportions, so that ones that sum to almost 1 divide everything too. All of it is integer
/// arithmetic, the same on every machine. None where the total is below 0, the step below 1, a share no number from 0
/// to 1, or there is something to divide and every share is 0.
pub fn apportion(total: i64, shares: &[f64], step: i64) -> Option<Vec<i64>> {
    if total < 0 || step < 1 || !shares.iter().all(|share| (0.0..=1.0).contains(share)) {
        return None;
    }
    let weights: Vec<i128> = shares.iter().map(|share| scaled(*share)).collect();
    let whole: i128 = weights.iter().sum();
    if whole == 0 {
        return (total == 0).then(|| vec![0; shares.len()]);
    }
    let (steps, rest) = (i128::from(total / step), total % step);
    let mut parts: Vec<(i128, i128)> =
        weights.iter().map(|weight| (steps * weight / whole, steps * weight % whole)).collect();
    let left = steps - parts.iter().map(|(sure, _)| sure).sum::<i128>();
    let mut order: Vec<(usize, i128)> = parts.iter().map(|(_, lacking)| *lacking).enumerate().collect();
    // A stable sort, so that of equals the earlier is first.
    order.sort_by_key(|(_, lacking)| Reverse(*lacking));
    for (at, _) in order.into_iter().take(usize::try_from(left).ok()?) {
        parts.get_mut(at)?.0 += 1;
    }
    let mut amounts: Vec<i64> =
        parts.iter().map(|(sure, _)| i64::try_from(*sure).ok()?.checked_mul(step)).collect::<Option<_>>()?;
    let largest = weights.iter().enumerate().min_by_key(|(_, weight)| Reverse(**weight)).map(|(at, _)| at)?;
    *amounts.get_mut(largest)? += rest;
    Some(amounts)
}

/// The largest amount that a share of 0 to 1 of the total allows, rounded down. A share counts as the decimal that it was
/// written as: 35 % of 100 are 35, though the double nearest to 0.35 lies below it. None where the total is below 0 or the
/// share no number from 0 to 1.
pub fn at_most(total: i64, share: f64) -> Option<i64> {
    let allowed = total >= 0 && (0.0..=1.0).contains(&share);
    let amount = allowed.then(|| (i128::from(total) * (scaled(share) + HALF_ULP)) >> SHARE_BITS)?;
    i64::try_from(amount.min(i128::from(total))).ok()
}

/// A share of 0 to 1 in units of `2^-SHARE_BITS`. Exact from `2^-8` on, since a double has 53 bits and the factor is a
/// power of 2.
fn scaled(share: f64) -> i128 {
    (share * (1_u64 << SHARE_BITS) as f64) as i128
}
