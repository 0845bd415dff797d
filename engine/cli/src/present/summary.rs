//! What there is to say about a whole roster.

use saring_app::report::{EngineIdentity, PackIdentity, Report, SilentCheck, Status, TierCount, Value};
use saring_model::Timestamp;
use saring_model::campaign::Verdict;

use super::Voice;
use super::style::{bold, dim, verdict};

/// Reasons and silent checks that are shown.
const LINES_MAX: usize = 5;
/// Digits of a digest that are shown to people.
const DIGEST_CHARS: usize = 19;
/// Columns of the labels.
const LABEL_COLUMNS: usize = 16;

/// Counts by verdict, tier and reason, what the checks missed, and by what all was decided.
pub fn summary(voice: &Voice<'_>, report: &Report) -> String {
    let mut lines = vec![counts(voice, report), tiers(voice, &report.summary.tiers)];
    lines.extend(reasons(voice, report));
    lines.extend(findings(voice, report));
    lines.extend(silent(voice, report));
    lines.push(decided_by(voice, report));
    lines.join("\n") + "\n"
}

/// A text behind its label.
pub(super) fn labelled(label: &str, text: &str) -> String {
    let blanks = " ".repeat(LABEL_COLUMNS.saturating_sub(label.chars().count()).max(1));
    format!("{}{blanks}{text}", bold(label))
}

fn counts(voice: &Voice<'_>, report: &Report) -> String {
    let (summary, words) = (&report.summary, voice.words);
    let count = |count: usize| voice.count(count as u64);
    let of = |which: Verdict, creators: usize| verdict(which, &format!("{} {}", voice.verdict(which), count(creators)));
    let mut parts = vec![
        of(Verdict::Select, summary.select),
        of(Verdict::Review, summary.review),
        of(Verdict::Reject, summary.reject),
    ];
    parts.extend(quality(voice, summary.invalid, summary.coverage, summary.faults));
    if report.creators.len() < summary.creators {
        parts.push(dim(&format!("{} {}", words.shown, count(report.creators.len()))));
    }
    format!("{} {}: {}", bold(&count(summary.creators)), words.creators, parts.join(" · "))
}

/// How much of a roster could be read, is known, and went wrong.
pub(super) fn quality(voice: &Voice<'_>, invalid: usize, coverage: Value, faults: usize) -> Vec<String> {
    let words = voice.words;
    let some = |word: &str, number: usize| (number > 0).then(|| format!("{word} {}", voice.count(number as u64)));
    let known = format!("{} {}", words.known.to_lowercase(), voice.share(coverage));
    let parts = [some(words.invalid, invalid), Some(known), some(&words.faults.to_lowercase(), faults)];
    parts.into_iter().flatten().collect()
}

/// How many creators there are of each tier.
pub(super) fn tiers(voice: &Voice<'_>, tiers: &[TierCount]) -> String {
    let tiers = tiers.iter().filter(|tier| tier.creators > 0).map(|tier| {
        let name = match &tier.tier {
            Some(id) => voice.title("tier", id).to_lowercase(),
            None => voice.words.no_tier.to_owned(),
        };
        format!("{name} {}", voice.count(tier.creators as u64))
    });
    labelled(voice.words.tiers, &tiers.collect::<Vec<_>>().join(" · "))
}

fn reasons(voice: &Voice<'_>, report: &Report) -> Vec<String> {
    let told = report.summary.reasons.iter().take(LINES_MAX).map(|reason| {
        let layer = reason.layer.as_ref().map(|layer| format!(" ({})", voice.title("layer", layer)));
        let code = reason.code.strip_prefix("verdict.").unwrap_or(&reason.code);
        let who = verdict(reason.verdict, &voice.verdict(reason.verdict));
        format!("{who} {} {code}{}", voice.count(reason.creators as u64), layer.unwrap_or_default())
    });
    under(voice.words.reasons, told.collect())
}

/// What checks failed or warned of most often.
fn findings(voice: &Voice<'_>, report: &Report) -> Vec<String> {
    let told = report.summary.findings.iter().take(LINES_MAX).map(|finding| {
        let check = finding.check.rsplit('.').next().unwrap_or(&finding.check);
        let code = finding.code.rsplit('.').next().unwrap_or_default().replace('-', " ");
        let counts = [(Status::Fail, finding.fail), (Status::Warn, finding.warn)].into_iter().filter(|(_, n)| *n > 0);
        let counts: Vec<String> =
            counts.map(|(status, n)| format!("{} {}", voice.status(status), voice.count(n as u64))).collect();
        format!("{} {}{}", voice.title("check", check), counts.join(" "), dim(&format!(" · {code}")))
    });
    under(voice.words.findings, told.collect())
}

fn silent(voice: &Voice<'_>, report: &Report) -> Vec<String> {
    let told = silent_checks(voice, &report.summary.silent, report.summary.creators);
    let told = if told.is_empty() { vec![voice.words.all_silent.to_owned()] } else { told };
    under(voice.words.silent, told)
}

/// Every check that was silent for all creators, and those that were silent most often.
pub(super) fn silent_checks(voice: &Voice<'_>, silent: &[SilentCheck], all: usize) -> Vec<String> {
    let for_all = silent.iter().filter(|silent| silent.creators == all).count();
    let told = (silent.iter().take(for_all.max(LINES_MAX))).map(|silent| {
        let check = silent.check.rsplit('.').next().unwrap_or(&silent.check);
        let missing = match silent.missing.as_slice() {
            [] => String::new(),
            fields => dim(&format!(" · {}: {}", voice.words.missing, voice.fields(fields))),
        };
        format!("{} {}{missing}", voice.title("check", check), voice.count(silent.creators as u64))
    });
    told.collect()
}

/// Lines behind a label in front of the first.
pub(super) fn under(label: &str, lines: Vec<String>) -> Vec<String> {
    let told = lines.iter().enumerate().map(|(index, line)| labelled(if index == 0 { label } else { "" }, line));
    told.collect()
}

/// By what was decided: enough to decide the same again.
pub fn decided_by(voice: &Voice<'_>, report: &Report) -> String {
    identity(voice, voice.words.decided_by, (&report.engine, &report.pack), report.as_of, &report.inputs_digest)
}

/// Engine and pack, moment and inputs, behind a word for what was done by them.
pub(super) fn identity(
    voice: &Voice<'_>,
    done: &str,
    (engine, pack): (&EngineIdentity, &PackIdentity),
    as_of: Timestamp,
    inputs: &str,
) -> String {
    let words = voice.words;
    let short = |digest: &str| digest.chars().take(DIGEST_CHARS).collect::<String>();
    let mut text = format!(
        "{} {}@{} {} · {} {} · {} {} · saring {}",
        done,
        pack.name,
        pack.version,
        pack.digest,
        words.as_of,
        as_of,
        words.inputs,
        short(inputs),
        engine.version
    );
    if !pack.fallbacks.is_empty() {
        text.push_str(&format!(" · fallbacks: {}", pack.fallbacks.join(", ")));
    }
    dim(&text)
}
