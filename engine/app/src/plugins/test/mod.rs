//! A plugin's own cases, and whether it keeps the laws that every rule is held to.

mod laws;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use saring_eval::report::FaultReport;
use saring_eval::tell;
use saring_model::Violations;
use saring_pack::rule::Kind;
use serde::Serialize;
use serde_with::skip_serializing_none;

use super::bench::parts;
use super::list::{PluginSummary, summary};
use super::told::{Spot, of_case};
use super::trial::{Bound, Trial, TrialError, TrialSetup};
use crate::cases::{self, Case, CaseError, Facts, FactsError};
use crate::inquiry::{Inquiry, Parts};

/// The folder of a plugin that holds its cases.
const CASES: &str = "cases";

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
    /// What the plugin was asked about: creators, packages, campaigns, targets or scopes.
    pub parts: &'static str,
    /// How many of them were asked alone, in batches and shuffled.
    pub alone: usize,
    /// How many cases were asked with their events in another order, some of them twice, and without those that were not
    /// known yet.
    pub reordered: usize,
    /// What was not answered as if it were alone, or was answered otherwise though the same had happened.
    pub differing: Vec<Differing>,
    /// What was answered alike but cost other fuel in company. Interpreters do that to no harm: they warm up with the first
    /// answer, and collect garbage when there is enough of it.
    pub fuel_differing: Vec<Differing>,
    /// The most fuel that an answer to a case cost.
    pub fuel_max: u64,
    /// The most memory that a batch had, in bytes.
    pub memory_bytes_peak: u64,
}

impl TestReport {
    /// Whether nothing is wrong.
    pub fn passed(&self) -> bool {
        self.differing.is_empty() && self.cases.iter().all(|case| case.problems.is_empty())
    }
}

/// How one case ended.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize)]
pub struct CaseReport {
    /// The file.
    pub file: String,
    /// The case.
    pub name: String,
    /// What is not as it was expected; empty where the case passed.
    pub problems: Vec<String>,
    /// Fuel that the answer cost; absent where the plugin never came to it.
    pub fuel: Option<u64>,
}

/// A part that was answered otherwise in company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Differing {
    /// The case that it is from.
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
    /// Something else of a case is not as it should be.
    #[error("case `{case}`: {message}")]
    Wrong {
        /// The case.
        case: String,
        /// What is wrong with it.
        message: String,
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
    facts: Facts,
    setup: TrialSetup,
}

/// Runs a plugin's cases. Asks everything that they name alone, in 16, in 256 and shuffled; and where something happened,
/// again with the events in another order and without what was not known yet.
///
/// # Errors
/// Where the plugin is refused, or its cases cannot be read.
pub fn test(request: &TestRequest) -> Result<TestReport, TestError> {
    let trial = Trial::open(&request.bytes, request.cache.clone())?;
    let given = given(request)?;
    let mut report = TestReport {
        plugin: summary(&trial.plugin),
        cases: Vec::new(),
        parts: parts(trial.kind()),
        alone: 0,
        reordered: 0,
        differing: Vec::new(),
        fuel_differing: Vec::new(),
        fuel_max: 0,
        memory_bytes_peak: 0,
    };
    for company in companies(&given, trial.kind()) {
        tested(&trial, &company, &mut report)?;
    }
    // Cases are asked by the company that they can be asked in, and told in the order in which they are written.
    let order: BTreeMap<(&str, &str), usize> =
        given.iter().enumerate().map(|(at, it)| ((it.file.as_str(), it.case.name.as_str()), at)).collect();
    report.cases.sort_by_key(|case| order.get(&(case.file.as_str(), case.name.as_str())).copied());
    Ok(report)
}

/// Runs the cases that can be asked in one batch.
fn tested(trial: &Trial, company: &[&Given], report: &mut TestReport) -> Result<(), TestError> {
    let Some(first) = company.first() else { return Ok(()) };
    let bound = match trial.bind(&first.setup) {
        Ok(bound) => bound,
        Err(TrialError::Settings(found)) => {
            let problems: Vec<String> = found.iter().map(|found| found.message.clone()).collect();
            report.cases.extend(company.iter().map(|it| it.report(problems.clone(), None)));
            return Ok(());
        }
        Err(error) => return Err(error.into()),
    };
    let inquiry = match inquiry(&bound, trial.kind(), company) {
        Ok(inquiry) => inquiry,
        Err(nothing) => {
            report.cases.extend(company.iter().map(|it| it.report(vec![nothing.clone()], None)));
            return Ok(());
        }
    };
    for (at, given) in company.iter().enumerate() {
        let ended = case(&bound, &inquiry, place(&inquiry, at, given), given, report);
        report.cases.push(ended);
    }
    laws::hold(&bound, &inquiry, company, report);
    Ok(())
}

