//! What the brand may do with content, and what it may still ask of creators.

use std::collections::BTreeMap;

use rhai::ImmutableString;
use saring_model::Id;
use saring_model::campaign::UsageRights;
use saring_pack::Unit;
use saring_vocabulary::text::fold;

use super::{EventsHost, PlanHost};
use crate::fuel;
use crate::host::campaign::CampaignHost;
use crate::host::column::ColumnHost;
use crate::measure::{Measure, flag};
use crate::registry::{Form, Outcome, Register};

pub(super) fn register(register: &mut Register<'_>) {
    register
        .say(
            Form::Property,
            "campaign.paid_use -> bool",
            "-",
            "Whether the brand may pay to show the creators' content; unknown where nothing says so.",
        )
        .reads(&["campaign.usage_rights.paid"])
        .property(|c: &CampaignHost, f| flag(rights(c).and_then(|rights| rights.paid), f));
    register
        .say(
            Form::Property,
            "campaign.paid_use_days -> value",
            "days",
            "For how many days; unknown where no end is said.",
        )
        .reads(&["campaign.usage_rights.days"])
        .property(|c: &CampaignHost, f| {
            let days = rights(c).and_then(|rights| rights.days);
            Measure::of(days.map(|days| days.as_f64()), Unit::Days, f)
        });
    register
        .say(
            Form::Method,
            "campaign.paid_use_on(platform) -> bool",
            "-",
            "Whether one of the channels on which it may is the platform; true where no channels are named.",
        )
        .reads(&["campaign.usage_rights.channels"])
        .call(|c: &mut CampaignHost, platform: ImmutableString| {
            let channels = rights(c).and_then(|rights| rights.channels.as_deref());
            fuel::charge_folding(channels.iter().flat_map(|channels| channels.iter()).map(|name| name.len()).sum());
            channels.is_none_or(|channels| channels.iter().any(|channel| fold(channel).contains(platform.as_str())))
        });
    register
        .say(Form::Method, "events.revisions_left(plan) -> column", "count", "How many revisions of those that the brief allows can still be asked, of each creator who is booked; without a plan of each with whom work is recorded. What is sent back without a number counts once.")
        .reads(&["campaign.brief.revision_limit"]);
    let f = register.fields();
    register.call(move |e: &mut EventsHost, plan: PlanHost| -> Outcome<ColumnHost> {
        let limit = e.campaign.brief.as_ref().and_then(|brief| brief.revision_limit);
        let left = e.revisions(&plan).into_values().map(|done| Some((limit?.as_f64() - done).max(0.0)));
        Ok(ColumnHost::of(left.collect(), Unit::Count, f).lacking(f))
    });
}

fn rights(campaign: &CampaignHost) -> Option<&UsageRights> {
    campaign.campaign()?.usage_rights.as_ref()
}

impl EventsHost {
    /// Revisions that were asked of each creator.
    fn revisions(&self, plan: &PlanHost) -> BTreeMap<Id, f64> {
        let view = self.view();
        let mut counted: BTreeMap<Id, (f64, f64)> = BTreeMap::new();
        for seen in view.approvals(view.ever()) {
            fuel::charge(1);
            let Some(creator) = &seen.event.creator else { continue };
            let (most, sent_back) = counted.entry(creator.clone()).or_default();
            *most = most.max(seen.what.revisions.map_or(0.0, |revisions| revisions.as_f64()));
            *sent_back += f64::from(u8::from(seen.what.approved == Some(false)));
        }
        let done = |creator: &Id| counted.get(creator).map_or(0.0, |(most, sent_back)| most.max(*sent_back));
        match &plan.plan {
            Some(plan) => plan.bookings.iter().map(|one| (one.creator.clone(), done(&one.creator))).collect(),
            None => {
                let published = view.published(view.ever()).filter_map(|seen| seen.event.creator.clone());
                let all = published.chain(counted.keys().cloned());
                all.map(|creator| (creator.clone(), done(&creator))).collect()
            }
        }
    }
}
