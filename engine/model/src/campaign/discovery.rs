//! What was found out before anyone was chosen.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::limits::ENTRIES_MAX;
use crate::{Date, List, Name, Prose};

/// What was found out before anyone was chosen. A question that is absent was not looked into; an empty list says that
/// it was, and that there was nothing to find.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Discovery {
    /// Demographics and psychographics of the brand's target.
    pub audience_intelligence: Option<List<Finding, ENTRIES_MAX>>,
    /// What the target talks about.
    pub social_listening: Option<List<Finding, ENTRIES_MAX>>,
    /// Which creators worked for rivals.
    pub competitor_creators: Option<List<CompetitorCreator, ENTRIES_MAX>>,
    /// What moves the culture around the category.
    pub cultural_trends: Option<List<Finding, ENTRIES_MAX>>,
}

/// Something that was found out.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// What is known.
    pub what: Prose,
    /// Who or what it is known from.
    pub source: Option<Name>,
    /// The day on which it was so.
    pub as_of: Option<Date>,
}

/// A creator who worked for a rival.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CompetitorCreator {
    /// The creator's id, handle or name.
    pub creator: Name,
    /// The rival.
    pub brand: Name,
    /// What came of it.
    pub result: Option<Prose>,
    /// Who or what it is known from.
    pub source: Option<Name>,
    /// The day on which it was seen.
    pub as_of: Option<Date>,
}
