//! Colours and marks. Every colour stands beside a mark or a word, so that nothing is lost without it.

use anstyle::{AnsiColor, Style};
use saring_app::report::{Outlook, Status};
use saring_model::campaign::Verdict;

/// Width of a bar, in columns.
const BAR_COLUMNS: usize = 12;

const GOOD: Style = AnsiColor::Green.on_default();
const FAIR: Style = AnsiColor::Yellow.on_default();
const BAD: Style = AnsiColor::Red.on_default();
const CALM: Style = AnsiColor::Cyan.on_default();

/// A text in a style.
fn paint(style: Style, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{style}{text}{style:#}") }
}

/// A text that matters.
pub fn bold(text: &str) -> String {
    paint(Style::new().bold(), text)
}

/// A text that stays in the background.
pub fn dim(text: &str) -> String {
    paint(Style::new().dimmed(), text)
}

/// A text that asks for something.
pub fn accent(text: &str) -> String {
    paint(CALM, text)
}

/// A text in the colour of a verdict.
pub fn verdict(verdict: Verdict, text: &str) -> String {
    let style = match verdict {
        Verdict::Select => GOOD,
        Verdict::Review => FAIR,
        Verdict::Reject => BAD,
    };
    paint(style.bold(), text)
}

/// The mark of a verdict.
pub fn verdict_mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Select => "✓",
        Verdict::Review => "?",
        Verdict::Reject => "✗",
    }
}

/// A text in the colour of an outlook.
pub fn outlook(outlook: Outlook, text: &str) -> String {
    verdict(outlook_verdict(outlook), text)
}

/// The mark of an outlook.
pub fn outlook_mark(outlook: Outlook) -> &'static str {
    verdict_mark(outlook_verdict(outlook))
}

/// The verdict that looks like an outlook.
fn outlook_verdict(outlook: Outlook) -> Verdict {
    match outlook {
        Outlook::WouldPass => Verdict::Select,
        Outlook::Unknown => Verdict::Review,
        Outlook::WouldFail => Verdict::Reject,
    }
}

/// A text in the colour of a status.
pub fn status(status: Status, text: &str) -> String {
    paint(status_style(status), text)
}

fn status_style(status: Status) -> Style {
    match status {
        Status::Pass => GOOD,
        Status::Warn => FAIR,
        Status::Fail => BAD,
        Status::Unknown => Style::new().dimmed(),
    }
}

/// The mark of a status.
pub fn status_mark(status: Status) -> &'static str {
    match status {
        Status::Pass => "✓",
        Status::Warn => "!",
        Status::Fail => "✗",
        Status::Unknown => "?",
    }
}

/// A bar of a share from 0 to 1, in the colour of a status.
pub fn bar(share: f64, of: Status) -> String {
    let (full, empty) = halves(share);
    format!("{}{}", paint(status_style(of), &full), dim(&empty))
}

/// A bar of a share from 0 to 1, for cells of a table.
pub fn plain_bar(share: f64) -> String {
    let (full, empty) = halves(share);
    format!("{full}{empty}")
}

fn halves(share: f64) -> (String, String) {
    let filled = ((share.clamp(0.0, 1.0) * BAR_COLUMNS as f64).round() as usize).min(BAR_COLUMNS);
    ("█".repeat(filled), "░".repeat(BAR_COLUMNS - filled))
}
