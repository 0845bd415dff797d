//! One check of one creator: what its score is made of, and what it rests on.

use std::sync::Arc;

use saring_pack::answer::{Actor, Status, TableRow, Unit};
use schemars::JsonSchema;
use serde::Serialize;
use serde_with::skip_serializing_none;

use super::{Points, Value, Waterfall};

/// One check of a creator.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CheckReport {
    /// The check.
    pub id: String,
    /// How it ended.
    pub status: Status,
    /// Its score; null where it is unknown.
    pub score: Option<Points>,
    /// Lowest score that the unknown could leave.
    pub low: Points,
    /// Highest score that the unknown could leave.
    pub high: Points,
    /// How much it can be trusted, 0 to 1.
    pub confidence: Value,
    /// Its weight among the checks of the layer.
    pub weight: Value,
    /// Its share of the creator's score; in an audit, of the layer's.
    pub points: Waterfall,
    /// Why the creator is rejected whatever the averages say.
    pub veto: Option<ReasonReport>,
    /// Why, the most telling reason first.
    pub reasons: Vec<ReasonReport>,
    /// What the score is made of.
    pub parts: Vec<PartReport>,
    /// Points taken off.
    pub penalties: Vec<PenaltyReport>,
    /// Bounds on the score.
    pub caps: Vec<CapReport>,
    /// What was looked at besides.
    pub evidence: Vec<EvidenceReport>,
    /// Inputs that were missing.
    pub missing: Vec<&'static str>,
    /// Things to notice.
    pub flags: Vec<String>,
    /// What a plugin said to its author, level first; absent where it said nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub log: Vec<String>,
    /// What would reach the next status.
    pub recourse: Vec<Recourse>,
}

/// A stable code with its arguments and its text.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReasonReport {
    /// The code.
    pub code: String,
    /// Its arguments.
    pub args: Vec<ArgReport>,
    /// Its text, in the language of the report.
    pub text: String,
    /// The layer that a verdict's reason comes from; absent where it comes from none, and in a check's own reasons.
    pub layer: Option<String>,
}

/// An argument of a reason.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ArgReport {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: ArgValue,
    /// Unit of a number.
    pub unit: Option<Unit>,
}

/// The value of an argument.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum ArgValue {
    /// A number.
    Number(Value),
    /// A text.
    Text(String),
}

/// Something measured.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct QuantityReport {
    /// Its name.
    pub name: String,
    /// Its value; null where it is unknown.
    pub value: Option<Value>,
    /// Its unit.
    pub unit: Unit,
    /// Fields that it was computed from, or would have been.
    pub fields: Vec<&'static str>,
    /// How many observations it rests on.
    pub sample: Option<u64>,
    /// Who could change it.
    pub actor: Actor,
}

/// A part of a check's score.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PartReport {
    /// The part.
    pub id: String,
    /// What was measured.
    pub quantity: QuantityReport,
    /// How it became points.
    pub curve: CurveReport,
    /// Points, 0 to 100; null where the quantity is unknown.
    pub points: Option<Points>,
    /// Weight among the parts.
    pub weight: Value,
    /// The table row behind the curve.
    pub row: Option<Arc<TableRow>>,
}

/// How a quantity becomes points.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CurveReport {
    /// `ramp` and `table` are linear between their knots, `step` jumps at them, `opaque` cannot be inverted.
    pub kind: CurveKind,
    /// Value and points of each knot.
    pub knots: Vec<(Value, Points)>,
}

/// The kind of a curve.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CurveKind {
    /// Two knots, linear between.
    Ramp,
    /// Knots, linear between.
    Table,
    /// Jumps at the knots.
    Step,
    /// Computed in a way that cannot be inverted.
    Opaque,
}

/// Points taken off.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PenaltyReport {
    /// The penalty.
    pub id: String,
    /// Points taken off.
    pub points: Points,
    /// What was seen.
    pub quantity: QuantityReport,
}

/// A bound on the score.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CapReport {
    /// The cap.
    pub id: String,
    /// The highest score allowed.
    pub at: Points,
}

/// Something that was looked at.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EvidenceReport {
    /// What was seen.
    pub quantity: QuantityReport,
    /// What it was compared with.
    pub bound: Option<Value>,
    /// The table row behind the bound.
    pub row: Option<Arc<TableRow>>,
}

/// What would bring a check to a better status, everything else unchanged.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Recourse {
    /// The part that would change.
    pub part: String,
    /// Name of the quantity.
    pub quantity: String,
    /// Unit of the quantity.
    pub unit: Unit,
    /// Who could change it.
    pub actor: Actor,
    /// The value now.
    pub current: Value,
    /// The status that would be reached.
    pub reaches: Status,
    /// The value that reaches it; null where no value of this part alone does.
    pub needed: Option<Value>,
}
