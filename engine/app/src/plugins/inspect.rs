//! What a component is and what it says of itself.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;

use super::list::{PluginSummary, summary};
use super::trial::{Trial, TrialError};

/// What a component is and what it says of itself.
#[derive(Debug, Clone, Serialize)]
pub struct Inspection {
    /// The plugin.
    #[serde(flatten)]
    pub plugin: PluginSummary,
    /// Its reasons by language and code, each with its text.
    pub reasons: BTreeMap<String, BTreeMap<String, String>>,
}

/// Looks at a component. It is compiled, linked and tried as if it were installed.
///
/// # Errors
/// Everything that is wrong with it.
pub fn inspect(bytes: &Arc<[u8]>, cache: Option<PathBuf>) -> Result<Inspection, TrialError> {
    let trial = Trial::open(bytes, cache)?;
    Ok(Inspection { plugin: summary(&trial.plugin), reasons: trial.plugin.description.texts.clone() })
}
