//! How answers look to people and to programs.

pub mod grid;
pub mod pack;
pub mod plugin;
pub mod rows;
pub mod running_rows;

mod answers;
mod audit;
mod check;
mod differences;
mod explanation;
mod plan;
mod preflight;
mod ranking;
mod scorecard;
mod style;
mod summary;
mod voice;
mod watch;
mod words;

pub use answers::answers;
pub use audit::audit;
pub use differences::differences;
pub use explanation::explanation;
pub use plan::plan;
pub use preflight::preflight;
pub use ranking::{ranking, table};
pub use scorecard::scorecard;
pub use style::{bold, dim};
pub use summary::summary;
pub use voice::Voice;
pub use watch::{replay, watch};
