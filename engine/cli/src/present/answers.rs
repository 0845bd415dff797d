//! What a plugin says, for people: one answer in full, several in a table.

use saring_app::plugins::run::{RunAnswer, RunReport};
use saring_app::plugins::{AmountReport, LookReport, Told, WorthReport};
use saring_app::report::{
    BudgetReport, CheckReport, Condition, EvidenceReport, ReasonReport, ScopeReport, ShareReport, TierReport, Unit,
    Value,
};

use super::Voice;
use super::check::check;
use super::explanation::Page;
use super::grid;
use super::plugin::{head, size};
use super::running_rows::word;
use super::scorecard::{estimate, figure};
use super::style::{accent, bold, dim};
use crate::visible::visible;

/// What a plugin says: one answer in full, several in a table.
pub fn answers(voice: &Voice<'_>, report: &RunReport) -> String {
    let mut page = Page::default();
    page.text.push_str(&head(&report.plugin));
    page.line(0, "");
    match report.answers.as_slice() {
        [one] => in_full(&mut page, voice, one),
        several => {
            let header = header(several);
            let rows = several.iter().map(|answer| row(voice, answer, header.len() - 3)).collect();
            page.text.push_str(&grid::plain(&header, rows, voice.width));
        }
    }
    let cost = &report.cost;
    page.line(0, "");
    let told = format!(
        "answers {} · batches {} · fuel {} + {} for setup · memory {} · {} in, {} out",
        report.answers.len(),
        cost.batches,
        voice.count(cost.creator_fuel),
        voice.count(cost.setup_fuel),
        size(cost.memory_bytes_peak),
        size(cost.bytes_in),
        size(cost.bytes_out)
    );
    page.line(0, &dim(&told));
    page.text
}

fn in_full(page: &mut Page, voice: &Voice<'_>, answer: &RunAnswer) {
    page.line(0, &bold(&visible(&name(answer))));
    match &answer.answer {
        Some(Told::Check(told)) => check(page, voice, told),
        Some(Told::Preflight(told)) => {
            check(page, voice, &told.check);
            told.questions.iter().for_each(|question| page.wrapped(voice, 4, "?", &question.text, str::to_owned));
        }
        Some(Told::Worth(told)) => worth(page, voice, told),
        Some(Told::Trigger(told)) => look(page, voice, told),
        Some(Told::Metric(told)) => metric(page, voice, told),
        Some(Told::Tier(told)) => page.wrapped(voice, 4, "·", &tier(voice, told), str::to_owned),
        Some(Told::Budget(told)) => budget(page, voice, told),
        None => {}
    }
    for fault in &answer.faults {
        page.wrapped(voice, 4, "✗", &fault.message, str::to_owned);
        page.wrapped(voice, 6, "→", &fault.help, accent);
    }
    for line in &answer.log {
        page.wrapped(voice, 4, "log", line, dim);
    }
    if let Some(fuel) = answer.fuel {
        page.line(4, &dim(&format!("fuel {}", voice.count(fuel))));
    }
}

fn name(answer: &RunAnswer) -> String {
    answer.creator.as_ref().map_or(answer.id.clone(), |creator| format!("{creator} {}", answer.id))
}

/// The columns of a table of answers, by what the first of them is.
fn header(answers: &[RunAnswer]) -> Vec<&'static str> {
    let columns: &[&str] = match answers.iter().find_map(|answer| answer.answer.as_ref()) {
        Some(Told::Worth(_)) => &["Value", "Reach", "Fair price"],
        Some(Told::Trigger(_)) => &["Condition", "Proposal"],
        Some(Told::Metric(_)) => &["Figure"],
        _ => &["Status", "Score", "Confidence"],
    };
    let of = answers.first().map_or("", |answer| answer.of);
    let first = if answers.iter().all(|answer| answer.of == of) { title(of) } else { "About" };
    [first].into_iter().chain(columns.iter().copied()).chain(["Fuel", "Why"]).collect()
}

fn title(of: &str) -> &'static str {
    match of {
        "creator" => "Creator",
        "package" => "Package",
        _ => "About",
    }
}

fn row(voice: &Voice<'_>, answer: &RunAnswer, columns: usize) -> Vec<String> {
    let fuel = answer.fuel.map_or("–".to_owned(), |fuel| voice.count(fuel));
    let (told, why) = match &answer.answer {
        Some(Told::Check(told)) => (scored(voice, told), reason(told)),
        Some(Told::Preflight(told)) => (scored(voice, &told.check), reason(&told.check)),
        Some(Told::Tier(told)) => (vec![tier(voice, told)], because(told)),
        Some(Told::Worth(told)) => {
            let amounts = [Some(&told.value), told.reach.as_ref(), told.fair.as_ref()];
            (amounts.map(|one| one.map_or("–".to_owned(), |one| amount(voice, one))).to_vec(), first(&told.reasons))
        }
        Some(Told::Trigger(told)) => (vec![word(&told.condition), proposal(voice, told)], first(&told.reasons)),
        Some(Told::Metric(told)) => {
            let figure = told.figures.first();
            let unknown = figure.and_then(|figure| figure.unknown.as_ref()).map(|why| why.text.clone());
            (
                figure.map(|one| estimate(voice, one, None)).into_iter().collect(),
                unknown.unwrap_or_else(|| first(&told.reasons)),
            )
        }
        // There is one campaign, which is told in full.
        Some(Told::Budget(_)) => (Vec::new(), String::new()),
        None => (Vec::new(), fault(answer)),
    };
    let told = told.into_iter().chain(std::iter::repeat("–".to_owned())).take(columns);
    [name(answer)].into_iter().chain(told).chain([fuel, why]).collect()
}

