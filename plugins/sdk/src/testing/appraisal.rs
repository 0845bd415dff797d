//! Rules of worth under test.

use serde_json::Value;

use super::told::told;
use super::{Case, WORLD, proof, refuse};
use crate::answer::WorthAnswer;
use crate::json::read;
use crate::log::Level;
use crate::source::Source;
use crate::{Creator, Offer, Worth};

impl Case {
    /// Asks a rule of worth about a package.
    ///
    /// # Panics
    ///
    /// Where the case or the rule is wrong: see [`try_appraise`](Self::try_appraise).
    #[track_caller]
    pub fn appraise<T: Worth>(&self, offer: &Value) -> Appraisal {
        self.try_appraise::<T>(offer).unwrap_or_else(|error| refuse(&error))
    }

    /// Asks a rule of worth about a package.
    ///
    /// # Errors
    ///
    /// Where the case is wrong, the rule refuses its params, or its answer is one that the host would refuse.
    pub fn try_appraise<T: Worth>(&self, offer: &Value) -> Result<Appraisal, String> {
        let about = T::about();
        proof::about(&about)?;
        let (setup, facts) = self.prepare()?;
        let offer: Offer = read(&offer.to_string()).map_err(|error| format!("the offer cannot be read: {error}"))?;
        let rule = T::new(self.read_params(&about, T::validate)?, &setup)?;
        let answer = rule.appraise(&Creator::new(Source(&facts), setup.as_of()), &offer);
        proof::worth(&answer, &about)?;
        Ok(Appraisal { answer, lines: WORLD.take().lines })
    }
}

/// What a rule of worth answered about a package.
#[derive(Debug, Clone)]
pub struct Appraisal {
    answer: WorthAnswer,
    lines: Vec<(Level, String)>,
}

impl Appraisal {
    /// What it adds towards the goal; none where that is unknown.
    pub fn worth(&self) -> Option<f64> {
        self.answer.value.value()
    }

    /// Between which ends that lies.
    pub fn interval(&self) -> Option<(f64, f64)> {
        self.answer.interval
    }

    /// How many people it reaches.
    pub fn reach(&self) -> Option<f64> {
        self.answer.reach.as_ref()?.value()
    }

    /// The fair fee.
    pub fn fair(&self) -> Option<f64> {
        self.answer.fair.as_ref()?.0.value()
    }
}

told!(Appraisal (): reasons, number, evidence, log);
