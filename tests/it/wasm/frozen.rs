//! The contract is frozen: every version of it that was published is kept in `tests/contract`, with plugins that were built
//! for it. They are never built anew, and every later host takes them.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use saring_model::Timestamp;
use saring_model::timeline::Timeline;
use saring_pack::{Answer, Ask, Condition, MetricAsk, Question, Rule, RuleSource, Scope, Subject, Target, TriggerAsk};
use saring_runtime_wasm::{CONTRACT_VERSION, Plugin, WasmConfig, WasmRuntime, broken_promises};
use saring_tests::golden::repo;
use saring_vocabulary::chronicle::Chronicle;
use serde_json::json;
use wit_parser::Resolve;

use crate::rhai::creator;

/// The folders of the versions.
fn versions() -> Vec<PathBuf> {
    let folders = std::fs::read_dir(repo().join("tests/contract")).unwrap();
    let folders: Vec<PathBuf> = folders.map(|entry| entry.unwrap().path()).collect();
    assert!(!folders.is_empty(), "there are versions");
    folders
}

/// What plugins that were built for a contract of this text would miss.
fn missed(text: &str) -> Vec<String> {
    let mut resolve = Resolve::default();
    let package = resolve.push_str("saring.wit", text).unwrap();
    let encoded = wit_component::encode(&resolve, package).unwrap();
    broken_promises(&encoded).expect("it is a contract").iter().map(ToString::to_string).collect()
}

