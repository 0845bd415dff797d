//! Triggers and metrics under test.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::story::{Aim, Event, Scored, Story};
use super::told::told;
use super::{AS_OF, Case, Facts, Finding, WORLD, proof, refuse};
use crate::answer::{Condition, Figure, MetricAnswer, TriggerAnswer};
use crate::dates::parse_instant;
use crate::facts::Money;
use crate::log::Level;
use crate::{About, Metric, Move, Preflight, Trigger};

/// A campaign that runs, or has run: what was planned, what happened, and the moment.
///
/// ```
/// use saring_plugin::prelude::*;
/// use saring_plugin::testing::{Aim, Run};
/// # struct Quiet;
/// # impl Trigger for Quiet {
/// #     type Params = Value;
/// #     fn about() -> About { About::new("quiet", "x") }
/// #     fn new(_: Value, _: &Setup) -> Result<Self, String> { Ok(Self) }
/// #     fn watch(&self, target: &Part<'_>) -> TriggerAnswer {
/// #         let total: f64 = target.events().numbers("mention_counts", "what.total", Window::last_hours(24.0)).into_iter().flatten().sum();
/// #         if total > 40.0 { propose(Move::Expand, Urgency::Low) } else { quiet() }
/// #     }
/// # }
/// use serde_json::json;
///
/// let counted = json!({ "id": "1", "at": "2026-02-28T20:00:00Z", "what": { "mention_counts": { "span_s": 3600, "total": 41 } } });
/// let run = Run::of(json!({ "id": "c" })).event(counted);
/// assert_eq!(run.watch::<Quiet>(Aim::default()).proposes(), Some(Move::Expand));
/// ```
#[derive(Debug, Clone)]
pub struct Run {
    case: Case,
    events: Vec<Value>,
    roster: Vec<(Value, Option<String>)>,
    /// What checks say of each of the roster; none where nobody was chosen yet.
    chosen: Option<Vec<BTreeMap<String, Scored>>>,
    plan: Option<Value>,
    lines: Vec<(String, [Money; 4])>,
}

impl Run {
    /// A campaign in the form of `campaign.schema.json`.
    pub fn of(campaign: Value) -> Self {
        let case = Case::of_campaign(campaign);
        Self { case, events: Vec::new(), roster: Vec::new(), chosen: None, plan: None, lines: Vec::new() }
    }

    /// Adds an event, in the form of `timeline.schema.json`.
    #[must_use]
    pub fn event(mut self, event: Value) -> Self {
        self.events.push(event);
        self
    }

    /// Adds the events of a timeline.
    #[must_use]
    pub fn timeline(mut self, document: &Value) -> Self {
        self.events.extend(document.get("events").and_then(Value::as_array).into_iter().flatten().cloned());
        self
    }

    /// Adds a creator whose facts are known, in the form of `creator.schema.json`. The first account counts.
    #[must_use]
    pub fn creator(mut self, document: Value, tier: Option<&str>) -> Self {
        self.roster.push((document, tier.map(str::to_owned)));
        self
    }

    /// Adds a creator who was chosen, with the score and the status of each check by its name.
    #[must_use]
    pub fn chosen(mut self, document: Value, tier: Option<&str>, scores: &[(&str, f64, &str)]) -> Self {
        let scored = scores.iter().map(|(check, score, status)| ((*check).to_owned(), (*score, (*status).to_owned())));
        self.chosen.get_or_insert_default().push(scored.collect());
        self.creator(document, tier)
    }

    /// What was planned, in the form of `plan.schema.json`; none unless said.
    #[must_use]
    pub fn plan(self, document: Value) -> Self {
        Self { plan: Some(document), ..self }
    }

    /// Adds a budget line of a trigger's question: what was planned, spent, and is proposed, in whole major units.
    #[must_use]
    pub fn line(mut self, id: &str, currency: &str, planned: i64, spent: i64, proposed: i64) -> Self {
        let money = |minor| Money { minor, digits: 0, currency: currency.to_owned() };
        let left = (planned - spent - proposed).max(0);
        self.lines.push((id.to_owned(), [planned, spent, proposed, left].map(money)));
        self
    }

    /// Sets a param other than its default.
    #[must_use]
    pub fn param(self, name: &str, value: impl Into<Value>) -> Self {
        Self { case: self.case.param(name, value), ..self }
    }

    /// Gives the rule a table, as the text of a CSV file.
    ///
    /// # Panics
    ///
    /// Where it is no CSV with a header.
    #[must_use]
    #[track_caller]
    pub fn table(self, name: &str, csv: &str) -> Self {
        Self { case: self.case.table(name, csv), ..self }
    }

    /// The moment; `2026-03-01T00:00:00Z` unless said.
    #[must_use]
    pub fn as_of(self, instant: &str) -> Self {
        Self { case: self.case.as_of(instant), ..self }
    }

    /// Asks a check of the campaign itself.
    ///
    /// # Panics
    ///
    /// Where the campaign or the check is wrong: see [`try_inspect`](Self::try_inspect).
    #[track_caller]
    pub fn inspect<T: Preflight>(&self) -> Finding {
        self.try_inspect::<T>().unwrap_or_else(|error| refuse(&error))
    }

    /// Asks a check of the campaign itself.
    ///
    /// # Errors
    ///
    /// Where the campaign is wrong, the check refuses its params, or its answer is one that the host would refuse.
    pub fn try_inspect<T: Preflight>(&self) -> Result<Finding, String> {
        let about = T::about();
        let story = self.story(&about, Aim::default())?;
        let (setup, part) = story.asked(&self.case);
        let answer = T::new(self.case.read_params(&about, T::validate)?, &setup)?.inspect(&part);
        proof::check(&answer, &about)?;
        Ok(Finding::new(answer, self.case.cuts, WORLD.take().lines))
    }

