//! What the agency knows of a creator: work, terms, prices, ratings.

use rhai::ImmutableString;
use saring_model::catalogue::FieldSet;
use saring_model::creator::{CampaignRecord, Exclusivity, Rate, Relationship};
use saring_model::{Count, Money};
use saring_pack::Unit;
use saring_vocabulary::confidence::age_days;
use saring_vocabulary::delivery::{Deliveries, deliveries};
use saring_vocabulary::sponsorship::{binding_exclusivity, last_rival_work};
use saring_vocabulary::statistics::share;

use super::campaign::CampaignHost;
use super::column::ColumnHost;
use super::creator::{CreatorHost, platform_name};
use crate::measure::{Measure, text};
use crate::registry::{Form, Register};

macro_rules! handle {
    ($($(#[$doc:meta])* $name:ident;)+) => {
        $($(#[$doc])*
        #[derive(Debug, Clone)]
        pub(crate) struct $name(CreatorHost);

        impl $name {
            pub(crate) fn of(host: &CreatorHost) -> Self {
                Self(host.clone())
            }
        })+
    };
}

handle! {
    /// Past campaigns.
    PastCampaignsHost;
    /// The standing relationship.
    RelationshipHost;
    /// Prices.
    RatesHost;
    /// Human ratings.
    RatingsHost;
    /// Shared followers.
    OverlapHost;
}

pub(crate) fn register(register: &mut Register<'_>) {
    past_campaigns(register);
    rivals(register);
    relationship(register);
    exclusivity(register);
    prices(register);
    ratings(register);
}

impl PastCampaignsHost {
    fn all(&self) -> Option<&[CampaignRecord]> {
        self.0.creator.campaign_history.as_deref()
    }

    fn column(&self, get: impl Fn(&CampaignRecord) -> Option<f64>, unit: Unit, fields: FieldSet) -> ColumnHost {
        ColumnHost::of(self.all().unwrap_or_default().iter().map(get).collect(), unit, fields)
    }

    fn deliveries(&self) -> Deliveries {
        deliveries(self.all().unwrap_or_default(), self.0.as_of.date())
    }
}

fn past_campaigns(register: &mut Register<'_>) {
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
            let kpi = record.kpis.as_deref()?.iter().find(|kpi| *kpi.metric == *metric)?;
            share(kpi.actual?.get(), kpi.target?.get())
        };
        p.column(result, Unit::Ratio, f)
    });
}

