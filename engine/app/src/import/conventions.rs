//! How each column of a file is written, settled by all its cells before any is read.
//!
//! Two cells of a column are never read in two ways. A cell that only one way can read votes for
//! it; one that both read differently, such as `1.200`, is read only where the column's votes are
//! unanimous. That a field is a count settles nothing: files hold counts in thousands and averages
//! of three decimals where a count is due, and either would be wrong a thousandfold.

use std::collections::BTreeMap;

use saring_model::catalogue::Kind;
use serde_json::Value;

use super::Options;
use super::build::captured;
use super::convert::Unit;
use super::dates::{self, Dates};
use super::mapping::{Field, From, How, Mapping, Source, Target};
use super::numbers::{self, Numbers};

/// A column of rates without a sign is in percent where at least one in so many is above 1: of fractions hardly any is.
const BARE_PERCENT_ONE_IN: u64 = 20;

/// How something is written in a column.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Habit<T> {
    /// Nothing in the column shows it.
    #[default]
    Open,
    /// A person said so.
    Told(T),
    /// Every cell that shows it agrees.
    Seen(T),
    /// Cells disagree; most are so.
    Mostly(T),
    /// As many cells are written in one way as in the other.
    Tied,
}

/// How a column is written.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Habits {
    pub(super) numbers: Habit<Numbers>,
    pub(super) dates: Habit<Dates>,
    pub(super) indonesian_suffixes: Habit<bool>,
    /// Whether rates without a sign are percentages, as too many of the column are above 1 to be fractions.
    pub(super) bare_percent: bool,
    /// Whether none of the column's rates without a sign is above 1.
    pub(super) bare_fraction: bool,
}

impl Habits {
    /// Digits with a decimal point, as programs write numbers.
    pub(super) const PLAIN: Self = Self {
        numbers: Habit::Told(Numbers::Plain),
        dates: Habit::Open,
        indonesian_suffixes: Habit::Open,
        bare_percent: false,
        bare_fraction: false,
    };
}

/// The habits of every column of a file.
#[derive(Debug, Default)]
pub(super) struct Conventions {
    told: Habits,
    columns: BTreeMap<String, Votes>,
}

#[derive(Debug, Default)]
struct Votes {
    numbers: [u64; 2],
    dates: [u64; 2],
    suffixes: [u64; 2],
    /// Rates without a sign that are not zero: above 1, and not.
    bare: [u64; 2],
}

impl Conventions {
    /// What the options say of a file, or else the mapping.
    pub(super) fn told(mapping: &Mapping, options: &Options) -> Self {
        let numbers = options.numbers.or(mapping.numbers).map_or(Habit::Open, Habit::Told);
        let dates = options.dates.or(mapping.dates).map_or(Habit::Open, Habit::Told);
        Self { told: Habits { numbers, dates, ..Habits::default() }, columns: BTreeMap::new() }
    }

    /// Counts what the cells of a row show of their columns.
    pub(super) fn survey(&mut self, mapping: &Mapping, row: &Value) {
        self.fields(&mapping.fields, row);
        for list in &mapping.lists {
            match &list.how {
                How::Zip => self.fields(&list.fields, row),
                How::Each(from) => self.items(&list.fields, from.get(row)),
                How::Columns { prefix, suffix, .. } => {
                    let cells = row.as_object().into_iter().flatten();
                    for (_, cell) in cells.filter(|(column, _)| captured(column, prefix, suffix).is_some()) {
                        for field in &list.fields {
                            field.sources.iter().for_each(|source| self.note(source, cell, &field.target));
                        }
                    }
                }
            }
        }
    }

    fn items(&mut self, fields: &[Field], items: Option<&Value>) {
        items.and_then(Value::as_array).into_iter().flatten().for_each(|item| self.fields(fields, item));
    }

