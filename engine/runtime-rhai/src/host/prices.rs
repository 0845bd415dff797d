//! The fair price of a post and of a package: the one place of the formula, for checks and for rules of worth.

use rhai::{Dynamic, ImmutableString};
use saring_model::CurrencyCode;
use saring_model::catalogue::FieldSet;
use saring_model::creator::Format;
use saring_pack::table::ANY;
use saring_pack::{Table, Unit};
use saring_vocabulary::posts::FORMATS;

use super::campaign::CampaignHost;
use super::column::ColumnHost;
use super::creator::CreatorHost;
use super::fair_price::{AskHost, PriceHost, priced};
use super::package::PackageHost;
use super::posts::{PostsHost, values};
use super::table::{RowHost, TableHost};
use crate::fuel;
use crate::measure::{Measure, number};
use crate::registry::{Form, Outcome, Register, fields};

/// What a price that includes it may be higher for.
const EXCLUSIVITY: &str = "exclusivity";

/// What posts cost in a market, as tables say, and whose posts are looked at.
#[derive(Debug, Clone)]
pub(crate) struct PricesHost {
    cpm: TableHost,
    multipliers: TableHost,
    fees: TableHost,
    fx: TableHost,
    settled_hours: f64,
    window: f64,
    posts_min: f64,
}

/// A fair price with what it rests on.
#[derive(Debug, Clone)]
pub(crate) struct FairHost {
    price: PriceHost,
    basis: Basis,
    cpm: RowHost,
}

/// What a fair price rests on, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Basis {
    Views,
    Fees,
    None,
}

/// What is priced.
struct Wanted {
    format: Option<Format>,
    currency: Option<CurrencyCode>,
    is_exclusive: bool,
}

pub(crate) fn register(register: &mut Register<'_>) {
    register
        .say(Form::Function, "prices(cpm, multipliers, fees, fx, settled_hours, window, posts_min) -> prices", "-", "How fair prices are reckoned: tables of prices per thousand views (platform, format, tier, country, currency, low, high), of multipliers (kind `market` or `exclusivity`, country, low, high), of published fees (country, tier, currency, low, high) and of exchange rates (date, from, to, rate); and which posts show the usual views: at least `settled_hours` old, not pinned, of the format, the newest `window`, at least `posts_min` of them.")
        .call(|cpm: TableHost, multipliers: TableHost, fees: TableHost, fx: TableHost, settled_hours: Dynamic, window: Dynamic, posts_min: Dynamic| -> Outcome<PricesHost> {
            let (settled_hours, window) = (number(&settled_hours)?, number(&window)?);
            Ok(PricesHost { cpm, multipliers, fees, fx, settled_hours, window, posts_min: number(&posts_min)? })
        });
    fair_prices(register);
    facts(register);
}

fn fair_prices(register: &mut Register<'_>) {
    const READS: &[&str] = &[
        "creator.accounts[].platform",
        "creator.accounts[].posts[].at",
        "creator.accounts[].posts[].format",
        "creator.accounts[].posts[].pinned",
        "creator.accounts[].posts[].views",
        "creator.accounts[].reported.avg_views",
        "creator.location.country",
        "creator.rates[].includes",
        "campaign.fx",
    ];
    register
        .say(Form::Method, "prices.of_ask(creator, ask, campaign) -> fair", "-", "The fair price of one post as asked, in the currency of the ask: the format's usual views (p25, median, p75), else a provider's mean views, times the price per thousand views, the multiplier of the creator's market (none where the price is of that country already) and of an exclusivity that the ask includes, changed by the campaign's own rate of exchange, else the table's. Where one of these is missing, the mean of the published fees of the creator's country and tier in that currency, with the lowest and the highest.")
        .reads(READS)
        .call(|p: &mut PricesHost, creator: CreatorHost, ask: AskHost, campaign: CampaignHost| -> Outcome<FairHost> {
            let (format, currency) = ask.rate.as_ref().map(|rate| (rate.format, rate.price.currency())).unzip();
            let wanted = Wanted { format, currency, is_exclusive: ask.includes(EXCLUSIVITY)? };
            p.fair(&creator, &wanted, &campaign)
        });
    register
        .say(Form::Method, "prices.of_offer(offer, campaign) -> fair", "-", "The fair price of a package in the currency of the campaign's budget: the same for each of its posts, added up. Unknown where it is for one of them.")
        .reads(READS)
        .call(|p: &mut PricesHost, package: PackageHost, campaign: CampaignHost| p.of_package(&package, &campaign));
}

