//! What packages cost and are worth, by the cases beside the standard pack, and what must hold whatever the creator.

use std::sync::Arc;

use saring_app::cases::{Case, Difference};
use saring_eval::worth::{Estimate, Offered, worth};
use saring_eval::{Setting, classify};
use saring_model::{Campaign, Timestamp};
use saring_pack::rule::{Description, Fault, Package, Question, Rule, Subject};
use saring_pack::{Answer, CompiledPack};
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

/// A pack that extends the standard one by a section.
fn with(section: &str) -> CompiledPack {
    let head = "[pack]\nname = \"other\"\nversion = \"1.0.0\"\nengine = \">=0.1\"\nextends = \"standard@1\"\n";
    standard(Some(&format!("{head}{section}")))
}

/// What a creator of these rates asks for a reel and a story, and how that came about.
fn asked(country: &str, rates: &Value) -> (Option<f64>, Vec<(String, Vec<String>)>) {
    let document = json!({
        "id": "one", "location": if country.is_empty() { json!({}) } else { json!({ "country": country }) },
        "accounts": [{ "platform": "instagram" }], "rates": rates,
    });
    let deliverables = ["reel", "story"].map(|format| json!({ "platform": "instagram", "format": format }));
    let campaign = json!({
        "id": "c", "goal": "loyalty", "brand": { "name": "Sari Ayu" }, "deliverables": deliverables,
        "budget": { "total": { "amount": 1, "currency": "IDR" } },
        "fx": [
            { "date": "2026-02-20", "from": "USD", "to": "IDR", "rate": 16_000, "source": "Bank Indonesia" },
            { "date": "2026-02-20", "from": "IDR", "to": "SGD", "rate": 0.000_08 },
        ],
    });
    let campaign: Arc<Campaign> = Arc::new(serde_json::from_value(campaign).unwrap());
    let pack = standard(None);
    let setting =
        Setting { pack: &pack, campaign: Some(&campaign), as_of: Timestamp::parse("2026-03-01T00:00:00Z").unwrap() };
    let subject = classify(&setting, &[creator(&document)]).remove(0).subject;
    let offered = worth(&setting, "loyalty", &[subject]).remove(0);
    let telling = offered.reasons.iter().filter(|reason| reason.code.starts_with("offer."));
    let english = pack.pack.locale("en");
    let telling = telling.map(|reason| english.render(reason)).collect();
    let evidence = offered.evidence.iter().filter(|each| each.quantity.name == "exchange_rate");
    let rates = evidence.map(|each| each.quantity.value.unwrap().to_string()).collect();
    (offered.price.map(major_units), vec![("told".to_owned(), telling), ("rates".to_owned(), rates)])
}

