//! What the cells of a column show, whatever its header says.

use std::collections::{BTreeMap, BTreeSet};

use saring_model::catalogue::Kind;

use super::file::Column;
use super::words::language;
use crate::import::conventions::{Habit, Habits};
use crate::import::numbers::{self, Numbers};
use crate::import::{dates, units};

/// What the cells of a column show. Counts are of cells.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    pub(super) filled: usize,
    pub(super) distinct: usize,
    pub(super) numbers: usize,
    /// Numbers with decimals and without `%` or a suffix.
    pub(super) decimals: usize,
    pub(super) percents: usize,
    pub(super) suffixes: usize,
    /// Largest number without `%`.
    pub(super) largest: f64,
    /// Cells that two ways of writing numbers read differently, where the column settles none.
    pub(super) ambiguous: Vec<String>,
    /// The one way in which the column writes its numbers.
    pub(super) written: Option<Numbers>,
    /// Numbers that may have the mark of a currency, and the marks' currencies.
    pub(super) amounts: usize,
    pub(super) marked: usize,
    pub(super) currencies: BTreeSet<&'static str>,
    pub(super) currency_codes: usize,
    pub(super) emails: usize,
    pub(super) urls: usize,
    pub(super) at_handles: usize,
    pub(super) words_alone: usize,
    pub(super) platforms: BTreeMap<&'static str, usize>,
    pub(super) countries: usize,
    pub(super) dates: usize,
    pub(super) yes_or_no: usize,
    /// Words for languages in the cells, with their codes.
    pub(super) languages: BTreeMap<String, &'static str>,
    pub(super) language_cells: usize,
    pub(super) separator: Option<char>,
}

/// Between the items of a list in one cell.
const SEPARATORS: [char; 4] = [',', ';', '/', '|'];
/// Longest name of a country that is looked for.
const COUNTRY_BYTES_MAX: usize = 60;
const YES_OR_NO: [&str; 12] = ["yes", "no", "y", "n", "true", "false", "1", "0", "ya", "tidak", "benar", "bukan"];

impl Evidence {
    pub(super) fn of(column: &Column) -> Self {
        let mut seen = Self { filled: column.cells.len(), ..Self::default() };
        let habits = seen.habits(column);
        let mut distinct = BTreeSet::new();
        seen.separator = SEPARATORS.into_iter().find(|mark| column.cells.iter().any(|cell| cell.text.contains(*mark)));
        for cell in &column.cells {
            distinct.insert(cell.text.as_str());
            seen.number(&cell.text, if cell.is_number { &Habits::PLAIN } else { &habits });
            seen.word(&cell.text);
        }
        seen.distinct = distinct.len();
        seen
    }

    /// Whether at least so many of a hundred cells are so.
    pub(super) fn most(&self, cells: usize, percent: usize) -> bool {
        self.filled > 0 && cells * 100 >= self.filled * percent
    }

    /// How the column writes its numbers, by the cells that only one way can read.
    fn habits(&mut self, column: &Column) -> Habits {
        let (mut english, mut indonesian) = (false, false);
        for cell in column.cells.iter().filter(|cell| !cell.is_number) {
            match numbers::shows(&cell.text, true).0 {
                Some(Numbers::Indonesian) => indonesian = true,
                Some(_) => english = true,
                None => {}
            }
        }
        self.written = match (english, indonesian) {
            (true, false) => Some(Numbers::English),
            (false, true) => Some(Numbers::Indonesian),
            _ => None,
        };
        Habits { numbers: self.written.map_or(Habit::Open, Habit::Seen), ..Habits::default() }
    }

    fn number(&mut self, text: &str, habits: &Habits) {
        let plain = text.trim_end_matches('%').trim_end();
        let is_percent = plain.len() < text.len();
        let marks = numbers::currencies(text);
        // A count of `1.2M` is in millions, whatever an amount of it is.
        match numbers::read(plain, marks.is_some(), habits) {
            Ok(Some((digits, power))) => {
                let value: f64 = format!("{digits}e{power}").parse().unwrap_or(0.0);
                self.amounts += 1;
                self.marked += usize::from(marks.is_some());
                self.currencies.extend(marks.into_iter().flatten());
                self.numbers += usize::from(marks.is_none());
                self.percents += usize::from(is_percent);
                self.suffixes += usize::from(power != 0);
                self.decimals += usize::from(!is_percent && power == 0 && value.fract() != 0.0);
                if !is_percent {
                    self.largest = self.largest.max(value);
                }
            }
            Ok(None) => {}
            Err(_) => {
                self.amounts += 1;
                self.numbers += 1;
                self.ambiguous.push(text.to_owned());
            }
        }
    }

    fn word(&mut self, text: &str) {
        let is_url = text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.");
        // A bare name such as `instagram.com/x` is an address where its host is a platform's.
        let by_host = text.contains('/').then(|| units::platform(text)).flatten();
        self.urls += usize::from(is_url || by_host.is_some());
        self.emails += usize::from(is_email(text));
        self.at_handles += usize::from(text.starts_with('@'));
        self.words_alone += usize::from(!text.contains(char::is_whitespace));
        // Names are looked for among many, and a number is none.
        if text.contains(char::is_alphabetic) {
            if let Some(platform) = units::platform(text) {
                *self.platforms.entry(platform).or_default() += 1;
            }
            self.countries += usize::from(text.len() <= COUNTRY_BYTES_MAX && units::country(text).is_some());
        }
        let has_letters_or_marks = !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let is_date = || {
            dates::shows(text).is_some() || matches!(dates::read(text, Kind::Date, Habit::Open), Ok(Some(_)) | Err(_))
        };
        self.dates += usize::from(has_letters_or_marks && is_date());
        self.yes_or_no += usize::from(YES_OR_NO.iter().any(|word| word.eq_ignore_ascii_case(text)));
        self.currency_codes += usize::from(text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase()));
        let items: Vec<&str> = text.split(SEPARATORS).map(str::trim).filter(|item| !item.is_empty()).collect();
        let codes: Vec<_> = items.iter().map_while(|item| language(item).map(|code| (*item, code))).collect();
        if codes.len() == items.len() {
            self.language_cells += 1;
            self.languages.extend(codes.into_iter().map(|(item, code)| (item.to_lowercase(), code)));
        }
    }
}

fn is_email(text: &str) -> bool {
    let parts = text.split_once('@');
    parts.is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.starts_with('.') && !text.contains(char::is_whitespace)
    })
}
