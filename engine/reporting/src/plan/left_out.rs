//! Everybody who is not booked, with one sentence.

use saring_planner::plan::report::{LeftOut, PlanReport};

use crate::document::{Block, Cell, Column, Table, Tone};
use crate::shown::sentence;
use crate::voice::{Telling, Voice, text};

/// What begins the codes of the plan's own reasons; others say why there is no price.
const PLAN: &str = "plan.";

/// Everybody who is not booked, best ranked first.
pub(super) fn left_out(voice: &Voice<'_>, telling: &Telling<'_>, report: &PlanReport) -> Vec<Block> {
    let columns = vec![
        Column::number("#"),
        Column::word(voice.word("column.creator")),
        Column::word(voice.word("column.tier")),
        Column::word(voice.word("column.verdict")),
        Column::prose(voice.word("column.why")),
    ];
    let mut table = Table::new(columns);
    for one in &report.left_out {
        let tone = match one.verdict {
            saring_model::campaign::Verdict::Select => Tone::Good,
            saring_model::campaign::Verdict::Review => Tone::Caution,
            saring_model::campaign::Verdict::Reject => Tone::Bad,
        };
        table.rows.push(vec![
            Cell::Number(voice.count(one.rank)),
            Cell::text(one.name.as_deref().unwrap_or(&one.creator)),
            Cell::text(one.tier.as_deref().map(|tier| voice.title("tier", tier)).unwrap_or_default()),
            Cell::Tag(tone, voice.title("verdict", one.verdict.as_str())),
            Cell::text(why(voice, telling, one)),
        ]);
    }
    if table.rows.is_empty() { Vec::new() } else { vec![Block::Table(table)] }
}

/// The reason as a sentence; where it tells amounts that the reader may not know, its kind.
fn why(voice: &Voice<'_>, telling: &Telling<'_>, one: &LeftOut) -> String {
    let reason = one.because.as_ref().filter(|because| telling.edition.shows(because)).unwrap_or(&one.reason);
    if telling.edition.shows(reason) {
        return voice.sentence(reason);
    }
    let kind = reason.code.strip_prefix(PLAN).unwrap_or("no-price");
    sentence(&voice.say("plan.left-out-kind", &[("kind", text(voice.title("left-out", kind)))]))
}
