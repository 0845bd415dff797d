//! The one test binary. A module per room of the house.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets what it does not expect has failed"
)]

mod architecture;
mod cli;
mod demo;
mod eval;
mod golden;
mod handwritten;
mod hostile;
mod http;
mod import;
mod library;
mod measure;
mod measured;
mod model;
mod pack;
mod planner;
mod plugin;
mod preflight;
mod readme;
mod reporting;
mod rhai;
mod screening;
mod standard;
mod triggers;
mod vocabulary;
mod vocabulary_page;
mod wasm;
mod watch;
