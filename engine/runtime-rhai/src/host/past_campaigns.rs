//! `creator.past_campaigns`: what was delivered, on which terms, and for which rivals.

use rhai::{Array, ImmutableString};
use saring_model::catalogue::FieldSet;
use saring_model::creator::CampaignRecord;
use saring_model::{Count, Timestamp};
use saring_pack::Unit;
use saring_vocabulary::delivery::{Deliveries, accepted_revisions, deliveries};
use saring_vocabulary::sponsorship::last_rival_work;
use saring_vocabulary::statistics::share;

use super::campaign::CampaignHost;
use super::column::ColumnHost;
use super::creator::CreatorHost;
use super::records::money_ratio;
use crate::fuel;
use crate::measure::{Measure, text};
use crate::registry::{Form, Outcome, Register, raise};

/// The campaigns that a creator took part in.
#[derive(Debug, Clone)]
pub(crate) struct PastCampaignsHost(CreatorHost);

pub(crate) fn register(register: &mut Register<'_>) {
    delivery_record(register);
    effort_and_terms(register);
    revisions(register);
    results(register);
    rates(register);
    rivals(register);
}

impl PastCampaignsHost {
    pub(crate) fn of(host: &CreatorHost) -> Self {
        Self(host.clone())
    }

    pub(super) fn as_of(&self) -> Timestamp {
        self.0.as_of
    }

    pub(super) fn all(&self) -> Option<&[CampaignRecord]> {
        let all = self.0.creator.campaign_history.as_deref();
        fuel::charge(all.map_or(0, <[_]>::len));
        all
    }

    fn column(&self, get: impl Fn(&CampaignRecord) -> Option<f64>, unit: Unit, fields: FieldSet) -> ColumnHost {
        ColumnHost::of(self.all().unwrap_or_default().iter().map(get).collect(), unit, fields)
    }

    fn deliveries(&self) -> Deliveries {
        deliveries(self.all().unwrap_or_default(), self.0.as_of.date())
    }
}

fn delivery_record(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "past_campaigns.len() -> value",
            "count",
            "How many past campaigns there are; unknown where the records are.",
        )
        .reads(&["creator.campaign_history"]);
    let f = register.fields();
    register.call(move |p: &mut PastCampaignsHost| Measure::of(p.all().map(|all| all.len() as f64), Unit::Count, f));
    register
        .say(
            Form::Property,
            "past_campaigns.deliveries -> value",
            "count",
            "Past campaigns that say whether everything was delivered on time; 0 for a creator without records.",
        )
        .reads(&["creator.campaign_history[].on_time"])
        .property(|p: &PastCampaignsHost, f| Measure::of(Some(p.deliveries().counted as f64), Unit::Count, f));
    register
        .say(Form::Property, "past_campaigns.on_time -> value", "count", "Those of them in which everything was.")
        .reads(&["creator.campaign_history[].on_time"])
        .property(|p: &PastCampaignsHost, f| Measure::of(Some(p.deliveries().on_time as f64), Unit::Count, f));
    register
        .say(
            Form::Property,
            "past_campaigns.disputes_per_campaign -> value",
            "number",
            "Disputes per campaign that says how many there were.",
        )
        .reads(&["creator.campaign_history[].disputes"])
        .property(|p: &PastCampaignsHost, f| {
            let seen = p.deliveries();
            Measure::of(share(seen.disputes as f64, seen.disputes_known as f64), Unit::Number, f)
        });
    register
        .say(
            Form::Property,
            "past_campaigns.age_days -> value",
            "days",
            "Days since the newest campaign ended that says whether it was on time.",
        )
        .reads(&["creator.campaign_history[].ended"])
        .property(|p: &PastCampaignsHost, f| {
            Measure::of(p.deliveries().age_days.map(|days| days as f64), Unit::Days, f)
        });
}

fn effort_and_terms(register: &mut Register<'_>) {
    register
        .say(Form::Property, "past_campaigns.revisions -> column", "count", "Revisions that were needed, per campaign.")
        .reads(&["creator.campaign_history[].revisions"])
        .property(|p: &PastCampaignsHost, f| p.column(|record| record.revisions.map(Count::as_f64), Unit::Count, f));
    register
        .say(
            Form::Property,
            "past_campaigns.extras -> column",
            "count",
            "Deliverables beyond the contract, per campaign.",
        )
        .reads(&["creator.campaign_history[].extras"])
        .property(|p: &PastCampaignsHost, f| p.column(|record| record.extras.map(Count::as_f64), Unit::Count, f));
    register
        .say(
            Form::Property,
            "past_campaigns.reopened -> column",
            "fraction",
            "1 where the terms were reopened after signing, else 0, per campaign.",
        )
        .reads(&["creator.campaign_history[].reopened"])
        .property(|p: &PastCampaignsHost, f| {
            p.column(|record| record.reopened.map(|it| f64::from(u8::from(it))), Unit::Fraction, f)
        });
    register
        .say(
            Form::Property,
            "past_campaigns.asked_to_agreed -> column",
            "ratio",
            "What the creator first asked over what was agreed, per campaign, within one currency.",
        )
        .reads(&["creator.campaign_history[].asked", "creator.campaign_history[].agreed"])
        .property(|p: &PastCampaignsHost, f| {
            p.column(|record| money_ratio(record.asked?, record.agreed?), Unit::Ratio, f)
        });
}

