//! How values become points.

use saring_measures::curve as formula;
use saring_measures::statistics;

use crate::{Curve, Quantity};

/// 0 points at `from`, 100 at `to`, linear between; `to` may be below `from`.
pub fn ramp(from: f64, to: f64) -> Curve {
    Curve::Ramp((from, to))
}

/// Points at given values in rising order, linear between, flat outside.
///
/// # Panics
///
/// Where there are not as many points as values.
#[track_caller]
pub fn curve(values: &[f64], points: &[f64]) -> Curve {
    Curve::Table(knots(values, points))
}

/// Points from each value on, in rising order; the first also hold below.
///
/// # Panics
///
/// Where there are not as many points as values.
#[track_caller]
pub fn steps(values: &[f64], points: &[f64]) -> Curve {
    Curve::Step(knots(values, points))
}

/// The same points whatever the value. No advice can be solved from it.
pub fn points(points: f64) -> Curve {
    Curve::Opaque(points)
}

/// `100 e^(-x / scale)`: 100 points at 0, fewer the larger the value. Exact at the value and at every fifth point.
pub fn fading(value: &Quantity, scale: f64) -> Curve {
    Curve::Table(formula::fading(scale, value.value()))
}

/// `100 * Phi(ln(ratio) / sd)`, Phi being the normal distribution: 50 points at a ratio of 1.
pub fn log_normal_curve(ratio: &Quantity, sd: f64) -> Curve {
    Curve::Table(formula::log_normal(sd, ratio.value()))
}

impl Curve {
    /// Points of a value, 0 to 100, as the host computes them.
    pub fn points(&self, value: f64) -> f64 {
        match self {
            Self::Ramp((from, to)) => formula::ramp(value, *from, *to),
            Self::Table(knots) => formula::interpolate(value, knots).clamp(0.0, 100.0),
            Self::Step(steps) => formula::step(value, steps).clamp(0.0, 100.0),
            Self::Opaque(points) => points.clamp(0.0, 100.0),
        }
    }

    /// The same curve with its points pulled toward `prior` points that count as `k` observations beside `n`.
    #[must_use]
    pub fn shrunk(&self, n: f64, prior: f64, k: f64) -> Self {
        let shrink = |points: f64| statistics::shrink(points, n, prior, k).clamp(0.0, 100.0);
        let all = |knots: &[(f64, f64)]| knots.iter().map(|(value, points)| (*value, shrink(*points))).collect();
        match self {
            Self::Table(knots) => Self::Table(all(knots)),
            Self::Step(knots) => Self::Step(all(knots)),
            Self::Ramp((from, to)) if from <= to => Self::Table(all(&[(*from, 0.0), (*to, 100.0)])),
            Self::Ramp((from, to)) => Self::Table(all(&[(*to, 100.0), (*from, 0.0)])),
            Self::Opaque(points) => Self::Opaque(shrink(*points)),
        }
    }
}

#[track_caller]
fn knots(values: &[f64], points: &[f64]) -> Vec<(f64, f64)> {
    assert!(values.len() == points.len(), "a curve of {} values has {} points", values.len(), points.len());
    values.iter().copied().zip(points.iter().copied()).collect()
}
