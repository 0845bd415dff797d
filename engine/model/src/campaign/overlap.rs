//! How the audiences of a set of creators overlap, as a provider reports it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::limits::ENTRIES_MAX;
use crate::{Count, Fraction, Id, List, Provenance};

/// A set of creators whose unique followers a provider counted.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AudienceOverlap {
    /// The creators of the set.
    pub members: List<OverlapMember, ENTRIES_MAX, 2>,
    /// Followers of all creators of the set added up, in which a person counts once for each creator.
    pub total: Option<Count>,
    /// People who follow at least one creator of the set, each counted once.
    pub unique: Count,
    /// Where the count comes from.
    pub provenance: Option<Provenance>,
}

/// One creator of a set whose unique followers were counted.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OverlapMember {
    /// The creator.
    pub creator: Id,
    /// The creator's followers when the set was counted.
    pub followers: Option<Count>,
    /// Share of the creator's followers that follow no other creator of the set.
    pub unique_share: Option<Fraction>,
}
