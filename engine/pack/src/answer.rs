//! What a rule answers. The shape is the same for scripts and for plugins.
//!
//! A check's answer is built from parts, and the engine computes the score from
//! them. Waterfall, interval and recourse are therefore by-products of evaluation,
//! and no rule can claim a score that its parts do not add up to.

use std::sync::Arc;

use saring_model::Timestamp;
use saring_model::catalogue::FieldSet;
use saring_vocabulary::curve;

use crate::figure::MetricAnswer;
use crate::proposal::TriggerAnswer;
use crate::rule::Kind;

/// The answer to one question about one creator.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// The answer of a check.
    Check(Box<CheckAnswer>),
    /// The answer of a tier rule.
    Tier(Box<TierAnswer>),
    /// The answer of a budget policy.
    Budget(Box<BudgetAnswer>),
    /// What a package is worth.
    Worth(Box<WorthAnswer>),
    /// Whether something calls for action.
    Trigger(Box<TriggerAnswer>),
    /// What came of something.
    Metric(Box<MetricAnswer>),
}

impl Answer {
    /// Whether a rule of this kind may answer so.
    pub fn is_of(&self, kind: Kind) -> bool {
        match self {
            Self::Check(_) => matches!(kind, Kind::Check | Kind::Preflight),
            Self::Tier(_) => kind == Kind::Tier,
            Self::Budget(_) => kind == Kind::Budget,
            Self::Worth(_) => kind == Kind::Worth,
            Self::Trigger(_) => kind == Kind::Trigger,
            Self::Metric(_) => kind == Kind::Metric,
        }
    }
}

/// What a check says of one creator.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CheckAnswer {
    /// What the score is made of: the weighted mean of the known parts' points.
    pub parts: Vec<Part>,
    /// Points taken off that mean.
    pub penalties: Vec<Penalty>,
    /// Bounds that the score may not pass after penalties.
    pub caps: Vec<Cap>,
    /// A status that is worse than the score's own; a rule can tighten, never loosen.
    pub status: Option<Status>,
    /// Why the creator is rejected whatever the averages say.
    pub veto: Option<Reason>,
    /// How much the known parts can be trusted, 0 to 1.
    pub confidence: f64,
    /// Why, the most telling reason first.
    pub reasons: Vec<Reason>,
    /// What was looked at besides the parts.
    pub evidence: Vec<Evidence>,
    /// Inputs that were missing besides those of unknown parts.
    pub missing: FieldSet,
    /// The rule's own word that it cannot judge, whatever parts it has.
    pub unknown: bool,
    /// Where the score must lie when it is unknown, 0 to 100.
    pub bounds: Option<(f64, f64)>,
    /// Short codes for things that a reader should notice, such as `anomalous_high`.
    pub flags: Vec<String>,
    /// What a plugin said to its author while it answered, bounded and free of control characters.
    pub log: Vec<String>,
}

/// How a check ended for one creator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Good.
    Pass,
    /// Worth a look.
    Warn,
    /// Bad.
    Fail,
    /// There is no telling from the data.
    Unknown,
}

/// One part of a score: a quantity, and the curve that turns it into points.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Name of the part within its check.
    pub id: String,
    /// What was measured.
    pub quantity: Quantity,
    /// How it becomes points, 0 to 100.
    pub curve: Curve,
    /// Weight among the parts of the check.
    pub weight: f64,
    /// The table row that the curve was taken from.
    pub row: Option<Arc<TableRow>>,
}

/// Something measured, or unknown, with the fields that it was measured from.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Name of the quantity.
    pub name: String,
    /// Its value; none where a field that it needs is missing.
    pub value: Option<f64>,
    /// Unit of the value.
    pub unit: Unit,
    /// The fields that it was computed from, or would have been.
    pub fields: FieldSet,
    /// How many observations it rests on.
    pub sample: Option<u64>,
    /// Who could change it.
    pub actor: Actor,
}

/// The unit of a quantity; it decides how people see it.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A plain number.
    #[default]
    Number,
    /// A whole number of things.
    Count,
    /// A fraction, shown to people as a percentage.
    Fraction,
    /// Points of a score, 0 to 100.
    Points,
    /// Days.
    Days,
    /// Hours.
    Hours,
    /// How many times over.
    Ratio,
    /// Major units of the campaign's currency.
    Money,
}

/// Who could change a quantity. Recourse speaks only of what somebody can change.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// The creator.
    Creator,
    /// The agency.
    Agency,
    /// More or better data.
    Data,
    /// Nobody.
    #[default]
    Nobody,
}

/// How a value becomes points.
#[derive(Debug, Clone, PartialEq)]
pub enum Curve {
    /// 0 points at `from`, 100 at `to`, linear between; `to` may be below `from`.
    Ramp {
        /// Value with 0 points.
        from: f64,
        /// Value with 100 points.
        to: f64,
    },
    /// Points at given values, in rising order of value; linear between, flat outside.
    Table(Vec<(f64, f64)>),
    /// Points from each value on, in rising order of value; the first also holds below.
    Step(Vec<(f64, f64)>),
    /// Points that the rule computed in a way that cannot be inverted.
    Opaque(f64),
}

