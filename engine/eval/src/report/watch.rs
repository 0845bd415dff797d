//! The report on a running campaign: what to do now, and how the triggers stand.

use saring_model::action::Action;
use saring_model::trigger_state::{Phase, TriggerState};
use saring_model::{Id, Money, Timestamp};
use saring_pack::Condition;
use schemars::JsonSchema;
use serde::Serialize;
use serde_with::skip_serializing_none;

use super::{EngineIdentity, EvidenceReport, FaultReport, InvalidCreator, PackIdentity, ReasonReport, RuleIdentity};

/// What the triggers of a running campaign propose.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WatchReport {
    /// Version of this shape.
    pub schema_version: &'static str,
    /// The engine that watched.
    pub engine: EngineIdentity,
    /// The pack whose triggers watched.
    pub pack: PackIdentity,
    /// The campaign.
    pub campaign: Id,
    /// The moment up to which the triggers looked.
    pub as_of: Timestamp,
    /// Language of the texts.
    pub lang: String,
    /// SHA-256 over the campaign, the plan, the creators, the events of the request in any order and the state.
    pub inputs_digest: String,
    /// Counts.
    pub summary: WatchSummary,
    /// What to know of what was given: that the state is of another pack, or which money counts on no line.
    pub remarks: Vec<ReasonReport>,
    /// Actions that are new since the state, or other than they were said to be: one with an id that is known already takes
    /// the place of that one. In order of time.
    pub actions: Vec<ActionReport>,
    /// Actions of earlier requests that are undone by what became known since.
    pub withdrawn: Vec<Id>,
    /// How the triggers stand. Targets for which a trigger is armed and quiet are left out.
    pub standing: Vec<StandingReport>,
    /// How often each trigger looked, and what it saw.
    pub triggers: Vec<TriggerReport>,
    /// The budget lines; empty where there is no plan.
    pub lines: Vec<LineBalance>,
    /// Rules that failed, each with its first fault.
    pub faults: Vec<FaultReport>,
    /// Creators that could not be read and were skipped.
    pub invalid: Vec<InvalidCreator>,
    /// Every trigger's rule.
    pub rules: Vec<RuleIdentity>,
    /// What the triggers remember. Hand it back with the next events; it is all that they need.
    pub state: TriggerState,
}

/// Counts over a request.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WatchSummary {
    /// Actions that are new or changed.
    pub actions: usize,
    /// Actions that are undone.
    pub withdrawn: usize,
    /// Events in the request.
    pub events: usize,
    /// Of these, events that came before.
    pub duplicates: usize,
    /// Of these, events that are too late to count.
    pub too_late: usize,
    /// Events later than the moment of the request, which wait.
    pub ahead: usize,
    /// Ids under which different events came; one of each is kept.
    pub conflicting: Vec<Id>,
    /// Faults of rules.
    pub faults: usize,
}

/// An action with what it rests on.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ActionReport {
    /// The action. Its reason is the text of the first one.
    #[serde(flatten)]
    pub action: Action,
    /// Why, the most telling reason first.
    pub reasons: Vec<ReasonReport>,
    /// What was asked for, where the budget line had less left.
    pub cut_from: Option<Money>,
    /// Whether no late event can undo it any more.
    pub settled: bool,
}

/// How a trigger stands with a target.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StandingReport {
    /// The trigger.
    pub trigger: String,
    /// The creator that it looks at; absent where it looks at the campaign.
    pub creator: Option<Id>,
    /// The post that it looks at.
    pub post: Option<Id>,
    /// Where it stands.
    pub phase: Phase,
    /// Looks in a row at which the condition must hold.
    pub sustain: u64,
    /// When it last looked.
    pub at: Timestamp,
    /// What it saw.
    pub condition: Condition,
    /// Why.
    pub reasons: Vec<ReasonReport>,
    /// What was looked at.
    pub evidence: Vec<EvidenceReport>,
}

/// How often a trigger looked and what it saw, over all its targets.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TriggerReport {
    /// The trigger.
    pub id: String,
    /// Minutes between two looks.
    pub every_minutes: u64,
    /// Looks.
    pub looks: u64,
    /// Looks at which its condition held.
    pub holds: u64,
    /// Looks at which it held and must not be acted on.
    pub blocked: u64,
    /// Looks at which there was no telling.
    pub unknown: u64,
    /// Actions.
    pub fired: u64,
}

/// A budget line of a running campaign.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LineBalance {
    /// The line.
    pub id: String,
    /// Its money.
    pub planned: Money,
    /// What was spent of it.
    pub spent: Money,
    /// What standing proposals would spend of it.
    pub proposed: Money,
    /// What is left of it.
    pub left: Money,
}
