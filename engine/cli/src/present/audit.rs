//! An audit for people: one creator in full, or several in a table.

use comfy_table::{Cell, Color};
use saring_app::report::{
    AuditReport, AuditSummary, AuditedCreator, GateOutcome, GateOutlook, LayerReport, Outlook, Silent,
};

use super::Voice;
use super::explanation::{Page, facts, faults, layer, next_data, padded, tier as tier_of, who};
use super::ranking::{Column, followers, id, lay_out, name, share, tier};
use super::style::{self, bold, dim};
use super::summary::{identity, quality, silent_checks, tiers, under};
use super::words::Words;
use crate::visible::visible;

/// Columns of the title of a gate or a silent check.
const TITLE_COLUMNS: usize = 28;

/// What is knowable of the creators of a report.
pub fn audit(voice: &Voice<'_>, report: &AuditReport) -> String {
    let by = || {
        let (what, words) = ((&report.engine, &report.pack), voice.words);
        identity(voice, words.audited_by, what, report.as_of, &report.inputs_digest)
    };
    match report.creators.as_slice() {
        [creator] => {
            let mut page = Page::default();
            one(&mut page, voice, creator);
            page.line(0, &by());
            page.text
        }
        creators => {
            let table = lay_out(voice, &columns(voice), &creators.iter().collect::<Vec<_>>());
            format!("{table}\n{}{}\n", summary(voice, &report.summary), by())
        }
    }
}

fn one(page: &mut Page, voice: &Voice<'_>, creator: &AuditedCreator) {
    let words = voice.words;
    let outlook = style::outlook(creator.outlook, &told(words, creator.outlook).to_uppercase());
    page.line(0, &format!("{outlook}  {}", who(&creator.id, creator.name.as_deref())));
    page.line(0, &dim(&facts(voice, &creator.account, &creator.tier, creator.country.as_deref(), &creator.languages)));
    page.line(0, "");
    page.line(0, &format!("{} {}", words.known, bold(&voice.share(creator.coverage))));
    page.section(words.gates);
    for gate in &creator.gates {
        let title = padded(&voice.title("layer", &gate.layer), TITLE_COLUMNS);
        page.line(2, &format!("{title}{}", style::outlook(gate.outlook, &told(words, gate.outlook))));
    }
    for veto in &creator.vetoes {
        let text = format!("{} ({}): {}", check_title(voice, &veto.check), words.veto, veto.reason.text);
        page.wrapped(voice, 2, style::outlook_mark(Outlook::WouldFail), &text, str::to_owned);
    }
    page.section(words.layers);
    for own in &creator.layers {
        page.line(0, "");
        layer(page, voice, own, would);
    }
    silent(page, voice, words.needs_campaign, &creator.needs_campaign);
    silent(page, voice, words.needs_data, &creator.needs_data);
    next_data(page, voice, &creator.next_best_data);
    tier_of(page, voice, &creator.tier);
    faults(page, voice, &creator.faults);
    page.line(0, "");
}

/// An outlook with its mark.
fn told(words: &Words, outlook: Outlook) -> String {
    let word = match outlook {
        Outlook::WouldPass => words.would_pass,
        Outlook::Unknown => words.would_unknown,
        Outlook::WouldFail => words.would_fail,
    };
    format!("{} {word}", style::outlook_mark(outlook))
}

fn would(words: &Words, outcome: GateOutcome) -> &'static str {
    match outcome {
        GateOutcome::Passed => words.would_pass,
        GateOutcome::Failed => words.would_fail,
        GateOutcome::Unknown => words.would_unknown,
    }
}

/// The title of a check that is named as `layer.check`.
fn check_title(voice: &Voice<'_>, check: &str) -> String {
    voice.title("check", check.rsplit('.').next().unwrap_or(check))
}

fn silent(page: &mut Page, voice: &Voice<'_>, title: &str, silent: &[Silent]) {
    if silent.is_empty() {
        return;
    }
    page.section(title);
    for own in silent {
        let lacks = match own.missing.as_slice() {
            [] => String::new(),
            fields => format!("{}: {}", voice.words.missing, voice.fields(fields)),
        };
        let text = format!("{}{lacks}", padded(&check_title(voice, &own.check), TITLE_COLUMNS));
        page.line(2, &text);
    }
}

fn columns(voice: &Voice<'_>) -> Vec<Column<AuditedCreator>> {
    let words = voice.words;
    let mut columns = vec![
        Column::text(words.outlook, |voice, creator: &AuditedCreator| {
            Cell::new(told(voice.words, creator.outlook)).fg(match creator.outlook {
                Outlook::WouldPass => Color::Green,
                Outlook::Unknown => Color::Yellow,
                Outlook::WouldFail => Color::Red,
            })
        }),
        Column::text("Id", |_, creator| id(&creator.id)),
    ];
    columns.extend(Column::name(voice, |_, creator: &AuditedCreator| name(creator.name.as_deref(), &creator.account)));
    columns.push(Column::text(words.tier, |voice, creator| tier(voice, &creator.tier)));
    columns.push(Column::number(words.followers, |voice, creator| followers(voice, &creator.account)));
    columns.push(Column::number(words.known, |voice, creator| share(voice, creator.coverage)));
    columns.push(Column::last(voice, words.why, why));
    columns
}

/// What stops the creator or leaves it open, or else how the layers stand.
fn why(voice: &Voice<'_>, creator: &AuditedCreator) -> Cell {
    if let Some(veto) = creator.vetoes.first() {
        return Cell::new(visible(&veto.reason.text));
    }
    let deciding = |gate: &&GateOutlook| gate.outlook == creator.outlook && gate.outlook != Outlook::WouldPass;
    let gates: Vec<&str> = creator.gates.iter().filter(deciding).map(|gate| gate.layer.as_str()).collect();
    let told = |layer: &LayerReport| {
        let points = layer.score.map_or("–".to_owned(), |points| voice.points(points));
        format!("{} {points}", voice.title("layer", &layer.id).to_lowercase())
    };
    let (first, others): (Vec<_>, Vec<_>) = creator.layers.iter().partition(|layer| gates.contains(&layer.id.as_str()));
    Cell::new(first.into_iter().chain(others).map(told).collect::<Vec<_>>().join(" · "))
}

fn summary(voice: &Voice<'_>, summary: &AuditSummary) -> String {
    let words = voice.words;
    let count = |count: usize| voice.count(count as u64);
    let of = |outlook: Outlook, creators: usize| {
        style::outlook(outlook, &format!("{} {}", told(words, outlook), count(creators)))
    };
    let mut parts = vec![
        of(Outlook::WouldPass, summary.would_pass),
        of(Outlook::Unknown, summary.unknown),
        of(Outlook::WouldFail, summary.would_fail),
    ];
    parts.extend(quality(voice, summary.invalid, summary.coverage, summary.faults));
    let counts = format!("{} {}: {}", bold(&count(summary.creators)), words.creators, parts.join(" · "));
    let mut lines = vec![counts, tiers(voice, &summary.tiers)];
    let silent = |checks| silent_checks(voice, checks, summary.creators);
    lines.extend(under(words.needs_campaign_short, silent(&summary.needs_campaign)));
    lines.extend(under(words.needs_data_short, silent(&summary.needs_data)));
    lines.push(String::new());
    lines.join("\n")
}
