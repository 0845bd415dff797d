//! Whether two orders are the same.

/// Spearman's rank correlation of pairs, -1 to 1: Pearson's of their ranks, where equal values share the mean of theirs.
/// None where there are fewer than two pairs, or all values of one side are equal. Source: Spearman (1904), Am. J.
/// Psychol. 15.
pub fn spearman(pairs: &[(f64, f64)]) -> Option<f64> {
    let (xs, ys): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    let (xs, ys) = (ranks(&xs), ranks(&ys));
    let mean = (pairs.len() as f64 + 1.0) / 2.0;
    let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| (a - mean) * (b - mean)).sum::<f64>();
    let scale = libm::sqrt(product(&xs, &xs) * product(&ys, &ys));
    (scale > 0.0).then(|| (product(&xs, &ys) / scale).clamp(-1.0, 1.0))
}

/// Ranks from 1, smallest first; equal values share the mean of their ranks.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let rank = |value: &f64| {
        let below = sorted.partition_point(|other| other.total_cmp(value).is_lt());
        let up_to = sorted.partition_point(|other| other.total_cmp(value).is_le());
        (below + up_to + 1) as f64 / 2.0
    };
    values.iter().map(rank).collect()
}
