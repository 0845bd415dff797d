//! The plan: from who may be booked, and the money, to who is booked with what, and why everybody else is not.
//!
//! ```text
//! PlanQuestion ─formulate─▶ Problem ─settle─▶ Solution ─why─▶ Outcome ─what_if─▶ Alternatives
//! ```
//!
//! Money is in minor units of one currency throughout; no row of money is ever exceeded.

mod formulate;
mod gather;
mod notes;
mod people;
mod question;
pub mod reason;
pub mod report;
mod settle;
mod tell;
mod what_if;
mod why;

pub use gather::gather;
pub use question::{Barrier, Bound, Entrant, Offering, Pin, PlanQuestion, Tier, Wishes};
pub use settle::{Booked, NoPlan, Outcome, plan};
pub use tell::{Made, tell};
pub use what_if::{Alternatives, Bought, CurvePoint, NextBest, PriceOfBound, Replacement, alternatives};
pub use why::Out;
