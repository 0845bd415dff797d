//! The pure functions that rules say *what* with; the loops live in here.
//!
//! Scripts, the plugin SDK and the benchmark's hand-written checks all call these
//! same functions, so a formula stands in one place. Nothing in here knows a
//! script, a pack or a threshold: numbers come in as arguments. Those that know no
//! fact either are `saring-measures`, which plugins carry with them.

pub mod achievement;
pub mod audience;
pub mod brief;
pub mod calendar;
pub mod chronicle;
pub mod confidence;
pub mod conversation;
pub mod craft;
pub mod delivery;
pub mod exposure;
pub mod fair_price;
pub mod followers;
pub mod forecast;
pub mod growth;
pub mod mentions;
pub mod posts;
pub mod random;
pub mod rank_correlation;
pub mod ratings;
pub mod replies;
pub mod results;
pub mod revenue;
pub mod rhythm;
pub mod safety;
pub mod sentiment;
pub mod sponsorship;
pub mod tally;
pub mod topics;
pub mod volume;
pub mod workflow;

pub use saring_measures::{Column, apportionment, column, curve, projection, size, statistics, text};
