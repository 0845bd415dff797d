//! Triggers and metrics as plugins: what they are given, and that they say what scripts say.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use saring_model::creator::Platform;
use saring_model::plan::Plan;
use saring_model::timeline::Timeline;
use saring_model::{Campaign, CurrencyCode, Id, Money, Timestamp};
use saring_pack::{
    Answer, Arg, Ask, CampaignAsk, Chosen, Condition, Fault, Kind, LineLeft, MetricAsk, Package, Question, Rule,
    RuleLimits, RuleSource, Runtime, Scope, Status, Subject, Target, TriggerAsk, Unit,
};
use saring_runtime_rhai::RhaiRuntime;
use saring_runtime_wasm::{Plugin, WasmConfig, WasmRuntime};
use saring_tests::golden::repo;
use saring_tests::guests;
use saring_vocabulary::chronicle::Chronicle;
use serde_json::{Value, json};

use crate::rhai::creator;

/// A campaign that runs, and the moment.
struct Run {
    campaign: Arc<Campaign>,
    plan: Option<Arc<Plan>>,
    chronicle: Arc<Chronicle>,
    roster: Arc<[Subject]>,
    lines: Arc<[LineLeft]>,
    as_of: Timestamp,
}

impl Run {
    fn new(as_of: &str) -> Self {
        let campaign = json!({
            "id": "c", "goal": "conversion", "brand": { "name": "Embun Pagi" },
            "links": [{ "creator": "ig:sari", "code": "SARI10" }, { "creator": "tt:rani", "code": "RANI" }],
        });
        let member = |id: &str, platform: &str, tier: Option<&str>| {
            let document = json!({ "id": id, "name": id, "accounts": [{ "platform": platform, "followers": 48_200 }] });
            Subject::new(creator(&document), 0, tier.map(Arc::from))
        };
        let money = |minor| Money::from_minor(minor, CurrencyCode::new("IDR").unwrap());
        let line = LineLeft {
            id: "contingency".to_owned(),
            planned: money(900_050),
            spent: money(100_000),
            proposed: money(0),
            left: money(800_050),
        };
        let plan = std::fs::read(repo().join("schemas/examples/plan.json")).unwrap();
        Self {
            campaign: Arc::new(serde_json::from_value(campaign).unwrap()),
            plan: Some(Arc::new(serde_json::from_slice(&plan).unwrap())),
            chronicle: Arc::new(Chronicle::new(events())),
            roster: Arc::from([member("ig:sari", "instagram", Some("micro")), member("tt:rani", "tiktok", None)]),
            lines: Arc::from([line]),
            as_of: Timestamp::parse(as_of).unwrap(),
        }
    }

    fn watch(&self, rule: &dyn Rule, targets: &[Target]) -> Result<Vec<Answer>, Fault> {
        let Self { campaign, plan, chronicle, roster, lines, as_of } = self;
        let plan = plan.as_ref();
        rule.ask(Question::Trigger(TriggerAsk { campaign, plan, chronicle, roster, lines, targets, as_of: *as_of }))
    }

    fn measure(&self, rule: &dyn Rule, scopes: &[Scope]) -> Result<Vec<Answer>, Fault> {
        let Self { campaign, plan, chronicle, roster, as_of, .. } = self;
        let plan = plan.as_ref();
        rule.ask(Question::Metric(MetricAsk { campaign, plan, chronicle, roster, scopes, as_of: *as_of }))
    }
}

