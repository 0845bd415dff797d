//! Small-sample statistics: bounds, priors, shares and distances.

use std::collections::BTreeSet;

/// Makes a median absolute deviation comparable with a standard deviation under normality.
pub const MAD_TO_SIGMA: f64 = 1.4826;

/// Bounds of a share seen `hits` times in `n`, by Wilson's score interval with `z` deviations (1.96 for 95 %).
///
/// 0 to 1 where nothing was seen. Source: Wilson (1927), J. Am. Stat. Assoc. 22.
pub fn wilson(hits: f64, n: f64, z: f64) -> (f64, f64) {
    if n <= 0.0 {
        return (0.0, 1.0);
    }
    let share = (hits / n).clamp(0.0, 1.0);
    let z2 = z * z;
    let centre = share + z2 / (2.0 * n);
    let margin = z * libm::sqrt(share * (1.0 - share) / n + z2 / (4.0 * n * n));
    let scale = 1.0 + z2 / n;
    (((centre - margin) / scale).clamp(0.0, 1.0), ((centre + margin) / scale).clamp(0.0, 1.0))
}

/// Mean of a share with a Beta(`a`, `b`) prior after `hits` of `n`: `(hits + a) / (n + a + b)`; the prior's mean where
/// nothing was seen, 0 where there is no prior either.
pub fn beta_mean(hits: f64, n: f64, a: f64, b: f64) -> f64 {
    let total = n + a + b;
    if total > 0.0 { ((hits + a) / total).clamp(0.0, 1.0) } else { 0.0 }
}

/// A mean of `n` observations pulled toward a `prior` that counts as `k` observations: `(n x + k prior) / (n + k)`.
pub fn shrink(mean: f64, n: f64, prior: f64, k: f64) -> f64 {
    if n + k > 0.0 { (n * mean + k * prior) / (n + k) } else { prior }
}

/// Share of a standard normal distribution that lies below `z`, 0 to 1.
pub fn normal_cdf(z: f64) -> f64 {
    0.5 * (1.0 + libm::erf(z / std::f64::consts::SQRT_2))
}

/// What is left of 1 after `age` when it halves every `half_life`; a fact from the future counts fully.
pub fn decay(age: f64, half_life: f64) -> f64 {
    let age = age.max(0.0);
    match half_life {
        _ if age == 0.0 => 1.0,
        half_life if half_life > 0.0 => libm::exp2(-age / half_life),
        _ => 0.0,
    }
}

/// Sum of squared shares of counts, 1/n to 1: how much one kind dominates; none where there is nothing to share.
pub fn herfindahl(counts: impl IntoIterator<Item = f64>) -> Option<f64> {
    let (sum, squares) = counts.into_iter().fold((0.0, 0.0), |(sum, squares), n| (sum + n, squares + n * n));
    (sum > 0.0).then(|| squares / (sum * sum))
}

/// Shared items over all items of two sets, 0 to 1; none where both are empty.
pub fn jaccard<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> Option<f64> {
    let shared = a.intersection(b).count();
    let all = a.len() + b.len() - shared;
    (all > 0).then(|| shared as f64 / all as f64)
}

/// Shared items over the items of the smaller set, 0 to 1; none where one is empty.
pub fn overlap<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> Option<f64> {
    let smaller = a.len().min(b.len());
    (smaller > 0).then(|| a.intersection(b).count() as f64 / smaller as f64)
}

/// `part / whole`, or none where there is no whole.
pub fn share(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole)
}
