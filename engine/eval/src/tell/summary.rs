//! Counts over a roster.

use std::collections::BTreeMap;
use std::sync::Arc;

use saring_model::campaign::Verdict;
use saring_pack::{Pack, Status};

use crate::report::{CreatorReport, InvalidCreator, ReasonCount, SilentCheck, Summary, TierCount, Value};

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
        tiers: tiers(pack, creators),
        reasons: reasons(creators),
        silent: silent(creators),
    }
}

fn tiers(pack: &Pack, creators: &[CreatorReport]) -> Vec<TierCount> {
    let ids = pack.tiers.iter().map(|tier| Some(tier.id.clone())).chain([None]);
    let count = |id: &Option<Arc<str>>| creators.iter().filter(|creator| creator.tier.id == *id).count();
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
    let mut checks: BTreeMap<String, (usize, BTreeMap<&'static str, usize>)> = BTreeMap::new();
    for creator in creators {
        for layer in &creator.layers {
            for check in layer.checks.iter().filter(|check| check.status == Status::Unknown) {
                let (count, missing) = checks.entry(format!("{}.{}", layer.id, check.id)).or_default();
                *count += 1;
                for field in &check.missing {
                    *missing.entry(field).or_default() += 1;
                }
            }
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
