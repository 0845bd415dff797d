//! What past campaigns reached of what was agreed.

use saring_model::Date;
use saring_model::creator::{CampaignRecord, KpiRecord};

use crate::confidence::day_number;

/// Results of past campaigns against their targets.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Achievement {
    /// One number per campaign that ended by the moment of the decision: the mean of `ln(actual / target)` over its
    /// KPIs, each clipped; none where no KPI has both.
    pub log_ratios: Vec<Option<f64>>,
    /// Days since the newest campaign ended that has a number; none where no end is known.
    pub age_days: Option<i64>,
}

/// Results against targets up to `as_of`. Of the metrics in `lower_is_better` (costs) the ratio is target over actual,
/// and each logarithm is kept within `clip` of 0.
///
/// A campaign counts once however many KPIs it had, because they rise and fall together.
pub fn achievement(records: &[CampaignRecord], lower_is_better: &[&str], clip: f64, as_of: Date) -> Achievement {
    let ended = records.iter().filter(|record| record.ended.is_none_or(|ended| ended <= as_of));
    let mut all = Achievement::default();
    for record in ended {
        let kpis = record.kpis.as_deref().unwrap_or_default();
        let (sum, n) = kpis
            .iter()
            .filter_map(|kpi| log_ratio(kpi, lower_is_better))
            .fold((0.0, 0_u32), |(sum, n), log| (sum + log.clamp(-clip, clip), n + 1));
        all.log_ratios.push((n > 0).then(|| sum / f64::from(n)));
        let age = record.ended.filter(|_| n > 0).map(|ended| day_number(as_of) - day_number(ended));
        all.age_days = [all.age_days, age].into_iter().flatten().min();
    }
    all
}

/// `ln(better / worse)`; none without both, without a target, or of a cost of 0, which says nothing.
fn log_ratio(kpi: &KpiRecord, lower_is_better: &[&str]) -> Option<f64> {
    let (actual, target) = (kpi.actual?.get(), kpi.target?.get());
    let is_cost = lower_is_better.iter().any(|metric| metric.eq_ignore_ascii_case(&kpi.metric));
    let (reached, due) = if is_cost { (target, actual) } else { (actual, target) };
    (due > 0.0 && target > 0.0).then(|| libm::log(reached / due))
}
