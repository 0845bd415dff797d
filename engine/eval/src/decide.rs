//! The third stage: from answers to layers, a score and a verdict. No rule is asked here.

use saring_model::campaign::Verdict;

use crate::check::Checked;
use crate::composite::{Composite, composite};
use crate::context::{Context, Setting};
use crate::layer::{LayerScore, layer_score};
use crate::score::Cuts;
use crate::verdict::{Ground, grounds};

/// A creator with its layers scored. An audit ends here: without a goal there is nothing to sum them up for.
#[derive(Debug, Clone)]
pub struct Layered {
    /// The answers that the layers rest on.
    pub checked: Checked,
    pub(crate) layers: Vec<LayerScore>,
}

/// A creator with everything decided but the rank.
#[derive(Debug, Clone)]
pub struct Decided {
    /// The layers that the decision rests on.
    pub layered: Layered,
    pub(crate) composite: Composite,
    pub(crate) grounds: Vec<Ground>,
}

impl Decided {
    /// What to do with the creator.
    pub fn verdict(&self) -> Verdict {
        self.grounds.first().map_or(Verdict::Select, |ground| ground.verdict)
    }

    /// The creator's score over what is known, 0 to 100.
    pub fn score(&self) -> Option<f64> {
        self.composite.score
    }

    /// The scores between which the unknown leaves the creator, 0 to 100.
    pub fn interval(&self) -> (f64, f64) {
        (self.composite.low, self.composite.high)
    }
}

/// Scores the layers of one creator: a pure function of the answers and the pack's weights.
pub fn layered(setting: &Setting<'_>, checked: Checked) -> Layered {
    let pack = &setting.pack.pack;
    let cuts = Cuts::of(&pack.policy);
    let rows = pack.layers.iter().zip(&checked.answers);
    let layers: Vec<LayerScore> = rows.map(|(layer, answers)| layer_score(layer, answers, cuts)).collect();
    Layered { checked, layers }
}

/// Decides one creator: a pure function of the answers, the pack's weights and the campaign's goal.
pub fn decide(context: &Context<'_>, checked: Checked) -> Decided {
    let layered = layered(&context.setting, checked);
    let composite = composite(&context.weights, &layered.layers);
    let grounds = grounds(context, &layered.checked, &layered.layers, &composite);
    Decided { layered, composite, grounds }
}
