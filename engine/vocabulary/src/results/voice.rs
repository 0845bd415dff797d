//! How much the brand is spoken of, searched for and written about, and its rivals.

use std::collections::BTreeMap;

use saring_model::campaign::PricedAction;
use saring_model::timeline::{Channel, Mentions};
use saring_model::{Name, Timestamp};

use super::posts::Ratio;
use super::{Known, Total};
use crate::chronicle::Window;
use crate::statistics::share;
use crate::text::same_brand;

/// The brand's voice and that of the rivals whom it names, before and during the campaign.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Voice {
    /// The brand's share of what was counted of it and its rivals in each time.
    pub shares: [Share; 2],
    /// How many rivals were counted in each time.
    pub counted: [usize; 2],
    /// The shares against the rivals alone that were counted in both times.
    pub alike: [Share; 2],
    /// How many those are.
    pub counted_alike: usize,
    /// How many rivals the brand names.
    pub named: usize,
}

/// A share of what was counted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Share {
    /// The share; none without counts of the brand and of a rival.
    pub value: Option<f64>,
    /// The same as a ratio of sums over days, where all who are compared were counted on the same days.
    pub by_day: Option<Ratio>,
}

/// The brand's voice on a channel against the rivals that it names, before and during the campaign.
pub fn voice(known: &Known<'_>, channel: Channel) -> Voice {
    let rivals: &[Name] = known.campaign.brand.competitors.as_deref().unwrap_or_default();
    let times = [known.before(), known.during()]
        .map(|within| within.map(|within| counts(known, channel, within, rivals)).unwrap_or_default());
    let [before, during] = &times;
    let is_alike = |rival: &&Name| before.rivals.contains_key(rival) && during.rivals.contains_key(rival);
    Voice {
        shares: times.each_ref().map(|counts| counts.share(|_| true)),
        counted: times.each_ref().map(|counts| counts.rivals.len()),
        alike: times.each_ref().map(|counts| counts.share(|rival| is_alike(&rival))),
        counted_alike: rivals.iter().filter(is_alike).count(),
        named: rivals.len(),
    }
}

/// Mentions by day, counted from the beginning of the span of time, which is the beginning of a day where the campaign is.
type Days = BTreeMap<i64, f64>;

/// Mentions in a span of time, the brand's own and those of the rivals that were counted.
#[derive(Debug, Default)]
struct Counts<'a> {
    own: Days,
    rivals: BTreeMap<&'a Name, Days>,
}

impl Counts<'_> {
    /// The brand's share against some of its rivals.
    fn share(&self, is_compared: impl Fn(&Name) -> bool) -> Share {
        let rivals: Vec<&Days> =
            self.rivals.iter().filter(|(rival, _)| is_compared(rival)).map(|(_, days)| days).collect();
        if self.own.is_empty() || rivals.is_empty() {
            return Share::default();
        }
        let sum = |days: &Days| days.values().sum::<f64>();
        let own = sum(&self.own);
        let value = share(own, own + rivals.iter().map(|days| sum(days)).sum::<f64>());
        let is_same = rivals.iter().all(|days| days.keys().eq(self.own.keys()));
        let of_rivals = |day| rivals.iter().filter_map(|days| days.get(day)).sum::<f64>();
        let by_day = self.own.iter().map(|(day, own)| (*own, own + of_rivals(day)));
        Share { value, by_day: is_same.then(|| Ratio::of_pairs(by_day.collect())) }
    }
}

fn counts<'a>(known: &Known<'_>, channel: Channel, within: Window, rivals: &'a [Name]) -> Counts<'a> {
    let mut counts = Counts::default();
    for seen in known.view.mentions(within).filter(|seen| seen.what.channel.unwrap_or_default() == channel) {
        let rival = || rivals.iter().find(|rival| seen.what.subject.as_ref().is_some_and(|it| same_brand(rival, it)));
        let days = match rival() {
            _ if known.is_brand(seen.what.subject.as_ref()) => &mut counts.own,
            Some(rival) => counts.rivals.entry(rival).or_default(),
            None => continue,
        };
        // A moment at which a day ends is of that day.
        let day = libm::ceil(seen.event.at.days_since(within.from)) as i64;
        *days.entry(day).or_insert(0.0) += seen.what.total.as_f64();
    }
    counts
}

/// Mentions of the brand in the press since the campaign began.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Press {
    /// Mentions by outlet; under no name those whose outlet is not known.
    pub outlets: BTreeMap<Option<Name>, f64>,
    /// Whether mentions in the press were counted at all, before or since.
    pub is_watched: bool,
    /// Mentions times the declared price of one, over the mentions: those of outlets without a price do not tell.
    pub value: Option<Total>,
}

impl Press {
    /// How many mentions there are.
    pub fn mentions(&self) -> f64 {
        self.outlets.values().sum()
    }
}

/// The brand in the press since the campaign began. The value is none where no price of a press mention is declared in the
/// campaign's currency.
pub fn press(known: &Known<'_>) -> Press {
    let of_brand = |what: &Mentions| known.is_brand(what.subject.as_ref()) && what.channel == Some(Channel::Press);
    let mut press = Press::default();
    let ever = Window { from: Timestamp::MIN, to: known.view.moment() };
    press.is_watched = known.view.mentions(ever).any(|seen| of_brand(seen.what));
    for seen in known.view.mentions(known.since_start()).filter(|seen| of_brand(seen.what)) {
        *press.outlets.entry(seen.what.source.clone()).or_insert(0.0) += seen.what.total.as_f64();
    }
    let measurement = known.campaign.measurement.as_ref();
    let card = measurement.and_then(|measurement| measurement.rate_card.as_ref());
    let card = card.filter(|card| Some(card.currency) == known.currency());
    let rates = card.map(|card| card.rates.iter().filter(|rate| rate.action == PricedAction::PressMention));
    press.value = rates.filter(|rates| rates.clone().next().is_some()).map(|rates| {
        let price = |outlet: Option<&Name>| {
            let own = rates.clone().find(|rate| rate.outlet.is_some() && rate.outlet.as_ref() == outlet);
            own.or_else(|| rates.clone().find(|rate| rate.outlet.is_none())).map(|rate| rate.price.get())
        };
        let worth = |(outlet, n): (&Option<Name>, &f64)| price(outlet.as_ref()).map(|price| price * n);
        press.outlets.iter().map(worth).collect()
    });
    press
}
