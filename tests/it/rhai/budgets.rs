//! The budget policies of the standard pack, by the cases beside it, and what they are in money.

use std::collections::BTreeMap;
use std::sync::Arc;

use saring_app::cases::{Case, Difference};
use saring_eval::budget::{Division, Undivided, divide, fee_step};
use saring_eval::{Context, ask, tell};
use saring_model::{Campaign, CurrencyCode, Money, Timestamp};
use saring_pack::{Answer, BudgetAnswer, CampaignAsk, CompiledPack, Question};
use serde_json::{Value, json};

use super::cases::{cases, extension};
use super::{AS_OF, standard};

/// The policies of the standard pack.
const POLICIES: [&str; 2] = ["by-goal", "guide"];

#[test]
fn every_policy_says_what_its_cases_say() {
    let pack = standard(None);
    assert_eq!(pack.budgets.keys().map(String::as_str).collect::<Vec<_>>(), POLICIES);
    for policy in POLICIES {
        for case in cases("standard", policy) {
            let extended = extension(&case, "standard", &format!("budgets.{policy}"));
            let extended = extended.map(|text| standard(Some(&text)));
            let pack = extended.as_ref().unwrap_or(&pack);
            let told = serde_json::to_value(tell::budget(pack.pack.locale("id"), &answer(pack, policy, &case)));
            let wrong: Vec<Difference> = case.differences(&told.unwrap());
            assert!(wrong.is_empty(), "{policy}: {}: {wrong:#?}", case.name);
        }
    }
}

/// What a pack's policy answers to a case.
pub(crate) fn answer(pack: &CompiledPack, policy: &str, case: &Case) -> BudgetAnswer {
    let campaign = Arc::new(serde_json::from_value(case.campaign.clone()).unwrap());
    let as_of = Timestamp::parse(AS_OF).unwrap();
    let question = Question::Budget(CampaignAsk { campaign: &campaign, selection: None, timeline: None, as_of });
    match ask::of_campaign(&*pack.budgets[policy], question) {
        Ok(Answer::Budget(answer)) => *answer,
        other => panic!("{policy}: {}: {other:?}", case.name),
    }
}

fn divided(pack: &CompiledPack, goal: &str, budget: Value) -> Result<Division, Undivided> {
    let campaign = json!({ "id": "c", "goal": goal, "brand": { "name": "Sari Ayu" }, "budget": budget });
    let campaign: Arc<Campaign> = Arc::new(serde_json::from_value(campaign).unwrap());
    divide(&Context::new(pack, &campaign, Timestamp::parse(AS_OF).unwrap()).unwrap())
}

fn rupiah(amount: &str) -> Value {
    json!({ "amount": amount, "currency": "IDR" })
}

/// 63 4/7 % and so on of a total that they do not divide, and 66 % of Rp 1 in fees of whole thousands.
#[test]
fn money_sums_to_the_minor_unit() {
    let pack = standard(None);
    let division = divided(&pack, "awareness", json!({ "total": rupiah("100000000.01"), "policy": "guide" })).unwrap();
    let lines: BTreeMap<&str, String> =
        division.lines.iter().map(|line| (line.id.as_str(), line.amount.amount())).collect();
    // 6357142857.78, 1714285714.46, 1214285714.41 and 714285714.36 sen: the two largest remainders are rounded up.
    let expected = [
        ("amplification", "17142857.15"),
        ("contingency", "7142857.14"),
        ("creator-fees", "63571428.58"),
        ("management", "12142857.14"),
    ];
    assert_eq!(lines, expected.map(|(line, amount)| (line, amount.to_owned())).into());
    assert_eq!((division.policy.as_str(), division.tiers.len()), ("guide", 0));
    assert_eq!(division.digest, pack.pack.budgets["guide"].digest);

    let division = divided(&pack, "loyalty", json!({ "total": rupiah("10007") })).unwrap();
    assert_eq!(division.fees.amount(), "7004.90");
    let tiers: Vec<(&str, String)> = division.tiers.iter().map(|it| (&*it.id, it.amount.amount())).collect();
    // Seven fees of Rp 1,000 at 5, 20, 40 and 35 %, and Rp 4.90 that no fee is made of.
    let expected = [("mega", "0.00"), ("mid", "1000.00"), ("micro", "3004.90"), ("nano", "3000.00")];
    assert_eq!(tiers, expected.map(|(tier, amount)| (tier, amount.to_owned())));
    assert_eq!((division.caps[0].platform, division.caps[0].amount.amount()), (None, "3502.45".to_owned()));
}

