//! People reached as the value of a choice: who follows several of the chosen counts once.

use super::formulate::Formulated;
use super::question::{Offering, PlanQuestion};
use crate::portfolio::{Choice, Covering, Gains};
use crate::reach::{Coverage, Pool, Reach};

/// The people whom the offers of a problem reach.
pub(super) struct People<'a> {
    pool: &'a Pool,
    formulated: &'a Formulated,
    /// The audiences of each candidate's offers, each with the share of its followers that the package is worth.
    audiences: Vec<Vec<Vec<(usize, f64)>>>,
    nobody: Coverage,
}

/// The audiences of a package: those of the creator's accounts on the platforms that it publishes on. Accounts that nobody
/// follows, or nobody counted, are none.
pub(super) fn audiences(pool: &Pool, entrant: usize, offering: &Offering) -> Vec<usize> {
    let mut on: Vec<usize> = offering.posts.iter().filter_map(|(platform, ..)| pool.on(entrant, *platform)).collect();
    on.sort_unstable();
    on.dedup();
    on.retain(|at| followers(pool, &[*at]) > 0.0);
    on
}

/// Followers of audiences, added up.
pub(super) fn followers(pool: &Pool, audiences: &[usize]) -> f64 {
    audiences.iter().filter_map(|at| pool.audiences().get(*at)).map(|audience| audience.followers as f64).sum()
}

impl<'a> People<'a> {
    /// The people of a question; none where its goal counts none.
    pub fn asked(question: &'a PlanQuestion, formulated: &'a Formulated) -> Option<Self> {
        let pool = question.pool.as_ref()?;
        let of_offer = |entrant: usize, offering: usize, value: f64| {
            let offering = question.entrants.get(entrant).and_then(|entrant| entrant.offerings.get(offering));
            let audiences = offering.map(|offering| audiences(pool, entrant, offering)).unwrap_or_default();
            // A package for several accounts is worth the same share of each one's followers: nothing tells them apart.
            let weight = (value / followers(pool, &audiences)).min(1.0);
            audiences.into_iter().map(|at| (at, weight)).collect()
        };
        let candidates = formulated.entrants.iter().zip(&formulated.offerings).zip(&formulated.values);
        let of_candidate = |((entrant, offerings), values): ((&usize, &Vec<usize>), &Vec<f64>)| {
            offerings.iter().zip(values).map(|(offering, value)| of_offer(*entrant, *offering, *value)).collect()
        };
        let audiences = candidates.map(of_candidate).collect();
        Some(Self { pool, formulated, audiences, nobody: Coverage::of(pool) })
    }

    /// What a choice reaches, with its interval. People beyond the followers may be anybody: they widen it upwards.
    pub fn reach(&self, chosen: &[Choice]) -> Reach {
        let audiences: Vec<(usize, f64)> = chosen.iter().flat_map(|choice| self.audiences(*choice)).copied().collect();
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

    /// The audiences of an offer, with the share of their followers that the package is worth to the goal.
    fn audiences(&self, choice: Choice) -> &[(usize, f64)] {
        let offers = self.audiences.get(choice.candidate);
        offers.and_then(|offers| offers.get(choice.offer)).map(Vec::as_slice).unwrap_or_default()
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
    /// Accounts of one creator are on different platforms and share no followers that are known, so their gains add up.
    fn gain(&self, choice: Choice) -> f64 {
        self.people.audiences(choice).iter().map(|(audience, weight)| self.coverage.gain_as(*audience, *weight)).sum()
    }

    fn add(&mut self, choice: Choice) {
        for (audience, weight) in self.people.audiences(choice) {
            self.coverage.add_as(*audience, *weight);
        }
    }
}
