//! Cases: given facts, and what a rule must say of them. The same form for the rules of packs and for plugins.
//!
//! A file is TOML. `[defaults]` holds for every `[[case]]`; `account` and `creator` are laid over it key by key, and
//! anything else replaces it. In a list of posts, history, comments, followers or past campaigns, an item with `repeat`
//! stands for that many, one every `step_days` days: posts and past campaigns going back from `at`, history going on
//! from it, its followers growing by the factor `grow`. An event of a timeline with `repeat` stands for that many, one every
//! `step_hours` hours going back from `at`, each with its number behind its id; `also` lists events besides the timeline.

mod facts;
mod told;

use std::ops::Range;

use saring_model::{Date, Timestamp};
use serde_json::{Map, Value, json};

pub use facts::{Facts, FactsError};
pub use told::{Difference, told_of_metric, told_of_trigger, told_of_worth};

/// The moment at which a case is asked that names none.
const AS_OF: &str = "2026-03-01T00:00:00Z";
/// Most items that one `repeat` stands for.
const REPEAT_MAX: f64 = 10_000.0;
/// What a case may say.
const KNOWN: [&str; 18] = [
    "name",
    "check",
    "as_of",
    "lang",
    "account",
    "creator",
    "campaign",
    "package",
    "selection",
    "timeline",
    "also",
    "plan",
    "roster",
    "target",
    "scope",
    "params",
    "tables",
    "expect",
];
/// Seconds of a day.
const DAY_S: i64 = 86_400;

/// One case.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// What it shows, in a few words.
    pub name: String,
    /// The check that is asked, as `layer.check`; empty where the file is about one rule alone.
    pub check: String,
    /// The moment of the decision.
    pub as_of: Timestamp,
    /// The language in which texts are expected.
    pub lang: String,
    /// The creator, as a document.
    pub creator: Value,
    /// The campaign, as a document.
    pub campaign: Value,
    /// The package that is asked about, by its id; none for the first that the creator offers.
    pub package: Option<String>,
    /// Who is chosen, best first, as tables of `name`, `followers`, `scores` and `statuses`; none where nobody is.
    pub selection: Option<Vec<Value>>,
    /// The timeline, as a document; none where nothing is recorded.
    pub timeline: Option<Value>,
    /// The plan, as a document; none where there is none.
    pub plan: Option<Value>,
    /// Creators of the campaign besides `creator`, as documents.
    pub roster: Vec<Value>,
    /// Whom or what a trigger looks at: `creator` and `post`; nobody for the campaign as a whole.
    pub target: Map<String, Value>,
    /// Of what a metric is asked: `creator`, `tier` or `platform`; nothing for the campaign as a whole.
    pub scope: Map<String, Value>,
    /// Params of the rule that are other than its defaults.
    pub params: Map<String, Value>,
    /// Files of the tables that the rule is given.
    pub tables: Vec<String>,
    /// What must be so.
    pub expect: Map<String, Value>,
}

/// Why a file of cases cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct CaseError {
    /// What is wrong.
    pub message: String,
    /// Bytes of the file, where that is known.
    pub span: Option<Range<usize>>,
}

/// Reads a file of cases.
///
/// # Errors
/// Where it is no TOML, or a case lacks its name or what to expect.
pub fn read(text: &str) -> Result<Vec<Case>, CaseError> {
    let file: toml::Table = toml::from_str(text)
        .map_err(|error: toml::de::Error| CaseError { message: error.message().to_owned(), span: error.span() })?;
    let file = serde_json::to_value(file).map_err(|error| wrong(error.to_string()))?;
    let defaults = file.get("defaults").and_then(Value::as_object).cloned().unwrap_or_default();
    let cases = file.get("case").and_then(Value::as_array).ok_or_else(|| wrong("there is no `[[case]]`".to_owned()))?;
    cases.iter().enumerate().map(|(index, case)| read_case(&defaults, case, index)).collect()
}

fn wrong(message: String) -> CaseError {
    CaseError { message, span: None }
}

fn read_case(defaults: &Map<String, Value>, case: &Value, index: usize) -> Result<Case, CaseError> {
    let own = case.as_object().cloned().unwrap_or_default();
    let name = own.get("name").and_then(Value::as_str).map(str::to_owned);
    let name = name.ok_or_else(|| wrong(format!("case {} has no `name`", index + 1)))?;
    let mut merged = defaults.clone();
    for (key, value) in own {
        match (key.as_str(), merged.get_mut(&key), value) {
            ("account" | "creator", Some(Value::Object(base)), Value::Object(more)) => base.extend(more),
            (_, _, value) => drop(merged.insert(key, value)),
        }
    }
    if let Some(odd) = merged.keys().find(|key| !KNOWN.contains(&key.as_str())) {
        return Err(wrong(format!("case `{name}` has the key `{odd}`, which nothing reads")));
    }
    let object = |key: &str| merged.get(key).and_then(Value::as_object).cloned();
    let as_of = merged.get("as_of").and_then(Value::as_str).unwrap_or(AS_OF);
    let as_of = Timestamp::parse(as_of).map_err(|error| wrong(format!("case `{name}`: {error}")))?;
    let expect = object("expect").ok_or_else(|| wrong(format!("case `{name}` has no `expect`")))?;
    let check = merged.get("check").and_then(Value::as_str).unwrap_or_default().to_owned();
    let lang = merged.get("lang").and_then(Value::as_str).unwrap_or(crate::score::DEFAULT_LANG).to_owned();
    let tables = merged.get("tables").and_then(Value::as_array).into_iter().flatten();
    let tables = tables.filter_map(Value::as_str).map(str::to_owned).collect();
    let mut campaign = Map::from_iter([
        ("id".to_owned(), json!("c")),
        ("goal".to_owned(), json!("loyalty")),
        ("brand".to_owned(), json!({ "name": "Sari Ayu" })),
    ]);
    campaign.extend(object("campaign").unwrap_or_default());
    let creator = creator(object("creator").unwrap_or_default(), object("account").unwrap_or_default());
    let creator = creator.map_err(|problem| wrong(format!("case `{name}`: {problem}")))?;
    let params = object("params").unwrap_or_default();
    let package = merged.get("package").and_then(Value::as_str).map(str::to_owned);
    let selection = merged.get("selection").and_then(Value::as_array).cloned();
    let timeline = timeline(&merged).map_err(|problem| wrong(format!("case `{name}`: {problem}")))?;
    let plan = merged.get("plan").cloned();
    let roster = merged.get("roster").and_then(Value::as_array).cloned().unwrap_or_default();
    let target = object("target").unwrap_or_default();
    let scope = object("scope").unwrap_or_default();
    let campaign = Value::Object(campaign);
    Ok(Case {
        name,
        check,
        as_of,
        lang,
        creator,
        campaign,
        package,
        selection,
        timeline,
        plan,
        roster,
        target,
        scope,
        params,
        tables,
        expect,
    })
}