fn events() -> Vec<saring_model::timeline::Event> {
    let mentions = |id: &str, at: &str, what: Value| json!({ "id": id, "at": at, "what": { "mention_counts": what } });
    let used = |id: &str, at: &str, what: Value| json!({ "id": id, "at": at, "what": { "code_use": what } });
    let revenue = json!({ "amount": "189000.50", "currency": "IDR" });
    let timeline = json!({ "events": [
        { "id": "p1", "at": "2026-04-01T10:30:00Z", "creator": "ig:sari", "post": "1", "what": { "post_published": { "platform": "instagram", "sponsored": true } } },
        { "id": "p2", "at": "2026-04-01T11:00:00Z", "creator": "tt:rani", "post": "2", "what": { "post_published": { "platform": "tiktok" } } },
        { "id": "m1", "at": "2026-04-02T11:00:00Z", "post": "1", "what": { "post_metrics": { "views": 100, "likes": 5 } } },
        { "id": "m2", "at": "2026-04-02T11:00:00Z", "post": "2", "what": { "post_metrics": { "views": 70 } } },
        { "id": "m3", "at": "2026-04-04T11:00:00Z", "received_at": "2026-04-05T11:00:00Z", "post": "1", "what": { "post_metrics": { "views": 900 } } },
        mentions("v1", "2026-04-02T09:00:00Z", json!({ "span_s": 3600, "total": 10, "negative": 1 })),
        mentions("v2", "2026-04-03T10:00:00Z", json!({ "subject": "embun pagi", "span_s": 3600, "total": 30, "negative": 12 })),
        mentions("v3", "2026-04-03T11:00:00Z", json!({ "subject": "Rival", "span_s": 3600, "total": 90, "negative": 90 })),
        mentions("v4", "2026-04-03T12:00:00Z", json!({ "channel": "press", "span_s": 3600, "total": 90, "negative": 90 })),
        mentions("v5", "2026-04-06T12:00:00Z", json!({ "span_s": 3600, "total": 20 })),
        used("u1", "2026-04-03T08:00:00Z", json!({ "code": "sari10", "n": 3 })),
        used("u2", "2026-04-03T09:00:00Z", json!({ "code": "SARI10" })),
        used("u3", "2026-04-03T10:00:00Z", json!({ "code": "FRIEND" })),
        used("u4", "2026-04-04T10:00:00Z", json!({})),
        { "id": "o1", "at": "2026-04-03T10:00:00Z", "what": { "order": { "revenue": revenue, "new_customer": true, "code": "RANI" } } },
        { "id": "o2", "at": "2026-04-03T10:00:00Z", "what": { "order": { "revenue": revenue, "new_customer": false } } },
    ] });
    let timeline: Timeline = serde_json::from_value(timeline).unwrap();
    timeline.events.iter().cloned().collect()
}

fn of(creator: Option<&str>, post: Option<&str>) -> Target {
    let id = |text: &str| Id::new(text).unwrap();
    Target { creator: creator.map(id), post: post.map(id) }
}

fn source(plugin: &Plugin, params: Value) -> RuleSource {
    let mut bound: BTreeMap<String, Value> =
        plugin.description.params.iter().map(|(name, param)| (name.clone(), param.default.clone())).collect();
    bound.extend(params.as_object().into_iter().flatten().map(|(name, value)| (name.clone(), value.clone())));
    RuleSource {
        kind: plugin.description.kind,
        id: "tried".to_owned(),
        file: plugin.description.label(),
        bytes: Arc::clone(&plugin.bytes),
        plugin: Some(plugin.digest.clone()),
        params: bound,
        tables: BTreeMap::new(),
        tiers: Arc::from([]),
    }
}

fn admit(folder: &str) -> Plugin {
    let runtime = WasmRuntime::open(WasmConfig::default()).unwrap();
    runtime.admit(guests::component(folder)).unwrap_or_else(|wrong| panic!("{wrong:?}"))
}

/// A plugin with the script that says the same, both with the same params.
fn twins(folder: &str, script: &str, params: Value) -> (Box<dyn Rule>, Box<dyn Rule>) {
    let plugin = admit(folder);
    let source = source(&plugin, params);
    let text = std::fs::read(repo().join(folder).join(script)).unwrap();
    let by_plugin = plugin.rule(&source).unwrap_or_else(|wrong| panic!("{wrong:?}"));
    let script = RuleSource { file: script.to_owned(), bytes: text.into(), plugin: None, ..source };
    let by_script = RhaiRuntime::default().compile(&script, &RuleLimits::default());
    (Box::new(by_plugin), by_script.unwrap_or_else(|wrong| panic!("{wrong:?}")))
}

