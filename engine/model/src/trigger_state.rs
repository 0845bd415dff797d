//! What the triggers of a running campaign remember between two requests. Whoever asks keeps it and hands it back.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::action::Action;
use crate::decode::rules::item;
use crate::decode::{Violation, ViolationCode};
use crate::limits::{ACTIONS_MAX, EVENTS_MAX, MACHINES_MAX};
use crate::timeline::{Channel, Event, check_events};
use crate::{Count, Document, Id, Kebab, List, Name, Timestamp, Violations};

/// What the triggers of a running campaign remember. It is made by the engine: nothing in it is meant to be written by
/// hand.
///
/// Everything up to `sealed` is settled, because no event can become known any more that would change it. What came after
/// is worked out anew with every request, so that late events change what they must.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TriggerState {
    /// Version of this shape.
    pub version: Count,
    /// Digest of the pack whose triggers it is of.
    pub pack: Option<Name>,
    /// The campaign.
    pub campaign: Id,
    /// The moment up to which everything is settled.
    pub sealed: Option<Timestamp>,
    /// The moment up to which the triggers have looked.
    pub looked: Option<Timestamp>,
    /// The events that later looks can still need, but for the mentions of settled hours.
    pub events: List<Event, EVENTS_MAX>,
    /// Mentions of settled hours.
    pub mentions: List<HourlyMentions, EVENTS_MAX>,
    /// Triggers that are not simply armed, as they were at the sealed moment.
    pub machines: List<Machine, MACHINES_MAX>,
    /// Actions up to the sealed moment that still matter.
    pub settled: List<Action, ACTIONS_MAX>,
    /// Actions after the sealed moment, which late events can still undo.
    pub open: List<Action, ACTIONS_MAX>,
}

/// Mentions counted together by the hour: of one hour after the other, without a gap.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HourlyMentions {
    /// Who is mentioned; absent means the brand itself.
    pub subject: Option<Name>,
    /// Where people mention it; absent means social media.
    pub channel: Option<Channel>,
    /// Where they were counted.
    pub source: Option<Name>,
    /// The creator whom they concern.
    pub creator: Option<Id>,
    /// The post that they concern.
    pub post: Option<Id>,
    /// The end of the first hour.
    pub first: Timestamp,
    /// Mentions of each hour.
    pub total: List<Count, EVENTS_MAX>,
    /// The positive ones of each hour; absent where they are not known.
    pub positive: Option<List<Count, EVENTS_MAX>>,
    /// The negative ones of each hour; absent where they are not known.
    pub negative: Option<List<Count, EVENTS_MAX>>,
}

/// How far one trigger is with one target.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Machine {
    /// The trigger.
    pub trigger: Kebab,
    /// The creator that it looks at; absent where it looks at the campaign.
    pub creator: Option<Id>,
    /// The post that it looks at; absent where it looks at no single one.
    pub post: Option<Id>,
    /// Where it stands.
    pub phase: Phase,
}

/// Where a trigger stands with a target. One that is nowhere mentioned is armed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// It waits for its condition.
    #[default]
    Armed,
    /// Its condition holds, and not yet for as many looks in a row as it must.
    Pending(Pending),
    /// It acted, and does not act again before a moment.
    Cooling(Cooling),
}

/// A condition that holds, and not yet for long enough.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pending {
    /// Looks in a row at which the condition held.
    pub looks: Count,
}

/// The time after an action.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cooling {
    /// What was proposed.
    pub action: Id,
    /// The moment from which the trigger can act again.
    pub until: Timestamp,
}

impl TriggerState {
    /// Version of the shape that this engine writes and reads.
    pub const VERSION: u64 = 2;
}

impl Document for TriggerState {
    const NAME: &'static str = "trigger-state";

    fn check(&self, found: &mut Violations) {
        check_events(&self.events, found);
        for (n, hours) in self.mentions.iter().enumerate() {
            hours.check(&item("/mentions", n), found);
        }
    }
}

impl HourlyMentions {
    /// Each hour has its counts, and no more positive and negative ones than there are.
    fn check(&self, at: &str, found: &mut Violations) {
        let hours = self.total.len();
        let parts = [("positive", &self.positive), ("negative", &self.negative)];
        for (name, part) in parts {
            let Some(counts) = part.as_ref().map(|part| part.len()).filter(|counts| *counts != hours) else { continue };
            let code = if counts < hours { ViolationCode::TooFew } else { ViolationCode::TooMany };
            let message = format!("{counts} counts of {hours} hours");
            found.push(Violation::new(format!("{at}/{name}"), code, message).help("hand the state back as it came"));
        }
        let of = |part: &Option<List<Count, EVENTS_MAX>>, hour: usize| {
            part.as_ref().and_then(|part| part.get(hour)).map_or(0, |count| count.get())
        };
        for (hour, total) in self.total.iter().enumerate() {
            let signed = of(&self.positive, hour).saturating_add(of(&self.negative, hour));
            if signed > total.get() {
                let message = format!("positive and negative ones are {signed} together, of {total} in all");
                let violation = Violation::new(item(&format!("{at}/total"), hour), ViolationCode::MinAboveMax, message);
                found.push(violation.help("hand the state back as it came"));
            }
        }
    }
}
