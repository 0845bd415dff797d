//! What another question would have been answered with.

use super::formulate::{Formulated, formulate};
use super::people::People;
use super::question::{Bound, PlanQuestion};
use super::settle::{NoPlan, Outcome, best, plan, worth};
use crate::portfolio::{Choice, Problem, Side, Solution, Unsolved, differing, relaxed, without};

/// What else could be done.
#[derive(Debug, Clone)]
pub struct Alternatives {
    /// The best plan that is another one.
    pub next_best: Option<NextBest>,
    /// What less and more money would buy.
    pub curve: Vec<CurvePoint>,
    /// What it would gain to relax a bound that binds.
    pub prices: Vec<PriceOfBound>,
    /// Who would come in for each booked creator that drops out.
    pub replacements: Vec<Replacement>,
}

/// The best plan that is another one.
#[derive(Debug, Clone, PartialEq)]
pub struct NextBest {
    /// What it adds towards the goal.
    pub value: f64,
    /// Who comes in, or changes the package: entrants by their place.
    pub comes: Vec<usize>,
    /// Who goes.
    pub goes: Vec<usize>,
}

/// What another amount of money would buy.
#[derive(Debug, Clone, PartialEq)]
pub struct CurvePoint {
    /// Share of the money for fees.
    pub share: f64,
    /// That money, in minor units.
    pub fees: i64,
    /// What it buys towards the goal; none where no choice holds every bound.
    pub bought: Option<Bought>,
}

/// What money buys.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bought {
    /// What it adds towards the goal.
    pub value: f64,
    /// What no plan with this money exceeds.
    pub bound: f64,
    /// Creators.
    pub creators: usize,
    /// Fees, in minor units.
    pub fees: i64,
}

/// What it would gain to relax a bound.
#[derive(Debug, Clone, PartialEq)]
pub struct PriceOfBound {
    /// The bound.
    pub bound: Bound,
    /// Which end.
    pub side: Side,
    /// What it is now.
    pub now: i64,
    /// What it would be.
    pub relaxed: i64,
    /// What that gains towards the goal.
    pub gain: f64,
}

/// Who would come in where a booked creator drops out.
#[derive(Debug, Clone, PartialEq)]
pub struct Replacement {
    /// Who drops out.
    pub goes: usize,
    /// Who comes in: entrants with the places of their offerings; empty where nobody does.
    pub comes: Vec<(usize, usize)>,
    /// What the plan would then add towards the goal; none where no choice holds every bound without that creator.
    pub value: Option<f64>,
}

/// Shares of the money that are tried.
const CURVE: [f64; 3] = [0.8, 1.0, 1.2];
/// Share by which a bound of money is relaxed.
const MONEY_STEP: f64 = 0.1;

/// Answers the neighbouring questions.
///
/// # Errors
/// Those of [`plan`], where the question itself has none.
pub fn alternatives(question: &PlanQuestion, outcome: &Outcome) -> Result<Alternatives, NoPlan> {
    let formulated = formulate(question)?;
    let people = People::asked(question, &formulated);
    let asked = Asked { question, formulated: &formulated, people: people.as_ref() };
    let chosen = choices(&formulated, outcome);
    Ok(Alternatives {
        next_best: next_best(asked, &chosen, outcome),
        curve: curve(question, outcome),
        prices: prices(asked, outcome),
        replacements: replacements(asked, &chosen),
    })
}

/// The question, its problem, and whom it counts: the same for every neighbouring question.
#[derive(Clone, Copy)]
struct Asked<'a> {
    question: &'a PlanQuestion,
    formulated: &'a Formulated,
    people: Option<&'a People<'a>>,
}

impl Asked<'_> {
    fn best(self, problem: &Problem) -> Result<Solution, Unsolved> {
        best(self.question, self.people, problem)
    }
}

fn choices(formulated: &Formulated, outcome: &Outcome) -> Vec<Choice> {
    let place = |booked: &super::Booked| {
        let candidate = formulated.entrants.iter().position(|entrant| *entrant == booked.entrant)?;
        let offer = formulated.offerings.get(candidate)?.iter().position(|offering| *offering == booked.offering)?;
        Some(Choice { candidate, offer })
    };
    outcome.booked.iter().filter_map(place).collect()
}