fn scored(voice: &Voice<'_>, told: &CheckReport) -> Vec<String> {
    vec![voice.status(told.status), voice.score(told.score, told.low, told.high), voice.share(told.confidence)]
}

fn first(reasons: &[ReasonReport]) -> String {
    reasons.first().map(|reason| reason.text.clone()).unwrap_or_default()
}

/// What a package is worth.
fn worth(page: &mut Page, voice: &Voice<'_>, told: &WorthReport) {
    let amounts = [("value", Some(&told.value)), ("reach", told.reach.as_ref()), ("fair price", told.fair.as_ref())];
    for (name, one) in amounts.into_iter().filter_map(|(name, one)| Some((name, one?))) {
        page.line(4, &format!("{name} {}", amount(voice, one)));
    }
    grounds(page, voice, &told.reasons, &told.evidence, &told.missing);
}

/// A value with its interval: `1,200 [900–1,500]`.
fn amount(voice: &Voice<'_>, amount: &AmountReport) -> String {
    let number = |value: Value| voice.number(value, amount.unit);
    let value = amount.value.map_or("?".to_owned(), number);
    match (amount.low, amount.high) {
        (Some(low), Some(high)) => format!("{value} [{}–{}]", number(low), number(high)),
        _ => value,
    }
}

/// What a trigger saw, and what it proposes.
fn look(page: &mut Page, voice: &Voice<'_>, told: &LookReport) {
    let more = if told.at_once { ", at once" } else { "" };
    page.line(4, &format!("{}{more}", bold(&word(&told.condition))));
    if told.kind.is_some() {
        page.wrapped(voice, 4, "→", &proposal(voice, told), accent);
    }
    grounds(page, voice, &told.reasons, &told.evidence, &told.missing);
}

fn proposal(voice: &Voice<'_>, told: &LookReport) -> String {
    let Some(kind) = &told.kind else { return "–".to_owned() };
    let urgency = told.urgency.as_ref().map(|urgency| voice.title("urgency", &word(urgency)));
    let money = told
        .amount
        .zip(told.line.as_ref())
        .map(|(amount, line)| format!("{} of {}", voice.number(amount, Unit::Money), voice.title("line", line)));
    let expires = told.expires_hours.map(|hours| format!("for {} h", voice.number(hours, Unit::Number)));
    let blocked = (told.condition == Condition::Blocked).then(|| "blocked".to_owned());
    let facts = [Some(voice.title("action", &word(kind))), urgency, money, expires, blocked];
    facts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What a metric says of a part of the campaign.
fn metric(page: &mut Page, voice: &Voice<'_>, told: &ScopeReport) {
    told.figures.iter().for_each(|one| figure(page, voice, None, one));
    if let Some(verdict) = &told.verdict_title {
        page.line(4, &bold(&visible(verdict)));
    }
    grounds(page, voice, &told.reasons, &told.evidence, &[]);
}

fn grounds(
    page: &mut Page,
    voice: &Voice<'_>,
    reasons: &[ReasonReport],
    evidence: &[EvidenceReport],
    missing: &[&str],
) {
    reasons.iter().for_each(|reason| page.wrapped(voice, 4, "·", &reason.text, str::to_owned));
    for seen in evidence {
        page.wrapped(voice, 4, "", &voice.quantity(&seen.quantity), dim);
    }
    if !missing.is_empty() {
        page.wrapped(voice, 4, "?", &voice.fields(missing), dim);
    }
}

/// How a policy divides the money, or why it does not.
fn budget(page: &mut Page, voice: &Voice<'_>, told: &BudgetReport) {
    // Whole percents would not add up.
    let share = |share| voice.number(share, Unit::Fraction);
    let shares = |shares: &[ShareReport], kind: &str| {
        let row = |one: &ShareReport| {
            let band = one.low.zip(one.high).map(|(low, high)| format!("{} – {}", share(low), share(high)));
            vec![format!("    {}", voice.title(kind, &one.id)), share(one.share), band.unwrap_or_default()]
        };
        shares.iter().map(row).collect::<Vec<_>>()
    };
    if !told.lines.is_empty() {
        page.text.push_str(&grid::plain(&["    Line", "Share", "Band"], shares(&told.lines, "line"), voice.width));
    }
    if !told.tiers.is_empty() {
        page.text.push_str(&grid::plain(&["    Tier", "Share", ""], shares(&told.tiers, "tier"), voice.width));
    }
    for cap in &told.caps {
        page.wrapped(voice, 4, "≤", &format!("{}: {}", cap.of, share(cap.share)), str::to_owned);
    }
    for why in told.infeasible.iter() {
        page.wrapped(voice, 4, "✗", &why.text, str::to_owned);
    }
    for reason in &told.reasons {
        page.wrapped(voice, 4, "·", &reason.text, str::to_owned);
    }
}

fn reason(told: &CheckReport) -> String {
    told.veto.iter().chain(&told.reasons).next().map(|reason| reason.text.clone()).unwrap_or_default()
}

fn because(told: &TierReport) -> String {
    told.reason.as_ref().map(|reason| reason.text.clone()).unwrap_or_default()
}

fn fault(answer: &RunAnswer) -> String {
    answer.faults.first().map(|fault| format!("✗ {}", fault.message)).unwrap_or_default()
}

fn tier(voice: &Voice<'_>, told: &TierReport) -> String {
    told.id.as_deref().map_or("–".to_owned(), |id| voice.title("tier", id))
}
