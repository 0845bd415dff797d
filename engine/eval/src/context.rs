//! What every stage of one evaluation has in common.

use std::collections::BTreeMap;
use std::sync::Arc;

use saring_model::campaign::Goal;
use saring_model::{Campaign, Timestamp};
use saring_pack::{CompiledPack, Pack};

/// A pack and a moment, with a campaign or without: what rules are asked by.
///
/// Without a campaign it is that of an audit: of what is knowable of creators whatever the campaign.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The rules.
    pub pack: &'a CompiledPack,
    /// The campaign; none in an audit.
    pub campaign: Option<&'a Arc<Campaign>>,
    /// The moment of the decision.
    pub as_of: Timestamp,
}

/// A setting with a campaign and what its goal weighs: together with the creators, all that a decision depends on.
#[derive(Clone)]
pub struct Context<'a> {
    /// What rules are asked by.
    pub setting: Setting<'a>,
    /// The campaign, which is that of the setting.
    pub campaign: &'a Arc<Campaign>,
    /// Weight of each layer of the pack, in the pack's order; they sum to 1.
    pub weights: Vec<f64>,
}

/// A goal that the pack does not know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the pack has no goal `{goal}`")]
pub struct UnknownGoal {
    /// The goal asked for.
    pub goal: String,
    /// The pack's goals.
    pub known: Vec<String>,
}

impl<'a> Context<'a> {
    /// The context, or an error where the pack does not know the campaign's goal.
    pub fn new(pack: &'a CompiledPack, campaign: &'a Arc<Campaign>, as_of: Timestamp) -> Result<Self, UnknownGoal> {
        let weights = layer_weights(&pack.pack, &campaign.goal)?;
        Ok(Self { setting: Setting { pack, campaign: Some(campaign), as_of }, campaign, weights })
    }
}

/// Weights of the layers for a goal, or for the mix of several.
fn layer_weights(pack: &Pack, goal: &Goal) -> Result<Vec<f64>, UnknownGoal> {
    let mix: Vec<(&str, f64)> = match goal {
        Goal::One(goal) => vec![(goal.as_str(), 1.0)],
        Goal::Weighted(goals) => goals.iter().map(|(goal, weight)| (goal.as_str(), weight)).collect(),
    };
    let mut by_layer: BTreeMap<&str, f64> = BTreeMap::new();
    for (goal, share) in mix {
        let known = || pack.goals.keys().cloned().collect();
        let goal = pack.goals.get(goal).ok_or_else(|| UnknownGoal { goal: goal.to_owned(), known: known() })?;
        for (layer, weight) in &goal.weights {
            *by_layer.entry(layer).or_default() += share * weight.value;
        }
    }
    let weights: Vec<f64> =
        pack.layers.iter().map(|layer| by_layer.get(&*layer.id).copied().unwrap_or_default()).collect();
    let sum: f64 = weights.iter().sum();
    Ok(weights.iter().map(|weight| if sum > 0.0 { weight / sum } else { 0.0 }).collect())
}
