//! What a check or a tier rule answered, with the score that the host makes of it.

use std::fmt;

use super::told::{detail, told};
use crate::answer::{Answer, TierAnswer};
use crate::bindings::answering;
use crate::log::Level;
use crate::{Arg, Status};

/// How a check ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Good.
    Pass,
    /// Worth a look.
    Warn,
    /// Bad.
    Fail,
    /// There is no telling from the data.
    Unknown,
}

/// What a check answered about one creator.
#[derive(Clone)]
pub struct Finding {
    answer: Answer,
    score: Option<f64>,
    interval: (f64, f64),
    outcome: Outcome,
    lines: Vec<(Level, String)>,
}

impl Finding {
    pub(super) fn new(answer: Answer, cuts: (f64, f64), lines: Vec<(Level, String)>) -> Self {
        let mut known = Weighted::default();
        let mut unknown_weight = 0.0;
        for part in &answer.parts {
            match part.quantity.value().map(|value| part.curve.points(value)) {
                Some(points) => known.add(part.weight, points),
                None => unknown_weight += part.weight,
            }
        }
        let vetoed = answer.veto.is_some();
        let Some(score) = known.mean().filter(|_| !answer.is_unknown).map(|mean| finish(&answer, mean)) else {
            let outcome = if vetoed { Outcome::Fail } else { Outcome::Unknown };
            let interval = answer.bounds.unwrap_or((0.0, 100.0));
            return Self { answer, score: None, interval, outcome, lines };
        };
        let end = |points: f64| {
            let mut all = known;
            all.add(unknown_weight, points);
            all.mean().map_or(score, |mean| finish(&answer, mean))
        };
        let interval = if unknown_weight > 0.0 { (end(0.0), end(100.0)) } else { (score, score) };
        let computed = match score {
            _ if vetoed => Outcome::Fail,
            score if score >= cuts.0 => Outcome::Pass,
            score if score >= cuts.1 => Outcome::Warn,
            _ => Outcome::Fail,
        };
        let tightened = answer.status.map_or(Outcome::Pass, |status| match status {
            Status::Warn => Outcome::Warn,
            Status::Fail => Outcome::Fail,
        });
        Self { answer, score: Some(score), interval, outcome: computed.max(tightened), lines }
    }

    /// The score, 0 to 100: the weighted mean of the known parts' points, less penalties, within the caps. None where it
    /// is unknown.
    pub fn score(&self) -> Option<f64> {
        self.score
    }

    /// The lowest and the highest score that unknown parts could leave.
    pub fn interval(&self) -> (f64, f64) {
        self.interval
    }

    /// How the check ended.
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// How much the known parts can be trusted, 0 to 1; 0 where the score is unknown.
    pub fn confidence(&self) -> f64 {
        if self.score.is_some() { self.answer.confidence.clamp(0.0, 1.0) } else { 0.0 }
    }
    /// The code of the veto.
    pub fn veto(&self) -> Option<&str> {
        self.answer.veto.as_ref().map(|veto| &*veto.code)
    }
    /// A detail of a reason or the veto, as a text.
    pub fn text(&self, code: &str, name: &str) -> Option<&str> {
        match detail(self.answer.reasons.iter().chain(&self.answer.veto), code, name)? {
            Arg(answering::Arg::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The value of a part; none where it is unknown or there is no such part.
    pub fn part(&self, id: &str) -> Option<f64> {
        self.answer.parts.iter().find(|part| part.id == id)?.quantity.value()
    }

    /// The points of a part, 0 to 100; none where it is unknown or there is no such part.
    pub fn points(&self, id: &str) -> Option<f64> {
        let part = self.answer.parts.iter().find(|part| part.id == id)?;
        part.quantity.value().map(|value| part.curve.points(value))
    }

    /// The points of a penalty.
    pub fn penalty(&self, id: &str) -> Option<f64> {
        self.answer.penalties.iter().find(|penalty| penalty.id == id).map(|penalty| penalty.points)
    }

    /// What a penalty was taken for.
    pub fn penalised(&self, id: &str) -> Option<f64> {
        self.answer.penalties.iter().find(|penalty| penalty.id == id)?.quantity.value()
    }
    /// Paths of the fields that are missing: those of unknown parts, and those that the check names.
    pub fn missing(&self) -> Vec<&'static str> {
        let mut missing = self.answer.missing.clone();
        self.answer.parts.iter().for_each(|part| missing.add(part.quantity.missing()));
        missing.iter().collect()
    }

    /// The flags raised.
    pub fn flags(&self) -> Vec<&str> {
        self.answer.flags.iter().map(|flag| &**flag).collect()
    }

    /// The table rows cited: table, row from 0, and whether it is a more general one than was asked for.
    pub fn cited(&self) -> Vec<(&str, u32, bool)> {
        let parts = self.answer.parts.iter().filter_map(|part| part.row.as_ref());
        let evidence = self.answer.evidence.iter().filter_map(|evidence| evidence.row.as_ref());
        parts.chain(evidence).map(|row| (row.table.as_str(), row.row, row.is_fallback)).collect()
    }
}

told!(Finding (veto): reasons, number, evidence, log);

impl fmt::Debug for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Finding");
        shown.field("outcome", &self.outcome).field("score", &self.score).field("interval", &self.interval);
        shown.field("answer", &self.answer).field("log", &self.log()).finish()
    }
}

/// What a tier rule answered about one creator.
#[derive(Debug, Clone)]
pub struct Placement {
    answer: TierAnswer,
    lines: Vec<(Level, String)>,
}

impl Placement {
    pub(super) fn new(answer: TierAnswer, lines: Vec<(Level, String)>) -> Self {
        Self { answer, lines }
    }

    /// The tier; none where the creator has none.
    pub fn tier(&self) -> Option<&str> {
        self.answer.tier.as_deref()
    }

    /// The audience size that decided; none where it is unknown.
    pub fn size(&self) -> Option<f64> {
        self.answer.size.value()
    }

    /// The next tier up, and the audience size at which it begins.
    pub fn next(&self) -> Option<(&str, f64)> {
        self.answer.next.as_ref().map(|(id, at)| (&**id, *at))
    }
}

told!(Placement (): reasons, number, log);

/// Penalties and caps on a mean of parts.
fn finish(answer: &Answer, mean: f64) -> f64 {
    let penalties: f64 = answer.penalties.iter().map(|penalty| penalty.points).sum();
    let capped = answer.caps.iter().fold(mean - penalties, |score, (_, at)| score.min(*at));
    capped.clamp(0.0, 100.0)
}

#[derive(Clone, Copy, Default)]
struct Weighted {
    weight: f64,
    sum: f64,
}

impl Weighted {
    fn add(&mut self, weight: f64, value: f64) {
        self.weight += weight;
        self.sum += weight * value;
    }

    fn mean(self) -> Option<f64> {
        (self.weight > 0.0).then(|| self.sum / self.weight).filter(|mean| mean.is_finite())
    }
}