    fn fields(&mut self, fields: &[Field], row: &Value) {
        for field in fields {
            for source in &field.sources {
                let From::Path(path) = &source.from else { continue };
                let found = path.get(row);
                if source.items.is_empty() {
                    found.iter().for_each(|cell| self.note(source, cell, &field.target));
                } else {
                    self.items(&source.items, found);
                }
            }
        }
    }

    /// Counts what a cell shows of its column.
    fn note(&mut self, source: &Source, cell: &Value, target: &Target) {
        self.rate(source, cell);
        match cell {
            Value::String(text) => match &source.split {
                Some(split) => text.split(split.as_str()).for_each(|text| self.text(text, source, target)),
                None => self.text(text, source, target),
            },
            Value::Array(items) => items.iter().for_each(|item| self.note(source, item, target)),
            _ => {}
        }
    }

    /// Counts a rate without a sign.
    fn rate(&mut self, source: &Source, cell: &Value) {
        if !matches!(source.unit, Some(Unit::MarkedPercent | Unit::BarePercent)) {
            return;
        }
        let text = cell.as_str().map(|text| text.trim().replace(',', "."));
        let bare = text.map_or_else(|| cell.as_f64(), |text| text.parse::<f64>().ok());
        let [above, below] = &mut self.votes(source).bare;
        match bare.filter(|bare| bare.is_finite() && *bare != 0.0) {
            Some(bare) if bare.abs() > 1.0 => *above += 1,
            Some(_) => *below += 1,
            None => {}
        }
    }

    fn text(&mut self, text: &str, source: &Source, target: &Target) {
        let kind = if target.kind == Kind::List { target.item.unwrap_or(Kind::Open) } else { target.kind };
        let is_date = matches!(kind, Kind::Date | Kind::Instant);
        let is_number = target.is_amount || matches!(kind, Kind::Integer | Kind::Number);
        // Most cells are digits alone and show nothing.
        if !(is_date || is_number) || text.bytes().all(|byte| byte.is_ascii_digit()) {
            return;
        }
        let vote = |votes: &mut [u64; 2], first: bool| {
            if let Some(count) = votes.get_mut(usize::from(!first)) {
                *count += 1;
            }
        };
        if is_date && matches!(source.unit, None | Some(Unit::Date(None))) {
            if let Some(order) = dates::shows(text) {
                vote(&mut self.votes(source).dates, order == Dates::DayFirst);
            }
            return;
        }
        let (numbers, indonesian) = numbers::shows(text, target.is_amount);
        if let Some(numbers) = numbers {
            vote(&mut self.votes(source).numbers, numbers == Numbers::English);
        }
        if let Some(indonesian) = indonesian {
            vote(&mut self.votes(source).suffixes, indonesian);
        }
    }

    fn votes(&mut self, source: &Source) -> &mut Votes {
        self.columns.entry(source.label().to_owned()).or_default()
    }

    /// How the column of a source is written.
    pub(super) fn of(&self, source: &Source) -> Habits {
        let Some(votes) = self.columns.get(source.label()) else { return self.told };
        Habits {
            numbers: match self.told.numbers {
                Habit::Open => result(votes.numbers, [Numbers::English, Numbers::Indonesian]),
                told => told,
            },
            dates: match self.told.dates {
                Habit::Open => result(votes.dates, [Dates::DayFirst, Dates::MonthFirst]),
                told => told,
            },
            indonesian_suffixes: result(votes.suffixes, [true, false]),
            bare_percent: votes.bare[0] > 0 && votes.bare[0] * BARE_PERCENT_ONE_IN >= votes.bare[0] + votes.bare[1],
            bare_fraction: votes.bare[0] == 0 && votes.bare[1] > 0,
        }
    }
}

fn result<T: Copy>(votes: [u64; 2], [first, second]: [T; 2]) -> Habit<T> {
    match votes {
        [0, 0] => Habit::Open,
        [_, 0] => Habit::Seen(first),
        [0, _] => Habit::Seen(second),
        [a, b] if a > b => Habit::Mostly(first),
        [a, b] if a < b => Habit::Mostly(second),
        _ => Habit::Tied,
    }
}
