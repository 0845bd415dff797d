//! Telling everything that is wrong with a document.

use saring_model::action::Action;
use saring_model::decode::{Document, decode};
use saring_model::plan::Plan;
use saring_model::results::Results;
use saring_model::trigger_state::TriggerState;
use saring_model::{Campaign, Creator, Name, Violation, Violations};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::Refusal;
use crate::audit::AuditBody;
use crate::roster::{OnInvalid, read};
use crate::score::ScoreBody;
use crate::timeline;

/// What is wrong with a document.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ValidateReport {
    /// The kind of document.
    pub document: String,
    /// Whether nothing is wrong.
    pub valid: bool,
    /// Everything that is wrong.
    pub violations: Vec<Violation>,
    /// How many more violations there are.
    pub omitted: usize,
}

/// The body of a request to validate.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ValidateBody {
    /// The kind of document: `creator`, `roster`, `campaign`, `plan`, `timeline`, `action`, `results`,
    /// `score-request`, `audit-request`.
    pub document: Name,
    /// The document itself, of any shape.
    #[schemars(with = "serde_json::Value")]
    pub value: Box<RawValue>,
}

impl Document for ValidateBody {
    const NAME: &'static str = "validate-request";
}

/// Kinds of documents that can be validated.
pub const DOCUMENTS: &[&str] = &[
    "creator",
    "roster",
    "campaign",
    "plan",
    "timeline",
    "action",
    "results",
    "trigger-state",
    "score-request",
    "audit-request",
];

/// Everything that is wrong with a document of a kind. A roster may also come a creator a line, and a timeline an event a
/// line.
///
/// # Errors
/// Where there is no such kind of document.
pub fn validate(document: &str, bytes: &[u8]) -> Result<ValidateReport, Refusal> {
    let found = match document {
        "creator" => violations::<Creator>(bytes),
        "roster" => read(bytes, OnInvalid::Reject).err().unwrap_or_default(),
        "campaign" => violations::<Campaign>(bytes),
        "plan" => violations::<Plan>(bytes),
        "timeline" => timeline::read(bytes).err().unwrap_or_default(),
        "action" => violations::<Action>(bytes),
        "results" => violations::<Results>(bytes),
        "trigger-state" => violations::<TriggerState>(bytes),
        "score-request" => violations::<ScoreBody>(bytes),
        "audit-request" => violations::<AuditBody>(bytes),
        _ => {
            let available = DOCUMENTS.iter().map(ToString::to_string).collect();
            return Err(Refusal::UnknownDocument { wanted: document.to_owned(), available });
        }
    };
    Ok(ValidateReport {
        document: document.to_owned(),
        valid: found.is_empty(),
        violations: found.iter().cloned().collect(),
        omitted: found.omitted(),
    })
}

fn violations<T: Document>(bytes: &[u8]) -> Violations {
    decode::<T>(bytes).err().unwrap_or_default()
}
