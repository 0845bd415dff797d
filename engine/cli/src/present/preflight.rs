//! A preflight for people: the one word, every check in a line with what speaks against it, and what to ask.

use saring_app::report::{PreflightCheck, PreflightGroup, PreflightReport, Readiness, Status};
use saring_model::campaign::Verdict;

use super::Voice;
use super::explanation::{Page, faults, padded};
use super::style::{self, accent, bold, dim};
use super::summary::identity;
use crate::visible::visible;

/// Columns of the title of a check, and of a score.
const TITLE_COLUMNS: usize = 30;
const SCORE_COLUMNS: usize = 12;

/// What a report says.
pub fn preflight(voice: &Voice<'_>, report: &PreflightReport) -> String {
    let mut page = Page::default();
    head(&mut page, voice, report);
    for group in &report.groups {
        self::group(&mut page, voice, group);
    }
    questions(&mut page, voice, report);
    faults(&mut page, voice, &report.faults);
    page.line(0, "");
    let (what, by) = ((&report.engine, &report.pack), voice.words.preflight.checked_by);
    page.line(0, &identity(voice, by, what, report.as_of, &report.inputs_digest));
    page.text
}

fn head(page: &mut Page, voice: &Voice<'_>, report: &PreflightReport) {
    let (summary, words) = (&report.summary, voice.words.preflight);
    let name = report.campaign.name.as_ref().unwrap_or(&report.campaign.id);
    let word = told(voice, summary.readiness).to_uppercase();
    page.line(0, &format!("{}  {}", paint(summary.readiness, &word), bold(&visible(name))));
    let counted = [
        (Status::Pass, summary.pass),
        (Status::Warn, summary.warn),
        (Status::Fail, summary.fail),
        (Status::Unknown, summary.unknown),
    ];
    let count = |count: usize| voice.count(count as u64);
    let mut parts: Vec<String> = (counted.into_iter().filter(|(_, checks)| *checks > 0))
        .map(|(status, checks)| style::status(status, &format!("{} {}", voice.status(status), count(checks))))
        .collect();
    parts.extend(summary.chosen.map(|chosen| dim(&format!("{} {}", words.chosen, count(chosen)))));
    parts.extend(summary.events.map(|events| dim(&format!("{} {}", words.events, count(events)))));
    let all = summary.pass + summary.warn + summary.fail + summary.unknown;
    page.line(0, &format!("{} {}: {}", count(all), words.checks, parts.join(" · ")));
}

fn group(page: &mut Page, voice: &Voice<'_>, group: &PreflightGroup) {
    page.line(0, "");
    let score = padded(&voice.score(group.score, group.low, group.high), SCORE_COLUMNS);
    let title = bold(&padded(&voice.title("group", &group.id), TITLE_COLUMNS + 2));
    page.line(0, &format!("{title}{score}{}", paint(group.readiness, &told(voice, group.readiness))));
    for check in &group.checks {
        self::check(page, voice, check);
    }
}

/// A check in one line, and where it did not pass, why.
fn check(page: &mut Page, voice: &Voice<'_>, told: &PreflightCheck) {
    let check = &told.check;
    let title = padded(&voice.title("check", &check.id), TITLE_COLUMNS);
    let score = padded(&check.score.map_or("–".to_owned(), |score| voice.points(score)), SCORE_COLUMNS);
    let stands = format!("{} {}", style::status_mark(check.status), voice.status(check.status));
    page.line(2, &format!("{title}{score}{}", style::status(check.status, &stands)));
    if check.status != Status::Pass {
        for reason in check.veto.iter().chain(&check.reasons) {
            page.wrapped(voice, 4, "·", &reason.text, str::to_owned);
        }
    }
}

/// Every question once, with the checks that ask it.
fn questions(page: &mut Page, voice: &Voice<'_>, report: &PreflightReport) {
    let mut asked: Vec<(&str, Vec<String>)> = Vec::new();
    for check in report.groups.iter().flat_map(|group| &group.checks) {
        let title = voice.title("check", &check.check.id);
        for question in &check.questions {
            match asked.iter_mut().find(|(text, _)| *text == question.text) {
                Some((_, by)) if by.contains(&title) => {}
                Some((_, by)) => by.push(title.clone()),
                None => asked.push((&question.text, vec![title.clone()])),
            }
        }
    }
    if asked.is_empty() {
        return;
    }
    page.section(voice.words.preflight.questions);
    for (text, by) in asked {
        page.wrapped(voice, 2, "→", text, accent);
        page.line(4, &dim(&by.join(", ")));
    }
}

/// A readiness with its mark.
pub(super) fn told(voice: &Voice<'_>, readiness: Readiness) -> String {
    format!("{} {}", style::verdict_mark(verdict(readiness)), voice.title("readiness", readiness.as_str()))
}

fn paint(readiness: Readiness, text: &str) -> String {
    style::verdict(verdict(readiness), text)
}

/// The verdict that looks like a readiness.
fn verdict(readiness: Readiness) -> Verdict {
    match readiness {
        Readiness::Ready => Verdict::Select,
        Readiness::Review => Verdict::Review,
        Readiness::NotReady => Verdict::Reject,
    }
}
