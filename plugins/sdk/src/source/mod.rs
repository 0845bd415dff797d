//! Where facts, tables and log lines come from and go to: the host, or in native tests the test kit.

#[cfg(not(target_arch = "wasm32"))]
mod fixture;
#[cfg(target_arch = "wasm32")]
mod host;
#[cfg(target_arch = "wasm32")]
mod packed;

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use fixture::{Question, Source, TableSource, WORLD, World, log, open, tiers};
#[cfg(target_arch = "wasm32")]
pub(crate) use host::{Question, Source, TableSource, log, open, tiers};
