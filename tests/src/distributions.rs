//! What the checks of authenticity say of many accounts at once.

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::Arc;

use saring_app::audit::AuditRequest;
use saring_app::import::{self, Options, builtin};
use saring_app::{App, Config};
use saring_model::{Creator, Timestamp};
use saring_vocabulary::posts::Selection;
use saring_vocabulary::{Column, rhythm};
use serde_json::Value;

/// The file of accounts with posts, as InstaFake names it.
pub const FILE: &str = "nonautomatedAccountData.json";
/// The layer whose checks are measured.
const LAYER: &str = "authenticity";
/// Reasons that are shown of each check.
const REASONS_MAX: usize = 3;
/// Posts that likes spread is measured over, at least and at most: the defaults of `audience-quality`.
const SPREAD_POSTS: (usize, usize) = (12, 30);

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
    // The check is silent without an audience; how far likes lie apart can be measured all the same.
    let spread = imported.creators.iter().map(|creator| likes_spread(creator, as_of)).collect();
    let creators = imported.creators.into_iter().map(Arc::new).collect();
    let request = AuditRequest { as_of: Some(as_of), ..AuditRequest::new(creators) };
    let report = serde_json::to_value(App::open(&Config::default())?.audit(&request, as_of)?)?;
    let mut answers = answers(&report);
    if let Some(quality) = answers.iter_mut().find(|answer| answer.check == "audience-quality") {
        quality.quantities.push(("likes_spread (by itself)".to_owned(), spread));
    }
    Ok(answers)
}

fn likes_spread(creator: &Creator, as_of: Timestamp) -> Option<f64> {
    let posts = creator.accounts.first()?.posts.as_deref()?;
    let chosen = Selection::newest_first(posts, as_of).recent(SPREAD_POSTS.1);
    (chosen.len() >= SPREAD_POSTS.0).then(|| rhythm::likes_spread(chosen.iter(posts)))?
}

/// The tables of the answers: distributions, then statuses and reasons.
pub fn table(answers: &[Answers]) -> String {
    let mut told = "| check | measured | accounts | p5 | p25 | p50 | p75 | p95 |\n".to_owned();
    told += "|---|---|---:|---:|---:|---:|---:|---:|\n";
    for answer in answers {
        told += &row(&format!("`{}`", answer.check), "score", &answer.scores);
        for (name, quantity) in &answer.quantities {
            told += &row("", name, quantity);
        }
    }
    told += "\n| check | statuses | most frequent reasons |\n|---|---|---|\n";
    for answer in answers {
        let statuses: Vec<String> = answer.statuses.iter().map(|(status, n)| format!("{status} {n}")).collect();
        let reasons = answer.reasons.iter().take(REASONS_MAX).map(|(code, n)| format!("`{code}` {n}"));
        let reasons: Vec<String> = reasons.collect();
        told += &format!("| `{}` | {} | {} |\n", answer.check, statuses.join(", "), reasons.join(", "));
    }
    told
}

fn row(check: &str, measured: &str, column: &Column) -> String {
    let shown = |value: f64| if value >= 10.0 { format!("{value:.1}") } else { format!("{value:.3}") };
    let quantiles = [0.05, 0.25, 0.5, 0.75, 0.95].map(|q| column.quantile(q).map_or_else(|| "–".to_owned(), shown));
    format!("| {check} | {measured} | {} of {} | {} |\n", column.known(), column.len(), quantiles.join(" | "))
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
