//! One creator in full, for people.

use saring_app::report::{
    AccountIdentity, CreatorReport, FaultReport, GateOutcome, LayerReport, NextData, Points, Report, Status,
    TierFitReport, TierReport, Waterfall,
};

use super::Voice;
use super::check::check;
use super::style::{self, accent, bold, dim};
use super::summary::decided_by;
use super::words::Words;
use crate::visible::visible;

/// Inputs that are named as the next best data.
const NEXT_DATA_MAX: usize = 5;
/// Columns of a layer's title; a check's is shorter by its indent.
pub(super) const TITLE_COLUMNS: usize = 28;
/// Columns of what was earned.
const WATERFALL_COLUMNS: usize = 22;
/// Columns of a score with its interval.
const SCORE_COLUMNS: usize = 16;

/// Everything that the verdicts on the creators of a report rest on.
pub fn explanation(voice: &Voice<'_>, report: &Report) -> String {
    let mut page = Page::default();
    for creator in &report.creators {
        one(&mut page, voice, creator);
    }
    page.line(0, &decided_by(voice, report));
    page.text
}

/// Lines with their indents.
#[derive(Default)]
pub(super) struct Page {
    pub(super) text: String,
}

impl Page {
    /// A line behind an indent.
    pub(super) fn line(&mut self, indent: usize, text: &str) {
        self.text.push_str(&" ".repeat(indent));
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }

    /// A text in as many lines as it takes, each in a style, behind a mark in front of the first.
    pub(super) fn wrapped(
        &mut self,
        voice: &Voice<'_>,
        indent: usize,
        mark: &str,
        text: &str,
        paint: fn(&str) -> String,
    ) {
        let marked = mark.chars().count() + usize::from(!mark.is_empty());
        for (index, line) in voice.wrap(&visible(text), indent + marked).iter().enumerate() {
            let lead = if index == 0 && marked > 0 { format!("{mark} ") } else { " ".repeat(marked) };
            self.line(indent, &format!("{lead}{}", paint(line)));
        }
    }

    /// The heading of what follows.
    pub(super) fn section(&mut self, title: &str) {
        self.line(0, "");
        self.line(0, &bold(title));
    }
}

fn as_is(text: &str) -> String {
    text.to_owned()
}

fn one(page: &mut Page, voice: &Voice<'_>, creator: &CreatorReport) {
    head(page, voice, creator);
    page.section(voice.words.why);
    for reason in &creator.reasons {
        page.wrapped(voice, 2, style::verdict_mark(creator.verdict), &reason.text, as_is);
    }
    page.section(voice.words.where_from);
    for layer in &creator.layers {
        page.line(0, "");
        self::layer(page, voice, layer, gate_outcome);
    }
    next_data(page, voice, &creator.next_best_data);
    tier(page, voice, &creator.tier);
    judgements(page, voice, creator);
    faults(page, voice, &creator.faults);
    page.line(0, "");
}

fn head(page: &mut Page, voice: &Voice<'_>, creator: &CreatorReport) {
    let verdict = style::verdict(creator.verdict, &voice.verdict(creator.verdict).to_uppercase());
    let who = who(&creator.id, creator.name.as_deref());
    page.line(0, &format!("{verdict}  {who}  {}", dim(&format!("#{}", creator.rank))));
    let facts = facts(voice, &creator.account, &creator.tier, creator.country.as_deref(), &creator.languages);
    page.line(0, &dim(&facts));
    page.line(0, "");
    let words = voice.words;
    let score = bold(&voice.score(creator.score, creator.low, creator.high));
    let (confidence, known) = (voice.share(creator.confidence), voice.share(creator.coverage));
    let trust = format!("{} {confidence} · {} {known}", words.confidence.to_lowercase(), words.known.to_lowercase());
    page.line(0, &format!("{} {score}   {trust}", words.score));
}

/// A creator's name, where it has one of its own, and id.
pub(super) fn who(id: &str, name: Option<&str>) -> String {
    let id = visible(id);
    let name = name.map(visible).filter(|name| *name != id);
    format!("{}{id}", name.map(|name| format!("{}  ", bold(&name))).unwrap_or_default())
}

/// What a creator is, in one line.
pub(super) fn facts(
    voice: &Voice<'_>,
    account: &AccountIdentity,
    tier: &TierReport,
    country: Option<&str>,
    languages: &[String],
) -> String {
    let platform = serde_json::to_value(account.platform).ok();
    let platform = platform.as_ref().and_then(|value| value.as_str()).unwrap_or_default().to_owned();
    let handle = account.handle.as_ref().map(|handle| format!("@{}", visible(handle).trim_start_matches('@')));
    let followers =
        account.followers.map(|count| format!("{} {}", voice.count(count), voice.words.followers.to_lowercase()));
    let tier = tier.id.as_ref().map(|tier| voice.title("tier", tier).to_lowercase());
    let languages = Some(languages.join(" ")).filter(|languages| !languages.is_empty());
    let facts = [Some(platform), handle, followers, tier, country.map(str::to_owned), languages];
    facts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What a gate says of a creator, in words.
type GateWords = fn(&Words, GateOutcome) -> &'static str;

fn gate_outcome(words: &Words, outcome: GateOutcome) -> &'static str {
    match outcome {
        GateOutcome::Passed => words.gate_passed,
        GateOutcome::Failed => words.gate_failed,
        GateOutcome::Unknown => words.gate_unknown,
    }
}