    /// Asks a trigger.
    ///
    /// # Panics
    ///
    /// Where the campaign or the trigger is wrong: see [`try_watch`](Self::try_watch).
    #[track_caller]
    pub fn watch<T: Trigger>(&self, target: Aim) -> Watched {
        self.try_watch::<T>(target).unwrap_or_else(|error| refuse(&error))
    }

    /// Asks a trigger.
    ///
    /// # Errors
    ///
    /// Where the campaign is wrong, the trigger refuses its params, or its answer is one that the host would refuse.
    pub fn try_watch<T: Trigger>(&self, target: Aim) -> Result<Watched, String> {
        let about = T::about();
        let story = self.story(&about, target)?;
        let (setup, part) = story.asked(&self.case);
        let answer = T::new(self.case.read_params(&about, T::validate)?, &setup)?.watch(&part);
        proof::trigger(&answer, &about)?;
        Ok(Watched { answer, lines: WORLD.take().lines })
    }

    /// Asks a metric.
    ///
    /// # Panics
    ///
    /// Where the campaign or the metric is wrong: see [`try_measure`](Self::try_measure).
    #[track_caller]
    pub fn measure<T: Metric>(&self, scope: Aim) -> Measured {
        self.try_measure::<T>(scope).unwrap_or_else(|error| refuse(&error))
    }

    /// Asks a metric.
    ///
    /// # Errors
    ///
    /// Where the campaign is wrong, the metric refuses its params, or its answer is one that the host would refuse.
    pub fn try_measure<T: Metric>(&self, scope: Aim) -> Result<Measured, String> {
        let about = T::about();
        let mut story = self.story(&about, scope)?;
        story.lines.clear();
        let (setup, part) = story.asked(&self.case);
        let answer = T::new(self.case.read_params(&about, T::validate)?, &setup)?.measure(&part);
        proof::metric(&answer, &about)?;
        Ok(Measured { answer, lines: WORLD.take().lines })
    }

    fn story(&self, about: &About, part: Aim) -> Result<Story, String> {
        proof::about(about)?;
        let as_of = parse_instant(&self.case.as_of);
        let as_of = as_of.ok_or_else(|| format!("`{}` is no instant such as `{AS_OF}`", self.case.as_of))?;
        self.case.enter();
        let mut story = Story {
            part,
            facts: None,
            roster: self.roster.clone(),
            chosen: self.chosen.clone(),
            plan: self.plan.clone(),
            lines: self.lines.clone(),
            events: Event::read(&self.events, as_of)?,
            as_of,
        };
        let creator = story.creator().map(|id| json!(id));
        let known = self.roster.iter().find(|(member, _)| creator.is_some() && member.get("id") == creator.as_ref());
        story.facts = known.map(|(member, tier)| Facts::read(member, 0, tier.as_deref())).transpose()?;
        Ok(story)
    }
}

/// What a trigger answered about a target.
#[derive(Debug, Clone)]
pub struct Watched {
    answer: TriggerAnswer,
    lines: Vec<(Level, String)>,
}

impl Watched {
    /// Whether the condition holds; none where there is no telling.
    pub fn holds(&self) -> Option<bool> {
        match self.answer.condition {
            Condition::Quiet => Some(false),
            Condition::Unknown => None,
            Condition::Holds => Some(true),
        }
    }

    /// The move that is proposed.
    pub fn proposes(&self) -> Option<Move> {
        self.answer.proposal.as_ref().map(|proposal| proposal.kind)
    }

    /// The money of the proposal: the budget line, and how much in major units.
    pub fn money(&self) -> Option<(&str, f64)> {
        let (line, amount) = self.answer.proposal.as_ref()?.money.as_ref()?;
        Some((line, *amount))
    }

    /// The code of what forbids to act.
    pub fn blocked(&self) -> Option<&str> {
        self.answer.blocked.as_ref().map(|reason| &*reason.code)
    }

    /// Whether it calls for action at once.
    pub fn is_at_once(&self) -> bool {
        self.answer.at_once
    }
}

/// What a metric answered about a scope.
#[derive(Debug, Clone)]
pub struct Measured {
    answer: MetricAnswer,
    lines: Vec<(Level, String)>,
}

impl Measured {
    fn of(&self, name: &str) -> Option<&Figure> {
        self.answer.figures.iter().find(|figure| figure.name == name)
    }

    /// The value of a figure; none where it is unknown or there is none of that name.
    pub fn figure(&self, name: &str) -> Option<f64> {
        self.of(name)?.quantity.value()
    }

    /// The interval of a figure; an end that is none is open.
    pub fn interval(&self, name: &str) -> Option<(Option<f64>, Option<f64>)> {
        self.of(name)?.interval
    }

    /// Why a figure is unknown.
    pub fn because(&self, name: &str) -> Option<&str> {
        self.of(name)?.unknown.as_deref()
    }

    /// What the plan expected of a figure.
    pub fn planned(&self, name: &str) -> Option<f64> {
        self.of(name)?.planned
    }

    /// What to do.
    pub fn verdict(&self) -> Option<&str> {
        self.answer.verdict.as_deref()
    }
}

told!(Watched (blocked): reasons, number, evidence, log);
told!(Measured (): reasons, number, evidence, log);
