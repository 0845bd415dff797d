//! A model of inauthentic profiles that a person can read: log odds that add up, term by term.
//!
//! Each row of its table adds weight as the term's value rises from `from` to `to`, on the scale ln(1 + value), and no
//! more beyond. The sum of an intercept and of all rows is the log odds that the profile is inauthentic.

use saring_linear::score::logistic;

use crate::profile::{Profile, Term};
use crate::share::Accuracy;

/// Row with the log odds at the start of every segment.
pub const INTERCEPT: &str = "intercept";
/// Rows with what cross-validation found, as numbers of profiles: fake found, fake missed, real found, real missed.
pub const FOUND: [&str; 4] = ["fake-found", "fake-missed", "real-found", "real-missed"];
/// Columns of a model's table. `usual` is where on its segment the mean profile stands, 0 to 1: it stands in for facts
/// that are unknown.
pub const COLUMNS: [&str; 5] = ["term", "from", "to", "value", "usual"];

/// One row of a model's table. Its value is a weight, or the number of profiles in a row of [`FOUND`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// Name of a term, [`INTERCEPT`], or one of [`FOUND`].
    pub term: String,
    /// Value of the term from which weight is added.
    pub from: Option<f64>,
    /// Value of the term from which on all of it is.
    pub to: Option<f64>,
    /// The weight, in log odds.
    pub value: Option<f64>,
    /// Where the mean profile stands between the two, 0 to 1.
    pub usual: Option<f64>,
}

/// Why rows are no model. Rows are numbered from 1, without the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ModelError {
    /// A name that is no term.
    UnknownTerm {
        /// Number of the row.
        row: usize,
        /// The name.
        term: String,
    },
    /// A cell without the number that belongs there.
    NoNumber {
        /// Number of the row.
        row: usize,
        /// Name of the column.
        column: &'static str,
    },
    /// A segment that does not rise, or begins before the one above it ends.
    Disorder {
        /// Number of the row.
        row: usize,
    },
    /// A row that every model has is missing.
    NoRow {
        /// Its name.
        term: &'static str,
    },
    /// In cross-validation the model told fake from real no better than chance.
    Useless,
}

impl std::fmt::Display for ModelError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::UnknownTerm { row, term } => write!(f, "row {row} of the model: `{term}` is no term of a profile"),
            Self::NoNumber { row, column } => {
                write!(f, "row {row} of the model: `{column}` has no number in its range")
            }
            Self::Disorder { row } => {
                write!(f, "row {row} of the model: segments of a term must rise, one after the other")
            }
            Self::NoRow { term } => write!(f, "the model has no row `{term}`"),
            Self::Useless => f.write_str("the model tells inauthentic profiles from real ones no better than chance"),
        }
    }
}

impl std::error::Error for ModelError {}

/// A model, ready to judge.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    intercept: f64,
    terms: Vec<Curve>,
    accuracy: Accuracy,
}

/// What a term adds.
#[derive(Debug, Clone, PartialEq)]
struct Curve {
    term: Term,
    segments: Vec<Segment>,
    /// What it adds for the mean profile, at least, and at most.
    usual: f64,
    least: f64,
    most: f64,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Segment {
    from: f64,
    to: f64,
    weight: f64,
}

/// What a model says of a profile.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judgement {
    /// Probability that the profile is inauthentic, among profiles mixed as those of the training; the mean profile stands
    /// in for facts that are unknown.
    pub probability: f64,
    /// Whether it is more likely inauthentic than not; none where the unknown facts could decide it.
    pub is_inauthentic: Option<bool>,
}

