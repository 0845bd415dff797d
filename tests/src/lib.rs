//! Generators and the harness shared by the tests.

pub mod bin;
pub mod from_schema;
pub mod golden;
pub mod handwritten;
pub mod scripted;
pub mod mutate;
