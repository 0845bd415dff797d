//! What a plugin costs: time, fuel and memory, by the size of the batch.

use std::sync::Arc;
use std::time::{Duration, Instant};

use saring_model::plan::Plan;
use saring_model::timeline::Timeline;
use saring_model::{Campaign, Creator, Timestamp};
use saring_pack::rule::{Fault, Kind};
use saring_runtime_wasm::Spending;
use serde::Serialize;
use serde_with::skip_serializing_none;

use super::list::{PluginSummary, summary};
use super::sample::sample;
use super::trial::{Batch, Bound, Trial, TrialError, TrialSetup};
use crate::inquiry::{Inquiry, Known, Parts};

/// Sizes of batches that are measured.
const BATCHES: [usize; 3] = [1, 16, 256];
/// Shortest time that a size is measured for, and the fewest and most rounds.
const MEASURED: Duration = Duration::from_millis(300);
const ROUNDS_MIN: usize = 5;
const ROUNDS_MAX: usize = 2_000;

/// What is measured.
#[derive(Debug, Clone)]
pub struct BenchRequest {
    /// The component.
    pub bytes: Arc<[u8]>,
    /// Params and tables.
    pub setup: TrialSetup,
    /// The campaign; that of the demo where none is given.
    pub campaign: Option<Arc<Campaign>>,
    /// What was planned.
    pub plan: Option<Arc<Plan>>,
    /// What happened; that of the demo where neither this nor a campaign is given.
    pub timeline: Option<Arc<Timeline>>,
    /// The creators; those of the demo where none are given. Batches that are larger go round.
    pub creators: Option<Vec<Arc<Creator>>>,
    /// The moment; that of the demo where none is given.
    pub as_of: Option<Timestamp>,
}

/// What a plugin costs. Times are medians, of this machine at this moment.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize)]
pub struct BenchReport {
    /// The plugin.
    pub plugin: PluginSummary,
    /// Milliseconds to compile, link, describe and try it.
    pub admit_ms: f64,
    /// The same where its compiled code is kept.
    pub admit_cached_ms: f64,
    /// Microseconds of a batch of nobody: a fresh instance, the params read and the tables opened, and its end. None
    /// where the plugin is asked about the campaign itself, and there always is one.
    pub empty_batch_us: Option<f64>,
    /// Fuel of a batch of nobody, or before the campaign is taken.
    pub setup_fuel: u64,
    /// What the parts of a batch are: creators, packages, the campaign, targets or scopes.
    pub parts: &'static str,
    /// By the size of the batch; one, the campaign, where the plugin is asked about that itself.
    pub batches: Vec<BatchCost>,
}

/// What a batch of a size costs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BatchCost {
    /// How many the batch is of.
    pub creators: usize,
    /// Microseconds each.
    pub us_per_creator: f64,
    /// Fuel each: the median.
    pub fuel_per_creator: u64,
    /// Whether every round spent the same fuel to the unit.
    pub fuel_is_same: bool,
    /// The most memory, in bytes.
    pub memory_bytes_peak: u64,
    /// Bytes into the plugin, each.
    pub bytes_in_per_creator: u64,
    /// Bytes out of the plugin, each.
    pub bytes_out_per_creator: u64,
}

