//! What a trigger answers: whether its condition holds, and what to do about it.

use saring_model::action::{ActionKind, Urgency};
use saring_model::catalogue::FieldSet;

use crate::answer::{Evidence, Reason};

/// What a trigger says of one target at one moment. When it fires is the engine's matter: sustain, cooldown and history.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TriggerAnswer {
    /// Whether the condition holds.
    pub condition: Condition,
    /// Whether it calls for action at once, without being sustained.
    pub at_once: bool,
    /// What to do; there is one where the condition holds.
    pub proposal: Option<Proposal>,
    /// Why, the most telling reason first.
    pub reasons: Vec<Reason>,
    /// What was looked at.
    pub evidence: Vec<Evidence>,
    /// Inputs that were missing.
    pub missing: FieldSet,
}

/// Whether a trigger's condition holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// It does not hold.
    Quiet,
    /// There is no telling from the data. It neither sustains a condition nor ends one.
    #[default]
    Unknown,
    /// It holds, and something forbids to act on it: no rights, no revisions, no money.
    Blocked,
    /// It holds.
    Holds,
}

/// A proposed move.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// What to do.
    pub kind: ActionKind,
    /// How soon.
    pub urgency: Urgency,
    /// The money to use, of a budget line; none where the move costs nothing.
    pub money: Option<ProposedMoney>,
    /// Hours until the proposal lapses; none where it does not.
    pub expires_hours: Option<f64>,
}

/// Money of a budget line. The engine gives no more than the line has left.
#[derive(Debug, Clone, PartialEq)]
pub struct ProposedMoney {
    /// The line.
    pub line: String,
    /// How much, in major units of the campaign's currency.
    pub amount: f64,
}
