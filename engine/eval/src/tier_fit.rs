//! How well a creator meets what its tier is chosen by.

use saring_pack::{Criterion, Layer};

use crate::context::Setting;
use crate::decide::Layered;
use crate::score::{Weighted, part_points};

/// A creator held against the criteria of its tier.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TierFit<'p> {
    /// Weighted mean over the known criteria, 0 to 100; none where too little of their weight is known.
    pub score: Option<f64>,
    /// Known weight by all weight, 0 to 1.
    pub coverage: f64,
    /// Each criterion with its points, 0 to 100; none where they are unknown.
    pub criteria: Vec<(&'p Criterion, Option<f64>)>,
}

/// Holds a creator against its tier; none where it has no tier, or the tier names nothing to choose by.
///
/// It stands beside the score and changes no verdict: layers say whether a creator is good, criteria whether it is good
/// at what creators of its size are chosen for.
pub(crate) fn tier_fit<'p>(setting: &Setting<'p>, layered: &Layered) -> Option<TierFit<'p>> {
    let pack = &setting.pack.pack;
    let tier = layered.checked.classified.subject.tier.as_deref().and_then(|id| pack.tier(id))?;
    let (mut known, mut all) = (Weighted::default(), 0.0);
    let mut criteria = Vec::with_capacity(tier.criteria.len());
    for criterion in &tier.criteria {
        let points = points(&pack.layers, layered, criterion);
        all += criterion.weight;
        if let Some(points) = points {
            known.add(criterion.weight, points);
        }
        criteria.push((criterion, points));
    }
    let coverage = if all > 0.0 { known.weight / all } else { return None };
    let score = known.mean().filter(|_| coverage >= pack.policy.coverage_min.value);
    Some(TierFit { score, coverage, criteria })
}

/// The score of a criterion's check, or the points of its part.
fn points(layers: &[Layer], layered: &Layered, criterion: &Criterion) -> Option<f64> {
    let places = layers.iter().enumerate();
    let (layer, check) = places
        .flat_map(|(index, layer)| layer.checks.iter().enumerate().map(move |(at, check)| (index, at, check)))
        .find(|(_, _, check)| check.id == criterion.check)
        .map(|(layer, at, _)| (layer, at))?;
    let score = layered.layers.get(layer)?.checks.get(check)?;
    let Some(part) = &criterion.part else { return score.score };
    let answer = layered.checked.answers.get(layer)?.get(check)?.as_ref().ok()?;
    answer.parts.iter().find(|known| known.id == *part).and_then(part_points)
}
