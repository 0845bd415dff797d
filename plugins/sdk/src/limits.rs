//! Limits of the host that a plugin meets, for its documentation and its tests. The host holds its own.

/// Most parts, penalties, caps, reasons, pieces of evidence and flags in an answer, each.
pub const ANSWER_ITEMS_MAX: usize = 64;
/// Longest id of a part, penalty or cap, flag or code of a reason, in characters.
pub const ANSWER_NAME_CHARS_MAX: usize = 64;
/// Largest weight of a part.
pub const WEIGHT_MAX: f64 = 1_000.0;
/// Farthest that the shares of lines, or of tiers, may sum from 1.
pub const SHARE_SUM_TOLERANCE: f64 = 1e-6;
/// Largest distance from 0 of a curve's values.
pub const CURVE_VALUE_MAX: f64 = 1e15;