/// Everything that the cases of a company can be asked about: of those that are no company the case's own part first.
fn inquiry(bound: &Bound<'_>, kind: Kind, company: &[&Given]) -> Result<Inquiry, String> {
    let Some(first) = company.first() else { return Err("there is no case".to_owned()) };
    let mut known = first.facts.known.clone();
    if is_company(kind) {
        // A company are creators, and of each case its own.
        known.creators = company.iter().filter_map(|given| given.facts.known.creators.first().cloned()).collect();
        if known.creators.len() < company.len() {
            return Err("the case has no creator: give it an `account`".to_owned());
        }
    }
    let inquiry = bound.inquiry(known).map_err(|nothing| nothing.to_string())?;
    Ok(inquiry.first(&first.facts.target, &first.facts.scope))
}

/// Whether a rule is asked about the creators of several cases at once.
fn is_company(kind: Kind) -> bool {
    matches!(kind, Kind::Check | Kind::Tier)
}

/// The place of a case's own part; none where its creator has no package of the name.
fn place(inquiry: &Inquiry, at: usize, given: &Given) -> Option<usize> {
    match &inquiry.parts {
        Parts::Subjects(subjects) if inquiry.kind == Kind::Worth => subjects.iter().position(|subject| {
            let package = subject.package.as_ref();
            given.case.package.as_ref().is_none_or(|wanted| package.is_some_and(|package| package.id == *wanted))
        }),
        Parts::Subjects(_) => Some(at),
        Parts::Campaign(_) | Parts::Targets(..) | Parts::Scopes(..) => Some(0),
    }
}

/// How a case ends.
fn case(
    bound: &Bound<'_>,
    inquiry: &Inquiry,
    place: Option<usize>,
    given: &Given,
    report: &mut TestReport,
) -> CaseReport {
    let Some(place) = place else {
        let named = given.case.package.clone().unwrap_or_default();
        return given.report(vec![format!("the creator offers no package `{named}`")], None);
    };
    let (answer, batch) = bound.ask_alone(inquiry, place);
    let fuel = batch.spending.fuel.first().copied();
    report.fuel_max = report.fuel_max.max(fuel.unwrap_or_default());
    report.memory_bytes_peak = report.memory_bytes_peak.max(batch.spending.memory_bytes_peak);
    let told = match answer {
        Ok(answer) => of_case(&bound.pack, Spot::TRIAL, inquiry, place, &given.case, answer),
        Err(fault) => Err(vec![tell::fault(bound.rule_id(), &fault)]),
    };
    let problems = match told {
        Ok(told) => {
            let differences = given.case.differences(&told);
            differences.iter().map(|it| format!("{} is {}, not {}", it.key, it.told, it.expected)).collect()
        }
        Err(faults) => faults.iter().map(fault).collect(),
    };
    given.report(problems, fuel)
}

/// A fault with what to do about it.
fn fault(fault: &FaultReport) -> String {
    format!("fault: {} ({})", fault.message, fault.help)
}

impl Given {
    fn report(&self, problems: Vec<String>, fuel: Option<u64>) -> CaseReport {
        CaseReport { file: self.file.clone(), name: self.case.name.clone(), problems, fuel }
    }
}

fn given(request: &TestRequest) -> Result<Vec<Given>, TestError> {
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
            all.push(facts(&request.folder, &path, case)?);
        }
    }
    if all.is_empty() { Err(TestError::NoCases { path: folder }) } else { Ok(all) }
}

fn facts(folder: &Path, path: &Path, case: Case) -> Result<Given, TestError> {
    let facts = Facts::of(&case).map_err(|error| match error {
        FactsError::Invalid { violations, .. } => TestError::Facts { case: case.name.clone(), violations },
        FactsError::Wrong(message) => TestError::Wrong { case: case.name.clone(), message },
    })?;
    let tables = case.tables.iter().map(|table| {
        let path = folder.join(table);
        let bytes = fs::read(&path).map_err(|source| TestError::Unreadable { path: path.clone(), source })?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok((name, Arc::from(bytes)))
    });
    let setup = TrialSetup { params: case.params.clone(), tables: tables.collect::<Result<_, TestError>>()? };
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Given { file, case, facts, setup })
}

/// Cases that can be asked in one batch: those about creators, of the same moment, campaign, params and tables.
fn companies(given: &[Given], kind: Kind) -> Vec<Vec<&Given>> {
    if !is_company(kind) {
        return given.iter().map(|one| vec![one]).collect();
    }
    let mut companies: Vec<Vec<&Given>> = Vec::new();
    for one in given {
        let facts = |of: &Given| (of.facts.known.campaign.clone(), of.case.as_of);
        let like = |other: &Given| other.setup == one.setup && facts(other) == facts(one);
        match companies.iter_mut().find(|company| company.first().is_some_and(|first| like(first))) {
            Some(company) => company.push(one),
            None => companies.push(vec![one]),
        }
    }
    companies
}
