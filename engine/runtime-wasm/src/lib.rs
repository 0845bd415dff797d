//! WebAssembly components behind the traits of rules.

mod admission;
mod bindings;
mod cache;
mod contract;
mod engine;
mod error;
mod limits;

pub use cache::{CacheDir, CacheRefusal};
pub use contract::VERSION as CONTRACT_VERSION;
pub use engine::{Allocation, EngineError};
pub use error::{Moment, Part, PluginError, PluginErrorCode};
pub use limits::{FileLimits, PluginLimits};
