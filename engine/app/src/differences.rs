//! Where two reports on the same creators differ: by other rules, or by plugins in the place of rules.

use std::collections::BTreeMap;

use saring_eval::report::{CheckReport, CreatorReport, Report};
use saring_model::campaign::Verdict;
use saring_pack::Status;

/// What differs between two reports.
#[derive(Debug, Clone, Default)]
pub struct Differences<'a> {
    /// Creators whose verdict is another one: before, and after.
    pub verdicts: Vec<(&'a CreatorReport, &'a CreatorReport)>,
    /// Checks that ended otherwise, by creator in the order of the first report.
    pub checks: Vec<CheckDifference<'a>>,
}

/// A check that ended otherwise for a creator.
#[derive(Debug, Clone)]
pub struct CheckDifference<'a> {
    /// The creator.
    pub creator: &'a CreatorReport,
    /// The check as it was.
    pub before: &'a CheckReport,
    /// The check as it is.
    pub after: &'a CheckReport,
}

/// Compares two reports on the same creators.
pub fn differences<'a>(before: &'a Report, after: &'a Report) -> Differences<'a> {
    let by_id: BTreeMap<&str, &CreatorReport> = after.creators.iter().map(|it| (it.id.as_str(), it)).collect();
    let mut found = Differences::default();
    for creator in &before.creators {
        let Some(other) = by_id.get(creator.id.as_str()) else { continue };
        if creator.verdict != other.verdict {
            found.verdicts.push((creator, other));
        }
        let pairs = checks(creator).zip(checks(other)).filter(|(before, after)| said(before) != said(after));
        found.checks.extend(pairs.map(|(before, after)| CheckDifference { creator, before, after }));
    }
    found
}

impl CheckDifference<'_> {
    /// The first reason on either side that the other side does not give; else the first of all.
    pub fn reasons(&self) -> [Option<&str>; 2] {
        let own = |check: &CheckReport, other: &CheckReport| {
            let known: Vec<&str> = codes(other).collect();
            codes(check).position(|code| !known.contains(&code)).unwrap_or_default()
        };
        [(self.before, own(self.before, self.after)), (self.after, own(self.after, self.before))]
            .map(|(check, at)| check.veto.iter().chain(&check.reasons).nth(at).map(|reason| reason.text.as_str()))
    }
}

impl Differences<'_> {
    /// How many checks ended otherwise, by check and status before and after.
    pub fn counts(&self) -> BTreeMap<(&str, Status, Status), usize> {
        self.checks.iter().fold(BTreeMap::new(), |mut counts, it| {
            *counts.entry((it.before.id.as_str(), it.before.status, it.after.status)).or_default() += 1;
            counts
        })
    }

    /// How many creators went from one verdict to another.
    pub fn moves(&self) -> BTreeMap<(Verdict, Verdict), usize> {
        self.verdicts.iter().fold(BTreeMap::new(), |mut counts, (before, after)| {
            *counts.entry((before.verdict, after.verdict)).or_default() += 1;
            counts
        })
    }
}

fn checks(creator: &CreatorReport) -> impl Iterator<Item = &CheckReport> {
    creator.layers.iter().flat_map(|layer| &layer.checks)
}

/// What a check says in short: how it ended, its score in tenths of a point, and why.
fn said(check: &CheckReport) -> (Status, Option<i64>, Vec<&str>) {
    let score = check.score.as_ref().map(|score| (score.0 * 10.0).round() as i64);
    (check.status, score, codes(check).collect())
}

fn codes(check: &CheckReport) -> impl Iterator<Item = &str> {
    check.veto.iter().chain(&check.reasons).map(|reason| reason.code.as_str())
}
