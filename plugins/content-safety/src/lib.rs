//! The check `content-safety`: is there anything in the creator's history that no brand stands beside?
//!
//! It does what the standard pack's `content_red_flags.rhai` does with the findings that others made, and reads the posts
//! that nobody looked at ([`posts`]): captions and hashtags in Indonesian and English as plain words ([`fold`]), held
//! against the terms of a table ([`lexicon`]) and, where the pack gives any, against linear models ([`model`]), to findings
//! with category, risk, confidence and place ([`classify`]). With the feature `train` it trains such models.

pub mod brand;
pub mod category;
pub mod check;
pub mod classify;
pub mod fold;
pub mod lexicon;
pub mod model;
pub mod pack;
pub mod params;
pub mod posts;
mod texts;
#[cfg(feature = "train")]
pub mod train;

pub use check::ContentSafety;

saring_plugin::export_check!(ContentSafety);
