//! The third stage: from answers to layers, a score and a verdict. No rule is asked here.

use std::sync::Arc;

use saring_model::campaign::Verdict;
use saring_pack::{Pack, Reason};

use crate::check::Checked;
use crate::composite::{Composite, composite};
use crate::context::{Context, Setting};
use crate::layer::{LayerScore, layer_score};
use crate::report::GateOutcome;
use crate::score::Cuts;
use crate::verdict::{Ground, grounds};

/// A creator with its layers scored. An audit ends here: without a goal there is nothing to sum them up for.
#[derive(Debug, Clone)]
pub struct Layered {
    /// The answers that the layers rest on.
    pub checked: Checked,
    pub(crate) layers: Vec<LayerScore>,
}

impl Layered {
    /// The layers whose gate the creator fails, by its score or by a finding that nothing makes up for. A gate of which
    /// there is no telling is not failed.
    pub fn failed_gates(&self, pack: &Pack) -> Vec<Arc<str>> {
        let rows = pack.layers.iter().zip(&self.layers).zip(&self.checked.answers);
        let failed = rows.filter(|((layer, score), answers)| {
            let is_refused = answers.iter().flatten().any(|answer| answer.veto.is_some());
            let is_below = score.gate.is_some_and(|(outcome, _)| outcome == GateOutcome::Failed);
            layer.gate.is_some() && (is_below || is_refused)
        });
        failed.map(|((layer, _), _)| Arc::from(layer.id.as_str())).collect()
    }
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

    /// Why, the gravest reason; none for a creator who is selected without any.
    pub fn reason(&self) -> Option<&Reason> {
        self.grounds.first().map(|ground| &ground.reason)
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
