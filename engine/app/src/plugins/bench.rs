//! What a plugin costs: time, fuel and memory, by the size of the batch.

use std::sync::Arc;
use std::time::{Duration, Instant};

use saring_model::{Campaign, Creator, Timestamp};
use saring_pack::rule::{Fault, Subject};
use serde::Serialize;

use super::list::{PluginSummary, summary};
use super::trial::{Asked, Bound, Trial, TrialError, TrialSetup};

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
    /// The creators. Batches that are larger go round.
    pub creators: Vec<Arc<Creator>>,
    /// The moment of the decision.
    pub as_of: Timestamp,
}

/// What a plugin costs. Times are medians, of this machine at this moment.
#[derive(Debug, Clone, Serialize)]
pub struct BenchReport {
    /// The plugin.
    pub plugin: PluginSummary,
    /// Milliseconds to compile, link, describe and try it.
    pub admit_ms: f64,
    /// The same where its compiled code is kept.
    pub admit_cached_ms: f64,
    /// Microseconds of a batch of nobody: a fresh instance, the params read and the tables opened, and its end.
    pub empty_batch_us: f64,
    /// Fuel of a batch of nobody.
    pub setup_fuel: u64,
    /// By the size of the batch.
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
    let asked = Asked { campaign: request.campaign.as_ref(), creators: &request.creators, as_of: request.as_of };
    let subjects: Vec<Subject> = bound.classified(&asked).into_iter().map(|it| it.subject).collect();
    let (empty, spent) = trial.on_thread(|| rounds(&bound, &asked, &[]))?;
    let batches = BATCHES.iter().map(|size| {
        let batch: Vec<Subject> = subjects.iter().cycle().take(*size).cloned().collect();
        trial.on_thread(|| cost(&bound, &asked, &batch))
    });
    Ok(BenchReport {
        plugin: summary(&trial.plugin),
        admit_ms: ms(admitted),
        admit_cached_ms: ms(cached),
        empty_batch_us: us(empty),
        setup_fuel: spent.first().map(|spent| spent.setup_fuel).unwrap_or_default(),
        batches: batches.collect::<Result<_, _>>()?,
    })
}

fn cost(bound: &Bound<'_>, asked: &Asked<'_>, batch: &[Subject]) -> Result<BatchCost, BenchError> {
    let (time, spent) = rounds(bound, asked, batch)?;
    let n = batch.len().max(1);
    let first = spent.first().cloned().unwrap_or_default();
    let mut fuel = first.fuel.clone();
    fuel.sort_unstable();
    Ok(BatchCost {
        creators: batch.len(),
        us_per_creator: us(time) / n as f64,
        fuel_per_creator: fuel.get(fuel.len() / 2).copied().unwrap_or_default(),
        fuel_is_same: spent.iter().all(|spent| (spent.setup_fuel, &spent.fuel) == (first.setup_fuel, &first.fuel)),
        memory_bytes_peak: spent.iter().map(|spent| spent.memory_bytes_peak).max().unwrap_or_default(),
        bytes_in_per_creator: first.bytes_in / n as u64,
        bytes_out_per_creator: first.bytes_out / n as u64,
    })
}

/// The median time of many rounds of one batch, and what each round spent.
fn rounds(
    bound: &Bound<'_>,
    asked: &Asked<'_>,
    batch: &[Subject],
) -> Result<(Duration, Vec<saring_runtime_wasm::Spending>), BenchError> {
    let (mut times, mut spent) = (Vec::new(), Vec::new());
    // The first round warms what later ones find warm.
    bound.ask(asked, batch).answers.map_err(|source| BenchError::Fault { creators: batch.len(), source })?;
    let begun = Instant::now();
    while times.len() < ROUNDS_MIN || (begun.elapsed() < MEASURED && times.len() < ROUNDS_MAX) {
        let (time, done) = timed(|| bound.ask(asked, batch));
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
