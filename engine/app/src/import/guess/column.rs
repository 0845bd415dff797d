//! What one column is, and why: by its header, and by its cells.

use super::cells::Evidence;
use super::file::Column;
use super::words::{self, Cells, Header, Named, Target};
use crate::import::problem::quoted;
use crate::import::protected::is_protected;

/// What a column is taken for.
pub(super) struct Guess {
    pub(super) path: String,
    pub(super) target: Option<&'static Target>,
    pub(super) header: Header,
    pub(super) sure: bool,
    /// What speaks for it and against it.
    pub(super) why: Vec<String>,
    /// What a person has to settle.
    pub(super) asks: Vec<String>,
    /// Parts of the source beside `from`, as TOML.
    pub(super) parts: Vec<String>,
    pub(super) samples: Vec<String>,
    pub(super) seen: Evidence,
}

const SAMPLES: usize = 3;

impl Guess {
    pub(super) fn of(column: &Column, is_csv: bool) -> Self {
        let seen = Evidence::of(column);
        let mut guess = Self {
            path: column.path.clone(),
            target: None,
            header: Header::default(),
            sure: false,
            why: Vec::new(),
            asks: Vec::new(),
            parts: Vec::new(),
            samples: samples(column),
            seen,
        };
        if is_protected(&column.name) {
            guess.why.push("a protected trait, which is neither kept nor inferred".to_owned());
        } else if column.lists > 0 {
            guess.why.push("it holds lists, which a mapping reads with `[[each]]`".to_owned());
        } else {
            guess.by_header(column);
            if guess.target.is_none() {
                guess.by_cells();
            }
            guess.check(is_csv);
        }
        guess
    }

