//! Write Saring plugins in Rust.
//!
//! A plugin is a rule as a WebAssembly component: a check of creators, a tier rule, a check of the campaign itself, a budget
//! policy, a rule of worth, a trigger or a metric.
//! This crate carries the contract (`plugins/wit/saring.wit`) and the vocabulary of scripts, so that a complete check is
//! about fifteen lines:
//!
//! ```
//! use saring_plugin::prelude::*;
//!
//! #[derive(Deserialize)]
//! struct Params {
//!     followers_enough: f64,
//! }
//!
//! struct Hello(Params);
//!
//! impl Check for Hello {
//!     type Params = Params;
//!
//!     fn about() -> About {
//!         About::new("hello", "Followers are enough")
//!             .field("creator.accounts[].followers")
//!             .reason("hello.followers", [("en", "{followers} followers")])
//!             .reason("hello.none", [("en", "Nobody knows how many followers there are")])
//!             .param(Param::number("followers_enough", 10_000.0).min(1.0).doc("So many have all points.").source("Proposal"))
//!     }
//!
//!     fn new(params: Params, _: &Setup) -> Result<Self, String> {
//!         Ok(Self(params))
//!     }
//!
//!     fn check(&self, creator: &Creator<'_>) -> Answer {
//!         let followers = creator.followers();
//!         if followers.is_unknown() {
//!             return unknown("hello.none", followers);
//!         }
//!         answer(1.0)
//!             .part("followers", &followers, ramp(0.0, self.0.followers_enough), 1.0)
//!             .reason("hello.followers")
//!             .given("followers", &followers)
//!     }
//! }
//!
//! saring_plugin::export_check!(Hello);
//! # fn main() {}
//! ```
//!
//! Unknown is a value here as in scripts: what was not measured is never 0, a [`Quantity`] carries the fields that it was
//! read from, and a part with an unknown quantity counts as unknown. The host computes the score from the parts.
//!
//! # One creator, whatever its neighbours
//!
//! A check is asked about one creator at a time, and the answer, down to the fuel, may not depend on who came before.
//! Everything shared is built in [`Check::new`]; [`Check::check`] keeps nothing. The allocator of this crate makes that
//! exact: when everything of a creator is given back, the heap is as it was. A check that keeps memory from one creator
//! to the next, such as a static that is built when it is first needed, ends with a panic that says so.

mod about;
mod answer;
#[expect(missing_docs, reason = "what is generated names the contract, which documents itself")]
pub mod bindings;
mod budget;
mod check;
mod column;
mod creator;
mod curve;
pub mod dates;
mod export;
mod fields;
mod formulas;
#[cfg(target_arch = "wasm32")]
#[doc(hidden)]
pub mod guest;
#[cfg(target_arch = "wasm32")]
#[expect(
    unsafe_code,
    reason = "an allocator hands out memory by its address; its state has to be the same for every creator"
)]
mod heap;
mod json;
pub mod limits;
mod lists;
pub mod log;
mod metric;
mod preflight;
mod quantity;
mod running;
mod source;
mod table;
#[cfg(not(target_arch = "wasm32"))]
pub mod testing;
mod trigger;
mod worth;

pub use about::{About, Param};
pub use answer::{
    Answer, Arg, Better, BudgetAnswer, MetricAnswer, Move, TierAnswer, TriggerAnswer, Urgency, WorthAnswer, answer,
    budget, infeasible, metric, no_telling, no_tier, propose, quiet, tier, unknown, worth,
};
pub use bindings::answering::{Actor, Curve, Status, Unit};
pub use bindings::facts;
pub use budget::BudgetPolicy;
pub use check::{Check, Setup, Tier};
pub use column::Column;
pub use creator::Creator;
pub use curve::{curve, fading, log_normal_curve, points, ramp, steps};
#[doc(hidden)]
pub use export::{
    describe_budget, describe_check, describe_metric, describe_preflight, describe_tier, describe_trigger,
    describe_worth,
};
pub use fields::Fields;
pub use formulas::{beta_mean, confidence, decay, jaccard, overlap, ramp_points, shrink, wilson_high, wilson_low};
pub use lists::{AudienceView, PostsView};
pub use metric::Metric;
pub use preflight::Preflight;
pub use quantity::Quantity;
pub use running::{Events, Member, Part, Running, Window};
pub use saring_measures as measures;
pub use saring_measures::text::{fold, same_brand};
pub use table::{Row, Table, TierBand, tiers};
pub use trigger::Trigger;
pub use worth::{Deliverable, Offer, Worth};

/// All that a check needs, in one line: `use saring_plugin::prelude::*;`.
pub mod prelude {
    pub use serde::Deserialize;
    pub use serde_json::Value;

    pub use crate::bindings::facts::*;
    pub use crate::{
        About, Actor, Answer, AudienceView, Better, BudgetAnswer, BudgetPolicy, Check, Column, Creator, Curve, Events,
        Metric, MetricAnswer, Move, Offer, Param, Part, PostsView, Preflight, Quantity, Row, Running, Setup, Status,
        Table, Tier, TierAnswer, Trigger, TriggerAnswer, Unit, Urgency, Window, Worth, WorthAnswer, answer, beta_mean,
        budget, confidence, curve, decay, fading, fold, infeasible, jaccard, log_normal_curve, measures, metric,
        no_telling, no_tier, overlap, points, propose, quiet, ramp, ramp_points, same_brand, shrink, steps, tier,
        unknown, wilson_high, wilson_low, worth,
    };
}
