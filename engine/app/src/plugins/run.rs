//! One plugin on given facts, without any pack.

use std::path::PathBuf;
use std::sync::Arc;

use saring_eval::report::FaultReport;
use saring_eval::tell;
use saring_model::plan::Plan;
use saring_model::timeline::Timeline;
use saring_model::{Campaign, Creator, Timestamp};
use saring_pack::rule::{Fault, Kind};
use saring_pack::{Answer, Chosen, Pack};
use serde::Serialize;
use serde_with::skip_serializing_none;

use super::list::{PluginSummary, summary};
use super::told::{Spot, Told, told};
use super::trial::{Batch, Bound, Trial, TrialError, TrialSetup};
use crate::inquiry::{Inquiry, Known, PartName};
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
    /// What was planned.
    pub plan: Option<Arc<Plan>>,
    /// What happened.
    pub timeline: Option<Arc<Timeline>>,
    /// The creators: whom the plugin is asked about, or whom the campaign is made with. To a check of the campaign they are
    /// those that are chosen, without scores.
    pub creators: Vec<Arc<Creator>>,
    /// Only what is about this creator.
    pub only: Option<String>,
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
    /// Its answers, in the order of what it was asked about.
    pub answers: Vec<RunAnswer>,
    /// What the batches cost together.
    pub cost: RunCost,
    /// The pack that was made for the plugin, whose words tell the answers.
    #[serde(skip)]
    pub pack: Arc<Pack>,
}

/// What a plugin said of one creator or package, of the campaign, or of a part of it.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize)]
pub struct RunAnswer {
    /// What it was asked about: `creator`, `package`, `campaign`, `post`, `tier` or `platform`.
    pub of: &'static str,
    /// Its id.
    pub id: String,
    /// Whose it is, of a package or a post.
    pub creator: Option<String>,
    /// The answer as reports tell it; absent where there is a fault.
    pub answer: Option<Told>,
    /// Why there is none.
    pub faults: Vec<FaultReport>,
    /// Lines that the plugin logged on the way.
    pub log: Vec<String>,
    /// Fuel that the answer cost; absent where the plugin ended before it came to it.
    pub fuel: Option<u64>,
}

/// What batches cost.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct RunCost {
    /// How many batches were asked.
    pub batches: usize,
    /// Fuel before the first answer, over all batches.
    pub setup_fuel: u64,
    /// Fuel of the answers, over all batches.
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

/// Runs a plugin on everything that the facts let it be asked about. What faults is told apart from the others of its
/// batch, as in a decision.
///
/// # Errors
/// Where the plugin is refused, its params or tables are not what it takes, or there is nothing to ask about.
pub fn run(request: &RunRequest) -> Result<RunReport, TrialError> {
    let trial = Trial::open(&request.bytes, request.cache.clone())?;
    let bound = trial.bind(&request.setup)?;
    let (plugin, pack) = (summary(&trial.plugin), Arc::clone(&bound.pack.pack));
    let mut report = RunReport { plugin, answers: Vec::new(), cost: RunCost::default(), pack };
    let inquiry = inquiry(&bound, trial.kind(), request)?;
    let is_wanted = |at: &usize| {
        let name = inquiry.parts.name(*at);
        request.only.as_ref().is_none_or(|only| name.is_some_and(|name| name.is_of(only)))
    };
    let places: Vec<usize> = (0..inquiry.parts.count()).filter(is_wanted).collect();
    for batch in places.chunks(BATCH_CREATORS) {
        run_batch(&bound, &inquiry, batch, request, &mut report);
    }
    Ok(report)
}

fn inquiry(bound: &Bound<'_>, kind: Kind, request: &RunRequest) -> Result<Inquiry, TrialError> {
    let RunRequest { campaign, plan, timeline, creators, as_of, .. } = request;
    let known = Known {
        campaign: campaign.clone(),
        plan: plan.clone(),
        timeline: timeline.clone(),
        creators: creators.clone(),
        chosen: None,
        as_of: *as_of,
    };
    let mut inquiry = bound.inquiry(known)?;
    if kind == Kind::Preflight && !inquiry.classified.is_empty() {
        let subjects = inquiry.classified.iter().map(|one| one.subject.clone());
        let chosen = |subject| Chosen { subject, scores: Default::default(), statuses: Default::default() };
        inquiry.known.chosen = Some(subjects.map(chosen).collect());
    }
    Ok(inquiry)
}

fn run_batch(bound: &Bound<'_>, inquiry: &Inquiry, places: &[usize], request: &RunRequest, report: &mut RunReport) {
    let batch = bound.ask(inquiry, &inquiry.parts.at(places));
    let together = batch.answers.as_ref().ok();
    if together.is_some() {
        report.cost.add(&batch);
    }
    for (index, at) in places.iter().enumerate() {
        let shared = together.and_then(|answers| answers.get(index).cloned());
        let (answer, fuel) = match shared {
            Some(answer) => (Ok(answer), batch.spending.fuel.get(index).copied()),
            None => {
                let (answer, alone) = bound.ask_alone(inquiry, *at);
                report.cost.add(&alone);
                (answer, alone.spending.fuel.first().copied())
            }
        };
        report.answers.extend(answered(bound, inquiry, *at, answer, request).map(|told| RunAnswer { fuel, ..told }));
    }
}

fn answered(
    bound: &Bound<'_>,
    inquiry: &Inquiry,
    at: usize,
    answer: Result<Answer, Fault>,
    request: &RunRequest,
) -> Option<RunAnswer> {
    let PartName { of, id, creator } = inquiry.parts.name(at)?;
    let log = answer.as_ref().map(logged).unwrap_or_default();
    let answer = answer.map_err(|fault| vec![tell::fault(bound.rule_id(), &fault)]);
    let answer = answer.and_then(|answer| told(&bound.pack, Spot::TRIAL, inquiry, at, answer, &request.lang));
    let (answer, faults) = match answer {
        Ok(told) => (Some(told), Vec::new()),
        Err(faults) => (None, faults),
    };
    Some(RunAnswer { of, id, creator, answer, faults, log, fuel: None })
}

fn logged(answer: &Answer) -> Vec<String> {
    match answer {
        Answer::Check(answer) => answer.log.clone(),
        Answer::Tier(_) | Answer::Budget(_) | Answer::Worth(_) | Answer::Trigger(_) | Answer::Metric(_) => Vec::new(),
    }
}
