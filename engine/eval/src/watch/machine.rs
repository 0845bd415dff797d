//! When what a trigger says becomes an action: armed, pending, fired, cooling down, armed again.

use saring_model::trigger_state::{Cooling, Pending, Phase};
use saring_model::{Count, Id, Timestamp};
use saring_pack::{Condition, Trigger};

/// What a look at one target comes to.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Nothing is proposed, and the trigger stands here.
    Stay(Phase),
    /// The trigger acts. It names the earlier action that it follows up on.
    Fire {
        /// The action whose cause has not ended.
        escalates: Option<Id>,
    },
}

/// One look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// What the rule says.
    pub condition: Condition,
    /// Whether it need not be sustained.
    pub at_once: bool,
    /// When.
    pub at: Timestamp,
}

/// Where a trigger stands after a look.
///
/// A condition that holds but must not be acted on counts as sustained all the same. Not knowing changes nothing.
pub fn step(trigger: &Trigger, phase: &Phase, look: Look) -> Step {
    let looks = match phase {
        Phase::Cooling(cooling) if look.at < cooling.until => return Step::Stay(phase.clone()),
        Phase::Cooling(Cooling { action, .. }) => match look.condition {
            Condition::Holds if trigger.escalates => return Step::Fire { escalates: Some(action.clone()) },
            Condition::Blocked | Condition::Unknown if trigger.escalates => return Step::Stay(phase.clone()),
            _ => 0,
        },
        Phase::Pending(Pending { looks }) => looks.get(),
        Phase::Armed => 0,
    };
    let held = looks.saturating_add(1).min(trigger.sustain.value);
    let is_sustained = held >= trigger.sustain.value || look.at_once;
    match look.condition {
        Condition::Holds if is_sustained => Step::Fire { escalates: None },
        Condition::Holds | Condition::Blocked => Step::Stay(pending(held)),
        Condition::Unknown if looks > 0 => Step::Stay(pending(looks)),
        Condition::Unknown | Condition::Quiet => Step::Stay(Phase::Armed),
    }
}

fn pending(looks: u64) -> Phase {
    Count::new(looks).map_or(Phase::Armed, |looks| Phase::Pending(Pending { looks }))
}

/// Where a trigger stands after an action.
pub fn cooling(trigger: &Trigger, action: Id, at: Timestamp) -> Phase {
    Phase::Cooling(Cooling { action, until: at.plus_hours(trigger.cooldown_hours.value) })
}
