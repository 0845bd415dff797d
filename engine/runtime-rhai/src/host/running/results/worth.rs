//! What the part was worth beside its revenue, how the brand grew, and who the creators are to the agency.

use rhai::{Array, Dynamic, ImmutableString};
use saring_model::campaign::{Economics, RateCard};
use saring_model::creator::Relationship;
use saring_model::{Count, Fraction, Number};
use saring_pack::{Subject, Unit};
use saring_vocabulary::confidence::day_number;
use saring_vocabulary::results::growth::{Growth, growth};
use saring_vocabulary::results::value::{Incremental, earned_media, incremental, lifetime, market_shares, reused};

use super::super::super::column::ColumnHost;
use super::super::super::creator::CreatorHost;
use super::{ResultsHost, TotalHost, counted};
use crate::fuel;
use crate::measure::{Measure, measure, number, text};
use crate::registry::{Form, Outcome, Register, fields, raise};

/// Days of a month, on average.
const MONTH_DAYS: f64 = 365.25 / 12.0;

pub(super) fn register(register: &mut Register<'_>) {
    media(register);
    reuse(register);
    control(register);
    economics(register);
    market(register);
    followers(register);
    people(register);
    gates(register);
}

impl ResultsHost {
    fn card(&self) -> Option<&RateCard> {
        self.base.events.campaign.measurement.as_ref()?.rate_card.as_ref()
    }
}

fn media(register: &mut Register<'_>) {
    register
        .say(Form::Property, "results.emv -> total", "money", "Earned media value: the posts' actions times the prices of the declared rate card. It is never revenue. A post of which a priced action is not known does not tell; without a card in the campaign's currency none does.")
        .reads(&["campaign.measurement.rate_card"])
        .property(|r: &ResultsHost, _| {
            let card = r.card().filter(|card| r.known().currency() == Some(card.currency));
            let posts = r.posts();
            TotalHost::of(card.and_then(|card| earned_media(&posts, card)).unwrap_or_default(), Unit::Money)
        });
    register
        .say(
            Form::Property,
            "results.rate_card -> text",
            "-",
            "The name of the declared rate card; unknown where there is none.",
        )
        .reads(&["campaign.measurement.rate_card.id"])
        .property(|r: &ResultsHost, f| text(r.card().map(|card| card.id.as_str()), f));
    register
        .say(Form::Property, "results.rate_card_date -> text", "-", "The day of its prices.")
        .reads(&["campaign.measurement.rate_card.date"])
        .property(|r: &ResultsHost, f| text(r.card().map(|card| card.date.to_string()).as_deref(), f));
    register
        .say(Form::Property, "results.rate_card_currency -> text", "-", "The currency of its prices.")
        .reads(&["campaign.measurement.rate_card.currency"])
        .property(|r: &ResultsHost, f| text(r.card().map(|card| card.currency.as_str()), f));
    register
        .say(
            Form::Property,
            "results.currency -> text",
            "-",
            "The currency that the campaign is paid in; unknown where it has neither budget nor plan.",
        )
        .reads(&["campaign.budget.total"])
        .property(|r: &ResultsHost, f| text(r.known().currency().as_ref().map(|currency| currency.as_str()), f));
}

fn reuse(register: &mut Register<'_>) {
    register
        .say(Form::Property, "results.reused -> total", "money", "The value of the part's content that is used again: of each piece the smaller of what a licence costs and what producing such content anew costs. A piece of which one is missing does not tell.")
        .reads(&["campaign.measurement.reuse[].licence_price", "campaign.measurement.reuse[].replacement_cost"])
        .property(|r: &ResultsHost, _| {
            let reused = reused(&r.known(), &r.part);
            TotalHost::of(reused.map(|reused| reused.value).unwrap_or_default(), Unit::Money)
        });
    register
        .say(
            Form::Property,
            "results.reused_at_most -> value",
            "money",
            "The most that it can be worth by the prices that are known; unknown where a piece has none.",
        )
        .reads(&["campaign.measurement.reuse"])
        .property(|r: &ResultsHost, f| {
            Measure::of(reused(&r.known(), &r.part).map(|reused| reused.most), Unit::Money, f)
        });
}

