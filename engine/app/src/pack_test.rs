//! The cases of a pack: given facts, and what its rules must say of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use saring_eval::worth::worth;
use saring_eval::{Setting, classify};
use saring_pack::{CompiledPack, Kind, Pack, PackFiles, Rule, Subject};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::cases::{self, Case, CaseError, Facts, FactsError, told_of_worth};
use crate::inquiry::Inquiry;
use crate::plugins::{Spot, of_case};
use crate::{App, Refusal, bind};

/// The folder of a pack that holds its cases.
const CASES: &str = "cases/";
/// Whose the rule of worth is in cases that are about prices alone.
const GOALS: &str = "goals.";

/// What is tested.
#[derive(Debug, Clone, Default)]
pub struct PackTestRequest {
    /// The pack whose rules are asked, by name, `name@version` or digest.
    pub pack: String,
    /// The pack whose cases are taken, where that is another one.
    pub cases_of: Option<String>,
    /// Only cases whose name, file or rule has this text.
    pub matching: String,
}

/// How the cases of a pack ended.
#[derive(Debug, Clone, Serialize)]
pub struct PackTestReport {
    /// The pack, as `name@version`.
    pub pack: String,
    /// Its digest.
    pub digest: String,
    /// The cases, by their files.
    pub cases: Vec<PackCase>,
    /// Rules of the pack that no case is about; none are listed where cases were left out.
    pub untested: Vec<String>,
}

/// How one case ended.
#[derive(Debug, Clone, Serialize)]
pub struct PackCase {
    /// The file, below the pack's folder of cases.
    pub file: String,
    /// The case.
    pub name: String,
    /// The rule that was asked, as reports name it.
    pub rule: String,
    /// What is not as it was expected; empty where the case passed.
    pub problems: Vec<String>,
}

impl PackTestReport {
    /// How many cases did not pass.
    pub fn failed(&self) -> usize {
        self.cases.iter().filter(|case| !case.problems.is_empty()).count()
    }
}

/// Why nothing was tested.
#[derive(Debug, thiserror::Error)]
pub enum PackTestError {
    /// The pack is not there, or not valid.
    #[error(transparent)]
    Pack(#[from] Refusal),
    /// A file of cases is not as it should be.
    #[error("`{file}` is no file of cases")]
    Cases {
        /// The file.
        file: String,
        /// Its text.
        text: String,
        /// What is wrong with it.
        error: CaseError,
    },
    /// There are no cases.
    #[error("there is no case of `{pack}` to run")]
    NoCases {
        /// The pack.
        pack: String,
    },
}

/// A rule of a pack that cases are about.
struct Named<'a> {
    kind: Kind,
    /// As reports name it.
    id: String,
    /// The section of the manifest that has its params.
    section: String,
    spot: Spot<'a>,
}

impl App {
    /// Asks the rules of a pack what its cases ask, and holds their answers against what the cases expect.
    ///
    /// # Errors
    /// Where the pack is not there or not valid, or its cases cannot be read.
    pub fn test_pack(&self, request: &PackTestRequest) -> Result<PackTestReport, PackTestError> {
        let compiled = self.pack(&request.pack)?;
        let files = self.packs.find(request.cases_of.as_deref().unwrap_or(&request.pack))?;
        let pack = &compiled.pack;
        let mut report =
            PackTestReport { pack: pack.label(), digest: pack.digest.clone(), cases: Vec::new(), untested: Vec::new() };
        let mut changed: BTreeMap<String, Result<Arc<CompiledPack>, Vec<String>>> = BTreeMap::new();
        for (file, cases) in read(&files)? {
            for case in cases {
                let named = named(pack, &file, &case);
                let rule = named.as_ref().map_or_else(|| case.check.clone(), |named| named.id.clone());
                if ![&case.name, &file, &rule].iter().any(|text| text.contains(&request.matching)) {
                    continue;
                }
                let wrong = match &named {
                    None => vec![format!("the pack has no rule that `{file}` is about")],
                    Some(named) if case.params.is_empty() => problems(&compiled, named, &case),
                    Some(named) => {
                        let key = format!("{} {}", named.section, Value::Object(case.params.clone()));
                        let with = changed.entry(key).or_insert_with(|| self.changed(pack, named, &case.params));
                        with.as_ref().map_or_else(Clone::clone, |with| problems(with, named, &case))
                    }
                };
                report.cases.push(PackCase { file: file.clone(), name: case.name, rule, problems: wrong });
            }
        }
        if report.cases.is_empty() {
            return Err(PackTestError::NoCases { pack: files.label.clone() });
        }
        if request.matching.is_empty() && request.cases_of.is_none() {
            report.untested = untested(pack, &report.cases);
        }
        Ok(report)
    }

