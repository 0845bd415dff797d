//! A sample of followers, judged one by one.

use crate::model::Model;
use crate::profile::Profile;
use crate::rules::fails;
use crate::share::{Accuracy, Estimate, corrected};

/// Who judges the profiles.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Judge<'a> {
    /// A trained model.
    Model(&'a Model),
    /// The five rules.
    Rules {
        /// Rules that an inauthentic profile fails at least.
        failed_min: usize,
        /// How often the rules are right.
        accuracy: Accuracy,
    },
}

/// What was seen in a sample.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Profiles that were looked at.
    pub profiles: u64,
    /// Profiles that say enough to be judged.
    pub judged: u64,
    /// Judged profiles that were taken for inauthentic.
    pub inauthentic: u64,
}

impl Judge<'_> {
    /// Whether a profile is inauthentic; none where what is unknown of it could decide.
    pub fn is_inauthentic(&self, profile: &Profile) -> Option<bool> {
        match self {
            Self::Model(model) => model.judge(profile).is_inauthentic,
            Self::Rules { failed_min, .. } => fails(profile, *failed_min),
        }
    }

    /// Judges every profile.
    pub fn count(&self, profiles: impl IntoIterator<Item = Profile>) -> Counts {
        profiles.into_iter().fold(Counts::default(), |counts, profile| {
            let said = self.is_inauthentic(&profile);
            Counts {
                profiles: counts.profiles + 1,
                judged: counts.judged + u64::from(said.is_some()),
                inauthentic: counts.inauthentic + u64::from(said == Some(true)),
            }
        })
    }

    /// How often the judge is right.
    pub fn accuracy(&self) -> &Accuracy {
        match self {
            Self::Model(model) => model.accuracy(),
            Self::Rules { accuracy, .. } => accuracy,
        }
    }

    /// The share of inauthentic followers behind the counts, corrected for the judge's own error.
    pub fn estimate(&self, counts: Counts, z: f64) -> Option<Estimate> {
        corrected(counts.inauthentic as f64, counts.judged as f64, self.accuracy(), z)
    }
}

impl Counts {
    /// Share of the judged profiles that were taken for inauthentic, 0 to 1; none where none was judged.
    pub fn observed(&self) -> Option<f64> {
        saring_measures::statistics::share(self.inauthentic as f64, self.judged as f64)
    }
}