fn money_ratio(a: Money, b: Money) -> Option<f64> {
    if a.currency() == b.currency() { share(a.minor() as f64, b.minor() as f64) } else { None }
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
    register.call(move |c: &mut CreatorHost, campaign: CampaignHost| {
        let rivals = campaign.campaign().and_then(|campaign| campaign.brand.competitors.as_deref()).unwrap_or_default();
        let posts = c.creator.accounts.iter().filter_map(|account| account.posts.as_deref()).flatten();
        let records = c.creator.campaign_history.as_deref().unwrap_or_default();
        let found = last_rival_work(posts, records, rivals, c.as_of);
        RivalHost { found: found.map(|work| (work.brand.into(), work.days_ago)), fields }
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

impl RelationshipHost {
    fn get(&self) -> Option<&Relationship> {
        self.0.creator.relationship.as_ref()
    }
}

fn relationship(register: &mut Register<'_>) {
    register
        .say(Form::Property, "relationship.contracts -> value", "count", "Contracts signed so far.")
        .reads(&["creator.relationship.contracts_n"])
        .property(|r: &RelationshipHost, f| Measure::count(r.get().and_then(|all| all.contracts_n), f));
    register
        .say(Form::Property, "relationship.repeats -> value", "count", "Repeated collaborations.")
        .reads(&["creator.relationship.repeat_n"])
        .property(|r: &RelationshipHost, f| Measure::count(r.get().and_then(|all| all.repeat_n), f));
    register
        .say(
            Form::Property,
            "relationship.rate_card_clarity -> value",
            "fraction",
            "How clear the creator's rate card is, as rated.",
        )
        .reads(&["creator.relationship.rate_card_clarity"])
        .property(|r: &RelationshipHost, f| Measure::fraction(r.get().and_then(|all| all.rate_card_clarity), f));
    register
        .say(Form::Property, "relationship.nps -> value", "number", "The creator's own satisfaction, -100 to 100.")
        .reads(&["creator.relationship.nps"])
        .property(|r: &RelationshipHost, f| {
            Measure::of(r.get().and_then(|all| all.nps).map(|nps| nps.get()), Unit::Number, f)
        });
    register
        .say(
            Form::Property,
            "relationship.reply_hours -> column",
            "hours",
            "Hours to the answer, per message; a message without an answer has none.",
        )
        .reads(&["creator.relationship.replies[].sent", "creator.relationship.replies[].answered"])
        .property(|r: &RelationshipHost, f| {
            let replies = r.get().and_then(|all| all.replies.as_deref()).unwrap_or_default();
            let hours =
                replies.iter().map(|reply| reply.answered.map(|answered| answered.days_since(reply.sent) * 24.0));
            ColumnHost::of(hours.collect(), Unit::Hours, f)
        });
    register
        .say(
            Form::Property,
            "relationship.age_days -> value",
            "days",
            "Days since these facts were true, by their provenance.",
        )
        .reads(&["creator.relationship.provenance.as_of"])
        .property(|r: &RelationshipHost, f| {
            Measure::of(age_days(r.get().and_then(|all| all.provenance.as_ref()), r.0.as_of), Unit::Days, f)
        });
}

/// An exclusivity that closes the brand's category, or none.
#[derive(Debug, Clone)]
pub(crate) struct ExclusivityHost {
    found: Option<Exclusivity>,
    is_known: bool,
    fields: FieldSet,
    missing: FieldSet,
}

fn exclusivity(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "relationship.exclusivity_against(campaign) -> exclusivity",
            "-",
            "An exclusivity in the brand's category that another brand holds while the campaign runs.",
        )
        .reads(&[
            "creator.relationship.exclusivity",
            "campaign.brand.category",
            "campaign.flight.start",
            "campaign.flight.end",
        ]);
    let fields = register.fields();
    let held_fields = crate::registry::fields(&["creator.relationship.exclusivity"]);
    let category_field = crate::registry::fields(&["campaign.brand.category"]);
    register.call(move |r: &mut RelationshipHost, campaign: CampaignHost| {
        let held = r.get().and_then(|all| all.exclusivity.as_deref());
        let brand = campaign.campaign().map(|campaign| &campaign.brand);
        let category = brand.and_then(|brand| brand.category.as_deref());
        let (from, until) = campaign.days();
        let found = held.zip(brand).zip(category).and_then(|((held, brand), category)| {
            binding_exclusivity(held, category, &brand.name, from, until).cloned()
        });
        let missing = match (held, category) {
            (None, None) => held_fields.union(category_field),
            (None, Some(_)) => held_fields,
            (Some(_), None) => category_field,
            (Some(_), Some(_)) => FieldSet::EMPTY,
        };
        ExclusivityHost { found, is_known: held.is_some() && category.is_some(), fields, missing }
    });
    register
        .say(
            Form::Property,
            "exclusivity.is_found -> bool",
            "-",
            "Whether there is one. False where the facts for it are missing, which `exclusivity.count` tells apart.",
        )
        .property(|e: &ExclusivityHost, _| e.found.is_some());
    register
        .say(
            Form::Property,
            "exclusivity.count -> value",
            "count",
            "1 or 0; unknown where the exclusivities or the brand's category are.",
        )
        .property(|e: &ExclusivityHost, _| {
            let count = e.is_known.then(|| f64::from(u8::from(e.found.is_some())));
            Measure::of(count, Unit::Count, e.fields).lacking(e.missing)
        });
    register
        .say(Form::Property, "exclusivity.brand -> text", "-", "The brand that holds it; `-` where it is not named.")
        .property(|e: &ExclusivityHost, _| {
            ImmutableString::from(e.found.as_ref().and_then(|held| held.brand.as_deref()).unwrap_or("-"))
        });
    register.say(Form::Property, "exclusivity.category -> text", "-", "The category that is closed.").property(
        |e: &ExclusivityHost, _| ImmutableString::from(e.found.as_ref().map_or("-", |held| held.category.as_str())),
    );
    register
        .say(
            Form::Property,
            "exclusivity.ends -> text",
            "-",
            "The last day on which it binds; `-` where no end is known.",
        )
        .property(|e: &ExclusivityHost, _| {
            ImmutableString::from(
                e.found.as_ref().and_then(|held| held.until).map_or_else(|| "-".to_owned(), |day| day.to_string()),
            )
        });
}

/// An amount of money. Amounts of two currencies do not mix.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MoneyHost(Option<Money>, FieldSet);

fn prices(register: &mut Register<'_>) {
    register
        .say(Form::Method, "rates.price(platform, format) -> money", "-", "What the creator asks for one post of a format on a platform: the first price that still holds, divided by how many posts it buys.")
        .reads(&["creator.rates[].price", "creator.rates[].platform", "creator.rates[].format", "creator.rates[].valid_to", "creator.rates[].quantity"]);
    let fields = register.fields();
    register.call(move |r: &mut RatesHost, platform: ImmutableString, format: ImmutableString| {
        let today = r.0.as_of.date();
        let fits = |rate: &&Rate| {
            let named = saring_vocabulary::posts::FORMATS
                .iter()
                .any(|(known, name)| *known == rate.format && *name == format.as_str());
            named && platform_name(rate.platform) == platform.as_str() && rate.valid_to.is_none_or(|last| last >= today)
        };
        let rate = r.0.creator.rates.as_deref().unwrap_or_default().iter().find(fits);
        let each = rate.and_then(|rate| {
            let posts = i64::try_from(rate.quantity.map_or(1, Count::get)).ok().filter(|posts| *posts > 0)?;
            Some(Money::from_minor(rate.price.minor() / posts, rate.price.currency()))
        });
        MoneyHost(each, fields)
    });
    register
        .say(Form::Method, "rates.len() -> value", "count", "How many prices there are; unknown where none were given.")
        .reads(&["creator.rates"]);
    let fields = register.fields();
    register.call(move |r: &mut RatesHost| {
        Measure::of(r.0.creator.rates.as_deref().map(|all| all.len() as f64), Unit::Count, fields)
    });
    register
        .say(Form::Property, "money.currency -> text", "-", "The currency, ISO 4217.")
        .property(|m: &MoneyHost, _| text(m.0.as_ref().map(|money| money.currency().as_str()), m.1));
    register
        .say(Form::Method, "money.in_currency(code) -> value", "number", "The amount in major units where it is in that currency; unknown in any other, because rates of exchange are not guessed.")
        .call(|m: &mut MoneyHost, code: ImmutableString| {
            let same = m.0.filter(|money| money.currency().as_str() == code.as_str());
            let major = same.map(|money| money.minor() as f64 / libm_pow10(money.currency().exponent()));
            Measure::of(major, Unit::Number, m.1)
        });
    register
        .say(
            Form::Method,
            "money.over(other) -> value",
            "ratio",
            "This amount divided by another; unknown across currencies.",
        )
        .call(|m: &mut MoneyHost, other: MoneyHost| {
            Measure::of(m.0.zip(other.0).and_then(|(a, b)| money_ratio(a, b)), Unit::Ratio, m.1.union(other.1))
        });
}

fn libm_pow10(exponent: u32) -> f64 {
    (0..exponent).fold(1.0, |scale, _| scale * 10.0)
}

fn ratings(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "ratings.of(criterion) -> column",
            "fraction",
            "Ratings of a criterion, each scaled from its own scale to 0 to 1.",
        )
        .reads(&["creator.ratings[].value", "creator.ratings[].scale", "creator.ratings[].criterion"]);
    let fields = register.fields();
    register.call(move |r: &mut RatingsHost, criterion: ImmutableString| {
        let all = r.0.creator.ratings.as_deref().unwrap_or_default();
        let scaled = all.iter().filter(|rating| *rating.criterion == *criterion).map(|rating| {
            let (low, high) = (rating.scale.min.get(), rating.scale.max.get());
            share(rating.value.get() - low, high - low).map(|share| share.clamp(0.0, 1.0))
        });
        ColumnHost::of(scaled.collect(), Unit::Fraction, fields)
    });
    register
        .say(
            Form::Method,
            "overlap.shared_with(creator_id) -> value",
            "fraction",
            "Shared followers over those of the smaller account.",
        )
        .reads(&["creator.overlap[].pct_of_smaller", "creator.overlap[].with"]);
    let fields = register.fields();
    register.call(move |o: &mut OverlapHost, other: ImmutableString| {
        let all = o.0.creator.overlap.as_deref().unwrap_or_default();
        Measure::fraction(
            all.iter()
                .find(|overlap| overlap.with.as_str() == other.as_str())
                .and_then(|overlap| overlap.pct_of_smaller),
            fields,
        )
    });
    register
        .say(
            Form::Property,
            "overlap.jaccard -> column",
            "fraction",
            "Shared followers over those of either, per known other creator.",
        )
        .reads(&["creator.overlap[].jaccard"])
        .property(|o: &OverlapHost, f| {
            let all = o.0.creator.overlap.as_deref().unwrap_or_default();
            ColumnHost::of(all.iter().map(|overlap| overlap.jaccard.map(|it| it.get())).collect(), Unit::Fraction, f)
        });
}
