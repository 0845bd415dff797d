//! Shares that make a whole, as near as their bands allow to those that are preferred.

/// How far sums of bounds may pass 1 and still count as 1, for decimals that have no exact binary form.
const SUM_TOLERANCE: f64 = 1e-9;

/// Why there are no such shares.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Infeasible {
    /// The smallest shares alone make more than a whole.
    LowsAbove {
        /// How much more, as a fraction of the whole.
        by: f64,
    },
    /// The largest shares together make less than a whole.
    HighsBelow {
        /// How much less, as a fraction of the whole.
        by: f64,
    },
    /// Not one preferred share, low and high end for each, or a low end above its high end, or no finite number.
    NotBands,
}

/// The shares `x` that sum to 1 and minimise `Σ ((x − p) / (high − low))²` with `low ≤ x ≤ high`: a preferred share `p`
/// gives way in proportion to the square of its band's width, and a band of no width does not give way.
///
/// The optimum is `x = clamp(p + t·width², low, high)` for the one multiplier `t` at which the shares sum to 1. Their sum
/// is piecewise linear in `t` and never falls, so that `t` is found between two of its breakpoints and solved there
/// exactly, without iteration. Source: domain 6.3.
pub fn project(preferred: &[f64], lows: &[f64], highs: &[f64]) -> Result<Vec<f64>, Infeasible> {
    let bands = bands(preferred, lows, highs)?;
    let (low, high): (f64, f64) = (lows.iter().sum(), highs.iter().sum());
    if low > 1.0 + SUM_TOLERANCE {
        return Err(Infeasible::LowsAbove { by: low - 1.0 });
    }
    if high < 1.0 - SUM_TOLERANCE {
        return Err(Infeasible::HighsBelow { by: 1.0 - high });
    }
    let mut breaks: Vec<f64> = bands.iter().flat_map(Band::breaks).collect();
    breaks.sort_unstable_by(f64::total_cmp);
    let sum = |t: &f64| bands.iter().map(|band| band.at(*t)).sum::<f64>();
    let after = breaks.partition_point(|t| sum(t) < 1.0);
    let t = match (after.checked_sub(1).and_then(|before| breaks.get(before)), breaks.get(after)) {
        (Some(&from), Some(&to)) => solve(&bands, from, to),
        // The bounds sum to 1 themselves, or nothing can move.
        (None, Some(&only)) | (Some(&only), None) => only,
        (None, None) => 0.0,
    };
    Ok(bands.iter().map(|band| band.at(t)).collect())
}

/// A preferred share with its band, and the square of the band's width.
struct Band {
    preferred: f64,
    low: f64,
    high: f64,
    give: f64,
}

impl Band {
    /// The share at a multiplier.
    fn at(&self, t: f64) -> f64 {
        (self.preferred + t * self.give).clamp(self.low, self.high)
    }

    /// The multipliers at which the share reaches either end; none where it cannot move.
    fn breaks(&self) -> impl Iterator<Item = f64> {
        let at = |end: f64| (end - self.preferred) / self.give;
        [at(self.low), at(self.high)].into_iter().filter(|t| t.is_finite())
    }

    /// Whether the share moves between two neighbouring breakpoints.
    fn moves(&self, from: f64, to: f64) -> bool {
        let middle = from + (to - from) / 2.0;
        let free = self.preferred + middle * self.give;
        self.give > 0.0 && self.low < free && free < self.high
    }
}

fn bands(preferred: &[f64], lows: &[f64], highs: &[f64]) -> Result<Vec<Band>, Infeasible> {
    if preferred.len() != lows.len() || lows.len() != highs.len() {
        return Err(Infeasible::NotBands);
    }
    let triples = preferred.iter().zip(lows).zip(highs);
    let band = |((&preferred, &low), &high): ((&f64, &f64), &f64)| {
        let sound = [preferred, low, high].iter().all(|end| end.is_finite()) && low <= high;
        let width = high - low;
        sound.then_some(Band { preferred, low, high, give: width * width }).ok_or(Infeasible::NotBands)
    };
    triples.map(band).collect()
}

/// The multiplier between two neighbouring breakpoints at which the shares sum to 1.
fn solve(bands: &[Band], from: f64, to: f64) -> f64 {
    let (mut rest, mut give) = (1.0, 0.0);
    for band in bands {
        if band.moves(from, to) {
            rest -= band.preferred;
            give += band.give;
        } else {
            rest -= band.at(from);
        }
    }
    if give > 0.0 { (rest / give).clamp(from, to) } else { to }
}
