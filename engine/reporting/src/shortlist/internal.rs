//! What stays in the agency: what to ask next, what people noted, what the checks found, what went wrong.

use std::collections::BTreeMap;

use saring_eval::report::Report;

use super::{tone, who};
use crate::document::{Block, Cell, Column, Section, Table, Tone};
use crate::limits::LINES_MAX;
use crate::voice::Voice;

/// The sections of the internal edition alone.
pub(super) fn sections(voice: &Voice<'_>, report: &Report) -> Vec<Section> {
    vec![
        Section::new(voice.word("section.next-data"), next_data(voice, report)),
        Section::new(voice.word("section.findings"), findings(voice, report)),
        Section::new(voice.word("section.judgements"), judgements(voice, report)),
        Section::new(voice.word("section.faults"), faults(voice, report)),
    ]
}

/// The fields that would narrow most scores, with what they could close over all creators.
fn next_data(voice: &Voice<'_>, report: &Report) -> Vec<Block> {
    let mut fields: BTreeMap<&str, (usize, usize, f64)> = BTreeMap::new();
    for next in report.creators.iter().flat_map(|creator| &creator.next_best_data) {
        let (creators, gates, points) = fields.entry(next.field).or_default();
        *creators += 1;
        *gates += usize::from(next.gate);
        *points += next.closes.rounded();
    }
    let mut fields: Vec<_> = fields.into_iter().collect();
    // A stable sort of what the map has in order: equals stay in the order of their names.
    fields.sort_by(|(_, a), (_, b)| b.2.total_cmp(&a.2));
    let columns = vec![
        Column::word(voice.word("column.field")),
        Column::number(voice.word("column.creators")),
        Column::number(voice.word("column.gates")),
        Column::number(voice.word("column.closes")),
    ];
    let mut table = Table::new(columns);
    for (field, (creators, gates, points)) in fields.into_iter().take(LINES_MAX) {
        let mean = saring_eval::report::Points(points / creators as f64);
        table.rows.push(vec![
            Cell::text(field.strip_prefix("creator.").unwrap_or(field)),
            Cell::Number(voice.count(creators)),
            Cell::Number(voice.count(gates)),
            Cell::Number(voice.points(mean)),
        ]);
    }
    told(table, voice.word("shortlist.next-data-note"))
}

/// What checks warned of and failed for most often, and where they were silent.
fn findings(voice: &Voice<'_>, report: &Report) -> Vec<Block> {
    let check = |name: &str| voice.title("check", name.rsplit('.').next().unwrap_or(name));
    let columns = vec![
        Column::word(voice.word("column.check")),
        Column::word(voice.word("column.finding")),
        Column::number(voice.title("status", "fail")),
        Column::number(voice.title("status", "warn")),
    ];
    let mut found = Table::new(columns);
    for finding in report.summary.findings.iter().take(LINES_MAX) {
        found.rows.push(vec![
            Cell::text(check(&finding.check)),
            Cell::text(finding.code.rsplit('.').next().unwrap_or_default().replace('-', " ")),
            Cell::Number(voice.count(finding.fail)),
            Cell::Number(voice.count(finding.warn)),
        ]);
    }
    let columns = vec![
        Column::word(voice.word("column.check")),
        Column::number(voice.word("column.creators")),
        Column::prose(voice.word("column.missing")),
    ];
    let mut silent = Table::new(columns);
    silent.caption = voice.word("shortlist.silent");
    for each in report.summary.silent.iter().take(LINES_MAX) {
        let fields = each.missing.iter().map(|field| field.strip_prefix("creator.").unwrap_or(field));
        silent.rows.push(vec![
            Cell::text(check(&each.check)),
            Cell::Number(voice.count(each.creators)),
            Cell::text(fields.collect::<Vec<_>>().join(", ")),
        ]);
    }
    let tables = [found, silent].into_iter().filter(|table| !table.rows.is_empty());
    tables.map(Block::Table).collect()
}

/// Judgements of people, beside the verdicts.
fn judgements(voice: &Voice<'_>, report: &Report) -> Vec<Block> {
    let columns = vec![
        Column::word(voice.word("column.creator")),
        Column::word(voice.word("column.verdict")),
        Column::word(voice.word("column.judged")),
        Column::word(voice.word("column.by")),
        Column::word(voice.word("column.until")),
        Column::prose(voice.word("column.why")),
    ];
    let mut table = Table::new(columns);
    for creator in &report.creators {
        for own in &creator.overrides {
            let verdict = own.verdict.map(|verdict| {
                let tone = if own.active { tone(verdict) } else { Tone::Plain };
                Cell::Tag(tone, voice.title("verdict", verdict.as_str()))
            });
            let check = || own.check.as_ref().map_or(Cell::Empty, |check| Cell::text(check.as_str()));
            table.rows.push(vec![
                Cell::text(who(creator)),
                Cell::Tag(tone(creator.verdict), voice.title("verdict", creator.verdict.as_str())),
                verdict.unwrap_or_else(check),
                Cell::text(own.by.as_str()),
                own.until.as_ref().map_or(Cell::Empty, |until| Cell::text(until.as_str())),
                Cell::text(own.reason.as_str()),
            ]);
        }
    }
    told(table, voice.word("shortlist.judgements-note"))
}

fn faults(voice: &Voice<'_>, report: &Report) -> Vec<Block> {
    let columns = vec![
        Column::word(voice.word("column.creator")),
        Column::word(voice.word("column.rule")),
        Column::prose(voice.word("column.what")),
    ];
    let mut table = Table::new(columns);
    for creator in &report.creators {
        for fault in &creator.faults {
            let rule = fault.rule.as_deref().unwrap_or_default();
            table.rows.push(vec![Cell::text(who(creator)), Cell::text(rule), Cell::text(fault.message.as_str())]);
        }
    }
    for one in &report.invalid {
        let id = one.id.clone().unwrap_or_else(|| (one.index + 1).to_string());
        let what = one.violations.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
        table.rows.push(vec![Cell::text(id), Cell::Empty, Cell::text(what)]);
    }
    told(table, voice.word("shortlist.faults-note"))
}

/// A table with what to know about it; nothing where it has no rows.
fn told(table: Table, note: String) -> Vec<Block> {
    if table.rows.is_empty() { Vec::new() } else { vec![Block::Text(note), Block::Table(table)] }
}
