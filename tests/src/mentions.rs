//! The trigger on the volume of mentions, held against series in which people marked what was out of the ordinary.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use saring_vocabulary::Column;
use saring_vocabulary::statistics::MAD_TO_SIGMA;
use saring_vocabulary::volume::{Method, Surprise, Volumes};

use crate::golden::repo;
use crate::nab::{Scored, Series, read};

/// False alarms per week and series that a detector may have.
pub const FALSE_ALARMS_WEEKLY: f64 = 0.2;
const DAY_MS: i64 = 86_400_000;

/// When the trigger is asked, and when it fires.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Detector {
    /// How volumes are compared.
    pub method: Method,
    /// Once in so many days, at most as often.
    pub days: f64,
    /// Mentions in the window, at least.
    pub mentions: f64,
    /// Mentions over those expected, at least.
    pub times: f64,
    /// It is asked at multiples of so many milliseconds.
    pub every_ms: i64,
    /// It is silent for so many milliseconds after it fired.
    pub cooldown_ms: i64,
}

/// The instants at which a trigger is asked about a series, and how surprising the volume is then, where that is known.
pub fn surprises(series: &Series, detector: &Detector) -> Vec<(i64, Option<Surprise>)> {
    let ends = || series.buckets.iter().map(|bucket| bucket.0);
    let (Some(first), Some(last)) = (ends().min(), ends().max()) else { return Vec::new() };
    let volumes = Volumes::new(&series.buckets, last, &detector.method);
    let mut baseline = None;
    let ticks = (first.div_euclid(detector.every_ms) + 1)..=last.div_euclid(detector.every_ms);
    let asked = ticks.map(|tick| {
        let at = tick * detector.every_ms;
        let window = volumes.last_hour(at);
        let kept = baseline.take_if(|(of, _)| *of == window);
        let (_, known) = baseline.insert(kept.unwrap_or_else(|| (window, volumes.baseline(at).ok())));
        (at, known.as_ref().and_then(|known| volumes.surprise(known, at).ok()))
    });
    asked.collect()
}

/// The instants at which a trigger fires that is silent for so many milliseconds after it fired.
fn firings(looks: impl IntoIterator<Item = (i64, bool)>, cooldown_ms: i64) -> Vec<i64> {
    let mut fired: Vec<i64> = Vec::new();
    for (at, holds) in looks {
        if holds && fired.last().is_none_or(|last| at - last >= cooldown_ms) {
            fired.push(at);
        }
    }
    fired
}

impl Detector {
    /// What the standard pack ships.
    ///
    /// # Errors
    /// Where a file of the pack is not there, or does not say what the trigger needs.
    pub fn shipped() -> io::Result<Self> {
        let pack = repo().join("rules/standard");
        let read = |file: &str| std::fs::read_to_string(pack.join(file));
        let table = read("tables/mention_volume.csv")?;
        let rows: BTreeMap<&str, f64> = table.lines().filter_map(row).collect();
        let of = |id: &str| rows.get(id).copied().ok_or_else(|| missing(id));
        let params: toml::Table = read("triggers/mention_volume.params.toml")?.parse().map_err(io::Error::other)?;
        let manifest: toml::Table = read("pack.toml")?.parse().map_err(io::Error::other)?;
        let trigger = manifest.get("triggers").and_then(|triggers| triggers.get("mention-volume"));
        let whole = |key: &str| trigger.and_then(|it| it.get(key)?.as_integer()).ok_or_else(|| missing(key));
        let param = |name: &str| {
            let default = params.get(name).and_then(|param| param.get("default"));
            default.and_then(|it| it.as_float().or(it.as_integer().map(|it| it as f64))).ok_or_else(|| missing(name))
        };
        Ok(Self {
            method: Method {
                window_s: (of("window_minutes")? * 60.0) as u32,
                long_window_s: (of("long_window_minutes")? * 60.0) as u32,
                history_days: of("history_days")? as u32,
                baseline_days: of("baseline_days")? as u32,
                repeats: of("repeats")? as u32,
                smoothing_s: (of("smoothing_minutes")? * 60.0) as u32,
                tail_quantile: of("tail_quantile")?,
                coverage: of("coverage")?,
            },
            days: param("days_min")?,
            mentions: param("mentions_min")?,
            times: param("times_min")?,
            every_ms: whole("every-minutes")? * 60_000,
            cooldown_ms: whole("cooldown-hours")? * 3_600_000,
        })
    }

