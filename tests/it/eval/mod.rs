//! The evaluation: what one score means, and how many creators are decided together.

mod audit;
mod roster;
mod score;

use std::sync::Arc;

use saring_eval::report::{CreatorReport, Report};
use saring_eval::{Context, check, classify, decide, digest, rank, tell};
use saring_model::decode::decode;
use saring_model::{Campaign, Creator};
use saring_pack::CompiledPack;
use saring_tests::scripted::{ScriptedRuntime, as_of, creator, pack};
use serde_json::{Value, json};

/// Two checks in a gate, two in a layer that ranks, and one in a third.
const PACK: &str = r#"
[pack]
name = "scripted"
version = "1.0.0"
engine = ">=0.1, <0.2"

[policy]
pass-at = 70
warn-at = 40
coverage-min = 0.5
select-coverage-min = 0.5
on-no-tier = "review"
rank-by = "low"

[goals.awareness]
layers = { trust = 0.5, craft = 0.3, bond = 0.2 }
metrics = ["reach"]

[goals.loyalty]
layers = { trust = 0.2, craft = 0.2, bond = 0.6 }
metrics = ["repeat"]

[layers.trust]
gate = { min-score = 40, on-unknown = "review", on-fault = "review" }

[layers.trust.checks.growth]
run = "growth.scripted"
weight = 1.0

[layers.trust.checks.rate]
run = "rate.scripted"
weight = 3.0

[layers.craft.checks.style]
run = "style.scripted"
weight = 1.0

[layers.craft.checks.format]
run = "format.scripted"
weight = 1.0

[layers.bond.checks.reply]
run = "reply.scripted"
weight = 1.0

[tiers]
run = "tiers.scripted"

[tiers.bands.small]
followers-min = 1_000
followers-max = 10_000
role = "local"
content-approach = ["reviews"]
measured-by = ["sentiment"]

[tiers.bands.large]
followers-min = 10_000
role = "mass"
content-approach = ["hero content"]
measured-by = ["reach"]
"#;

fn campaign(extra: &Value) -> Arc<Campaign> {
    let mut campaign = json!({ "id": "c", "goal": "awareness", "brand": { "name": "Teh Senja" } });
    for (key, value) in extra.as_object().into_iter().flatten() {
        campaign[key] = value.clone();
    }
    Arc::new(decode(campaign.to_string().as_bytes()).unwrap())
}

fn decided(pack: &CompiledPack, campaign: &Arc<Campaign>, roster: &[Arc<Creator>], batch: usize) -> Report {
    let context = Context::new(pack, campaign, as_of()).unwrap();
    let batches = roster.chunks(batch).flat_map(|batch| check(&context.setting, classify(&context.setting, batch)));
    let ranked = rank(&context, batches.map(|checked| decide(&context, checked)).collect());
    let locale = pack.pack.locale("en");
    let told = ranked.creators.iter().enumerate().map(|(index, one)| tell::creator(&context, locale, one, index + 1));
    let inputs = digest::inputs(campaign, roster.iter().map(|creator| digest::creator(creator)).collect());
    tell::report(&context, "en", inputs, told.collect(), Vec::new())
}

fn report(roster: &[(&str, Value)]) -> Report {
    report_for(&json!({}), roster)
}

fn report_for(campaign_extra: &Value, roster: &[(&str, Value)]) -> Report {
    let roster: Vec<Arc<Creator>> = roster.iter().map(|(id, says)| creator(id, says)).collect();
    decided(&pack(PACK, ScriptedRuntime::default()), &campaign(campaign_extra), &roster, 4)
}

fn one(says: Value) -> CreatorReport {
    report(&[("one", says)]).creators.remove(0)
}

/// The report as the bytes that a reader gets.
fn told(value: &impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

fn perfect() -> Value {
    json!({ "growth": 100, "rate": 100, "style": 100, "format": 100, "reply": 100 })
}

fn with(changes: Value) -> Value {
    let mut says = perfect();
    for (key, value) in changes.as_object().unwrap() {
        says[key] = value.clone();
    }
    says
}

/// Checks what one creator's report says at JSON pointers.
#[track_caller]
fn expect(says: Value, wanted: &[(&str, Value)]) {
    let told = told(&one(says));
    for (pointer, value) in wanted {
        assert_eq!(told.pointer(pointer).unwrap_or(&Value::Null), value, "at {pointer} of {told:#}");
    }
}