fn control(register: &mut Register<'_>) {
    register
        .say(
            Form::Property,
            "results.has_control -> bool",
            "-",
            "Whether sales where the campaign did not run are declared.",
        )
        .reads(&["campaign.measurement.control"])
        .property(|r: &ResultsHost, _| {
            let measurement = r.base.events.campaign.measurement.as_ref();
            measurement.is_some_and(|measurement| measurement.control.is_some())
        });
    register
        .say(Form::Method, "results.incremental(way) -> value", "money", "Revenue beyond what would have come without the campaign, by its control: the `difference` of differences, or `scaled`, what was sold less what would have been at the control's growth. Unknown without a control in the campaign's currency.")
        .reads(&["campaign.measurement.control"]);
    let f = register.fields();
    register.call(move |r: &mut ResultsHost, way: ImmutableString| -> Outcome<Measure> {
        let pick = match way.as_str() {
            "difference" => |found: Incremental| Some(found.difference),
            "scaled" => |found: Incremental| found.scaled,
            _ => return raise(format!("`{way}` is no way; there are difference and scaled")),
        };
        Ok(Measure::of(incremental(&r.known()).and_then(pick), Unit::Money, f))
    });
}

fn economics(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "results.economics(name) -> value",
            "fraction",
            "What the campaign says of its customers: `margin`, `retention` or `discount`.",
        )
        .reads(&["campaign.economics.margin", "campaign.economics.retention", "campaign.economics.discount"])
        .call(|r: &mut ResultsHost, name: ImmutableString| -> Outcome<Measure> {
            let (pick, path): (fn(&Economics) -> Option<Fraction>, &str) = match name.as_str() {
                "margin" => (|it| it.margin, "campaign.economics.margin"),
                "retention" => (|it| it.retention, "campaign.economics.retention"),
                "discount" => (|it| it.discount, "campaign.economics.discount"),
                _ => return raise(format!("`{name}` is not said; there are margin, retention and discount")),
            };
            Ok(Measure::fraction(r.base.events.campaign.economics.as_ref().and_then(pick), fields(&[path])))
        });
    register
        .say(
            Form::Property,
            "results.lifetime_periods -> value",
            "number",
            "Periods over which the campaign counts a customer's value.",
        )
        .reads(&["campaign.measurement.lifetime_periods"])
        .property(|r: &ResultsHost, f| {
            let measurement = r.base.events.campaign.measurement.as_ref();
            Measure::positive(measurement.and_then(|measurement| measurement.lifetime_periods), f)
        });
    register
        .say(
            Form::Function,
            "lifetime_value(margin, retention, discount, periods) -> value",
            "of the margin",
            "What a customer is worth: Σ margin·retention^t / (1 + discount)^t over t = 0, 1, … periods - 1.",
        )
        .call(|margin: Dynamic, retention: Dynamic, discount: Dynamic, periods: Dynamic| -> Outcome<Measure> {
            let (margin, retention, discount) = (measure(&margin)?, measure(&retention)?, measure(&discount)?);
            let periods = number(&periods)?;
            let rates = retention.value.zip(discount.value);
            let worth = |margin: f64| rates.map(|(retention, discount)| lifetime(margin, retention, discount, periods));
            let of_all =
                margin.with(retention, margin.unit, |margin, _| margin).with(discount, margin.unit, |it, _| it);
            Ok(Measure { value: of_all.value.and_then(worth), ..of_all })
        });
}

fn market(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "results.market_share(when) -> value",
            "fraction",
            "The brand's share of its segment's sales, `before` the campaign or `after` it, as declared.",
        )
        .reads(&["campaign.measurement.market"]);
    let f = register.fields();
    register.call(move |r: &mut ResultsHost, when: ImmutableString| -> Outcome<Measure> {
        let [before, after] = market_shares(&r.known());
        match when.as_str() {
            "before" => Ok(Measure::of(before, Unit::Fraction, f)),
            "after" => Ok(Measure::of(after, Unit::Fraction, f)),
            _ => raise(format!("`{when}` is no time; there are before and after")),
        }
    });
}

fn followers(register: &mut Register<'_>) {
    register
        .say(Form::Method, "results.growth(points_min) -> growth", "-", "Followers that the brand's accounts, or those of the part's creators, gained during the campaign beyond the line through at least so many counts before it, three at least.")
        .reads(&["campaign.flight.start", "campaign.flight.end", "campaign.measurement.baseline"])
        .call(|r: &mut ResultsHost, points_min: Dynamic| -> Outcome<Growth> {
            let growth = growth(&r.known(), &r.part, number(&points_min)? as usize);
            fuel::charge(growth.of);
            Ok(growth)
        });
    register
        .say(
            Form::Property,
            "growth.gained -> value",
            "count",
            "Followers gained; unknown where an account does not tell.",
        )
        .property(|g: &Growth, _| g.told_by_all(g.gained));
    register
        .say(Form::Property, "growth.above_trend -> value", "count", "Those beyond what the trend would have brought.")
        .property(|g: &Growth, _| g.told_by_all(g.above_trend));
    register
        .say(
            Form::Property,
            "growth.deviation -> value",
            "count",
            "The standard deviation of that, as of a prediction.",
        )
        .property(|g: &Growth, _| g.told_by_all(libm::sqrt(g.variance)));
    register
        .say(Form::Property, "growth.base -> value", "count", "Followers at the beginning.")
        .property(|g: &Growth, _| g.told_by_all(g.base));
    register
        .say(Form::Property, "growth.told -> value", "count", "Accounts that have enough counts.")
        .property(|g: &Growth, _| counted(Some(g.told as f64), Unit::Count));
    register
        .say(Form::Property, "growth.of -> value", "count", "Accounts whose followers were counted.")
        .property(|g: &Growth, _| counted(Some(g.of as f64), Unit::Count));
}

