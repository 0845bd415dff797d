//! What a campaign was worth, told in full.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use saring_model::campaign;
use saring_model::creator::Platform;
use saring_model::results::Dimension;
use saring_model::{CurrencyCode, Id, Timestamp};
use saring_pack::{Better, Fault, Figure, Locale, Metric, MetricAnswer, Pack, Scope, Subject};
use saring_vocabulary::chronicle::{PostView, known_at};
use saring_vocabulary::results::Known;
use saring_vocabulary::results::cost::Costs;
use saring_vocabulary::statistics::share;

use super::check::evidence;
use super::reason::{fault, late, reason};
use super::{ENGINE, pack_identity};
use crate::digest;
use crate::known::LateFacts;
use crate::measure::{Measuring, Scorecard};
use crate::report::{
    DimensionReport, FaultReport, FigureReport, InvalidCreator, MeasuredCampaign, MeasuredCreator, MetricReport,
    RuleIdentity, SCHEMA_VERSION, ScopeReport, ScorecardReport, ScorecardSummary, SpentLine, TargetReport, Value,
};

/// The whole report on what a campaign was worth.
pub fn scorecard(
    measuring: &Measuring<'_>,
    lang: &str,
    scorecard: &Scorecard,
    invalid: Vec<InvalidCreator>,
) -> ScorecardReport {
    let pack = &measuring.pack.pack;
    let locale = pack.locale(lang);
    let dimensions: Vec<DimensionReport> =
        Dimension::ALL.into_iter().filter_map(|id| dimension(pack, locale, id, scorecard)).collect();
    let kpis = measuring.campaign.kpis.as_deref().unwrap_or_default();
    let targets: Vec<TargetReport> =
        kpis.iter().zip(&scorecard.targets).map(|(kpi, figure)| target(kpi, figure.as_ref())).collect();
    let faults = faults(measuring, scorecard);
    let creators = measuring.roster.iter().map(|subject| digest::creator(&subject.creator)).collect();
    let (campaign, plan, events) =
        (measuring.campaign, measuring.plan.map(|plan| &**plan), measuring.chronicle.events());
    ScorecardReport {
        schema_version: SCHEMA_VERSION,
        engine: ENGINE,
        pack: pack_identity(pack),
        campaign: MeasuredCampaign {
            id: campaign.id.clone(),
            name: campaign.name.as_ref().map(ToString::to_string),
            currency: currency(measuring),
        },
        as_of: measuring.as_of,
        lang: locale.language().to_owned(),
        inputs_digest: digest::running(campaign, creators, plan, events, None),
        summary: summary(measuring, scorecard, &targets),
        targets,
        lines: lines(measuring, locale),
        creators: self::creators(measuring, scorecard),
        dimensions,
        faults,
        invalid,
        rules: rules(pack),
    }
}

fn currency(measuring: &Measuring<'_>) -> Option<CurrencyCode> {
    let budget = measuring.campaign.budget.as_ref().map(|budget| budget.total.currency());
    budget.or_else(|| measuring.plan?.lines.first().map(|line| line.amount.currency()))
}

fn dimension(pack: &Pack, locale: &Locale, id: Dimension, scorecard: &Scorecard) -> Option<DimensionReport> {
    let of_dimension = pack.metrics.iter().zip(&scorecard.metrics).filter(|(metric, _)| metric.dimension == id);
    let metrics: Vec<MetricReport> = of_dimension.map(|(metric, answers)| told(locale, metric, answers)).collect();
    let title = locale.title(&format!("dimension.{}", id.as_str())).to_owned();
    (!metrics.is_empty()).then_some(DimensionReport { id, title, metrics })
}

fn told(locale: &Locale, metric: &Metric, answers: &[(Scope, Result<MetricAnswer, Fault>)]) -> MetricReport {
    let results = answers.iter().filter_map(|(scope, answer)| Some(measured(locale, scope, answer.as_ref().ok()?)));
    let title = locale.title(&format!("metric.{}", metric.id)).to_owned();
    MetricReport { id: metric.id.clone(), title, results: results.collect() }
}

