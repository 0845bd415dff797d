//! A plugin's own cases, and whether each creator is answered as if it were alone.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use saring_eval::report::FaultReport;
use saring_model::decode::decode;
use saring_model::{Campaign, Creator, Violations};
use saring_pack::Answer;
use saring_pack::rule::{Fault, Subject};
use serde::Serialize;
use serde_json::Value;

use super::list::{PluginSummary, summary};
use super::trial::{Asked, Bound, Told, Trial, TrialError, TrialSetup};
use crate::cases::{self, Case, CaseError};

/// The folder of a plugin that holds its cases.
const CASES: &str = "cases";
/// Sizes of the batches that each creator is asked in besides alone.
const BATCHES: [usize; 2] = [16, 256];

/// What is tested.
#[derive(Debug, Clone)]
pub struct TestRequest {
    /// The component.
    pub bytes: Arc<[u8]>,
    /// The plugin's folder, which holds `cases/*.toml`, and the tables that they name.
    pub folder: PathBuf,
    /// Only cases whose name has this text.
    pub matching: String,
    /// The folder where compiled plugins are kept.
    pub cache: Option<PathBuf>,
}

/// How the cases ended.
#[derive(Debug, Clone, Serialize)]
pub struct TestReport {
    /// The plugin.
    pub plugin: PluginSummary,
    /// The cases, in the order of the files.
    pub cases: Vec<CaseReport>,
    /// How many creators were asked alone, in batches and shuffled.
    pub alone: usize,
    /// Creators that were not answered as if they were alone.
    pub differing: Vec<Differing>,
    /// Creators that were answered alike but cost other fuel in company. Interpreters do that to no harm: they warm up
    /// with the first creator, and collect garbage when there is enough of it.
    pub fuel_differing: Vec<Differing>,
}

impl TestReport {
    /// Whether nothing is wrong.
    pub fn passed(&self) -> bool {
        self.differing.is_empty() && self.cases.iter().all(|case| case.problems.is_empty())
    }
}

/// How one case ended.
#[derive(Debug, Clone, Serialize)]
pub struct CaseReport {
    /// The file.
    pub file: String,
    /// The case.
    pub name: String,
    /// What is not as it was expected; empty where the case passed.
    pub problems: Vec<String>,
}

/// A creator that was answered otherwise in company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Differing {
    /// The case that the creator is from.
    pub case: String,
    /// The company, in words.
    pub company: String,
    /// What differs, in words.
    pub what: String,
}

/// Why nothing was tested.
#[derive(Debug, thiserror::Error)]
pub enum TestError {
    /// The plugin cannot be tried.
    #[error(transparent)]
    Trial(#[from] TrialError),
    /// A file cannot be read.
    #[error("cannot read `{}`", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file of cases is not as it should be.
    #[error("`{}` is no file of cases", path.display())]
    Cases {
        /// The file.
        path: PathBuf,
        /// Its text.
        text: String,
        /// What is wrong with it.
        error: CaseError,
    },
    /// The facts of a case are not valid.
    #[error("the facts of case `{case}` are not valid")]
    Facts {
        /// The case.
        case: String,
        /// What is wrong with them.
        violations: Violations,
    },
    /// There are no cases.
    #[error("there is no case in `{}`", path.display())]
    NoCases {
        /// The folder.
        path: PathBuf,
    },
}

/// A case with its facts read.
struct Given {
    file: String,
    case: Case,
    /// None where the plugin is asked about the campaign.
    creator: Option<Arc<Creator>>,
    campaign: Arc<Campaign>,
    setup: TrialSetup,
}

/// Runs a plugin's cases, and asks every creator of them alone, in 16, in 256 and shuffled.
///
/// # Errors
/// Where the plugin is refused, or its cases cannot be read.
pub fn test(request: &TestRequest) -> Result<TestReport, TestError> {
    let trial = Trial::open(&request.bytes, request.cache.clone())?;
    let is_of_campaign = trial.kind().is_of_campaign();
    let given = given(request, is_of_campaign)?;
    let mut report = TestReport {
        plugin: summary(&trial.plugin),
        cases: Vec::new(),
        alone: 0,
        differing: Vec::new(),
        fuel_differing: Vec::new(),
    };
    for company in companies(&given) {
        let Some(first) = company.first() else { continue };
        let bound = match trial.bind(&first.setup) {
            Ok(bound) => bound,
            Err(TrialError::Settings(found)) => {
                let problems: Vec<String> = found.iter().map(|found| found.message.clone()).collect();
                let refused = company.iter().map(|it| case_report(it, problems.clone()));
                report.cases.extend(refused);
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        report.cases.extend(company.iter().map(|given| case_report(given, problems(&bound, given))));
        if is_of_campaign {
            continue;
        }
        report.alone += company.len();
        let differing = differing(&bound, &company);
        report.differing.extend(differing.answers);
        report.fuel_differing.extend(differing.fuel);
    }
    // Cases are asked by the company that they can be asked in, and told in the order in which they are written.
    let order: BTreeMap<(&str, &str), usize> =
        given.iter().enumerate().map(|(at, it)| ((it.file.as_str(), it.case.name.as_str()), at)).collect();
    report.cases.sort_by_key(|case| order.get(&(case.file.as_str(), case.name.as_str())).copied());
    Ok(report)
}

fn case_report(given: &Given, problems: Vec<String>) -> CaseReport {
    CaseReport { file: given.file.clone(), name: given.case.name.clone(), problems }
}

fn given(request: &TestRequest, is_of_campaign: bool) -> Result<Vec<Given>, TestError> {
    let folder = request.folder.join(CASES);
    let unreadable = |path: &Path, source| TestError::Unreadable { path: path.to_owned(), source };
    let entries = fs::read_dir(&folder).map_err(|source| unreadable(&folder, source))?;
    let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|it| it == "toml")).collect();
    paths.sort();
    let mut all = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).map_err(|source| unreadable(&path, source))?;
        let cases = cases::read(&text).map_err(|error| TestError::Cases { path: path.clone(), text, error })?;
        for case in cases.into_iter().filter(|case| case.name.contains(&request.matching)) {
            all.push(facts(&request.folder, &path, case, is_of_campaign)?);
        }
    }
    if all.is_empty() { Err(TestError::NoCases { path: folder }) } else { Ok(all) }
}

