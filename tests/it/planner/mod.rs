//! The planner: reach and portfolios.

mod plan;
mod portfolio;
mod reach;
mod sketch;
