//! The traits behind which every runtime stands, and what passes through them.

use std::collections::BTreeMap;
use std::sync::Arc;

use saring_model::catalogue::FieldSet;
use saring_model::{Campaign, Creator, Timestamp};
use serde_json::Value;

use crate::answer::Answer;
use crate::limits::RuleLimits;
use crate::manifest::Tier;
use crate::table::Table;

/// A way to run rules: rhai, WebAssembly, or one that does not exist yet.
pub trait Runtime: Send + Sync {
    /// Whether this runtime runs what a pack's `run` names.
    fn handles(&self, run: &str) -> bool;

    /// Makes a rule of its source, or says everything that is wrong with it.
    fn compile(&self, source: &RuleSource, limits: &RuleLimits) -> Result<Box<dyn Rule>, Vec<crate::Diagnostic>>;
}

/// A compiled rule.
pub trait Rule: Send + Sync {
    /// What the rule is and what it reads.
    fn describe(&self) -> &Description;

    /// One answer per subject, in order. A fault is of the whole batch; the engine finds the subjects that cause it.
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
}

/// A question to a rule, with everything that it may know.
#[derive(Debug, Clone, Copy)]
pub enum Question<'a> {
    /// How good is each creator?
    Check(Ask<'a>),
    /// Which tier is each creator in?
    Tier(Ask<'a>),
}

/// The facts of a question.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// The campaign; none in an audit of a creator alone.
    pub campaign: Option<&'a Arc<Campaign>>,
    /// The creators. Each is answered as if it were alone.
    pub subjects: &'a [Subject],
    /// The moment of the decision. Ages are counted to it.
    pub as_of: Timestamp,
}

/// A creator as a rule sees it.
#[derive(Debug, Clone)]
pub struct Subject {
    /// The creator.
    pub creator: Arc<Creator>,
    /// Index of the primary account in `creator.accounts`, chosen by the campaign's platforms.
    pub primary: usize,
    /// The creator's tier. Tier rules run first, so it is none in their own questions.
    pub tier: Option<Arc<str>>,
}

/// A rule's source with everything that is bound to it when it is compiled.
#[derive(Debug, Clone)]
pub struct RuleSource {
    /// What the rule decides.
    pub kind: Kind,
    /// Its id: `authenticity.engagement-rate`, or `tiers`.
    pub id: String,
    /// The file's path in its pack, for diagnostics.
    pub file: String,
    /// The file's bytes.
    pub bytes: Arc<[u8]>,
    /// Values of its params, defaults filled in.
    pub params: BTreeMap<String, Value>,
    /// Its tables by name.
    pub tables: BTreeMap<String, Arc<Table>>,
    /// The pack's tiers, smallest first.
    pub tiers: Arc<[Tier]>,
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
        trap: String,
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
            Self::BadAnswer { .. } => FaultCode::BadAnswer,
            Self::Raised { .. } => FaultCode::Raised,
        }
    }
}
