//! Community sentiment, read from the comments themselves: Indonesian, and basic English.
//!
//! Comments that carry a sentiment keep it. The others are read by a linear model whose weights are a table of the pack,
//! and whose known errors are taken out of the shares. `README.md` says what was measured.

mod about;
mod check;
pub mod features;
pub mod model;
pub mod mood;
#[cfg(feature = "train")]
pub mod train;
pub mod words;

pub use check::{CommentSentiment, Params};

saring_plugin::export_check!(CommentSentiment);
