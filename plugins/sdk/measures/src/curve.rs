//! Curves from a value to points, and back.

/// `100 * clamp((x - from) / (to - from), 0, 1)`; `to` may be below `from`.
/// Where both are equal, everything from there on has 100 points.
pub fn ramp(x: f64, from: f64, to: f64) -> f64 {
    if from == to {
        return if x >= to { 100.0 } else { 0.0 };
    }
    100.0 * ((x - from) / (to - from)).clamp(0.0, 1.0)
}

/// Linear between the knots, flat outside. Knots are `(value, points)` in rising order of value; none give 0.
pub fn interpolate(x: f64, knots: &[(f64, f64)]) -> f64 {
    let Some(&(first, first_points)) = knots.first() else { return 0.0 };
    if x <= first {
        return first_points;
    }
    for pair in knots.windows(2) {
        if let [(x0, y0), (x1, y1)] = *pair
            && x <= x1
        {
            return if x1 == x0 { y1 } else { y0 + (y1 - y0) * (x - x0) / (x1 - x0) };
        }
    }
    knots.last().map_or(0.0, |&(_, points)| points)
}

/// The points of the last step at or below `x`; the first step also holds below itself.
pub fn step(x: f64, steps: &[(f64, f64)]) -> f64 {
    let at = steps.partition_point(|&(value, _)| value <= x).max(1) - 1;
    steps.get(at).map_or(0.0, |&(_, points)| points)
}

/// The value nearest to `from` whose interpolated points are at least `points`; none where no value has as many.
/// Knots may come in rising or falling order of value.
pub fn solve(knots: &[(f64, f64)], points: f64, from: f64) -> Option<f64> {
    let mut rising = knots.to_vec();
    rising.sort_by(|a, b| a.0.total_cmp(&b.0));
    if !rising.is_empty() && interpolate(from, &rising) >= points {
        return Some(from);
    }
    let crossings = rising.windows(2).filter_map(|pair| match *pair {
        [(x0, y0), (x1, y1)] if (y0 - points) * (y1 - points) <= 0.0 && y0 != y1 => {
            Some(x0 + (x1 - x0) * (points - y0) / (y1 - y0))
        }
        _ => None,
    });
    crossings.min_by(|a, b| (a - from).abs().total_cmp(&(b - from).abs()))
}

/// The bound of the step nearest to `from` that has at least `points`; none where no step has.
pub fn solve_step(steps: &[(f64, f64)], points: f64, from: f64) -> Option<f64> {
    if step(from, steps) >= points {
        return Some(from);
    }
    let bounds = steps.iter().filter(|(_, earned)| *earned >= points).map(|(value, _)| *value);
    bounds.min_by(|a, b| (a - from).abs().total_cmp(&(b - from).abs()))
}

/// Points between two knots of [`fading`].
const FADING_STEP: f64 = 5.0;

/// Knots of `100 e^(-x / scale)`, for x of 0 and more: one at every fifth point down to 5, one at 1, and one at
/// `through`, where it is given.
///
/// The curve is exact at its knots, therefore at the value itself and at the cuts that are multiples of 5. Between two
/// of them the straight line lies above it, by less than 0.12 points from 30 points up, and it is flat behind the last.
pub fn fading(scale: f64, through: Option<f64>) -> Vec<(f64, f64)> {
    let points = (1..=20).rev().map(|step| f64::from(step) * FADING_STEP).chain([1.0]);
    let knots: Vec<(f64, f64)> = points.map(|points| (-scale * libm::log(points / 100.0), points)).collect();
    match through {
        Some(x) if x >= 0.0 => with_knot(knots, x, 100.0 * libm::exp(-x / scale)),
        _ => knots,
    }
}

/// Deviations to either side that a normal curve spans, and its knots per deviation.
const NORMAL_SPAN: i32 = 4;
const NORMAL_KNOTS_PER_DEVIATION: i32 = 10;

/// The knots of `100 * normal_cdf(ln(ratio) / sd)`: 50 points where the ratio is 1, more above it.
///
/// Linear between knots a tenth of a deviation apart, from -4 to 4 deviations, so that it can be solved; within 0.1
/// points of the formula for `sd` up to 1, and exact at `through`, where it is given. Where `sd` is not above 0, a ratio of
/// 1 and more has 100 points.
pub fn log_normal(sd: f64, through: Option<f64>) -> Vec<(f64, f64)> {
    if sd.is_nan() || sd <= 0.0 {
        return vec![(1.0, 0.0), (1.0, 100.0)];
    }
    let knots = -NORMAL_SPAN * NORMAL_KNOTS_PER_DEVIATION..=NORMAL_SPAN * NORMAL_KNOTS_PER_DEVIATION;
    let deviations = knots.map(|knot| f64::from(knot) / f64::from(NORMAL_KNOTS_PER_DEVIATION));
    let points = |z: f64| 100.0 * crate::statistics::normal_cdf(z);
    let knots: Vec<(f64, f64)> = deviations.map(|z| (libm::exp(z * sd), points(z))).collect();
    match through {
        Some(ratio) if ratio > 0.0 => with_knot(knots, ratio, points(libm::log(ratio) / sd)),
        _ => knots,
    }
}

fn with_knot(mut knots: Vec<(f64, f64)>, value: f64, points: f64) -> Vec<(f64, f64)> {
    let at = knots.partition_point(|(known, _)| *known < value);
    if knots.get(at).is_none_or(|(known, _)| *known > value) {
        knots.insert(at, (value, points));
    }
    knots
}
