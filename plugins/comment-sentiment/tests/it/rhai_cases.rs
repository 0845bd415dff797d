//! The cases of the rhai check hold for the plugin: comments that carry a sentiment are answered as it answers them.

use comment_sentiment::CommentSentiment;
use saring_plugin::testing::{Case, Finding};
use serde_json::{Map, Value, json};

use crate::support::{TABLES, read, with_tables};

#[test]
fn the_cases_of_the_rhai_check_hold() {
    let file: Value = toml::from_str(&read("rules/standard/cases/community-sentiment.toml")).unwrap();
    let defaults = &file["defaults"];
    let cases = file["case"].as_array().unwrap();
    assert!(cases.len() >= 11, "{} cases", cases.len());
    for case in cases {
        let part = |key: &str| merged(&defaults[key], &case[key]);
        let mut account = part("account");
        if let Some(comments) = account.get_mut("comments_sample") {
            *comments = comments.as_array().unwrap().iter().flat_map(repeated).collect();
        }
        let question = Case::account(Value::Object(account)).campaign(Value::Object(part("campaign")));
        let finding = with_tables(question, &TABLES).check::<CommentSentiment>();
        for (key, expected) in case["expect"].as_object().unwrap() {
            let told = told(&finding, key, expected);
            // Reports order what is missing by the catalogue of fields, which a plugin does not know.
            let sorted = |value: &Value| {
                value.as_array().cloned().map(|mut list| {
                    list.sort_by_key(Value::to_string);
                    Value::Array(list)
                })
            };
            let [told, expected] = [&told, expected].map(|value| match key.as_str() {
                "missing" => sorted(value),
                _ => Some(value.clone()),
            });
            assert_eq!(told, expected, "{key} of `{}`: {finding:?}", case["name"]);
        }
    }
}

fn merged(defaults: &Value, own: &Value) -> Map<String, Value> {
    let mut all = defaults.as_object().cloned().unwrap_or_default();
    all.extend(own.as_object().cloned().unwrap_or_default());
    all
}

/// A comment so many times; the cases that say when comments were written give all of them one moment.
fn repeated(comment: &Value) -> Vec<Value> {
    let mut comment = comment.as_object().unwrap().clone();
    let times = comment.remove("repeat").map_or(1, |times| times.as_u64().unwrap());
    let step = comment.remove("step_days");
    assert!(!comment.contains_key("at") || step == Some(json!(0)), "comments of several days are not written out here");
    vec![Value::Object(comment); times as usize]
}

/// What a finding tells under a key of `expect`, with as many digits as reports have.
fn told(finding: &Finding, key: &str, expected: &Value) -> Value {
    let rounded = |number: f64| json!((number * 1e4).round() / 1e4);
    match key {
        "status" => json!(format!("{:?}", finding.outcome()).to_lowercase()),
        "score" => finding.score().map_or(Value::Null, rounded),
        "confidence" => rounded(finding.confidence()),
        "reasons" => json!(finding.reasons()),
        "missing" => json!(finding.missing()),
        "flags" => json!(finding.flags()),
        "evidence" => {
            let value = |name: &String, expected: &Value| {
                let told = finding.evidence(name).unwrap();
                (name.clone(), if expected.is_u64() { json!(told as u64) } else { rounded(told) })
            };
            Value::Object(expected.as_object().unwrap().iter().map(|(name, expected)| value(name, expected)).collect())
        }
        other => panic!("no case has `{other}` yet"),
    }
}
