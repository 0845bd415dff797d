//! The ranking, the rejects with a sentence each, and how the layers of the best compare.

use saring_eval::report::{CreatorReport, LayerReport, Report};
use saring_model::campaign::Verdict;

use saring_pack::Status;

use super::{tone, who};
use crate::document::{Block, Cell, Column, Table, Tone};
use crate::limits::LAYERED_MAX;
use crate::voice::{Telling, Voice, count};

/// Everybody who is selected or for a person to look at, best first.
pub(super) fn ranking(voice: &Voice<'_>, telling: &Telling<'_>, report: &Report) -> Vec<Block> {
    let is_internal = telling.edition.is_internal();
    let mut columns = vec![
        Column::number("#"),
        Column::word(voice.word("column.creator")),
        Column::word(voice.word("column.platform")),
        Column::word(voice.word("column.tier")),
        Column::number(voice.word("column.followers")),
        Column::word(voice.word("column.verdict")),
        Column::estimate(voice.word("column.score")),
    ];
    if is_internal {
        columns.push(Column::number(voice.word("column.confidence")));
        columns.push(Column::number(voice.word("column.known")));
    }
    columns.push(Column::prose(voice.word("column.why")));
    let mut table = Table::new(columns);
    for creator in report.creators.iter().filter(|creator| creator.verdict != Verdict::Reject) {
        let followers = creator.account.followers.and_then(|followers| usize::try_from(followers).ok());
        let mut row = vec![
            Cell::Number(voice.count(creator.rank)),
            Cell::text(who(creator)),
            Cell::text(voice.title("platform", creator.account.platform.as_str())),
            Cell::text(tier(voice, creator)),
            followers.map_or(Cell::Empty, |followers| Cell::Number(voice.count(followers))),
            Cell::Tag(tone(creator.verdict), voice.title("verdict", creator.verdict.as_str())),
            voice.estimate(
                creator.score.map(|score| voice.points(score)),
                voice.points(creator.low),
                voice.points(creator.high),
            ),
        ];
        if is_internal {
            row.push(Cell::Number(voice.share(creator.confidence)));
            row.push(Cell::Number(voice.share(creator.coverage)));
        }
        row.push(Cell::text(why(voice, telling, creator)));
        table.rows.push(row);
    }
    if table.rows.is_empty() {
        return vec![Block::Text(voice.word("shortlist.nobody"))];
    }
    vec![Block::Text(voice.word("shortlist.ranking-note")), Block::Table(table)]
}

/// Everybody who is rejected, with one sentence.
pub(super) fn rejected(voice: &Voice<'_>, telling: &Telling<'_>, report: &Report) -> Vec<Block> {
    let columns = vec![
        Column::number("#"),
        Column::word(voice.word("column.creator")),
        Column::word(voice.word("column.platform")),
        Column::word(voice.word("column.tier")),
        Column::prose(voice.word("column.why")),
    ];
    let mut table = Table::new(columns);
    for creator in report.creators.iter().filter(|creator| creator.verdict == Verdict::Reject) {
        table.rows.push(vec![
            Cell::Number(voice.count(creator.rank)),
            Cell::text(who(creator)),
            Cell::text(voice.title("platform", creator.account.platform.as_str())),
            Cell::text(tier(voice, creator)),
            Cell::text(why(voice, telling, creator)),
        ]);
    }
    if table.rows.is_empty() { Vec::new() } else { vec![Block::Table(table)] }
}

/// The scores of the layers of the best, side by side.
pub(super) fn layers(voice: &Voice<'_>, report: &Report) -> Vec<Block> {
    let best = || report.creators.iter().filter(|one| one.verdict != Verdict::Reject).take(LAYERED_MAX);
    let Some(first) = best().next() else { return Vec::new() };
    let mut columns = vec![Column::number("#"), Column::word(voice.word("column.creator"))];
    columns.extend(first.layers.iter().map(|layer| Column::number(voice.title("layer", &layer.id))));
    let mut table = Table::new(columns);
    for creator in best() {
        let mut row = vec![Cell::Number(voice.count(creator.rank)), Cell::text(who(creator))];
        row.extend(creator.layers.iter().map(|layer| layer_cell(voice, layer)));
        table.rows.push(row);
    }
    let note = voice.say("shortlist.layers-note", &[("creators", count(table.rows.len()))]);
    vec![Block::Text(note), Block::Table(table)]
}

fn layer_cell(voice: &Voice<'_>, layer: &LayerReport) -> Cell {
    let tone = match layer.status {
        Status::Pass => Tone::Good,
        Status::Warn => Tone::Caution,
        Status::Fail => Tone::Bad,
        Status::Unknown => Tone::Plain,
    };
    match layer.score {
        Some(score) => Cell::Graded(tone, voice.points(score)),
        None => Cell::Unknown(voice.title("status", "unknown")),
    }
}

fn tier(voice: &Voice<'_>, creator: &CreatorReport) -> String {
    creator.tier.id.as_ref().map(|tier| voice.title("tier", tier)).unwrap_or_default()
}

/// The deciding reason as a sentence; of those that the reader may know, the first.
fn why(voice: &Voice<'_>, telling: &Telling<'_>, creator: &CreatorReport) -> String {
    let known = creator.reasons.iter().find(|reason| telling.edition.shows(reason));
    known.map_or_else(|| voice.word("word.commercial"), |reason| voice.sentence(reason))
}
