//! Plugins: what is installed, and the tools of those who write them.

pub mod add;
pub mod bench;
pub mod build;
pub mod doctor;
pub mod inspect;
pub mod list;
pub mod project;
pub mod reload;
pub mod run;
pub mod scaffold;
pub mod test;
pub mod watch;

mod load;
mod sample;
mod told;
mod trial;

pub use load::{PluginProblem, PluginRefused, problems};
pub use told::{AmountReport, LookReport, Told, WorthReport};
pub use trial::{TrialError, TrialSetup};

pub(crate) use load::PluginSet;
pub(crate) use told::{Spot, of_case};
