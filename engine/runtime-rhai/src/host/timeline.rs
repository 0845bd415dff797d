//! `timeline`: what happened in the campaign so far, for checks of the campaign itself.

use std::collections::BTreeSet;
use std::sync::Arc;

use rhai::{Array, Dynamic, ImmutableString};
use saring_model::catalogue::FieldSet;
use saring_model::timeline::{Event, Timeline, What};
use saring_model::{Campaign, Timestamp};
use saring_pack::Unit;
use saring_vocabulary::workflow::{Progress, agreed, progress};
use saring_vocabulary::{Column, conversation};

use super::brief::words_of;
use super::campaign::CampaignHost;
use super::column::ColumnHost;
use super::selection::SelectionHost;
use crate::fuel;
use crate::measure::{Measure, number, text};
use crate::registry::{Form, Outcome, Register, raise};

/// Steps for putting one event in its place.
const PLACING_STEPS: usize = 32;

/// The events up to the moment of the decision.
#[derive(Debug, Clone)]
pub(crate) struct TimelineHost {
    pub(crate) inner: Option<Arc<Timeline>>,
    pub(crate) as_of: Timestamp,
}

/// How far the work with each creator got.
#[derive(Debug, Clone)]
pub(crate) struct WorkflowHost {
    steps: Vec<String>,
    all: Arc<[Progress]>,
}

impl TimelineHost {
    /// The wanted events that had become known, each once.
    fn known(&self, wanted: impl Fn(&What) -> bool) -> Outcome<Vec<&Event>> {
        let events = self.inner.as_ref().map_or(&[] as &[Event], |timeline| &timeline.events);
        fuel::spend(events.len(), 1)?;
        let mut ids = BTreeSet::new();
        let is_known = |event: &&Event| event.at <= self.as_of && event.received_at.is_none_or(|at| at <= self.as_of);
        let mut known: Vec<&Event> = events.iter().filter(|event| wanted(&event.what)).filter(is_known).collect();
        fuel::spend(known.len(), PLACING_STEPS)?;
        known.retain(|event| ids.insert(event.id.as_str()));
        Ok(known)
    }

    fn messages(&self) -> Outcome<Vec<&Event>> {
        self.known(|what| matches!(what, What::Message(_)))
    }

    fn agreement<'a>(
        &self,
        campaign: &'a CampaignHost,
        selection: &SelectionHost,
    ) -> Outcome<Option<(f64, Vec<&'a str>)>> {
        let Some(campaign) = campaign.campaign() else { return Ok(None) };
        let events = self.known(|what| matches!(what, What::KpiAgreed(_)))?;
        let creators = selection.ids();
        let kpis = campaign.kpis.as_deref().map_or(0, <[_]>::len);
        fuel::spend(events.len() + 1, (creators.len() + 1) * (kpis + 1))?;
        Ok(agreed(campaign, &events, &creators))
    }
}

pub(crate) fn register(register: &mut Register<'_>) {
    register
        .say(Form::Property, "timeline.is_absent -> bool", "-", "Whether nothing is recorded yet.")
        .property(|t: &TimelineHost, _| t.inner.is_none());
    register
        .say(Form::Method, "timeline.count(kind) -> value", "count", "How many events of a kind are known, such as `message`, `approval` or `post_published`; unknown where nothing is recorded.")
        .call(|t: &mut TimelineHost, kind: ImmutableString| -> Outcome<Measure> {
            let known = t.known(|what| what.kind() == kind.as_str())?.len();
            Ok(Measure::of(t.inner.is_some().then_some(known as f64), Unit::Count, FieldSet::EMPTY))
        });
    register
        .say(Form::Method, "timeline.took_place(step) -> bool", "-", "Whether a step of the work took place with anyone and was not sent back.")
        .call(|t: &mut TimelineHost, step: ImmutableString| -> Outcome<bool> {
            let took = |what: &What| {
                matches!(what, What::Approval(own) if own.step.as_str() == step.as_str() && own.approved != Some(false))
            };
            Ok(!t.known(took)?.is_empty())
        });
    agreements(register);
    messages(register);
    workflow(register);
}

fn agreements(register: &mut Register<'_>) {
    register
        .say(Form::Method, "timeline.agreed(campaign, selection) -> value", "fraction", "Share of the campaign's KPIs that were agreed, with each of the chosen creators; with anybody where nobody was chosen. Unknown where there is no KPI.")
        .reads(&["campaign.kpis"]);
    let f = register.fields();
    register.call(move |t: &mut TimelineHost, campaign: CampaignHost, selection: SelectionHost| -> Outcome<Measure> {
        let share = t.agreement(&campaign, &selection)?.map(|(share, _)| share);
        Ok(Measure::of(share, Unit::Fraction, f))
    });
    register
        .say(
            Form::Method,
            "timeline.not_agreed(campaign, selection) -> array",
            "-",
            "The metrics of the KPIs that were not agreed with somebody who was chosen.",
        )
        .reads(&["campaign.kpis"])
        .call(|t: &mut TimelineHost, campaign: CampaignHost, selection: SelectionHost| -> Outcome<Array> {
            let open = t.agreement(&campaign, &selection)?.map(|(_, open)| open).unwrap_or_default();
            Ok(open.into_iter().map(|metric| Dynamic::from(ImmutableString::from(metric))).collect())
        });
}

