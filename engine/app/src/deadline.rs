//! The end of a request in which a rule did not end: how far a rule gets by the clock is no fact about a creator.

use saring_eval::Checked;
use saring_pack::{CompiledPack, Fault};

use crate::Refusal;

/// Refuses where the clock ended a rule, and names it.
pub(crate) fn in_time(pack: &CompiledPack, checked: &[Checked]) -> Result<(), Refusal> {
    checked.iter().try_for_each(|creator| {
        let tier = creator.classified.tier.as_ref().err().map(|fault| (&*pack.pack.tier_rule.source.id, fault));
        let rows = pack.pack.layers.iter().zip(&creator.answers);
        let checks = rows.flat_map(|(layer, answers)| layer.checks.iter().zip(answers));
        let faults = checks.filter_map(|(check, answer)| Some((check.path(), answer.as_ref().err()?)));
        let ended = tier.into_iter().chain(faults).find_map(|(rule, fault)| match fault {
            Fault::Deadline { limit_ms } => Some((rule, *limit_ms)),
            _ => None,
        });
        ended.map_or(Ok(()), |(rule, limit_ms)| Err(Refusal::Deadline { rule: rule.to_owned(), limit_ms }))
    })
}