/// Rates are compared by what is paid in the end, and only the rate of exchange that was used is told.
#[test]
fn the_cheapest_rate_is_the_one_that_costs_least_with_tax() {
    let rate = |format: &str, amount: u64, currency: &str, basis: &str| {
        let price = json!({ "amount": amount, "currency": currency });
        let basis = if basis.is_empty() { Value::Null } else { json!(basis) };
        json!({ "platform": "instagram", "format": format, "price": price, "basis": basis })
    };
    let story = rate("story", 100_000, "IDR", "gross");
    let taxed = |tax: &str| format!("Made a price with tax by income tax article 21: {tax}.");
    let dollars = "One USD is 16,000 IDR (Bank Indonesia, 20 Feb 2026).".to_owned();
    let singapore = "One IDR is 0.00008 SGD (20 Feb 2026).".to_owned();
    let both = |reel: [Value; 2]| json!([reel[0], reel[1], story]);
    let (net, gross) = (rate("reel", 1_000_000, "IDR", "net"), rate("reel", 1_010_000, "IDR", "gross"));
    let cases = [
        // 1,000,000 net is 1,025,642 with tax.
        ("ID", both([net.clone(), gross.clone()]), 1_110_000.0, vec![], vec![]),
        (
            "ID",
            both([net.clone(), rate("reel", 1_030_000, "IDR", "gross")]),
            1_126_000.0,
            vec![taxed("25,641")],
            vec![],
        ),
        // Whose taxes are not known is not cheaper for it.
        ("", both([net, gross]), 1_110_000.0, vec![], vec![]),
        // 100 dollars are 1,600,000.
        (
            "ID",
            both([rate("reel", 100, "USD", "gross"), rate("reel", 1_700_000, "IDR", "")]),
            1_700_000.0,
            vec![dollars],
            vec!["16000"],
        ),
        (
            "ID",
            both([rate("reel", 100, "USD", "gross"), rate("reel", 1_500_000, "IDR", "gross")]),
            1_600_000.0,
            vec![],
            vec![],
        ),
        // 160 Singapore dollars are 2,000,000; the rate is told as it was published, with the digits that it has.
        (
            "ID",
            both([rate("reel", 160, "SGD", "gross"), rate("reel", 2_100_000, "IDR", "gross")]),
            2_100_000.0,
            vec![singapore],
            vec!["0.00008"],
        ),
        // The bands of a tax hold for the whole fee: 100 million gross are 97.5 net, and 197.5 net are
        // 120 + (197.5 - 117) / 0.925 million with tax.
        (
            "ID",
            json!([rate("reel", 100_000_000, "IDR", "gross"), rate("story", 100_000_000, "IDR", "net")]),
            207_028_000.0,
            vec![taxed("7,027,027")],
            vec![],
        ),
    ];
    for (country, rates, price, mut told, used) in cases {
        let (found, [(_, telling), (_, exchanged)]) = {
            let (price, rows) = asked(country, &rates);
            (price, <[_; 2]>::try_from(rows).unwrap())
        };
        assert_eq!(found, Some(price), "{rates}");
        told.insert(0, telling[0].clone());
        assert_eq!(telling, told, "{rates}");
        assert_eq!(exchanged, used, "{rates}");
    }
}

/// A rule that fails where it is asked for what no rate of a creator covers.
struct FailingRest {
    rule: Box<dyn Rule>,
    fault: Fault,
}

impl Rule for FailingRest {
    fn describe(&self) -> &Description {
        self.rule.describe()
    }

    fn ask(&self, question: Question<'_>) -> Result<Vec<Answer>, Fault> {
        let Question::Worth(ask) = question else { return self.rule.ask(question) };
        let is_rest = |package: &Package| package.id == "reel-1+story-1" && package.deliverables.len() == 1;
        match ask.subjects.iter().any(|subject| subject.package.as_deref().is_some_and(is_rest)) {
            true => Err(self.fault.clone()),
            false => self.rule.ask(question),
        }
    }
}

#[test]
fn a_fault_of_the_rest_of_a_price_is_told() {
    let case = saring_app::cases::read(
        r#"[[case]]
name = "a reel that has a price, and a story that has none"
account = { platform = "instagram", posts = [] }
creator = { rates = [{ platform = "instagram", format = "reel", price = { amount = 10000000, currency = "IDR" } }] }
campaign = { budget = { total = { amount = 1, currency = "IDR" } }, deliverables = [{ platform = "instagram", format = "reel" }, { platform = "instagram", format = "story" }] }
expect = {}"#,
    );
    let case = case.unwrap().remove(0);
    for fault in [Fault::Deadline { limit_ms: 7 }, Fault::FuelSpent { limit: 7 }] {
        let mut pack = standard(None);
        let rule = pack.worth.remove("loyalty").unwrap();
        pack.worth.insert("loyalty".to_owned(), Box::new(FailingRest { rule, fault: fault.clone() }));
        let offered = offered(&pack, "loyalty", &case);
        let faults: Vec<_> = offered.iter().map(|each| (each.package.id.as_str(), each.fault.clone())).collect();
        assert_eq!(faults[0], ("reel-1+story-1", Some(fault)));
        assert!(faults[1..].iter().all(|(_, fault)| fault.is_none()), "{faults:?}");
    }
}