fn text(path: PathBuf) -> String {
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn nothing_that_was_published_is_gone_or_changed() {
    for version in versions() {
        let missed = missed(&text(version.join("saring.wit")));
        assert!(missed.is_empty(), "plugins of {} would miss: {missed:#?}", version.display());
    }
}

/// A contract that grows gets a version of its own, and a copy here.
#[test]
fn what_is_published_is_kept() {
    let kept = text(repo().join("tests/contract").join(CONTRACT_VERSION).join("saring.wit"));
    let own = text(repo().join("plugins/wit/saring.wit"));
    let code = |text: &str| -> Vec<String> {
        let lines = text.lines().map(|line| line.split("///").next().unwrap_or_default().trim().to_owned());
        lines.filter(|line| !line.is_empty()).collect()
    };
    assert_eq!(code(&own), code(&kept), "raise the version of the contract, and keep a copy in `tests/contract`");
}

/// What an earlier contract had otherwise, and what its plugins would miss.
const BROKEN: [(&str, &str, &str); 7] = [
    (
        "    len: func() -> u32;\n    /// Takes",
        "    len: func() -> u32;\n    size: func() -> u64;\n    /// Takes",
        "facts.batch.size",
    ),
    ("    next: func() -> option<u32>;", "    next: func() -> option<u64>;", "facts.batch.next"),
    ("    ratio,\n", "    ratio,\n    degrees,\n", "answering.answers.evidence(quantity).unit"),
    ("    pillars: option<list<string>>,\n", "", "facts.batch.comments -> ?[]"),
    ("  plan: func() -> option<string>;", "  plan: func(of: u32) -> option<string>;", "running.plan"),
    ("  import running;\n", "  import running;\n  import weather;\n", "weather.today"),
    ("  export campaign-metric;\n", "  export campaign-metric;\n  export campaign-mood;\n", "campaign-mood"),
];
/// What an earlier contract lacked, which is no harm.
const ADDED: [(&str, &str); 3] = [
    ("    flag: func(creator: u32, name: string);", ""),
    ("  member: func(place: u32, section: string) -> option<string>;", ""),
    ("  import running;\n", ""),
];

#[test]
fn a_change_that_is_no_addition_is_found() {
    let own = text(repo().join("plugins/wit/saring.wit"));
    let more = "interface weather { today: func() -> u32; }\ninterface campaign-mood { tell: func() -> u32; }\n";
    for (from, to, due) in BROKEN {
        assert!(own.contains(from), "{from}");
        let missed = missed(&format!("{}{more}", own.replace(from, to)));
        assert!(missed.iter().any(|line| line.contains(&format!("`{due}"))), "{due}: {missed:#?}");
    }
    for (from, to) in ADDED {
        assert!(own.contains(from), "{from}");
        // Documentation must not stand alone where what it documents is gone.
        let plain: Vec<String> =
            own.lines().map(|line| line.split("///").next().unwrap_or_default().to_owned()).collect();
        assert_eq!(
            missed(&format!("{}\n", plain.join("\n").replace(from.trim_end(), to))),
            [] as [String; 0],
            "{from}"
        );
    }
}

/// The plugin of a name that was built for a version, as a rule.
fn rule(runtime: &WasmRuntime, version: &std::path::Path, name: &str) -> impl Rule + use<> {
    let bytes = wat::parse_str(text(version.join(format!("{name}.wat")))).unwrap();
    let plugin: Plugin = runtime.admit(bytes.into()).unwrap_or_else(|wrong| panic!("{name}: {wrong:#?}"));
    let source = RuleSource {
        kind: plugin.description.kind,
        id: name.to_owned(),
        file: plugin.description.label(),
        bytes: Arc::clone(&plugin.bytes),
        plugin: Some(plugin.digest.clone()),
        params: BTreeMap::from([("armed".to_owned(), json!(false))]),
        tables: BTreeMap::new(),
        tiers: Arc::from([]),
    };
    plugin.rule(&source).unwrap_or_else(|wrong| panic!("{name}: {wrong:?}"))
}

#[test]
fn plugins_of_every_version_load_and_answer() {
    let runtime = WasmRuntime::open(WasmConfig::default()).unwrap();
    let as_of = Timestamp::parse("2026-04-02T00:00:00Z").unwrap();
    let campaign = json!({ "id": "c", "goal": "awareness", "brand": { "name": "Embun Pagi" } });
    let campaign = Arc::new(serde_json::from_value(campaign).unwrap());
    let counted = json!({ "events": [{ "id": "1", "at": "2026-04-01T00:00:00Z", "what": { "mention_counts": { "span_s": 60, "total": 7 } } }] });
    let counted: Timeline = serde_json::from_value(counted).unwrap();
    let document = json!({ "id": "ig:1", "accounts": [{ "platform": "instagram", "followers": 25_000 }] });
    let subjects = [Subject::new(creator(&document), 0, None)];
    let (roster, lines): (Arc<[Subject]>, _) = (Arc::from(subjects.clone()), Arc::from([]));
    for version in versions() {
        let check =
            rule(&runtime, &version, "check").ask(Question::Check(Ask { campaign: None, subjects: &subjects, as_of }));
        let Ok([Answer::Check(check)]) = check.as_deref() else { panic!("{check:?}") };
        assert_eq!(check.parts[0].quantity.value, Some(25_000.0));
        assert_eq!(check.parts[0].quantity.value.map(|value| check.parts[0].curve.points(value)), Some(25.0));
        for (events, condition, mentions) in
            [(counted.events.to_vec(), Condition::Holds, Some(7.0)), (Vec::new(), Condition::Quiet, None)]
        {
            let chronicle = Arc::new(Chronicle::new(events));
            let targets = [Target::default()];
            let ask = TriggerAsk {
                campaign: &campaign,
                plan: None,
                chronicle: &chronicle,
                roster: &roster,
                lines: &lines,
                targets: &targets,
                as_of,
            };
            let trigger = rule(&runtime, &version, "trigger").ask(Question::Trigger(ask));
            let Ok([Answer::Trigger(trigger)]) = trigger.as_deref() else { panic!("{trigger:?}") };
            assert_eq!(trigger.condition, condition);
            let scopes = [Scope::default()];
            let ask = MetricAsk {
                campaign: &campaign,
                plan: None,
                chronicle: &chronicle,
                roster: &roster,
                scopes: &scopes,
                as_of,
            };
            let metric = rule(&runtime, &version, "metric").ask(Question::Metric(ask));
            let Ok([Answer::Metric(metric)]) = metric.as_deref() else { panic!("{metric:?}") };
            assert_eq!(metric.figures[0].quantity.value, mentions);
        }
    }
}