/// What a metric says of one part of the campaign.
pub fn measured(locale: &Locale, scope: &Scope, answer: &MetricAnswer) -> ScopeReport {
    let Scope { creator, tier, platform } = scope.clone();
    let title = |verdict: &String| locale.title(&format!("verdict.{verdict}")).to_owned();
    ScopeReport {
        creator,
        tier,
        platform,
        figures: answer.figures.iter().map(|one| figure(locale, one)).collect(),
        verdict: answer.verdict.clone(),
        verdict_title: answer.verdict.as_ref().map(title),
        reasons: answer.reasons.iter().map(|one| reason(locale, one)).collect(),
        evidence: answer.evidence.iter().map(evidence).collect(),
    }
}

fn figure(locale: &Locale, figure: &Figure) -> FigureReport {
    let end = |end: f64| end.is_finite().then_some(Value(end));
    let quantity = &figure.quantity;
    FigureReport {
        id: quantity.name.clone(),
        title: locale.title(&format!("figure.{}", quantity.name)).to_owned(),
        value: quantity.value.map(Value),
        low: figure.interval.and_then(|(low, _)| end(low)),
        high: figure.interval.and_then(|(_, high)| end(high)),
        unit: quantity.unit,
        better: figure.better,
        planned: figure.planned.map(Value),
        sample: quantity.sample,
        unknown: figure.unknown.as_ref().map(|one| reason(locale, one)),
    }
}

/// The figures of the campaign as a whole.
fn whole(scorecard: &Scorecard) -> impl Iterator<Item = &Figure> {
    let answers = scorecard.metrics.iter().flatten();
    let whole = answers.filter(|(scope, _)| *scope == Scope::default());
    whole.filter_map(|(_, answer)| answer.as_ref().ok()).flat_map(|answer| &answer.figures)
}

/// What came of a target. Where a figure is not known exactly, its bounds may still tell.
fn target(kpi: &campaign::Kpi, figure: Option<&Figure>) -> TargetReport {
    let (target, actual) = (kpi.target.map(|target| target.get()), figure.and_then(|figure| figure.quantity.value));
    let is_cost = figure.is_some_and(|figure| figure.better == Some(Better::Lower));
    let attainment = target.zip(actual).and_then(|(target, actual)| {
        let (part, whole) = if is_cost { (target, actual) } else { (actual, target) };
        (whole > 0.0).then(|| part / whole)
    });
    let bounds = figure.filter(|_| actual.is_none()).and_then(|figure| figure.interval);
    let reached = target.and_then(|target| {
        let (low, high) = actual.map(|actual| (actual, actual)).or(bounds)?;
        let (is_reached, is_missed) =
            if is_cost { (high <= target, low > target) } else { (low >= target, high < target) };
        (is_reached || is_missed).then_some(is_reached)
    });
    let end = |end: f64| end.is_finite().then_some(Value(end));
    TargetReport {
        metric: kpi.metric.to_string(),
        figure: figure.map(|figure| figure.quantity.name.clone()),
        target: target.map(Value),
        actual: actual.map(Value),
        low: bounds.and_then(|(low, _)| end(low)),
        high: bounds.and_then(|(_, high)| end(high)),
        unit: figure.map(|figure| figure.quantity.unit),
        attainment: attainment.map(Value),
        reached,
    }
}

/// The plan's lines with what was spent on each, then lines that nobody planned. Payments are of the line of fees.
fn lines(measuring: &Measuring<'_>, locale: &Locale) -> Vec<SpentLine> {
    let view = measuring.chronicle.as_of(measuring.as_of);
    let known = Known { campaign: measuring.campaign, plan: measuring.plan.map(|plan| &**plan), view };
    let fees = measuring.pack.pack.plan.as_ref().map(|plan| plan.fees_line.value.as_str()).unwrap_or_default();
    let costs = Costs::of(&known);
    let planned = measuring.plan.iter().flat_map(|plan| plan.lines.iter());
    let planned: Vec<(&str, Option<f64>)> = planned.map(|line| (line.id.as_str(), known.major(line.amount))).collect();
    let unplanned = costs.lines(fees).into_iter().filter(|line| planned.iter().all(|(own, _)| own != line));
    let lines = planned.iter().copied().chain(unplanned.map(|line| (line, None)));
    let told = lines.map(|(line, planned)| {
        let spent = costs.of_line(line, fees);
        SpentLine {
            id: line.to_owned(),
            title: title(locale, line),
            planned: planned.map(Value),
            spent: spent.map(Value),
            share: planned.zip(spent).and_then(|(planned, spent)| share(spent, planned)).map(Value),
        }
    });
    told.collect()
}

