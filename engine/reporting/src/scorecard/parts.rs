//! Tiers, platforms and creators side by side.

use saring_eval::report::{FigureReport, MetricReport, ScopeReport, ScorecardReport};
use saring_pack::Unit;

use super::figure_cell;
use crate::document::{Block, Cell, Column, Section, Table, Tone};
use crate::edition::withheld;
use crate::limits::PART_FIGURES_MAX;
use crate::voice::{Telling, Voice};

/// Parts of one kind.
struct Kind<'a> {
    /// What they are.
    title: String,
    /// What a part is called; none where it is of another kind.
    name: &'a dyn Fn(&ScopeReport) -> Option<String>,
    /// How many creators a part has.
    creators: &'a dyn Fn(&ScopeReport) -> usize,
}

/// A section per kind of part that any metric speaks of, and what to do with each creator next time.
pub(super) fn sections(voice: &Voice<'_>, telling: &Telling<'_>, report: &ScorecardReport) -> Vec<Section> {
    let tier = |part: &ScopeReport| part.tier.as_deref().map(|tier| voice.title("tier", tier));
    let platform = |part: &ScopeReport| part.platform.map(|platform| voice.title("platform", platform.as_str()));
    let creator = |part: &ScopeReport| part.creator.as_ref().map(|_| who(report, part));
    let in_tier = |part: &ScopeReport| report.creators.iter().filter(|one| one.tier == part.tier).count();
    let on_platform = |part: &ScopeReport| {
        report.creators.iter().filter(|one| part.platform.is_some_and(|on| one.platforms.contains(&on))).count()
    };
    let kind = |title: &str, name, creators| Kind { title: voice.word(title), name, creators };
    let by = |section: &str, kind: &Kind<'_>| Section::new(voice.word(section), table(voice, telling, report, kind));
    let mut sections = vec![
        by("section.by-tier", &kind("column.tier", &tier, &in_tier)),
        by("section.by-platform", &kind("column.platform", &platform, &on_platform)),
        by("section.by-creator", &kind("column.creator", &creator, &|_| 1)),
    ];
    if telling.edition.is_internal() {
        sections.push(Section::new(voice.word("section.next-time"), verdicts(voice, report)));
    }
    sections
}

/// A creator as people call it: by name, else by id.
fn who(report: &ScorecardReport, part: &ScopeReport) -> String {
    let of_part = report.creators.iter().find(|one| part.creator.as_ref() == Some(&one.id));
    let name = of_part.and_then(|one| one.name.clone());
    name.or_else(|| part.creator.as_ref().map(ToString::to_string)).unwrap_or_default()
}

/// What a creator costs can be told from a cost per result too, and from a return on it.
fn tells_costs(figure: &FigureReport) -> bool {
    matches!(figure.unit, Unit::Money | Unit::Ratio)
}

/// A row per part, with the first figure of each metric that knows any of them.
fn table(voice: &Voice<'_>, telling: &Telling<'_>, report: &ScorecardReport, kind: &Kind<'_>) -> Vec<Block> {
    let metrics = || report.dimensions.iter().flat_map(|dimension| &dimension.metrics);
    let mut parts: Vec<&ScopeReport> = Vec::new();
    for part in metrics().flat_map(|metric| &metric.results).filter(|part| (kind.name)(part).is_some()) {
        if !parts.iter().any(|other| is_same(other, part)) {
            parts.push(part);
        }
    }
    let creators: Vec<usize> = parts.iter().map(|part| (kind.creators)(part)).collect();
    let confidential = if telling.edition.is_internal() { vec![false; parts.len()] } else { withheld(&creators) };
    let first = |metric: &MetricReport| {
        let own = metric.results.iter().filter(|part| (kind.name)(part).is_some());
        let known = own.filter_map(|part| part.figures.first()).find(|figure| figure.value.is_some());
        let may_show = |figure: &&FigureReport| !tells_costs(figure) || confidential.contains(&false);
        known.filter(may_show).map(|figure| figure.title.clone())
    };
    let shown: Vec<(&MetricReport, String)> =
        metrics().filter_map(|metric| Some((metric, first(metric)?))).take(PART_FIGURES_MAX).collect();
    if parts.is_empty() || shown.is_empty() {
        return Vec::new();
    }
    let mut columns = vec![Column::word(kind.title.as_str())];
    columns.extend(shown.iter().map(|(_, title)| Column::estimate(title.as_str())));
    let mut table = Table::new(columns);
    for (part, is_withheld) in parts.into_iter().zip(confidential) {
        let mut row = vec![Cell::text((kind.name)(part).unwrap_or_default())];
        row.extend(shown.iter().map(|(metric, _)| {
            let own = metric.results.iter().find(|other| is_same(other, part));
            match own.and_then(|own| own.figures.first()) {
                Some(figure) if is_withheld && tells_costs(figure) => Cell::text(voice.word("word.withheld")),
                Some(figure) => figure_cell(voice, figure, report.campaign.currency),
                None => Cell::Empty,
            }
        }));
        table.rows.push(row);
    }
    vec![Block::Table(table)]
}

fn is_same(a: &ScopeReport, b: &ScopeReport) -> bool {
    (&a.creator, &a.tier, a.platform) == (&b.creator, &b.tier, b.platform)
}

/// What to do with each creator next time, and why.
fn verdicts(voice: &Voice<'_>, report: &ScorecardReport) -> Vec<Block> {
    let metrics = report.dimensions.iter().flat_map(|dimension| &dimension.metrics);
    let judged = metrics.flat_map(|metric| &metric.results).filter(|part| part.creator.is_some());
    let judged = judged.filter_map(|part| Some((part, part.verdict.as_deref()?, part.verdict_title.as_deref()?)));
    let row = |(part, verdict, title): (&ScopeReport, &str, &str)| {
        let reasons: Vec<String> = part.reasons.iter().map(|reason| voice.sentence(reason)).collect();
        let tone = match verdict {
            "rebook" => Tone::Good,
            "replace" => Tone::Bad,
            _ => Tone::Caution,
        };
        vec![Cell::text(who(report, part)), Cell::Tag(tone, title.to_owned()), Cell::text(reasons.join(" "))]
    };
    let mut table = Table::new(vec![
        Column::word(voice.word("column.creator")),
        Column::word(voice.word("column.next-time")),
        Column::prose(voice.word("column.why")),
    ]);
    table.rows = judged.map(row).collect();
    if table.rows.is_empty() { Vec::new() } else { vec![Block::Table(table)] }
}
