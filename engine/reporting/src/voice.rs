//! How a report is told: language, words, numbers.

use saring_eval::report::{Points, ReasonReport, Value};
use saring_model::{CurrencyCode, Money, Timestamp};
use saring_pack::{Arg, Locale, Pack, Reason, Unit};

use crate::document::{Cell, Format, Number};
use crate::edition::Edition;
use crate::freshness::Freshness;
use crate::shown::sentence;
use crate::texts::texts;

/// What a report is told by, beside what is to be told.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'a> {
    /// The pack that decided: its titles, and its tables with their sources.
    pub pack: &'a Pack,
    /// The language; the pack's English where it does not speak it.
    pub lang: &'a str,
    /// Who reads it.
    pub edition: Edition,
    /// How old the facts are, where that is known.
    pub freshness: Option<Freshness>,
}

/// The words of reports and of a pack, in one language.
#[derive(Debug, Clone, Copy)]
pub struct Voice<'a> {
    own: &'static Locale,
    pack: &'a Locale,
}

impl<'a> Voice<'a> {
    /// The voice of a pack in a language.
    pub fn new(pack: &'a Pack, lang: &str) -> Self {
        let pack = pack.locale(lang);
        Self { own: texts(pack.language()), pack }
    }

    /// The language that is spoken.
    pub fn lang(&self) -> &str {
        self.own.language()
    }

    /// A text of reports, by its code.
    pub fn word(&self, code: &str) -> String {
        self.own.title(code).to_owned()
    }

    /// A text of reports with its holes filled.
    pub fn say(&self, code: &str, args: &[(&str, Arg)]) -> String {
        let args = args.iter().map(|(name, arg)| ((*name).to_owned(), arg.clone())).collect();
        self.own.render(&Reason { code: code.to_owned(), args })
    }

    /// The title that the pack gives a thing, or its name in words.
    pub fn title(&self, kind: &str, name: &str) -> String {
        let key = format!("{kind}.{name}");
        let title = self.pack.title(&key);
        if title == key { name.replace(['-', '_'], " ") } else { title.to_owned() }
    }

    /// The day of a moment.
    pub fn date(&self, at: Timestamp) -> String {
        self.own.date(at)
    }

    /// The line under a title: the edition, and the day of the data.
    pub fn subtitle(&self, edition: Edition, as_of: Timestamp) -> String {
        let edition = self.word(&format!("edition.{}", edition.as_str()));
        self.say("edition.subtitle", &[("kind", text(edition)), ("at", text(self.date(as_of)))])
    }

    /// A count of things.
    pub fn count(&self, count: usize) -> Number {
        self.number(count as f64, Format::Count, Unit::Count)
    }

    /// Points of a score.
    pub fn points(&self, points: Points) -> Number {
        self.number(points.rounded(), Format::Points, Unit::Points)
    }

    /// A share of a whole.
    pub fn share(&self, share: Value) -> Number {
        self.number(share.rounded(), Format::Fraction, Unit::Fraction)
    }

    /// A number without a unit.
    pub fn plain(&self, value: Value) -> Number {
        self.number(value.rounded(), Format::Plain, Unit::Number)
    }

    /// Money with its currency, to the last minor unit that is not zero.
    pub fn money(&self, money: Money) -> Number {
        let currency = money.currency();
        let amount = money.amount();
        let (whole, minor) = amount.split_once('.').unwrap_or((&amount, ""));
        // Of the digits of 64 bits a float keeps all that an amount may have before the point.
        let mut text = self.own.number(whole.parse().unwrap_or_default(), Unit::Count);
        if minor.bytes().any(|digit| digit != b'0') {
            let point = if self.lang() == "id" { ',' } else { '.' };
            text = format!("{text}{point}{minor}");
        }
        let text = format!("{} {text}", currency.as_str());
        Number { value: amount.parse().unwrap_or_default(), format: Format::Money(currency), text }
    }

    /// A measured number in its unit; money in major units of a currency, where one is known.
    pub fn measured(&self, value: Value, unit: Unit, currency: Option<CurrencyCode>) -> Number {
        let format = match (unit, currency) {
            (Unit::Count, _) => Format::Count,
            (Unit::Fraction, _) => Format::Fraction,
            (Unit::Ratio, _) => Format::Ratio,
            (Unit::Money, Some(currency)) => Format::Money(currency),
            _ => Format::Plain,
        };
        let number = self.number(value.rounded(), format, unit);
        match format {
            Format::Money(currency) => Number { text: format!("{} {}", currency.as_str(), number.text), ..number },
            _ => number,
        }
    }

    /// A number with its interval, of one kind.
    pub fn estimate(&self, value: Option<Number>, low: Number, high: Number) -> Cell {
        match value {
            Some(value) if low.value >= high.value => Cell::Number(value),
            value => Cell::Estimate { value, low, high },
        }
    }

    /// A reason as a sentence.
    pub fn sentence(&self, reason: &ReasonReport) -> String {
        sentence(&reason.text)
    }

    fn number(&self, value: f64, format: Format, unit: Unit) -> Number {
        Number { value, format, text: self.own.number(value, unit) }
    }
}

/// A count as the argument of a text.
pub(crate) fn count(count: usize) -> Arg {
    Arg::Number(count as f64, Unit::Count)
}

/// A text as the argument of a text.
pub(crate) fn text(text: impl Into<String>) -> Arg {
    Arg::Text(text.into())
}
