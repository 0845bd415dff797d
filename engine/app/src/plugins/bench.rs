//! What a plugin costs: time, fuel and memory, by the size of the batch.

use std::sync::Arc;
use std::time::{Duration, Instant};

use saring_model::{Campaign, Creator, Timestamp};
use saring_pack::rule::{Fault, Subject};
use saring_runtime_wasm::Spending;
use serde::Serialize;
use serde_with::skip_serializing_none;

use super::list::{PluginSummary, summary};
use super::trial::{Asked, Batch, Bound, Trial, TrialError, TrialSetup};

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
    /// The campaign; none for an audit.
    pub campaign: Option<Arc<Campaign>>,
    /// The creators. Batches that are larger go round. None where the plugin is asked about the campaign.
    pub creators: Vec<Arc<Creator>>,
    /// The moment of the decision.
    pub as_of: Timestamp,
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
    /// where the plugin is asked about the campaign, and there always is one.
    pub empty_batch_us: Option<f64>,
    /// Fuel of a batch of nobody, or before the campaign is taken.
    pub setup_fuel: u64,
    /// By the size of the batch; one, the campaign, where the plugin is asked about that.
    pub batches: Vec<BatchCost>,
}

/// What a batch of a size costs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BatchCost {
    /// Creators in the batch.
    pub creators: usize,
    /// Microseconds a creator.
    pub us_per_creator: f64,
    /// Fuel a creator: the median of the creators.
    pub fuel_per_creator: u64,
    /// Whether every round spent the same fuel to the unit.
    pub fuel_is_same: bool,
    /// The most memory, in bytes.
    pub memory_bytes_peak: u64,
    /// Bytes into the plugin, a creator.
    pub bytes_in_per_creator: u64,
    /// Bytes out of the plugin, a creator.
    pub bytes_out_per_creator: u64,
}

/// Why nothing was measured.
#[derive(Debug, thiserror::Error)]
pub enum BenchError {
    /// The plugin cannot be tried.
    #[error(transparent)]
    Trial(#[from] TrialError),
    /// A folder for compiled code cannot be made.
    #[error("cannot make a folder for compiled code")]
    Scratch(#[source] std::io::Error),
    /// The plugin does not answer.
    #[error("the plugin does not answer a batch of {creators}")]
    Fault {
        /// Creators in the batch.
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
    let measured = match trial.kind().is_of_campaign() {
        true => of_campaign(&trial, &bound, request)?,
        false => of_creators(&trial, &bound, request)?,
    };
    Ok(BenchReport {
        plugin: summary(&trial.plugin),
        admit_ms: ms(admitted),
        admit_cached_ms: ms(cached),
        empty_batch_us: measured.empty.map(us),
        setup_fuel: measured.setup_fuel,
        batches: measured.batches,
    })
}

/// What was measured of a plugin that answers.
struct Measured {
    empty: Option<Duration>,
    setup_fuel: u64,
    batches: Vec<BatchCost>,
}

fn of_creators(trial: &Trial, bound: &Bound<'_>, request: &BenchRequest) -> Result<Measured, BenchError> {
    if request.creators.is_empty() {
        return Err(TrialError::NoCreators.into());
    }
    let asked = Asked { campaign: request.campaign.as_ref(), creators: &request.creators, as_of: request.as_of };
    let subjects: Vec<Subject> = bound.classified(&asked).into_iter().map(|it| it.subject).collect();
    let (empty, spent) = trial.on_thread(|| rounds(0, || bound.ask(&asked, &[])))?;
    let batches = BATCHES.iter().map(|size| {
        let batch: Vec<Subject> = subjects.iter().cycle().take(*size).cloned().collect();
        let (time, spent) = trial.on_thread(|| rounds(batch.len(), || bound.ask(&asked, &batch)))?;
        Ok(cost(batch.len(), time, &spent))
    });
    let setup_fuel = spent.first().map(|spent| spent.setup_fuel).unwrap_or_default();
    Ok(Measured { empty: Some(empty), setup_fuel, batches: batches.collect::<Result<_, BenchError>>()? })
}

fn of_campaign(trial: &Trial, bound: &Bound<'_>, request: &BenchRequest) -> Result<Measured, BenchError> {
    let campaign = request.campaign.as_ref().ok_or(TrialError::NoCampaign)?;
    let (time, spent) = trial.on_thread(|| rounds(1, || bound.ask_campaign(campaign, request.as_of)))?;
    let setup_fuel = spent.first().map(|spent| spent.setup_fuel).unwrap_or_default();
    Ok(Measured { empty: None, setup_fuel, batches: vec![cost(1, time, &spent)] })
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
