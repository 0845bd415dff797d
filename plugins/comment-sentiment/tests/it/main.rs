//! Tests of `comment-sentiment`, natively: the check as plain Rust, with the tables that the standard pack ships.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test that meets what it did not expect fails there, and says why it was skipped"
)]

mod answers;
mod reading;
mod rhai_cases;
mod support;
mod words;
