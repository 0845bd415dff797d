//! How scores become verdicts.

use crate::diagnostic::DiagnosticCode;
use crate::manifest::{Policy, RankBy, Verdict};
use crate::origin::Sourced;
use crate::reader::Reader;
use crate::tree::{Branch, Node};

const KEYS: [&str; 6] = ["pass-at", "warn-at", "coverage-min", "select-coverage-min", "on-no-tier", "rank-by"];
/// Verdicts that may follow from not knowing. Nobody is selected out of ignorance.
pub(super) const CAUTIOUS: [(&str, Verdict); 2] = [("review", Verdict::Review), ("reject", Verdict::Reject)];

/// Reads the policy. Every key has to be said somewhere in the chain: the engine has no numbers of its own.
pub(super) fn read(reader: &mut Reader, node: &Node) -> Option<Policy> {
    let branch = reader.branch(node)?;
    reader.only(branch, &KEYS);
    let number = |reader: &mut Reader, key: &str, max: f64| {
        let node = reader.need(branch, key, &node.origin)?;
        reader.number(node, 0.0, max).map(|value| sourced(value, node))
    };
    let pass_at = number(reader, "pass-at", 100.0);
    let warn_at = number(reader, "warn-at", 100.0);
    let coverage_min = number(reader, "coverage-min", 1.0);
    let select_coverage_min = number(reader, "select-coverage-min", 1.0);
    let on_no_tier = choice(reader, branch, node, "on-no-tier", &CAUTIOUS);
    let rank_by = choice(reader, branch, node, "rank-by", &[("low", RankBy::Low), ("score", RankBy::Score)]);
    let (pass_at, warn_at) = (pass_at?, warn_at?);
    if warn_at.value > pass_at.value {
        let message = format!("`warn-at` is {}, above `pass-at`, which is {}", warn_at.value, pass_at.value);
        reader.error(DiagnosticCode::ValueRange, &warn_at.origin, message, "set it at or below `pass-at`");
    }
    Some(Policy {
        pass_at,
        warn_at,
        coverage_min: coverage_min?,
        select_coverage_min: select_coverage_min?,
        on_no_tier: on_no_tier?,
        rank_by: rank_by?,
    })
}

fn choice<T: Copy>(
    reader: &mut Reader,
    branch: &Branch,
    policy: &Node,
    key: &str,
    choices: &[(&str, T)],
) -> Option<Sourced<T>> {
    let node = reader.need(branch, key, &policy.origin)?;
    reader.choice(node, choices).map(|value| sourced(value, node))
}

pub(super) fn sourced<T>(value: T, node: &Node) -> Sourced<T> {
    Sourced { value, origin: node.origin.clone() }
}
