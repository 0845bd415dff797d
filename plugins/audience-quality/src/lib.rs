//! The check `audience-quality`: are the followers people who see what the creator publishes?
//!
//! It looks at the profiles of sampled followers ([`sample`]), by the weights of a model that the pack gives as a table
//! ([`model`]) or by five rules ([`rules`]), and states the share of inauthentic followers with the interval in which it
//! lies, corrected for the judge's own error ([`share`]). With the feature `train` it trains such a table on labelled
//! profiles.

pub mod model;
pub mod profile;
pub mod rules;
pub mod sample;
pub mod share;
#[cfg(feature = "train")]
pub mod train;