fn next_best(asked: Asked<'_>, chosen: &[Choice], outcome: &Outcome) -> Option<NextBest> {
    let formulated = asked.formulated;
    let next = asked.best(&differing(&formulated.problem, chosen, 1)).ok()?;
    let entrant = |choice: &Choice| formulated.entrants.get(choice.candidate).copied();
    let comes = next.chosen.iter().filter(|choice| !chosen.contains(choice)).filter_map(entrant).collect();
    let stays = |place: usize| next.chosen.iter().any(|choice| entrant(choice) == Some(place));
    let goes = outcome.booked.iter().map(|booked| booked.entrant).filter(|place| !stays(*place)).collect();
    Some(NextBest { value: worth(asked.people, &next), comes, goes })
}

/// The question with other money: fees, tiers and caps in proportion.
fn curve(question: &PlanQuestion, outcome: &Outcome) -> Vec<CurvePoint> {
    let point = |share: &f64| {
        let scaled = scaled(question, *share);
        let is_same = scaled.fees == question.fees;
        let bought = if is_same { Some(bought(outcome)) } else { plan(&scaled).ok().as_ref().map(bought) };
        CurvePoint { share: *share, fees: scaled.fees, bought }
    };
    CURVE.iter().map(point).collect()
}

fn bought(outcome: &Outcome) -> Bought {
    let fees = outcome.booked.iter().map(|booked| booked.fee).sum();
    Bought { value: outcome.value, bound: outcome.bound, creators: outcome.booked.len(), fees }
}

fn scaled(question: &PlanQuestion, share: f64) -> PlanQuestion {
    let scale = |amount: i64| (amount as f64 * share).floor() as i64;
    let mut scaled = question.clone();
    scaled.fees = scale(question.fees);
    scaled.fee_max = question.fee_max.map(scale);
    scaled.tiers.iter_mut().for_each(|tier| tier.fees = tier.fees.map(scale));
    scaled.platforms.iter_mut().for_each(|(_, max)| *max = scale(*max));
    scaled
}

/// Every bound that binds, moved outwards: money by a tenth, counts by one.
fn prices(asked: Asked<'_>, outcome: &Outcome) -> Vec<PriceOfBound> {
    let mut prices = Vec::new();
    for (row, (bound, used, min, max)) in outcome.bounds.iter().enumerate() {
        let sides = [(Side::Min, *min), (Side::Max, *max)];
        for (side, now) in sides.into_iter().filter_map(|(side, now)| Some((side, now?))) {
            // Money binds before it is used up: what is left may be too little for anybody.
            if !bound.is_money() && *used != now {
                continue;
            }
            let step = if bound.is_money() { (now as f64 * MONEY_STEP) as i64 } else { 1 };
            let Some((problem, relaxed)) = relaxed(&asked.formulated.problem, (row, side), step) else { continue };
            let Ok(solution) = asked.best(&problem) else { continue };
            let gain = (worth(asked.people, &solution) - outcome.value).max(0.0);
            prices.push(PriceOfBound { bound: bound.clone(), side, now, relaxed, gain });
        }
    }
    prices
}

/// For each booking the best plan in which everybody else stays as booked.
fn replacements(asked: Asked<'_>, chosen: &[Choice]) -> Vec<Replacement> {
    let formulated = asked.formulated;
    let of = |gone: &Choice| {
        let solution: Option<Solution> = asked.best(&without(&formulated.problem, chosen, gone.candidate)).ok();
        let comes = solution.iter().flat_map(|solution| &solution.chosen);
        let comes = comes.filter(|choice| !chosen.contains(choice)).filter_map(|choice| {
            let offering = formulated.offerings.get(choice.candidate)?.get(choice.offer)?;
            Some((*formulated.entrants.get(choice.candidate)?, *offering))
        });
        let goes = *formulated.entrants.get(gone.candidate)?;
        Some(Replacement {
            goes,
            comes: comes.collect(),
            value: solution.as_ref().map(|solution| worth(asked.people, solution)),
        })
    };
    chosen.iter().filter_map(of).collect()
}
