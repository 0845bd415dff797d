//! What a campaign was worth, told in full.

use saring_model::campaign;
use saring_model::results::Dimension;
use saring_model::{CurrencyCode, Timestamp};
use saring_pack::{Better, Fault, Figure, Locale, Metric, MetricAnswer, Pack, Scope};
use saring_vocabulary::chronicle::known_at;
use saring_vocabulary::results::kpis::Kpi;

use super::check::evidence;
use super::reason::{fault, late, reason};
use super::{ENGINE, pack_identity};
use crate::digest;
use crate::known::LateFacts;
use crate::measure::{Measuring, Scorecard};
use crate::report::{
    DimensionReport, FaultReport, FigureReport, InvalidCreator, MeasuredCampaign, MetricReport, RuleIdentity,
    SCHEMA_VERSION, ScopeReport, ScorecardReport, ScorecardSummary, TargetReport, Value,
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
    let targets: Vec<TargetReport> = kpis.iter().map(|kpi| target(kpi, scorecard)).collect();
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
    let results = answers.iter().filter_map(|(scope, answer)| Some(self::scope(locale, scope, answer.as_ref().ok()?)));
    let title = locale.title(&format!("metric.{}", metric.id)).to_owned();
    MetricReport { id: metric.id.clone(), title, results: results.collect() }
}

fn scope(locale: &Locale, scope: &Scope, answer: &MetricAnswer) -> ScopeReport {
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

/// What came of a target: the figure of that name, whatever it is joined by, or one that means the same.
fn target(kpi: &campaign::Kpi, scorecard: &Scorecard) -> TargetReport {
    let plain = |name: &str| name.to_lowercase().replace(['_', ' '], "-");
    let wanted = plain(kpi.metric.as_str());
    let figure = whole(scorecard).find(|figure| plain(&figure.quantity.name) == wanted);
    let meant = Kpi::named(&wanted);
    let same = |figure: &&Figure| meant.is_some() && Kpi::named(&figure.quantity.name) == meant;
    let figure = figure.or_else(|| whole(scorecard).find(same));
    let (target, actual) = (kpi.target.map(|target| target.get()), figure.and_then(|figure| figure.quantity.value));
    let is_cost = figure.is_some_and(|figure| figure.better == Some(Better::Lower));
    let attainment = target.zip(actual).and_then(|(target, actual)| {
        let (part, whole) = if is_cost { (target, actual) } else { (actual, target) };
        (whole > 0.0).then(|| part / whole)
    });
    let reached = target.zip(actual).map(|(target, actual)| if is_cost { actual <= target } else { actual >= target });
    TargetReport {
        metric: kpi.metric.to_string(),
        figure: figure.map(|figure| figure.quantity.name.clone()),
        target: target.map(Value),
        actual: actual.map(Value),
        unit: figure.map(|figure| figure.quantity.unit),
        attainment: attainment.map(Value),
        reached,
    }
}

fn summary(measuring: &Measuring<'_>, scorecard: &Scorecard, targets: &[TargetReport]) -> ScorecardSummary {
    let view = measuring.chronicle.as_of(measuring.as_of);
    let is_known = |at: Timestamp| at <= measuring.as_of;
    let events = measuring.chronicle.events().iter();
    let reached = |wanted: Option<bool>| targets.iter().filter(|target| target.reached == wanted).count();
    ScorecardSummary {
        events: events.filter(|event| is_known(known_at(event)) && is_known(event.at)).count(),
        posts: view.posts().count(),
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