/// Why nothing was measured.
#[derive(Debug, thiserror::Error)]
pub enum BenchError {
    /// The plugin cannot be tried.
    #[error(transparent)]
    Trial(#[from] TrialError),
    /// The demo that it would be measured with cannot be made.
    #[error("the demo cannot be made")]
    Sample,
    /// A folder for compiled code cannot be made.
    #[error("cannot make a folder for compiled code")]
    Scratch(#[source] std::io::Error),
    /// The plugin does not answer.
    #[error("the plugin does not answer a batch of {creators}")]
    Fault {
        /// How many the batch is of.
        creators: usize,
        /// Why.
        source: Fault,
    },
}

/// Measures a plugin on one thread.
///
/// # Errors
/// Where the plugin is refused, or does not answer.
pub fn bench(request: &BenchRequest) -> Result<BenchReport, BenchError> {
    let scratch = tempfile::tempdir().map_err(BenchError::Scratch)?;
    let cache = || Some(scratch.path().join("cache"));
    let (admitted, trial) = timed(|| Trial::open(&request.bytes, None));
    let trial = trial?;
    Trial::open(&request.bytes, cache())?;
    let (cached, again) = timed(|| Trial::open(&request.bytes, cache()));
    again?;
    let bound = trial.bind(&request.setup)?;
    let inquiry = bound.inquiry(known(trial.kind(), request)?).map_err(TrialError::from)?;
    let measured = measured(&trial, &bound, &inquiry)?;
    Ok(BenchReport {
        plugin: summary(&trial.plugin),
        admit_ms: ms(admitted),
        admit_cached_ms: ms(cached),
        empty_batch_us: measured.empty.map(us),
        setup_fuel: measured.setup_fuel,
        parts: parts(trial.kind()),
        batches: measured.batches,
    })
}

/// What the plugin is asked about: what is given, and else the demo.
fn known(kind: Kind, request: &BenchRequest) -> Result<Known, BenchError> {
    let BenchRequest { campaign, plan, timeline, creators, as_of, .. } = request.clone();
    let sample = sample(matches!(kind, Kind::Trigger | Kind::Metric | Kind::Preflight)).ok_or(BenchError::Sample)?;
    let is_own = campaign.is_some();
    Ok(Known {
        plan: plan.or_else(|| sample.plan.filter(|_| !is_own)),
        timeline: timeline.or_else(|| sample.timeline.filter(|_| !is_own)),
        campaign: campaign.or(sample.campaign),
        creators: creators.unwrap_or(sample.creators),
        chosen: None,
        as_of: as_of.unwrap_or(sample.as_of),
    })
}

/// What was measured of a plugin that answers.
struct Measured {
    empty: Option<Duration>,
    setup_fuel: u64,
    batches: Vec<BatchCost>,
}

fn measured(trial: &Trial, bound: &Bound<'_>, inquiry: &Inquiry) -> Result<Measured, BenchError> {
    let asked = |parts: &Parts| trial.on_thread(|| rounds(parts.count(), || bound.ask(inquiry, parts)));
    let setup_fuel = |spent: &[Spending]| spent.first().map(|spent| spent.setup_fuel).unwrap_or_default();
    if trial.kind().is_of_campaign() {
        let (time, spent) = asked(&inquiry.parts)?;
        return Ok(Measured { empty: None, setup_fuel: setup_fuel(&spent), batches: vec![cost(1, time, &spent)] });
    }
    let (empty, spent) = asked(&inquiry.parts.at(&[]))?;
    let batches = BATCHES.iter().map(|size| {
        let places: Vec<usize> = (0..inquiry.parts.count()).cycle().take(*size).collect();
        let (time, spent) = asked(&inquiry.parts.at(&places))?;
        Ok(cost(places.len(), time, &spent))
    });
    let batches = batches.collect::<Result<_, BenchError>>()?;
    Ok(Measured { empty: Some(empty), setup_fuel: setup_fuel(&spent), batches })
}

/// What rules of a kind are asked about, as a word of several.
pub(super) fn parts(kind: Kind) -> &'static str {
    match kind {
        Kind::Check | Kind::Tier => "creators",
        Kind::Worth => "packages",
        Kind::Preflight | Kind::Budget => "campaigns",
        Kind::Trigger => "targets",
        Kind::Metric => "scopes",
    }
}

fn cost(creators: usize, time: Duration, spent: &[Spending]) -> BatchCost {
    let n = creators.max(1);
    let first = spent.first().cloned().unwrap_or_default();
    let mut fuel = first.fuel.clone();
    fuel.sort_unstable();
    BatchCost {
        creators,
        us_per_creator: us(time) / n as f64,
        fuel_per_creator: fuel.get(fuel.len() / 2).copied().unwrap_or_default(),
        fuel_is_same: spent.iter().all(|spent| (spent.setup_fuel, &spent.fuel) == (first.setup_fuel, &first.fuel)),
        memory_bytes_peak: spent.iter().map(|spent| spent.memory_bytes_peak).max().unwrap_or_default(),
        bytes_in_per_creator: first.bytes_in / n as u64,
        bytes_out_per_creator: first.bytes_out / n as u64,
    }
}

/// The median time of many rounds of one batch, and what each round spent.
fn rounds(creators: usize, ask: impl Fn() -> Batch) -> Result<(Duration, Vec<Spending>), BenchError> {
    let (mut times, mut spent) = (Vec::new(), Vec::new());
    // The first round warms what later ones find warm.
    ask().answers.map_err(|source| BenchError::Fault { creators, source })?;
    let begun = Instant::now();
    while times.len() < ROUNDS_MIN || (begun.elapsed() < MEASURED && times.len() < ROUNDS_MAX) {
        let (time, done) = timed(&ask);
        times.push(time);
        spent.push(done.spending);
    }
    times.sort_unstable();
    Ok((times.get(times.len() / 2).copied().unwrap_or_default(), spent))
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let begun = Instant::now();
    let done = work();
    (begun.elapsed(), done)
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn us(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}