    /// The pack with other params of one rule, as a pack that extends it would have them.
    fn changed(
        &self,
        pack: &Pack,
        named: &Named<'_>,
        params: &Map<String, Value>,
    ) -> Result<Arc<CompiledPack>, Vec<String>> {
        let params = toml::Table::try_from(params).map_err(|error| vec![error.to_string()])?;
        let text = format!(
            "[pack]\nname = \"cases\"\nversion = \"0.0.0\"\nengine = \">=0.1\"\nextends = \"{}@={}\"\n[{}.params]\n{params}",
            pack.name, pack.version, named.section
        );
        let files = BTreeMap::from([(crate::library::MANIFEST.to_owned(), Arc::from(text.as_bytes()))]);
        let files = PackFiles { label: "cases".to_owned(), files };
        let bound = bind(&files, &self.packs.shelf, &self.runtimes);
        bound.map(Arc::new).map_err(|found| found.iter().map(|found| found.message.clone()).collect())
    }
}

/// The cases of a pack, by their files in the order of their names.
fn read(files: &PackFiles) -> Result<Vec<(String, Vec<Case>)>, PackTestError> {
    let texts = files.files.iter().filter_map(|(path, bytes)| {
        let file = path.strip_prefix(CASES).filter(|file| file.ends_with(".toml"))?;
        Some((file.to_owned(), String::from_utf8_lossy(bytes).into_owned()))
    });
    let read = texts.map(|(file, text)| match cases::read(&text) {
        Ok(cases) => Ok((file, cases)),
        Err(error) => Err(PackTestError::Cases { file: format!("{CASES}{file}"), text, error }),
    });
    read.collect()
}

/// The rule that a case is about: the one that it names as its check, else the one that its file is named after.
fn named<'a>(pack: &'a Pack, file: &str, case: &Case) -> Option<Named<'a>> {
    let stem = file.trim_end_matches(".toml");
    let name = stem.rsplit('/').next().unwrap_or_default();
    let check = case.check.as_str();
    let is = |own: &str, kind: &str| {
        check.strip_prefix(kind).is_some_and(|named| named.rsplit('.').next() == Some(own)) || {
            check.is_empty() && stem.starts_with(kind.trim_end_matches('.')) && name == own
        }
    };
    let spot = Spot { layer: 0, check: 0, goal: "" };
    let simple = |kind, id: String| Some(Named { kind, section: id.clone(), id, spot });
    for (kind, section, layers) in
        [(Kind::Check, "layers", &pack.layers), (Kind::Preflight, "preflight", &pack.preflight)]
    {
        for (layer, (at, own)) in layers
            .iter()
            .enumerate()
            .flat_map(|(n, layer)| layer.checks.iter().enumerate().map(move |check| (n, check)))
        {
            if own.path() == check || (check.is_empty() && kind == Kind::Check && own.id == stem) {
                let (group, id) = own.path().split_once('.')?;
                let section = format!("{section}.{group}.checks.{id}");
                let spot = Spot { layer, check: at, goal: "" };
                return Some(Named { kind, id: own.path().to_owned(), section, spot });
            }
        }
    }
    if let Some((goal, _)) = pack
        .goals
        .iter()
        .filter(|(_, goal)| goal.worth.is_some())
        .find(|(goal, _)| check.strip_prefix(GOALS).map_or(stem == "worth-offers", |named| named == goal.as_str()))
    {
        let is_of_goal = check.starts_with(GOALS);
        let section = if is_of_goal { format!("{GOALS}{goal}.worth") } else { "offers".to_owned() };
        let id = if is_of_goal { format!("{GOALS}{goal}") } else { section.clone() };
        return Some(Named { kind: Kind::Worth, id, section, spot: Spot { goal, ..spot } });
    }
    if let Some(trigger) = pack.triggers.iter().find(|trigger| is(&trigger.id, "triggers.")) {
        return simple(Kind::Trigger, format!("triggers.{}", trigger.id));
    }
    if let Some(metric) = pack.metrics.iter().find(|metric| is(&metric.id, "metrics.")) {
        let id = format!("metrics.{}.measures.{}", metric.dimension.as_str(), metric.id);
        return Some(Named { id: metric.rule.source.id.clone(), ..simple(Kind::Metric, id)? });
    }
    if let Some(policy) = pack.budgets.keys().find(|policy| check.is_empty() && *policy == stem) {
        return simple(Kind::Budget, format!("budgets.{policy}"));
    }
    (check.is_empty() && stem == "tiers").then(|| simple(Kind::Tier, "tiers".to_owned())).flatten()
}