fn priced(pack: &CompiledPack, basis: &str, amount: u64) -> Option<f64> {
    let file = format!(
        r#"[[case]]
name = "a fee"
account = {{ platform = "tiktok", posts = [] }}
creator = {{ location = {{ country = "ID" }}, rates = [{{ platform = "tiktok", format = "video", price = {{ amount = {amount}, currency = "IDR" }}, basis = "{basis}" }}] }}
campaign = {{ budget = {{ total = {{ amount = 1, currency = "IDR" }} }}, deliverables = [{{ platform = "tiktok", format = "video" }}] }}
expect = {{}}"#
    );
    let case = saring_app::cases::read(&file).unwrap().remove(0);
    offered(pack, "loyalty", &case).remove(0).price.map(major_units)
}

/// A management that is registered for value-added tax: 2 % of the fee is withheld, and 11 % comes on top of it.
#[test]
fn fees_are_brought_to_the_packs_basis() {
    let gross = with("[offers]\ntaxes = [\"pph23\", \"ppn\"]\n");
    // 9.8 million net is a fee of 10 million, which costs 11.1 million.
    assert_eq!(priced(&gross, "net", 9_800_000), Some(11_100_000.0));
    assert_eq!(priced(&gross, "gross", 9_800_000), Some(9_800_000.0));
    let net = with("[offers]\nbasis = \"net\"\ntaxes = [\"pph23\", \"ppn\"]\n");
    assert_eq!(priced(&net, "gross", 11_100_000), Some(9_800_000.0));
    let individuals = with("[offers]\nbasis = \"net\"\n");
    // Half of 400 million: 3 million on the first 60 and 21 million on the next 140.
    assert_eq!(priced(&individuals, "gross", 400_000_000), Some(376_000_000.0));
    assert_eq!(priced(&standard(None), "net", 376_000_000), Some(400_000_000.0));
    assert_eq!(priced(&with("[offers]\ntaxes = []\n"), "net", 1_500_000), Some(1_500_000.0));
}

/// A package on two platforms looks at the account on each: 4,000 people of a reel, and half of them again of the 8,000 of
/// a video.
#[test]
fn each_kind_of_post_is_told_by_its_own_account() {
    let posts = |format: &str, views: u32| {
        let post = |day: u32| json!({ "at": format!("2026-02-{day:02}T12:00:00Z"), "format": format, "views": views });
        (1..=10).map(post).collect::<Vec<_>>()
    };
    let document = json!({
        "id": "both", "location": { "country": "ID" },
        "accounts": [
            { "platform": "instagram", "followers": 20_000, "posts": posts("reel", 5_000) },
            { "platform": "tiktok", "followers": 300, "posts": posts("video", 1) },
            { "platform": "tiktok", "followers": 40_000, "posts": posts("video", 10_000) },
        ],
    });
    let campaign = json!({
        "id": "c", "goal": "engagement", "brand": { "name": "Sari Ayu" },
        "budget": { "total": { "amount": 1, "currency": "IDR" } },
        "fx": [{ "date": "2026-02-01", "from": "USD", "to": "IDR", "rate": 16_000 }],
        "deliverables": [{ "platform": "instagram", "format": "reel" }, { "platform": "tiktok", "format": "video" }],
    });
    let campaign: Arc<Campaign> = Arc::new(serde_json::from_value(campaign).unwrap());
    let pack = standard(None);
    let as_of = Timestamp::parse("2026-03-01T00:00:00Z").unwrap();
    let setting = Setting { pack: &pack, campaign: Some(&campaign), as_of };
    let subject = classify(&setting, &[creator(&document)]).remove(0).subject;
    let all = worth(&setting, "engagement", &[subject]);
    let order: Vec<&str> = all.iter().map(|each| each.package.id.as_str()).collect();
    assert_eq!(order, ["reel-1+video-1", "reel-1", "video-1"]);
    assert_eq!(all.iter().map(|each| rounded(each.reach.unwrap())).collect::<Vec<_>>(), [10_000.0, 4_000.0, 8_000.0]);
    // 5,000 views at 10 dollars a thousand and 10,000 at 6.5, times 0.45 and 16,000.
    assert_eq!(
        all.iter().map(|each| rounded(each.fair.unwrap().value)).collect::<Vec<_>>(),
        [828_000.0, 360_000.0, 468_000.0]
    );
}
