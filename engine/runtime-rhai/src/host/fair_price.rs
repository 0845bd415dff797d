//! What a creator asks for a post, and what such a post is worth.

use rhai::{Dynamic, ImmutableString};
use saring_model::CurrencyCode;
use saring_model::catalogue::FieldSet;
use saring_model::creator::{Format, Rate};
use saring_pack::Unit;
use saring_vocabulary::fair_price;
use saring_vocabulary::posts::FORMATS;
use saring_vocabulary::text::fold;

use super::campaign::CampaignHost;
use super::column::ColumnHost;
use super::creator::CreatorHost;
use crate::fuel;
use crate::measure::{Measure, measure, text};
use crate::registry::{Form, Outcome, Register};

/// The price that is compared.
#[derive(Debug, Clone)]
pub(crate) struct AskHost {
    pub(super) rate: Option<Rate>,
    fields: FieldSet,
}

/// A fair price with its interval.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PriceHost {
    pub(super) low: Measure,
    pub(super) expected: Measure,
    pub(super) high: Measure,
}

pub(crate) fn register(register: &mut Register<'_>) {
    asks(register);
    ask_facts(register);
    exchange(register);
    fair_prices(register);
}

fn asks(register: &mut Register<'_>) {
    register
        .say(Form::Method, "creator.ask(campaign) -> ask", "-", "The price to compare: the first that still holds on the account's platform, of the format that the campaign's deliverables name first; of any format where they name none that has a price.")
        .reads(&["creator.rates[].price", "creator.rates[].platform", "creator.rates[].format", "creator.rates[].valid_to", "creator.rates[].quantity", "creator.rates[].includes", "campaign.deliverables[].format", "campaign.deliverables[].platform"]);
    let fields = crate::registry::fields(&["creator.rates"]);
    register.call(move |c: &mut CreatorHost, campaign: CampaignHost| -> Outcome<AskHost> {
        let deliverables =
            campaign.campaign().and_then(|campaign| campaign.deliverables.as_deref()).unwrap_or_default();
        let rates = c.creator.rates.as_deref().unwrap_or_default();
        let Some(account) = c.account() else { return Ok(AskHost { rate: None, fields }) };
        let mut wanted: Vec<Format> = Vec::new();
        for deliverable in deliverables.iter().filter(|deliverable| deliverable.platform == account.platform) {
            if !wanted.contains(&deliverable.format) {
                wanted.push(deliverable.format);
            }
        }
        fuel::charge(deliverables.len() * FORMATS.len());
        fuel::spend(rates.len(), wanted.len() + 1)?;
        let rate = fair_price::ask(rates, account.platform, &wanted, c.as_of.date());
        Ok(AskHost { rate: rate.cloned(), fields })
    });
}

fn ask_facts(register: &mut Register<'_>) {
    register
        .say(
            Form::Property,
            "ask.amount -> value",
            "number",
            "The price of one post in major units of its currency; unknown where no price holds.",
        )
        .property(|a: &AskHost, _| Measure::of(a.rate.as_ref().map(fair_price::per_post), Unit::Number, a.fields));
    register
        .say(Form::Property, "ask.currency -> text", "-", "Its currency, ISO 4217.")
        .property(|a: &AskHost, _| text(a.rate.as_ref().map(|rate| rate.price.currency().as_str()), a.fields));
    register
        .say(Form::Property, "ask.format -> text", "-", "The format that it buys.")
        .property(|a: &AskHost, _| text(a.rate.as_ref().map(|rate| rate.format.as_str()), a.fields));
    register
        .say(
            Form::Method,
            "ask.includes(what) -> bool",
            "-",
            "Whether the price says that it includes something, without case and diacritics.",
        )
        .call(|a: &mut AskHost, what: ImmutableString| a.includes(&what));
}