#[test]
fn a_trigger_says_the_same_in_both_runtimes() {
    let targets = [of(None, None), of(Some("ig:sari"), None), of(None, Some("2")), of(None, Some("9"))];
    let mut seen = BTreeSet::new();
    for (hours, line) in [(24.0, "contingency"), (72.0, "contingency"), (24.0, "nothing")] {
        let (plugin, script) = twins("tests/guests/backlash", "backlash.rhai", json!({ "hours": hours, "line": line }));
        for day in 1..9 {
            let run = Run::new(&format!("2026-04-0{day}T10:30:00Z"));
            let by_plugin = run.watch(&*plugin, &targets).unwrap();
            assert_eq!(by_plugin, run.watch(&*script, &targets).unwrap(), "{hours} h, day {day}, {line}");
            for answer in by_plugin {
                let Answer::Trigger(answer) = answer else { panic!("{answer:?}") };
                seen.insert(answer.condition);
            }
        }
    }
    assert_eq!(seen, [Condition::Quiet, Condition::Unknown, Condition::Blocked, Condition::Holds].into());
}

#[test]
fn a_metric_says_the_same_in_both_runtimes() {
    let (plugin, script) = twins("tests/guests/code-uses", "code_uses.rhai", json!({}));
    let creator = |id: &str| Scope { creator: Some(Id::new(id).unwrap()), ..Scope::default() };
    let scopes = [Scope::default(), creator("ig:sari"), creator("tt:rani")];
    let mut told = Vec::new();
    for day in [2, 3, 5] {
        let run = Run::new(&format!("2026-04-0{day}T12:00:00Z"));
        let by_plugin = run.measure(&*plugin, &scopes).unwrap();
        assert_eq!(by_plugin, run.measure(&*script, &scopes).unwrap(), "day {day}");
        told.extend(by_plugin.into_iter().map(|answer| match answer {
            Answer::Metric(answer) => answer.figures[0].quantity.value,
            other => panic!("{other:?}"),
        }));
    }
    let known = |values: [f64; 3]| values.map(Some);
    assert_eq!(told, [[None; 3], known([4.0, 4.0, 0.0]), known([5.0, 4.0, 0.0])].concat());
}

#[test]
fn a_check_of_the_campaign_says_the_same_in_both_runtimes() {
    let (plugin, script) = twins("tests/guests/line-up", "line_up.rhai", json!({}));
    let run = Run::new("2026-04-04T12:10:00Z");
    let chosen = |(subject, status): (&Subject, Status)| Chosen {
        subject: subject.clone(),
        scores: BTreeMap::new(),
        statuses: BTreeMap::from([("engagement-rate".to_owned(), status)]),
    };
    let both: Arc<[Chosen]> = run.roster.iter().zip([Status::Fail, Status::Unknown]).map(chosen).collect();
    let nobody: Arc<[Chosen]> = Arc::from([]);
    let mut told = Vec::new();
    for selection in [None, Some(&nobody), Some(&both)] {
        let ask = CampaignAsk { campaign: &run.campaign, selection, timeline: None, as_of: run.as_of };
        let by_plugin = plugin.ask(Question::Preflight(ask)).unwrap();
        assert_eq!(by_plugin, script.ask(Question::Preflight(ask)).unwrap());
        told.extend(by_plugin.into_iter().map(|answer| match answer {
            Answer::Check(answer) => answer.parts.first().and_then(|part| part.quantity.value),
            other => panic!("{other:?}"),
        }));
    }
    assert_eq!(told, [None, None, Some(0.5)]);
}

