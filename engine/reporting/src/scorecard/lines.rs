//! The money of the budget lines against what was spent on them.

use saring_eval::report::{ScorecardReport, Value};
use saring_pack::Unit;

use crate::document::{Block, Cell, Column, Table};
use crate::voice::Voice;

/// A row per line.
pub(super) fn lines(voice: &Voice<'_>, report: &ScorecardReport) -> Vec<Block> {
    let mut table = Table::new(vec![
        Column::word(voice.word("column.line")),
        Column::number(voice.word("column.planned")),
        Column::number(voice.word("column.spent")),
        Column::number(voice.word("column.used")),
    ]);
    let money = |value: Value| Cell::Number(voice.measured(value, Unit::Money, report.campaign.currency));
    for line in &report.lines {
        table.rows.push(vec![
            Cell::text(voice.title("line", &line.id)),
            line.planned.map_or(Cell::Empty, money),
            line.spent.map_or_else(|| Cell::Unknown(voice.word("word.unknown")), money),
            line.share.map_or(Cell::Empty, |share| Cell::Number(voice.share(share))),
        ]);
    }
    if table.rows.is_empty() { Vec::new() } else { vec![Block::Table(table)] }
}
