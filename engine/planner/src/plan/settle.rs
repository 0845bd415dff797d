//! From a problem to who is booked.

use super::formulate::{Formulated, formulate};
use super::people::People;
use super::question::{Barrier, Bound, PlanQuestion};
use super::why::{Out, why};
use crate::portfolio::{Choice, Infeasible, Malformed, Problem, Solution, Unsolved, solve, solve_covering};
use crate::reach::Reach;

/// Who is booked with what, and how good that is for certain.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Who is booked, by id.
    pub booked: Vec<Booked>,
    /// Everybody else with the reason, by id.
    pub out: Vec<(usize, Out)>,
    /// What the bookings use of each bound, with the bound's least and greatest sum.
    pub bounds: Vec<(Bound, i64, Option<i64>, Option<i64>)>,
    /// What the bookings add towards the goal.
    pub value: f64,
    /// What no plan exceeds.
    pub bound: f64,
    /// How far the value can be from the best, as a fraction of the bound.
    pub gap: f64,
    /// Whether no plan is better.
    pub is_proved: bool,
    /// What the bookings reach, where who follows several counts once.
    pub reach: Option<Reach>,
}

/// A booking.
#[derive(Debug, Clone, PartialEq)]
pub struct Booked {
    /// Place among the entrants.
    pub entrant: usize,
    /// Place among the entrant's offerings.
    pub offering: usize,
    /// The fee in minor units.
    pub fee: i64,
    /// What it adds beside all others: its own value where values add up, else what would be lost without it.
    pub adds: f64,
}

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum NoPlan {
    /// A wish speaks of a creator that is not in the roster.
    #[error("there is no creator `{creator}`")]
    UnknownCreator {
        /// The creator.
        creator: String,
    },
    /// A creator is pinned and banned.
    #[error("`{creator}` is to be booked and not to be booked")]
    PinnedAndBanned {
        /// The creator.
        creator: String,
    },
    /// A creator that is to be booked cannot be.
    #[error("`{creator}` is to be booked and cannot be")]
    CannotBePinned {
        /// The creator.
        creator: String,
        /// Why.
        barrier: Barrier,
    },
    /// Two packages of one creator are to be booked.
    #[error("`{creator}` is to be booked with two packages")]
    PinnedTwice {
        /// The creator.
        creator: String,
    },
    /// Nobody can be booked: there is nobody, or no money for anybody, or nobody adds anything.
    #[error("nobody can be booked")]
    Nobody {
        /// The least fee of anybody who may be booked, in minor units; none where nobody has a price.
        cheapest: Option<i64>,
        /// Money for fees, in minor units.
        fees: i64,
        /// The largest fee of one creator, in minor units.
        fee_max: Option<i64>,
    },
    /// No choice holds every bound.
    #[error(transparent)]
    Infeasible(Infeasible),
    /// The question cannot be stated.
    #[error(transparent)]
    Malformed(Malformed),
}

impl From<Unsolved> for NoPlan {
    fn from(unsolved: Unsolved) -> Self {
        match unsolved {
            Unsolved::Malformed(malformed) => Self::Malformed(malformed),
            Unsolved::Infeasible(infeasible) => Self::Infeasible(infeasible),
        }
    }
}

/// Makes the best plan that is found within the effort.
///
/// # Errors
/// Where a wish cannot be met, or no choice holds every bound.
pub fn plan(question: &PlanQuestion) -> Result<Outcome, NoPlan> {
    let formulated = formulate(question)?;
    let people = People::asked(question, &formulated);
    let solution = best(question, people.as_ref(), &formulated.problem)?;
    if solution.chosen.is_empty() {
        let offerings = question.entrants.iter().filter(|entrant| entrant.barrier.is_none());
        let fees = offerings.flat_map(|entrant| &entrant.offerings).filter_map(|offering| offering.fee);
        return Err(NoPlan::Nobody { cheapest: fees.min(), fees: question.fees, fee_max: question.fee_max });
    }
    Ok(outcome(question, &formulated, people.as_ref(), &solution))
}

/// The best choice for a problem of the question, or for one that was changed a little.
pub(super) fn best(
    question: &PlanQuestion,
    people: Option<&People<'_>>,
    problem: &Problem,
) -> Result<Solution, Unsolved> {
    match people {
        None => solve(problem, &question.effort),
        Some(people) => solve_covering(problem, people, &question.effort),
    }
}

fn outcome(
    question: &PlanQuestion,
    formulated: &Formulated,
    people: Option<&People<'_>>,
    solution: &Solution,
) -> Outcome {
    let adds = |choice: &Choice| match people {
        None => formulated.values.get(choice.candidate)?.get(choice.offer).copied(),
        Some(people) => {
            let others: Vec<Choice> = solution.chosen.iter().filter(|other| *other != choice).copied().collect();
            Some((solution.value - people.worth(&others)).max(0.0))
        }
    };
    let adds: Vec<f64> = solution.chosen.iter().map(|choice| adds(choice).unwrap_or_default()).collect();
    let booked = |(choice, adds): (&Choice, &f64)| {
        let entrant = *formulated.entrants.get(choice.candidate)?;
        let offering = *formulated.offerings.get(choice.candidate)?.get(choice.offer)?;
        let fee = question.entrants.get(entrant)?.offerings.get(offering)?.fee?;
        Some(Booked { entrant, offering, fee, adds: *adds })
    };
    let rows = formulated.bounds.iter().zip(&formulated.problem.rows).zip(&solution.uses);
    let value = worth(people, solution);
    let bound = solution.bound.max(value);
    let gap = if bound > 0.0 { (bound - value) / bound } else { 0.0 };
    Outcome {
        booked: solution.chosen.iter().zip(&adds).filter_map(booked).collect(),
        out: why(question, formulated, solution, &adds),
        bounds: rows.map(|((bound, row), used)| (bound.clone(), *used, row.min, row.max)).collect(),
        value,
        bound,
        gap,
        is_proved: solution.is_proved && (people.is_none() || gap == 0.0),
        reach: people.map(|people| people.reach(&solution.chosen)),
    }
}

/// What a choice is worth for certain. The search takes an overlap that nobody states for none; what it finds is told by
/// the best estimate of its reach, and where there is none by the least that it can be.
pub(super) fn worth(people: Option<&People<'_>>, solution: &Solution) -> f64 {
    match people {
        None => solution.value,
        Some(people) => {
            let reach = people.reach(&solution.chosen);
            reach.value.unwrap_or(reach.low)
        }
    }
}