#[test]
fn a_rule_of_worth_says_the_same_in_both_runtimes() {
    let (plugin, script) = twins("tests/guests/by-size", "by_size.rhai", json!({ "share": 0.25 }));
    let run = Run::new("2026-04-04T12:10:00Z");
    let deliverables = json!([
        { "platform": "instagram", "format": "reel" }, { "platform": "instagram", "format": "story", "quantity": 2 },
    ]);
    let package = Package {
        id: "reel-1+story-2".to_owned(),
        deliverables: serde_json::from_value(deliverables).unwrap(),
        includes: Vec::new(),
        ask: Some(Money::from_minor(350_000_000, CurrencyCode::new("IDR").unwrap())),
        basis: None,
    };
    let package = Some(Arc::new(package));
    let unknown = Subject::new(creator(&json!({ "id": "x:1", "accounts": [{ "platform": "x" }] })), 0, None);
    let subjects: Vec<Subject> =
        [&run.roster[0], &unknown].map(|subject| Subject { package: package.clone(), ..subject.clone() }).to_vec();
    let ask = Ask { campaign: Some(&run.campaign), subjects: &subjects, as_of: run.as_of };
    let by_plugin = plugin.ask(Question::Worth(ask)).unwrap();
    assert_eq!(by_plugin, script.ask(Question::Worth(ask)).unwrap());
    let Answer::Worth(worth) = &by_plugin[0] else { panic!("{by_plugin:?}") };
    assert_eq!(worth.value.value, Some(12_050.0));
    assert_eq!(worth.reasons[0].args, [("posts".to_owned(), Arg::Number(3.0, Unit::Count))]);
}

