//! The verdict on a creator, with its reasons.

use saring_model::campaign::Verdict;
use saring_pack::answer::{Arg, Unit};
use saring_pack::{Pack, Reason};

use crate::check::Checked;
use crate::composite::Composite;
use crate::context::Context;
use crate::layer::LayerScore;
use crate::report::GateOutcome;

/// A reason for a verdict, with the layer that gave it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ground {
    /// The verdict that it asks for.
    pub verdict: Verdict,
    /// The layer; none where no layer is concerned.
    pub layer: Option<usize>,
    /// Its code and arguments.
    pub reason: Reason,
}

impl Ground {
    fn new(verdict: Verdict, layer: Option<usize>, code: &str, args: Vec<(&str, Arg)>) -> Self {
        let args = args.into_iter().map(|(name, arg)| (name.to_owned(), arg)).collect();
        Self { verdict, layer, reason: Reason { code: code.to_owned(), args } }
    }
}

/// All grounds, the gravest first. The verdict is that of the gravest; without any, the creator is selected.
pub(crate) fn grounds(
    context: &Context<'_>,
    checked: &Checked,
    layers: &[LayerScore],
    composite: &Composite,
) -> Vec<Ground> {
    let pack = &context.setting.pack.pack;
    let mut grounds = vetoes(checked);
    grounds.extend(campaign_grounds(context, checked));
    grounds.extend(tier_ground(pack, checked));
    for (index, layer) in layers.iter().enumerate() {
        grounds.extend(gate_ground(pack, checked, index, layer));
    }
    grounds.extend(coverage_ground(pack, composite));
    // A stable sort: among equals, what is known comes before what is not.
    grounds.sort_by_key(|ground| std::cmp::Reverse(ground.verdict));
    grounds
}

fn text(text: &str) -> Arg {
    Arg::Text(text.to_owned())
}

fn vetoes(checked: &Checked) -> Vec<Ground> {
    let mut grounds = Vec::new();
    for (index, answers) in checked.answers.iter().enumerate() {
        for answer in answers.iter().flatten() {
            if let Some(reason) = &answer.veto {
                grounds.push(Ground { verdict: Verdict::Reject, layer: Some(index), reason: reason.clone() });
            }
        }
    }
    grounds
}

fn gate_ground(pack: &Pack, checked: &Checked, index: usize, score: &LayerScore) -> Option<Ground> {
    let layer = pack.layers.get(index)?;
    let gate = layer.gate.as_ref()?;
    let (outcome, verdict) = score.gate?;
    let name = ("layer", text(&layer.id));
    match (outcome, score.score) {
        (GateOutcome::Passed, _) => None,
        (GateOutcome::Failed, points) => {
            let points = ("score", Arg::Number(points.unwrap_or_default(), Unit::Points));
            let asked = ("min", Arg::Number(gate.min_score.value, Unit::Points));
            Some(Ground::new(verdict, Some(index), "verdict.gate-failed", vec![name, points, asked]))
        }
        (GateOutcome::Unknown, _) => {
            let faulted = checked.answers.get(index)?.iter().any(Result::is_err);
            let code = if faulted { "verdict.gate-fault" } else { "verdict.gate-unknown" };
            (verdict > Verdict::Select).then(|| Ground::new(verdict, Some(index), code, vec![name]))
        }
    }
}

fn campaign_grounds(context: &Context<'_>, checked: &Checked) -> Vec<Ground> {
    let classified = &checked.classified;
    let id = &classified.subject.creator.id;
    let mut grounds = Vec::new();
    if context.campaign.forbidden.as_deref().unwrap_or_default().contains(id) {
        grounds.push(Ground::new(Verdict::Reject, None, "verdict.forbidden", Vec::new()));
    }
    if !classified.on_platform {
        grounds.push(Ground::new(Verdict::Review, None, "verdict.no-account", Vec::new()));
    }
    grounds
}

/// A pack may let creators without a tier pass; a faulted tier rule is never a silent pass.
fn tier_ground(pack: &Pack, checked: &Checked) -> Option<Ground> {
    let ground = match &checked.classified.tier {
        Ok(tier) if tier.tier.is_some() => return None,
        Ok(tier) => Ground { verdict: pack.policy.on_no_tier.value, layer: None, reason: tier.reason.clone() },
        Err(_) => Ground::new(Verdict::Review, None, "verdict.tier-fault", Vec::new()),
    };
    (ground.verdict > Verdict::Select).then_some(ground)
}

fn coverage_ground(pack: &Pack, composite: &Composite) -> Option<Ground> {
    let wanted = pack.policy.select_coverage_min.value;
    let args = || {
        let coverage = ("coverage", Arg::Number(composite.coverage, Unit::Fraction));
        vec![coverage, ("min", Arg::Number(wanted, Unit::Fraction))]
    };
    (composite.coverage < wanted).then(|| Ground::new(Verdict::Review, None, "verdict.thin-data", args()))
}
