//! What every rule of the set is asked: the same creators, params, table and tiers.

use std::collections::BTreeMap;
use std::sync::Arc;

use saring_model::timeline::Timeline;
use saring_model::{Campaign, Timestamp};
use saring_pack::rule::{Kind, RuleSource, Subject};
use saring_pack::{
    Answer, Ask, CampaignAsk, Cell, LineLeft, MetricAsk, Question, Row, Scope, Table, Target, Tier, TriggerAsk,
};
use saring_vocabulary::chronicle::Chronicle;
use serde_json::{Value, json};

/// Creators with much to tell, with nearly nothing, and between.
pub(super) fn subjects() -> Vec<Subject> {
    let posts: Vec<Value> = (0..40)
        .map(|n| json!({ "at": format!("2026-02-{:02}T00:00:00Z", n % 28 + 1), "likes": n * 10, "views": n * 100 }))
        .collect();
    let account = |platform: &str, followers: Value| json!({ "platform": platform, "followers": followers });
    let mut loud = account("instagram", json!(120_000));
    loud["posts"] = json!(posts);
    loud["following"] = json!(400);
    let creators = [
        json!({ "id": "instagram:1", "name": "Ayu", "languages": ["id"], "accounts": [loud] }),
        json!({ "id": "tiktok:2", "accounts": [account("tiktok", Value::Null)] }),
        json!({ "id": "tiktok:3", "accounts": [account("tiktok", json!(2_500)), account("x", json!(7))] }),
    ];
    creators.into_iter().map(subject).collect()
}

fn subject(creator: Value) -> Subject {
    let creator = serde_json::from_value(creator).unwrap();
    Subject::new(Arc::new(creator), 0, Some("nano".into()))
}

/// A rule's bytes with what a pack binds to them.
pub(super) fn source(kind: Kind, file: &str, bytes: Arc<[u8]>, params: BTreeMap<String, Value>) -> RuleSource {
    RuleSource {
        kind,
        id: "layer.hostile".to_owned(),
        file: file.to_owned(),
        bytes,
        plugin: None,
        params,
        tables: BTreeMap::from([("norms".to_owned(), Arc::new(norms()))]),
        tiers: Arc::from(vec![tier("nano", 1_000, Some(10_000)), tier("mega", 10_000, None)]),
    }
}

/// A table of a thousand rows.
fn norms() -> Table {
    let text = |text: &str| Cell::Text(text.to_owned());
    let row = |line: u32| Row {
        line,
        cells: vec![text(if line == 2 { "nano" } else { "*" }), Cell::Number(f64::from(line)), text("a source")],
    };
    Table {
        name: "norms".to_owned(),
        file: "tables/norms.csv".to_owned(),
        notes: BTreeMap::new(),
        columns: ["tier", "p10", "source"].map(str::to_owned).to_vec(),
        rows: (2..1_002).map(row).collect(),
    }
}

fn tier(id: &str, min: u64, max: Option<u64>) -> Tier {
    Tier {
        id: id.into(),
        followers_min: min,
        followers_max: max,
        role: String::new(),
        criteria: Vec::new(),
        content_approach: Vec::new(),
        measured_by: Vec::new(),
    }
}

/// A question about these creators.
pub(super) fn question(kind: Kind, subjects: &[Subject]) -> Question<'_> {
    let as_of = Timestamp::parse("2026-03-01T00:00:00Z").unwrap();
    let ask = Ask { campaign: None, subjects, as_of };
    match kind {
        Kind::Tier => Question::Tier(ask),
        _ => Question::Check(ask),
    }
}

/// A campaign whose money is to be divided.
pub(super) fn campaign() -> Arc<Campaign> {
    let budget = json!({ "total": { "amount": "1000000", "currency": "IDR" } });
    let campaign = json!({ "id": "c", "goal": "loyalty", "brand": { "name": "Sari Ayu" }, "budget": budget });
    Arc::new(serde_json::from_value(campaign).unwrap())
}

/// A question about its budget.
pub(super) fn budget(campaign: &Arc<Campaign>) -> Question<'_> {
    let as_of = Timestamp::parse("2026-03-01T00:00:00Z").unwrap();
    Question::Budget(CampaignAsk { campaign, selection: None, timeline: None, as_of })
}

/// A campaign that runs, with much that happened.
pub(super) struct Run {
    campaign: Arc<Campaign>,
    chronicle: Arc<Chronicle>,
    roster: Arc<[Subject]>,
    lines: Arc<[LineLeft]>,
    targets: [Target; 2],
    scopes: [Scope; 2],
}

impl Run {
    pub(super) fn new() -> Self {
        let count = |n: usize| {
            let what = json!({ "mention_counts": { "span_s": 3600, "total": n } });
            json!({ "id": format!("e{n}"), "at": format!("2026-02-{:02}T{:02}:00:00Z", n / 24 % 28 + 1, n % 24), "what": what })
        };
        let events: Vec<Value> = (0..600).map(count).collect();
        let timeline: Timeline = serde_json::from_value(json!({ "events": events })).unwrap();
        Self {
            campaign: campaign(),
            chronicle: Arc::new(Chronicle::new(timeline.events.iter().cloned())),
            roster: Arc::from(subjects()),
            lines: Arc::from([]),
            targets: Default::default(),
            scopes: Default::default(),
        }
    }

    /// A question to a trigger or a metric.
    pub(super) fn question(&self, kind: Kind) -> Question<'_> {
        let Self { campaign, chronicle, roster, lines, targets, scopes } = self;
        let (plan, as_of) = (None, Timestamp::parse("2026-03-01T00:00:00Z").unwrap());
        match kind {
            Kind::Trigger => Question::Trigger(TriggerAsk { campaign, plan, chronicle, roster, lines, targets, as_of }),
            _ => Question::Metric(MetricAsk { campaign, plan, chronicle, roster, scopes, as_of }),
        }
    }
}

/// Answers to the byte, without what was said to the author.
pub(super) fn told(mut answers: Vec<Answer>) -> String {
    for answer in &mut answers {
        if let Answer::Check(check) = answer {
            check.log.clear();
        }
    }
    format!("{answers:?}")
}
