//! Curves that are made of other curves, or of a distribution.

use rhai::Dynamic;
use saring_pack::Curve;
use saring_vocabulary::curve::log_normal;
use saring_vocabulary::statistics;

use crate::answer::CurveHost;
use crate::fuel;
use crate::measure::{Measure, measure, number};
use crate::registry::{Form, Outcome, Register};

pub(crate) fn register(register: &mut Register<'_>) {
    register
        .say(Form::Function, "log_normal_curve(ratio, sd) -> curve", "points", "100 * Phi(ln(ratio) / sd), Phi being the normal distribution: 50 points at a ratio of 1. Exact at the ratio itself, elsewhere linear between knots and within 0.1 points of the formula, so that it can be solved.")
        .call(|ratio: Dynamic, sd: Dynamic| -> Outcome<CurveHost> {
            let knots = log_normal(number(&sd)?, measure(&ratio)?.value);
            fuel::charge(knots.len());
            Ok(Curve::Table(knots).into())
        });
    register
        .say(Form::Method, "curve.shrunk(n, prior, k) -> curve", "points", "The same curve with its points pulled toward `prior` points that count as k observations beside n: (n points + k prior) / (n + k).")
        .call(|curve: &mut CurveHost, n: Dynamic, prior: Dynamic, k: Dynamic| -> Outcome<CurveHost> {
            let (n, prior, k) = (number(&n)?, number(&prior)?, number(&k)?);
            let shrink = |points: f64| statistics::shrink(points, n, prior, k).clamp(0.0, 100.0);
            let shrunk = |knots: &[(f64, f64)]| {
                fuel::charge(knots.len());
                knots.iter().map(|(value, points)| (*value, shrink(*points))).collect()
            };
            let changed = match &curve.curve {
                Curve::Table(knots) => Curve::Table(shrunk(knots)),
                Curve::Step(knots) => Curve::Step(shrunk(knots)),
                Curve::Ramp { from, to } if from <= to => Curve::Table(shrunk(&[(*from, 0.0), (*to, 100.0)])),
                Curve::Ramp { from, to } => Curve::Table(shrunk(&[(*to, 100.0), (*from, 0.0)])),
                Curve::Opaque(points) => Curve::Opaque(shrink(*points)),
            };
            Ok(CurveHost { curve: changed, row: curve.row.clone() })
        });
    register
        .say(
            Form::Method,
            "value.as_missing() -> value",
            "of the value",
            "The same fact taken for missing: two posts, say, where three are due.",
        )
        .call(|a: &mut Measure| Measure { value: None, missing: a.fields, ..*a });
}
