//! Generators and the harness shared by the tests.
#![expect(clippy::indexing_slicing, clippy::panic, reason = "a harness that meets what it does not expect has failed")]

pub mod back_test;
pub mod bin;
pub mod distributions;
pub mod follower_rules;
pub mod from_schema;
pub mod golden;
pub mod guests;
pub mod handwritten;
pub mod mentions;
pub mod mutate;
pub mod nab;
pub mod portfolio;
pub mod reach;
pub mod scripted;