fn facts(register: &mut Register<'_>) {
    register
        .say(Form::Property, "fair.low -> value", "number", "The low end of the interval.")
        .property(|f: &FairHost, _| f.price.low);
    register
        .say(Form::Property, "fair.expected -> value", "number", "The fair price in major units of its currency.")
        .property(|f: &FairHost, _| f.price.expected);
    register
        .say(Form::Property, "fair.high -> value", "number", "The high end of the interval.")
        .property(|f: &FairHost, _| f.price.high);
    register
        .say(
            Form::Property,
            "fair.basis -> text",
            "-",
            "What it rests on: `views`, published `fees`, or `none`; of several posts the weakest.",
        )
        .property(|f: &FairHost, _| {
            ImmutableString::from(match f.basis {
                Basis::Views => "views",
                Basis::Fees => "fees",
                Basis::None => "none",
            })
        });
    register
        .say(
            Form::Property,
            "fair.cpm -> row",
            "-",
            "The row of the price per thousand views; of several posts that of the first.",
        )
        .property(|f: &FairHost, _| f.cpm.clone());
}

impl PricesHost {
    fn of_package(&self, package: &PackageHost, campaign: &CampaignHost) -> Outcome<FairHost> {
        let budget = campaign.campaign().and_then(|campaign| campaign.budget.as_ref());
        let currency = budget.map(|budget| budget.total.currency());
        let is_exclusive = package.includes(EXCLUSIVITY)?;
        let mut sum: Option<FairHost> = None;
        for line in package.lines() {
            let wanted = Wanted { format: Some(line.format), currency, is_exclusive };
            let each = self.fair(&line.creator, &wanted, campaign)?.times(line.posts);
            sum = Some(match sum {
                Some(sum) => sum.plus(&each),
                None => each,
            });
        }
        sum.map_or_else(|| self.fair(&package.creator, &Wanted { format: None, currency, is_exclusive }, campaign), Ok)
    }

    /// The fair price of one post.
    fn fair(&self, creator: &CreatorHost, wanted: &Wanted, campaign: &CampaignHost) -> Outcome<FairHost> {
        let country = creator.creator.location.as_ref().and_then(|place| place.country.as_ref());
        let country = country.map(|country| country.as_str());
        let format = FORMATS.iter().find(|(format, _)| Some(*format) == wanted.format).map_or(ANY, |(_, name)| name);
        let cpm = self.cpm.pick(&[
            ("platform", &creator.platform),
            ("format", format),
            ("tier", &creator.tier),
            ("country", country.unwrap_or(ANY)),
        ])?;
        let Some(country) = country else { return Ok(FairHost::unknown(&["creator.location.country"], cpm)) };
        let Some(currency) = wanted.currency else { return Ok(FairHost::unknown(&["campaign.budget.total"], cpm)) };
        let premium = if wanted.is_exclusive { self.multiplier("exclusivity", country)? } else { one() };
        // A row of the creator's own country knows its market already.
        let is_local = cpm.text("country").is_some_and(|of| of != ANY);
        let market = if is_local { one() } else { self.multiplier("market", country)? };
        let both = |a: Measure, b: Measure| a.with(b, Unit::Number, |a, b| a * b);
        let factor = (both(market.0, premium.0), both(market.1, premium.1));
        let thousand = |column: &str| Measure::of(cpm.number(column), Unit::Number, FieldSet::EMPTY);
        let views = self.views(creator, wanted.format)?;
        let price = priced(&views, (thousand("low"), thousand("high")), factor);
        let from = cpm.text("currency").and_then(CurrencyCode::new);
        let rate = self.exchange(campaign, from, currency);
        let changed = |amount: Measure| amount.with(rate, Unit::Number, |amount, rate| amount * rate);
        let price = PriceHost { low: changed(price.low), expected: changed(price.expected), high: changed(price.high) };
        if price.expected.value.is_some() {
            return Ok(FairHost { price, basis: Basis::Views, cpm });
        }
        Ok(match self.published(country, &creator.tier, currency, premium) {
            Some(price) => FairHost { price, basis: Basis::Fees, cpm },
            None => FairHost { price, basis: Basis::None, cpm },
        })
    }

