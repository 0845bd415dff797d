//! How an answer is told: language, words, numbers, width.

use saring_app::Locale;
use saring_app::Pack;
use saring_app::report::{Points, QuantityReport, Status, TableRow, Unit, Value, Waterfall};
use saring_model::Money;
use saring_model::campaign::Verdict;

use super::style;
use super::words::Words;
use crate::terminal::Terminal;
use crate::visible::visible;

/// Widest text that is read with ease, in columns.
const TEXT_COLUMNS_MAX: u16 = 110;

/// How an answer is told.
pub struct Voice<'a> {
    locale: &'a Locale,
    /// The program's own words.
    pub words: &'static Words,
    /// Width of the page, in columns.
    pub width: u16,
    /// Whether there is a page that lines have to fit.
    pub is_paged: bool,
}

impl<'a> Voice<'a> {
    /// The voice of a pack in a language. Says so where the pack has no texts in it.
    pub fn new(pack: &'a Pack, lang: &str, terminal: &Terminal) -> Self {
        let locale = pack.locale(lang);
        let spoken = |language: &str| language.split('-').next().unwrap_or_default().to_owned();
        if spoken(locale.language()) != spoken(lang) {
            let known: Vec<&str> = pack.locales.keys().map(String::as_str).collect();
            terminal.say(&format!("the pack has no texts in `{lang}`; it has {}", known.join(", ")));
        }
        Self { locale, words: Words::of(locale.language()), width: terminal.width(), is_paged: terminal.is_paged() }
    }

    /// The title that the pack gives a thing, or its name in words.
    pub fn title(&self, kind: &str, name: &str) -> String {
        let key = format!("{kind}.{name}");
        let title = self.locale.title(&key);
        if title == key { name.replace(['-', '_'], " ") } else { visible(title) }
    }

    /// A number with its unit.
    pub fn number(&self, value: Value, unit: Unit) -> String {
        self.locale.number(value.rounded(), unit)
    }

    /// Points of a score.
    pub fn points(&self, points: Points) -> String {
        self.locale.number(points.rounded(), Unit::Points)
    }

    /// A fraction without digits that nobody needs.
    pub fn share(&self, share: Value) -> String {
        self.locale.number((share.rounded() * 100.0).round() / 100.0, Unit::Fraction)
    }

    /// A count.
    pub fn count(&self, count: u64) -> String {
        self.locale.number(count as f64, Unit::Count)
    }

    /// An amount of money with its currency.
    pub fn money(&self, money: Money) -> String {
        let exponent = i32::try_from(money.currency().exponent()).unwrap_or_default();
        let major = money.minor() as f64 / 10_f64.powi(exponent);
        format!("{} {}", money.currency().as_str(), self.locale.number(major, Unit::Money))
    }

    /// A score with the interval that the unknown leaves: `72.4 [61–84]`; alone where nothing is unknown.
    pub fn score(&self, score: Option<Points>, low: Points, high: Points) -> String {
        let score = score.map_or("–".to_owned(), |score| self.points(score));
        let bound = |bound: Points| self.locale.number(bound.rounded(), Unit::Count);
        let (low, high) = (bound(low), bound(high));
        if low == high { score } else { format!("{score} [{low}–{high}]") }
    }

    /// A part of the score: `9.1 of 12 points`.
    pub fn waterfall(&self, points: Waterfall) -> String {
        let words = self.words;
        if points.possible.rounded() == 0.0 {
            return words.uncounted.to_owned();
        }
        format!("{} {} {} {}", self.points(points.earned), words.of, self.points(points.possible), words.points)
    }

    /// A verdict with its mark.
    pub fn verdict(&self, verdict: Verdict) -> String {
        format!("{} {}", style::verdict_mark(verdict), self.title("verdict", verdict.as_str()).to_lowercase())
    }

    /// A status as a word.
    pub fn status(&self, status: Status) -> String {
        let name = match status {
            Status::Pass => "pass",
            Status::Warn => "warn",
            Status::Fail => "fail",
            Status::Unknown => "unknown",
        };
        self.title("status", name)
    }

    /// A quantity with its value.
    pub fn quantity(&self, quantity: &QuantityReport) -> String {
        let name = self.title("quantity", &quantity.name);
        match quantity.value {
            Some(value) => format!("{name} {}", self.number(value, quantity.unit)),
            None => format!("{name} ?"),
        }
    }

    /// A table's row with its source.
    pub fn row(&self, row: &TableRow) -> String {
        let general = if row.fallback { format!(" ({})", self.words.more_general) } else { String::new() };
        format!("{} {} {}{general} · {}: {}", row.table, self.words.row, row.line, self.words.source, row.source)
    }

    /// Fields as people refer to them, without the document that all of them are of.
    pub fn fields(&self, fields: &[&str]) -> String {
        fields.iter().map(|field| field.strip_prefix("creator.").unwrap_or(field)).collect::<Vec<_>>().join(", ")
    }

    /// A text in lines that fit the page behind an indent.
    pub fn wrap(&self, text: &str, indent: usize) -> Vec<String> {
        let width = usize::from(self.width.min(TEXT_COLUMNS_MAX)).saturating_sub(indent).max(20);
        let mut lines: Vec<String> = Vec::new();
        let mut length = 0;
        for word in text.split_whitespace() {
            let word_length = word.chars().count();
            match lines.last_mut() {
                Some(line) if length + 1 + word_length <= width => {
                    line.push(' ');
                    line.push_str(word);
                    length += 1 + word_length;
                }
                _ => {
                    lines.push(word.to_owned());
                    length = word_length;
                }
            }
        }
        lines
    }
}
