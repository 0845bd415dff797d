//! What a creator's operations pay for: the interpreter counts its own, and the vocabulary's work is charged beside them.
//!
//! The budget belongs to the thread that runs the script, and begins anew for every creator, so that what is spent
//! depends on the script and the facts alone.

use std::cell::Cell;

use rhai::{EvalAltResult, Position};

use crate::registry::Outcome;

/// Elements that a native function walks in about the time of one operation of the interpreter.
const STEPS_PER_OPERATION: usize = 8;
/// Steps for a byte of text whose case and diacritics are folded.
const FOLD_STEPS_PER_BYTE: usize = 4;

thread_local! {
    static LEFT: Cell<u64> = const { Cell::new(0) };
}

/// Begins a creator's budget, in operations.
pub(crate) fn begin(operations: u64) {
    LEFT.set(operations);
}

/// Whether the interpreter's own operations and the work charged so far pass the budget.
pub(crate) fn is_spent(operations: u64) -> bool {
    operations > LEFT.get()
}

/// Charges a walk over so many elements; the interpreter stops at its next operation where the budget is spent.
pub(crate) fn charge(steps: usize) {
    let operations = u64::try_from(steps / STEPS_PER_OPERATION).unwrap_or(u64::MAX);
    LEFT.set(LEFT.get().saturating_sub(operations));
}

/// Charges the folding of so many bytes of text.
pub(crate) fn charge_folding(bytes: usize) {
    charge(bytes.saturating_mul(FOLD_STEPS_PER_BYTE));
}

/// Charges the folding of so many bytes before it is done, and refuses it where it passes the budget.
pub(crate) fn spend_folding(bytes: usize) -> Outcome<()> {
    spend(bytes, FOLD_STEPS_PER_BYTE)
}

/// Charges work whose size is a product before it is done, and refuses it where it passes the budget.
pub(crate) fn spend(many: usize, times: usize) -> Outcome<()> {
    charge(many.saturating_mul(times));
    if LEFT.get() == 0 { Err(Box::new(EvalAltResult::ErrorTooManyOperations(Position::NONE))) } else { Ok(()) }
}
