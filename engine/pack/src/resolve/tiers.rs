//! Tiers: half-open bands of audience size without gap or overlap.

use std::sync::Arc;

use super::rules::Binder;
use crate::diagnostic::DiagnosticCode;
use crate::limits::WEIGHT_MAX;
use crate::manifest::{Criterion, RuleRef, Tier};
use crate::origin::Origin;
use crate::reader::{Reader, suggest};
use crate::rule::Kind;
use crate::tree::{Branch, Entry, Node};

/// Reads the tiers, smallest first. `checks` are the names that a criterion may speak of.
pub(super) fn read(reader: &mut Reader, node: &Node, checks: &[&str]) -> Arc<[Tier]> {
    let bands = reader.branch(node).and_then(|branch| reader.need(branch, "bands", &node.origin));
    let named = bands.map(|node| reader.named(node)).unwrap_or_default();
    let mut tiers: Vec<(Tier, Origin)> = named
        .into_iter()
        .filter_map(|(entry, branch)| Some((tier(reader, entry, branch, checks)?, entry.at.clone())))
        .collect();
    if tiers.is_empty() && reader.errors.is_empty() {
        reader.error(DiagnosticCode::TierGap, &node.origin, "every tier is switched off", "leave at least one");
    }
    tiers.sort_by_key(|(tier, _)| tier.followers_min);
    for pair in tiers.windows(2) {
        if let [(lower, _), (upper, at)] = pair {
            meet(reader, lower, upper, at);
        }
    }
    tiers.into_iter().map(|(tier, _)| tier).collect()
}

/// Binds the rule that puts a creator in a tier.
pub(super) fn rule(reader: &mut Reader, binder: &mut Binder<'_>, node: &Node) -> Option<RuleRef> {
    let branch = reader.branch(node)?;
    reader.only(branch, &["run", "params", "tables", "bands"]);
    binder.bind(reader, Kind::Tier, "tiers", branch, &node.origin)
}

fn tier(reader: &mut Reader, entry: &Entry, branch: &Branch, checks: &[&str]) -> Option<Tier> {
    reader.only(
        branch,
        &["enabled", "followers-min", "followers-max", "role", "criteria", "content-approach", "measured-by"],
    );
    let min = reader.need(branch, "followers-min", &entry.at).and_then(|node| reader.count(node));
    let max = branch.get("followers-max").map(|entry| (reader.count(&entry.node), &entry.node.origin));
    let role = reader.need(branch, "role", &entry.at).and_then(|node| reader.text(node));
    let criteria = branch.get("criteria").map(|entry| reader.named(&entry.node)).unwrap_or_default();
    let criteria =
        criteria.into_iter().filter_map(|(entry, branch)| criterion(reader, entry, branch, checks)).collect();
    let mut list = |key: &str| -> Vec<String> {
        let texts = branch.get(key).map(|entry| reader.texts(&entry.node)).unwrap_or_default();
        texts.into_iter().map(|text| text.value).collect()
    };
    let (content_approach, measured_by) = (list("content-approach"), list("measured-by"));
    let followers_min = min?;
    let followers_max = match max {
        None => None,
        Some((max, at)) => {
            let max = max?;
            if max <= followers_min {
                let message = format!("tier `{}` ends at {max}, before it begins at {followers_min}", entry.key);
                reader.error(DiagnosticCode::ValueRange, at, message, "`followers-max` is where the next tier begins");
                return None;
            }
            Some(max)
        }
    };
    let id = Arc::from(entry.key.as_str());
    Some(Tier { id, followers_min, followers_max, role: role?, criteria, content_approach, measured_by })
}

/// A criterion: `{ of = "check" or "check#part", weight = 0.3 }`.
fn criterion(reader: &mut Reader, entry: &Entry, branch: &Branch, checks: &[&str]) -> Option<Criterion> {
    reader.only(branch, &["enabled", "of", "weight"]);
    let node = reader.need(branch, "of", &entry.at)?;
    let of = reader.text(node)?;
    let (check, part) = of.split_once('#').map_or((of.as_str(), None), |(check, part)| (check, Some(part)));
    if !checks.contains(&check) {
        let message = format!("criterion `{}` counts `{check}`, which is no check of the pack", entry.key);
        reader.error(DiagnosticCode::CheckUnknown, &node.origin, message, suggest(check, checks.iter().copied()));
        return None;
    }
    let weight = reader.need(branch, "weight", &entry.at).and_then(|node| reader.number(node, 0.0, WEIGHT_MAX))?;
    Some(Criterion { id: entry.key.clone(), check: check.to_owned(), part: part.map(str::to_owned), weight })
}

/// Reports where two neighbours do not meet.
fn meet(reader: &mut Reader, lower: &Tier, upper: &Tier, at: &Origin) {
    let (id, next, begin) = (&lower.id, &upper.id, upper.followers_min);
    let help = format!("end `{id}` with `followers-max = {begin}`, where `{next}` begins");
    match lower.followers_max {
        Some(end) if end < begin => {
            let message = format!("no tier holds {end} to {begin} followers, between `{id}` and `{next}`");
            reader.error(DiagnosticCode::TierGap, at, message, help);
        }
        Some(end) if end == begin => {}
        _ => reader.error(DiagnosticCode::TierOverlap, at, format!("tier `{next}` overlaps `{id}`"), help),
    }
}