/// What a rule says otherwise than a case expects.
fn problems(pack: &CompiledPack, named: &Named<'_>, case: &Case) -> Vec<String> {
    if !case.tables.is_empty() {
        return vec!["`tables` of a case have no effect: the rule has those of the pack".to_owned()];
    }
    match told(pack, named, case) {
        Ok(told) => {
            let differences = case.differences(&told);
            differences.iter().map(|it| format!("{} is {}, not {}", it.key, it.told, it.expected)).collect()
        }
        Err(problems) => problems,
    }
}

fn told(pack: &CompiledPack, named: &Named<'_>, case: &Case) -> Result<Value, Vec<String>> {
    let facts = Facts::of(case).map_err(|error| match error {
        FactsError::Invalid { what, violations } => {
            violations.iter().map(|violation| format!("the {what} is not valid: {violation}")).collect()
        }
        FactsError::Wrong(message) => vec![message],
    })?;
    let mut known = facts.known;
    if matches!(named.kind, Kind::Check | Kind::Tier | Kind::Worth) {
        known.creators.truncate(1);
    }
    if named.kind == Kind::Worth {
        let setting = Setting { pack, campaign: known.campaign.as_ref(), as_of: known.as_of };
        let subjects: Vec<Subject> =
            classify(&setting, &known.creators).into_iter().map(|classified| classified.subject).collect();
        return Ok(told_of_worth(&worth(&setting, named.spot.goal, &subjects), case.package.as_deref()));
    }
    let inquiry = Inquiry::of(pack, named.kind, known).map_err(|nothing| vec![nothing.to_string()])?;
    let inquiry = inquiry.first(&facts.target, &facts.scope);
    let rule = rule(pack, named).ok_or_else(|| vec!["the pack has no such rule".to_owned()])?;
    let parts = inquiry.parts.at(&[0]);
    let answers = rule.ask(inquiry.question(&parts)).map_err(|fault| vec![format!("fault: {fault}")])?;
    let answer = answers.into_iter().next().ok_or_else(|| vec!["it gives no answer".to_owned()])?;
    let told = of_case(pack, named.spot, &inquiry, 0, case, answer);
    told.map_err(|faults| faults.into_iter().map(|fault| format!("fault: {}", fault.message)).collect())
}

fn rule<'a>(pack: &'a CompiledPack, named: &Named<'_>) -> Option<&'a dyn Rule> {
    let name = named.id.rsplit('.').next().unwrap_or_default();
    let rule = match named.kind {
        Kind::Check => pack.checks.get(named.spot.layer)?.get(named.spot.check)?,
        Kind::Preflight => pack.preflight.get(named.spot.layer)?.get(named.spot.check)?,
        Kind::Tier => &pack.tier,
        Kind::Budget => pack.budgets.get(name)?,
        Kind::Worth => pack.worth.get(named.spot.goal)?,
        Kind::Trigger => pack.triggers.get(pack.pack.triggers.iter().position(|one| one.id == name)?)?,
        Kind::Metric => pack.metrics.get(pack.pack.metrics.iter().position(|one| one.id == name)?)?,
    };
    Some(&**rule)
}

/// The pack's own rules that no case is about. What it inherits is its parent's to test.
fn untested(pack: &Pack, cases: &[PackCase]) -> Vec<String> {
    let label = pack.label();
    let own = |origin: &saring_pack::Origin| *origin.pack == *label;
    let checks = pack.layers.iter().chain(&pack.preflight).flat_map(|layer| &layer.checks);
    let checks = checks.filter(|check| own(&check.run.origin)).map(|check| check.path().to_owned());
    let triggers =
        pack.triggers.iter().filter(|one| own(&one.rule.run.origin)).map(|one| format!("triggers.{}", one.id));
    let metrics = pack.metrics.iter().filter(|one| own(&one.rule.run.origin)).map(|one| one.rule.source.id.clone());
    let budgets = pack.budgets.iter().filter(|(_, one)| own(&one.run.origin)).map(|(id, _)| format!("budgets.{id}"));
    let all = checks.chain(triggers).chain(metrics).chain(budgets);
    all.filter(|rule| !cases.iter().any(|case| case.rule == *rule)).collect()
}
