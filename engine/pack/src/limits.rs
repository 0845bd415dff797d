//! What a rule may use, per creator. One place, so that every runtime is held to the same.

/// What one rule may use for one creator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleLimits {
    /// Operations per creator: the script's own, and the work of the functions that it calls.
    pub operations_max: u64,
    /// Deepest nesting of function calls.
    pub call_depth_max: usize,
    /// Deepest nesting of an expression, in a script's body and in its functions.
    pub expression_depth_max: usize,
    /// Longest text, in bytes.
    pub text_bytes_max: usize,
    /// Most items of an array.
    pub array_items_max: usize,
    /// Most entries of a map.
    pub map_entries_max: usize,
    /// Most variables in scope.
    pub variables_max: usize,
    /// Most functions in a script.
    pub functions_max: usize,
    /// Most parts, penalties, caps, reasons, evidence and flags in an answer, each.
    pub answer_items_max: usize,
    /// Largest source, in bytes.
    pub source_bytes_max: usize,
}

impl Default for RuleLimits {
    fn default() -> Self {
        Self {
            operations_max: 500_000,
            call_depth_max: 16,
            expression_depth_max: 64,
            text_bytes_max: 4 << 10,
            array_items_max: 256,
            map_entries_max: 128,
            variables_max: 256,
            functions_max: 64,
            answer_items_max: 64,
            source_bytes_max: 256 << 10,
        }
    }
}

/// Largest weight of a check, and of a part in a check's answer.
pub const WEIGHT_MAX: f64 = 1_000.0;
/// Largest distance from 0 of a curve's values, so that nothing between two of them overflows.
pub const CURVE_VALUE_MAX: f64 = 1e15;
/// Longest id of a part, penalty or cap, flag or code of a reason, in characters.
pub const ANSWER_NAME_CHARS_MAX: usize = 64;

/// Largest pack, all its files together, in bytes (16 MiB).
pub const PACK_BYTES_MAX: usize = 16 << 20;
/// Most files in a pack.
pub const PACK_FILES_MAX: usize = 2_000;
/// Longest chain of `extends`.
pub const EXTENDS_DEPTH_MAX: usize = 8;
/// Most errors, and most warnings, that are kept about one pack.
pub const DIAGNOSTICS_MAX: usize = 200;
