//! The brief that creators get.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::limits::ENTRIES_MAX;
use crate::{Count, Date, List, Name, Prose};

/// The brief for creators. Sections may be empty: judging that is preflight's task.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Brief {
    /// The brand's story.
    pub brand_story: Option<Prose>,
    /// The campaign's narrative.
    pub campaign_narrative: Option<Prose>,
    /// Messages that must come across, three to five.
    pub messaging_pillars: Option<List<Prose, ENTRIES_MAX>>,
    /// What must not be said or shown.
    pub guardrails: Option<List<Prose, ENTRIES_MAX>>,
    /// Room that the creator has.
    pub freedom: Option<List<Prose, ENTRIES_MAX>>,
    /// What must be in every post.
    pub mandatory: Option<Mandatory>,
    /// What the product is worth to its user, and what sets it apart.
    pub value_and_usp: Option<Prose>,
    /// Do and don't.
    pub do_and_dont: Option<List<Prose, ENTRIES_MAX>>,
    /// Content to take as a reference.
    pub reference_content: Option<List<Prose, ENTRIES_MAX>>,
    /// Dates of the work.
    pub timeline: Option<List<Milestone, ENTRIES_MAX>>,
    /// Most revisions that the creator accepts.
    pub revision_limit: Option<Count>,
}

/// What must be in every post.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mandatory {
    /// Hashtags, without `#`.
    pub hashtags: Option<List<Name, ENTRIES_MAX>>,
    /// Accounts to tag.
    pub tags: Option<List<Name, ENTRIES_MAX>>,
    /// How the partnership is disclosed.
    pub disclosure: Option<Prose>,
    /// Call to action.
    pub call_to_action: Option<Prose>,
}

/// A date of the work.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// What happens.
    pub what: Name,
    /// On which day.
    pub on: Date,
}
