//! WebAssembly components behind the traits of rules.

mod admission;
mod bindings;
mod cache;
mod contract;
mod description;
mod engine;
mod error;
mod fault;
mod host;
mod interfaces;
mod json;
mod limiter;
mod limits;
mod plugin;
mod plugins;
mod rule;
mod runtime;
mod self_test;

pub use cache::{CacheDir, CacheRefusal};
pub use contract::{VERSION as CONTRACT_VERSION, broken_promises};
pub use description::PluginDescription;
pub use engine::{Allocation, EngineError};
pub use error::{Moment, Part, PluginError, PluginErrorCode};
pub use limits::{FileLimits, PluginLimits};
pub use plugin::Plugin;
pub use plugins::Plugins;
pub use rule::{Spending, WasmRule};
pub use runtime::{EngineWarning, WasmConfig, WasmRuntime};
