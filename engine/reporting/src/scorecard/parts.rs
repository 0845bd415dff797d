//! Tiers, platforms and creators side by side.

use saring_eval::report::{FigureReport, MetricReport, ScopeReport, ScorecardReport};
use saring_pack::Unit;

use super::figure_cell;
use crate::document::{Block, Cell, Column, Section, Table};
use crate::limits::PART_FIGURES_MAX;
use crate::voice::{Telling, Voice};

/// A section per kind of part that any metric speaks of.
pub(super) fn sections(voice: &Voice<'_>, telling: &Telling<'_>, report: &ScorecardReport) -> Vec<Section> {
    let any = |_: &FigureReport| true;
    // What a creator costs can be told from a cost per result too, and from a return on it.
    let not_of_money = |figure: &FigureReport| !matches!(figure.unit, Unit::Money | Unit::Ratio);
    let tier = |part: &ScopeReport| part.tier.as_deref().map(|tier| voice.title("tier", tier));
    let platform = |part: &ScopeReport| part.platform.map(|platform| voice.title("platform", platform.as_str()));
    let creator = |part: &ScopeReport| part.creator.as_ref().map(ToString::to_string);
    let is_internal = telling.edition.is_internal();
    vec![
        Section::new(voice.word("section.by-tier"), table(voice, report, tier, any, false)),
        Section::new(voice.word("section.by-platform"), table(voice, report, platform, any, false)),
        match is_internal {
            true => Section::new(voice.word("section.by-creator"), table(voice, report, creator, any, true)),
            false => Section::new(voice.word("section.by-creator"), table(voice, report, creator, not_of_money, false)),
        },
    ]
}

/// A row per part, with the first figure of each metric that knows any of them.
fn table(
    voice: &Voice<'_>,
    report: &ScorecardReport,
    name: impl Fn(&ScopeReport) -> Option<String>,
    may_show: impl Fn(&FigureReport) -> bool,
    with_verdict: bool,
) -> Vec<Block> {
    let metrics = || report.dimensions.iter().flat_map(|dimension| &dimension.metrics);
    let first = |metric: &MetricReport| {
        let parts = metric.results.iter().filter(|part| name(part).is_some());
        let known = parts.filter_map(|part| part.figures.first()).find(|figure| figure.value.is_some());
        known.filter(|figure| may_show(figure)).map(|figure| figure.title.clone())
    };
    let shown: Vec<(&MetricReport, String)> =
        metrics().filter_map(|metric| Some((metric, first(metric)?))).take(PART_FIGURES_MAX).collect();
    let judging = metrics().find(|metric| {
        with_verdict && metric.results.iter().any(|part| name(part).is_some() && part.verdict_title.is_some())
    });
    let mut names: Vec<String> = Vec::new();
    for part in metrics().flat_map(|metric| &metric.results) {
        names.extend(name(part).filter(|name| !names.contains(name)));
    }
    if names.is_empty() || shown.is_empty() {
        return Vec::new();
    }
    let of = |metric: &MetricReport, wanted: &str| -> Option<ScopeReport> {
        metric.results.iter().find(|part| name(part).as_deref() == Some(wanted)).cloned()
    };
    let mut columns = vec![Column::word("")];
    columns.extend(judging.map(|_| Column::word(voice.word("column.next-time"))));
    columns.extend(shown.iter().map(|(_, title)| Column::estimate(title.as_str())));
    let mut table = Table::new(columns);
    for wanted in &names {
        let mut row = vec![Cell::text(wanted.as_str())];
        row.extend(
            judging
                .map(|metric| Cell::text(of(metric, wanted).and_then(|part| part.verdict_title).unwrap_or_default())),
        );
        row.extend(shown.iter().map(|(metric, _)| {
            let part = of(metric, wanted);
            let figure = part.as_ref().and_then(|part| part.figures.first());
            figure.map_or(Cell::Empty, |figure| figure_cell(voice, figure, report.campaign.currency))
        }));
        table.rows.push(row);
    }
    vec![Block::Table(table)]
}
