//! What past campaigns reached of what was agreed.

use rhai::{Array, Dynamic, ImmutableString};
use saring_model::catalogue::FieldSet;
use saring_pack::Unit;
use saring_vocabulary::achievement::{Achievement, achievement};

use super::column::ColumnHost;
use super::past_campaigns::PastCampaignsHost;
use crate::fuel;
use crate::measure::{Measure, number};
use crate::registry::{Form, Outcome, Register, fields, raise};

/// Results against targets.
#[derive(Debug, Clone)]
pub(crate) struct AchievementHost {
    found: Achievement,
    fields: FieldSet,
}

pub(crate) fn register(register: &mut Register<'_>) {
    register
        .say(Form::Method, "past_campaigns.achievement(lower_is_better, clip) -> achievement", "-", "Results of past campaigns against their targets. Of the metrics that are named, costs above all, less is better; the logarithm of each ratio is kept within `clip` of 0.")
        .reads(&["creator.campaign_history[].kpis[].actual", "creator.campaign_history[].kpis[].target", "creator.campaign_history[].kpis[].metric", "creator.campaign_history[].ended"]);
    let fields = fields(&[
        "creator.campaign_history[].kpis[].actual",
        "creator.campaign_history[].kpis[].target",
        "creator.campaign_history[].kpis[].metric",
    ]);
    register.call(move |p: &mut PastCampaignsHost, lower: Array, clip: Dynamic| -> Outcome<AchievementHost> {
        let lower: Vec<ImmutableString> = lower.iter().map(name).collect::<Outcome<_>>()?;
        let lower: Vec<&str> = lower.iter().map(ImmutableString::as_str).collect();
        let records = p.all().unwrap_or_default();
        let kpis = records.iter().map(|record| record.kpis.as_deref().map_or(0, <[_]>::len)).sum::<usize>();
        fuel::spend(kpis, lower.len() + 1)?;
        Ok(AchievementHost { found: achievement(records, &lower, number(&clip)?, p.as_of().date()), fields })
    });
    register
        .say(Form::Property, "achievement.log_ratios -> column", "number", "One number per campaign that ended: the mean of ln(actual / target), or of ln(target / actual) where less is better, over its KPIs that have both.")
        .property(|a: &AchievementHost, _| {
            ColumnHost::of(a.found.log_ratios.iter().copied().collect(), Unit::Number, a.fields)
        });
    register
        .say(
            Form::Property,
            "achievement.age_days -> value",
            "days",
            "Days since the newest campaign ended that has a result.",
        )
        .reads(&["creator.campaign_history[].ended"])
        .property(|a: &AchievementHost, f| Measure::of(a.found.age_days.map(|days| days as f64), Unit::Days, f));
}

fn name(item: &Dynamic) -> Outcome<ImmutableString> {
    item.read_lock::<ImmutableString>().map_or_else(|| raise("a list of metrics is due here"), |name| Ok(name.clone()))
}
