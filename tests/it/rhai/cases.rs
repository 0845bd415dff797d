//! The cases beside the standard pack: given facts, and what its rules must say of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use saring_app::cases::{Case, Difference};
use saring_eval::{Context, check, classify, decide, tell};
use saring_model::Timestamp;
use saring_pack::rule::{Kind, Subject};
use saring_pack::{Answer, CompiledPack, Rule};
use serde_json::{Value, json};

use super::{AS_OF, ask, compiled, creator, root, standard};

/// The packs that come with the product.
const PACKS: [&str; 2] = ["standard", "screening"];

/// Statuses that a check cannot have: reliability has its prior where there are no deliveries (domain rule 5.1), and a
/// creator lives in the target's countries or does not.
const NEVER: [(&str, &str); 2] = [("reliability", "unknown"), ("home-market", "warn")];

/// The checks that can reject whatever the averages say (domain rules 3.1, 3.2 and 3.4).
const VETOES: [&str; 3] = ["content-red-flags", "cultural-sensitivity", "partnership-conflicts"];

#[test]
fn every_check_says_what_its_cases_say() {
    for name in PACKS {
        let pack = compiled(name, None);
        let wrong: Vec<String> = checks(name, &pack).iter().flat_map(|check| wrong(name, &pack, check)).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    }
}

/// What a check says otherwise than its cases.
fn wrong(name: &str, pack: &CompiledPack, check: &str) -> Vec<String> {
    let (mut wrong, mut statuses) = (Vec::new(), BTreeSet::new());
    for case in cases(name, check) {
        let told = tell_check(&case, name, pack);
        statuses.insert(case.expect["status"].as_str().unwrap().to_owned());
        if told["reasons"] == json!([]) && told["veto"].is_null() {
            wrong.push(format!("{check}: {}: it gives no reason", case.name));
        }
        for Difference { key, told, expected } in case.differences(&told) {
            wrong.push(format!("{check}: {}: {key} is {told}, not {expected}", case.name));
        }
    }
    let vetoes = cases(name, check).iter().any(|case| case.expect.get("veto").is_some_and(Value::is_string));
    assert_eq!(vetoes, VETOES.contains(&check), "{check}: a case of a veto");
    for status in ["pass", "warn", "fail", "unknown"] {
        let never = NEVER.contains(&(check, status));
        assert!(never || statuses.contains(status), "{check} has no case of {status}");
    }
    wrong
}

#[test]
fn the_tier_rule_says_what_its_cases_say() {
    let pack = standard(None);
    for case in cases("standard", "tiers") {
        let extended = extension(&case, "standard", "tiers").map(|text| standard(Some(&text)));
        let rule = &*extended.as_ref().unwrap_or(&pack).tier;
        let subject = Subject::new(creator(&case.creator), 0, None);
        let Answer::Tier(answer) = ask(rule, Kind::Tier, &[subject], None).unwrap().remove(0) else { panic!() };
        let found = json!({
            "tier": answer.tier,
            "reason": answer.reason.code,
            "next": answer.next.map(|next| next.tier),
        });
        for key in ["tier", "reason", "next"] {
            let said = case.expect.get(key);
            let expected = said.unwrap_or(&Value::Null);
            assert!((key == "reason" && said.is_none()) || *expected == found[key], "{}: {key}: {found}", case.name);
        }
    }
}

/// A creator's answer does not depend on who else is asked about, nor on the order.
#[test]
fn answers_are_as_if_alone() {
    let pack = standard(None);
    let mut subjects = Vec::new();
    for check in checks("standard", &pack) {
        for case in cases("standard", &check) {
            subjects.push(Subject::new(creator(&case.creator), 0, Some("mid".into())));
        }
    }
    let campaign = super::campaign();
    for rule in pack.checks.iter().flatten() {
        let answers = |subjects: &[Subject]| ask(&**rule, Kind::Check, subjects, Some(&campaign)).unwrap();
        let together = answers(&subjects);
        let mut shuffled: Vec<Subject> = subjects.iter().rev().cloned().collect();
        shuffled.rotate_left(7);
        let mut moved: Vec<Answer> = together.iter().rev().cloned().collect();
        moved.rotate_left(7);
        assert_eq!(answers(&shuffled), moved);
        for (subject, answer) in subjects.iter().zip(&together) {
            assert_eq!(&answers(std::slice::from_ref(subject))[0], answer);
        }
    }
}

/// In an audit there is no campaign: checks that need one say so, and none faults.
#[test]
fn an_audit_faults_nowhere() {
    let pack = standard(None);
    let named = checks("standard", &pack).into_iter().chain(["tiers".to_owned()]);
    for case in named.flat_map(|check| cases("standard", &check)) {
        let subject = Subject::new(creator(&case.creator), 0, None);
        for rule in pack.checks.iter().flatten() {
            let answer = ask(&**rule, Kind::Check, std::slice::from_ref(&subject), None);
            assert!(answer.is_ok(), "{}: {answer:?}", case.name);
        }
    }
}

