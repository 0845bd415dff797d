//! What the agency knows of a creator: dealings, terms, prices.

use rhai::ImmutableString;
use saring_model::catalogue::FieldSet;
use saring_model::creator::{Exclusivity, Rate, Relationship};
use saring_model::{Money, PostCount};
use saring_pack::Unit;
use saring_vocabulary::confidence::age_days;
use saring_vocabulary::fair_price::major_units;
use saring_vocabulary::sponsorship::binding_exclusivity;
use saring_vocabulary::statistics::share;

use super::campaign::CampaignHost;
use super::column::ColumnHost;
use super::creator::CreatorHost;
use crate::fuel;
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
    /// The standing relationship.
    RelationshipHost;
    /// Prices.
    RatesHost;
    /// Shared followers.
    OverlapHost;
}

pub(crate) fn register(register: &mut Register<'_>) {
    relationship(register);
    exclusivity(register);
    exclusivity_facts(register);
    prices(register);
    overlaps(register);
}

impl RelationshipHost {
    pub(crate) fn get(&self) -> Option<&Relationship> {
        self.0.creator.relationship.as_ref()
    }

    pub(crate) fn host(&self) -> &CreatorHost {
        &self.0
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
        fuel::charge_folding(
            held.map_or(0, |held| held.iter().map(|each| each.brand.as_ref().map_or(1, |brand| brand.len() + 1)).sum()),
        );
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
}

fn exclusivity_facts(register: &mut Register<'_>) {
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
pub(crate) struct MoneyHost(pub(super) Option<Money>, pub(super) FieldSet);

impl RatesHost {
    /// The first price that still holds, of those that fit.
    pub(super) fn holding(&self, fits: impl Fn(&Rate) -> bool) -> Option<&Rate> {
        let today = self.0.as_of.date();
        let rates = self.0.creator.rates.as_deref().unwrap_or_default();
        fuel::charge(rates.len() * saring_vocabulary::posts::FORMATS.len());
        rates.iter().find(|rate| fits(rate) && rate.valid_to.is_none_or(|last| last >= today))
    }
}

fn prices(register: &mut Register<'_>) {
    register
        .say(Form::Method, "rates.price(platform, format) -> money", "-", "What the creator asks for one post of a format on a platform: the first price that still holds, divided by how many posts it buys.")
        .reads(&["creator.rates[].price", "creator.rates[].platform", "creator.rates[].format", "creator.rates[].valid_to", "creator.rates[].quantity"]);
    let fields = register.fields();
    register.call(move |r: &mut RatesHost, platform: ImmutableString, format: ImmutableString| {
        let rate = r.holding(|rate| {
            let named = saring_vocabulary::posts::FORMATS
                .iter()
                .any(|(known, name)| *known == rate.format && *name == format.as_str());
            named && rate.platform.as_str() == platform.as_str()
        });
        let each = rate.and_then(|rate| {
            let posts = i64::try_from(rate.quantity.map_or(1, PostCount::get)).ok().filter(|posts| *posts > 0)?;
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
            Measure::of(same.map(major_units), Unit::Number, m.1)
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

/// One amount over another; none across currencies.
pub(super) fn money_ratio(a: Money, b: Money) -> Option<f64> {
    if a.currency() == b.currency() { share(a.minor() as f64, b.minor() as f64) } else { None }
}

fn overlaps(register: &mut Register<'_>) {
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
        fuel::charge(all.len());
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
