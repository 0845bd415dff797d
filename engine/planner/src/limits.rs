//! Every limit of the planner, with its unit in its name.

/// Most offers of all candidates of one problem.
pub const OFFERS_MAX: usize = 500_000;
/// Greatest amount that one offer uses of one row, so that sums over [`OFFERS_MAX`] offers fit 64 bits.
pub const USE_MAX: i64 = 10_000_000_000_000;
