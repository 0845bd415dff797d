//! One check of a creator in full, for people.

use saring_app::report::{Actor, CheckReport, PartReport, Recourse};

use super::Voice;
use super::explanation::{Page, TITLE_COLUMNS, padded, row};
use super::style::{self, accent, dim};

/// Columns in front of a check, and of what is said of it.
const CHECK_INDENT: usize = 4;
const DETAIL_INDENT: usize = 6;

/// A check: its points, why, what it is made of, and what would change it.
pub(super) fn check(page: &mut Page, voice: &Voice<'_>, check: &CheckReport) {
    let words = voice.words;
    let score = voice.score(check.score, check.low, check.high);
    let title = padded(&voice.title("check", &check.id), TITLE_COLUMNS + 2 - CHECK_INDENT);
    page.line(CHECK_INDENT, &row(voice, &title, check.points, &score, check.status));
    for (index, reason) in check.veto.iter().chain(&check.reasons).enumerate() {
        // The status is that of the first reason; the others add to it.
        let mark = if index == 0 { style::status_mark(check.status) } else { " " };
        page.wrapped(voice, DETAIL_INDENT, mark, &reason.text, str::to_owned);
    }
    for part in &check.parts {
        self::part(page, voice, part);
    }
    adjustments(page, voice, check);
    if !check.missing.is_empty() {
        let text = format!("{}: {}", words.missing, voice.fields(&check.missing));
        page.wrapped(voice, DETAIL_INDENT, "", &text, dim);
    }
    for recourse in &check.recourse {
        let text = self::recourse(voice, recourse);
        page.wrapped(voice, DETAIL_INDENT, "→", &text, accent);
    }
}

fn part(page: &mut Page, voice: &Voice<'_>, part: &PartReport) {
    let words = voice.words;
    let points = part.points.map_or("?".to_owned(), |points| voice.points(points));
    let weight = voice.number(part.weight, saring_app::report::Unit::Number);
    let sample = part.quantity.sample.map(|sample| {
        let observations = if sample == 1 { words.observation } else { words.observations };
        format!(" · {} {observations}", voice.count(sample))
    });
    let text = format!(
        "{} → {points} {} · {} {weight}{}",
        voice.quantity(&part.quantity),
        words.points,
        words.weight,
        sample.unwrap_or_default()
    );
    page.wrapped(voice, DETAIL_INDENT, "·", &text, str::to_owned);
    if !part.quantity.fields.is_empty() {
        let text = format!("{} {}", words.from, voice.fields(&part.quantity.fields));
        page.wrapped(voice, DETAIL_INDENT + 2, "", &text, dim);
    }
    if let Some(row) = &part.row {
        page.wrapped(voice, DETAIL_INDENT + 2, "", &voice.row(row), dim);
    }
}

/// Penalties, caps, evidence and flags.
fn adjustments(page: &mut Page, voice: &Voice<'_>, check: &CheckReport) {
    let words = voice.words;
    for penalty in &check.penalties {
        let (name, seen) = (voice.title("penalty", &penalty.id), voice.quantity(&penalty.quantity));
        let text = format!("{} {} {}: {name} ({seen})", voice.points(penalty.points), words.points, words.penalty);
        page.wrapped(voice, DETAIL_INDENT, "−", &text, str::to_owned);
    }
    for cap in &check.caps {
        let text = format!("{} {}: {}", words.cap, voice.points(cap.at), voice.title("cap", &cap.id));
        page.wrapped(voice, DETAIL_INDENT, "≤", &text, str::to_owned);
    }
    for evidence in &check.evidence {
        let unit = evidence.quantity.unit;
        let bound = evidence.bound.map(|bound| format!(", {} {}", words.bound, voice.number(bound, unit)));
        let row = evidence.row.as_ref().map(|row| format!(" · {}", voice.row(row)));
        let seen = voice.quantity(&evidence.quantity);
        let text = format!("{}: {seen}{}{}", words.seen, bound.unwrap_or_default(), row.unwrap_or_default());
        page.wrapped(voice, DETAIL_INDENT, "·", &text, dim);
    }
    if !check.flags.is_empty() {
        let flags: Vec<String> = check.flags.iter().map(|flag| voice.title("flag", flag)).collect();
        page.wrapped(voice, DETAIL_INDENT, "·", &format!("{}: {}", words.flags, flags.join(", ")), str::to_owned);
    }
    for line in &check.log {
        page.wrapped(voice, DETAIL_INDENT, "»", line, dim);
    }
}

/// `to reach pass: engagement rate from 1.2% to 2.1% (the creator can change it)`
fn recourse(voice: &Voice<'_>, recourse: &Recourse) -> String {
    let words = voice.words;
    let (name, status) = (voice.title("quantity", &recourse.quantity), voice.status(recourse.reaches));
    let now = voice.number(recourse.current, recourse.unit);
    let who = match recourse.actor {
        Actor::Creator => format!(" ({})", words.by_creator),
        Actor::Agency => format!(" ({})", words.by_agency),
        Actor::Data => format!(" ({})", words.by_data),
        Actor::Nobody => String::new(),
    };
    match recourse.needed {
        Some(needed) => {
            let needed = voice.number(needed, recourse.unit);
            format!("{} {status}: {name} {} {now} {} {needed}{who}", words.to_reach, words.from, words.to)
        }
        None => format!("{} {status}: {name} {now}, {}", words.to_reach, words.unreachable),
    }
}