/// What the pack calls a line, or its own words.
fn title(locale: &Locale, line: &str) -> String {
    let name = format!("line.{line}");
    let title = locale.title(&name);
    if title == name { line.replace(['-', '_'], " ") } else { title.to_owned() }
}

/// The creators of the campaign, with what is known of who they are and where they published.
fn creators(measuring: &Measuring<'_>, scorecard: &Scorecard) -> Vec<MeasuredCreator> {
    let known: BTreeMap<&Id, &Subject> =
        measuring.roster.iter().map(|subject| (&subject.creator.id, subject)).collect();
    let bookings = measuring.plan.iter().flat_map(|plan| plan.bookings.iter());
    let booked: BTreeMap<&Id, &str> =
        bookings.filter_map(|booking| Some((&booking.creator, booking.tier.as_ref()?.as_str()))).collect();
    let mut platforms: BTreeMap<&Id, BTreeSet<Platform>> = BTreeMap::new();
    for post in measuring.chronicle.as_of(measuring.as_of).posts().filter(PostView::is_of_campaign) {
        if let Some((creator, (_, what))) = post.creator().zip(post.published()) {
            platforms.entry(creator).or_default().insert(what.platform);
        }
    }
    let scopes = scorecard.scopes.iter().filter_map(|scope| scope.creator.as_ref());
    let told = scopes.map(|id| {
        let subject = known.get(id);
        let of_facts = || subject.and_then(|subject| subject.tier.clone());
        MeasuredCreator {
            id: id.clone(),
            name: subject.and_then(|subject| subject.creator.name.as_ref()).map(ToString::to_string),
            tier: booked.get(id).map(|tier| Arc::from(*tier)).or_else(of_facts),
            platforms: platforms.remove(id).unwrap_or_default().into_iter().collect(),
        }
    });
    told.collect()
}

fn summary(measuring: &Measuring<'_>, scorecard: &Scorecard, targets: &[TargetReport]) -> ScorecardSummary {
    let view = measuring.chronicle.as_of(measuring.as_of);
    let is_known = |at: Timestamp| at <= measuring.as_of;
    let events = measuring.chronicle.events().iter();
    let reached = |wanted: Option<bool>| targets.iter().filter(|target| target.reached == wanted).count();
    ScorecardSummary {
        events: events.filter(|event| is_known(known_at(event)) && is_known(event.at)).count(),
        posts: view.posts().filter(PostView::is_of_campaign).count(),
        creators: scorecard.scopes.iter().filter(|scope| scope.creator.is_some()).count(),
        figures: whole(scorecard).count(),
        unknown: whole(scorecard).filter(|figure| figure.quantity.value.is_none()).count(),
        targets_reached: reached(Some(true)),
        targets_missed: reached(Some(false)),
        targets_unknown: reached(None),
        faults: scorecard.metrics.iter().flatten().filter(|(_, answer)| answer.is_err()).count(),
    }
}

/// The first fault of each metric, and events that were not known yet.
fn faults(measuring: &Measuring<'_>, scorecard: &Scorecard) -> Vec<FaultReport> {
    let is_late = |at: Timestamp| at > measuring.as_of;
    let events = measuring.chronicle.events().iter();
    let entries = events.filter(|event| is_late(known_at(event)) || is_late(event.at)).count();
    let ahead = (entries > 0).then(|| LateFacts { pointer: "/timeline/events".to_owned(), entries });
    let rows = measuring.pack.pack.metrics.iter().zip(&scorecard.metrics);
    let of_rules = rows.filter_map(|(metric, answers)| {
        let error = answers.iter().find_map(|(_, answer)| answer.as_ref().err())?;
        Some(fault(&metric.rule.source.id, error))
    });
    ahead.iter().map(late).chain(of_rules).collect()
}

fn rules(pack: &Pack) -> Vec<RuleIdentity> {
    let metrics = pack.metrics.iter().map(|metric| RuleIdentity {
        id: metric.rule.source.id.clone(),
        run: metric.rule.run.value.clone(),
        digest: metric.rule.digest.clone(),
    });
    metrics.collect()
}
