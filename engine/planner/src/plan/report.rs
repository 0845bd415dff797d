//! The report of a plan: one shape for the terminal, HTTP and files. It holds no duration and nothing in random order.

use std::sync::Arc;

use saring_eval::report::{
    CampaignIdentity, EngineIdentity, EvidenceReport, FaultReport, InvalidCreator, PackIdentity, Readiness,
    ReasonReport, Value,
};
use saring_eval::worth::{PriceSource, Pricing};
use saring_model::campaign::{Deliverable, Verdict};
use saring_model::creator::RateBasis;
use saring_model::plan::Plan;
use saring_model::{Money, Timestamp};
use schemars::JsonSchema;
use serde::Serialize;
use serde_with::skip_serializing_none;

/// Who is booked with what, why everybody else is not, and what another budget would buy.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PlanReport {
    /// Version of this shape.
    pub schema_version: &'static str,
    /// The engine that planned.
    pub engine: EngineIdentity,
    /// What solved the selection, with its version: part of what a plan depends on.
    pub solver: &'static str,
    /// The pack that it planned by.
    pub pack: PackIdentity,
    /// The campaign.
    pub campaign: CampaignIdentity,
    /// The moment of the plan. Facts after it are left out, and ages are counted to it.
    pub as_of: Timestamp,
    /// Language of the texts.
    pub lang: String,
    /// SHA-256 over the campaign and all creators, independent of their order.
    pub inputs_digest: String,
    /// The plan itself, as other documents take it.
    pub plan: Plan,
    /// How the money is divided, and why.
    pub budget: DivisionReport,
    /// What the plan is expected to be worth, and how far it can be from the best.
    pub goal: GoalReport,
    /// How many people it reaches, where that can be told.
    pub reach: Option<ReachReport>,
    /// What the campaign's own checks say with those who are booked; absent where the pack has no such checks.
    pub preflight: Option<Standing>,
    /// Who is booked, the largest fee first.
    pub bookings: Vec<BookingReport>,
    /// Everybody else with the reason, best ranked first.
    pub left_out: Vec<LeftOut>,
    /// Other plans, other budgets, and who stands by.
    pub what_if: Option<WhatIf>,
    /// What of the campaign a person should look at: doubtful rates of exchange, names that are not there.
    pub notes: Vec<ReasonReport>,
    /// Rules that gave no answer.
    pub faults: Vec<CreatorFault>,
    /// Creators that could not be read and were skipped.
    pub invalid: Vec<InvalidCreator>,
}

/// How the campaign's own checks stand.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Standing {
    /// The worst of them.
    pub readiness: Readiness,
    /// Those that failed, in the pack's order.
    pub failed: Vec<String>,
    /// Those that warn, in the pack's order.
    pub warned: Vec<String>,
}

/// How the money is divided.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DivisionReport {
    /// The policy.
    pub policy: String,
    /// Content address of the policy with its params and tables.
    pub digest: String,
    /// Everything that may be spent.
    pub total: Money,
    /// The lines, which sum to the total.
    pub lines: Vec<LineReport>,
    /// The line that pays creators.
    pub fees_line: String,
    /// Fees per tier, which sum to that line; none where tiers share it.
    pub tiers: Vec<TierMoneyReport>,
    /// Largest amounts.
    pub caps: Vec<CapMoneyReport>,
    /// What a fee is a whole multiple of.
    pub fee_step: Money,
    /// Fees of all bookings.
    pub booked: Money,
    /// What is left of the line that pays creators.
    pub left: Money,
    /// Why.
    pub reasons: Vec<ReasonReport>,
    /// What was looked at.
    pub evidence: Vec<EvidenceReport>,
}

/// Money of a line.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LineReport {
    /// The line.
    pub id: String,
    /// Its share of the total, 0 to 1.
    pub share: Value,
    /// The smallest share that it may have.
    pub share_min: Option<Value>,
    /// The largest share that it may have.
    pub share_max: Option<Value>,
    /// Its money.
    pub amount: Money,
}

/// Money of a tier.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TierMoneyReport {
    /// The tier.
    pub id: Arc<str>,
    /// Its share of the fees, 0 to 1.
    pub share: Value,
    /// Its money.
    pub amount: Money,
    /// Fees of its bookings.
    pub booked: Money,
    /// Creators booked.
    pub creators: usize,
    /// Fewest creators that the campaign asks for.
    pub creators_min: Option<u64>,
    /// Most creators that the campaign allows.
    pub creators_max: Option<u64>,
}

/// A largest amount.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CapMoneyReport {
    /// The platform; absent where the cap is on every single creator.
    pub platform: Option<saring_model::Platform>,
    /// Its share of the fees, 0 to 1.
    pub share: Value,
    /// The largest amount.
    pub amount: Money,
}

/// What the plan is worth.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GoalReport {
    /// The goals, with their weights where there are several.
    pub goals: Vec<GoalShare>,
    /// The goal whose value is planned for: of several the one with the most weight.
    pub objective: String,
    /// How what several creators add is put together.
    pub combine: saring_pack::Combine,
    /// What all bookings are expected to add towards the goal, in its unit.
    pub value: Value,
    /// Low end of the interval.
    pub low: Value,
    /// High end of the interval.
    pub high: Value,
    /// What no plan within these bounds exceeds.
    pub bound: Value,
    /// How far the value can be from that of the best plan, as a fraction of the bound.
    pub gap: Value,
    /// Whether no plan is better.
    pub is_proved: bool,
}

