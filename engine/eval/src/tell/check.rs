//! One check of one creator, told in full.

use saring_pack::answer::{Curve, Evidence, Part, Penalty, Quantity};
use saring_pack::rule::Fault;
use saring_pack::{Check, CheckAnswer, Locale};

use super::reason::{paths, reason};
use crate::next_data::missing;
use crate::recourse::recourse;
use crate::report::{
    CapReport, CheckReport, CurveKind, CurveReport, EvidenceReport, PartReport, PenaltyReport, Points, QuantityReport,
    Value, Waterfall,
};
use crate::score::{CheckScore, Cuts, part_points};

/// A check with its answer. `share` is the check's part of the creator's score, 0 to 1.
pub(super) fn check(
    locale: &Locale,
    check: &Check,
    answer: &Result<CheckAnswer, Fault>,
    score: &CheckScore,
    cuts: Cuts,
    share: f64,
) -> CheckReport {
    let empty = CheckAnswer::default();
    let answer = answer.as_ref().unwrap_or(&empty);
    CheckReport {
        id: check.id.clone(),
        status: score.status,
        score: score.score.map(Points),
        low: Points(score.low),
        high: Points(score.high),
        confidence: Value(score.confidence),
        weight: Value(check.weight.value),
        points: waterfall(score.score, share),
        veto: answer.veto.as_ref().map(|veto| reason(locale, veto)),
        reasons: answer.reasons.iter().map(|given| reason(locale, given)).collect(),
        parts: answer.parts.iter().map(part).collect(),
        penalties: answer.penalties.iter().map(penalty).collect(),
        caps: answer.caps.iter().map(|cap| CapReport { id: cap.id.clone(), at: Points(cap.at) }).collect(),
        evidence: answer.evidence.iter().map(evidence).collect(),
        missing: paths(missing(answer)),
        flags: answer.flags.clone(),
        log: answer.log.clone(),
        recourse: recourse(answer, score, cuts),
    }
}

/// Points of a score that has `share` of the whole, 0 to 1; nothing where it is unknown.
pub(super) fn waterfall(score: Option<f64>, share: f64) -> Waterfall {
    let Some(score) = score else { return Waterfall::default() };
    let (possible, earned) = (100.0 * share, score * share);
    Waterfall { possible: Points(possible), earned: Points(earned), lost: Points(possible - earned) }
}

fn part(part: &Part) -> PartReport {
    PartReport {
        id: part.id.clone(),
        quantity: quantity(&part.quantity),
        curve: curve(&part.curve),
        points: part_points(part).map(Points),
        weight: Value(part.weight),
        row: part.row.clone(),
    }
}

fn penalty(penalty: &Penalty) -> PenaltyReport {
    PenaltyReport { id: penalty.id.clone(), points: Points(penalty.points), quantity: quantity(&penalty.quantity) }
}

/// Something that was looked at.
pub fn evidence(evidence: &Evidence) -> EvidenceReport {
    EvidenceReport {
        quantity: quantity(&evidence.quantity),
        bound: evidence.bound.map(Value),
        row: evidence.row.clone(),
    }
}

fn quantity(quantity: &Quantity) -> QuantityReport {
    QuantityReport {
        name: quantity.name.clone(),
        value: quantity.value.map(Value),
        unit: quantity.unit,
        fields: paths(quantity.fields),
        sample: quantity.sample,
        actor: quantity.actor,
    }
}

fn curve(curve: &Curve) -> CurveReport {
    let knots = |knots: &[(f64, f64)]| knots.iter().map(|&(value, points)| (Value(value), Points(points))).collect();
    match curve {
        Curve::Ramp { from, to } => CurveReport { kind: CurveKind::Ramp, knots: knots(&[(*from, 0.0), (*to, 100.0)]) },
        Curve::Table(points) => CurveReport { kind: CurveKind::Table, knots: knots(points) },
        Curve::Step(points) => CurveReport { kind: CurveKind::Step, knots: knots(points) },
        Curve::Opaque(_) => CurveReport { kind: CurveKind::Opaque, knots: Vec::new() },
    }
}
