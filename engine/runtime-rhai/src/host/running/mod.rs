//! What triggers and metrics see: a campaign that runs, or has run.

pub(crate) mod lines;
pub(crate) mod mentions;
pub(crate) mod plan;
pub(crate) mod response;
pub(crate) mod results;
pub(crate) mod rights;
pub(crate) mod roster;
pub(crate) mod sales;
pub(crate) mod scope;
pub(crate) mod seen;
pub(crate) mod target;

use std::sync::Arc;

use rhai::Scope as Constants;
use saring_model::plan::Plan;
use saring_model::{Campaign, Timestamp};
use saring_pack::{LineLeft, MetricAsk, Scope, Subject, Target, TriggerAsk};
use saring_vocabulary::chronicle::{Chronicle, View};

pub(crate) use results::ResultsHost;

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

/// `scope`: of what a metric is asked.
#[derive(Debug, Clone)]
pub(crate) struct ScopeHost {
    pub(crate) scope: Scope,
}

pub(crate) fn register(register: &mut Register<'_>) {
    mentions::register(register);
    response::register(register);
    seen::register(register);
    sales::register(register);
    rights::register(register);
    target::register(register);
    plan::register(register);
    lines::register(register);
    roster::register(register);
    results::register(register);
    scope::register(register);
}

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
        .push_constant("roster", RosterHost { subjects: ask.roster.clone(), as_of: ask.as_of })
        .push_constant("results", ResultsHost::of(ask));
}

/// The part of the campaign that a question is about. Parts of one question share what was put in order for all of it.
pub(crate) fn part(constants: &mut Constants<'static>, ask: &MetricAsk<'_>, scope: &Scope) {
    let whole = constants.get_value::<ResultsHost>("results").unwrap_or_else(|| ResultsHost::of(ask));
    constants.push_constant("results", whole.part(scope)).push_constant("scope", ScopeHost { scope: scope.clone() });
}

fn events(campaign: &Arc<Campaign>, chronicle: &Arc<Chronicle>, as_of: Timestamp) -> EventsHost {
    EventsHost { chronicle: chronicle.clone(), campaign: campaign.clone(), as_of }
}
