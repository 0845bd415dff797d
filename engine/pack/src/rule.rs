//! The traits behind which every runtime stands, and what passes through them.

use std::collections::BTreeMap;
use std::sync::Arc;

use saring_model::catalogue::FieldSet;
use serde_json::Value;

use crate::answer::Answer;
use crate::limits::RuleLimits;
use crate::manifest::Tier;
use crate::param::Param;
pub use crate::question::{
    Ask, CampaignAsk, Chosen, LineLeft, MetricAsk, Package, Question, Scope, Subject, Target, TriggerAsk,
};
use crate::table::Table;

/// What `run` begins with where it names a plugin: `plugin:audience-quality`, or `plugin:audience-quality@1`.
pub const PLUGIN_SCHEME: &str = "plugin:";

/// A way to run rules: rhai, WebAssembly, or one that does not exist yet.
pub trait Runtime: Send + Sync {
    /// Whether this runtime runs what a pack's `run` names.
    fn handles(&self, run: &str) -> bool;

    /// The rule that a pack's `run` names, where it is installed beside the packs and not a file of one of them. A pin
    /// is the digest that the pack asks for: another one is as good as none.
    fn installed(&self, _run: &str, _pin: Option<&str>) -> Option<Installed> {
        None
    }

    /// Makes a rule of its source, or says everything that is wrong with it.
    fn compile(&self, source: &RuleSource, limits: &RuleLimits) -> Result<Box<dyn Rule>, Vec<crate::Diagnostic>>;
}

/// A compiled rule.
pub trait Rule: Send + Sync {
    /// What the rule is and what it reads.
    fn describe(&self) -> &Description;

    /// One answer per subject, or one where a campaign is asked about, in order. A fault is of the whole batch; the
    /// engine finds the subjects that cause it.
    fn ask(&self, question: Question<'_>) -> Result<Vec<Answer>, Fault>;
}

/// What a rule decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A check of one creator.
    Check,
    /// The tier of one creator.
    Tier,
    /// A check of the campaign itself, before it begins.
    Preflight,
    /// How the campaign's money is divided.
    Budget,
    /// What one package of one creator is worth to the campaign.
    Worth,
    /// Whether something calls for action while a campaign runs.
    Trigger,
    /// What came of a campaign.
    Metric,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 7] =
        [Self::Check, Self::Tier, Self::Preflight, Self::Budget, Self::Worth, Self::Trigger, Self::Metric];

    /// The kind as one word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Tier => "tier",
            Self::Preflight => "preflight",
            Self::Budget => "budget",
            Self::Worth => "worth",
            Self::Trigger => "trigger",
            Self::Metric => "metric",
        }
    }

    /// Whether one question has one answer, about the campaign, and not one for each creator.
    pub fn is_of_campaign(self) -> bool {
        matches!(self, Self::Preflight | Self::Budget)
    }
}

/// A rule's source with everything that is bound to it when it is compiled.
#[derive(Debug, Clone)]
pub struct RuleSource {
    /// What the rule decides.
    pub kind: Kind,
    /// Its id: `authenticity.engagement-rate`, or `tiers`.
    pub id: String,
    /// The file's path in its pack, or the plugin as `name@version`, for diagnostics.
    pub file: String,
    /// The file's bytes.
    pub bytes: Arc<[u8]>,
    /// Digest of the plugin; none for a rule that is a file of the pack.
    pub plugin: Option<String>,
    /// Values of its params, defaults filled in.
    pub params: BTreeMap<String, Value>,
    /// Its tables by name.
    pub tables: BTreeMap<String, Arc<Table>>,
    /// The pack's tiers, smallest first.
    pub tiers: Arc<[Tier]>,
}

/// A rule that is installed beside the packs: a plugin.
#[derive(Debug, Clone)]
pub struct Installed {
    /// The plugin as `name@version`.
    pub label: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// Content address of the bytes: `sha256:…`.
    pub digest: String,
    /// What it lets a pack set.
    pub params: BTreeMap<String, Param>,
    /// Texts of its reasons by language and code, for packs that have none of their own.
    pub texts: BTreeMap<String, BTreeMap<String, String>>,
}

/// What a rule is and what it reads.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Description {
    /// Fields of the catalogue that the rule can read, as far as that is known before it runs.
    pub fields: FieldSet,
    /// Codes of the reasons that it can give, as far as they are written out.
    pub reasons: Vec<String>,
}