impl Model {
    /// Reads a model from the rows of its table.
    ///
    /// # Errors
    /// The first row that is none of a model's, or a row that is missing.
    pub fn read(rows: &[Row]) -> Result<Self, ModelError> {
        let single = |name: &'static str, min: f64| {
            let at = rows.iter().position(|row| row.term == name).ok_or(ModelError::NoRow { term: name })?;
            let value = rows.get(at).and_then(|row| row.value).filter(|value| value.is_finite() && *value >= min);
            value.ok_or(ModelError::NoNumber { row: at + 1, column: "value" })
        };
        let [fake_found, fake_missed, real_found, real_missed] = FOUND.map(|name| single(name, 0.0));
        let accuracy = Accuracy {
            fake_found: fake_found?,
            fake_missed: fake_missed?,
            real_found: real_found?,
            real_missed: real_missed?,
        };
        if accuracy.informedness().is_none_or(|informed| informed <= 0.0) {
            return Err(ModelError::Useless);
        }
        let mut terms: Vec<Curve> = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            if row.term != INTERCEPT && !FOUND.contains(&row.term.as_str()) {
                add(&mut terms, row, at + 1)?;
            }
        }
        terms.sort_by_key(|curve| curve.term);
        Ok(Self { intercept: single(INTERCEPT, f64::MIN)?, terms, accuracy })
    }

    /// What cross-validation found of the model.
    pub fn accuracy(&self) -> &Accuracy {
        &self.accuracy
    }

    /// Judges a profile.
    pub fn judge(&self, profile: &Profile) -> Judgement {
        let (mut score, mut least, mut most) = (self.intercept, self.intercept, self.intercept);
        for curve in &self.terms {
            if let Some(value) = curve.term.of(profile) {
                let added = curve.at(value);
                score += added;
                least += added;
                most += added;
            } else {
                score += curve.usual;
                least += curve.least;
                most += curve.most;
            }
        }
        let is_inauthentic = if least > 0.0 { Some(true) } else { (most <= 0.0).then_some(false) };
        Judgement { probability: logistic(score), is_inauthentic }
    }
}

impl Curve {
    fn at(&self, value: f64) -> f64 {
        self.segments.iter().map(|segment| segment.weight * position(value, segment.from, segment.to)).sum()
    }
}

/// Where a value stands on a segment: 0 up to `from`, 1 from `to` on, between them linear in ln(1 + value).
pub fn position(value: f64, from: f64, to: f64) -> f64 {
    if value <= from {
        0.0
    } else if value >= to {
        1.0
    } else {
        let start = libm::log1p(from);
        (libm::log1p(value) - start) / (libm::log1p(to) - start)
    }
}

/// Adds a row to the curve of its term, which rows build from left to right.
fn add(terms: &mut Vec<Curve>, row: &Row, number: usize) -> Result<(), ModelError> {
    let term = Term::named(&row.term).ok_or_else(|| ModelError::UnknownTerm { row: number, term: row.term.clone() })?;
    let cell = |column, cell: Option<f64>, is_fit: fn(f64) -> bool| {
        cell.filter(|value| value.is_finite() && is_fit(*value)).ok_or(ModelError::NoNumber { row: number, column })
    };
    let from = cell("from", row.from, |from| from >= 0.0)?;
    let to = cell("to", row.to, |to| to >= 0.0)?;
    let weight = cell("value", row.value, |_| true)?;
    let usual = weight * cell("usual", row.usual, |usual| (0.0..=1.0).contains(&usual))?;
    let segment = Segment { from, to, weight };
    if to <= from {
        return Err(ModelError::Disorder { row: number });
    }
    let Some(curve) = terms.iter_mut().find(|curve| curve.term == term) else {
        terms.push(Curve { term, segments: vec![segment], usual, least: weight.min(0.0), most: weight.max(0.0) });
        return Ok(());
    };
    if curve.segments.last().is_some_and(|last| from < last.to) {
        return Err(ModelError::Disorder { row: number });
    }
    curve.segments.push(segment);
    curve.usual += usual;
    let reached: f64 = curve.segments.iter().map(|segment| segment.weight).sum();
    curve.least = curve.least.min(reached);
    curve.most = curve.most.max(reached);
    Ok(())
}
