//! What the engine proposes to do while a campaign runs.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::decode::rules::in_time;
use crate::limits::ENTRIES_MAX;
use crate::{Document, Id, Kebab, List, Money, Name, Prose, Timestamp, Violations};

/// A proposal of a trigger. Nothing is done until a person or another system does it.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// Identifier, the same for the same inputs.
    pub id: Id,
    /// The trigger that proposes it.
    pub trigger: Kebab,
    /// What to do.
    pub kind: ActionKind,
    /// When the trigger fired, in event time.
    pub at: Timestamp,
    /// The creator concerned.
    pub creator: Option<Id>,
    /// The post concerned.
    pub post: Option<Id>,
    /// The money to use.
    pub amount: Option<Money>,
    /// The budget line that it comes from.
    pub line: Option<Kebab>,
    /// The earlier action that it follows up on, because what called for that one has not ended.
    pub escalates: Option<Id>,
    /// How soon it must be done.
    pub urgency: Urgency,
    /// When the proposal lapses.
    pub expires_at: Option<Timestamp>,
    /// Why.
    pub reason: Prose,
    /// What was seen.
    pub evidence: Option<List<Observed, ENTRIES_MAX>>,
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActionKind {
    /// Pay to show a post to more people.
    Amplify,
    /// Change the message.
    AdjustMessage,
    /// Add creators.
    Expand,
    /// Answer a crisis.
    Crisis,
    /// Any other proposal of an agency's own trigger.
    Other,
}

/// How soon something must be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// Within the week.
    Low,
    /// Within a day.
    Medium,
    /// Within hours.
    High,
    /// At once.
    Now,
}

/// One thing that was seen, with the bound that it was compared with.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Observed {
    /// What was measured.
    pub name: Name,
    /// Its value.
    pub value: crate::Number,
    /// What it was compared with.
    pub bound: Option<crate::Number>,
    /// Unit of both.
    pub unit: Option<Name>,
}

impl Document for Action {
    const NAME: &'static str = "action";

    fn check(&self, found: &mut Violations) {
        in_time("", ("at", Some(self.at)), ("expires_at", self.expires_at), found);
    }
}
