//! The WebAssembly host: the contract, what is admitted, what is contained.

mod contract;
