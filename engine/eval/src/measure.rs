//! What a campaign was worth: every metric, asked of the campaign as a whole and of its tiers, platforms and creators.

mod targets;

use std::collections::BTreeSet;
use std::sync::Arc;

use saring_model::plan::Plan;
use saring_model::{Campaign, Id, Platform, Timestamp};
use saring_pack::{
    Answer, CompiledPack, Fault, Figure, Metric, MetricAnswer, MetricAsk, MetricScope, Question, Rule, Scope, Subject,
};
use saring_vocabulary::chronicle::{Chronicle, PostView, View};

use crate::ask;

/// A campaign that ran, or runs, with what is known of it.
#[derive(Clone, Copy)]
pub struct Measuring<'a> {
    /// The rules.
    pub pack: &'a CompiledPack,
    /// The campaign.
    pub campaign: &'a Arc<Campaign>,
    /// What was planned; none where there is no plan.
    pub plan: Option<&'a Arc<Plan>>,
    /// The creators of the campaign, as far as their facts were given.
    pub roster: &'a Arc<[Subject]>,
    /// What happened.
    pub chronicle: &'a Arc<Chronicle>,
    /// The moment of the measurement.
    pub as_of: Timestamp,
}

/// What came of a campaign.
#[derive(Debug, Clone, PartialEq)]
pub struct Scorecard {
    /// The parts of the campaign, all of it first, then tiers, platforms and creators.
    pub scopes: Vec<Scope>,
    /// The metrics in the pack's order, each with its answer for every scope that it is asked of.
    pub metrics: Vec<Answers>,
    /// Of each of the campaign's KPIs the figure that answers to it, by what was told in its window; none where none does.
    pub targets: Vec<Option<Figure>>,
}

/// Asks every metric.
pub fn measure(measuring: &Measuring<'_>) -> Scorecard {
    let scopes = scopes(measuring);
    let rules = measuring.pack.pack.metrics.iter().zip(&measuring.pack.metrics);
    let metrics = rules.map(|(metric, rule)| {
        let asked: Vec<Scope> = scopes.iter().filter(|scope| is_asked(metric, scope)).cloned().collect();
        let answers = ask(measuring, &**rule, &asked);
        asked.into_iter().zip(answers).collect()
    });
    let metrics: Vec<Answers> = metrics.collect();
    let targets = targets::targets(measuring, &metrics);
    Scorecard { scopes, metrics, targets }
}

/// What a metric says of each part that it is asked of.
type Answers = Vec<(Scope, Result<MetricAnswer, Fault>)>;

fn ask(measuring: &Measuring<'_>, rule: &dyn Rule, scopes: &[Scope]) -> Vec<Result<MetricAnswer, Fault>> {
    let Measuring { campaign, plan, roster, chronicle, as_of, .. } = *measuring;
    let ask = |scopes| Question::Metric(MetricAsk { campaign, plan, chronicle, roster, scopes, as_of });
    ask::of_each(rule, scopes, ask).into_iter().map(|answer| answer.and_then(of_metric)).collect()
}

fn of_metric(answer: Answer) -> Result<MetricAnswer, Fault> {
    match answer {
        Answer::Metric(answer) => Ok(*answer),
        _ => Err(Fault::BadAnswer { violations: vec!["another answer than a metric's".to_owned()] }),
    }
}

/// Which part of a campaign a scope is; none for all of it.
pub fn part(scope: &Scope) -> Option<MetricScope> {
    let Scope { creator, tier, platform } = scope;
    let creator = creator.as_ref().map(|_| MetricScope::Creator);
    creator.or(tier.as_ref().map(|_| MetricScope::Tier)).or(platform.map(|_| MetricScope::Platform))
}

fn is_asked(metric: &Metric, scope: &Scope) -> bool {
    part(scope).is_none_or(|part| metric.scopes.contains(&part))
}

/// The parts of a campaign, all of it first: its creators, with their tiers and platforms.
pub fn scopes(measuring: &Measuring<'_>) -> Vec<Scope> {
    let view = measuring.chronicle.as_of(measuring.as_of);
    let creators = creators(measuring);
    let tiers = tiers(measuring, &creators);
    let platforms = platforms(measuring, view);
    let all = [Scope::default()];
    let tiers = tiers.into_iter().map(|tier| Scope { tier: Some(tier), ..Scope::default() });
    let platforms = platforms.into_iter().map(|platform| Scope { platform: Some(platform), ..Scope::default() });
    let creators = creators.into_iter().map(|creator| Scope { creator: Some(creator), ..Scope::default() });
    all.into_iter().chain(tiers).chain(platforms).chain(creators).collect()
}

/// Everybody who was booked, published for the campaign, was paid or has a link or code.
pub fn creators(measuring: &Measuring<'_>) -> BTreeSet<Id> {
    let view = measuring.chronicle.as_of(measuring.as_of);
    let booked =
        measuring.plan.into_iter().flat_map(|plan| plan.bookings.iter()).map(|booking| booking.creator.clone());
    let posted = view.posts().filter(PostView::is_of_campaign).filter_map(|post| post.creator().cloned());
    let paid = view.payments(view.ever()).filter_map(|seen| seen.event.creator.clone());
    let linked = measuring.campaign.links.as_deref().unwrap_or_default().iter().map(|link| link.creator.clone());
    booked.chain(posted).chain(paid).chain(linked).collect()
}

/// The tiers of the creators, smallest first: as booked, else as they are.
fn tiers(measuring: &Measuring<'_>, creators: &BTreeSet<Id>) -> Vec<Arc<str>> {
    let booked = measuring.plan.into_iter().flat_map(|plan| plan.bookings.iter());
    let booked = booked.filter_map(|booking| booking.tier.as_ref()).map(|tier| tier.as_str());
    let known = measuring.roster.iter().filter(|subject| creators.contains(&subject.creator.id));
    let named: BTreeSet<&str> = booked.chain(known.filter_map(|subject| subject.tier.as_deref())).collect();
    let tiers = measuring.pack.pack.tiers.iter().map(|tier| tier.id.clone());
    tiers.filter(|tier| named.contains(&**tier)).collect()
}

fn platforms(measuring: &Measuring<'_>, view: View<'_>) -> BTreeSet<Platform> {
    let booked = measuring.plan.into_iter().flat_map(|plan| plan.bookings.iter());
    let booked = booked.flat_map(|booking| booking.deliverables.iter()).map(|deliverable| deliverable.platform);
    let posts = view.posts().filter(PostView::is_of_campaign);
    booked.chain(posts.filter_map(|post| post.published().map(|(_, what)| what.platform))).collect()
}
