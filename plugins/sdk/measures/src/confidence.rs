//! How much a measurement can be trusted: its sample and its age.

use crate::statistics::decay;

/// Trust in a measurement, 0 to 1: `min(1, n / n_ref) * 0.5^(age / half_life)`.
///
/// `n` observations count fully from `n_ref` on; `age` and `half_life` in days.
pub fn confidence(n: f64, n_ref: f64, age_days: f64, half_life_days: f64) -> f64 {
    let sample = if n_ref > 0.0 { (n / n_ref).clamp(0.0, 1.0) } else { 1.0 };
    sample * decay(age_days, half_life_days)
}
