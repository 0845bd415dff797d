//! What another budget would buy, what each bound costs, and what went wrong.

use saring_eval::report::Value;
use saring_planner::plan::report::{BoundReport, CurvePointReport, PlanReport, Standing, WhatIf};

use crate::document::{Block, Cell, Chart, ChartKind, Column, Section, Series, Table, Tone};
use crate::shown::sentence;
use crate::voice::{Voice, text};

/// The sections of the internal edition alone.
pub(super) fn sections(voice: &Voice<'_>, report: &PlanReport) -> Vec<Section> {
    let what_if = report.what_if.as_ref().map(|what_if| self::what_if(voice, report, what_if));
    let standing = report.preflight.as_ref().map(|standing| checks(voice, standing));
    let notes: Vec<String> = standing.into_iter().chain(report.notes.iter().map(|note| voice.sentence(note))).collect();
    let notes = if notes.is_empty() { Vec::new() } else { vec![Block::Points(notes)] };
    vec![
        Section::new(voice.word("section.what-if"), what_if.unwrap_or_default()),
        Section::new(voice.word("section.notes"), notes),
        Section::new(voice.word("section.faults"), faults(voice, report)),
    ]
}

/// How the campaign's own checks stand with those who are booked.
fn checks(voice: &Voice<'_>, standing: &Standing) -> String {
    let names = |all: &[String]| {
        let names = all.iter().map(|name| voice.title("check", name.rsplit('.').next().unwrap_or(name)));
        names.collect::<Vec<_>>().join(", ")
    };
    let mut told = voice.title("readiness", standing.readiness.as_str());
    for (status, all) in [("fail", &standing.failed), ("warn", &standing.warned)] {
        if !all.is_empty() {
            told = format!("{told}; {}: {}", voice.title("status", status), names(all));
        }
    }
    sentence(&voice.say("plan.checks", &[("standing", text(told))]))
}

fn what_if(voice: &Voice<'_>, report: &PlanReport, what_if: &WhatIf) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !what_if.curve.is_empty() {
        blocks.push(Block::Chart(curve_chart(voice, report, &what_if.curve)));
        blocks.push(Block::Table(curve(voice, &what_if.curve)));
    }
    let gaining: Vec<&BoundReport> = what_if.bounds.iter().filter(|bound| bound.gain.rounded() > 0.0).collect();
    if !gaining.is_empty() {
        blocks.push(Block::Table(bounds(voice, &gaining)));
    }
    if let Some(next) = &what_if.next_best {
        let less = Value((report.goal.value.rounded() - next.value.rounded()).max(0.0));
        let who = |all: &[String]| if all.is_empty() { voice.word("word.nobody") } else { all.join(", ") };
        let args = [
            ("less", text(voice.plain(less).text)),
            ("things", text(voice.title("unit", &report.goal.objective))),
            ("comes", text(who(&next.comes))),
            ("goes", text(who(&next.goes))),
        ];
        blocks.push(Block::Text(voice.say("plan.next-best", &args)));
    }
    blocks
}

fn curve_chart(voice: &Voice<'_>, report: &PlanReport, curve: &[CurvePointReport]) -> Chart {
    let things = voice.title("unit", &report.goal.objective);
    let points = curve.iter().map(|point| point.value.map(|value| voice.plain(value))).collect();
    Chart {
        title: voice.say("chart.curve", &[("things", text(things))]),
        kind: ChartKind::Line,
        labels: curve.iter().map(|point| voice.money(point.fees).text).collect(),
        series: vec![Series { name: voice.title("goal", &report.goal.objective), tone: Tone::Plain, points }],
    }
}

fn curve(voice: &Voice<'_>, curve: &[CurvePointReport]) -> Table {
    let columns = vec![
        Column::number(voice.word("column.share")),
        Column::number(voice.word("column.amount")),
        Column::number(voice.word("column.worth")),
        Column::number(voice.word("column.creators")),
        Column::number(voice.word("column.booked")),
    ];
    let mut table = Table::new(columns);
    for point in curve {
        table.rows.push(vec![
            Cell::Number(voice.share(point.share)),
            Cell::Number(voice.money(point.fees)),
            point
                .value
                .map_or_else(|| Cell::Unknown(voice.word("plan.none")), |value| Cell::Number(voice.plain(value))),
            point.creators.map_or(Cell::Empty, |creators| Cell::Number(voice.count(creators))),
            point.booked.map_or(Cell::Empty, |booked| Cell::Number(voice.money(booked))),
        ]);
    }
    table
}

fn bounds(voice: &Voice<'_>, bounds: &[&BoundReport]) -> Table {
    let columns = vec![
        Column::word(voice.word("column.bound")),
        Column::number(voice.word("column.now")),
        Column::number(voice.word("column.relaxed")),
        Column::number(voice.word("column.gains")),
    ];
    let mut table = Table::new(columns);
    table.caption = voice.word("plan.bounds");
    for bound in bounds {
        table.rows.push(vec![
            Cell::text(name(voice, &bound.bound)),
            Cell::Number(voice.plain(bound.now)),
            Cell::Number(voice.plain(bound.relaxed)),
            Cell::Number(voice.plain(bound.gain)),
        ]);
    }
    table
}

/// A bound in words: `fees:mega` as "Fees · Mega".
fn name(voice: &Voice<'_>, bound: &str) -> String {
    let parts = bound.split(':').enumerate().map(|(at, part)| match at {
        0 => voice.title("bound", part),
        _ => {
            let platform = voice.title("platform", part);
            if platform == part { voice.title("tier", part) } else { platform }
        }
    });
    parts.collect::<Vec<_>>().join(" · ")
}

fn faults(voice: &Voice<'_>, report: &PlanReport) -> Vec<Block> {
    let columns = vec![
        Column::word(voice.word("column.creator")),
        Column::word(voice.word("column.rule")),
        Column::prose(voice.word("column.what")),
    ];
    let mut table = Table::new(columns);
    for each in &report.faults {
        let rule = each.fault.rule.as_deref().unwrap_or_default();
        table.rows.push(vec![
            Cell::text(each.creator.as_str()),
            Cell::text(rule),
            Cell::text(each.fault.message.as_str()),
        ]);
    }
    if table.rows.is_empty() { Vec::new() } else { vec![Block::Table(table)] }
}
