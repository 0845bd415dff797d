//! Tiers: half-open bands of audience size without gap or overlap.

use std::sync::Arc;

use super::rules::Binder;
use crate::diagnostic::DiagnosticCode;
use crate::manifest::{RuleRef, Tier};
use crate::origin::Origin;
use crate::reader::Reader;
use crate::rule::Kind;
use crate::tree::{Branch, Entry, Node};

/// Reads the tiers, smallest first.
pub(super) fn read(reader: &mut Reader, node: &Node) -> Arc<[Tier]> {
    let bands = reader.branch(node).and_then(|branch| reader.need(branch, "bands", &node.origin));
    let named = bands.map(|node| reader.named(node)).unwrap_or_default();
    let mut tiers: Vec<(Tier, Origin)> = named
        .into_iter()
        .filter_map(|(entry, branch)| Some((tier(reader, entry, branch)?, entry.at.clone())))
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

fn tier(reader: &mut Reader, entry: &Entry, branch: &Branch) -> Option<Tier> {
    reader.only(
        branch,
        &["enabled", "followers-min", "followers-max", "role", "criteria", "content-approach", "measured-by"],
    );
    let min = reader.need(branch, "followers-min", &entry.at).and_then(|node| reader.count(node));
    let max = branch.get("followers-max").map(|entry| (reader.count(&entry.node), &entry.node.origin));
    let role = reader.need(branch, "role", &entry.at).and_then(|node| reader.text(node));
    let mut list = |key: &str| -> Vec<String> {
        let texts = branch.get(key).map(|entry| reader.texts(&entry.node)).unwrap_or_default();
        texts.into_iter().map(|text| text.value).collect()
    };
    let (criteria, content_approach, measured_by) = (list("criteria"), list("content-approach"), list("measured-by"));
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
