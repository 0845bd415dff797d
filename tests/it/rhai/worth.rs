//! What packages cost and are worth, by the cases beside the standard pack, and what must hold whatever the creator.

use std::sync::Arc;

use saring_app::cases::{Case, Difference};
use saring_eval::worth::{Estimate, Offered, worth};
use saring_eval::{Setting, classify};
use saring_model::{Campaign, Timestamp};
use saring_pack::CompiledPack;
use saring_pack::rule::Subject;
use saring_vocabulary::fair_price::major_units;
use serde_json::{Map, Value, json};

use super::cases::{cases, extension};
use super::{creator, standard};

/// The goals of the standard pack.
const GOALS: [&str; 4] = ["awareness", "conversion", "engagement", "loyalty"];

#[test]
fn every_goal_says_what_its_cases_say() {
    let pack = standard(None);
    assert_eq!(pack.worth.keys().map(String::as_str).collect::<Vec<_>>(), GOALS);
    let wrong: Vec<String> = GOALS.iter().chain(&["offers"]).flat_map(|file| wrong(&pack, file)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn wrong(pack: &CompiledPack, file: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for case in cases("standard", &format!("worth-{file}")) {
        let section =
            case.check.strip_prefix("goals.").map_or("offers".to_owned(), |goal| format!("goals.{goal}.worth"));
        let extended = extension(&case, "standard", &section).map(|text| standard(Some(&text)));
        let told = told(extended.as_ref().unwrap_or(pack), &case);
        for Difference { key, told, expected } in case.differences(&told) {
            wrong.push(format!("{file}: {}: {key} is {told}, not {expected}", case.name));
        }
    }
    wrong
}

/// What is told of a case's package; every package by its price where the case expects a list of them.
fn told(pack: &CompiledPack, case: &Case) -> Value {
    let goal = case.check.strip_prefix("goals.").unwrap_or("awareness");
    let offered = offered(pack, goal, case);
    let packages: Map<String, Value> =
        offered.iter().map(|each| (each.package.id.clone(), json!(each.price.map(major_units)))).collect();
    let wanted = |each: &&Offered| case.package.as_ref().is_none_or(|id| *id == each.package.id);
    let Some(each) = offered.iter().find(wanted) else { return json!({ "packages": packages }) };
    let text = |value: Value| value.as_str().map(str::to_owned);
    json!({
        "packages": packages,
        "order": offered.iter().map(|each| each.package.id.as_str()).collect::<Vec<_>>(),
        "price": or_unknown(json!(each.price.map(major_units))),
        "source": text(json!(each.price_source)),
        "pricing": json!(each.pricing),
        "fair": ends(each.fair),
        "value": ends(each.value),
        "reach": or_unknown(json!(each.reach.map(rounded))),
        "reasons": each.reasons.iter().map(|reason| json!({ "code": reason.code })).collect::<Vec<_>>(),
        "evidence": each.evidence.iter().map(|each| {
            json!({ "quantity": { "name": each.quantity.name, "value": each.quantity.value.map(rounded) } })
        }).collect::<Vec<_>>(),
        "missing": paths(each),
        "fault": each.fault.as_ref().map(ToString::to_string),
    })
}

fn ends(estimate: Option<Estimate>) -> Value {
    or_unknown(json!(estimate.map(|Estimate { value, low, high }| [value, low, high].map(rounded))))
}

/// Files of cases have no null.
fn or_unknown(value: Value) -> Value {
    if value.is_null() { json!("unknown") } else { value }
}

/// To six digits after the point, as reports round.
fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

fn paths(offered: &Offered) -> Vec<&'static str> {
    let catalogue = saring_model::catalogue::catalogue();
    offered.missing.iter().filter_map(|id| catalogue.get(id)).map(|field| field.path.as_str()).collect()
}

fn offered(pack: &CompiledPack, goal: &str, case: &Case) -> Vec<Offered> {
    let campaign: Arc<Campaign> = Arc::new(serde_json::from_value(case.campaign.clone()).unwrap());
    let setting = Setting { pack, campaign: Some(&campaign), as_of: case.as_of };
    let subjects: Vec<Subject> =
        classify(&setting, &[creator(&case.creator)]).into_iter().map(|classified| classified.subject).collect();
    worth(&setting, goal, &subjects)
}

/// Whatever is known of a creator: an answer for every package, an interval that holds its value, a price that is a whole
/// multiple of the step, and a missing field where something is not known. Each creator is answered as if it were alone.
#[test]
fn every_package_of_a_roster_is_sound() {
    let pack = standard(None);
    let as_of = Timestamp::parse("2026-03-01T23:59:59Z").unwrap();
    let campaign = Arc::new(saring_app::demo::campaign().unwrap());
    let setting = Setting { pack: &pack, campaign: Some(&campaign), as_of };
    let roster: Vec<_> = saring_app::demo::roster(7, 150, as_of).into_iter().map(Arc::new).collect();
    let subjects: Vec<Subject> = classify(&setting, &roster).into_iter().map(|classified| classified.subject).collect();
    for goal in GOALS {
        let all = worth(&setting, goal, &subjects);
        let plannable = all.iter().filter(|each| each.price.is_some() && each.value.is_some()).count();
        assert!(all.len() > 300 && plannable > 100, "{goal}: {plannable} of {} can be planned with", all.len());
        for each in &all {
            assert_eq!(each.fault, None, "{goal}: {}", each.package.id);
            assert!(each.price.is_none_or(|price| price.minor() % 100_000 == 0), "{goal}: {:?}", each.price);
            let known = each.value.is_some() && each.price.is_some();
            assert!(known || !each.missing.is_empty(), "{goal}: {} misses nothing and is not known", each.package.id);
            for Estimate { value, low, high } in each.value.into_iter().chain(each.fair) {
                assert!(0.0 <= low && low <= value && value <= high, "{goal}: {low} {value} {high}");
            }
        }
        for (at, subject) in subjects.iter().enumerate().step_by(37) {
            let alone = worth(&setting, goal, std::slice::from_ref(subject));
            let company = all.iter().filter(|each| each.creator == at).cloned();
            assert_eq!(alone, company.map(|each| Offered { creator: 0, ..each }).collect::<Vec<_>>());
        }
    }
}

/// A post that partnership stance calls fairly priced is fairly priced in a plan.
#[test]
fn checks_and_plans_know_one_fair_price() {
    let pack = standard(None);
    for case in cases("standard", "partnership-stance") {
        let mut case = case;
        let ask = case.creator["rates"].as_array().and_then(|rates| rates.first()).cloned();
        let Some((rate, fair)) = ask.zip(case.expect.get("evidence").and_then(|all| all.get("fair_price")).cloned())
        else {
            continue;
        };
        if case.campaign.get("deliverables").is_some() {
            continue;
        }
        case.campaign["deliverables"] = json!([{ "platform": rate["platform"], "format": rate["format"] }]);
        case.campaign["budget"] = json!({ "total": { "amount": 1, "currency": rate["price"]["currency"] } });
        let found = offered(&pack, "loyalty", &case).remove(0).fair.map(|fair| fair.value);
        assert_eq!(found, fair.as_f64(), "{}", case.name);
    }
}
