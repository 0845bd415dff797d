//! A campaign's own checks: their cases, every id that they answer for, the demo's two briefs, and any campaign at all.

mod any;
mod cases;
mod demo;
mod orders;
mod reachable;

use std::sync::Arc;

use saring_eval::preflight::preflight;
use saring_eval::{Context, tell};
use saring_model::timeline::Timeline;
use saring_model::{Campaign, Timestamp};
use saring_pack::{Chosen, CompiledPack};
use serde_json::Value;

/// The whole report on a campaign, in English or another language.
fn report(
    pack: &CompiledPack,
    campaign: &Arc<Campaign>,
    selection: Option<&Arc<[Chosen]>>,
    timeline: Option<&Arc<Timeline>>,
    (as_of, lang): (Timestamp, &str),
) -> Value {
    let context = Context::new(pack, campaign, as_of).unwrap();
    let answers = preflight(&context, selection, timeline);
    let inputs = tell::Inputs {
        digest: "",
        selection: selection.map(|chosen| &**chosen),
        timeline: timeline.map(|timeline| &**timeline),
        invalid: &[],
    };
    serde_json::to_value(tell::preflight(&context, lang, inputs, &answers)).unwrap()
}

/// Every check of a report, as `group.check`.
fn checks(report: &Value) -> impl Iterator<Item = (String, &Value)> {
    let groups = report["groups"].as_array().unwrap().iter();
    groups.flat_map(|group| {
        let own = group["checks"].as_array().unwrap().iter();
        own.map(|check| (format!("{}.{}", text(&group["id"]), text(&check["id"])), check))
    })
}

/// One check of a report.
fn check<'r>(report: &'r Value, path: &str) -> &'r Value {
    checks(report).find(|(id, _)| id == path).unwrap_or_else(|| panic!("there is no check `{path}`")).1
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}
