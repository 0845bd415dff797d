//! People reached as the value of a choice: who follows several of the chosen counts once.

use super::formulate::Formulated;
use super::question::PlanQuestion;
use crate::portfolio::{Choice, Covering, Gains};
use crate::reach::{Coverage, Pool, Reach};

/// The people whom the offers of a problem reach.
pub(super) struct People<'a> {
    pool: &'a Pool,
    formulated: &'a Formulated,
    nobody: Coverage,
}

impl<'a> People<'a> {
    /// The people of a question; none where its goal counts none.
    pub fn asked(question: &'a PlanQuestion, formulated: &'a Formulated) -> Option<Self> {
        let pool = question.pool.as_ref()?;
        Some(Self { pool, formulated, nobody: Coverage::of(pool) })
    }

    /// What a choice reaches, with its interval. People beyond the followers may be anybody: they widen it upwards.
    pub fn reach(&self, chosen: &[Choice]) -> Reach {
        let audiences: Vec<(usize, f64)> = chosen.iter().filter_map(|choice| self.audience(*choice)).collect();
        let beyond: f64 = chosen.iter().map(|choice| self.beyond(*choice)).sum();
        let reach = self.pool.reach_as(&audiences);
        let value = reach.value.map(|value| value + beyond);
        Reach { value, high: reach.high + beyond, sum: reach.sum + beyond, ..reach }
    }

    /// What a choice is worth to the search: followers counted once, and everybody beyond them.
    pub fn worth(&self, chosen: &[Choice]) -> f64 {
        self.value(chosen) + chosen.iter().map(|choice| self.beyond(*choice)).sum::<f64>()
    }

    /// People whom an offer reaches beyond the creator's followers.
    fn beyond(&self, choice: Choice) -> f64 {
        let candidate = self.formulated.problem.candidates.get(choice.candidate);
        candidate.and_then(|candidate| candidate.offers.get(choice.offer)).map_or(0.0, |offer| offer.value)
    }

    /// The audience of an offer: the creator's place in the pool, and the share of its followers that the package is
    /// worth to the goal.
    fn audience(&self, choice: Choice) -> Option<(usize, f64)> {
        let entrant = *self.formulated.entrants.get(choice.candidate)?;
        let followers = self.pool.audiences().get(entrant)?.followers as f64;
        let value = *self.formulated.values.get(choice.candidate)?.get(choice.offer)?;
        (followers > 0.0).then(|| (entrant, (value / followers).min(1.0)))
    }
}

impl Covering for People<'_> {
    fn value(&self, chosen: &[Choice]) -> f64 {
        let mut reached = self.gains_from_nobody();
        chosen.iter().for_each(|choice| reached.add(*choice));
        reached.coverage.value()
    }

    fn gains(&self) -> Box<dyn Gains + '_> {
        Box::new(self.gains_from_nobody())
    }
}

impl People<'_> {
    fn gains_from_nobody(&self) -> Reached<'_> {
        Reached { people: self, coverage: self.nobody.clone() }
    }
}

/// A choice under way.
struct Reached<'a> {
    people: &'a People<'a>,
    coverage: Coverage,
}

impl Gains for Reached<'_> {
    fn gain(&self, choice: Choice) -> f64 {
        self.people.audience(choice).map_or(0.0, |(audience, weight)| self.coverage.gain_as(audience, weight))
    }

    fn add(&mut self, choice: Choice) {
        if let Some((audience, weight)) = self.people.audience(choice) {
            self.coverage.add_as(audience, weight);
        }
    }
}
