//! The answer of a budget policy, told in full.

use saring_pack::{BudgetAnswer, Capped, Locale, Share, ShareCap};

use super::check::evidence;
use super::reason::reason;
use crate::report::{BudgetReport, ShareCapReport, ShareReport, Value};

/// A policy's answer in the words of a locale.
pub fn budget(locale: &Locale, answer: &BudgetAnswer) -> BudgetReport {
    BudgetReport {
        lines: answer.lines.iter().map(share).collect(),
        tiers: answer.tiers.iter().map(share).collect(),
        caps: answer.caps.iter().map(cap).collect(),
        reasons: answer.reasons.iter().map(|given| reason(locale, given)).collect(),
        evidence: answer.evidence.iter().map(evidence).collect(),
        infeasible: answer.infeasible.as_ref().map(|why| reason(locale, why)),
    }
}

fn share(Share { id, share, band }: &Share) -> ShareReport {
    let (low, high) = band.unzip();
    ShareReport { id: id.clone(), share: Value(*share), low: low.map(Value), high: high.map(Value) }
}

fn cap(ShareCap { of, share }: &ShareCap) -> ShareCapReport {
    let of = match of {
        Capped::Creator => "creator".to_owned(),
        Capped::Platform(platform) => platform.clone(),
    };
    ShareCapReport { of, share: Value(*share) }
}
