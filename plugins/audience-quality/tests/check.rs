//! The check on cases: those of the rule behind it in the standard pack, and its own.
#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets what it did not expect fails there, and says why it was skipped"
)]

use std::path::{Path, PathBuf};

use audience_quality::AudienceQuality;
use audience_quality::params::Params;
use saring_plugin::Check;
use saring_plugin::testing::{Case, Finding, Outcome};
use serde_json::{Map, Value, json};

/// The scores from which the standard pack passes and warns.
const CUTS: (f64, f64) = (70.0, 40.0);

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn toml_of(path: &Path) -> Value {
    serde_json::to_value(toml::from_str::<toml::Table>(&text(path)).unwrap()).unwrap()
}

/// What the rhai rule of the standard pack must say, the plugin says too. Where there is a sample it shows more evidence.
#[test]
fn the_cases_of_the_rule_behind_it_hold() {
    let cases = toml_of(&root().join("rules/standard/cases/audience-quality.toml"));
    let credibility = text(&root().join("rules/standard/tables/credibility.csv"));
    let asked = ask_all(&cases, |case| case.table("credibility", &credibility));
    assert!(asked >= 18, "{asked} cases");
}

#[test]
fn the_plugin_s_own_cases_hold() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cases = toml_of(&folder.join("cases/sample.toml"));
    let asked = ask_all(&cases, |case| case);
    assert_eq!(asked, 8);
}

/// The params that packs set for the rule behind the plugin are the plugin's too, with the same meaning and default.
#[test]
fn the_params_are_those_of_the_rule_behind_it() {
    let rule = toml_of(&root().join("rules/standard/layers/authenticity/audience_quality.params.toml"));
    let about = AudienceQuality::about();
    let own: Map<String, Value> =
        about.params().map(|(name, param)| (name.to_owned(), serde_json::to_value(param).unwrap())).collect();
    for (name, declared) in rule.as_object().unwrap() {
        let found = own.get(name).unwrap_or_else(|| panic!("`{name}` is not declared"));
        for (key, value) in declared.as_object().unwrap() {
            let same = found[key] == *value || (value.is_number() && found[key].as_f64() == value.as_f64());
            assert!(same, "{name}.{key} is {}, not {value}", found[key]);
        }
        assert_eq!(found.as_object().unwrap().len(), declared.as_object().unwrap().len(), "{name}");
    }
    assert_eq!(own.len(), rule.as_object().unwrap().len() + 4);
}

/// The texts are those of the standard pack, in both of its languages.
#[test]
fn the_texts_are_those_of_the_standard_pack() {
    let about = serde_json::to_value(AudienceQuality::about()).unwrap();
    for language in ["en", "id"] {
        let locale = toml_of(&root().join(format!("rules/standard/locales/{language}/authenticity.toml")));
        let texts = locale["audience-quality"].as_object().unwrap();
        for (code, wanted) in texts {
            assert_eq!(&about["reasons"][format!("audience-quality.{code}")][language], wanted, "{code}");
        }
        assert_eq!(about["reasons"].as_object().unwrap().len(), texts.len(), "{language}");
    }
}

#[test]
fn what_a_pack_sets_wrongly_is_said() {
    let model = text(&Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/follower_model.csv"));
    let with = |table: &str| Case::account(json!({})).table("follower_model", table).try_check::<AudienceQuality>();
    assert!(with(&model).is_ok());
    let told = with(&model.replace("posts,0,10", "poems,0,10")).unwrap_err();
    assert_eq!(told, "table `follower_model`: row 3 of the model: `poems` is no term of a profile");
    let told = with(&model.replace("usual", "mean")).unwrap_err();
    assert_eq!(told, "table `follower_model` has no column `usual`");
    let defaults: Params = serde_json::from_value(AudienceQuality::about().defaults()).unwrap();
    assert_eq!(AudienceQuality::validate(&defaults), Ok(()));
    let guessing = Params { rules_fake_found: 0.0, ..defaults };
    assert!(AudienceQuality::validate(&guessing).unwrap_err().contains("no better than guess"));
}

/// Asks every case of a file, and says how many there are.
fn ask_all(file: &Value, with: impl Fn(Case) -> Case) -> usize {
    let cases = file["case"].as_array().unwrap();
    let wrong: Vec<String> = cases.iter().flat_map(|case| problems(&file["defaults"], case, &with)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    cases.len()
}

fn problems(defaults: &Value, case: &Value, with: impl Fn(Case) -> Case) -> Vec<String> {
    let mut account = defaults["account"].as_object().cloned().unwrap_or_default();
    account.extend(case["account"].as_object().cloned().unwrap_or_default());
    account.values_mut().for_each(repeat);
    let followers = account["followers"].as_u64().unwrap();
    let tier = if followers >= 500_000 { "mega" } else { "mid" };
    let mut asked = with(Case::account(Value::Object(account)).in_tier(tier).cuts(CUTS.0, CUTS.1));
    for table in case["tables"].as_array().into_iter().flatten() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(table.as_str().unwrap());
        asked = asked.table(path.file_stem().unwrap().to_str().unwrap(), &text(&path));
    }
    let found = asked.check::<AudienceQuality>();
    let expected = case["expect"].as_object().unwrap().iter();
    let wrong = expected.filter(|(key, wanted)| !holds(&found, key, wanted));
    wrong.map(|(key, wanted)| format!("{}: {key} is not {wanted}: {found:?}", case["name"])).collect()
}

fn holds(found: &Finding, key: &str, wanted: &Value) -> bool {
    let near = |found: Option<f64>, wanted: &Value| match (found, wanted.as_f64()) {
        (Some(found), Some(wanted)) => (found - wanted).abs() < 1e-6,
        (found, wanted) => found == wanted,
    };
    match key {
        "status" => {
            let status = match found.outcome() {
                Outcome::Pass => "pass",
                Outcome::Warn => "warn",
                Outcome::Fail => "fail",
                Outcome::Unknown => "unknown",
            };
            wanted == status
        }
        "score" => near(found.score(), wanted),
        "confidence" => near(Some(found.confidence()), wanted),
        "reasons" => json!(found.reasons()) == *wanted,
        "flags" => json!(found.flags()) == *wanted,
        "missing" => json!(found.missing()) == *wanted,
        "evidence" => wanted.as_object().unwrap().iter().all(|(name, value)| near(found.evidence(name), value)),
        other => panic!("`{other}` is not looked at"),
    }
}

/// Puts as many items in place of one with `repeat` as it says; posts go back from `at` by `step_days`.
fn repeat(list: &mut Value) {
    let Value::Array(items) = list else { return };
    *items = std::mem::take(items).into_iter().flat_map(repeated).collect();
}

fn repeated(item: Value) -> Vec<Value> {
    let Value::Object(mut item) = item else { return vec![item] };
    let times = item.remove("repeat").and_then(|times| times.as_i64()).unwrap_or(1);
    let step = item.remove("step_days").and_then(|days| days.as_i64()).unwrap_or(1);
    let at = item.get("at").map(|at| at.as_str().unwrap().parse::<jiff::Timestamp>().unwrap());
    let nth = |n: i64| {
        let mut item = item.clone();
        if let Some(at) = at {
            let at = at - jiff::SignedDuration::from_hours(24 * step * n);
            item.insert("at".to_owned(), json!(at.to_string()));
        }
        Value::Object(item)
    };
    (0..times).map(nth).collect()
}
