//! Series of mentions from the Numenta Anomaly Benchmark, and its way of scoring detections.
//!
//! Source: Lavin and Ahmad (2015), "Evaluating Real-time Anomaly Detection Algorithms"; github.com/numenta/NAB,
//! `nab/sweeper.py`, whose standard profile and normalisation these are.

use std::collections::BTreeMap;
use std::io;
use std::ops::RangeInclusive;
use std::path::Path;

use saring_model::Timestamp;
use saring_vocabulary::volume::Bucket;
use serde::Deserialize;

/// What the benchmark writes before and after the name of those whose mentions a file counts.
const FILE: (&str, &str) = ("Twitter_volume_", ".csv");
/// Seconds that each count is of.
pub const SPAN_S: u32 = 300;

/// What a window that was missed costs.
const MISS: f64 = 1.0;
/// What a detection far from every window costs.
const FALSE_ALARM: f64 = 0.11;
/// Share of a series, but of 5,000 rows at most, in which nothing is scored, so that detectors can learn.
const PROBATION: f64 = 0.15;

/// A series of counts, and where people saw something out of the ordinary.
#[derive(Debug, Clone)]
pub struct Series {
    /// Whose mentions.
    pub subject: String,
    /// The counts in their order.
    pub buckets: Vec<Bucket>,
    /// The windows, as rows from the first to the last.
    pub windows: Vec<RangeInclusive<usize>>,
}

impl Series {
    /// What became of a detector that fired at these instants, after the benchmark's time for learning. Each is held
    /// against the first row that ends then or later.
    pub fn score(&self, fired: &[i64]) -> Scored {
        let row = |at: &i64| self.buckets.partition_point(|(end, ..)| end < at);
        let fired: Vec<usize> = fired.iter().map(row).collect();
        let rows = self.buckets.len();
        let learnt = (PROBATION * rows as f64).floor().min(PROBATION * 5_000.0) as usize;
        score(rows, learnt, &self.windows, &fired)
    }
}

/// What became of the detections in a series, or in several.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Scored {
    /// Sum of what the windows and the false alarms are worth.
    pub raw: f64,
    /// Windows.
    pub windows: usize,
    /// Windows in which something was detected.
    pub found: usize,
    /// Detections outside of the windows.
    pub false_alarms: usize,
    /// Weeks that were scored.
    pub weeks: f64,
}

impl Scored {
    /// The score from 0, of a detector that says nothing, to 100, of one that knows everything at once.
    pub fn score(&self) -> f64 {
        let (null, perfect) = (-MISS * self.windows as f64, self.windows as f64);
        100.0 * (self.raw - null) / (perfect - null)
    }

    /// False alarms per week.
    pub fn false_alarms_weekly(&self) -> f64 {
        self.false_alarms as f64 / self.weeks
    }

    /// What became of the detections here and there.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self {
            raw: self.raw + other.raw,
            windows: self.windows + other.windows,
            found: self.found + other.found,
            false_alarms: self.false_alarms + other.false_alarms,
            weeks: self.weeks + other.weeks,
        }
    }
}

/// The series of mentions that a folder holds, of those that its labels name.
///
/// # Errors
/// Where there are no labels, a file is none of the benchmark's, or none is there.
pub fn read(folder: &Path) -> io::Result<Vec<Series>> {
    let labels: BTreeMap<String, Vec<[String; 2]>> =
        serde_json::from_slice(&std::fs::read(folder.join("combined_windows.json"))?)?;
    let mut series = Vec::new();
    for (name, windows) in &labels {
        let file = name.rsplit('/').next().unwrap_or(name);
        let subject = file.strip_prefix(FILE.0).and_then(|rest| rest.strip_suffix(FILE.1));
        if let Some(subject) = subject.filter(|_| folder.join(file).exists()) {
            series.push(one(subject, &folder.join(file), windows)?);
        }
    }
    if series.is_empty() { Err(invalid(&folder.display().to_string())) } else { Ok(series) }
}

fn one(subject: &str, file: &Path, windows: &[[String; 2]]) -> io::Result<Series> {
    let rows = csv::Reader::from_path(file)?.into_deserialize().collect::<Result<Vec<Row>, _>>()?;
    let ends = rows.iter().map(|row| milliseconds(&row.timestamp)).collect::<io::Result<Vec<i64>>>()?;
    let row_of = |text: &String| ends.binary_search(&milliseconds(text)?).map_err(|_| invalid(text));
    let windows = windows.iter().map(|[first, last]| Ok(row_of(first)?..=row_of(last)?));
    Ok(Series {
        subject: subject.to_owned(),
        windows: windows.collect::<io::Result<_>>()?,
        buckets: ends.iter().zip(&rows).map(|(end, row)| (*end, SPAN_S, row.value)).collect(),
    })
}

#[derive(Deserialize)]
struct Row {
    timestamp: String,
    value: f64,
}

/// The benchmark writes instants without a zone, to the second or the microsecond.
fn milliseconds(text: &str) -> io::Result<i64> {
    let instant = Timestamp::parse(&format!("{}Z", text.replace(' ', "T"))).map_err(|_| invalid(text))?;
    Ok(instant.get().as_millisecond())
}

fn invalid(text: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("`{text}` is not what the benchmark has there"))
}

/// Scores the rows at which a detector fired, from the row `learnt` on, in a series of so many rows with these windows.
///
/// The first detection in a window counts, and the more the earlier it is; one after a window costs the more the later.
pub fn score(rows: usize, learnt: usize, windows: &[RangeInclusive<usize>], fired: &[usize]) -> Scored {
    let mut scored = Scored { weeks: (rows - learnt) as f64 * f64::from(SPAN_S) / 604_800.0, ..Scored::default() };
    let fired: Vec<usize> = fired.iter().copied().filter(|row| *row >= learnt).collect();
    for window in windows.iter().filter(|window| *window.end() >= learnt) {
        let first = fired.iter().find(|row| window.contains(row));
        scored.windows += 1;
        scored.found += usize::from(first.is_some());
        scored.raw += first.map_or(-MISS, |row| {
            let width = (window.end() - window.start() + 1) as f64;
            sigmoid(-((window.end() - row + 1) as f64) / width) / sigmoid(-1.0)
        });
    }
    for row in fired.iter().filter(|row| !windows.iter().any(|window| window.contains(row))) {
        let before = windows.iter().rfind(|window| window.end() < row);
        let past = before.map_or(3.0, |window| (row - window.end()) as f64 / (window.end() - window.start()) as f64);
        scored.false_alarms += 1;
        scored.raw += FALSE_ALARM * sigmoid(past);
    }
    scored
}

/// From 1 far before the end of a window through 0 at its end to -1 far behind it, in widths of the window.
fn sigmoid(position: f64) -> f64 {
    if position >= 3.0 { -1.0 } else { 2.0 / (1.0 + (5.0 * position).exp()) - 1.0 }
}
