//! Tests of `comment-sentiment`, natively: the check as plain Rust, with the tables that the standard pack ships.

mod answers;
mod reading;
mod rhai_cases;
mod support;
mod words;
