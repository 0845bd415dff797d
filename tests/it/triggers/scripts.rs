//! Words of trigger scripts that the standard triggers leave to others, in a trigger of an agency's own.

use std::collections::BTreeMap;
use std::sync::Arc;

use saring_app::cases::told_of_trigger;
use saring_model::timeline::Timeline;
use saring_model::{Campaign, Timestamp};
use saring_pack::{Answer, Question, Target, TriggerAsk};
use saring_runtime_rhai::RhaiRuntime;
use saring_vocabulary::chronicle::Chronicle;
use serde_json::{Value, json};

use crate::rhai::{bound_by, extending};

const MANIFEST: &str = r#"
[pack]
name = "own"
version = "1.0.0"
engine = ">=0.1"
extends = "standard@1"

[triggers.own]
run = "own.rhai"
scope = "campaign"
every-minutes = 60
sustain = 1
cooldown-hours = 1
tables = ["tables/mention_volume.csv"]
"#;

/// What a script says of three hours with a rival, an article and a sample of comments.
fn told(script: &str) -> Value {
    let table = std::fs::read(saring_tests::golden::repo().join("rules/standard/tables/mention_volume.csv")).unwrap();
    let files = [("own.rhai", script.as_bytes().to_vec()), ("tables/mention_volume.csv", table)];
    let files: BTreeMap<String, Arc<[u8]>> =
        files.into_iter().map(|(name, bytes)| (name.to_owned(), bytes.into())).collect();
    let pack = bound_by(&extending(MANIFEST, files), &[Arc::new(RhaiRuntime::default())]);
    let at = pack.pack.triggers.iter().position(|trigger| trigger.id == "own").unwrap();
    let counted = |id: &str, hour: u32, what: Value| json!({ "id": id, "at": format!("2026-03-01T{hour:02}:00:00Z"), "what": { "mention_counts": what } });
    let events = json!({ "events": [
        counted("1", 1, json!({ "span_s": 3600, "total": 30, "negative": 3 })),
        counted("2", 2, json!({ "span_s": 3600, "total": 60 })),
        counted("3", 2, json!({ "span_s": 3600, "total": 10, "subject": "Rivalia" })),
        counted("4", 3, json!({ "span_s": 3600, "total": 20, "subject": "Melati" })),
        counted("5", 3, json!({ "span_s": 86_400, "total": 4, "channel": "press" })),
        { "id": "6", "at": "2026-03-01T03:00:00Z", "post": "p", "what": { "comment_sample": {
            "comments": [], "counts": { "total": 10, "positive": 6, "inauthentic": 1 } } } },
        { "id": "7", "at": "2026-03-01T03:00:00Z", "what": { "trend": { "subject": "glow", "value": 3 } } },
        { "id": "8", "at": "2026-03-01T03:00:00Z", "what": { "trend": { "subject": "matte", "value": 2 } } }
    ] });
    let timeline: Timeline = serde_json::from_value(events).unwrap();
    let campaign = json!({ "id": "c", "goal": "loyalty", "brand": { "name": "Sari Ayu" } });
    let campaign: Arc<Campaign> = Arc::new(serde_json::from_value(campaign).unwrap());
    let chronicle = Arc::new(Chronicle::new(timeline.events.iter().cloned()));
    let ask = TriggerAsk {
        campaign: &campaign,
        plan: None,
        chronicle: &chronicle,
        roster: &Arc::from([]),
        lines: &Arc::from([]),
        targets: &[Target::default()],
        as_of: Timestamp::parse("2026-03-01T03:00:00Z").unwrap(),
    };
    match pack.triggers[at].ask(Question::Trigger(ask)).unwrap().remove(0) {
        Answer::Trigger(answer) => told_of_trigger(&answer),
        other => panic!("{other:?}"),
    }
}

#[test]
fn words_tell_what_they_say() {
    let told = told(
        r#"
        let all = events.mentions(3);
        let rivals = events.mentions_of("rivals", "social", 3, 0);
        let melati = events.mentions_of("melati", "social", 3, 0);
        let press = events.mentions_of("brand", "press", 24, 0);
        let response = events.response(3);
        let trends = events.trends(3);
        let volume = events.surprise(tables.mention_volume);
        quiet().reason("own.seen").given("last", trends.latest).given("season", volume.season)
            .evidence("total", all.total).evidence("judged", all.judged).evidence("days", all.days * 24)
            .evidence("per_day", all.total_per(24)).evidence("negative_per_day", all.negative_per(24))
            .evidence("rivals", rivals.total).evidence("melati", melati.total).evidence("press", press.total)
            .evidence("press_in_hours", events.mentions_of("brand", "press", 3, 0).total)
            .evidence("voice", events.share_of_voice(3))
            .evidence("positive", response.positive_share).evidence("bought", response.inauthentic_share)
            .evidence("negative", response.negative_share).evidence("comments", response.comments)
            .evidence("largest", trends.largest).evidence("trends", trends.count)
            .evidence("once_in_days", volume.days).evidence("creators", plan.creators).evidence("fees", plan.fees)
            .evidence("left", lines.line("amplification").left)
        "#,
    );
    let expected = json!({
        "total": 90, "judged": 30, "days": 2, "per_day": 1080, "negative_per_day": 72, "rivals": 30, "melati": 20,
        "press": 4, "press_in_hours": "unknown", "voice": 0.75, "positive": 0.6, "bought": 0.1, "negative": "unknown",
        "comments": 10, "largest": 3, "trends": 2, "once_in_days": "unknown", "creators": "unknown", "fees": "unknown",
        "left": "unknown",
    });
    let seen = told["evidence"].as_array().unwrap().iter();
    let seen: serde_json::Map<String, Value> = seen
        .map(|one| (one["quantity"]["name"].as_str().unwrap().to_owned(), one["quantity"]["value"].clone()))
        .collect();
    assert_eq!(Value::Object(seen), expected);
}

#[test]
fn nobody_is_booked_where_nothing_is_planned() {
    let told = told(
        r#"
        if plan.is_absent && lines.is_absent && !plan.is_booked("a") && target.creator.is_unknown() {
            return no_telling("own.no-plan", campaign.paid_use);
        }
        propose("other", "low").reason("own.plan")
        "#,
    );
    assert_eq!(told["condition"], "unknown");
    assert_eq!(told["missing"], json!(["campaign.usage_rights.paid"]));
}
