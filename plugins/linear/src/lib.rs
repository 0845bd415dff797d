//! Linear models over the words and characters of short texts.
//!
//! A plugin reads its weights from a table of the pack, one row per bucket of hashed features; what is in here turns a
//! text into buckets ([`text`], [`features`]) and gathered weights into scores and probabilities ([`score`]). With the
//! feature `train` the same features train the table, natively: [`train`]. Nothing in here knows a plugin or a pack.

pub mod features;
pub mod score;
pub mod text;
#[cfg(feature = "train")]
pub mod train;
