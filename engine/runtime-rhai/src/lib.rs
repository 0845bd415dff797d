//! Rhai scripts behind the traits of rules.
//!
//! A script is the body of a rule. It sees the constants `creator`, `campaign`,
//! `params`, `tables`, `tiers` and `as_of`, and ends in an answer. They are typed
//! handles, never maps: a field that does not exist is an error, and most of them
//! are found before the script ever runs. Functions that a script defines see
//! their arguments alone.
//!
//! The crate knows no clock, file, network or environment, and neither does a
//! script. A limit on everything holds for every creator by itself.

mod answer;
mod engine;
mod fault;
mod fuel;
mod host;
mod inspect;
mod measure;
mod registry;
mod rule;

use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use saring_model::Platform;
use saring_pack::{Diagnostic, Rule, RuleLimits, RuleSource, Runtime};

pub use registry::{Entry, Form};

/// Every platform that has a name in scripts.
const PLATFORMS: [Platform; 11] = [
    Platform::Instagram,
    Platform::Tiktok,
    Platform::Youtube,
    Platform::X,
    Platform::Facebook,
    Platform::Threads,
    Platform::Twitch,
    Platform::Snapchat,
    Platform::Linkedin,
    Platform::Pinterest,
    Platform::Other,
];

/// The words that scripts can use, in the order of the documentation.
pub fn vocabulary() -> &'static [Entry] {
    static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| engine::build(&RuleLimits::default()).1);
    &ENTRIES
}

/// The runtime of rhai scripts.
#[derive(Debug, Default)]
pub struct RhaiRuntime {
    /// The interpreter of the limits that were asked for last; all rules of a pack share one.
    built: Mutex<Option<(RuleLimits, Arc<rhai::Engine>)>>,
}

impl RhaiRuntime {
    fn engine(&self, limits: &RuleLimits) -> Arc<rhai::Engine> {
        let mut built = self.built.lock().unwrap_or_else(PoisonError::into_inner);
        match &*built {
            Some((of, engine)) if of == limits => engine.clone(),
            _ => {
                let engine = Arc::new(engine::build(limits).0);
                *built = Some((*limits, engine.clone()));
                engine
            }
        }
    }
}

impl Runtime for RhaiRuntime {
    fn handles(&self, run: &str) -> bool {
        run.ends_with(".rhai")
    }

    fn compile(&self, source: &RuleSource, limits: &RuleLimits) -> Result<Box<dyn Rule>, Vec<Diagnostic>> {
        let rule = rule::compile(self.engine(limits), vocabulary(), source, limits)?;
        Ok(Box::new(rule))
    }
}
