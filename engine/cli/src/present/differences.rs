//! Where plugins say otherwise than the rules that they stand before.

use saring_app::differences::{CheckDifference, Differences};
use saring_app::report::CheckReport;

use super::grid;
use super::style::{bold, dim};
use super::voice::Voice;

/// Differences that are shown of each check.
const SHOWN: usize = 3;

/// What plugins changed: in numbers, and a few creators of each check.
pub fn differences(voice: &Voice<'_>, found: &Differences<'_>, plugins: &[String]) -> String {
    let words = voice.words;
    let mut text = format!("{}  {}\n", bold(words.by_plugins), dim(&plugins.join(" · ")));
    let counts = found.counts().into_iter().map(|((check, before, after), count)| {
        vec![
            voice.title("check", check),
            format!("{} → {}", voice.status(before), voice.status(after)),
            voice.count(count as u64),
        ]
    });
    text.push_str(&grid::plain(&[words.check, words.change, words.creators], counts.collect(), voice.width));
    let moves = found.moves().into_iter().map(|((before, after), count)| {
        format!("{} {} → {}", voice.count(count as u64), voice.verdict(before), voice.verdict(after))
    });
    let moves: Vec<String> = moves.collect();
    if !moves.is_empty() {
        text.push_str(&format!("\n{}: {}\n", words.verdicts, moves.join(" · ")));
    }
    text.push('\n');
    let rows: Vec<Vec<String>> = examples(found).into_iter().map(|it| row(voice, it)).collect();
    text.push_str(&grid::plain(&[words.creator, words.check, words.by_rule, words.by_plugin], rows, voice.width));
    text
}

/// The first creators of each check and change.
fn examples<'a, 'b>(found: &'b Differences<'a>) -> Vec<&'b CheckDifference<'a>> {
    let mut shown: Vec<&CheckDifference<'_>> = Vec::new();
    for it in &found.checks {
        let alike = |other: &&&CheckDifference<'_>| other.before.id == it.before.id;
        if shown.iter().filter(alike).count() < SHOWN {
            shown.push(it);
        }
    }
    shown.sort_by(|a, b| a.before.id.cmp(&b.before.id));
    shown
}

fn row(voice: &Voice<'_>, it: &CheckDifference<'_>) -> Vec<String> {
    let [by_rule, by_plugin] = it.reasons();
    let said = |check: &CheckReport, reason: Option<&str>| {
        let score = voice.score(check.score, check.low, check.high);
        format!("{} {score} · {}", voice.status(check.status), reason.unwrap_or_default())
    };
    vec![
        it.creator.id.clone(),
        voice.title("check", &it.before.id),
        said(it.before, by_rule),
        said(it.after, by_plugin),
    ]
}
