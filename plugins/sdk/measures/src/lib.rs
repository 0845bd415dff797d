//! Formulas that know no fact: curves, columns, small-sample statistics, trust, shares and amounts, texts.
//!
//! The engine's vocabulary and the plugin SDK call the same functions, so that a plugin
//! calculates to the bit what a script would. The crate stands alone: a plugin's project
//! carries it with it.

pub mod apportionment;
pub mod calendar;
pub mod column;
pub mod confidence;
pub mod curve;
pub mod projection;
pub mod shares;
pub mod size;
pub mod statistics;
pub mod text;

pub use column::Column;
