//! A running campaign for people: what to do, how the triggers stand, what is left of the money.

use std::collections::BTreeMap;

use saring_app::report::Condition;
use saring_app::report::{ActionReport, StandingReport, WatchReport};
use saring_model::Timestamp;
use saring_model::action::Urgency;
use saring_model::campaign::Verdict;
use saring_model::trigger_state::Phase;

use super::Voice;
use super::explanation::{Page, faults, padded};
use super::grid;
use super::running_rows::word;
use super::style::{self, bold, dim};
use super::summary::identity;
use crate::visible::visible;

/// Columns of a moment, of a trigger's title and of a target.
const MOMENT_COLUMNS: usize = 18;
const TITLE_COLUMNS: usize = 24;
/// Standing triggers that are listed; the rest are counted.
const STANDING_MAX: usize = 20;

/// What is to be done now.
pub fn watch(voice: &Voice<'_>, report: &WatchReport) -> String {
    let mut page = Page::default();
    head(&mut page, voice, report);
    actions(&mut page, voice, report);
    standing(&mut page, voice, report);
    lines(&mut page, voice, report);
    end(page, voice, report)
}

/// When each trigger would have acted.
pub fn replay(voice: &Voice<'_>, report: &WatchReport) -> String {
    let mut page = Page::default();
    head(&mut page, voice, report);
    actions(&mut page, voice, report);
    tallies(&mut page, voice, report);
    lines(&mut page, voice, report);
    end(page, voice, report)
}

fn end(mut page: Page, voice: &Voice<'_>, report: &WatchReport) -> String {
    faults(&mut page, voice, &report.faults);
    page.line(0, "");
    let what = (&report.engine, &report.pack);
    page.line(0, &identity(voice, voice.words.watch.watched_by, what, report.as_of, &report.inputs_digest));
    page.text
}

fn head(page: &mut Page, voice: &Voice<'_>, report: &WatchReport) {
    let (words, summary) = (voice.words.watch, &report.summary);
    let count = |count: usize| voice.count(count as u64);
    page.line(0, &format!("{}  {}", bold(&visible(report.campaign.as_str())), dim(&moment(report.as_of))));
    let others = [
        (words.duplicates, summary.duplicates),
        (words.too_late, summary.too_late),
        (words.ahead, summary.ahead),
        (words.conflicting, summary.conflicting.len()),
    ];
    let others = others.into_iter().filter(|(_, events)| *events > 0);
    let told: Vec<String> = others.map(|(word, events)| format!("{} {word}", count(events))).collect();
    let more = if told.is_empty() { String::new() } else { format!(" ({})", told.join(", ")) };
    let acted = format!("{} {}", count(summary.actions), words.actions);
    page.line(0, &format!("{} {}{more} · {acted}", count(summary.events), words.events));
    for remark in &report.remarks {
        page.wrapped(voice, 0, "!", &remark.text, ToOwned::to_owned);
    }
    for id in &report.withdrawn {
        page.line(0, &format!("{} {}", words.withdrawn, visible(id.as_str())));
    }
}

/// The instant without its seconds: `2026-03-05 06:00`.
fn moment(at: Timestamp) -> String {
    let text = at.to_string();
    text.get(..16).unwrap_or(&text).replace('T', " ")
}

fn actions(page: &mut Page, voice: &Voice<'_>, report: &WatchReport) {
    page.section(voice.words.watch.proposals);
    if report.actions.is_empty() {
        page.line(2, voice.words.watch.nothing);
    }
    for action in &report.actions {
        self::action(page, voice, action);
    }
}

fn action(page: &mut Page, voice: &Voice<'_>, told: &ActionReport) {
    let (action, words) = (&told.action, voice.words.watch);
    let urgency = paint(action.urgency, &voice.title("urgency", &word(&action.urgency)));
    let what = voice.title("trigger", action.trigger.as_str());
    let target = action.post.as_ref().or(action.creator.as_ref()).map(|id| visible(id.as_str())).unwrap_or_default();
    let head = format!("{}{} {}", padded(&moment(action.at), MOMENT_COLUMNS), bold(&what), target);
    page.line(2, &format!("{} · {urgency}", head.trim_end()));
    let money = action.amount.map(|amount| {
        let line = action.line.as_ref().map(|line| voice.title("line", line.as_str())).unwrap_or_default();
        let cut = told.cut_from.map(|wanted| format!(" ({} {})", words.cut_from, voice.money(wanted)));
        format!("{} {} {line}{}", voice.money(amount), words.of_line, cut.unwrap_or_default())
    });
    let expires = action.expires_at.map(|at| format!("{} {}", words.until, moment(at)));
    let escalates = action.escalates.as_ref().map(|id| format!("{} {}", words.escalates, visible(id.as_str())));
    let open = (!told.settled).then(|| words.open.to_owned());
    let facts: Vec<String> = [money, expires, escalates, open].into_iter().flatten().collect();
    if !facts.is_empty() {
        page.wrapped(voice, 4, "", &facts.join(" · "), dim);
    }
    for reason in &told.reasons {
        page.wrapped(voice, 4, "•", &reason.text, ToOwned::to_owned);
    }
}

