//! Where a block of facts comes from. Confidence is computed from it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{Count, Name, Timestamp};

/// Where a block of facts comes from, how, when, and from how many.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// When the facts were true. Age lowers confidence.
    pub as_of: Option<Timestamp>,
    /// Who says so: a platform, a provider, the agency.
    pub source: Option<Name>,
    /// How it is known.
    pub method: Option<Method>,
    /// From how many people or posts it was taken. Small samples lower confidence.
    pub sample_size: Option<Count>,
}

/// How a fact is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Counted by the platform.
    Measured,
    /// Estimated by a model or from a sample.
    Estimated,
    /// Stated by the creator or the agency.
    Declared,
}
