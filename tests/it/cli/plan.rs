//! `saring plan`: the money, the bookings, the wishes, the refusals.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{AS_OF, Demo};

/// Creators of the demo's roster: enough that a plan has a choice.
const CREATORS: &str = "200";

fn planned(demo: &Demo, more: &[&str]) -> saring_tests::bin::Ran {
    let mut args = vec!["plan", "roster.ndjson", "--campaign", "campaign.json", "--as-of", AS_OF];
    args.extend(more);
    demo.run(&args)
}

fn report(demo: &Demo, more: &[&str]) -> Value {
    let mut args = vec!["--format", "json"];
    args.extend(more);
    planned(demo, &args).code(0).json()
}

fn minor(money: &Value) -> i64 {
    money["amount"].as_str().unwrap().replace('.', "").parse().unwrap()
}

fn sum<'a>(amounts: impl IntoIterator<Item = &'a Value>) -> i64 {
    amounts.into_iter().map(minor).sum()
}

fn list<'a>(report: &'a Value, pointer: &str) -> &'a [Value] {
    report.pointer(pointer).and_then(Value::as_array).unwrap_or_else(|| panic!("no list at {pointer}"))
}

fn booked(report: &Value) -> BTreeSet<String> {
    list(report, "/bookings").iter().map(|one| one["creator"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn money_adds_up_and_everybody_is_in_or_out_with_a_reason() {
    let demo = Demo::new(CREATORS);
    let report = report(&demo, &[]);
    let lines = list(&report, "/budget/lines");
    assert_eq!(sum(lines.iter().map(|line| &line["amount"])), minor(&report["budget"]["total"]), "lines");
    let ids: Vec<&str> = lines.iter().filter_map(|line| line["id"].as_str()).collect();
    assert_eq!(ids, ["creator-fees", "amplification", "management", "contingency"], "the lines of the guide");
    let fees = lines.iter().find(|line| line["id"] == "creator-fees").unwrap();
    let tiers = list(&report, "/budget/tiers");
    assert_eq!(sum(tiers.iter().map(|tier| &tier["amount"])), minor(&fees["amount"]), "tiers");
    let bookings = list(&report, "/bookings");
    assert_eq!(sum(bookings.iter().map(|one| &one["fee"])), minor(&report["budget"]["booked"]));
    assert_eq!(minor(&report["budget"]["booked"]) + minor(&report["budget"]["left"]), minor(&fees["amount"]));
    let step = minor(&report["budget"]["fee_step"]);
    for one in bookings {
        assert_eq!(minor(&one["fee"]) % step, 0, "{one:#}");
        assert!(minor(&one["fee"]) * 100 <= minor(&fees["amount"]) * 15, "above the cap of a creator: {one:#}");
    }
    for tier in tiers {
        let own = bookings.iter().filter(|one| one["tier"] == tier["id"]);
        let (fees, creators) = (sum(own.clone().map(|one| &one["fee"])), own.count() as u64);
        assert_eq!(fees, minor(&tier["booked"]), "{tier:#}");
        assert!(fees <= minor(&tier["amount"]), "{tier:#}");
        assert!(creators >= tier["creators_min"].as_u64().unwrap_or(0), "{tier:#}");
        assert!(creators <= tier["creators_max"].as_u64().unwrap_or(u64::MAX), "{tier:#}");
    }
    let out = list(&report, "/left_out");
    assert_eq!(bookings.len() + out.len(), 200);
    assert!(out.iter().all(|one| !one["reason"]["text"].as_str().unwrap().is_empty()));
    assert!(out.iter().all(|one| !one["reason"]["text"].as_str().unwrap().contains("plan.")), "a reason has no text");
    assert!(report["goal"]["gap"].as_f64().unwrap() <= 0.001, "{:#}", report["goal"]);
    assert_eq!(list(&report, "/what_if/curve").len(), 3);
    assert!(bookings.iter().all(|one| one["replacement"].is_object()), "nobody is said to stand by, or not to");
}

#[test]
fn the_plan_alone_is_a_document_that_others_take() {
    let demo = Demo::new(CREATORS);
    planned(&demo, &["--format", "plan", "--output", "plan.json"]).code(0);
    demo.run(&["validate", "plan.json", "--as", "plan"]).code(0);
    let plan: Value = serde_json::from_str(&demo.read("plan.json")).unwrap();
    assert_eq!(plan["bookings"].as_array().unwrap().len(), booked(&report(&demo, &[])).len());
    let csv = planned(&demo, &["--format", "csv"]).code(0);
    assert_eq!(csv.stdout.lines().count(), plan["bookings"].as_array().unwrap().len() + 1);
}

#[test]
fn threads_and_the_order_of_the_roster_change_no_byte() {
    let demo = Demo::new(CREATORS);
    let first = planned(&demo, &["--format", "json", "--threads", "1"]).code(0).stdout;
    let roster = demo.read("roster.ndjson");
    let turned: Vec<&str> = roster.lines().rev().collect();
    demo.write("roster.ndjson", &turned.join("\n"));
    let again = planned(&demo, &["--format", "json", "--threads", "3"]).code(0).stdout;
    assert_eq!(first, again);
}

/// What is doubtful about a campaign and no reason to refuse it is told beside the plan.
#[test]
fn doubtful_rates_and_unknown_names_are_remarked() {
    let demo = Demo::new("60");
    let rate =
        |date: &str, from: &str, to: &str, rate: f64| json!({ "date": date, "from": from, "to": to, "rate": rate });
    let known = demo.read("roster.ndjson").lines().next().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let known = known.unwrap()["id"].clone();
    let sound = [
        rate("2026-01-01", "USD", "IDR", 15_000.0),
        rate("2026-02-20", "USD", "IDR", 16_000.0),
        rate("2026-02-20", "IDR", "USD", 0.000_062_5),
    ];
    let doubtful = [
        rate("2026-02-20", "USD", "IDR", 16_000.0),
        rate("2026-02-20", "USD", "IDR", 15_999.0),
        rate("2026-02-20", "IDR", "USD", 0.000_1),
        rate("2026-03-02", "USD", "IDR", 1.0),
        rate("2026-01-01", "SGD", "IDR", 12_500.0),
    ];
    let crowd: Vec<String> = (0..12).map(|n| format!("x{n:02}")).collect();
    let apart = "Two rates of 20 Feb 2026 contradict each other: one USD is 16,000 IDR, and one ";
    let cases: [(Value, Value, &[String]); 2] = [
        (json!(sound), json!({ "forbidden": [known] }), &[]),
        (
            json!(doubtful),
            json!({ "forbidden": [known, "nobody", "anybody"], "exclusions": [[known, "nobody"], crowd] }),
            &[
                format!("{apart}USD is 15,999 IDR; the first is used."),
                format!("{apart}IDR is 0.0001 USD; the first is used."),
                "The rate of 2 Mar 2026 (one USD is 1 IDR) is later than the plan and not used.".to_owned(),
                "One SGD is 12,500 IDR by a rate of 1 Jan 2026, which is 59 days old; give a newer one.".to_owned(),
                "The campaign forbids creators who are not in the roster: anybody, nobody.".to_owned(),
                "Exclusions of the campaign name 13 creators who are not in the roster, among them nobody, x00, x01, x02, \
                 x03, x04, x05, x06, x07, x08."
                    .to_owned(),
            ],
        ),
    ];
    for (fx, lists, told) in cases {
        let change = |campaign: &mut Value| {
            campaign["fx"] = fx;
            campaign["goal"] = json!("engagement");
            campaign["budget"]["creators_per_tier"] = Value::Null;
            campaign.as_object_mut().unwrap().extend(lists.as_object().unwrap().clone());
        };
        demo.write("doubtful.json", &demo.campaign(change));
        let args = ["plan", "roster.ndjson", "--campaign", "doubtful.json", "--as-of", AS_OF, "--no-what-if"];
        let report = demo.run(&[&args[..], &["--lang", "fr", "--format", "json"]].concat()).code(0).json();
        assert_eq!(report["lang"], "en", "the texts are English where there are none in French");
        let notes: Vec<&str> = list(&report, "/notes").iter().map(|note| note["text"].as_str().unwrap()).collect();
        assert_eq!(notes, told);
    }
    demo.write("doubtful.json", &demo.campaign(|campaign| campaign["required"] = json!(["nobody"])));
    let args = ["plan", "roster.ndjson", "--campaign", "doubtful.json", "--as-of", AS_OF, "--error-format", "json"];
    let told = demo.run(&args).code(2).stderr;
    assert!(told.contains("wish-refused") && told.contains("nobody"), "{told}");
}

#[test]
fn wishes_are_obeyed_or_refused_with_the_reason() {
    let demo = Demo::new(CREATORS);
    let plain = report(&demo, &["--no-what-if"]);
    let displaced = list(&plain, "/left_out").iter().find(|one| one["reason"]["code"] == "plan.displaced").unwrap();
    let (into, out) = (displaced["creator"].as_str().unwrap(), booked(&plain).into_iter().next().unwrap());
    let pinned = report(&demo, &["--no-what-if", "--pin", into, "--ban", &out]);
    assert!(booked(&pinned).contains(into) && !booked(&pinned).contains(&out));
    let swapped = report(&demo, &["--no-what-if", "--swap", &out, into]);
    assert_eq!(booked(&swapped), booked(&pinned));
    assert!(
        pinned["goal"]["value"].as_f64() <= plain["goal"]["value"].as_f64().map(|best| best * 1.001),
        "a wish is free"
    );
    let rejected = list(&plain, "/left_out")
        .iter()
        .find(|one| one["verdict"] == "reject" && one["reason"]["code"] == "plan.verdict");
    let rejected = rejected.unwrap();
    let cases = [
        (vec!["--pin", rejected["creator"].as_str().unwrap()], "cannot be: the verdict is Reject"),
        (vec!["--pin", "demo:99999"], "demo:99999"),
        (vec!["--pin", into, "--ban", into], "not to be booked"),
        (vec!["--pin", "demo:00131=no-such-package"], "has no package `no-such-package`"),
        (vec!["--pin", into, "--ban", into, "--lang", "id"], "diminta dipesan sekaligus tidak dipesan"),
    ];
    for (wish, said) in cases {
        let mut args = vec!["--error-format", "json"];
        args.extend(&wish);
        let told = planned(&demo, &args).code(2).stderr;
        assert!(told.contains("wish-refused") && told.contains(said), "{wish:?}: {told}");
    }
}

/// What is wrong with a campaign, the exit code, the place, and what is said of it.
type Unplannable = (&'static str, Value, i32, &'static str, &'static [&'static str]);

fn unplannable() -> Vec<Unplannable> {
    vec![
        ("/budget", Value::Null, 2, "/budget", &["no-budget", "total"]),
        (
            "/budget/creators_per_tier",
            json!({ "mega": { "min": 50 } }),
            1,
            "/budget/creators_per_tier/mega/min",
            &["no-feasible-plan", "Mega must have at least 50 creators"],
        ),
        (
            "/budget/total",
            json!({ "amount": "0.03", "currency": "IDR" }),
            2,
            "/budget/total",
            &["budget-refused", "IDR 0.03 is too small to divide: Contingency"],
        ),
        (
            "/budget/bands",
            json!({ "creator-fees": { "min": 0.9, "max": 1.0 } }),
            2,
            "/budget",
            &["budget-refused", "of IDR 600,000,000 are missing", "widen the bands"],
        ),
        (
            "/budget/tier_mix",
            json!({ "nanos": 1.0 }),
            2,
            "/budget/tier_mix/nanos",
            &["budget-refused", "nanos", "which the pack does not have"],
        ),
        (
            "/budget/creators_per_tier",
            json!({ "nanos": { "min": 1 } }),
            2,
            "/budget/creators_per_tier/nanos",
            &["budget-refused", "nanos", "choose one of"],
        ),
        (
            "/budget",
            json!({ "total": { "amount": "20000", "currency": "IDR" } }),
            1,
            "/budget/total",
            &["no-feasible-plan", "cheapest package costs IDR "],
        ),
        ("/budget/policy", json!("by-gaol"), 2, "/budget/policy", &["budget-refused", "by-goal, guide"]),
        ("/goal", json!({ "awareness": 0.5, "loyal": 0.5 }), 2, "", &["unknown-goal"]),
    ]
}

#[test]
fn what_cannot_be_planned_is_refused_with_its_place_and_what_is_missing() {
    let demo = Demo::new("60");
    let campaign: Value = serde_json::from_str(&demo.read("campaign.json")).unwrap();
    for (pointer, value, code, place, said) in unplannable() {
        let mut changed = campaign.clone();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        changed.pointer_mut(parent).unwrap()[key] = value;
        demo.write("changed.json", &changed.to_string());
        let args = ["plan", "roster.ndjson", "-c", "changed.json", "--as-of", AS_OF, "--error-format", "json"];
        let told = demo.run(&args).code(code).stderr;
        for part in said {
            assert!(told.contains(part), "{pointer}: `{part}` is not in {told}");
        }
        let error: Value = serde_json::from_str(told.lines().last().unwrap()).unwrap();
        let error = &error["error"];
        let details = error["details"].as_array();
        let mut places = details.into_iter().flatten().chain([error]).filter_map(|it| it["pointer"].as_str());
        assert!(place.is_empty() || places.any(|own| own == place), "{pointer}: not at {place}: {error:#}");
    }
}

/// A person sees the line of the campaign, in the language that was asked for.
#[test]
fn a_refusal_shows_the_line_of_the_campaign() {
    let demo = Demo::new("20");
    let campaign = demo.campaign(|campaign| {
        campaign["budget"] = json!({ "total": { "amount": "0.03", "currency": "IDR" } });
    });
    let campaign: Value = serde_json::from_str(&campaign).unwrap();
    demo.write("small.json", &serde_json::to_string_pretty(&campaign).unwrap());
    let args = ["plan", "roster.ndjson", "-c", "small.json", "--as-of", AS_OF, "--lang", "id"];
    let told = demo.run(&args).code(2).stderr;
    for part in ["IDR 0,03 terlalu kecil untuk dibagi", "\"total\": {", "small.json:", "beri kampanye setidaknya"] {
        assert!(told.contains(part), "`{part}` is not in {told}");
    }
}

#[test]
fn of_several_goals_the_heaviest_is_planned_for_and_the_plan_says_so() {
    let demo = Demo::new(CREATORS);
    let alone = report(&demo, &["--no-what-if"]);
    assert!(list(&alone, "/notes").iter().all(|note| note["code"] != "note.heaviest-goal"));
    let campaign = demo.campaign(|campaign| campaign["goal"] = json!({ "awareness": 0.4, "conversion": 0.6 }));
    demo.write("campaign.json", &campaign);
    let told = report(&demo, &["--no-what-if", "--lang", "id"]);
    assert_eq!(told["goal"]["objective"], "conversion");
    let note = list(&told, "/notes").iter().find(|note| note["code"] == "note.heaviest-goal").unwrap();
    assert!(note["text"].as_str().unwrap().contains("60%"), "{note:#}");
    let table = planned(&demo, &["--no-what-if"]).code(0).stdout;
    assert!(table.contains("of Conversion and sales alone"), "{table}");
}

/// The money of tiers sums to all fees, so a tier that a policy does not name has none.
#[test]
fn a_tier_that_the_policy_leaves_out_has_no_money() {
    let demo = Demo::new(CREATORS);
    demo.write(
        "packs/small/pack.toml",
        "[pack]\nname = \"small\"\nversion = \"1.0.0\"\nengine = \">=0.1\"\nextends = \"standard@1\"\n\
         [budgets.small]\nrun = \"small.rhai\"\n[plan]\nbudget = \"small\"\n",
    );
    demo.write("packs/small/small.rhai", "budget().line(\"creator-fees\", 1).tier_share(\"micro\", 1)");
    let campaign = demo.campaign(|campaign| {
        campaign["budget"].as_object_mut().unwrap().remove("creators_per_tier");
    });
    demo.write("campaign.json", &campaign);
    let told = report(&demo, &["--no-what-if", "--packs", "packs", "--pack", "small"]);
    let bookings = list(&told, "/bookings");
    assert!(!bookings.is_empty() && bookings.iter().all(|one| one["tier"] == "micro"), "{bookings:#?}");
}
