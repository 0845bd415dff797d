//! What a trigger answers.

use std::borrow::Cow;

use super::grounds::{Detailed, grounds};
use super::{Evidence, Reason, Word};
use crate::{Fields, Quantity};

/// The answer of a trigger about one target.
#[must_use]
#[derive(Debug, Clone)]
pub struct TriggerAnswer {
    pub(crate) condition: Condition,
    pub(crate) proposal: Option<Proposal>,
    pub(crate) at_once: bool,
    pub(crate) blocked: Option<Reason>,
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) reasons: Vec<Reason>,
    pub(crate) missing: Fields,
    /// Whether the next detail is of what forbids to act.
    is_of_blocked: bool,
}

/// Whether a trigger's condition holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Condition {
    Quiet,
    Unknown,
    Holds,
}

/// A proposed move.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Proposal {
    pub(crate) kind: Move,
    pub(crate) urgency: Urgency,
    pub(crate) money: Option<(Word, f64)>,
    pub(crate) expires_hours: Option<f64>,
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $word:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[non_exhaustive]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name {
            $($(#[$word_doc])* $word,)+
        }

        impl $name {
            /// The word as documents write it.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$word => $text,)+
                }
            }
        }
    };
}

words! {
    /// What to do.
    Move {
        /// Pay to show a post to more people.
        Amplify = "amplify",
        /// Change the message.
        AdjustMessage = "adjust_message",
        /// Add creators.
        Expand = "expand",
        /// Answer a crisis.
        Crisis = "crisis",
        /// Any other proposal.
        Other = "other",
    }
}

words! {
    /// How soon something must be done.
    Urgency {
        /// Within the week.
        Low = "low",
        /// Within a day.
        Medium = "medium",
        /// Within hours.
        High = "high",
        /// At once.
        Now = "now",
    }
}

/// Answers that the condition holds, and proposes a move.
pub fn propose(kind: Move, urgency: Urgency) -> TriggerAnswer {
    let proposal = Proposal { kind, urgency, money: None, expires_hours: None };
    TriggerAnswer { proposal: Some(proposal), ..TriggerAnswer::begin(Condition::Holds) }
}

/// Answers that the condition does not hold.
pub fn quiet() -> TriggerAnswer {
    TriggerAnswer::begin(Condition::Quiet)
}

/// Answers that the condition cannot be told, with the reason and the measure that is missing or too small.
pub fn no_telling(code: impl Into<Cow<'static, str>>, because: impl Into<Quantity>) -> TriggerAnswer {
    let because = because.into();
    let missing = if because.is_known() { because.fields() } else { because.missing() }.clone();
    TriggerAnswer { missing, ..TriggerAnswer::begin(Condition::Unknown) }.reason(code)
}

impl TriggerAnswer {
    fn begin(condition: Condition) -> Self {
        Self {
            condition,
            proposal: None,
            at_once: false,
            blocked: None,
            evidence: Vec::new(),
            reasons: Vec::new(),
            missing: Fields::NONE,
            is_of_blocked: false,
        }
    }

    /// Says that the condition holds, and what forbids to act on it: the first of the reasons.
    pub fn blocked(mut self, code: impl Into<Cow<'static, str>>) -> Self {
        self.condition = Condition::Holds;
        self.blocked = Some(Reason::new(code));
        self.is_of_blocked = true;
        self
    }

    /// Says that the condition calls for action at once, without being sustained.
    pub fn at_once(mut self) -> Self {
        self.at_once = true;
        self
    }

    /// The money that the move uses, of a budget line, in major units of the campaign's currency. The engine gives no more
    /// than the line has left.
    pub fn money(mut self, line: impl Into<Cow<'static, str>>, amount: f64) -> Self {
        if let Some(proposal) = &mut self.proposal {
            proposal.money = Some((line.into(), amount));
        }
        self
    }

    /// Hours until the proposal lapses.
    pub fn expires(mut self, hours: f64) -> Self {
        if let Some(proposal) = &mut self.proposal {
            proposal.expires_hours = Some(hours);
        }
        self
    }

    /// Gives a reason by its code, the most telling first. Its text is declared by [`About::reason`](crate::About::reason).
    pub fn reason(mut self, code: impl Into<Cow<'static, str>>) -> Self {
        self.reasons.push(Reason::new(code));
        self.is_of_blocked = false;
        self
    }

    /// Names the fields that a quantity lacks as missing inputs.
    pub fn missing(mut self, quantity: &Quantity) -> Self {
        self.missing.add(quantity.missing());
        self
    }
}

grounds!(TriggerAnswer: given, evidence);

impl Detailed for TriggerAnswer {
    fn latest(&mut self) -> Option<&mut Reason> {
        self.blocked.as_mut().filter(|_| self.is_of_blocked).or(self.reasons.last_mut())
    }
}