/// A layer with its checks.
pub(super) fn layer(page: &mut Page, voice: &Voice<'_>, layer: &LayerReport, gate_words: GateWords) {
    let words = voice.words;
    let gate = layer.gate.as_ref().map(|gate| {
        let outcome = gate_words(words, gate.outcome);
        format!("  {}", dim(&format!("{} ≥ {}: {outcome}", words.gate, voice.points(gate.min_score))))
    });
    let score = voice.score(layer.score, layer.low, layer.high);
    let title = bold(&padded(&voice.title("layer", &layer.id), TITLE_COLUMNS));
    let row = row(voice, &title, layer.points, &score, layer.status);
    page.line(2, &format!("{row}{}", gate.unwrap_or_default()));
    for own in &layer.checks {
        check(page, voice, own);
    }
}

/// A layer or a check in one line: what it earned of what was possible, its score, and how it stands.
pub(super) fn row(voice: &Voice<'_>, title: &str, points: Waterfall, score: &str, status: Status) -> String {
    let earned = if points.possible.0 > 0.0 { points.earned.0 / points.possible.0 } else { 0.0 };
    let stands = style::status(status, &format!("{} {}", style::status_mark(status), voice.status(status)));
    let waterfall = padded(&voice.waterfall(points), WATERFALL_COLUMNS);
    format!("{title}{}  {waterfall}{}{stands}", style::bar(earned, status), padded(score, SCORE_COLUMNS))
}

/// A text with blanks behind it, up to a width.
pub(super) fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(text.chars().count()).max(1)))
}

/// What to find out next.
pub(super) fn next_data(page: &mut Page, voice: &Voice<'_>, next: &[NextData]) {
    if next.is_empty() {
        return;
    }
    page.section(voice.words.next_data);
    for (index, data) in next.iter().take(NEXT_DATA_MAX).enumerate() {
        let gate = if data.gate { format!(" · {}", voice.words.gate) } else { String::new() };
        let closes = format!("{} {} {}", voice.words.closes, voice.points(data.closes), voice.words.points);
        let field = voice.fields(&[data.field]);
        page.line(
            2,
            &format!(
                "{}. {}  {}",
                index + 1,
                accent(&field),
                dim(&format!("{closes}{gate} · {}", data.checks.join(", ")))
            ),
        );
    }
}

/// The tier, what it is for, and the next one.
pub(super) fn tier(page: &mut Page, voice: &Voice<'_>, tier: &TierReport) {
    let words = voice.words;
    page.section(words.tier);
    let name = tier.id.as_ref().map_or(words.no_tier.to_owned(), |id| voice.title("tier", id));
    let role = tier.role.as_ref().map(|role| format!("{}: {role}", words.role));
    let measures = Some(&tier.measured_by).filter(|measures| !measures.is_empty());
    let measures = measures.map(|measures| format!("{}: {}", words.measured_by, measures.join(", ")));
    let next = tier.next.as_ref().map(|next| {
        let at = voice.number(next.at, saring_app::report::Unit::Count);
        format!("{}: {} {} {at}", words.next_tier, voice.title("tier", &next.tier).to_lowercase(), words.at)
    });
    page.line(2, &name);
    let fit = tier.fit.as_ref().map(|fit| tier_fit(voice, fit));
    for text in
        [tier.reason.as_ref().map(|reason| reason.text.clone()), role, fit, measures, next].into_iter().flatten()
    {
        page.wrapped(voice, 2, "", &text, dim);
    }
}

/// `fit: 71 · niche authority 80 · engaged community 62 · content versatility –`
fn tier_fit(voice: &Voice<'_>, fit: &TierFitReport) -> String {
    let points = |score: Option<Points>| score.map_or("–".to_owned(), |score| voice.points(score));
    let criteria = fit.criteria.iter().map(|criterion| {
        format!("{} {}", voice.title("criterion", &criterion.id).to_lowercase(), points(criterion.score))
    });
    let told: Vec<String> = std::iter::once(points(fit.score)).chain(criteria).collect();
    format!("{}: {}", voice.words.tier_fit, told.join(" · "))
}

fn judgements(page: &mut Page, voice: &Voice<'_>, creator: &CreatorReport) {
    if creator.overrides.is_empty() {
        return;
    }
    let words = voice.words;
    page.section(words.judgements);
    for given in &creator.overrides {
        let verdict = given.verdict.map(|verdict| voice.verdict(verdict));
        let what: Vec<String> = verdict.into_iter().chain(given.check.clone()).collect();
        let until = given.until.as_ref().map(|until| format!(" · {} {until}", words.until)).unwrap_or_default();
        let expired = if given.active { String::new() } else { format!(" · {}", words.expired) };
        page.line(2, &format!("{} · {}{until}{expired}", what.join(" · "), visible(&given.by)));
        page.wrapped(voice, 4, "", &given.reason, as_is);
    }
}

/// Rules that gave no answer, and facts that were left out.
pub(super) fn faults(page: &mut Page, voice: &Voice<'_>, faults: &[FaultReport]) {
    if faults.is_empty() {
        return;
    }
    page.section(voice.words.faults);
    for fault in faults {
        let code = serde_json::to_value(fault.code).ok();
        let code = code.as_ref().and_then(|value| value.as_str()).unwrap_or_default().to_owned();
        let about = fault.rule.as_ref().or(fault.pointer.as_ref()).cloned().unwrap_or_default();
        page.line(2, &format!("{} {about}", accent(&code)));
        page.wrapped(voice, 4, "", &fault.message, as_is);
        if let Some(at) = &fault.position {
            page.line(4, &dim(&format!("{}:{}:{}", visible(&at.file), at.line, at.column)));
            page.line(4, &format!("{} {}", dim(&format!("{} │", at.line)), visible(&at.source_line)));
        }
        page.wrapped(voice, 4, "", &fault.help, dim);
    }
}
