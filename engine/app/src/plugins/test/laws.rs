//! The laws that every rule is held to: each part is answered as if it were alone, and what happened counts, not in which
//! order or how often it was told.

use std::sync::Arc;

use saring_model::timeline::{Event, Timeline};
use saring_model::{List, Timestamp};
use saring_pack::Answer;
use saring_pack::rule::Fault;

use super::{Differing, Given, TestReport};
use crate::inquiry::{Inquiry, Known, Parts};
use crate::plugins::trial::Bound;

/// Sizes of the batches that each part is asked in besides alone.
const BATCHES: [usize; 2] = [16, 256];
/// Of how many events one is told twice.
const TWICE_EVERY: usize = 3;

/// Holds the plugin to the laws by everything that the cases of a company can be asked about.
pub(super) fn hold(bound: &Bound<'_>, inquiry: &Inquiry, company: &[&Given], report: &mut TestReport) {
    let case = |at: usize| {
        let own = company.get(at).filter(|_| super::is_company(inquiry.kind)).or(company.first());
        let case = own.map(|given| given.case.name.clone()).unwrap_or_default();
        let name = inquiry.parts.name(at).filter(|_| !super::is_company(inquiry.kind));
        name.map_or(case.clone(), |name| format!("{case}: {} {}", name.of, name.id))
    };
    let alone: Vec<Outcome> =
        (0..inquiry.parts.count()).flat_map(|at| outcomes(bound, inquiry, &inquiry.parts.at(&[at]))).collect();
    let mut found = Found { alone: &alone, case: &case, report };
    if !matches!(inquiry.parts, Parts::Campaign(_)) {
        found.report.alone += inquiry.parts.count();
        together(bound, inquiry, &mut found);
    }
    if let Some(timeline) = &inquiry.known.timeline {
        found.report.reordered += 1;
        let places: Vec<usize> = (0..inquiry.parts.count()).collect();
        for (events, company) in [
            (reordered(timeline), "with the events in another order, some of them twice,"),
            (known(timeline, inquiry.known.as_of), "without what was not known yet,"),
        ] {
            let Some(mut other) = retold(bound, inquiry, events) else { continue };
            other.parts = inquiry.parts.clone();
            found.compare(&places, &outcomes(bound, &other, &inquiry.parts), company);
        }
    }
    found.report.differing.dedup();
    found.report.fuel_differing.dedup();
}

/// Asks everything in batches, in two orders.
fn together(bound: &Bound<'_>, inquiry: &Inquiry, found: &mut Found<'_>) {
    // What faults alone would fault the whole batch; the engine halves such batches, and the case tells of it.
    let sound: Vec<usize> =
        (0..inquiry.parts.count()).filter(|at| found.alone.get(*at).is_some_and(|it| it.answer.is_ok())).collect();
    if sound.is_empty() {
        return;
    }
    for size in BATCHES {
        let straight: Vec<usize> = sound.iter().copied().cycle().take(size.max(sound.len())).collect();
        let mut shuffled: Vec<usize> = straight.iter().rev().copied().collect();
        shuffled.rotate_left(7 % size);
        for (order, word) in [(straight, "in a batch of"), (shuffled, "shuffled in a batch of")] {
            let told = outcomes(bound, inquiry, &inquiry.parts.at(&order));
            found.compare(&order, &told, &format!("{word} {}", order.len()));
        }
    }
}

/// Last come, first told, and some of it twice.
fn reordered(timeline: &Timeline) -> Vec<Event> {
    let events = &timeline.events;
    events.iter().rev().chain(events.iter().step_by(TWICE_EVERY)).cloned().collect()
}

/// What had happened and was known at a moment.
fn known(timeline: &Timeline, as_of: Timestamp) -> Vec<Event> {
    let is_known = |event: &&Event| event.at <= as_of && event.received_at.is_none_or(|at| at <= as_of);
    timeline.events.iter().filter(is_known).cloned().collect()
}

/// The same with other events; none where there are too many of them.
fn retold(bound: &Bound<'_>, inquiry: &Inquiry, events: Vec<Event>) -> Option<Inquiry> {
    let timeline = Timeline { events: List::new(events).ok()? };
    bound.inquiry(Known { timeline: Some(Arc::new(timeline)), ..inquiry.known.clone() }).ok()
}

/// What is found, beside how each part is answered alone.
struct Found<'a> {
    alone: &'a [Outcome],
    case: &'a dyn Fn(usize) -> String,
    report: &'a mut TestReport,
}

impl Found<'_> {
    fn compare(&mut self, order: &[usize], told: &[Outcome], company: &str) {
        for (at, told) in order.iter().zip(told) {
            let Some(alone) = self.alone.get(*at) else { continue };
            let differing = |what| Differing { case: (self.case)(*at), company: company.to_owned(), what };
            let (answers, fuel) = (alone.answers_otherwise(told), alone.costs_otherwise(told));
            self.report.differing.extend(answers.map(differing));
            self.report.fuel_differing.extend(fuel.map(differing));
        }
    }
}

/// The answer about one part of a batch, and what it cost.
struct Outcome {
    answer: Result<Answer, Fault>,
    fuel: Option<u64>,
}

impl Outcome {
    fn answers_otherwise(&self, other: &Self) -> Option<String> {
        match (&self.answer, &other.answer) {
            (Ok(_), Err(fault)) => Some(format!("it faults: {fault}")),
            (alone, together) => (alone != together).then(|| "another answer".to_owned()),
        }
    }

    fn costs_otherwise(&self, other: &Self) -> Option<String> {
        let fuel = |fuel: Option<u64>| fuel.map_or("none".to_owned(), |fuel| fuel.to_string());
        (self.fuel != other.fuel).then(|| format!("fuel {} instead of {}", fuel(other.fuel), fuel(self.fuel)))
    }
}

fn outcomes(bound: &Bound<'_>, inquiry: &Inquiry, parts: &Parts) -> Vec<Outcome> {
    let batch = bound.ask(inquiry, parts);
    let answers: Vec<Result<Answer, Fault>> = match batch.answers {
        Ok(answers) => answers.into_iter().map(Ok).collect(),
        Err(fault) => (0..parts.count()).map(|_| Err(fault.clone())).collect(),
    };
    let fuel = batch.spending.fuel;
    answers.into_iter().enumerate().map(|(at, answer)| Outcome { answer, fuel: fuel.get(at).copied() }).collect()
}
