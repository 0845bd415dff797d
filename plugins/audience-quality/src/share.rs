//! The share of inauthentic followers behind what a fallible judge counts.

/// How often a judge is right, as numbers of labelled profiles; they need not be whole.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Accuracy {
    /// Fake, and taken for fake.
    pub fake_found: f64,
    /// Fake, and taken for real.
    pub fake_missed: f64,
    /// Real, and taken for real.
    pub real_found: f64,
    /// Real, and taken for fake.
    pub real_missed: f64,
}

impl Accuracy {
    /// Share of fake profiles that are found, 0 to 1; none without fake profiles.
    pub fn sensitivity(&self) -> Option<f64> {
        saring_measures::statistics::share(self.fake_found, self.fake_found + self.fake_missed)
    }

    /// Share of real profiles that are taken for real, 0 to 1; none without real profiles.
    pub fn specificity(&self) -> Option<f64> {
        saring_measures::statistics::share(self.real_found, self.real_found + self.real_missed)
    }

    /// Sensitivity + specificity - 1: 0 for a judge that guesses, 1 for one that is always right (Youden 1950).
    pub fn informedness(&self) -> Option<f64> {
        Some(self.sensitivity()? + self.specificity()? - 1.0)
    }
}

/// A share, and the interval in which it lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The share, 0 to 1.
    pub share: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

/// The share of inauthentic profiles where a judge of known accuracy took `hits` of `n` for inauthentic.
///
/// The share is Rogan and Gladen's (1978, Am. J. Epidemiol. 107): what the judge misses is added, what it accuses falsely
/// is taken off. The interval, with `z` deviations (1.96 for 95 %), is Lang and Reiczigel's (2014, Prev. Vet. Med. 113): it
/// holds the chance of the sample, and that sensitivity and specificity are estimates themselves. None where nothing was
/// judged, or by a judge that does no better than guess.
pub fn corrected(hits: f64, n: f64, judge: &Accuracy, z: f64) -> Option<Estimate> {
    let (sensitivity, specificity) = (judge.sensitivity()?, judge.specificity()?);
    if n <= 0.0 || sensitivity + specificity <= 1.0 {
        return None;
    }
    let share = (hits / n + specificity - 1.0) / (sensitivity + specificity - 1.0);

    // Each observed share is pulled toward a half, by what makes its Wald interval cover as it should (Agresti, Coull).
    let z2 = z * z;
    let (observed, seen) = pulled(hits, n, z2);
    let (sensitivity, fakes) = pulled(judge.fake_found, judge.fake_found + judge.fake_missed, LABELLED_PULL);
    let (specificity, reals) = pulled(judge.real_found, judge.real_found + judge.real_missed, LABELLED_PULL);
    let informed = sensitivity + specificity - 1.0;
    if informed <= 0.0 {
        return None;
    }
    let centre = (observed + specificity - 1.0) / informed;
    let of_fakes = sensitivity * (1.0 - sensitivity) / fakes;
    let of_reals = specificity * (1.0 - specificity) / reals;
    let shift = 2.0 * z2 * (centre * of_fakes - (1.0 - centre) * of_reals);
    let variance =
        observed * (1.0 - observed) / seen + centre * centre * of_fakes + (1.0 - centre) * (1.0 - centre) * of_reals;
    let margin = z * libm::sqrt(variance) / informed;
    let bound = |share: f64| share.clamp(0.0, 1.0);
    Some(Estimate {
        share: bound(share),
        low: bound(centre + shift - margin).min(bound(share)),
        high: bound(centre + shift + margin).max(bound(share)),
    })
}

/// Labelled profiles of each kind that are thought to be added, one right and one wrong.
const LABELLED_PULL: f64 = 2.0;

/// A share and its number of observations with `by` more of them, half of which are hits.
fn pulled(hits: f64, n: f64, by: f64) -> (f64, f64) {
    ((hits + by / 2.0) / (n + by), n + by)
}