/// A sum over accounts that all tell it.
trait ToldByAll {
    fn told_by_all(&self, value: f64) -> Measure;
}

impl ToldByAll for Growth {
    fn told_by_all(&self, value: f64) -> Measure {
        counted((self.told > 0 && self.told == self.of).then_some(value), Unit::Count)
    }
}

impl ResultsHost {
    fn subject(&self) -> Option<&Subject> {
        let creator = self.scope.creator.as_ref()?;
        fuel::charge(self.base.roster.len());
        self.base.roster.iter().find(|subject| subject.creator.id == *creator)
    }

    fn relations(&self) -> impl Iterator<Item = Option<&Relationship>> {
        self.creators().map(|creator| creator.relationship.as_ref())
    }
}

fn people(register: &mut Register<'_>) {
    register
        .say(
            Form::Property,
            "results.knows_creator -> bool",
            "-",
            "Whether one creator is asked about, and its facts are given.",
        )
        .property(|r: &ResultsHost, _| r.subject().is_some());
    register
        .say(
            Form::Method,
            "results.creator() -> creator",
            "-",
            "The creator that is asked about; an error where `knows_creator` is false.",
        )
        .call(|r: &mut ResultsHost| -> Outcome<CreatorHost> {
            let Some(subject) = r.subject() else { return raise("no creator is asked about whose facts are given") };
            let account = subject.creator.accounts.get(subject.primary);
            let platform = account.map_or("none", |account| account.platform.as_str()).into();
            let tier = subject.tier.as_deref().unwrap_or("none").into();
            let (creator, primary, as_of) = (subject.creator.clone(), subject.primary, r.base.events.as_of);
            Ok(CreatorHost { creator, primary, as_of, platform, tier })
        });
    register
        .say(
            Form::Property,
            "results.nps -> column",
            "number",
            "The creators' own satisfaction, net promoter score from -100 to 100.",
        )
        .reads(&["creator.relationship.nps"])
        .property(|r: &ResultsHost, f| {
            let scores = r.relations().map(|relation| relation?.nps.map(Number::get));
            ColumnHost::of(scores.collect(), Unit::Number, f)
        });
    register
        .say(Form::Property, "results.repeats -> column", "count", "Repeated collaborations with each creator.")
        .reads(&["creator.relationship.repeat_n"])
        .property(|r: &ResultsHost, f| {
            let repeats = r.relations().map(|relation| relation?.repeat_n.map(Count::as_f64));
            ColumnHost::of(repeats.collect(), Unit::Count, f)
        });
    register
        .say(
            Form::Property,
            "results.months -> column",
            "number",
            "Months since the earliest recorded work with each creator ended.",
        )
        .reads(&["creator.campaign_history[].ended"])
        .property(|r: &ResultsHost, f| {
            let today = day_number(r.base.events.as_of.date());
            let months = r.creators().map(|creator| {
                let records = creator.campaign_history.as_deref().unwrap_or_default();
                let first = records.iter().filter_map(|record| record.ended).min().map(day_number)?;
                (first <= today).then(|| (today - first) as f64 / MONTH_DAYS)
            });
            ColumnHost::of(months.collect(), Unit::Number, f)
        });
}

fn gates(register: &mut Register<'_>) {
    register
        .say(Form::Property, "results.failed_gates -> array", "-", "The layers whose gate the creator fails by the campaign's rules on the day of the measurement; none where there is none, or nobody looked.")
        .property(|r: &ResultsHost, _| -> Array {
            let own = r.base.roster.iter().find(|one| r.scope.creator.as_ref() == Some(&one.creator.id));
            let failed = own.and_then(|one| one.failed_gates.as_deref()).unwrap_or_default();
            failed.iter().map(|layer| ImmutableString::from(&**layer).into()).collect()
        });
}
