//! The WebAssembly host: the contract, what is admitted, what is contained.

mod admission;
mod cache;
mod contract;
mod forms;
mod packs;
pub(crate) mod twins;