fn facts(folder: &Path, path: &Path, case: Case, is_of_campaign: bool) -> Result<Given, TestError> {
    let invalid = |violations| TestError::Facts { case: case.name.clone(), violations };
    let creator = || decode::<Creator>(case.creator.to_string().as_bytes()).map_err(invalid);
    let creator = if is_of_campaign { None } else { Some(Arc::new(creator()?)) };
    let campaign: Campaign = decode(case.campaign.to_string().as_bytes()).map_err(invalid)?;
    let tables = case.tables.iter().map(|table| {
        let path = folder.join(table);
        let bytes = fs::read(&path).map_err(|source| TestError::Unreadable { path: path.clone(), source })?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok((name, Arc::from(bytes)))
    });
    let setup = TrialSetup { params: case.params.clone(), tables: tables.collect::<Result<_, TestError>>()? };
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Given { file, case, creator, campaign: Arc::new(campaign), setup })
}

/// Cases that can be asked in one batch: of the same moment, campaign, params and tables.
fn companies(given: &[Given]) -> Vec<Vec<&Given>> {
    let mut companies: Vec<Vec<&Given>> = Vec::new();
    for one in given {
        let like = |other: &Given| {
            (&other.setup, &other.campaign, other.case.as_of) == (&one.setup, &one.campaign, one.case.as_of)
        };
        match companies.iter_mut().find(|company| company.first().is_some_and(|first| like(first))) {
            Some(company) => company.push(one),
            None => companies.push(vec![one]),
        }
    }
    companies
}

/// What is not as the case expects.
fn problems(bound: &Bound<'_>, given: &Given) -> Vec<String> {
    let (told, faults) = match &given.creator {
        Some(creator) => of_creator(bound, given, creator),
        None => {
            let batch = bound.ask_campaign(&given.campaign, given.case.as_of);
            bound.tell_campaign(batch, crate::score::DEFAULT_LANG)
        }
    };
    if let Some(fault) = faults.first() {
        return vec![format!("fault: {}", fault.message)];
    }
    let told = told.and_then(|told| serde_json::to_value(told).ok()).map(flat).unwrap_or_default();
    let differences = given.case.differences(&told);
    differences.iter().map(|it| format!("{} is {}, not {}", it.key, it.told, it.expected)).collect()
}

/// What the plugin says of the case's creator.
fn of_creator(bound: &Bound<'_>, given: &Given, creator: &Arc<Creator>) -> (Option<Told>, Vec<FaultReport>) {
    let creators = std::slice::from_ref(creator);
    let asked = Asked { campaign: Some(&given.campaign), creators, as_of: given.case.as_of };
    let Some(classified) = bound.classified(&asked).pop() else { return (None, Vec::new()) };
    let batch = bound.ask(&asked, std::slice::from_ref(&classified.subject));
    let answer = batch.answers.and_then(|mut answers| {
        answers.pop().ok_or_else(|| Fault::BadAnswer { violations: vec!["no answer to one creator".to_owned()] })
    });
    bound.tell(&asked, classified, answer, crate::score::DEFAULT_LANG)
}

