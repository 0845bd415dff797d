//! From what the triggers remember to where they stand, and back.

use std::collections::BTreeMap;

use saring_model::action::Action;
use saring_model::trigger_state::{Machine, Phase, TriggerState};
use saring_model::{Count, Id, Kebab, List, Name, Timestamp};
use saring_pack::{CompiledPack, Target};
use saring_vocabulary::chronicle::{Chronicle, Horizon, Kept, compact};

use super::Running;

/// Where triggers stand, by trigger and target; those that are not mentioned are armed.
pub(super) type Phases = BTreeMap<(String, Target), Phase>;

/// What a machine is kept by: a post is the same whoever published it.
pub(super) fn key(trigger: &str, target: &Target) -> (String, Target) {
    let creator = target.creator.clone().filter(|_| target.post.is_none());
    (trigger.to_owned(), Target { creator, post: target.post.clone() })
}

/// Where triggers stood at the sealed moment. Triggers that the pack no longer has are forgotten.
pub(super) fn phases(pack: &CompiledPack, state: Option<&TriggerState>) -> Phases {
    let known = |trigger: &str| pack.pack.triggers.iter().any(|one| one.id == trigger);
    let machines = state.into_iter().flat_map(|state| state.machines.iter()).filter(|one| known(one.trigger.as_str()));
    let placed = machines.map(|machine| {
        let target = Target { creator: machine.creator.clone(), post: machine.post.clone() };
        (key(machine.trigger.as_str(), &target), machine.phase.clone())
    });
    placed.collect()
}

/// What has to be remembered.
pub(super) struct Sealing<'a> {
    pub running: &'a Running<'a>,
    pub chronicle: &'a Chronicle,
    pub sealed: Option<Timestamp>,
    pub looked: Timestamp,
    pub memory_hours: f64,
    pub phases: Phases,
    pub settled: Vec<Action>,
    pub open: Vec<Action>,
}

impl Sealing<'_> {
    /// The state for the next request. Lists that outgrow their limits are cut at their oldest end.
    pub fn state(self) -> TriggerState {
        let Self { running, chronicle, sealed, looked, memory_hours, phases, settled, open } = self;
        let Kept { events, mentions } = match sealed {
            Some(sealed) => compact(chronicle, Horizon { sealed, memory_hours }),
            None => Kept { events: chronicle.events().to_vec(), mentions: Vec::new() },
        };
        let still_matters = |action: &Action| {
            let cools =
                phases.values().any(|phase| matches!(phase, Phase::Cooling(cooling) if cooling.action == action.id));
            cools || sealed.is_none_or(|sealed| action.expires_at.is_none_or(|expires| expires > sealed))
        };
        let settled: Vec<Action> = settled.into_iter().filter(|action| still_matters(action)).collect();
        let machines = phases.into_iter().filter(|(_, phase)| *phase != Phase::Armed);
        let machines = machines.filter_map(|((trigger, target), phase)| {
            Some(Machine { trigger: Kebab::new(trigger).ok()?, creator: target.creator, post: target.post, phase })
        });
        TriggerState {
            version: Count::new(TriggerState::VERSION).unwrap_or_default(),
            pack: Name::new(running.pack.pack.digest.clone()).ok(),
            campaign: running.campaign.id.clone(),
            sealed,
            looked: Some(looked),
            events: list(events),
            mentions: list(mentions),
            machines: list(machines.collect()),
            settled: list(settled),
            open: list(open),
        }
    }
}

/// As many of the items as a list may hold, the last ones.
fn list<T, const MAX: usize>(mut items: Vec<T>) -> List<T, MAX> {
    items.drain(..items.len().saturating_sub(MAX));
    List::new(items).unwrap_or_default()
}

/// Whether something was said of an action before, in the same words.
pub(super) fn is_said(state: Option<&TriggerState>, action: &Action) -> bool {
    state.is_some_and(|state| state.open.iter().any(|said| said == action))
}

/// Actions that were said up to a moment and are not among those that there are now.
pub(super) fn withdrawn(state: Option<&TriggerState>, as_of: Timestamp, now: &[Id]) -> Vec<Id> {
    let said = state.into_iter().flat_map(|state| state.open.iter()).filter(|action| action.at <= as_of);
    said.map(|action| &action.id).filter(|id| !now.contains(id)).cloned().collect()
}
