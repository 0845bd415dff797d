//! The parts of a campaign that the policy reads.

use std::collections::BTreeMap;

use saring_plugin::prelude::*;

/// What is read of a campaign.
#[derive(Debug, Deserialize)]
pub(crate) struct Campaign {
    goal: Goal,
    pub platforms: Option<Vec<String>>,
    pub budget: Option<Budget>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Goal {
    One(String),
    Weighted(BTreeMap<String, f64>),
}

/// What is read of its budget.
#[derive(Debug, Deserialize)]
pub(crate) struct Budget {
    pub total: Total,
    #[serde(default)]
    bands: BTreeMap<String, Band>,
    #[serde(default)]
    tier_mix: BTreeMap<String, f64>,
    share_per_creator_max: Option<f64>,
}

/// Everything that may be spent, in major units.
#[derive(Debug, Deserialize)]
pub(crate) struct Total {
    #[serde(deserialize_with = "decimal")]
    pub amount: f64,
    pub currency: String,
}

/// Bounds of a budget line.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(crate) struct Band {
    pub min: f64,
    pub max: f64,
}

impl Campaign {
    /// The goals with their weights.
    pub fn goals(&self) -> Vec<(String, f64)> {
        match &self.goal {
            Goal::One(goal) => vec![(goal.clone(), 1.0)],
            Goal::Weighted(goals) => goals.iter().map(|(goal, weight)| (goal.clone(), *weight)).collect(),
        }
    }

    /// The lines that the campaign has bands of its own for.
    pub fn banded(&self) -> impl Iterator<Item = &String> {
        self.budget.iter().flat_map(|budget| budget.bands.keys())
    }

    /// The campaign's own band of a line.
    pub fn band(&self, line: &str) -> Option<Band> {
        self.budget.as_ref()?.bands.get(line).copied()
    }

    /// The campaign's own shares of tiers; none where it leaves them to the pack.
    pub fn tier_mix(&self) -> BTreeMap<String, f64> {
        self.budget.as_ref().map(|budget| budget.tier_mix.clone()).unwrap_or_default()
    }

    /// The campaign's own cap.
    pub fn share_per_creator_max(&self) -> Option<f64> {
        self.budget.as_ref()?.share_per_creator_max
    }
}

/// An amount, which the host writes as a decimal text.
fn decimal<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
}
