//! Hostile triggers and metrics in a pack, asked as a service asks them: each ends as a fault that names the rule, beside the
//! honest rules of the standard pack, and none of them moves money.

use std::path::Path;
use std::sync::Arc;

use saring_app::report::Condition;
use saring_app::running::RunningRequest;
use saring_app::{App, Config};
use saring_model::Timestamp;
use saring_model::timeline::Timeline;
use serde_json::{Value, json};

use super::file::{Hostile, Stage, all, said};
use super::guest::plugin;

/// A pack whose only trigger, or metric, beyond the standard ones is a hostile plugin that is armed.
fn pack(folder: &Path, hostile: &Hostile, world: &str) {
    let rule = match world {
        "trigger" => {
            "[triggers.hostile]\nscope = \"campaign\"\nevery-minutes = 1440\nsustain = 1\ncooldown-hours = 0\n"
        }
        _ => "[metrics.quantitative.measures.hostile]\n",
    };
    let manifest = format!(
        "[pack]\nname = \"attacked\"\nversion = \"1.0.0\"\nengine = \">=0.1\"\nextends = \"standard@1\"\n\
         {rule}run = \"plugin:honest\"\nparams = {{ armed = true }}\n"
    );
    std::fs::create_dir_all(folder.join("plugins")).unwrap();
    std::fs::write(folder.join("pack.toml"), manifest).unwrap();
    let bytes = plugin(&String::from_utf8_lossy(&hostile.bytes)).unwrap();
    std::fs::write(folder.join("plugins/honest.wasm"), bytes).unwrap();
}

fn request() -> RunningRequest {
    let read = |value: Value| serde_json::from_value(value).unwrap();
    let campaign: Arc<_> = Arc::new(read(json!({ "id": "c", "goal": "loyalty", "brand": { "name": "Sari Ayu" } })));
    let events = (1..4).map(|day| json!({ "id": format!("e{day}"), "at": format!("2026-02-0{day}T06:00:00Z"), "what": { "mention_counts": { "span_s": 3600, "total": 5 } } }));
    let timeline: Timeline = serde_json::from_value(json!({ "events": events.collect::<Vec<_>>() })).unwrap();
    let lines = json!([{ "id": "contingency", "amount": { "amount": "1000000", "currency": "IDR" } }]);
    let plan = json!({ "campaign": "c", "lines": lines, "bookings": [] });
    RunningRequest {
        pack: Some("attacked".to_owned()),
        plan: Some(Arc::new(serde_json::from_value(plan).unwrap())),
        events: timeline.events.into_vec(),
        as_of: Some(Timestamp::parse("2026-02-05T00:00:00Z").unwrap()),
        ..RunningRequest::new(campaign)
    }
}

#[test]
fn hostile_triggers_and_metrics_end_as_faults_that_name_the_rule() {
    let mut attacks = 0;
    for hostile in all("plugins", ";;") {
        let text = String::from_utf8_lossy(&hostile.bytes).into_owned();
        let Some(world @ ("trigger" | "metric")) = said(&text, ";;", "world").next() else { continue };
        if hostile.due.stage != Stage::Fault && hostile.due.stage != Stage::OtherAnswers {
            continue;
        }
        attacks += 1;
        let folder = tempfile::tempdir().unwrap();
        pack(folder.path(), &hostile, world);
        let config = Config { pack_dirs: vec![folder.path().to_owned()], ..Config::default() };
        let (app, request) = (App::open(&config).unwrap(), request());
        let (faults, rules) = match world {
            "trigger" => {
                let report = app.triggers(&request).unwrap_or_else(|error| panic!("{}: {error}", hostile.name));
                let own = report.actions.iter().filter(|action| action.action.trigger.as_str() == "hostile");
                let paid = own.filter(|action| action.action.amount.is_some()).count();
                assert_eq!(paid, 0, "{} was given money", hostile.name);
                assert!(report.lines.iter().all(|line| line.left == line.planned), "{}", hostile.name);
                if hostile.name == "trigger-line-unknown.wat" {
                    let stands = report.standing.iter().find(|one| one.trigger == "hostile").unwrap();
                    assert_eq!((stands.condition, &*stands.reasons[0].code), (Condition::Blocked, "watch.no-line"));
                }
                (report.faults, report.rules)
            }
            _ => {
                let report = app.measure(&request, request.as_of.unwrap());
                let report = report.unwrap_or_else(|error| panic!("{}: {error}", hostile.name));
                (report.faults, report.rules)
            }
        };
        let named: Vec<_> = faults
            .iter()
            .filter(|fault| fault.rule.as_deref().is_some_and(|rule| rule.ends_with(".hostile")))
            .map(|fault| serde_json::to_value(fault.code).unwrap().as_str().unwrap().to_owned())
            .collect();
        let due: &[String] =
            if hostile.due.stage == Stage::Fault { std::slice::from_ref(&hostile.due.code) } else { &[] };
        assert_eq!(named, due, "{}: {faults:?}", hostile.name);
        let rule = rules.iter().find(|rule| rule.id.ends_with(".hostile")).unwrap();
        assert_eq!(rule.run, "plugin:honest", "whoever reads of the rule finds its plugin");
        assert!(faults.len() <= due.len() + 1, "{}: other rules failed with it: {faults:?}", hostile.name);
    }
    assert!(attacks > 20, "{attacks} attacks");
}