#[test]
fn both_languages_have_every_reason() {
    let pack = compiled("screening", None);
    let rules: Vec<&dyn Rule> = pack.checks.iter().flatten().map(|rule| &**rule).chain([&*pack.tier]).collect();
    let mut reasons: BTreeSet<&str> =
        rules.iter().flat_map(|rule| &rule.describe().reasons).map(String::as_str).collect();
    let standard = standard(None);
    reasons.extend(standard.checks.iter().flatten().flat_map(|rule| &rule.describe().reasons).map(String::as_str));
    let others = standard.preflight.iter().flatten().chain(standard.budgets.values()).chain(standard.worth.values());
    let others = others.chain(&standard.triggers).chain(&standard.metrics);
    reasons.extend(others.flat_map(|rule| &rule.describe().reasons).map(String::as_str));
    assert!(reasons.len() > 100, "{reasons:?}");
    let plugins = crate::wasm::twins::shipped();
    let more: BTreeSet<&str> = plugins.iter().flat_map(|plugin| &plugin.reasons).map(String::as_str).collect();
    let titles = ["pack.toml", "countries.toml", "plan.toml", "scorecard.toml"];
    for language in ["en", "id"] {
        let folders = PACKS.map(|name| std::fs::read_dir(root(name).join("locales").join(language)).unwrap());
        let files = folders.into_iter().flatten().map(|file| file.unwrap().path());
        let tables: Vec<toml::Table> = (files.filter(|path| !titles.iter().any(|file| path.ends_with(file))))
            .map(|path| toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap())
            .collect();
        let told: BTreeSet<String> = tables
            .iter()
            .flatten()
            .flat_map(|(rule, texts)| texts.as_table().unwrap().keys().map(move |code| format!("{rule}.{code}")))
            .collect();
        let told: BTreeSet<&str> = told.iter().map(String::as_str).collect();
        let untold: Vec<&&str> = reasons.difference(&told).collect();
        assert!(untold.is_empty(), "{language} has no text for {untold:?}");
        let unsaid: Vec<&&str> = told.iter().filter(|code| !reasons.contains(*code) && !more.contains(*code)).collect();
        assert!(unsaid.is_empty(), "{language} has texts that no rule gives: {unsaid:?}");
        // What a plugin says beyond its script, the pack tells, or the plugin itself.
        for plugin in &plugins {
            let own = plugin.texts.get(language);
            let told = |code: &&String| told.contains(code.as_str()) || own.is_some_and(|own| own.contains_key(*code));
            assert!(plugin.reasons.iter().all(|code| told(&code)), "{language}: {}", plugin.id);
        }
    }
}

#[test]
fn rules_describe_the_fields_that_they_read() {
    let pack = standard(None);
    let catalogue = saring_model::catalogue::catalogue();
    let read = |layer: usize, check: usize| -> Vec<String> {
        let fields = pack.checks[layer][check].describe().fields;
        fields.iter().filter_map(|id| catalogue.get(id)).map(|field| field.path.clone()).collect()
    };
    let engagement = read(0, 1);
    assert!(engagement.contains(&"creator.accounts[].posts[].likes".to_owned()), "{engagement:?}");
    assert!(!engagement.contains(&"creator.campaign_history[].on_time".to_owned()));
    assert!(read(4, 0).contains(&"creator.campaign_history[].on_time".to_owned()));
}

/// The ids of the checks that a pack brings itself, each of which has a file of cases.
fn checks(name: &str, pack: &CompiledPack) -> Vec<String> {
    let all = pack.pack.layers.iter().flat_map(|layer| &layer.checks);
    let own = all.filter(|check| check.run.origin.pack.split('@').next() == Some(name));
    own.map(|check| check.id.to_string()).collect()
}

pub(crate) fn cases(name: &str, check: &str) -> Vec<Case> {
    let path = root(name).join(format!("cases/{check}.toml"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    saring_app::cases::read(&text).unwrap_or_else(|error| panic!("{check}: {error}"))
}

/// A pack that sets a case's params, where it has any.
pub(crate) fn extension(case: &Case, name: &str, section: &str) -> Option<String> {
    if case.params.is_empty() {
        return None;
    }
    let params = toml::Table::try_from(&case.params).unwrap();
    let head = format!("[pack]\nname = \"other\"\nversion = \"1.0.0\"\nengine = \">=0.1\"\nextends = \"{name}@1\"\n");
    Some(format!("{head}[{section}.params]\n{params}"))
}

/// What the report says of the case's check.
fn tell_check(case: &Case, name: &str, pack: &CompiledPack) -> Value {
    let (layer, id) = case.check.split_once('.').unwrap();
    let section = format!("layers.{layer}.checks.{id}");
    let extended = extension(case, name, &section).map(|text| compiled(name, Some(&text)));
    tell_check_by(case, extended.as_ref().unwrap_or(pack))
}

/// What the report says of the case's check, by a pack that has the case's params.
pub(crate) fn tell_check_by(case: &Case, pack: &CompiledPack) -> Value {
    let (_, id) = case.check.split_once('.').unwrap();
    let campaign = Arc::new(serde_json::from_value(case.campaign.clone()).unwrap());
    let context = Context::new(pack, &campaign, Timestamp::parse(AS_OF).unwrap()).unwrap();
    let classified = classify(&context.setting, &[creator(&case.creator)]);
    let decided = decide(&context, check(&context.setting, classified).remove(0));
    let report = serde_json::to_value(tell::creator(&context, pack.pack.locale("id"), &decided, 1)).unwrap();
    assert_eq!(report["faults"], json!([]), "{}", case.name);
    let layers = report["layers"].as_array().unwrap().iter();
    let mut checks = layers.flat_map(|layer| layer["checks"].as_array().unwrap());
    checks.find(|check| check["id"] == id).unwrap().clone()
}