fn messages(register: &mut Register<'_>) {
    register
        .say(Form::Method, "timeline.reply_hours() -> column", "hours", "Hours of the clock from each message to its answer, of either party. Where no message says which one it answers, the other party's next one about the same creator does.")
        .call(|t: &mut TimelineHost| -> Outcome<ColumnHost> {
            let hours: Column = conversation::reply_hours(&t.messages()?);
            Ok(ColumnHost::of(hours, Unit::Hours, FieldSet::EMPTY))
        });
    register
        .say(Form::Method, "timeline.longest_silence(campaign) -> value", "hours", "Longest time without a message between the campaign's first day and its last, or the moment of the decision; unknown before the first day, and where flight or messages are unknown.")
        .reads(&["campaign.flight"]);
    let f = register.fields();
    register.call(move |t: &mut TimelineHost, campaign: CampaignHost| -> Outcome<Measure> {
        let messages = t.messages()?;
        let flight = campaign.campaign().and_then(|campaign: &Campaign| campaign.flight.as_ref());
        let silence = flight.filter(|_| conversation::count(&messages) > 0).and_then(|flight| {
            conversation::longest_silence(&messages, flight.start.start(), flight.end.end().min(t.as_of))
        });
        Ok(Measure::of(silence, Unit::Hours, f))
    });
}

fn workflow(register: &mut Register<'_>) {
    register
        .say(Form::Method, "timeline.workflow(steps) -> workflow", "-", "How far the work with each creator got, by the steps in their order: `briefing-call`, `concepts`, `refinement`, `creation`, `review`. An event without a creator is of all.")
        .call(|t: &mut TimelineHost, steps: Array| -> Outcome<WorkflowHost> {
            let steps = words_of(&steps)?;
            let events = t.known(|what| matches!(what, What::Approval(_) | What::PostPublished(_)))?;
            fuel::spend(events.len(), steps.len() + 1)?;
            Ok(WorkflowHost { all: progress(&events, &steps).into(), steps })
        });
    register
        .say(Form::Property, "workflow.creators -> value", "count", "Creators with whom the work has begun.")
        .property(|w: &WorkflowHost, _| Measure::counted(w.all.len(), FieldSet::EMPTY));
    register
        .say(Form::Method, "workflow.in_order(step) -> value", "fraction", "Share of the creators with whom something that follows a step has begun, for whom the step came before it; unknown where there are none.")
        .call(|w: &mut WorkflowHost, step: ImmutableString| -> Outcome<Measure> {
            let step = w.step(&step)?;
            Ok(w.share(|own| own.is_in_order(step)))
        });
    register
        .say(Form::Method, "workflow.offered_within(step, least, most) -> value", "fraction", "Share of the creators of whom it is known how many were offered in a step, such as concepts, for whom it is within bounds; unknown where there are none.")
        .call(|w: &mut WorkflowHost, step: ImmutableString, least: Dynamic, most: Dynamic| -> Outcome<Measure> {
            let (step, least, most) = (w.step(&step)?, number(&least)?, number(&most)?);
            let offered = |own: &Progress| own.offered.get(step).copied().flatten();
            Ok(w.share(|own| offered(own).map(|n| (least..=most).contains(&(n as f64)))))
        });
    register
        .say(Form::Method, "workflow.revisions_within(limit) -> value", "fraction", "Share of the creators of whom revisions are counted, for whom they are within the limit; unknown where there are none.")
        .call(|w: &mut WorkflowHost, limit: Dynamic| -> Outcome<Measure> {
            let limit = number(&limit)?;
            Ok(w.share(|own| own.revisions.map(|revisions| revisions as f64 <= limit)))
        });
    register
        .say(
            Form::Method,
            "workflow.skipped_by(step) -> text",
            "-",
            "The first creator with whom something that follows a step came before it; unknown where there is none.",
        )
        .call(|w: &mut WorkflowHost, step: ImmutableString| -> Outcome<Dynamic> {
            let step = w.step(&step)?;
            let found = w.all.iter().find(|own| own.is_in_order(step) == Some(false));
            Ok(text(found.map(|own| own.creator.as_str()).filter(|name| !name.is_empty()), FieldSet::EMPTY))
        });
}

impl WorkflowHost {
    fn step(&self, name: &str) -> Outcome<usize> {
        let place = self.steps.iter().position(|step| step == name);
        place.map_or_else(|| raise(format!("`{name}` is none of the steps {}", self.steps.join(", "))), Ok)
    }

    /// Share of those of whom something can be told for whom it holds.
    fn share(&self, holds: impl Fn(&Progress) -> Option<bool>) -> Measure {
        fuel::charge(self.all.len());
        let told: Vec<bool> = self.all.iter().filter_map(holds).collect();
        let held = told.iter().filter(|holds| **holds).count();
        let share = (!told.is_empty()).then(|| held as f64 / told.len() as f64);
        Measure::of(share, Unit::Fraction, FieldSet::EMPTY).of_sample(told.len())
    }
}
