//! The plan: whom to book with which package, and how many people that reaches.
//!
//! Pure: no clock, no thread, no chance. The same question gives the same plan, on any machine.

pub mod limits;
pub mod plan;
pub mod portfolio;
pub mod reach;
