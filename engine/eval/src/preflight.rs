//! Whether a campaign is ready: every check of the campaign itself, asked once.

use std::sync::Arc;

use saring_model::Id;
use saring_model::campaign::Verdict;
use saring_model::timeline::Timeline;
use saring_pack::rule::{Fault, Question};
use saring_pack::{Answer, CampaignAsk, CheckAnswer, Chosen};

use crate::ask;
use crate::context::Context;
use crate::decide::Decided;
use crate::known::LateFacts;
use crate::score::part_points;

/// The answers of a campaign's checks, by group and check in the pack's order.
#[derive(Debug, Clone)]
pub struct Preflight {
    /// The answers.
    pub answers: Vec<Vec<Result<CheckAnswer, Fault>>>,
    /// Events that were left out because they are later than the moment of the decision.
    pub late: Option<LateFacts>,
}

/// Asks every check of the campaign.
pub fn preflight(
    context: &Context<'_>,
    selection: Option<&Arc<[Chosen]>>,
    timeline: Option<&Arc<Timeline>>,
) -> Preflight {
    let as_of = context.setting.as_of;
    let ask = CampaignAsk { campaign: context.campaign, selection, timeline, as_of };
    let answer = |answer: Answer| match answer {
        Answer::Check(answer) => Ok(*answer),
        _ => Err(Fault::BadAnswer { violations: vec!["another answer than a check's".to_owned()] }),
    };
    let groups = context.setting.pack.preflight.iter();
    let answers = groups
        .map(|rules| {
            let asked = rules.iter().map(|rule| ask::of_campaign(&**rule, Question::Preflight(ask)));
            asked.map(|given| given.and_then(answer)).collect()
        })
        .collect();
    let is_late = |at: saring_model::Timestamp| at > as_of;
    let entries = timeline.map_or(0, |timeline| {
        timeline.events.iter().filter(|event| is_late(event.at) || event.received_at.is_some_and(is_late)).count()
    });
    let late = (entries > 0).then(|| LateFacts { pointer: "/timeline/events".to_owned(), entries });
    Preflight { answers, late }
}

/// The chosen of a ranking, best first: those that are named; where none are, those that are selected and those that
/// the campaign requires.
pub fn selection(context: &Context<'_>, ranking: &[Decided], named: Option<&[Id]>) -> Arc<[Chosen]> {
    let required = context.campaign.required.as_deref().unwrap_or_default();
    let is_chosen = |decided: &&Decided| {
        let id = &decided.layered.checked.classified.subject.creator.id;
        match named {
            Some(named) => named.contains(id),
            None => decided.verdict() == Verdict::Select || required.contains(id),
        }
    };
    ranking.iter().filter(is_chosen).map(|decided| chosen(context, decided)).collect()
}

/// A decided creator, with what rules about the campaign may know: the score and status of each check, and the points of
/// each part as `check#part`.
fn chosen(context: &Context<'_>, decided: &Decided) -> Chosen {
    let layers = &context.setting.pack.pack.layers;
    let subject = decided.layered.checked.classified.subject.clone();
    let mut chosen = Chosen { subject, scores: Default::default(), statuses: Default::default() };
    let told = decided.layered.layers.iter().zip(&decided.layered.checked.answers);
    for (layer, (scored, answers)) in layers.iter().zip(told) {
        for (check, (score, answer)) in layer.checks.iter().zip(scored.checks.iter().zip(answers)) {
            chosen.statuses.insert(check.id.clone(), score.status);
            chosen.scores.extend(score.score.map(|score| (check.id.clone(), score)));
            let parts = answer.as_ref().map(|answer| answer.parts.as_slice()).unwrap_or_default();
            let points =
                parts.iter().filter_map(|part| Some((format!("{}#{}", check.id, part.id), part_points(part)?)));
            chosen.scores.extend(points);
        }
    }
    chosen
}
