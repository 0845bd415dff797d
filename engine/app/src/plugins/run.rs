//! One plugin on a roster, without any pack.

use std::path::PathBuf;
use std::sync::Arc;

use saring_eval::report::FaultReport;
use saring_model::{Campaign, Creator, Timestamp};
use saring_pack::rule::{Fault, Subject};
use saring_pack::{Answer, Pack};
use serde::Serialize;
use serde_with::skip_serializing_none;

use super::list::{PluginSummary, summary};
use super::trial::{Asked, Batch, Bound, Told, Trial, TrialError, TrialSetup};
use crate::score::BATCH_CREATORS;

/// What a plugin is run on.
#[derive(Debug, Clone)]
pub struct RunRequest {
    /// The component.
    pub bytes: Arc<[u8]>,
    /// Params and tables.
    pub setup: TrialSetup,
    /// The campaign; none for an audit.
    pub campaign: Option<Arc<Campaign>>,
    /// The creators; none where the plugin is asked about the campaign.
    pub creators: Vec<Arc<Creator>>,
    /// The moment of the decision.
    pub as_of: Timestamp,
    /// Language of the texts.
    pub lang: String,
    /// The folder where compiled plugins are kept.
    pub cache: Option<PathBuf>,
}

/// What a plugin said.
#[derive(Debug, Clone, Serialize)]
pub struct RunReport {
    /// The plugin.
    pub plugin: PluginSummary,
    /// Its answers, in the order of the roster.
    pub answers: Vec<RunAnswer>,
    /// What the batches cost together.
    pub cost: RunCost,
    /// The pack that was made for the plugin, whose words tell the answers.
    #[serde(skip)]
    pub pack: Arc<Pack>,
}

/// What a plugin said of one creator, or of the campaign.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize)]
pub struct RunAnswer {
    /// The creator's id, or the campaign's.
    pub id: String,
    /// The answer as the report of a decision tells it; absent where there is a fault.
    pub answer: Option<Told>,
    /// Why there is none.
    pub faults: Vec<FaultReport>,
    /// Lines that the plugin logged about the creator.
    pub log: Vec<String>,
    /// Fuel that the creator cost; absent where the plugin ended before it came to the creator.
    pub fuel: Option<u64>,
}

/// What batches cost.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct RunCost {
    /// How many batches were asked.
    pub batches: usize,
    /// Fuel before the first creator, over all batches.
    pub setup_fuel: u64,
    /// Fuel of the creators, over all batches.
    pub creator_fuel: u64,
    /// The most memory that a batch had, in bytes.
    pub memory_bytes_peak: u64,
    /// Bytes that went into the plugin.
    pub bytes_in: u64,
    /// Bytes that came out.
    pub bytes_out: u64,
}

impl RunCost {
    fn add(&mut self, batch: &Batch) {
        let spent = &batch.spending;
        self.batches += 1;
        self.setup_fuel += spent.setup_fuel;
        self.creator_fuel += spent.fuel.iter().sum::<u64>();
        self.memory_bytes_peak = self.memory_bytes_peak.max(spent.memory_bytes_peak);
        self.bytes_in += spent.bytes_in;
        self.bytes_out += spent.bytes_out;
    }
}

/// Runs a plugin on a roster. A creator that faults is told apart from the others of its batch, as in a decision.
///
/// # Errors
/// Where the plugin is refused, its params or tables are not what it takes, or there is nobody to ask about.
pub fn run(request: &RunRequest) -> Result<RunReport, TrialError> {
    let trial = Trial::open(&request.bytes, request.cache.clone())?;
    let bound = trial.bind(&request.setup)?;
    let (plugin, pack) = (summary(&trial.plugin), Arc::clone(&bound.pack.pack));
    let mut report = RunReport { plugin, answers: Vec::new(), cost: RunCost::default(), pack };
    if trial.kind().is_of_campaign() {
        report.answers.push(of_campaign(&bound, request, &mut report.cost)?);
        return Ok(report);
    }
    if request.creators.is_empty() {
        return Err(TrialError::NoCreators);
    }
    for creators in request.creators.chunks(BATCH_CREATORS) {
        let asked = Asked { campaign: request.campaign.as_ref(), creators, as_of: request.as_of };
        run_batch(&bound, &asked, request, &mut report);
    }
    Ok(report)
}

/// What a plugin says of the campaign.
fn of_campaign(bound: &Bound<'_>, request: &RunRequest, cost: &mut RunCost) -> Result<RunAnswer, TrialError> {
    let campaign = request.campaign.as_ref().ok_or(TrialError::NoCampaign)?;
    let batch = bound.ask_campaign(campaign, request.as_of);
    cost.add(&batch);
    let fuel = batch.spending.fuel.first().copied();
    let (answer, faults) = bound.tell_campaign(batch, &request.lang);
    Ok(RunAnswer { id: campaign.id.to_string(), answer, faults, log: Vec::new(), fuel })
}

fn run_batch(bound: &Bound<'_>, asked: &Asked<'_>, request: &RunRequest, report: &mut RunReport) {
    let classified = bound.classified(asked);
    let subjects: Vec<Subject> = classified.iter().map(|creator| creator.subject.clone()).collect();
    let batch = bound.ask(asked, &subjects);
    let together = match &batch.answers {
        Ok(answers) => Some(answers.clone()),
        Err(_) => None,
    };
    if together.is_some() {
        report.cost.add(&batch);
    }
    for (index, classified) in classified.into_iter().enumerate() {
        let shared = together.as_ref().and_then(|answers| answers.get(index).cloned());
        let (answer, fuel) = match shared {
            Some(answer) => (Ok(answer), batch.spending.fuel.get(index).copied()),
            None => {
                let alone = bound.ask(asked, subjects.get(index..=index).unwrap_or_default());
                report.cost.add(&alone);
                let fuel = alone.spending.fuel.first().copied();
                (alone.answers.map(|answers| answers.into_iter().next()).and_then(one), fuel)
            }
        };
        let id = classified.subject.creator.id.to_string();
        let faulted = answer.is_err();
        let log = answer.as_ref().map(logged).unwrap_or_default();
        let (told, faults) = bound.tell(asked, classified, answer, &request.lang);
        report.answers.push(RunAnswer { id, answer: told.filter(|_| !faulted), faults, log, fuel });
    }
}

fn logged(answer: &Answer) -> Vec<String> {
    match answer {
        Answer::Check(answer) => answer.log.clone(),
        Answer::Tier(_) | Answer::Budget(_) | Answer::Worth(_) | Answer::Trigger(_) | Answer::Metric(_) => Vec::new(),
    }
}

fn one(answer: Option<Answer>) -> Result<Answer, Fault> {
    answer.ok_or_else(|| Fault::BadAnswer { violations: vec!["no answer to one creator".to_owned()] })
}
