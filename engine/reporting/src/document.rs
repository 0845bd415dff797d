//! A report as sections of texts, tables and charts: what every face writes, and none of them decides.

use saring_model::{CurrencyCode, Timestamp};

/// A report for people.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Language of the texts, as in BCP 47.
    pub lang: String,
    /// What it is about.
    pub title: String,
    /// The edition and the day of the data.
    pub subtitle: String,
    /// The moment of the data. Files that state when they were made state this.
    pub as_of: Timestamp,
    /// The result in one sentence.
    pub headline: String,
    /// Key figures.
    pub figures: Vec<Figure>,
    /// Everything else, in order.
    pub sections: Vec<Section>,
    /// By what it was made.
    pub imprint: String,
}

/// A key figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What it is.
    pub label: String,
    /// Its value as people write it.
    pub value: String,
    /// What to know about it; empty where there is nothing.
    pub note: String,
}

/// A part of a report under its own heading, or on its own sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// The heading.
    pub title: String,
    /// What it holds, in order.
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph.
    Text(String),
    /// Points of a list.
    Points(Vec<String>),
    /// Terms, each with what it says.
    Terms(Vec<(String, String)>),
    /// A table.
    Table(Table),
    /// A chart.
    Chart(Chart),
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What it shows; empty where the section says it.
    pub caption: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each with a cell per column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its title.
    pub title: String,
    /// How much room it takes, and on which side its cells stand.
    pub width: Width,
}

/// How much room a column takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// A word or a name.
    Word,
    /// A sentence.
    Prose,
    /// A number, on the right.
    Number,
    /// A number with its interval, on the right.
    Estimate,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A word that says whether something is good.
    Tag(Tone, String),
    /// A number.
    Number(Number),
    /// A number that is good or bad.
    Graded(Tone, Number),
    /// A number with its interval; without a value only the interval is known.
    Estimate {
        /// The value.
        value: Option<Number>,
        /// Low end of the interval.
        low: Number,
        /// High end of the interval.
        high: Number,
    },
    /// A number that is not known, and why.
    Unknown(String),
}

/// A number with its unit, and as people write it.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// The number; a fraction is 0 to 1, money is in major units.
    pub value: f64,
    /// What it counts.
    pub format: Format,
    /// The number in the words of the language.
    pub text: String,
}

impl Number {
    /// The interval from this number to another: `3–5`, and `-6 – -4` where a dash alone would read as a sign.
    pub fn to(&self, high: &Self) -> String {
        let dash = if self.value < 0.0 || high.value < 0.0 { " – " } else { "–" };
        format!("{}{dash}{}", self.text, high.text)
    }
}

/// What a number counts, for faces that keep numbers as numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Whole things.
    Count,
    /// Points, 0 to 100.
    Points,
    /// A fraction, shown as a percentage.
    Fraction,
    /// How many times over.
    Ratio,
    /// Any other number.
    Plain,
    /// Major units of a currency.
    Money(CurrencyCode),
}

/// Whether something is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// It is.
    Good,
    /// Somebody has to look.
    Caution,
    /// It is not.
    Bad,
    /// Neither.
    Plain,
}

/// A chart. Its numbers are shown as people write them, and faces without charts show them as a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// Its form.
    pub kind: ChartKind,
    /// What stands at the axis, or beside the pieces.
    pub labels: Vec<String>,
    /// Rows of numbers, each with one number per label.
    pub series: Vec<Series>,
}

/// The form of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// A bar per label and series, lying.
    Bars,
    /// A bar per label, made of a piece per series, lying.
    Stacks,
    /// A ring with a piece per label, of the first series.
    Donut,
    /// A line per series.
    Line,
}

/// A row of numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What it is.
    pub name: String,
    /// Whether it is good, which chooses its colour.
    pub tone: Tone,
    /// A number per label; none where it is not known.
    pub points: Vec<Option<Number>>,
}

impl Section {
    /// A section with what it holds.
    pub fn new(title: impl Into<String>, blocks: Vec<Block>) -> Self {
        Self { title: title.into(), blocks }
    }
}

impl Table {
    /// A table without rows and without a caption.
    pub fn new(columns: Vec<Column>) -> Self {
        Self { caption: String::new(), columns, rows: Vec::new() }
    }
}

impl Column {
    /// A column of words or names.
    pub fn word(title: impl Into<String>) -> Self {
        Self { title: title.into(), width: Width::Word }
    }

    /// A column of sentences.
    pub fn prose(title: impl Into<String>) -> Self {
        Self { title: title.into(), width: Width::Prose }
    }

    /// A column of numbers.
    pub fn number(title: impl Into<String>) -> Self {
        Self { title: title.into(), width: Width::Number }
    }

    /// A column of numbers with their intervals.
    pub fn estimate(title: impl Into<String>) -> Self {
        Self { title: title.into(), width: Width::Estimate }
    }
}

impl Cell {
    /// A text, or nothing where it is empty.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}
