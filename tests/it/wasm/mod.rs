//! The WebAssembly host: the contract, what is admitted, what is contained.

mod admission;
mod cache;
mod contract;
mod forms;
mod frozen;
mod packs;
mod running;
pub(crate) mod twins;
