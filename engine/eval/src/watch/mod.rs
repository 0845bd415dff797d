//! A running campaign, watched: events and what the triggers remember in, actions and what they remember now out.
//!
//! Triggers look at fixed moments, and at each see what had happened and was known by then. Actions are therefore a
//! function of the set of events. Up to the sealed moment, behind which no event can become known any more, everything is
//! settled and kept as a state; what came after is worked out anew with every request. So a timeline in pieces, with the
//! state handed on, comes to the same as the whole; an event that was late changes what it must; and what it undid is said.

mod ledger;
mod looks;
pub mod machine;
mod memory;
mod remarks;
mod run;

use std::sync::Arc;

use saring_model::action::Action;
use saring_model::plan::Plan;
use saring_model::timeline::Event;
use saring_model::trigger_state::{Phase, TriggerState};
use saring_model::{Campaign, Id, Money, Timestamp};
use saring_pack::{CompiledPack, Condition, Evidence, Fault, LineLeft, Reason, Subject, Target};

pub use ledger::lines;
pub use looks::targets;
pub use run::watch;

/// What is known of a running campaign.
#[derive(Clone, Copy)]
pub struct Running<'a> {
    /// The rules.
    pub pack: &'a CompiledPack,
    /// The campaign.
    pub campaign: &'a Arc<Campaign>,
    /// What was planned; none where there is no plan.
    pub plan: Option<&'a Arc<Plan>>,
    /// The creators of the campaign, as far as their facts were given.
    pub roster: &'a Arc<[Subject]>,
    /// Events that are new, or that came before: each counts once.
    pub events: &'a [Event],
    /// What the triggers remember; none at the beginning.
    pub state: Option<&'a TriggerState>,
    /// The moment up to which triggers look.
    pub as_of: Timestamp,
}

/// What came of watching.
#[derive(Debug, Clone, PartialEq)]
pub struct Watched {
    /// The moment up to which the triggers looked.
    pub as_of: Timestamp,
    /// What became of the events.
    pub received: Received,
    /// What whoever asks should know of the state, the plan and the money.
    pub remarks: Vec<Reason>,
    /// Actions that are new, or other than they were said to be.
    pub actions: Vec<Acted>,
    /// Actions that were said earlier and are undone by what became known since.
    pub withdrawn: Vec<Id>,
    /// How the triggers stand, in the pack's order; targets for which a trigger is armed and quiet are left out.
    pub standing: Vec<Standing>,
    /// How often each trigger looked and what it saw, in the pack's order.
    pub tallies: Vec<Tally>,
    /// The budget lines at the end.
    pub lines: Arc<[LineLeft]>,
    /// The first fault of each trigger.
    pub faults: Vec<(String, Fault)>,
    /// What the triggers remember now.
    pub state: TriggerState,
}

/// What became of the events of a request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Received {
    /// Events in the request.
    pub events: usize,
    /// Events that came before, with the same identifier.
    pub duplicates: usize,
    /// Ids under which different events came; one of each is kept.
    pub conflicting: Vec<Id>,
    /// Events that became known before the sealed moment and were not there then: too late to count, or long settled.
    pub too_late: usize,
    /// Events later than the moment of the request; they wait.
    pub ahead: usize,
}

/// An action with what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Acted {
    /// The action. Its reason is the code of the first one.
    pub action: Action,
    /// Why, the most telling reason first.
    pub reasons: Vec<Reason>,
    /// What was looked at.
    pub evidence: Vec<Evidence>,
    /// What was proposed, where the line had less left.
    pub cut_from: Option<Money>,
    /// Whether no late event can undo it any more.
    pub is_settled: bool,
}

/// How a trigger stands with a target after its last look.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The trigger.
    pub trigger: String,
    /// Whom or what it looks at.
    pub target: Target,
    /// Where it stands.
    pub phase: Phase,
    /// When it last looked.
    pub at: Timestamp,
    /// What it saw; unknown where its rule failed.
    pub condition: Condition,
    /// Why.
    pub reasons: Vec<Reason>,
    /// What was looked at.
    pub evidence: Vec<Evidence>,
}

/// How often a trigger looked and what it saw, over all targets, since the sealed moment of the state before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// The trigger.
    pub trigger: String,
    /// Looks, over all targets.
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

/// Why a campaign is not watched.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Unwatched {
    /// The pack has no triggers.
    #[error("the pack has no triggers")]
    NoTriggers,
    /// The state is of another shape.
    #[error("the state is of version {found}, and this engine reads version {known}")]
    StateVersion {
        /// The version of the state.
        found: u64,
        /// The version that is read.
        known: u64,
    },
    /// The state is of another campaign.
    #[error("the state is of the campaign `{found}`, where the campaign is `{wanted}`")]
    StateCampaign {
        /// The campaign of the state.
        found: String,
        /// The campaign that is watched.
        wanted: String,
    },
    /// The moment lies before the one up to which the state is settled.
    #[error("the moment {as_of} lies before {sealed}, up to which the state is settled")]
    Backwards {
        /// The moment asked for.
        as_of: Timestamp,
        /// The sealed moment.
        sealed: Timestamp,
    },
    /// There is nothing to look at: no event, and no moment.
    #[error("there are no events, and no moment to look at")]
    Nothing,
    /// The span is so long that its looks cannot be bounded.
    #[error("watching from {from} to {to} takes more than {max} looks")]
    TooManyLooks {
        /// Where it begins.
        from: Timestamp,
        /// Where it ends.
        to: Timestamp,
        /// Most looks of one request.
        max: u64,
    },
    /// A rule took more of the machine's time than it may.
    #[error("the trigger `{trigger}` was still running after {limit_ms} ms")]
    Deadline {
        /// The trigger.
        trigger: String,
        /// Time allowed, in milliseconds.
        limit_ms: u64,
    },
}