/// What cannot be divided says what amount is missing.
#[test]
fn errors_state_amounts() {
    let pack = standard(None);
    let refused = |goal, budget| divided(&pack, goal, budget).unwrap_err().to_string();
    let own = |policy| json!({ "total": rupiah("1000000"), "policy": policy });
    assert_eq!(refused("loyalty", own("by-gaol")), "the pack has no budget policy `by-gaol`");
    let Undivided::Infeasible { reason, .. } = divided(
        &pack,
        "loyalty",
        json!({ "total": rupiah("1000000"), "bands": { "contingency": { "min": 0.25, "max": 0.5 } } }),
    )
    .unwrap_err() else {
        panic!("its lows make 110 %");
    };
    let text = pack.pack.locale("en").render(&reason);
    assert!(text.contains("10 percentage points") && text.contains("IDR 100,000 of IDR 1,000,000"), "{text}");
    let cents = |amount: &str| json!({ "total": { "amount": amount, "currency": "USD" } });
    assert_eq!(refused("loyalty", cents("0.05")), "USD 0.05 is too small to divide: `contingency` would get nothing");
    let Err(Undivided::TotalTooSmall { least, .. }) = divided(&pack, "loyalty", cents("0.05")) else { panic!() };
    assert_eq!(least.to_string(), "USD 0.20");
    assert!(divided(&pack, "loyalty", cents("0.20")).is_ok());
    let small = json!({ "total": rupiah("1428") });
    assert_eq!(refused("loyalty", small), "IDR 499.80 for one creator is less than IDR 1000.00, the smallest fee");
    let none = json!({ "id": "c", "goal": "loyalty", "brand": { "name": "Sari Ayu" } });
    let campaign = Arc::new(serde_json::from_value(none).unwrap());
    let context = Context::new(&pack, &campaign, Timestamp::parse(AS_OF).unwrap()).unwrap();
    assert_eq!(divide(&context), Err(Undivided::NoBudget));
}

/// Currencies without minor units are divided in whole ones, and those that are none are refused by the model.
#[test]
fn every_currency_has_a_smallest_unit() {
    let pack = standard(None);
    let yen = divided(&pack, "awareness", json!({ "total": { "amount": "101", "currency": "JPY" } })).unwrap();
    assert_eq!(yen.lines.iter().map(|line| line.amount.minor()).collect::<Vec<_>>(), [63, 20, 10, 8]);
    let plan = pack.pack.plan.as_ref().unwrap();
    let step = |currency: &str| fee_step(plan, CurrencyCode::new(currency).unwrap()).to_string();
    assert_eq!(["IDR", "JPY", "USD"].map(step), ["IDR 1000.00", "JPY 1", "USD 0.01"]);
    assert!(serde_json::from_value::<Money>(json!({ "amount": "1", "currency": "XAU" })).is_err());
}

/// A policy is not believed: shares that are none, tiers and platforms that are not there, no line for creators.
#[test]
fn wrong_answers_are_faults() {
    let manifest = |run: &str| {
        let head = "[pack]\nname = \"other\"\nversion = \"1.0.0\"\nengine = \">=0.1\"\nextends = \"standard@1\"\n";
        format!("{head}[budgets.own]\nrun = \"{run}\"\n[plan]\nbudget = \"own\"\n")
    };
    let table = [
        ("budget().line(\"creator-fees\", 2.0)", "the line `creator-fees` has the share 2 in 0 to 1"),
        ("budget().line(\"creator-fees\", 0.5)", "the shares of the lines sum to 0.5, and 1 is due"),
        ("budget().line(\"fees\", 1)", "it has no line `creator-fees`, which pays creators"),
        ("budget().line(\"creator-fees\", 1).tier_share(\"giga\", 1)", "`giga` is no tier of the pack"),
        ("budget().line(\"creator-fees\", 1).cap_platform(\"orkut\", 0.5)", "`orkut` is no platform"),
        ("budget().line(\"creator-fees\", 1).cap_creator(1.5)", "a cap is 1.5, outside 0 to 1"),
        ("budget()", "a budget needs a line; use `infeasible(…)` where there is no division"),
        ("answer(1)", "a rule of kind `budget` must end in"),
        ("project([1, 2], [0.0], [1.0]); budget()", "as many preferred shares"),
        ("project([1], [0.6], [0.4]); budget()", "no low end above its high end"),
    ];
    for (script, expected) in table {
        let files = BTreeMap::from([("own.rhai".to_owned(), Arc::from(script.as_bytes()))]);
        let pack = super::bound(&super::extending(&manifest("own.rhai"), files));
        let Err(Undivided::Faulted { policy, fault }) =
            divided(&pack, "loyalty", json!({ "total": rupiah("1000000") }))
        else {
            panic!("{script} divides")
        };
        assert!(policy == "own" && fault.to_string().contains(expected), "{script}: {fault}");
    }
}