/// The creator with everything that stands for many written out.
fn creator(mut creator: Map<String, Value>, mut account: Map<String, Value>) -> Result<Value, String> {
    for (list, goes_back) in
        [("posts", true), ("history", false), ("comments_sample", false), ("follower_sample", false)]
    {
        if let Some(items) = account.get_mut(list) {
            *items = repeated(items, goes_back)?;
        }
    }
    if let Some(items) = creator.get_mut("campaign_history") {
        *items = repeated(items, true)?;
    }
    creator.entry("id").or_insert_with(|| json!("instagram:1"));
    creator.insert("accounts".to_owned(), json!([account]));
    Ok(Value::Object(creator))
}

/// The events of a case; none where it lists none.
fn timeline(case: &Map<String, Value>) -> Result<Option<Value>, String> {
    let listed = |key: &str| case.get(key).and_then(Value::as_array);
    let (timeline, also) = (listed("timeline"), listed("also"));
    let is_recorded = timeline.is_some() || also.is_some();
    is_recorded.then(|| events(timeline.into_iter().chain(also).flatten())).transpose()
}

/// A timeline with every event that stands for many written out.
fn events<'a>(items: impl Iterator<Item = &'a Value>) -> Result<Value, String> {
    let mut all = Vec::new();
    for item in items {
        let mut item = item.as_object().ok_or("an event is no table")?.clone();
        let step = item.remove("step_hours").and_then(|value| value.as_f64()).unwrap_or(1.0);
        let Some(repeat) = item.remove("repeat").and_then(|value| value.as_f64()) else {
            all.push(Value::Object(item));
            continue;
        };
        if !(0.0..=REPEAT_MAX).contains(&repeat) {
            return Err(format!("`repeat` is {repeat}, where 0 to {REPEAT_MAX} are read"));
        }
        let text = |key: &str| item.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let (id, at) = (text("id"), text("at"));
        let at = Timestamp::parse(&at).map_err(|_| format!("`{at}` is no instant"))?;
        for n in 0..repeat as i32 {
            let mut one = item.clone();
            one.insert("id".to_owned(), json!(format!("{id}-{n}")));
            one.insert("at".to_owned(), json!(at.plus_hours(-step * f64::from(n)).to_string()));
            all.push(Value::Object(one));
        }
    }
    Ok(json!({ "events": all }))
}

fn repeated(items: &Value, goes_back: bool) -> Result<Value, String> {
    let mut all = Vec::new();
    for item in items.as_array().ok_or("a list is no list")? {
        let mut item = item.as_object().ok_or("an item of a list is no table")?.clone();
        let mut take = |key: &str| item.remove(key).and_then(|value| value.as_f64());
        let (repeat, step, grow) = (take("repeat").unwrap_or(1.0), take("step_days").unwrap_or(1.0), take("grow"));
        if !(0.0..=REPEAT_MAX).contains(&repeat) {
            return Err(format!("`repeat` is {repeat}, where 0 to {REPEAT_MAX} are read"));
        }
        for n in 0..repeat as i32 {
            let mut one = item.clone();
            if let Some(at) = item.get("at").and_then(Value::as_str) {
                let days = i64::from(n) * step as i64 * if goes_back { -1 } else { 1 };
                let moved = moved(at, days).ok_or_else(|| format!("`{at}` is no date or instant"))?;
                one.insert("at".to_owned(), json!(moved));
            }
            if let (Some(grow), Some(followers)) = (grow, item.get("followers").and_then(Value::as_f64)) {
                one.insert("followers".to_owned(), json!((followers * grow.powi(n)).round()));
            }
            all.push(Value::Object(one));
        }
    }
    Ok(Value::Array(all))
}

/// A date or an instant, so many days later.
fn moved(at: &str, days: i64) -> Option<String> {
    let later = |at: Timestamp| Timestamp::from_unix_seconds(at.unix_seconds() + days * DAY_S).ok();
    match Date::parse(at) {
        Ok(date) => later(date.start()).map(|at| at.date().to_string()),
        Err(_) => later(Timestamp::parse(at).ok()?).map(|at| at.to_string()),
    }
}
