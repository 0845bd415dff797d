//! The cases beside the standard pack: given campaigns that run, and what its triggers must say of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use saring_app::cases::{Case, Difference, told_of_trigger};
use saring_model::decode::decode;
use saring_model::plan::Plan;
use saring_model::timeline::{Event, Timeline, What};
use saring_model::{Campaign, Document, Id, Money};
use saring_pack::rule::Subject;
use saring_pack::{Answer, CompiledPack, LineLeft, Question, Rule, Target, TriggerAsk};
use saring_vocabulary::chronicle::Chronicle;
use serde_json::{Value, json};

use crate::rhai::cases::{cases, extension};
use crate::rhai::{creator, standard};

/// What cannot be: a surprising volume moves no money that could be missing.
const NEVER: [(&str, &str); 2] = [("mention-volume", "blocked"), ("crisis", "blocked")];

#[test]
fn every_trigger_says_what_its_cases_say() {
    let pack = standard(None);
    let mut wrong = Vec::new();
    for trigger in &pack.pack.triggers {
        let (mut conditions, mut codes) = (BTreeSet::new(), BTreeSet::new());
        for case in cases("standard", &format!("triggers/{}", trigger.id)) {
            let told = tell(&case, &trigger.id, &pack);
            conditions.insert(case.expect["condition"].as_str().unwrap().to_owned());
            let reasons = told["reasons"].as_array().unwrap();
            codes.extend(reasons.iter().map(|reason| reason["code"].as_str().unwrap().to_owned()));
            if reasons.is_empty() {
                wrong.push(format!("{}: {}: it gives no reason", trigger.id, case.name));
            }
            for Difference { key, told, expected } in case.differences(&told) {
                wrong.push(format!("{}: {}: {key} is {told}, not {expected}", trigger.id, case.name));
            }
        }
        for condition in ["holds", "quiet", "unknown", "blocked"] {
            let never = NEVER.contains(&(trigger.id.as_str(), condition));
            assert!(never || conditions.contains(condition), "{} has no case of {condition}", trigger.id);
        }
        let given: BTreeSet<String> = rule(&pack, &trigger.id).describe().reasons.iter().cloned().collect();
        let unseen: Vec<&String> = given.difference(&codes).collect();
        if !unseen.is_empty() {
            wrong.push(format!("{}: no case of {unseen:?}", trigger.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The order in which events come, and that they come twice, changes nothing that a trigger says.
#[test]
fn what_a_trigger_says_hangs_on_the_set_of_events_alone() {
    let pack = standard(None);
    for trigger in &pack.pack.triggers {
        for mut case in cases("standard", &format!("triggers/{}", trigger.id)) {
            let told = tell(&case, &trigger.id, &pack);
            let Some(events) = case.timeline.as_mut().and_then(|timeline| timeline["events"].as_array_mut()) else {
                continue;
            };
            let twice: Vec<Value> = events.iter().rev().chain(events.iter().step_by(3)).cloned().collect();
            *events = twice;
            assert_eq!(tell(&case, &trigger.id, &pack), told, "{}: {}", trigger.id, case.name);
        }
    }
}

fn rule<'a>(pack: &'a CompiledPack, trigger: &str) -> &'a dyn Rule {
    let at = pack.pack.triggers.iter().position(|one| one.id == trigger).unwrap();
    &*pack.triggers[at]
}

/// What the trigger of a case says.
fn tell(case: &Case, trigger: &str, pack: &CompiledPack) -> Value {
    let extended = extension(case, "standard", &format!("triggers.{trigger}")).map(|text| standard(Some(&text)));
    let pack = extended.as_ref().unwrap_or(pack);
    let campaign: Arc<Campaign> = decoded(&case.campaign, case);
    let plan: Option<Arc<Plan>> = case.plan.as_ref().map(|plan| decoded(plan, case));
    let timeline: Arc<Timeline> = decoded(case.timeline.as_ref().unwrap_or(&json!({ "events": [] })), case);
    let own = case.creator["accounts"][0].get("platform").is_some().then_some(&case.creator);
    let roster: Arc<[Subject]> =
        own.into_iter().chain(&case.roster).map(|one| Subject::new(creator(one), 0, None)).collect();
    let lines = lines(plan.as_deref(), &timeline.events);
    let chronicle = Arc::new(Chronicle::new(timeline.events.iter().cloned()));
    let id = |key: &str| case.target.get(key).and_then(Value::as_str).map(|id| Id::new(id).unwrap());
    let targets = [Target { creator: id("creator"), post: id("post") }];
    let ask = TriggerAsk {
        campaign: &campaign,
        plan: plan.as_ref(),
        chronicle: &chronicle,
        roster: &roster,
        lines: &lines,
        targets: &targets,
        as_of: case.as_of,
    };
    let answers = rule(pack, trigger).ask(Question::Trigger(ask));
    let mut answers = answers.unwrap_or_else(|fault| panic!("{trigger}: {}: {fault}", case.name));
    match answers.remove(0) {
        Answer::Trigger(answer) => told_of_trigger(&answer),
        other => panic!("{trigger}: {}: {other:?}", case.name),
    }
}

fn lines(plan: Option<&Plan>, events: &[Event]) -> Arc<[LineLeft]> {
    let lines = plan.map(|plan| plan.lines.iter()).into_iter().flatten();
    lines
        .map(|line| {
            let spent = events.iter().filter_map(|event| match &event.what {
                What::Spend(spend) if spend.line == line.id => Some(spend.amount.minor()),
                _ => None,
            });
            let spent: i64 = spent.sum();
            let money = |minor| Money::from_minor(minor, line.amount.currency());
            LineLeft {
                id: line.id.to_string(),
                planned: line.amount,
                spent: money(spent),
                proposed: money(0),
                left: money((line.amount.minor() - spent).max(0)),
            }
        })
        .collect()
}

fn decoded<T: Document>(document: &Value, case: &Case) -> Arc<T> {
    let bytes = serde_json::to_vec(document).unwrap();
    Arc::new(decode(&bytes).unwrap_or_else(|found| panic!("{}: {found}", case.name)))
}
