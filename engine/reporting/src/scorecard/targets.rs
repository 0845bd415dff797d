//! What was to be reached, and what came of it.

use saring_eval::report::{ScorecardReport, TargetReport, Value};

use super::bounded;
use crate::document::{Block, Cell, Chart, ChartKind, Column, Series, Table, Tone};
use crate::voice::Voice;

/// A bar per target, and the numbers.
pub(super) fn targets(voice: &Voice<'_>, report: &ScorecardReport) -> Vec<Block> {
    if report.targets.is_empty() {
        return Vec::new();
    }
    let columns = vec![
        Column::word(voice.word("column.metric")),
        Column::number(voice.word("column.target")),
        Column::number(voice.word("column.actual")),
        Column::number(voice.word("column.attainment")),
        Column::word(voice.word("column.reached")),
    ];
    let mut table = Table::new(columns);
    for target in &report.targets {
        let number = |value: Option<Value>| {
            let unknown = || Cell::Unknown(voice.word("word.unknown"));
            let unit = target.unit.unwrap_or_default();
            value.map_or_else(unknown, |value| Cell::Number(voice.measured(value, unit, report.campaign.currency)))
        };
        let (tone, word) = match target.reached {
            Some(true) => (Tone::Good, "word.reached"),
            Some(false) => (Tone::Bad, "word.missed"),
            None => (Tone::Plain, "word.unknown"),
        };
        table.rows.push(vec![
            Cell::text(title(voice, target)),
            number(target.target),
            actual(voice, report, target),
            target.attainment.map_or(Cell::Empty, |share| Cell::Number(voice.share(share))),
            Cell::Tag(tone, voice.word(word)),
        ]);
    }
    let points = report.targets.iter().map(|target| target.attainment.map(|share| voice.share(share)));
    let chart = Chart {
        title: voice.word("chart.attainment"),
        kind: ChartKind::Bars,
        labels: report.targets.iter().map(|target| title(voice, target)).collect(),
        series: vec![Series { name: voice.word("column.attainment"), tone: Tone::Plain, points: points.collect() }],
    };
    let is_told = report.targets.iter().any(|target| target.attainment.is_some());
    is_told.then_some(Block::Chart(chart)).into_iter().chain([Block::Table(table)]).collect()
}

fn title(voice: &Voice<'_>, target: &TargetReport) -> String {
    voice.title("figure", target.figure.as_deref().unwrap_or(&target.metric))
}

/// What was reached, or between which ends it lies.
fn actual(voice: &Voice<'_>, report: &ScorecardReport, target: &TargetReport) -> Cell {
    let unit = target.unit.unwrap_or_default();
    let number = |value| voice.measured(value, unit, report.campaign.currency);
    bounded(voice, target.actual.map(number), target.low.map(number), target.high.map(number))
}
