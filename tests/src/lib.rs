//! Generators and the harness shared by the tests.

pub mod golden;
