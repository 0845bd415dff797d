//! The brand behind a campaign.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::creator::Risk;
use crate::limits::ENTRIES_MAX;
use crate::{Id, List, Name};

/// The brand.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Brand {
    /// The brand's name.
    pub name: Name,
    /// Product category, such as `iab-ap:2.0:1244`.
    pub category: Option<Id>,
    /// Names or domains of rivals. An empty list states that there are none to mind.
    pub competitors: Option<List<Name, ENTRIES_MAX>>,
    /// What the brand stands for.
    pub values: Option<List<Name, ENTRIES_MAX>>,
    /// Words for the brand's style and tone.
    pub style_tags: Option<List<Name, ENTRIES_MAX>>,
    /// Content topics of the category, such as `iab-ct:3.1:552`.
    pub topics: Option<List<Id, ENTRIES_MAX>>,
    /// Highest risk that the brand accepts per safety category.
    pub safety: Option<SafetyLimits>,
    /// Topics that the brand refuses.
    pub blocked_topics: Option<List<Id, ENTRIES_MAX>>,
}

/// Highest accepted risk per safety category, such as `garm:pg0WhF`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct SafetyLimits(BTreeMap<Id, Risk>);

impl SafetyLimits {
    /// The categories as they are written, each with its highest accepted risk.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Risk)> {
        self.0.iter().map(|(category, risk)| (category.as_str(), *risk))
    }
}

impl<'de> Deserialize<'de> for SafetyLimits {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::decode::unique_map(deserializer).map(Self)
    }
}

impl JsonSchema for SafetyLimits {
    fn schema_name() -> Cow<'static, str> {
        "SafetyLimits".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        crate::decode::map_schema::<Id, Risk>(generator)
    }
}
