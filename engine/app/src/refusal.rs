//! Why a use case refused a request: always something that the caller can change.

use saring_eval::UnknownGoal;
use saring_eval::watch::Unwatched;
use saring_model::Violations;
use saring_pack::Diagnostic;

use crate::plan::Unplanned;

/// A refused request. Nothing was decided and nothing was written.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Refusal {
    /// A document is not valid.
    #[error("the document is not valid")]
    Invalid(#[source] Violations),
    /// No pack has this name.
    #[error("there is no pack `{wanted}`")]
    UnknownPack {
        /// What was asked for.
        wanted: String,
        /// What there is.
        available: Vec<String>,
    },
    /// The pack is known, but not in this version or with this digest.
    #[error("there is no pack `{wanted}` among the loaded versions")]
    PinnedPackAbsent {
        /// What was asked for.
        wanted: String,
        /// What there is.
        known: Vec<String>,
    },
    /// The pack is not valid.
    #[error("the pack is not valid")]
    PackInvalid(Vec<Diagnostic>),
    /// The pack would use a fallback where plugins are required.
    #[error("the pack falls back for {}, and fallbacks are refused", rules.join(", "))]
    FallbackRefused {
        /// The rules with fallbacks.
        rules: Vec<String>,
    },
    /// The pack does not know the campaign's goal.
    #[error(transparent)]
    UnknownGoal(#[from] UnknownGoal),
    /// A rule took more of the machine's time than any honest rule can need, so nothing was decided.
    #[error("the rule `{rule}` was still running after {limit_ms} ms")]
    Deadline {
        /// The rule.
        rule: String,
        /// Time allowed, in milliseconds.
        limit_ms: u64,
    },
    /// There is no plan.
    #[error(transparent)]
    Unplanned(Box<Unplanned>),
    /// The campaign is not watched.
    #[error(transparent)]
    Unwatched(Box<Unwatched>),
    /// The pack has no metrics.
    #[error("the pack `{pack}` has no metrics")]
    NoMetrics {
        /// The pack.
        pack: String,
    },
    /// No creator is left to decide on.
    #[error("there is no creator to decide on")]
    EmptyRoster,
    /// The creator to explain is not in the roster.
    #[error("there is no creator `{wanted}` in the roster")]
    UnknownCreator {
        /// What was asked for.
        wanted: String,
        /// The nearest ids of the roster.
        nearest: Vec<String>,
    },
    /// No kind of document has this name.
    #[error("there is no kind of document `{wanted}`")]
    UnknownDocument {
        /// What was asked for.
        wanted: String,
        /// What there is.
        available: Vec<String>,
    },
}

impl From<Unplanned> for Refusal {
    fn from(unplanned: Unplanned) -> Self {
        Self::Unplanned(Box::new(unplanned))
    }
}

impl From<Unwatched> for Refusal {
    fn from(unwatched: Unwatched) -> Self {
        match unwatched {
            Unwatched::Deadline { trigger, limit_ms } => {
                Self::Deadline { rule: format!("triggers.{trigger}"), limit_ms }
            }
            unwatched => Self::Unwatched(Box::new(unwatched)),
        }
    }
}

impl Refusal {
    /// A stable code of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Invalid(_) => "invalid-document",
            Self::UnknownPack { .. } => "unknown-pack",
            Self::PinnedPackAbsent { .. } => "pinned-pack-absent",
            Self::PackInvalid(_) => "invalid-pack",
            Self::FallbackRefused { .. } => "fallback-refused",
            Self::UnknownGoal(_) => "unknown-goal",
            Self::Deadline { .. } => "deadline",
            Self::Unplanned(unplanned) => unplanned.code(),
            Self::Unwatched(unwatched) => match **unwatched {
                Unwatched::NoTriggers | Unwatched::Deadline { .. } => "no-triggers",
                Unwatched::StateVersion { .. } | Unwatched::StateCampaign { .. } | Unwatched::Backwards { .. } => {
                    "state-refused"
                }
                Unwatched::Nothing => "no-events",
                Unwatched::TooManyLooks { .. } => "too-many-looks",
            },
            Self::NoMetrics { .. } => "no-metrics",
            Self::EmptyRoster => "empty-roster",
            Self::UnknownCreator { .. } => "unknown-creator",
            Self::UnknownDocument { .. } => "unknown-document",
        }
    }

    /// What the caller can do.
    pub fn help(&self) -> String {
        let one_of = |names: &[String]| format!("choose one of {}", names.join(", "));
        match self {
            Self::Invalid(_) => "put the listed violations right".to_owned(),
            Self::UnknownPack { available, .. } | Self::UnknownDocument { available, .. } => one_of(available),
            Self::PinnedPackAbsent { known, .. } => format!("load that version, or {}", one_of(known)),
            Self::PackInvalid(_) => "put the listed diagnostics right".to_owned(),
            Self::FallbackRefused { .. } => "install the plugins that the pack prefers, or allow fallbacks".to_owned(),
            Self::UnknownGoal(error) => one_of(&error.known),
            Self::Deadline { rule, .. } => {
                format!("try again; if it happens again, leave out the plugin that `{rule}` runs, and tell its author")
            }
            Self::Unplanned(unplanned) => unplanned.help().to_owned(),
            Self::Unwatched(unwatched) => unwatched_help(unwatched).to_owned(),
            Self::NoMetrics { .. } => "choose a pack with a section `[metrics]`, such as `standard`".to_owned(),
            Self::EmptyRoster => "send at least one creator".to_owned(),
            Self::UnknownCreator { nearest, .. } if nearest.is_empty() => {
                "name a creator of the roster by its id".to_owned()
            }
            Self::UnknownCreator { nearest, .. } => format!("did you mean {}?", nearest.join(", ")),
        }
    }
}

fn unwatched_help(unwatched: &Unwatched) -> &'static str {
    match unwatched {
        Unwatched::NoTriggers => "choose a pack with a section `[triggers]`, such as `standard`",
        Unwatched::StateVersion { .. } => "leave the state out, and send all events of the campaign again",
        Unwatched::StateCampaign { .. } => "send the state that came with this campaign's last answer",
        Unwatched::Backwards { .. } => "choose a later moment, or begin without the state",
        Unwatched::Nothing => "send an event, or say `as_of`",
        Unwatched::TooManyLooks { .. } => {
            "look for a wrong year among the times of the events, or watch in several requests, each with the state of the \
             one before"
        }
        Unwatched::Deadline { .. } => "try again",
    }
}
