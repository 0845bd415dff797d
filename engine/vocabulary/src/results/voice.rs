//! How much the brand is spoken of, searched for and written about, and its rivals.

use std::collections::BTreeMap;

use saring_model::campaign::PricedAction;
use saring_model::timeline::{Channel, Mentions};
use saring_model::{Name, Timestamp};

use super::{Known, Total};
use crate::chronicle::Window;
use crate::text::same_brand;

/// Mentions of the brand and of the rivals that it names, in two spans of time.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Voice {
    /// The brand's mentions before and during the campaign; none where there are no counts.
    pub own: [Option<f64>; 2],
    /// Those of the rivals that were counted in both spans.
    pub rivals: [f64; 2],
    /// How many rivals were counted in both.
    pub counted: usize,
    /// How many rivals the brand names.
    pub named: usize,
}

impl Voice {
    /// The brand's share of all mentions that are compared, before and during; none where nothing was counted.
    pub fn shares(&self) -> [Option<f64>; 2] {
        let [before, during] = self.rivals;
        let share = |own: Option<f64>, rivals: f64| crate::statistics::share(own?, own? + rivals);
        let [own_before, own_during] = self.own;
        let is_told = self.counted > 0;
        [share(own_before, before).filter(|_| is_told), share(own_during, during).filter(|_| is_told)]
    }
}

/// The brand's voice on a channel against the rivals that it names, before and during the campaign.
pub fn voice(known: &Known<'_>, channel: Channel) -> Voice {
    let rivals: &[Name] = known.campaign.brand.competitors.as_deref().unwrap_or_default();
    let (own, of_rivals): (Vec<_>, Vec<_>) = [known.before(), known.during()]
        .map(|within| within.map(|within| counts(known, channel, within, rivals)).unwrap_or_default())
        .into_iter()
        .unzip();
    let mut voice = Voice { named: rivals.len(), ..Voice::default() };
    for (sum, own) in voice.own.iter_mut().zip(own) {
        *sum = own;
    }
    for rival in rivals {
        let both: Vec<f64> = of_rivals.iter().filter_map(|counts| counts.get(rival).copied()).collect();
        if let [before, during] = both.as_slice() {
            let [sum_before, sum_during] = voice.rivals;
            voice.rivals = [sum_before + before, sum_during + during];
            voice.counted += 1;
        }
    }
    voice
}

type Counts<'a> = (Option<f64>, BTreeMap<&'a Name, f64>);

fn counts<'a>(known: &Known<'_>, channel: Channel, within: Window, rivals: &'a [Name]) -> Counts<'a> {
    let (mut own, mut others) = (None, BTreeMap::new());
    for seen in known.view.mentions(within).filter(|seen| seen.what.channel.unwrap_or_default() == channel) {
        let total = seen.what.total.as_f64();
        match &seen.what.subject {
            Some(subject) if *subject != known.campaign.brand.name => {
                if let Some(rival) = rivals.iter().find(|rival| same_brand(rival, subject)) {
                    *others.entry(rival).or_insert(0.0) += total;
                }
            }
            _ => *own.get_or_insert(0.0) += total,
        }
    }
    (own, others)
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
    let of_brand = |what: &Mentions| {
        let is_own = what.subject.as_ref().is_none_or(|subject| *subject == known.campaign.brand.name);
        is_own && what.channel == Some(Channel::Press)
    };
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
