//! Where facts, tables and log lines come from and go to: the host, or in native tests the test kit.

#[cfg(not(target_arch = "wasm32"))]
mod fixture;
#[cfg(target_arch = "wasm32")]
mod host;

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use fixture::{Source, TableSource, WORLD, World, log, open, tiers};
#[cfg(target_arch = "wasm32")]
pub(crate) use host::{Source, TableSource, log, open, tiers};
