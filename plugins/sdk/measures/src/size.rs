//! Which band of sizes an audience falls into.

/// Where a size lies among bands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Below the lowest band.
    Below,
    /// In the band of this index.
    In(usize),
    /// In no band: a gap between two, or above the highest.
    Outside,
}

/// The band `[from, below)` that holds a size. Bands come in rising order; one without `below` has no upper end.
///
/// The band of an earlier run keeps a size that left it by at most the share `hysteresis` of the bound that it crossed,
/// so that an account at a bound does not change its tier with every follower.
pub fn place(size: f64, bands: &[(f64, Option<f64>)], last: Option<usize>, hysteresis: f64) -> Place {
    let kept = last.filter(|last| {
        bands.get(*last).is_some_and(|(from, below)| {
            size >= from * (1.0 - hysteresis) && below.is_none_or(|below| size < below * (1.0 + hysteresis))
        })
    });
    let holds = |(from, below): &(f64, Option<f64>)| size >= *from && below.is_none_or(|below| size < below);
    match kept.or_else(|| bands.iter().position(holds)) {
        Some(index) => Place::In(index),
        None if bands.first().is_some_and(|(from, _)| size < *from) => Place::Below,
        None => Place::Outside,
    }
}
