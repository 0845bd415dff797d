//! Counts over a roster.

use std::collections::BTreeMap;
use std::sync::Arc;

use saring_model::campaign::Verdict;
use saring_pack::{Pack, Status};

use crate::report::{
    CreatorReport, FindingCount, InvalidCreator, ReasonCount, SilentCheck, Summary, TierCount, TierReport, Value,
};

/// Missing inputs that are named per silent check.
const MISSING_MAX: usize = 3;

/// Counts over the creators of a report.
pub(super) fn summary(pack: &Pack, creators: &[CreatorReport], invalid: &[InvalidCreator]) -> Summary {
    let with = |verdict: Verdict| creators.iter().filter(|creator| creator.verdict == verdict).count();
    let coverage: f64 = creators.iter().map(|creator| creator.coverage.0).sum();
    Summary {
        creators: creators.len(),
        select: with(Verdict::Select),
        review: with(Verdict::Review),
        reject: with(Verdict::Reject),
        invalid: invalid.len(),
        faults: creators.iter().map(|creator| creator.faults.len()).sum(),
        coverage: Value(if creators.is_empty() { 0.0 } else { coverage / creators.len() as f64 }),
        tiers: tiers(pack, || creators.iter().map(|creator| &creator.tier)),
        reasons: reasons(creators),
        findings: findings(creators),
        silent: silent(creators),
    }
}

/// Creators per tier of a pack, from the tiers of all of them.
pub(super) fn tiers<'a, T: Iterator<Item = &'a TierReport>>(pack: &Pack, all: impl Fn() -> T) -> Vec<TierCount> {
    let ids = pack.tiers.iter().map(|tier| Some(tier.id.clone())).chain([None]);
    let count = |id: &Option<Arc<str>>| all().filter(|tier| tier.id == *id).count();
    ids.map(|tier| TierCount { creators: count(&tier), tier }).collect()
}

/// Creators by the first reason of their verdict.
fn reasons(creators: &[CreatorReport]) -> Vec<ReasonCount> {
    let mut counts: BTreeMap<(Verdict, &str, Option<&String>), usize> = BTreeMap::new();
    for creator in creators {
        let Some(first) = creator.reasons.first() else { continue };
        *counts.entry((creator.verdict, &first.code, first.layer.as_ref())).or_default() += 1;
    }
    let told = |((verdict, code, layer), creators): ((Verdict, &str, Option<&String>), usize)| ReasonCount {
        verdict,
        code: code.to_owned(),
        layer: layer.cloned(),
        creators,
    };
    let mut told: Vec<ReasonCount> = counts.into_iter().map(told).collect();
    // Stable, so that equal counts keep the order of verdict, code and layer.
    told.sort_by_key(|count| std::cmp::Reverse(count.creators));
    told
}

/// Checks that warned or failed, by the first reason that they gave.
fn findings(creators: &[CreatorReport]) -> Vec<FindingCount> {
    let mut counts: BTreeMap<(String, &str), (usize, usize)> = BTreeMap::new();
    for layer in creators.iter().flat_map(|creator| &creator.layers) {
        for check in &layer.checks {
            let (fail, warn) = match check.status {
                Status::Fail => (1, 0),
                Status::Warn => (0, 1),
                Status::Pass | Status::Unknown => continue,
            };
            let code = check.veto.as_ref().or(check.reasons.first()).map_or("", |reason| &reason.code);
            let count = counts.entry((format!("{}.{}", layer.id, check.id), code)).or_default();
            *count = (count.0 + fail, count.1 + warn);
        }
    }
    let told = |((check, code), (fail, warn)): ((String, &str), (usize, usize))| FindingCount {
        check,
        code: code.to_owned(),
        fail,
        warn,
    };
    let mut told: Vec<FindingCount> = counts.into_iter().map(told).collect();
    told.sort_by_key(|finding| std::cmp::Reverse(finding.fail + finding.warn));
    told
}

fn silent(creators: &[CreatorReport]) -> Vec<SilentCheck> {
    let layers = creators.iter().flat_map(|creator| &creator.layers);
    silent_checks(layers.flat_map(|layer| {
        let silent = layer.checks.iter().filter(|check| check.status == Status::Unknown);
        silent.map(|check| {
            let reason = check.reasons.first().map_or("", |reason| &reason.code);
            (format!("{}.{}", layer.id, check.id), reason, check.missing.as_slice())
        })
    }))
}

/// Counts over silent checks of any creators, each with its reason and its missing inputs, most frequent first.
pub(super) fn silent_checks<'a>(
    silent: impl Iterator<Item = (String, &'a str, &'a [&'static str])>,
) -> Vec<SilentCheck> {
    #[derive(Default)]
    struct Seen<'a> {
        creators: usize,
        reasons: BTreeMap<&'a str, usize>,
        missing: BTreeMap<&'static str, usize>,
    }
    let mut checks: BTreeMap<String, Seen<'a>> = BTreeMap::new();
    for (check, reason, missing) in silent {
        let seen = checks.entry(check).or_default();
        seen.creators += 1;
        *seen.reasons.entry(reason).or_default() += 1;
        for field in missing {
            *seen.missing.entry(field).or_default() += 1;
        }
    }
    let told = |(check, seen): (String, Seen<'_>)| SilentCheck {
        check,
        creators: seen.creators,
        reason: most_frequent(seen.reasons).next().unwrap_or_default().to_owned(),
        missing: most_frequent(seen.missing).take(MISSING_MAX).collect(),
    };
    let mut told: Vec<SilentCheck> = checks.into_iter().map(told).collect();
    told.sort_by_key(|check| std::cmp::Reverse(check.creators));
    told
}

/// The most frequent first; of equals, by name.
fn most_frequent(counts: BTreeMap<&str, usize>) -> impl Iterator<Item = &str> {
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().map(|(name, _)| name)
}
