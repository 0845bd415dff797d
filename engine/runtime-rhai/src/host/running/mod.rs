//! What triggers and metrics see: a campaign that runs, or has run.

use std::sync::Arc;

use rhai::Scope as Constants;
use saring_model::plan::Plan;
use saring_model::{Campaign, Timestamp};
use saring_pack::{LineLeft, MetricAsk, Scope, Subject, Target, TriggerAsk};
use saring_vocabulary::chronicle::{Chronicle, View};

use crate::registry::Register;

/// `events`: what had happened and was known at the moment.
#[derive(Debug, Clone)]
pub(crate) struct EventsHost {
    pub(crate) chronicle: Arc<Chronicle>,
    pub(crate) campaign: Arc<Campaign>,
    pub(crate) as_of: Timestamp,
}

impl EventsHost {
    pub(crate) fn view(&self) -> View<'_> {
        self.chronicle.as_of(self.as_of)
    }
}

/// `plan`: what was planned.
#[derive(Debug, Clone)]
pub(crate) struct PlanHost {
    pub(crate) plan: Option<Arc<Plan>>,
}

/// `lines`: the budget lines with what is left of each.
#[derive(Debug, Clone)]
pub(crate) struct LinesHost {
    pub(crate) lines: Arc<[LineLeft]>,
}

/// `roster`: the creators of the campaign, as far as their facts were given.
#[derive(Debug, Clone)]
pub(crate) struct RosterHost {
    pub(crate) subjects: Arc<[Subject]>,
    pub(crate) as_of: Timestamp,
}

/// `target`: whom or what a trigger looks at.
#[derive(Debug, Clone)]
pub(crate) struct TargetHost {
    pub(crate) target: Target,
    pub(crate) events: EventsHost,
    pub(crate) roster: RosterHost,
}

/// `results`: what came of one part of the campaign.
#[derive(Debug, Clone)]
pub(crate) struct ResultsHost {
    pub(crate) events: EventsHost,
    pub(crate) plan: Option<Arc<Plan>>,
    pub(crate) roster: Arc<[Subject]>,
    pub(crate) scope: Scope,
}

/// `scope`: of what a metric is asked.
#[derive(Debug, Clone)]
pub(crate) struct ScopeHost {
    pub(crate) scope: Scope,
}

pub(crate) fn register(_register: &mut Register<'_>) {}

/// What is the same for every target of a question to a trigger.
pub(crate) fn watched(constants: &mut Constants<'static>, ask: &TriggerAsk<'_>) {
    constants
        .push_constant("plan", PlanHost { plan: ask.plan.cloned() })
        .push_constant("events", events(ask.campaign, ask.chronicle, ask.as_of))
        .push_constant("lines", LinesHost { lines: ask.lines.clone() })
        .push_constant("roster", RosterHost { subjects: ask.roster.clone(), as_of: ask.as_of });
}

/// The target of a question.
pub(crate) fn target(constants: &mut Constants<'static>, ask: &TriggerAsk<'_>, target: &Target) {
    let events = events(ask.campaign, ask.chronicle, ask.as_of);
    let roster = RosterHost { subjects: ask.roster.clone(), as_of: ask.as_of };
    constants.push_constant("target", TargetHost { target: target.clone(), events, roster });
}

/// What is the same for every scope of a question to a metric.
pub(crate) fn measured(constants: &mut Constants<'static>, ask: &MetricAsk<'_>) {
    constants
        .push_constant("plan", PlanHost { plan: ask.plan.cloned() })
        .push_constant("roster", RosterHost { subjects: ask.roster.clone(), as_of: ask.as_of });
}

/// The part of the campaign that a question is about.
pub(crate) fn part(constants: &mut Constants<'static>, ask: &MetricAsk<'_>, scope: &Scope) {
    let events = events(ask.campaign, ask.chronicle, ask.as_of);
    let results = ResultsHost { events, plan: ask.plan.cloned(), roster: ask.roster.clone(), scope: scope.clone() };
    constants.push_constant("results", results).push_constant("scope", ScopeHost { scope: scope.clone() });
}

fn events(campaign: &Arc<Campaign>, chronicle: &Arc<Chronicle>, as_of: Timestamp) -> EventsHost {
    EventsHost { chronicle: chronicle.clone(), campaign: campaign.clone(), as_of }
}
