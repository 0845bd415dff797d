//! The figures of a dimension for the campaign as a whole, against what was planned.

use saring_eval::report::{DimensionReport, FigureReport, ScopeReport, ScorecardReport};

use super::{figure_cell, whole};
use crate::document::{Block, Cell, Column, Section, Table};
use crate::voice::{Telling, Voice};

/// A dimension: a row per figure of which anything is known, what is not known and why, and what its metrics say.
pub(super) fn dimension(
    voice: &Voice<'_>,
    telling: &Telling<'_>,
    report: &ScorecardReport,
    dimension: &DimensionReport,
) -> Section {
    let metrics: Vec<(&str, &ScopeReport)> =
        dimension.metrics.iter().filter_map(|metric| Some((metric.title.as_str(), whole(metric)?))).collect();
    let tables = [known(voice, report, &metrics), unknown(voice, &metrics)];
    let mut blocks: Vec<Block> = tables.into_iter().filter(|table| !table.rows.is_empty()).map(Block::Table).collect();
    let told = |(title, part): &(&str, &ScopeReport)| {
        let reasons = part.reasons.iter().filter(|reason| telling.edition.shows(reason));
        reasons.map(|reason| format!("{title}: {}", voice.sentence(reason))).collect::<Vec<_>>()
    };
    let reasons: Vec<String> = metrics.iter().flat_map(told).collect();
    if !reasons.is_empty() {
        blocks.push(Block::Points(reasons));
    }
    Section::new(dimension.title.as_str(), blocks)
}

fn is_known(figure: &FigureReport) -> bool {
    figure.value.or(figure.low).or(figure.high).is_some()
}

fn known(voice: &Voice<'_>, report: &ScorecardReport, metrics: &[(&str, &ScopeReport)]) -> Table {
    let currency = report.campaign.currency;
    let is_planned = metrics.iter().any(|(_, part)| part.figures.iter().any(|figure| figure.planned.is_some()));
    let mut columns = vec![
        Column::word(voice.word("column.metric")),
        Column::word(voice.word("column.figure")),
        Column::estimate(voice.word("column.value")),
    ];
    if is_planned {
        columns.push(Column::number(voice.word("column.planned")));
    }
    let is_noted = |figure: &FigureReport| is_known(figure) && figure.unknown.is_some();
    let has_notes = metrics.iter().any(|(_, part)| part.figures.iter().any(is_noted));
    if has_notes {
        columns.push(Column::prose(voice.word("column.note")));
    }
    let mut table = Table::new(columns);
    for (title, part) in metrics {
        for (at, figure) in part.figures.iter().filter(|figure| is_known(figure)).enumerate() {
            let mut row = vec![
                Cell::text(if at == 0 { *title } else { "" }),
                Cell::text(figure.title.as_str()),
                figure_cell(voice, figure, currency),
            ];
            if is_planned {
                let number = |planned| Cell::Number(voice.measured(planned, figure.unit, currency));
                row.push(figure.planned.map_or(Cell::Empty, number));
            }
            if has_notes {
                row.push(Cell::text(figure.unknown.as_ref().map(|why| voice.sentence(why)).unwrap_or_default()));
            }
            table.rows.push(row);
        }
    }
    table
}

/// The figures of which nothing is known; of a metric those with the same reason in one row.
fn unknown(voice: &Voice<'_>, metrics: &[(&str, &ScopeReport)]) -> Table {
    let columns = vec![
        Column::word(voice.word("column.metric")),
        Column::word(voice.word("column.unknown")),
        Column::prose(voice.word("column.why")),
    ];
    let mut table = Table { caption: voice.word("scorecard.unknown"), ..Table::new(columns) };
    for (title, part) in metrics {
        let mut told: Vec<(String, Vec<&str>)> = Vec::new();
        for figure in part.figures.iter().filter(|figure| !is_known(figure)) {
            let why = figure.unknown.as_ref().map(|why| voice.sentence(why)).unwrap_or_default();
            match told.last_mut().filter(|(last, _)| *last == why) {
                Some((_, figures)) => figures.push(&figure.title),
                None => told.push((why, vec![&figure.title])),
            }
        }
        table.rows.extend(told.into_iter().enumerate().map(|(at, (why, figures))| {
            let title = if at == 0 { *title } else { "" };
            vec![Cell::text(title), Cell::text(figures.join(", ")), Cell::text(why)]
        }));
    }
    table
}
