//! The cases beside the standard pack: given campaigns, and what their checks must say of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use saring_app::cases::{Case, Difference};
use saring_pack::rule::Subject;
use saring_pack::{Chosen, CompiledPack, Status};
use serde_json::{Value, json};

use super::{check, report};
use crate::rhai::cases::{cases, extension};
use crate::rhai::{creator, standard};

/// Files of cases, each of one script.
const FILES: [&str; 10] = [
    "discovery",
    "brief",
    "contradictions",
    "workflow",
    "expectations",
    "creator-misfit",
    "vague-brief",
    "poor-communication",
    "follower-fixation",
    "no-evaluation",
];

/// What cannot be: what is filled or contradicts itself is no matter of degree, and a brief that is not too vague is clear.
const NEVER: [(&str, &str); 2] = [("contradictions", "warn"), ("vague-brief", "warn")];

#[test]
fn every_check_says_what_its_cases_say() {
    let pack = standard(None);
    let (mut wrong, mut asked) = (Vec::new(), BTreeSet::new());
    for file in FILES {
        let mut statuses = BTreeSet::new();
        for case in cases("standard", &format!("preflight/{file}")) {
            let told = tell(&case, &pack);
            asked.insert(case.check.clone());
            statuses.insert(case.expect["status"].as_str().unwrap().to_owned());
            if told["reasons"] == json!([]) && told["questions"] == json!([]) {
                wrong.push(format!("{file}: {}: it gives neither a reason nor a question", case.name));
            }
            if told["status"] == "unknown" && told["questions"] == json!([]) {
                wrong.push(format!("{file}: {}: it is unknown, and asks nothing", case.name));
            }
            for Difference { key, told, expected } in case.differences(&told) {
                wrong.push(format!("{file}: {}: {key} is {told}, not {expected}", case.name));
            }
        }
        for status in ["pass", "warn", "fail", "unknown"] {
            let never = NEVER.contains(&(file, status));
            assert!(never || statuses.contains(status), "{file} has no case of {status}");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let all: BTreeSet<String> =
        pack.pack.preflight.iter().flat_map(|group| &group.checks).map(|check| check.path().to_owned()).collect();
    assert_eq!(asked, all, "every check has a case");
}

/// What the report says of the case's check.
fn tell(case: &Case, pack: &CompiledPack) -> Value {
    let (group, id) = case.check.split_once('.').unwrap();
    let section = format!("preflight.{group}.checks.{id}");
    let extended = extension(case, "standard", &section).map(|text| standard(Some(&text)));
    let campaign = decoded(&case.campaign, &case.name);
    let selection: Option<Arc<[Chosen]>> = case.selection.as_ref().map(|rows| rows.iter().map(chosen).collect());
    let timeline = case.timeline.as_ref().map(|events| decoded(events, &case.name));
    let pack = extended.as_ref().unwrap_or(pack);
    let report = report(pack, &campaign, selection.as_ref(), timeline.as_ref(), (case.as_of, "id"));
    assert_eq!(report["summary"]["faults"], 0, "{}: {}", case.name, report["faults"]);
    check(&report, &case.check).clone()
}

fn decoded<T: saring_model::Document>(document: &Value, name: &str) -> Arc<T> {
    let bytes = serde_json::to_vec(document).unwrap();
    Arc::new(saring_model::decode::decode(&bytes).unwrap_or_else(|found| panic!("{name}: {found}")))
}

/// A chosen creator of a case.
fn chosen(row: &Value) -> Chosen {
    let name = row["name"].as_str().unwrap();
    let mut account = json!({ "platform": "instagram" });
    if row["followers"].is_number() {
        account["followers"] = row["followers"].clone();
    }
    let subject = Subject::new(creator(&json!({ "id": name, "accounts": [account] })), 0, None);
    let scores = row["scores"].as_object().into_iter().flatten();
    let scores: BTreeMap<String, f64> = scores.map(|(check, score)| (check.clone(), score.as_f64().unwrap())).collect();
    let status = |name: &str| match name {
        "pass" => Status::Pass,
        "warn" => Status::Warn,
        "fail" => Status::Fail,
        other => panic!("`{other}` is no status"),
    };
    let statuses = row["statuses"].as_object().into_iter().flatten();
    let statuses = statuses.map(|(check, name)| (check.clone(), status(name.as_str().unwrap()))).collect();
    Chosen { subject, scores, statuses }
}