impl Curve {
    /// Points of a value, 0 to 100.
    pub fn points(&self, value: f64) -> f64 {
        match self {
            Self::Ramp { from, to } => curve::ramp(value, *from, *to),
            Self::Table(points) => curve::interpolate(value, points).clamp(0.0, 100.0),
            Self::Step(steps) => curve::step(value, steps).clamp(0.0, 100.0),
            Self::Opaque(points) => points.clamp(0.0, 100.0),
        }
    }

    /// The value nearest to `from_value` that has at least `points`; none where no value has, or the curve cannot be
    /// inverted.
    pub fn solve(&self, points: f64, from_value: f64) -> Option<f64> {
        match self {
            Self::Ramp { from, to } => curve::solve(&[(*from, 0.0), (*to, 100.0)], points, from_value),
            Self::Table(knots) => curve::solve(knots, points, from_value),
            Self::Step(steps) => curve::solve_step(steps, points, from_value),
            Self::Opaque(_) => None,
        }
    }
}

/// Points taken off a score.
#[derive(Debug, Clone, PartialEq)]
pub struct Penalty {
    /// Name of the penalty within its check.
    pub id: String,
    /// Points taken off, 0 to 100.
    pub points: f64,
    /// What was seen.
    pub quantity: Quantity,
}

/// A bound that a score may not pass.
#[derive(Debug, Clone, PartialEq)]
pub struct Cap {
    /// Name of the cap within its check.
    pub id: String,
    /// The highest score allowed, 0 to 100.
    pub at: f64,
}

/// Something that was looked at, with the bound that it was compared with.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// What was seen.
    pub quantity: Quantity,
    /// What it was compared with.
    pub bound: Option<f64>,
    /// The table row that the bound was taken from.
    pub row: Option<Arc<TableRow>>,
}

/// A row of a pack's table, named so that a reader finds it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct TableRow {
    /// Name of the table.
    pub table: String,
    /// Line of the row in the table's file.
    pub line: u32,
    /// Where the row's numbers come from.
    pub source: String,
    /// Whether the row is a more general one than was asked for.
    pub fallback: bool,
}

/// A stable code with typed arguments. Its text comes from the pack's locale files.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// The code, such as `engagement-rate.percentile`.
    pub code: String,
    /// Arguments by name.
    pub args: Vec<(String, Arg)>,
}

/// An argument of a reason.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// A number with its unit.
    Number(f64, Unit),
    /// A text.
    Text(String),
    /// An instant.
    Time(Timestamp),
}

/// What a tier rule says of one creator.
#[derive(Debug, Clone, PartialEq)]
pub struct TierAnswer {
    /// The tier; none where the creator has no tier, and the reason says why.
    pub tier: Option<String>,
    /// Why.
    pub reason: Reason,
    /// The audience size that decided.
    pub quantity: Quantity,
    /// The next tier up, and the audience size at which it begins.
    pub next: Option<NextTier>,
}

/// The next tier up.
#[derive(Debug, Clone, PartialEq)]
pub struct NextTier {
    /// The tier.
    pub tier: String,
    /// The audience size at which it begins.
    pub at: f64,
}

/// How a policy divides a campaign's money.
#[derive(Debug, Clone, PartialEq)]
pub struct BudgetAnswer {
    /// Share of the total per budget line, in the order of reports. The shares sum to 1.
    pub lines: Vec<Share>,
    /// Share of the creator fees per tier. The shares sum to 1; none where tiers are not told apart.
    pub tiers: Vec<Share>,
    /// Largest shares.
    pub caps: Vec<ShareCap>,
    /// Why, the most telling reason first.
    pub reasons: Vec<Reason>,
    /// What was looked at.
    pub evidence: Vec<Evidence>,
    /// Why there is no such division; nothing else is said then.
    pub infeasible: Option<Reason>,
}

/// A share of something, 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// The line or tier.
    pub id: String,
    /// Its share, 0 to 1.
    pub share: f64,
    /// The smallest and the largest share that it may have, where it is not fixed.
    pub band: Option<(f64, f64)>,
}

/// A bound on how much of the creator fees goes one way.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareCap {
    /// What is bounded.
    pub of: Capped,
    /// The largest share of the creator fees, 0 to 1.
    pub share: f64,
}

/// What a bound is on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Capped {
    /// Every single creator.
    Creator,
    /// All creators booked on one platform, by its name.
    Platform(String),
}

/// What one package of one creator is worth to a campaign.
#[derive(Debug, Clone, PartialEq)]
pub struct WorthAnswer {
    /// What it adds towards the goal, in the unit of the goal; unknown where that cannot be told.
    pub value: Quantity,
    /// Low and high end of the value's interval.
    pub interval: Option<(f64, f64)>,
    /// People whom it reaches, each counted once; unknown where that cannot be told.
    pub reach: Option<Quantity>,
    /// The fair fee in major units of the campaign's currency; unknown where that cannot be told.
    pub fair: Option<Quantity>,
    /// Low and high end of the fair fee's interval.
    pub fair_interval: Option<(f64, f64)>,
    /// Why, the most telling reason first.
    pub reasons: Vec<Reason>,
    /// What was looked at.
    pub evidence: Vec<Evidence>,
}