    /// Whether the trigger holds.
    pub fn holds(&self, surprise: &Surprise) -> bool {
        let least = self.mentions.max(self.times * surprise.expected);
        surprise.days >= self.days && surprise.value >= least
    }

    /// The instants at which the trigger fires.
    pub fn fires(&self, surprises: &[(i64, Option<Surprise>)]) -> Vec<i64> {
        let looks = surprises.iter().map(|(at, surprise)| (*at, surprise.is_some_and(|it| self.holds(&it))));
        firings(looks, self.cooldown_ms)
    }
}

fn row(line: &str) -> Option<(&str, f64)> {
    let mut cells = line.split(',');
    Some((cells.next()?, cells.next()?.parse().ok()?))
}

fn missing(name: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("the standard pack does not say `{name}` of `mention-volume`"))
}

/// What the detector is worth on each series.
pub fn measure(series: &[Series], detector: &Detector) -> Vec<Scored> {
    scores(series, detector, &surprises_of(series, detector))
}

type Surprises = Vec<Vec<(i64, Option<Surprise>)>>;

fn surprises_of(series: &[Series], detector: &Detector) -> Surprises {
    series.iter().map(|series| surprises(series, detector)).collect()
}

fn scores(series: &[Series], detector: &Detector, surprises: &Surprises) -> Vec<Scored> {
    let each = series.iter().zip(surprises);
    each.map(|(series, surprises)| series.score(&detector.fires(surprises))).collect()
}

/// The tables of what the detector is worth, and of what others are.
///
/// # Errors
/// Where a file of the benchmark is not there, or is none of its.
pub fn table(folder: &Path) -> io::Result<String> {
    let series = read(folder)?;
    let shipped = Detector::shipped()?;
    let surprises = surprises_of(&series, &shipped);
    let ours = scores(&series, &shipped, &surprises);
    let (rival_bound, rival) = rival(&series, &shipped);
    let head = "| mentions of | found | false alarms a week | score | robust z: found | false alarms a week | score |";
    let mut told = format!("{head}\n|---|---:|---:|---:|---:|---:|---:|\n");
    for ((series, ours), theirs) in series.iter().zip(&ours).zip(&rival) {
        told += &format!("| {} | {} | {} |\n", series.subject, cells(*ours), cells(*theirs));
    }
    told += &format!("| all | {} | {} |\n", cells(sum(&ours)), cells(sum(&rival)));
    told += "\n| detector | found | false alarms a week | score |\n|---|---:|---:|---:|\n";
    let mut row = |name: &str, each: &[Scored]| told += &format!("| {name} | {} |\n", cells(sum(each)));
    row("as shipped", &ours);
    for days in [28.0, 42.0, 56.0, 84.0, 112.0] {
        row(&format!("once in {days} days at most"), &scores(&series, &Detector { days, ..shipped }, &surprises));
    }
    row("asked every hour", &measure(&series, &Detector { every_ms: 3_600_000, ..shipped }));
    row("any number of times as many", &scores(&series, &Detector { times: 0.0, ..shipped }, &surprises));
    let fortnight = Method { baseline_days: 14, ..shipped.method };
    for (name, method) in neighbours(&shipped.method) {
        row(&name, &measure(&series, &Detector { method, ..shipped }));
    }
    row("silent for the first 14 days", &measure(&series, &Detector { method: fortnight, ..shipped }));
    let left_out = left_out(&series, &shipped, surprises);
    row("rarity and tail chosen without the series that it is measured on", &left_out);
    row(&format!("robust z of {rival_bound} at least"), &rival);
    let silent: Vec<Scored> = series.iter().map(|series| series.score(&[])).collect();
    row("nothing at all", &silent);
    Ok(told)
}