/// Why a rule gave no answer. A fault is that check's `unknown`, never an end of the evaluation.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Fault {
    /// It used up its operations or fuel.
    #[error("the rule used up its {limit} operations")]
    FuelSpent {
        /// Operations allowed per creator.
        limit: u64,
    },
    /// It used up its memory.
    #[error("the rule went past its memory limit of {limit}")]
    MemorySpent {
        /// Size allowed, in the unit that the runtime counts in.
        limit: u64,
    },
    /// It answered more than is allowed.
    #[error("the answer is larger than {limit}")]
    OutputTooLarge {
        /// Size allowed.
        limit: u64,
    },
    /// It ran into something that no rule may do.
    #[error("the rule was stopped: {trap}")]
    Trapped {
        /// What stopped it.
        trap: Trap,
    },
    /// It took more of the machine's time than any honest rule can need. This ends the whole request, because how far
    /// a rule gets by the clock is no fact about a creator.
    #[error("the rule was still running after {limit_ms} ms")]
    Deadline {
        /// Time allowed, in milliseconds.
        limit_ms: u64,
    },
    /// Its answer is no answer.
    #[error("the answer is not valid: {}", violations.join("; "))]
    BadAnswer {
        /// What is wrong with it.
        violations: Vec<String>,
    },
    /// It raised an error itself.
    #[error("{message}")]
    Raised {
        /// The message.
        message: String,
        /// Where.
        position: Option<Position>,
    },
}

/// What no rule may do, and what stopped the rule that did.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trap {
    /// Calls nest too deep.
    #[error("its calls nest deeper than {limit}")]
    CallDepth {
        /// Deepest nesting allowed.
        limit: u64,
    },
    /// The stack is full.
    #[error("its stack is full")]
    StackOverflow,
    /// An `unreachable` instruction: most often a panic whose message the plugin does not pass on.
    #[error("it gave up without a word (an `unreachable` instruction)")]
    Unreachable,
    /// Memory that it does not have.
    #[error("it read or wrote beyond its memory")]
    MemoryOutOfBounds,
    /// A table entry that it does not have.
    #[error("it reached beyond one of its tables")]
    TableOutOfBounds,
    /// A call through a table to nothing, or to a function of another type.
    #[error("it called through a table what is not there, or of another type")]
    BadCall,
    /// A division by zero.
    #[error("it divided an integer by zero")]
    DivisionByZero,
    /// A number that has no integer.
    #[error("it made an integer of a number that has none, or one too large")]
    BadConversion,
    /// What crossed the border between plugin and host was not what the contract says.
    #[error("what it handed over is not what the contract says: {detail}")]
    Contract {
        /// What was wrong, in the words of who noticed.
        detail: String,
    },
    /// The host refused what the plugin asked for.
    #[error("{0}")]
    Refused(String),
    /// Anything else.
    #[error("{0}")]
    Other(String),
}

impl Trap {
    /// What the rule's author should look at.
    pub fn advice(&self) -> &'static str {
        match self {
            Self::CallDepth { .. } | Self::StackOverflow => "look for a function that calls itself without an end",
            Self::Unreachable => {
                "a panic looks like this where no SDK reports it; build with the SDK's panic handler, and keep names"
            }
            Self::MemoryOutOfBounds => {
                "in a memory-safe language this is most often a full stack: look for deep recursion or large local arrays"
            }
            Self::TableOutOfBounds | Self::BadCall => "look for a function pointer that is null or of another type",
            Self::DivisionByZero => "ask whether the divisor is 0 before dividing",
            Self::BadConversion => "ask whether a number is finite and in range before making an integer of it",
            Self::Contract { .. } => {
                "build the plugin anew with the SDK or the bindings of this version of the contract"
            }
            Self::Refused(_) => "see the documentation of the function in `saring.wit`",
            Self::Other(_) => "see the message",
        }
    }
}

/// A place in a rule's source.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct Position {
    /// The file's path in its pack.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1.
    pub column: u32,
    /// The source line.
    pub source_line: String,
}

/// The kind of a fault, as a stable code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FaultCode {
    /// [`Fault::FuelSpent`].
    FuelSpent,
    /// [`Fault::MemorySpent`].
    MemorySpent,
    /// [`Fault::OutputTooLarge`].
    OutputTooLarge,
    /// [`Fault::Trapped`].
    Trapped,
    /// [`Fault::Deadline`].
    Deadline,
    /// [`Fault::BadAnswer`].
    BadAnswer,
    /// [`Fault::Raised`].
    Raised,
    /// A fact later than `as_of`, which was left out.
    FactAfterAsOf,
}

impl Fault {
    /// The fault's stable code.
    pub fn code(&self) -> FaultCode {
        match self {
            Self::FuelSpent { .. } => FaultCode::FuelSpent,
            Self::MemorySpent { .. } => FaultCode::MemorySpent,
            Self::OutputTooLarge { .. } => FaultCode::OutputTooLarge,
            Self::Trapped { .. } => FaultCode::Trapped,
            Self::Deadline { .. } => FaultCode::Deadline,
            Self::BadAnswer { .. } => FaultCode::BadAnswer,
            Self::Raised { .. } => FaultCode::Raised,
        }
    }
}
