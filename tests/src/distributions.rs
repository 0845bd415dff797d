//! What the checks of authenticity say of many accounts at once.

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::Arc;

use saring_app::audit::AuditRequest;
use saring_app::import::{self, Options, builtin};
use saring_app::{App, Config};
use saring_model::Timestamp;
use saring_vocabulary::Column;
use serde_json::Value;

/// The layer whose checks are measured.
const LAYER: &str = "authenticity";

/// The answers of one check over all accounts.
#[derive(Debug, Default)]
pub struct Answers {
    /// The check.
    pub check: String,
    /// Scores, of the accounts that have one.
    pub scores: Column,
    /// How many accounts have each status.
    pub statuses: BTreeMap<String, usize>,
    /// Each part's name with what was measured of the accounts.
    pub quantities: Vec<(String, Column)>,
    /// Reason codes with how many accounts they were given to, most frequent first.
    pub reasons: Vec<(String, usize)>,
}

/// Imports InstaFake's accounts with posts and audits them.
///
/// # Errors
/// Where the file is none of InstaFake's, or the standard pack cannot be opened.
pub fn measure(file: &[u8], as_of: Timestamp) -> Result<Vec<Answers>, Box<dyn Error>> {
    let mapping = builtin("instafake").ok_or("the mapping is not there")?.map_err(|errors| format!("{errors:?}"))?;
    let imported = import::import(file, &mapping, &Options::default())?;
    let creators = imported.creators.into_iter().map(Arc::new).collect();
    let request = AuditRequest { as_of: Some(as_of), ..AuditRequest::new(creators) };
    let report = serde_json::to_value(App::open(&Config::default())?.audit(&request, as_of)?)?;
    Ok(answers(&report))
}

fn answers(report: &Value) -> Vec<Answers> {
    let creators = items(&report["creators"]);
    let layers = creators.flat_map(|creator| items(&creator["layers"])).filter(|layer| layer["id"] == LAYER);
    let mut checks: Vec<(String, Vec<&Value>)> = Vec::new();
    for check in layers.flat_map(|layer| items(&layer["checks"])) {
        let id = text(&check["id"]);
        match checks.iter_mut().find(|(known, _)| *known == id) {
            Some((_, all)) => all.push(check),
            None => checks.push((id, vec![check])),
        }
    }
    checks.into_iter().map(|(check, all)| summed(check, &all)).collect()
}

fn summed(check: String, all: &[&Value]) -> Answers {
    let mut quantities: Vec<(String, Vec<Option<f64>>)> = Vec::new();
    let (mut statuses, mut reasons) = (BTreeMap::new(), BTreeMap::new());
    for answer in all {
        *statuses.entry(text(&answer["status"])).or_default() += 1;
        for reason in items(&answer["reasons"]) {
            *reasons.entry(text(&reason["code"])).or_default() += 1;
        }
        for part in items(&answer["parts"]) {
            let (name, value) = (text(&part["id"]), part["quantity"]["value"].as_f64());
            match quantities.iter_mut().find(|(known, _)| *known == name) {
                Some((_, values)) => values.push(value),
                None => quantities.push((name, vec![value])),
            }
        }
    }
    let mut reasons: Vec<(String, usize)> = reasons.into_iter().collect();
    reasons.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    Answers {
        check,
        scores: all.iter().map(|answer| answer["score"].as_f64()).collect(),
        statuses,
        quantities: quantities.into_iter().map(|(name, values)| (name, values.into_iter().collect())).collect(),
        reasons,
    }
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
