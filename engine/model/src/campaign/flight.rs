//! When a campaign runs, with which links and rights, and what people decided about its creators.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::limits::ENTRIES_MAX;
use crate::{Count, Date, Id, Kebab, List, Name, Prose, Text, TimeZone};

/// When a campaign runs.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Flight {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// The time zone of the days.
    pub tz: Option<TimeZone>,
}

/// A tracking link or promo code of one creator.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// The creator.
    pub creator: Id,
    /// The tracking address.
    pub utm: Option<Text<1, 2000>>,
    /// The promo code.
    pub code: Option<Name>,
}

/// What the brand may do with the content.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UsageRights {
    /// Whether paid promotion is allowed.
    pub paid: Option<bool>,
    /// For how many days.
    pub days: Option<Count>,
    /// On which channels.
    pub channels: Option<List<Name, ENTRIES_MAX>>,
}

/// A human judgement on a creator: on the verdict, or on one check.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// The creator.
    pub creator: Id,
    /// The verdict that the person gives.
    pub verdict: Option<Verdict>,
    /// The check that the person disagrees with, as `layer.check`.
    pub check: Option<Name>,
    /// Who judged.
    pub by: Name,
    /// Why.
    pub reason: Prose,
    /// Last day on which the judgement holds.
    pub until: Option<Date>,
}

/// What to do with a creator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Work with the creator.
    Select,
    /// A person must look: something that decides is unknown.
    Review,
    /// Do not work with the creator on this campaign.
    Reject,
}

impl Verdict {
    /// The verdict as written in packs and reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Select => "select",
            Self::Review => "review",
            Self::Reject => "reject",
        }
    }
}

impl Override {
    /// The check that is judged, as layer and check, where one is named in that form.
    pub fn layer_check(&self) -> Option<(Kebab, Kebab)> {
        let (layer, check) = self.check.as_ref()?.split_once('.')?;
        Some((Kebab::new(layer).ok()?, Kebab::new(check).ok()?))
    }
}