impl AskHost {
    pub(super) fn includes(&self, what: &str) -> Outcome<bool> {
        let includes = self.rate.as_ref().and_then(|rate| rate.includes.as_deref()).unwrap_or_default();
        fuel::spend_folding(what.len() + includes.iter().map(|include| include.what.len()).sum::<usize>())?;
        let what = fold(what);
        Ok(includes.iter().any(|include| fold(&include.what) == what))
    }
}

fn exchange(register: &mut Register<'_>) {
    register
        .say(Form::Method, "campaign.exchange(from, to) -> value", "number", "Units of one currency for one of another, by the newest of the campaign's own rates, in either direction; 1 within one currency, unknown without a rate, because rates of exchange are not guessed.")
        .reads(&["campaign.fx"]);
    let fields = register.fields();
    register.call(move |c: &mut CampaignHost, from: Dynamic, to: Dynamic| {
        let code = |text: Dynamic| CurrencyCode::new(text.read_lock::<ImmutableString>()?.as_str());
        let rates = c.campaign().and_then(|campaign| campaign.fx.as_deref()).unwrap_or_default();
        fuel::charge(rates.len());
        let both = code(from).zip(code(to));
        let rate = both.and_then(|(from, to)| fair_price::exchange(rates, from, to, c.as_of.date()));
        Measure::of(rate, Unit::Number, fields)
    });
}

fn fair_prices(register: &mut Register<'_>) {
    register
        .say(Form::Function, "fair_price(views, cpm_low, cpm_high, factor_low, factor_high) -> price", "-", "What a post is worth: expected views, times the price per thousand views, times a multiplier. The lowest of both with the p25 of the views, the middle with their median, the highest with their p75.")
        .call(|views: ColumnHost, cpm_low: Dynamic, cpm_high: Dynamic, factor_low: Dynamic, factor_high: Dynamic| -> Outcome<PriceHost> {
            let [cpm_low, cpm_high, factor_low, factor_high] =
                [measure(&cpm_low)?, measure(&cpm_high)?, measure(&factor_low)?, measure(&factor_high)?];
            Ok(priced(&views, (cpm_low, cpm_high), (factor_low, factor_high)))
        });
    register
        .say(Form::Property, "price.low -> value", "number", "The low end of the interval.")
        .property(|p: &PriceHost, _| p.low);
    register
        .say(Form::Property, "price.expected -> value", "number", "The price to expect.")
        .property(|p: &PriceHost, _| p.expected);
    register
        .say(Form::Property, "price.high -> value", "number", "The high end of the interval.")
        .property(|p: &PriceHost, _| p.high);
}

/// What a post is worth by its views, in the currency of the price per thousand views.
pub(super) fn priced(views: &ColumnHost, cpm: (Measure, Measure), factor: (Measure, Measure)) -> PriceHost {
    let quantiles = [views.quantile(0.25), views.quantile(0.5), views.quantile(0.75)];
    let terms = [cpm.0, cpm.1, factor.0, factor.1];
    let [cpm_low, cpm_high, factor_low, factor_high] = terms.map(|term| term.value);
    let known: Option<Vec<f64>> = quantiles.iter().map(|views| views.value).collect();
    let price = known.and_then(|views| {
        let views: [f64; 3] = views.try_into().ok()?;
        Some(fair_price::fair_price(views, (cpm_low?, cpm_high?), (factor_low?, factor_high?)))
    });
    let [few, usual, many] = quantiles;
    let of = |views: Measure, amount: Option<f64>| {
        let fields = terms.iter().fold(views.fields, |fields, term| fields.union(term.fields));
        let missing = terms.iter().fold(views.missing, |missing, term| missing.union(term.missing));
        Measure { sample: views.sample, ..Measure::of(amount, Unit::Number, fields).lacking(missing) }
    };
    PriceHost {
        low: of(few, price.map(|price| price.low)),
        expected: of(usual, price.map(|price| price.expected)),
        high: of(many, price.map(|price| price.high)),
    }
}
