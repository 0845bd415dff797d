//! What a campaign was worth, for people: targets, four dimensions, and every creator in a row.

use saring_app::report::{FigureReport, MetricReport, ScopeReport, ScorecardReport, Unit, Value};
use saring_model::CurrencyCode;
use saring_model::campaign::Verdict;

use super::Voice;
use super::explanation::{Page, faults, padded};
use super::grid;
use super::style::{self, bold, dim};
use super::summary::identity;
use crate::visible::visible;

/// Columns of a figure's title, of a target's, and of a value.
const TITLE_COLUMNS: usize = 46;
const TARGET_COLUMNS: usize = 34;
const VALUE_COLUMNS: usize = 30;
/// Metrics whose first figure is shown of each tier, platform and creator.
const PART_METRICS_MAX: usize = 5;

/// What a campaign was worth.
pub fn scorecard(voice: &Voice<'_>, report: &ScorecardReport) -> String {
    let mut page = Page::default();
    head(&mut page, voice, report);
    targets(&mut page, voice, report);
    for dimension in &report.dimensions {
        page.section(&visible(&dimension.title));
        for metric in &dimension.metrics {
            self::metric(&mut page, voice, report.campaign.currency, metric);
        }
    }
    let words = voice.words.scorecard;
    let name = |part: &ScopeReport| part.tier.as_deref().map(|tier| voice.title("tier", tier));
    parts(&mut page, voice, report, words.tiers, name);
    let name = |part: &ScopeReport| part.platform.map(|platform| voice.title("platform", platform.as_str()));
    parts(&mut page, voice, report, words.platforms, name);
    let name = |part: &ScopeReport| part.creator.as_ref().map(|creator| visible(creator.as_str()));
    parts(&mut page, voice, report, words.creators, name);
    faults(&mut page, voice, &report.faults);
    page.line(0, "");
    let what = (&report.engine, &report.pack);
    page.line(0, &identity(voice, words.measured_by, what, report.as_of, &report.inputs_digest));
    page.text
}

fn head(page: &mut Page, voice: &Voice<'_>, report: &ScorecardReport) {
    let (words, summary) = (voice.words.scorecard, &report.summary);
    let name = report.campaign.name.as_deref().unwrap_or(report.campaign.id.as_str());
    page.line(0, &bold(&visible(name)));
    let count = |count: usize| voice.count(count as u64);
    let known = summary.figures - summary.unknown;
    let facts = [
        format!("{} {}", count(summary.creators), voice.words.creators),
        format!("{} {}", count(summary.posts), words.posts),
        format!("{} {}", count(summary.events), words.events),
        format!("{} {} {} {}", count(known), voice.words.of, count(summary.figures), words.figures_known),
    ];
    page.line(0, &dim(&facts.join(" · ")));
}

fn targets(page: &mut Page, voice: &Voice<'_>, report: &ScorecardReport) {
    if report.targets.is_empty() {
        return;
    }
    let words = voice.words.scorecard;
    page.section(words.targets);
    for target in &report.targets {
        let (mark, word, verdict) = match target.reached {
            Some(true) => ("✓", words.reached, Verdict::Select),
            Some(false) => ("✗", words.missed, Verdict::Reject),
            None => ("?", words.unknown, Verdict::Review),
        };
        let unit = target.unit.unwrap_or_default();
        let number = |value: Option<Value>| value.map_or("–".to_owned(), |value| number(voice, value, unit, None));
        let title = voice.title("figure", target.figure.as_deref().unwrap_or(&target.metric));
        let numbers = format!("{} / {}", number(target.actual), number(target.target));
        let attained = target.attainment.map(|share| format!(" ({})", voice.share(share))).unwrap_or_default();
        let told = format!("{}{}{attained}", padded(&numbers, VALUE_COLUMNS), style::verdict(verdict, word));
        page.line(2, &format!("{} {}{told}", style::verdict(verdict, mark), padded(&title, TARGET_COLUMNS)));
    }
}

/// The figures of a metric for the campaign as a whole, and why.
fn metric(page: &mut Page, voice: &Voice<'_>, currency: Option<CurrencyCode>, metric: &MetricReport) {
    let Some(whole) = metric.results.iter().find(|part| is_whole(part)) else { return };
    page.line(2, &visible(&metric.title));
    for figure in &whole.figures {
        self::figure(page, voice, currency, figure);
    }
    if let Some(verdict) = &whole.verdict_title {
        page.line(4, &bold(&visible(verdict)));
    }
    for reason in &whole.reasons {
        page.wrapped(voice, 4, "•", &reason.text, dim);
    }
}

fn is_whole(part: &ScopeReport) -> bool {
    part.creator.is_none() && part.tier.is_none() && part.platform.is_none()
}