    /// The usual views of a post: of the account's own posts of the format, else as a provider reports them.
    fn views(&self, creator: &CreatorHost, format: Option<Format>) -> Outcome<ColumnHost> {
        let posts = PostsHost::of(creator).keep(|post| format.is_none() || post.format == format);
        let views = values(&posts.representative(self.settled_hours, self.window), "views")?;
        if views.known() >= self.posts_min {
            return Ok(views);
        }
        let reported = creator.account().and_then(|account| account.reported.as_ref()?.avg_views);
        let column = std::iter::once(reported.map(|views| views.get())).collect();
        Ok(ColumnHost::of(column, Unit::Number, fields(&["creator.accounts[].reported.avg_views"])))
    }

    fn multiplier(&self, kind: &str, country: &str) -> Outcome<(Measure, Measure)> {
        let row = self.multipliers.pick(&[("kind", kind), ("country", country)])?;
        let end = |column| Measure::of(row.number(column), Unit::Number, FieldSet::EMPTY);
        Ok((end("low"), end("high")))
    }

    fn exchange(&self, campaign: &CampaignHost, from: Option<CurrencyCode>, to: CurrencyCode) -> Measure {
        let own = campaign.campaign().and_then(|campaign| campaign.fx.as_deref()).unwrap_or_default();
        let table = self.fx.table();
        fuel::charge(own.len() + table.rows.len());
        let rate = from.and_then(|from| match from == to {
            true => Some(1.0),
            false => {
                saring_pack::fx::exchange(own, Some(table), (from, to), campaign.as_of.date()).map(|used| used.rate)
            }
        });
        Measure::of(rate, Unit::Number, fields(&["campaign.fx"]))
    }

    /// The mean of the published fees, with the lowest and the highest, times the premium; none where there are none.
    fn published(
        &self,
        country: &str,
        tier: &str,
        currency: CurrencyCode,
        premium: (Measure, Measure),
    ) -> Option<PriceHost> {
        let table: &Table = self.fees.table();
        fuel::charge(table.rows.len());
        let wanted = [("country", country), ("tier", tier), ("currency", currency.as_str())];
        let meets = |(column, value): &(&str, &str), row| matches!(table.text(row, column), Some(cell) if cell == *value || cell == ANY);
        let rows = table.rows.iter().filter(|row| wanted.iter().all(|each| meets(each, row)));
        let bands: Vec<(f64, f64)> =
            rows.filter_map(|row| Some((table.number(row, "low")?, table.number(row, "high")?))).collect();
        let (low_premium, high_premium) = premium.0.value.zip(premium.1.value)?;
        let count = bands.len() as f64;
        let (lows, highs) = bands.iter().fold((0.0, 0.0), |(lows, highs), (low, high)| (lows + low, highs + high));
        let low = bands.iter().map(|(low, _)| *low).reduce(f64::min)? * low_premium;
        let high = bands.iter().map(|(_, high)| *high).reduce(f64::max)? * high_premium;
        let expected = (lows / count * low_premium + highs / count * high_premium) / 2.0;
        let of = |amount| Measure::of(Some(amount), Unit::Number, fields(&["creator.location.country"]));
        Some(PriceHost { low: of(low), expected: of(expected), high: of(high) })
    }
}

fn one() -> (Measure, Measure) {
    (Measure::from(1.0), Measure::from(1.0))
}

impl FairHost {
    fn unknown(missing: &[&str], cpm: RowHost) -> Self {
        let unknown = Measure::of(None, Unit::Number, fields(missing));
        Self { price: PriceHost { low: unknown, expected: unknown, high: unknown }, basis: Basis::None, cpm }
    }

    fn times(self, posts: f64) -> Self {
        let times = |amount: Measure| amount.with(posts.into(), Unit::Number, |amount, posts| amount * posts);
        let PriceHost { low, expected, high } = self.price;
        Self { price: PriceHost { low: times(low), expected: times(expected), high: times(high) }, ..self }
    }

    fn plus(self, other: &Self) -> Self {
        let plus = |a: Measure, b: Measure| a.with(b, Unit::Number, |a, b| a + b);
        let (a, b) = (self.price, other.price);
        let price =
            PriceHost { low: plus(a.low, b.low), expected: plus(a.expected, b.expected), high: plus(a.high, b.high) };
        Self { price, basis: self.basis.max(other.basis), cpm: self.cpm }
    }
}