    /// Whether it names a field, not only a reason to have none.
    pub(super) fn field(&self) -> Option<&'static str> {
        self.target.and_then(|target| target.field.as_deref())
    }

    pub(super) fn cells(&self) -> Cells {
        self.target.map_or(Cells::Anything, |target| target.cells)
    }

    fn by_header(&mut self, column: &Column) {
        let (header, found) = words::read(&column.name);
        self.header = header;
        let around = words::read(&column.around.join(" ")).0;
        self.header.platform = self.header.platform.or(around.platform);
        let Some((target, word, how)) = found else { return };
        self.target = Some(target);
        self.why.push(match how {
            Named::Wholly => format!("the header says `{word}`"),
            Named::Partly => format!("the header has `{word}` beside other words"),
        });
        self.sure = target.sure && how == Named::Wholly;
        if !target.sure {
            self.asks.push("the word alone says too little".to_owned());
        }
        let about_audience =
            |name: &String| name.to_lowercase().contains("audien") || name.to_lowercase().contains("follower_");
        if column.around.iter().any(about_audience) {
            self.sure = false;
            self.asks.push("it stands inside facts about the audience".to_owned());
        }
    }

    /// Cells that show what they are under a header that does not.
    fn by_cells(&mut self) {
        let seen = &self.seen;
        let platform = seen.platforms.values().sum::<usize>();
        let named = self.header.platform.is_some() && self.header.rest.is_empty();
        let (cells, what) = if seen.most(seen.emails, 80) {
            (Cells::Contact, "addresses of e-mail")
        } else if seen.most(seen.urls, 80) {
            (Cells::Url, "addresses")
        } else if seen.most(seen.at_handles, 80) {
            (Cells::Handle, "handles with `@`")
        } else if named && seen.most(seen.words_alone, 90) && seen.numbers == 0 {
            (Cells::Handle, "single words")
        } else if seen.most(platform, 90) && seen.numbers == 0 {
            (Cells::Platform, "names of platforms")
        } else {
            return;
        };
        self.target = words::of_cells(cells);
        self.why.push(format!("the cells are {what}"));
        self.sure = cells == Cells::Contact || named;
    }

    /// Holds what the header says against the cells, and finds the unit.
    fn check(&mut self, is_csv: bool) {
        let Some(target) = self.target else { return };
        if self.seen.filled == 0 && target.field.is_some() {
            self.sure = false;
            return self.asks.push("no cell says anything".to_owned());
        }
        match target.cells {
            Cells::Count => self.count(is_csv),
            Cells::Rate | Cells::Share => self.share(target.cells == Cells::Share),
            Cells::Price => self.fit(self.seen.amounts, 80, "amounts"),
            Cells::Currency => self.fit(self.seen.currency_codes, 90, "codes of currencies such as `IDR`"),
            Cells::Text => self.fit(self.seen.filled - self.seen.numbers.max(self.seen.urls), 60, "words"),
            Cells::Handle => {
                let numbers = if self.seen.most(self.seen.numbers, 90) { self.seen.numbers } else { self.seen.emails };
                self.fit(self.seen.words_alone.saturating_sub(numbers), 90, "handles without spaces");
                self.part("unit", "handle");
            }
            Cells::Url => self.fit(self.seen.urls, 80, "addresses"),
            Cells::Platform => {
                self.fit(self.seen.platforms.values().sum(), 80, "names of platforms");
                self.part("unit", "platform");
            }
            Cells::Country => {
                self.fit(self.seen.countries, 70, "countries");
                self.part("unit", "country");
                self.aside();
            }
            Cells::Languages => self.languages(),
            Cells::Identifier => {
                self.fit(
                    if self.seen.distinct == self.seen.filled { self.seen.filled } else { 0 },
                    100,
                    "different in every row",
                );
            }
            Cells::Date => {
                self.fit(self.seen.dates, 80, "dates");
                self.part("unit", "date");
                self.aside();
            }
            Cells::YesNo => {
                self.fit(self.seen.yes_or_no, 90, "yes or no");
                self.part("unit", "yes-no");
                self.aside();
            }
            Cells::Contact | Cells::Anything => {}
        }
    }

    /// Whether enough of the cells are what they should be.
    fn fit(&mut self, cells: usize, percent: usize, what: &str) {
        let filled = self.seen.filled;
        if self.seen.most(cells, percent) {
            self.why.push(format!("{cells} of {filled} cells are {what}"));
        } else {
            self.sure = false;
            self.asks.push(format!("only {cells} of {filled} cells are {what}"));
        }
    }

    fn part(&mut self, key: &str, value: &str) {
        self.parts.push(format!("{key} = \"{value}\""));
    }

    /// What the field cannot hold stays in the attributes.
    fn aside(&mut self) {
        self.part("invalid", "set-aside");
    }

    fn count(&mut self, is_csv: bool) {
        self.fit(self.seen.numbers, 80, "counts");
        let is_average = self.field().is_some_and(|field| field.contains(".avg_"));
        match self.header.unit {
            Some(unit @ ("thousands" | "millions")) => self.part("unit", unit),
            _ if is_csv => self.part("unit", "abbreviated"),
            _ => {}
        }
        if self.header.unit == Some("percent") || self.seen.percents > 0 {
            self.sure = false;
            self.asks.push("a count is no percentage".to_owned());
        }
        if !is_average && self.header.unit.is_none() && self.seen.decimals * 2 > self.seen.filled {
            self.sure = false;
            self.asks
                .push("counts have no decimals: is it `unit = \"thousands\"` or `unit = \"millions\"`?".to_owned());
        }
        if is_average {
            self.no_zero();
            self.aside();
        }
    }

    /// A zero says that nothing was measured.
    fn no_zero(&mut self) {
        self.part("zero", "unknown");
    }

    /// A share in percent, or as a fraction.
    fn share(&mut self, up_to_one: bool) {
        self.fit(self.seen.numbers, 80, "numbers");
        if self.is_engagement() {
            self.no_zero();
        }
        let seen = &self.seen;
        let (largest, percents, numbers) = (seen.largest, seen.percents, seen.numbers);
        // A fraction of a rate is small; half a percent and half of all cannot be told apart.
        let fraction_max = if up_to_one { 1.0 } else { 0.2 };
        let (unit, because) = if self.header.unit == Some("percent") {
            (Some("percent"), "the header says percent".to_owned())
        } else if percents == numbers && percents > 0 {
            (Some("percent"), "cells end with `%`".to_owned())
        } else if percents > 0 {
            (Some("marked-percent"), "some cells end with `%`; those without are read as fractions".to_owned())
        } else if largest > 1.0 && largest <= 100.0 {
            (Some("percent"), format!("values go up to {largest}, so they are no fractions"))
        } else if largest <= fraction_max {
            (None, format!("values go up to {largest}, so they are fractions"))
        } else {
            self.sure = false;
            let question = if largest > 1.0 {
                "a share is not more than 100 %"
            } else {
                "fractions, or percentages below one? say `unit = \"percent\"`, or none"
            };
            self.asks.push(format!("values go up to {largest}: {question}"));
            return self.aside();
        };
        self.why.push(because);
        if let Some(unit) = unit {
            self.part("unit", unit);
        }
        self.aside();
    }

    fn languages(&mut self) {
        self.fit(self.seen.language_cells, 80, "languages that are known");
        let separator = self.seen.separator.unwrap_or(',');
        self.part("split", &separator.to_string());
        let named = self.seen.languages.iter().filter(|(name, code)| name != *code);
        let map: Vec<String> =
            named.map(|(name, code)| format!("{} = \"{code}\"", toml::Value::from(name.as_str()))).collect();
        if !map.is_empty() {
            self.parts.push(format!("map = {{ {} }}", map.join(", ")));
        }
        self.aside();
    }
}

fn samples(column: &Column) -> Vec<String> {
    let mut samples: Vec<String> = Vec::new();
    for cell in &column.cells {
        let sample = quoted(&cell.text);
        if samples.len() < SAMPLES && !samples.contains(&sample) {
            samples.push(sample);
        }
    }
    samples
}