/// A tier as cases speak of it: by its id, the code of its reason, and the id of the next.
fn flat(told: Value) -> Value {
    if told.get("parts").is_some() || told.get("lines").is_some() {
        return told;
    }
    serde_json::json!({
        "tier": told.get("id").cloned().unwrap_or_default(),
        "reason": told.pointer("/reason/code").cloned().unwrap_or_default(),
        "next": told.pointer("/next/tier").cloned().unwrap_or_default(),
    })
}

/// What is otherwise in company.
#[derive(Default)]
struct InCompany {
    answers: Vec<Differing>,
    fuel: Vec<Differing>,
}

/// Creators that are not answered as if they were alone, or for other fuel.
fn differing(bound: &Bound<'_>, company: &[&Given]) -> InCompany {
    let Some(first) = company.first() else { return InCompany::default() };
    let creators: Vec<Arc<Creator>> = company.iter().filter_map(|given| given.creator.clone()).collect();
    let asked = Asked { campaign: Some(&first.campaign), creators: &creators, as_of: first.case.as_of };
    let subjects: Vec<Subject> = bound.classified(&asked).into_iter().map(|it| it.subject).collect();
    let alone: Vec<Outcome> =
        subjects.iter().flat_map(|one| outcomes(bound, &asked, std::slice::from_ref(one))).collect();
    // A creator that faults alone would fault the whole batch; the engine halves such batches, and the case tells of it.
    let sound: Vec<usize> =
        (0..subjects.len()).filter(|at| alone.get(*at).is_some_and(|it| it.answer.is_ok())).collect();
    if sound.is_empty() {
        return InCompany::default();
    }
    let mut found = InCompany::default();
    for size in BATCHES {
        let straight: Vec<usize> = sound.iter().copied().cycle().take(size.max(sound.len())).collect();
        let mut shuffled: Vec<usize> = straight.iter().rev().copied().collect();
        shuffled.rotate_left(7 % size);
        for (order, word) in [(straight, "in a batch of"), (shuffled, "shuffled in a batch of")] {
            let batch: Vec<Subject> = order.iter().filter_map(|at| subjects.get(*at).cloned()).collect();
            let company_name = format!("{word} {}", batch.len());
            let told = outcomes(bound, &asked, &batch);
            for (at, told) in order.iter().zip(&told) {
                let (Some(given), Some(alone)) = (company.get(*at), alone.get(*at)) else { continue };
                let differing = |what| {
                    let (case, company) = (given.case.name.clone(), company_name.clone());
                    Differing { case, company, what }
                };
                found.answers.extend(alone.answers_otherwise(told).map(differing));
                found.fuel.extend(alone.costs_otherwise(told).map(differing));
            }
        }
    }
    found.answers.dedup();
    found.fuel.dedup();
    found
}

/// The answer to one creator of a batch, and what it cost.
struct Outcome {
    answer: Result<Answer, Fault>,
    fuel: Option<u64>,
}

impl Outcome {
    fn answers_otherwise(&self, other: &Self) -> Option<String> {
        match (&self.answer, &other.answer) {
            (Ok(_), Err(fault)) => Some(format!("it faults: {fault}")),
            (alone, together) => (alone != together).then(|| "another answer".to_owned()),
        }
    }

    fn costs_otherwise(&self, other: &Self) -> Option<String> {
        let fuel = |fuel: Option<u64>| fuel.map_or("none".to_owned(), |fuel| fuel.to_string());
        (self.fuel != other.fuel).then(|| format!("fuel {} instead of {}", fuel(other.fuel), fuel(self.fuel)))
    }
}

fn outcomes(bound: &Bound<'_>, asked: &Asked<'_>, subjects: &[Subject]) -> Vec<Outcome> {
    let batch = bound.ask(asked, subjects);
    let answers: Vec<Result<Answer, Fault>> = match batch.answers {
        Ok(answers) => answers.into_iter().map(Ok).collect(),
        Err(fault) => subjects.iter().map(|_| Err(fault.clone())).collect(),
    };
    let fuel = batch.spending.fuel;
    answers.into_iter().enumerate().map(|(at, answer)| Outcome { answer, fuel: fuel.get(at).copied() }).collect()
}
