//! Scripts: the standard pack's rules, the interpreter's limits, and what is found before a script runs.

mod brand_safety;
pub(crate) mod budgets;
pub(crate) mod cases;
mod dealings;
mod domain;
mod faults;
mod forecasts;
mod statics;
mod words;
mod worth;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use saring_model::{Campaign, Creator, Timestamp};
use saring_pack::rule::{Kind, RuleSource, Subject};
use saring_pack::{
    Answer, Ask, Cell, CompiledPack, Diagnostic, Fault, PackFiles, Question, Row, Rule, RuleLimits, Runtime, Shelf,
    Table, Tier, compile, resolve,
};
use saring_runtime_rhai::RhaiRuntime;
use serde_json::{Value, json};

const AS_OF: &str = "2026-03-01T00:00:00Z";

/// The folder of a pack that comes with the product.
fn root(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules").join(name)
}

pub(crate) fn files(name: &str) -> PackFiles {
    let mut files = BTreeMap::new();
    collect(&root(name), "", &mut files);
    PackFiles { label: format!("rules/{name}"), files }
}

/// The standard pack, or one that extends it by a manifest's text.
pub(crate) fn standard(extension: Option<&str>) -> CompiledPack {
    compiled("standard", extension)
}

/// A pack that comes with the product, or one whose manifest's text extends it.
fn compiled(name: &str, extension: Option<&str>) -> CompiledPack {
    bound(&extension.map_or_else(|| files(name), |text| extending(text, BTreeMap::new())))
}

/// A pack of a manifest's text and files of its own.
pub(crate) fn extending(manifest: &str, mut files: BTreeMap<String, Arc<[u8]>>) -> PackFiles {
    files.insert("pack.toml".to_owned(), Arc::from(manifest.as_bytes()));
    PackFiles { label: "extending".to_owned(), files }
}

/// A pack that may extend those that come with the product, ready to be asked.
fn bound(pack: &PackFiles) -> CompiledPack {
    bound_by(pack, &[Arc::new(RhaiRuntime::default())])
}

/// The same, with other runtimes.
pub(crate) fn bound_by(pack: &PackFiles, runtimes: &[Arc<dyn Runtime>]) -> CompiledPack {
    let shelf = Shelf::new(["standard", "screening"].map(|name| Arc::new(files(name))));
    let pack = resolve(pack, &shelf, runtimes).unwrap_or_else(|found| panic!("{}", lines(&found)));
    compile(Arc::new(pack), runtimes, &RuleLimits::default()).unwrap_or_else(|found| panic!("{}", lines(&found)))
}

fn lines(found: &[Diagnostic]) -> String {
    found.iter().map(|each| format!("{each} {}\n", each.help.as_deref().unwrap_or_default())).collect()
}

fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Arc<[u8]>>) {
    for entry in std::fs::read_dir(folder).expect("the standard pack is there") {
        let path = entry.unwrap().path();
        let name = format!("{prefix}{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            collect(&path, &format!("{name}/"), files);
        } else {
            files.insert(name, std::fs::read(&path).unwrap().into());
        }
    }
}

/// A script with params, a table and tiers to try.
fn source(kind: Kind, script: &str) -> RuleSource {
    let tier = |id: &str, min, max| Tier {
        id: id.into(),
        followers_min: min,
        followers_max: max,
        role: String::new(),
        criteria: Vec::new(),
        content_approach: Vec::new(),
        measured_by: Vec::new(),
    };
    let text = |text: &str| Cell::Text(text.to_owned());
    let row = |line, name: &str, p10, p90| Row { line, cells: vec![text(name), p10, p90, text("a source")] };
    let table = Table {
        name: "norms".to_owned(),
        file: "tables/norms.csv".to_owned(),
        notes: BTreeMap::new(),
        columns: ["tier", "p10", "p90", "source"].map(str::to_owned).to_vec(),
        rows: vec![row(2, "nano", Cell::Number(0.1), Cell::Number(0.5)), row(3, "*", Cell::Number(0.2), Cell::Empty)],
    };
    RuleSource {
        kind,
        id: "layer.try".to_owned(),
        file: "layers/try.rhai".to_owned(),
        bytes: Arc::from(script.as_bytes()),
        plugin: None,
        params: BTreeMap::from([
            ("whole".to_owned(), json!(3)),
            ("half".to_owned(), json!(0.5)),
            ("word".to_owned(), json!("guide")),
            ("list".to_owned(), json!([1, 2.5])),
            ("toggle".to_owned(), json!(true)),
        ]),
        tables: BTreeMap::from([("norms".to_owned(), Arc::new(table))]),
        tiers: Arc::from(vec![tier("nano", 1_000, Some(10_000)), tier("mega", 10_000, None)]),
    }
}

fn build(script: &str) -> Result<Box<dyn Rule>, Vec<Diagnostic>> {
    RhaiRuntime::default().compile(&source(Kind::Check, script), &RuleLimits::default())
}

pub(crate) fn creator(document: &Value) -> Arc<Creator> {
    Arc::new(serde_json::from_value(document.clone()).unwrap_or_else(|error| panic!("{error} in {document}")))
}

fn campaign() -> Arc<Campaign> {
    let document = json!({ "id": "c", "goal": "loyalty", "brand": { "name": "Sari Ayu", "category": "iab-ap:2.0:1244", "competitors": ["Rivalia"] } });
    Arc::new(serde_json::from_value(document).unwrap())
}

/// A creator who says a little of everything.
fn someone() -> Value {
    json!({
        "id": "instagram:1", "name": "Ayu", "languages": ["id", "en-GB"], "style_tags": ["Calm"],
        "location": { "country": "ID" }, "attributes": { "score": 7, "note": "kind" },
        "accounts": [{
            "platform": "instagram", "followers": 2000, "following": 400, "verified": true,
            "audience": [{ "of": "followers", "countries": [{ "code": "ID", "share": 0.5 }], "languages": [], "interests": [], "brand_affinity": [], "reachability": [] }],
            "posts": [
                { "at": "2026-02-20T00:00:00Z", "likes": 100, "comments": 20, "views": 1000, "format": "reel", "pinned": true },
                { "at": "2026-02-10T00:00:00Z", "likes": 60, "views": 3000, "format": "image", "sponsored": true, "disclosure": "none" },
                { "at": "2026-02-28T12:00:00Z", "likes": 20, "format": "reel", "sponsored": false },
                { "at": "2026-03-02T00:00:00Z", "likes": 9999, "format": "reel" }
            ],
            "provenance": { "as_of": "2026-02-19T00:00:00Z" }
        }]
    })
}

fn subject(document: &Value) -> Subject {
    Subject::new(creator(document), 0, Some("nano".into()))
}

/// What a rule answers of one creator.
pub(crate) fn ask(
    rule: &dyn Rule,
    kind: Kind,
    subjects: &[Subject],
    campaign: Option<&Arc<Campaign>>,
) -> Result<Vec<Answer>, Fault> {
    let ask = Ask { campaign, subjects, as_of: Timestamp::parse(AS_OF).unwrap() };
    rule.ask(match kind {
        Kind::Tier => Question::Tier(ask),
        _ => Question::Check(ask),
    })
}

/// What a script answers of [`someone`].
fn run(script: &str) -> Result<Answer, Fault> {
    let rule = build(script).unwrap_or_else(|found| panic!("{}", lines(&found)));
    let mut answers = ask(&*rule, Kind::Check, &[subject(&someone())], Some(&campaign()))?;
    Ok(answers.remove(0))
}
