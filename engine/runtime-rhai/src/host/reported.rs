//! `creator.reported`: aggregates by somebody else's count, beside which our own can be laid.

use rhai::ImmutableString;
use saring_model::creator::{RateBase, Reported};
use saring_model::{Count, Positive};
use saring_pack::Unit;
use saring_vocabulary::confidence::age_days;
use saring_vocabulary::statistics::share;

use super::creator::{CreatorHost, base_name, base_named};
use crate::measure::{Measure, text};
use crate::registry::{Form, Outcome, Register, fields};

/// Aggregates as a provider reports them.
#[derive(Debug, Clone)]
pub(crate) struct ReportedHost(CreatorHost);

impl ReportedHost {
    fn get<T>(&self, field: impl Fn(&Reported) -> Option<T>) -> Option<T> {
        self.0.account()?.reported.as_ref().and_then(field)
    }
}

pub(crate) fn register(register: &mut Register<'_>) {
    engagement_rates(register);
    from_averages(register);
    aggregates(register);
}

fn engagement_rates(register: &mut Register<'_>) {
    register
        .say(Form::Property, "creator.reported -> reported", "-", "Aggregates as a provider reports them.")
        .property(|c: &CreatorHost, _| ReportedHost(c.clone()));
    register
        .say(
            Form::Property,
            "reported.engagement_rate -> value",
            "fraction",
            "The reported engagement rate, by whatever definition.",
        )
        .reads(&["creator.accounts[].reported.engagement_rate.value"])
        .property(|r: &ReportedHost, f| {
            Measure::fraction(r.get(|all| all.engagement_rate.as_ref().map(|rate| rate.value)), f)
        });
    register
        .say(
            Form::Property,
            "reported.per -> text",
            "-",
            "What the reported engagement rate divides by: `followers`, `views` or `reach`.",
        )
        .reads(&["creator.accounts[].reported.engagement_rate.per"])
        .property(|r: &ReportedHost, f| {
            text(r.get(|all| all.engagement_rate.as_ref().map(|rate| base_name(rate.per))), f)
        });
    register
        .say(
            Form::Method,
            "reported.engagement_rate_per(base) -> value",
            "fraction",
            "The reported engagement rate where it divides by `base`; unknown by another definition.",
        )
        .reads(&[
            "creator.accounts[].reported.engagement_rate.value",
            "creator.accounts[].reported.engagement_rate.per",
        ]);
    let fields = register.fields();
    register.call(move |r: &mut ReportedHost, base: ImmutableString| -> Outcome<Measure> {
        let base = base_named(&base)?;
        Ok(Measure::fraction(
            r.get(|all| all.engagement_rate.as_ref().filter(|rate| rate.per == base).map(|rate| rate.value)),
            fields,
        ))
    });
}

/// A rate from reported averages: what providers print in a plain list, where they print no rate.
fn from_averages(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "reported.engagement_from_averages(base) -> value",
            "fraction",
            "Reported mean likes and comments, as far as they are known, divided by followers or mean views; unknown by `reach`.",
        )
        .reads(&[
            "creator.accounts[].reported.avg_likes",
            "creator.accounts[].reported.avg_comments",
            "creator.accounts[].reported.avg_views",
            "creator.accounts[].followers",
        ]);
    let all = register.fields();
    let likes = fields(&["creator.accounts[].reported.avg_likes"]);
    let above = ["creator.accounts[].reported.avg_likes", "creator.accounts[].reported.avg_comments"];
    let [by_followers, by_views] = ["creator.accounts[].followers", "creator.accounts[].reported.avg_views"]
        .map(|below| fields(&above).union(fields(&[below])));
    register.call(move |r: &mut ReportedHost, base: ImmutableString| -> Outcome<Measure> {
        let averages = r.get(|all| {
            let likes = all.avg_likes?.get();
            Some((likes + all.avg_comments.map_or(0.0, Positive::get), all.avg_views))
        });
        let followers = || r.0.account().and_then(|account| account.followers).map(Count::as_f64);
        let (below, used) = match base_named(&base)? {
            RateBase::Followers => (followers(), by_followers),
            RateBase::Views => (averages.and_then(|(_, views)| views).map(Positive::get), by_views),
            RateBase::Reach => (None, all),
        };
        let rate = averages.zip(below).and_then(|((above, _), below)| share(above, below));
        let measure = Measure::of(rate, Unit::Fraction, used);
        // Comments are counted where they are known; without likes there is no rate.
        Ok(if averages.is_none() { measure.lacking(likes) } else { measure })
    });
}

fn aggregates(register: &mut Register<'_>) {
    register
        .say(
            Form::Property,
            "reported.growth_30d -> value",
            "fraction",
            "Reported relative change of followers over 30 days.",
        )
        .reads(&["creator.accounts[].reported.growth_30d"])
        .property(|r: &ReportedHost, f| {
            Measure::of(r.get(|all| all.growth_30d).map(|change| change.get()), Unit::Fraction, f)
        });
    register
        .say(Form::Property, "reported.quality_score -> value", "fraction", "The provider's quality score, 0 to 1.")
        .reads(&["creator.accounts[].reported.quality_score"])
        .property(|r: &ReportedHost, f| Measure::fraction(r.get(|all| all.quality_score), f));
    register
        .say(Form::Property, "reported.avg_likes -> value", "number", "Reported mean likes per post.")
        .reads(&["creator.accounts[].reported.avg_likes"])
        .property(|r: &ReportedHost, f| Measure::positive(r.get(|all| all.avg_likes), f));
    register
        .say(Form::Property, "reported.avg_comments -> value", "number", "Reported mean comments per post.")
        .reads(&["creator.accounts[].reported.avg_comments"])
        .property(|r: &ReportedHost, f| Measure::positive(r.get(|all| all.avg_comments), f));
    register
        .say(Form::Property, "reported.avg_views -> value", "number", "Reported mean views per post.")
        .reads(&["creator.accounts[].reported.avg_views"])
        .property(|r: &ReportedHost, f| Measure::positive(r.get(|all| all.avg_views), f));
    register
        .say(
            Form::Property,
            "reported.age_days -> value",
            "days",
            "Days since the aggregates were true: by their own provenance, else by the account's.",
        )
        .reads(&["creator.accounts[].reported.provenance.as_of", "creator.accounts[].provenance.as_of"])
        .property(|r: &ReportedHost, f| {
            let own = r.0.account().and_then(|account| account.reported.as_ref()?.provenance.as_ref());
            let age = age_days(own, r.0.as_of);
            Measure::of(age.or_else(|| age_days(r.0.account()?.provenance.as_ref(), r.0.as_of)), Unit::Days, f)
        });
}
