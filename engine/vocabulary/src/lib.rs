//! The pure functions that rules say *what* with; the loops live in here.
//!
//! Scripts, the plugin SDK and the benchmark's hand-written checks all call these
//! same functions, so a formula stands in one place.

pub mod curve;
