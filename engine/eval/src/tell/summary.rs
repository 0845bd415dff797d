//! Counts over a roster.

use std::collections::BTreeMap;
use std::sync::Arc;

use saring_model::campaign::Verdict;
use saring_pack::{Pack, Status};

use crate::report::{CreatorReport, InvalidCreator, ReasonCount, SilentCheck, Summary, TierCount, TierReport, Value};

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

fn silent(creators: &[CreatorReport]) -> Vec<SilentCheck> {
    let layers = creators.iter().flat_map(|creator| &creator.layers);
    silent_checks(layers.flat_map(|layer| {
        let silent = layer.checks.iter().filter(|check| check.status == Status::Unknown);
        silent.map(|check| (format!("{}.{}", layer.id, check.id), check.missing.as_slice()))
    }))
}

/// Counts over silent checks of any creators, each with its missing inputs, in the order of the checks' names.
pub(super) fn silent_checks<'a>(silent: impl Iterator<Item = (String, &'a [&'static str])>) -> Vec<SilentCheck> {
    let mut checks: BTreeMap<String, (usize, BTreeMap<&'static str, usize>)> = BTreeMap::new();
    for (check, fields) in silent {
        let (count, missing) = checks.entry(check).or_default();
        *count += 1;
        for field in fields {
            *missing.entry(field).or_default() += 1;
        }
    }
    let told = |(check, (creators, missing)): (String, (usize, BTreeMap<&'static str, usize>))| {
        let mut missing: Vec<(&'static str, usize)> = missing.into_iter().collect();
        missing.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let missing = missing.into_iter().take(MISSING_MAX).map(|(field, _)| field).collect();
        SilentCheck { check, creators, missing }
    };
    let mut told: Vec<SilentCheck> = checks.into_iter().map(told).collect();
    told.sort_by_key(|check| std::cmp::Reverse(check.creators));
    told
}