fn paint(urgency: Urgency, text: &str) -> String {
    match urgency {
        Urgency::Now => style::verdict(Verdict::Reject, text),
        Urgency::High => style::verdict(Verdict::Review, text),
        Urgency::Low | Urgency::Medium => text.to_owned(),
    }
}

/// How the triggers stand: what is pending, cooling down, forbidden or unknown, several targets of one reason together.
fn standing(page: &mut Page, voice: &Voice<'_>, report: &WatchReport) {
    let words = voice.words.watch;
    page.section(words.standing);
    let mut rows: Vec<(String, String, usize)> = Vec::new();
    let mut places: BTreeMap<(String, String), usize> = BTreeMap::new();
    for one in &report.standing {
        let (stands, why) = (stands(voice, one), one.reasons.first().map(|reason| reason.text.clone()));
        let text = why.map_or(stands.clone(), |why| format!("{stands}: {why}"));
        let place = *places.entry((one.trigger.clone(), text.clone())).or_insert_with(|| {
            rows.push((one.trigger.clone(), text, 0));
            rows.len() - 1
        });
        if let Some(row) = rows.get_mut(place) {
            row.2 += 1;
        }
    }
    for (trigger, text, targets) in rows.iter().take(STANDING_MAX) {
        let times = if *targets > 1 { format!(" ({}×)", voice.count(*targets as u64)) } else { String::new() };
        let title = padded(&voice.title("trigger", trigger), TITLE_COLUMNS);
        for (n, line) in voice.wrap(&format!("{}{times}", visible(text)), TITLE_COLUMNS + 2).iter().enumerate() {
            let lead = if n == 0 { title.clone() } else { " ".repeat(TITLE_COLUMNS) };
            page.line(2, &format!("{lead}{line}"));
        }
    }
    let quiet = report.triggers.iter().filter(|trigger| !rows.iter().any(|(other, ..)| *other == trigger.id));
    let quiet: Vec<String> = quiet.map(|trigger| voice.title("trigger", &trigger.id)).collect();
    if !quiet.is_empty() {
        page.wrapped(voice, 2, "", &format!("{}: {}", words.quiet, quiet.join(", ")), dim);
    }
    if rows.len() > STANDING_MAX {
        page.line(2, &dim(&format!("+ {}", voice.count((rows.len() - STANDING_MAX) as u64))));
    }
}

fn stands(voice: &Voice<'_>, one: &StandingReport) -> String {
    let words = voice.words.watch;
    match (&one.phase, one.condition) {
        (Phase::Cooling(cooling), _) => format!("{} {}", words.cooling, moment(cooling.until)),
        (_, Condition::Blocked) => words.blocked.to_owned(),
        (Phase::Pending(pending), _) => {
            format!("{} {} {} {}", words.pending, pending.looks, voice.words.of, one.sustain)
        }
        (Phase::Armed, Condition::Unknown) => words.unknown.to_owned(),
        (Phase::Armed, _) => words.armed.to_owned(),
    }
}

fn tallies(page: &mut Page, voice: &Voice<'_>, report: &WatchReport) {
    let words = voice.words.watch;
    page.section(words.looks);
    let header = [words.trigger, words.looks, words.held, words.blocked_looks, words.unknown, words.fired];
    let rows = report.triggers.iter().map(|trigger| {
        let counts = [trigger.looks, trigger.holds, trigger.blocked, trigger.unknown, trigger.fired];
        [voice.title("trigger", &trigger.id)].into_iter().chain(counts.map(|count| voice.count(count))).collect()
    });
    page.text.push_str(&grid::plain(&header, rows.collect(), voice.width));
}

fn lines(page: &mut Page, voice: &Voice<'_>, report: &WatchReport) {
    if report.lines.is_empty() {
        return;
    }
    let words = voice.words.watch;
    page.section(words.lines);
    let rows = report.lines.iter().map(|line| {
        let money = [line.planned, line.spent, line.proposed, line.left].map(|money| voice.money(money));
        [voice.title("line", &line.id)].into_iter().chain(money).collect()
    });
    let header = [words.line, words.planned, words.spent, words.proposed, words.left];
    page.text.push_str(&grid::plain(&header, rows.collect(), voice.width));
}
