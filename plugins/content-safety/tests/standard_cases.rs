//! The cases of the script that stands behind the plugin hold for the plugin as well, and so do its own.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that is wrong about its own data should fail"
)]

use content_safety::ContentSafety;
use saring_plugin::testing::Case;
use serde_json::{Map, Value, json};

const SCRIPT: &str = include_str!("../../../rules/standard/cases/content-red-flags.toml");
const OWN: &str = include_str!("../cases/captions.toml");
const TABLES: [(&str, &str); 7] = [
    ("risk_levels", include_str!("../../../rules/standard/tables/risk_levels.csv")),
    ("garm", include_str!("../../../rules/standard/tables/garm.csv")),
    ("country_flags", include_str!("../../../rules/standard/tables/country_flags.csv")),
    ("safety_lexicon", include_str!("../../../rules/standard/tables/safety_lexicon.csv")),
    ("safety_models", include_str!("../../../rules/standard/tables/safety_models.csv")),
    ("safety_gambling", include_str!("../../../rules/standard/tables/safety_gambling.csv")),
    ("sentiment_words", include_str!("../../../rules/standard/tables/sentiment_words.csv")),
];
/// The moment of all cases.
const AS_OF: &str = "2026-03-01T00:00:00Z";
const MS_PER_DAY: i64 = 86_400_000;

#[test]
fn the_plugin_says_what_the_script_says() {
    check(SCRIPT, 20);
}

#[test]
fn the_plugin_says_what_its_own_cases_say() {
    check(OWN, 6);
}

fn check(cases: &str, cases_min: usize) {
    let file: Value = toml::from_str(cases).unwrap();
    let cases = file["case"].as_array().unwrap();
    assert!(cases.len() >= cases_min, "{}", cases.len());
    let wrong: Vec<String> = cases.iter().flat_map(|case| differences(&file["defaults"], case)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn differences(defaults: &Value, case: &Value) -> Vec<String> {
    let block = |name: &str| {
        let own = case[name].as_object().cloned().unwrap_or_default();
        let mut all = defaults[name].as_object().cloned().unwrap_or_default();
        all.extend(own);
        all
    };
    let mut account = block("account");
    let written = account.get("posts").and_then(Value::as_array).cloned().unwrap_or_default();
    account.insert("posts".to_owned(), written.iter().flat_map(repeated).collect());
    let mut asked = Case::account(Value::Object(account)).as_of(AS_OF).cuts(70.0, 40.0);
    asked = asked.campaign(Value::Object(block("campaign")));
    for (name, value) in block("params") {
        asked = asked.param(&name, value);
    }
    let finding = TABLES.iter().fold(asked, |case, (name, text)| case.table(name, text)).check::<ContentSafety>();
    let told = json!({
        "status": format!("{:?}", finding.outcome()).to_lowercase(),
        "score": finding.score(),
        "confidence": finding.confidence(),
        "veto": finding.veto(),
        "reasons": finding.reasons(),
        "flags": finding.flags(),
        "missing": finding.missing(),
    });
    let name = case["name"].as_str().unwrap();
    let expected = case["expect"].as_object().unwrap().iter().filter(|(key, _)| told.get(key).is_some());
    let wrong = expected.filter(|(key, value)| !is_same(&told[key.as_str()], value));
    wrong.map(|(key, value)| format!("{name}: {key} is {}, not {value}", told[key.as_str()])).collect()
}

/// A post of a case as often as it says, each some days older than the one before.
fn repeated(post: &Value) -> Vec<Value> {
    let mut plain: Map<String, Value> = post.as_object().unwrap().clone();
    let times = plain.remove("repeat").and_then(|times| times.as_i64()).unwrap_or(1);
    let step = plain.remove("step_days").and_then(|days| days.as_i64()).unwrap_or(0);
    let first = saring_plugin::dates::parse_instant(plain["at"].as_str().unwrap()).unwrap();
    let at = |number: i64| {
        let mut post = plain.clone();
        post.insert("at".to_owned(), json!(instant(first - number * step * MS_PER_DAY)));
        Value::Object(post)
    };
    (0..times).map(at).collect()
}

/// An instant of a whole day and a time of day, as text.
fn instant(at: i64) -> String {
    let time = at.rem_euclid(MS_PER_DAY) / 1000;
    let parsed = |text: &str| saring_plugin::dates::parse_date(text).map(i64::from);
    let day = at.div_euclid(MS_PER_DAY);
    let years =
        (2000..2100).flat_map(|year| (1..=12).flat_map(move |month| (1..=31).map(move |day| (year, month, day))));
    let mut texts = years.map(|(year, month, day)| format!("{year}-{month:02}-{day:02}"));
    let date = texts.find(|text| parsed(text) == Some(day)).unwrap();
    format!("{date}T{:02}:{:02}:{:02}Z", time / 3600, time / 60 % 60, time % 60)
}

/// Whether two values are the same, numbers as far as the cases write them.
fn is_same(told: &Value, expected: &Value) -> bool {
    match (told.as_f64(), expected.as_f64()) {
        (Some(told), Some(expected)) => (told - expected).abs() < 1e-4,
        _ => told == expected,
    }
}