fn revisions(register: &mut Register<'_>) {
    register
        .say(Form::Property, "past_campaigns.revisions_accepted -> value", "fraction", "Share of the campaigns with revisions that passed without a dispute, among those that say whether there was one.")
        .reads(&["creator.campaign_history[].revisions", "creator.campaign_history[].disputes"])
        .property(|p: &PastCampaignsHost, f| {
            let (revised, accepted) = accepted_revisions(p.all().unwrap_or_default(), p.0.as_of.date());
            Measure::of(share(accepted as f64, revised as f64), Unit::Fraction, f)
                .of_sample(usize::try_from(revised).unwrap_or(usize::MAX))
        });
}

fn results(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "past_campaigns.results(metric) -> column",
            "ratio",
            "Result over target of a metric, per campaign that has both.",
        )
        .reads(&[
            "creator.campaign_history[].kpis[].actual",
            "creator.campaign_history[].kpis[].target",
            "creator.campaign_history[].kpis[].metric",
        ]);
    let f = register.fields();
    register.call(move |p: &mut PastCampaignsHost, metric: ImmutableString| {
        let result = |record: &CampaignRecord| {
            let kpis = record.kpis.as_deref()?;
            fuel::charge(kpis.len());
            let kpi = kpis.iter().find(|kpi| *kpi.metric == *metric)?;
            share(kpi.actual?.get(), kpi.target?.get())
        };
        p.column(result, Unit::Ratio, f)
    });
}

fn rates(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "past_campaigns.rates(metrics) -> column",
            "fraction",
            "What was reached of a rate, per campaign: of the first of its KPIs with one of these names. A number above 1 is no rate, and counts as unknown.",
        )
        .reads(&["creator.campaign_history[].kpis[].actual", "creator.campaign_history[].kpis[].metric"]);
    let f = register.fields();
    register.call(move |p: &mut PastCampaignsHost, metrics: Array| -> Outcome<ColumnHost> {
        let names: Option<Vec<ImmutableString>> =
            metrics.into_iter().map(|name| name.into_immutable_string().ok()).collect();
        let Some(names) = names else { return raise("a list of metrics is due here") };
        let records = p.all().unwrap_or_default();
        let kpis = records.iter().map(|record| record.kpis.as_deref().map_or(0, <[_]>::len)).sum::<usize>();
        fuel::spend(kpis, names.len() + 1)?;
        let rate = |record: &CampaignRecord| {
            let kpi = record.kpis.as_deref()?.iter().find(|kpi| names.iter().any(|name| *kpi.metric == **name))?;
            kpi.actual.map(|actual| actual.get()).filter(|actual| *actual <= 1.0)
        };
        Ok(p.column(rate, Unit::Fraction, f))
    });
}

/// The last work for a rival, or none.
#[derive(Debug, Clone)]
pub(crate) struct RivalHost {
    found: Option<(ImmutableString, f64)>,
    fields: FieldSet,
}

fn rivals(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "creator.last_rival_work(campaign) -> rival_work",
            "-",
            "The most recent sponsored post or past campaign for a rival of the campaign's brand.",
        )
        .reads(&[
            "creator.accounts[].posts[].sponsors[].name",
            "creator.accounts[].posts[].sponsors[].domain",
            "creator.campaign_history[].brand",
            "creator.campaign_history[].ended",
            "campaign.brand.competitors",
        ]);
    let fields = register.fields();
    register.call(move |c: &mut CreatorHost, campaign: CampaignHost| -> Outcome<RivalHost> {
        let rivals = campaign.campaign().and_then(|campaign| campaign.brand.competitors.as_deref()).unwrap_or_default();
        let posts = c.creator.accounts.iter().filter_map(|account| account.posts.as_deref()).flatten();
        let records = c.creator.campaign_history.as_deref().unwrap_or_default();
        let sponsors =
            posts.clone().map(|post| post.sponsors.as_deref().map_or(1, |sponsors| sponsors.len() + 1)).sum::<usize>();
        let rival_bytes = rivals.iter().map(|rival| rival.len()).sum::<usize>();
        fuel::spend(sponsors + records.len(), rival_bytes + 1)?;
        let found = last_rival_work(posts, records, rivals, c.as_of);
        Ok(RivalHost { found: found.map(|work| (work.brand.into(), work.days_ago)), fields })
    });
    register
        .say(Form::Property, "rival_work.is_found -> bool", "-", "Whether there is such work.")
        .property(|r: &RivalHost, _| r.found.is_some());
    register
        .say(Form::Property, "rival_work.brand -> text", "-", "The rival's name.")
        .property(|r: &RivalHost, _| text(r.found.as_ref().map(|(brand, _)| brand.as_str()), r.fields));
    register
        .say(Form::Property, "rival_work.days_ago -> value", "days", "Days since the work.")
        .property(|r: &RivalHost, _| Measure::of(r.found.as_ref().map(|(_, days)| *days), Unit::Days, r.fields));
}
