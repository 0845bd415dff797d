//! The check `audience-quality`: are the followers people who see what the creator publishes?
//!
//! It does what the standard pack's `audience_quality.rhai` does, and looks closer at the profiles of sampled followers
//! ([`sample`]): by the weights of a model that the pack gives as a table ([`model`]), or by five rules ([`rules`]). It
//! states the share of inauthentic followers with the interval in which it lies, corrected for the judge's own error
//! ([`share`]), and holds it against what a provider says ([`check`]). With the feature `train` it trains such a table on
//! labelled profiles.

pub mod check;
pub mod model;
pub mod params;
pub mod profile;
pub mod rules;
pub mod sample;
pub mod share;
mod texts;
#[cfg(feature = "train")]
pub mod train;

pub use check::AudienceQuality;

saring_plugin::export_check!(AudienceQuality);
