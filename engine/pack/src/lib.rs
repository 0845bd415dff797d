//! Rules as data: the pack format, the answer made of parts, and the traits that
//! every runtime stands behind.
//!
//! The crate is pure. A pack comes in as named bytes and goes out as a [`Pack`]
//! whose every value knows the file and the line that it was said in.

pub mod answer;
pub mod compile;
pub mod diagnostic;
mod digest;
pub mod figure;
pub mod files;
pub mod fx;
pub mod limits;
pub mod locale;
pub mod manifest;
pub mod origin;
pub mod param;
pub mod proof;
pub mod proposal;
pub mod question;
mod reader;
pub mod resolve;
pub mod rule;
pub mod table;
mod tree;

pub use answer::{
    Actor, Answer, Arg, BudgetAnswer, Cap, Capped, CheckAnswer, Curve, Evidence, NextTier, Part, Penalty, Quantity,
    Reason, Share, ShareCap, Status, TableRow, TierAnswer, Unit, WorthAnswer,
};
pub use compile::{CompiledPack, compile};
pub use diagnostic::{Diagnostic, DiagnosticCode, Severity};
pub use digest::of_bytes as digest_of_bytes;
pub use figure::{Better, Figure, MetricAnswer};
pub use files::{Library, NotFound, PackFiles, Shelf};
pub use limits::RuleLimits;
pub use locale::Locale;
pub use manifest::{
    Check, Combine, Criterion, Fallback, Gate, Goal, GoalWorth, Layer, Metric, MetricScope, OfferPolicy, Pack,
    PlanPolicy, Policy, RankBy, RuleRef, Tier, Trigger, TriggerScope, Verdict, WatchPolicy,
};
pub use origin::{Origin, Sourced};
pub use param::{Param, ParamType, declarations_in_json, params_schema};
pub use proposal::{Condition, Proposal, ProposedMoney, TriggerAnswer};
pub use resolve::resolve;
pub use rule::{
    Ask, CampaignAsk, Chosen, Description, Fault, FaultCode, Installed, Kind, LineLeft, MetricAsk, PLUGIN_SCHEME,
    Package, Position, Question, Rule, RuleSource, Runtime, Scope, Subject, Target, Trap, TriggerAsk,
};
pub use table::{Cell, Row, Table};

/// Version of the meaning of packs and decisions. It is part of every digest, and changes when the same pack and the
/// same facts would give another decision.
pub const SEMANTICS: u32 = 1;
/// What chooses portfolios, with its version: among equals another version may choose another. It is part of the digest of
/// every pack that makes plans.
pub const SOLVER: &str = "microlp 0.7.0";
/// Version of the engine that packs state their requirement on.
pub const ENGINE_VERSION: &str = env!("CARGO_PKG_VERSION");