/// What the rule that looks is told, or how it ends.
fn look(plugin: &Plugin, ask: &str, run: &Run, target: Target) -> String {
    let rule = plugin.rule(&source(plugin, json!({ "ask": ask }))).unwrap_or_else(|wrong| panic!("{wrong:?}"));
    match run.watch(&rule, &[target]) {
        Ok(answers) => match &answers[0] {
            Answer::Trigger(answer) => match &answer.reasons[0].args[0].1 {
                Arg::Text(said) => said.clone(),
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        },
        Err(fault) => fault.to_string(),
    }
}

#[test]
fn a_rule_is_given_what_had_happened_and_was_known() {
    let plugin = admit("tests/guests/looker");
    let run = Run::new("2026-04-04T12:10:00Z");
    let whole = || of(None, None);
    let post = || of(None, Some("1"));
    let rani = || of(Some("tt:rani"), None);
    let table: Vec<(&str, Target, &str)> = vec![
        ("part", whole(), "(None, None, None, None)"),
        ("part", post(), r#"(Some("ig:sari"), Some("1"), None, None)"#),
        ("part", of(None, Some("9")), r#"(None, Some("9"), None, None)"#),
        ("creator", post(), "Some(Some(48200.0))"),
        ("creator", of(Some("ig:nobody"), None), "None"),
        ("roster", whole(), r#"[("ig:sari", Some("micro"), Some("instagram")), ("tt:rani", None, Some("tiktok"))]"#),
        ("member 1 rates", whole(), "Some(Ok(None))"),
        ("lines", whole(), r#"["contingency"]"#),
        ("line contingency left", whole(), r#"Some((800050, 2, "IDR"))"#),
        ("line nothing left", whole(), "None"),
        // What became known later is not there; events of one moment are in order of their ids.
        ("numbers all post_metrics what.views inf 0", whole(), "[Some(100.0), Some(70.0)]"),
        ("numbers all post_metrics what.likes inf 0", whole(), "[Some(5.0), None]"),
        ("numbers own post_metrics what.views inf 0", post(), "[Some(100.0)]"),
        ("numbers own post_metrics what.views inf 0", rani(), "[Some(70.0)]"),
        ("texts own post_published post inf 0", rani(), r#"[Some("2")]"#),
        ("texts own post_published what.platform inf 0", whole(), r#"[Some("instagram"), Some("tiktok")]"#),
        ("numbers all order what.revenue inf 0", whole(), "[Some(189000.5), Some(189000.5)]"),
        ("texts all order what.revenue inf 0", whole(), r#"[Some("IDR"), Some("IDR")]"#),
        ("numbers all order what.new_customer inf 0", whole(), "[Some(1.0), Some(0.0)]"),
        ("texts all order what.code inf 0", whole(), r#"[Some("RANI"), None]"#),
        // 51.1 and 51.2 hours ago is the second of April at 09:04 and 08:58, and windows begin at the full hour before that.
        ("texts all mention_counts id 51.1 0", whole(), r#"[Some("v2"), Some("v3"), Some("v4")]"#),
        ("texts all mention_counts id 51.2 0", whole(), r#"[Some("v1"), Some("v2"), Some("v3"), Some("v4")]"#),
        ("texts all mention_counts id 51.2 25.2", whole(), r#"[Some("v1"), Some("v2")]"#),
        ("texts all mention_counts id 25 24", whole(), r#"[Some("v4")]"#),
        ("instants all code_use 28.2 27", whole(), "[1775203200000, 1775206800000]"),
        (
            "events all code_use 26.2 25",
            whole(),
            r#"[{"at":"2026-04-03T10:00:00Z","id":"u3","what":{"code_use":{"code":"FRIEND"}}}]"#,
        ),
        ("instants all rating inf 0", whole(), "[]"),
    ];
    for (ask, target, due) in table {
        assert_eq!(look(&plugin, ask, &run, target), due, "{ask}");
    }
    assert!(look(&plugin, "plan", &run, whole()).starts_with("Ok(Some("));
    let unplanned = Run { plan: None, lines: Arc::from([]), ..run };
    assert_eq!(look(&plugin, "plan", &unplanned, whole()), "Ok(None)");
    assert_eq!(look(&plugin, "lines", &unplanned, whole()), "[]");
}

#[test]
fn what_cannot_be_given_is_refused_by_name() {
    let plugin = admit("tests/guests/looker");
    let run = Run::new("2026-04-04T12:10:00Z");
    let table = [
        ("instants all rumour inf 0", "there are no events `rumour`; there are approval, code_use,"),
        (
            "numbers all order what.profit inf 0",
            "events `order` have no number or text `what.profit`; they have creator, id, post, what.code,",
        ),
        ("numbers all order what.touches inf 0", "events `order` have no number or text `what.touches`"),
        ("numbers all order what.code inf 0", "`what.code` of `order` is a text, which `texts` gives"),
        (
            "texts all mention_counts what.total inf 0",
            "`what.total` of `mention_counts` is a number, which `numbers` gives",
        ),
        ("instants all order -1 0", "from -1 to 0 hours ago is no window of time"),
        ("instants all order 1 2", "from 1 to 2 hours ago is no window of time"),
        ("instants all order x 0", "from NaN to 0 hours ago is no window of time"),
        ("line contingency borrowed", "a line has no `borrowed`; it has `planned`, `spent`, `proposed` and `left`"),
        ("member 0 secrets", "there is no section `secrets`;"),
    ];
    for (ask, due) in table {
        let told = look(&plugin, ask, &run, of(None, None));
        assert!(told.starts_with(&format!("the rule was stopped: {due}")), "{ask}: {told}");
    }
}

/// A target is looked at as if it were alone, whatever the others are.
#[test]
fn a_target_is_alone() {
    let plugin = admit("tests/guests/looker");
    let run = Run::new("2026-04-04T12:10:00Z");
    let ask = "numbers own post_metrics what.views inf 0";
    let rule = plugin.rule(&source(&plugin, json!({ "ask": ask }))).unwrap();
    let targets: Vec<Target> = ["1", "2", "9"].map(|post| of(None, Some(post))).to_vec();
    let together = run.watch(&rule, &targets).unwrap();
    let alone: Vec<Answer> =
        targets.iter().flat_map(|target| run.watch(&rule, std::slice::from_ref(target)).unwrap()).collect();
    assert_eq!(together, alone);
    let tier = Scope { tier: Some(Arc::from("micro")), ..Scope::default() };
    let platform = Scope { platform: Some(Platform::Tiktok), ..Scope::default() };
    let wrong_kind = run.measure(&rule, &[tier, platform]);
    assert!(matches!(wrong_kind, Err(Fault::BadAnswer { .. })), "{wrong_kind:?}");
    assert_eq!(plugin.description.kind, Kind::Trigger);
}