/// The method with one of its numbers moved.
fn neighbours(of: &Method) -> Vec<(String, Method)> {
    let mut moved: Vec<(String, Method)> = Vec::new();
    for hours in [(1, 1), (1, 8), (1, 24), (2, 12)] {
        let method = Method { window_s: hours.0 * 3_600, long_window_s: hours.1 * 3_600, ..*of };
        moved.push((format!("windows of {} and {} hours", hours.0, hours.1), method));
    }
    for history_days in [21, 35] {
        moved.push((format!("history of {history_days} days"), Method { history_days, ..*of }));
    }
    for tail_quantile in [0.7, 0.9] {
        moved.push((format!("tail from {tail_quantile} on"), Method { tail_quantile, ..*of }));
    }
    moved.push(("one hour more or less as the same".to_owned(), Method { smoothing_s: 3_600, ..*of }));
    moved
}

fn cells(of: Scored) -> String {
    format!("{} of {} | {:.2} | {:.1}", of.found, of.windows, of.false_alarms_weekly(), of.score())
}

fn sum(each: &[Scored]) -> Scored {
    each.iter().copied().fold(Scored::default(), Scored::with)
}

/// The best of several by its score, among those that have few enough false alarms.
fn best<T>(tried: impl Iterator<Item = (T, Vec<Scored>)>) -> Option<(T, Vec<Scored>)> {
    let few = tried.filter(|(_, each)| sum(each).false_alarms_weekly() < FALSE_ALARMS_WEEKLY);
    few.max_by(|a, b| sum(&a.1).raw.total_cmp(&sum(&b.1).raw))
}

/// What is usually done, at the bound that is best for it: how many robust deviations each count lies above the median
/// of all counts of the four weeks before its day.
fn rival(series: &[Series], shipped: &Detector) -> (f64, Vec<Scored>) {
    let all: Vec<Vec<f64>> =
        series.iter().map(|series| robust_z(series, i64::from(shipped.method.baseline_days))).collect();
    let at = |bound: f64| -> Vec<Scored> {
        let asked = |series: &Series| series.buckets.iter().map(|bucket| bucket.0).collect::<Vec<_>>().into_iter();
        let each = series.iter().zip(&all);
        each.map(|(series, z)| {
            series.score(&firings(asked(series).zip(z).map(|(at, z)| (at, *z >= bound)), shipped.cooldown_ms))
        })
        .collect()
    };
    let bounds = (1..=60).map(|step| f64::from(step) * 5.0);
    best(bounds.map(|bound| (bound, at(bound)))).unwrap_or((f64::INFINITY, at(f64::INFINITY)))
}

/// Silent, which is below every bound, on the first days.
fn robust_z(series: &Series, silent_days: i64) -> Vec<f64> {
    let day = |row: usize| series.buckets[row].0.div_euclid(DAY_MS);
    let mut z = Vec::with_capacity(series.buckets.len());
    while z.len() < series.buckets.len() {
        let today = day(z.len());
        let history = (0..z.len()).rev().take_while(|row| today - day(*row) <= 28);
        let history: Column = history.map(|row| Some(series.buckets[row].2)).collect();
        let long = today - day(0) > silent_days;
        let (median, spread) = history.median().zip(history.mad()).filter(|_| long).unwrap_or((f64::INFINITY, 1.0));
        let counts = series.buckets.iter().skip(z.len()).take_while(|bucket| bucket.0.div_euclid(DAY_MS) == today);
        z.extend(counts.map(|bucket| (bucket.2 - median) / (spread * MAD_TO_SIGMA).max(1.0)).collect::<Vec<_>>());
    }
    z
}

/// Each series by the rarity and the tail that are best on the others.
fn left_out(series: &[Series], shipped: &Detector, surprises: Surprises) -> Vec<Scored> {
    let mut tried = vec![surprises];
    for tail_quantile in [0.7, 0.9] {
        let method = Method { tail_quantile, ..shipped.method };
        tried.push(surprises_of(series, &Detector { method, ..*shipped }));
    }
    let bounds = || (2..=16).map(|step| f64::from(step) * 7.0);
    let all = tried.iter().flat_map(|tried| bounds().map(|days| scores(series, &Detector { days, ..*shipped }, tried)));
    let all: Vec<Vec<Scored>> = all.collect();
    let without = |at: usize| {
        let others = |each: &Vec<Scored>| each.iter().take(at).chain(each.iter().skip(at + 1)).copied().collect();
        let chosen = best(all.iter().map(|each| (each[at], others(each))));
        chosen.map_or_else(|| series[at].score(&[]), |(left_out, _)| left_out)
    };
    (0..series.len()).map(without).collect()
}