/// A goal with its weight.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GoalShare {
    /// The goal.
    pub goal: String,
    /// Its weight; all sum to 1.
    pub weight: Value,
}

/// How many people the bookings reach.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReachReport {
    /// People, each counted once; absent where nothing is known of how audiences overlap.
    pub value: Option<Value>,
    /// Low end of the interval.
    pub low: Value,
    /// High end of the interval.
    pub high: Value,
    /// How it is known.
    pub method: &'static str,
    /// The plain sum of audiences, which counts a person once for each creator. It is no reach.
    pub sum: Value,
    /// What was set aside, and why.
    pub notes: Vec<String>,
}

/// A booking, and why.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BookingReport {
    /// The creator.
    pub creator: String,
    /// The creator's name.
    pub name: Option<String>,
    /// Place in the ranking, from 1.
    pub rank: usize,
    /// What was decided on the creator.
    pub verdict: Verdict,
    /// The tier.
    pub tier: Option<Arc<str>>,
    /// Whether a person asked for the booking.
    pub is_pinned: bool,
    /// The package.
    pub package: String,
    /// What is to be published.
    pub deliverables: Vec<Deliverable>,
    /// The fee.
    pub fee: Money,
    /// The fee as a share of all fees of the plan, 0 to 1.
    pub fee_share: Value,
    /// Where the fee comes from, what it includes, and how it compares.
    pub price: PriceReport,
    /// What the package is worth by itself, in the unit of the goal.
    pub value: Value,
    /// Low end of its interval.
    pub low: Value,
    /// High end of its interval.
    pub high: Value,
    /// What would be lost without it, beside all other bookings.
    pub adds: Value,
    /// People whom it reaches by itself.
    pub reach: Option<Value>,
    /// Why, the most telling reason first.
    pub reasons: Vec<ReasonReport>,
    /// What was looked at.
    pub evidence: Vec<EvidenceReport>,
    /// Who would come in if the creator dropped out.
    pub replacement: Option<ReplacementReport>,
}

/// Where a fee comes from and how it compares.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PriceReport {
    /// Where it comes from.
    pub source: PriceSource,
    /// The fair fee in major units of the campaign's currency; absent where it cannot be told.
    pub fair: Option<Value>,
    /// Low end of its interval.
    pub fair_low: Option<Value>,
    /// High end of its interval.
    pub fair_high: Option<Value>,
    /// How the fee that is asked compares with the fair one.
    pub standing: Pricing,
    /// Whether the fee has tax in it, where that is known.
    pub basis: Option<RateBasis>,
}

/// Who would come in.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReplacementReport {
    /// Who comes in, with the package; empty where nobody does.
    pub comes: Vec<StandIn>,
    /// What the plan would then lose, in the unit of the goal; absent where no choice holds every bound.
    pub loses: Option<Value>,
}

/// One who would come in.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StandIn {
    /// The creator.
    pub creator: String,
    /// The package.
    pub package: String,
    /// The fee.
    pub fee: Money,
}

/// One who is not booked.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LeftOut {
    /// The creator.
    pub creator: String,
    /// The creator's name.
    pub name: Option<String>,
    /// Place in the ranking, from 1.
    pub rank: usize,
    /// What was decided on the creator.
    pub verdict: Verdict,
    /// The tier.
    pub tier: Option<Arc<str>>,
    /// Why.
    pub reason: ReasonReport,
    /// Why the verdict is what it is, where the verdict is the reason.
    pub because: Option<ReasonReport>,
}

/// What else could be done.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WhatIf {
    /// The best plan that is another one.
    pub next_best: Option<NextBestReport>,
    /// What less and more money for fees would buy.
    pub curve: Vec<CurvePointReport>,
    /// What it would gain to relax each bound that binds, the greatest gain first.
    pub bounds: Vec<BoundReport>,
}

/// The best plan that is another one.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NextBestReport {
    /// What it is worth, in the unit of the goal.
    pub value: Value,
    /// Who comes in, or has another package.
    pub comes: Vec<String>,
    /// Who goes.
    pub goes: Vec<String>,
}

/// What another amount of money would buy.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CurvePointReport {
    /// Share of the money for fees.
    pub share: Value,
    /// That money.
    pub fees: Money,
    /// What it buys, in the unit of the goal; absent where no choice holds every bound.
    pub value: Option<Value>,
    /// What no plan with this money exceeds.
    pub bound: Option<Value>,
    /// Creators booked.
    pub creators: Option<usize>,
    /// Fees booked.
    pub booked: Option<Money>,
}

/// What it would gain to relax a bound.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BoundReport {
    /// The bound.
    pub bound: String,
    /// Which end: `min` or `max`.
    pub side: &'static str,
    /// What it is: major units of the campaign's currency, or a count.
    pub now: Value,
    /// What it would be.
    pub relaxed: Value,
    /// What that gains, in the unit of the goal.
    pub gain: Value,
}

/// A rule that gave no answer about a creator.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CreatorFault {
    /// The creator.
    pub creator: String,
    /// What happened.
    pub fault: FaultReport,
}
