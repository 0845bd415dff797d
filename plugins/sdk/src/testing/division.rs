//! Budget policies under test.

use super::told::told;
use super::{AS_OF, Case, WORLD, proof, refuse};
use crate::answer::BudgetAnswer;
use crate::dates::parse_instant;
use crate::log::Level;
use crate::source::Question;
use crate::{BudgetPolicy, Setup};

impl Case {
    /// A campaign alone, in the form of `campaign.schema.json`.
    pub fn of_campaign(document: serde_json::Value) -> Self {
        Self::creator(serde_json::Value::Null).campaign(document)
    }

    /// Asks a budget policy.
    ///
    /// # Panics
    ///
    /// Where the case or the policy is wrong: see [`try_divide`](Self::try_divide).
    #[track_caller]
    pub fn divide<T: BudgetPolicy>(&self) -> Division {
        self.try_divide::<T>().unwrap_or_else(|error| refuse(&error))
    }

    /// Asks a budget policy.
    ///
    /// # Errors
    ///
    /// Where the case is wrong, the policy refuses its params, or its answer is one that the host would refuse.
    pub fn try_divide<T: BudgetPolicy>(&self) -> Result<Division, String> {
        let about = T::about();
        proof::about(&about)?;
        let as_of = parse_instant(&self.as_of);
        let as_of = as_of.ok_or_else(|| format!("`{}` is no instant such as `{AS_OF}`", self.as_of))?;
        self.enter();
        let setup = Setup::new(as_of, Question { campaign: self.campaign.as_ref(), story: None });
        let policy = T::new(self.read_params(&about, T::validate)?, &setup)?;
        let answer = policy.divide();
        proof::budget(&answer, &about)?;
        Ok(Division { answer, lines: WORLD.take().lines })
    }
}

/// What a budget policy answered.
#[derive(Debug, Clone)]
pub struct Division {
    answer: BudgetAnswer,
    lines: Vec<(Level, String)>,
}

impl Division {
    /// The lines with their shares, in order.
    pub fn lines(&self) -> Vec<(&str, f64)> {
        self.answer.lines.iter().map(|line| (&*line.id, line.share)).collect()
    }

    /// The tiers with their shares, in order.
    pub fn tiers(&self) -> Vec<(&str, f64)> {
        self.answer.tiers.iter().map(|(id, share)| (&**id, *share)).collect()
    }

    /// The largest share of one creator; none where it is not bounded.
    pub fn cap_of_creator(&self) -> Option<f64> {
        self.answer.caps.iter().find(|(platform, _)| platform.is_none()).map(|(_, share)| *share)
    }

    /// The largest share of a platform; none where it is not bounded.
    pub fn cap_of_platform(&self, platform: &str) -> Option<f64> {
        self.answer.caps.iter().find(|(of, _)| of.as_deref() == Some(platform)).map(|(_, share)| *share)
    }

    /// The code of why there is no division; none where there is one.
    pub fn infeasible(&self) -> Option<&str> {
        self.answer.infeasible.as_ref().map(|reason| &*reason.code)
    }
}

told!(Division (infeasible): reasons, number, log);