pub(super) fn figure(page: &mut Page, voice: &Voice<'_>, currency: Option<CurrencyCode>, figure: &FigureReport) {
    let words = voice.words.scorecard;
    let value = estimate(voice, figure, currency);
    // A long value begins before its column where it would not fit the page else.
    let room = usize::from(voice.width).saturating_sub(4 + value.chars().count());
    let title = padded(&visible(&figure.title), TITLE_COLUMNS.min(room));
    let planned = figure.planned.map(|planned| {
        let planned = number(voice, planned, figure.unit, currency);
        format!("{} {planned}", words.planned)
    });
    let why = figure.unknown.as_ref().map(|why| visible(&why.text));
    let beside: Vec<String> = [planned, why].into_iter().flatten().collect();
    let beside = beside.join(" · ");
    let before = 4 + TITLE_COLUMNS + VALUE_COLUMNS + 1;
    if beside.is_empty() || before + beside.chars().count() <= usize::from(voice.width) {
        page.line(4, &format!("{title}{} {}", padded(&value, VALUE_COLUMNS), dim(&beside)));
    } else {
        page.line(4, &format!("{title}{value}"));
        page.wrapped(voice, 6, "", &beside, dim);
    }
}

/// A value with its interval: `4.2% [3.9%–4.5%]`, `? [≥ 1,200]`.
pub(super) fn estimate(voice: &Voice<'_>, figure: &FigureReport, currency: Option<CurrencyCode>) -> String {
    let number = |value: Value| number(voice, value, figure.unit, currency);
    let plain = |value: Value| self::number(voice, value, figure.unit, None);
    let value = figure.value.map_or("?".to_owned(), number);
    match (figure.low, figure.high) {
        (Some(low), Some(high)) if low == high => value,
        (Some(low), Some(high)) => format!("{value} [{}–{}]", plain(low), plain(high)),
        (Some(low), None) => format!("{value} [≥ {}]", plain(low)),
        (None, Some(high)) => format!("{value} [≤ {}]", plain(high)),
        (None, None) => value,
    }
}

fn number(voice: &Voice<'_>, value: Value, unit: Unit, currency: Option<CurrencyCode>) -> String {
    let text = voice.number(value, unit);
    match currency.filter(|_| unit == Unit::Money) {
        Some(currency) => format!("{} {text}", currency.as_str()),
        None => text,
    }
}

/// A row for each part of one kind: the verdict where there is one, and the first figure of the first metrics that speak of
/// such parts.
fn parts(
    page: &mut Page,
    voice: &Voice<'_>,
    report: &ScorecardReport,
    title: &str,
    name: impl Fn(&ScopeReport) -> Option<String>,
) {
    let metrics = || report.dimensions.iter().flat_map(|dimension| &dimension.metrics);
    let speaks = |metric: &&MetricReport| {
        metric
            .results
            .iter()
            .any(|part| name(part).is_some() && part.figures.first().is_some_and(|one| one.value.is_some()))
    };
    let shown: Vec<&MetricReport> = metrics().filter(speaks).take(PART_METRICS_MAX).collect();
    let judging =
        metrics().find(|metric| metric.results.iter().any(|part| name(part).is_some() && part.verdict.is_some()));
    let mut names: Vec<String> = Vec::new();
    for part in metrics().flat_map(|metric| &metric.results) {
        names.extend(name(part).filter(|name| !names.contains(name)));
    }
    if names.is_empty() || shown.is_empty() {
        return;
    }
    let of = |metric: &MetricReport, wanted: &String| {
        metric.results.iter().find(|part| name(part).as_ref() == Some(wanted)).cloned()
    };
    let rows = names.iter().map(|wanted| {
        let verdict = judging.map(|metric| of(metric, wanted).and_then(|part| part.verdict_title).unwrap_or_default());
        let values = shown.iter().map(|metric| {
            let part = of(metric, wanted);
            let figure = part.as_ref().and_then(|part| part.figures.first());
            figure.map_or("–".to_owned(), |figure| {
                estimate(voice, &FigureReport { low: None, high: None, ..figure.clone() }, None)
            })
        });
        [wanted.clone()].into_iter().chain(verdict).chain(values).collect()
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let titles: Vec<String> = shown
        .iter()
        .filter_map(|metric| metric.results.first()?.figures.first())
        .map(|figure| figure.title.clone())
        .collect();
    let verdict = judging.map(|_| voice.words.verdict);
    let header: Vec<&str> = [""].into_iter().chain(verdict).chain(titles.iter().map(String::as_str)).collect();
    page.section(title);
    page.text.push_str(&grid::plain(&header, rows, voice.width));
}
