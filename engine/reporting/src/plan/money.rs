//! The money: per line, and of the line that pays creators per tier.

use saring_planner::plan::report::{PlanReport, TierMoneyReport};

use crate::document::{Block, Cell, Chart, ChartKind, Column, Series, Table, Tone};
use crate::edition::withheld;
use crate::voice::{Telling, Voice, text};

/// Lines and tiers, each as a chart and as a table.
pub(super) fn budget(voice: &Voice<'_>, telling: &Telling<'_>, report: &PlanReport) -> Vec<Block> {
    let budget = &report.budget;
    let mut blocks = vec![Block::Chart(line_chart(voice, report)), Block::Table(lines(voice, telling, report))];
    if !budget.tiers.is_empty() {
        let chart = tier_chart(voice, telling, report);
        blocks.extend((!chart.labels.is_empty()).then_some(Block::Chart(chart)));
        blocks.push(Block::Table(tiers(voice, telling, report)));
    }
    blocks
}

/// How the money was divided, in the policy's own words.
pub(super) fn method(voice: &Voice<'_>, report: &PlanReport) -> String {
    let budget = &report.budget;
    let args = [("policy", text(&budget.policy)), ("step", text(voice.money(budget.fee_step).text))];
    let mut told = voice.say("method.money-text", &args);
    budget.reasons.iter().for_each(|reason| told = format!("{told} {}", voice.sentence(reason)));
    told
}

fn line_chart(voice: &Voice<'_>, report: &PlanReport) -> Chart {
    let lines = &report.budget.lines;
    let points = lines.iter().map(|line| Some(voice.share(line.share))).collect();
    Chart {
        title: voice.word("chart.lines"),
        kind: ChartKind::Donut,
        labels: lines.iter().map(|line| voice.title("line", &line.id)).collect(),
        series: vec![Series { name: voice.word("column.share"), tone: Tone::Plain, points }],
    }
}

fn lines(voice: &Voice<'_>, telling: &Telling<'_>, report: &PlanReport) -> Table {
    let is_internal = telling.edition.is_internal();
    let mut columns = vec![
        Column::word(voice.word("column.line")),
        Column::number(voice.word("column.share")),
        Column::number(voice.word("column.amount")),
    ];
    if is_internal {
        columns.push(Column::number(voice.word("column.share-min")));
        columns.push(Column::number(voice.word("column.share-max")));
    }
    let mut table = Table::new(columns);
    for line in &report.budget.lines {
        let mut row = vec![
            Cell::text(voice.title("line", &line.id)),
            Cell::Number(voice.share(line.share)),
            Cell::Number(voice.money(line.amount)),
        ];
        if is_internal {
            let share = |share: Option<_>| share.map_or(Cell::Empty, |share| Cell::Number(voice.share(share)));
            row.extend([share(line.share_min), share(line.share_max)]);
        }
        table.rows.push(row);
    }
    table
}

/// Of each tier whether its money tells the reader what a single creator costs.
fn confidential(telling: &Telling<'_>, report: &PlanReport) -> Vec<bool> {
    let creators: Vec<usize> = report.budget.tiers.iter().map(|tier| tier.creators).collect();
    if telling.edition.is_internal() { vec![false; creators.len()] } else { withheld(&creators) }
}

/// The tiers whose money the reader may know.
fn tier_chart(voice: &Voice<'_>, telling: &Telling<'_>, report: &PlanReport) -> Chart {
    let told = report.budget.tiers.iter().zip(confidential(telling, report));
    let told: Vec<&TierMoneyReport> = told.filter(|(_, is_withheld)| !is_withheld).map(|(tier, _)| tier).collect();
    let series = |name: &str, tone: Tone, of: fn(&TierMoneyReport) -> saring_model::Money| Series {
        name: voice.word(name),
        tone,
        points: told.iter().map(|tier| Some(voice.money(of(tier)))).collect(),
    };
    let mut all = vec![series("column.amount", Tone::Plain, |tier| tier.amount)];
    if telling.edition.is_internal() {
        all.push(series("column.booked", Tone::Good, |tier| tier.booked));
    }
    Chart {
        title: voice.word("chart.tiers"),
        kind: ChartKind::Bars,
        labels: told.iter().map(|tier| voice.title("tier", &tier.id)).collect(),
        series: all,
    }
}

fn tiers(voice: &Voice<'_>, telling: &Telling<'_>, report: &PlanReport) -> Table {
    let is_internal = telling.edition.is_internal();
    let mut columns = vec![
        Column::word(voice.word("column.tier")),
        Column::number(voice.word("column.share")),
        Column::number(voice.word("column.amount")),
    ];
    if is_internal {
        columns.push(Column::number(voice.word("column.booked")));
    }
    columns.push(Column::number(voice.word("column.creators")));
    let is_bounded = report.budget.tiers.iter().any(|tier| tier.creators_min.or(tier.creators_max).is_some());
    if is_bounded {
        columns.push(Column::number(voice.word("column.asked-for")));
    }
    let mut table = Table::new(columns);
    for (tier, is_withheld) in report.budget.tiers.iter().zip(confidential(telling, report)) {
        let number = |number| if is_withheld { Cell::text(voice.word("word.withheld")) } else { Cell::Number(number) };
        let mut row = vec![
            Cell::text(voice.title("tier", &tier.id)),
            number(voice.share(tier.share)),
            number(voice.money(tier.amount)),
        ];
        if is_internal {
            row.push(Cell::Number(voice.money(tier.booked)));
        }
        row.push(Cell::Number(voice.count(tier.creators)));
        if is_bounded {
            row.push(Cell::text(bounds(tier.creators_min, tier.creators_max)));
        }
        table.rows.push(row);
    }
    table
}

fn bounds(min: Option<u64>, max: Option<u64>) -> String {
    match (min, max) {
        (None, None) => String::new(),
        (Some(min), None) => format!("≥ {min}"),
        (None, Some(max)) => format!("≤ {max}"),
        (Some(min), Some(max)) => format!("{min}–{max}"),
    }
}
