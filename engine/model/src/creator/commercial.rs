//! What a creator asks for their work.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::{Format, Platform};
use crate::limits::ENTRIES_MAX;
use crate::{Count, Date, List, Money, Name, PostCount, Provenance};

/// A price for a deliverable.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// The platform of the deliverable.
    pub platform: Platform,
    /// The format of the deliverable.
    pub format: Format,
    /// How many posts the price buys; absent means one.
    pub quantity: Option<PostCount>,
    /// The price.
    pub price: Money,
    /// Whether tax comes on top.
    pub basis: Option<RateBasis>,
    /// Last day on which the price holds.
    pub valid_to: Option<Date>,
    /// What else the price includes.
    pub includes: Option<List<Includes, ENTRIES_MAX>>,
    /// Where the price comes from.
    pub provenance: Option<Provenance>,
}

/// Whether a price has tax in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RateBasis {
    /// Tax comes on top.
    Net,
    /// Tax is in the price.
    Gross,
}

impl RateBasis {
    /// The basis as written in documents and packs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Net => "net",
            Self::Gross => "gross",
        }
    }
}

/// Something that a price includes besides the post, such as usage rights for 90 days.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Includes {
    /// What is included.
    pub what: Name,
    /// For how many days.
    pub days: Option<Count>,
}
