//! `validate` and `schema`.

use saring_tests::bin::run_with;
use serde_json::{Value, json};

use super::Demo;

#[test]
fn the_kind_of_a_document_is_found_out() {
    let demo = Demo::new("2");
    demo.write("creator.json", demo.read("roster.ndjson").lines().next().unwrap());
    let ran = demo.run(&["validate", "creator.json", "roster.ndjson", "campaign.json", "score-request.json"]).code(0);
    let kinds: Vec<&str> = ran.stdout.lines().filter_map(|line| line.rsplit(' ').next()).collect();
    assert_eq!(kinds, ["creator", "roster", "campaign", "score-request"], "{}", ran.stdout);
    for name in ["plan", "timeline", "action", "results"] {
        let example = format!("schemas/examples/{name}.json");
        let text = std::fs::read_to_string(saring_tests::golden::repo().join(example)).unwrap();
        let ran = run_with(demo.path(), &["validate", "-"], text.as_bytes()).code(0);
        assert!(ran.stdout.contains(&format!("stdin is a valid {name}")), "{}", ran.stdout);
    }
}

#[test]
fn a_violation_is_told_with_its_line() {
    let demo = Demo::new("2");
    let text = demo.read("campaign.json").replace("\"share_per_creator_max\": 0.15", "\"share_per_creator_max\": 25");
    let line = text.lines().position(|line| line.contains("share_per_creator_max")).unwrap() + 1;
    demo.write("campaign.json", &text);
    let found = demo.run(&["validate", "campaign.json", "--format", "json"]).code(1).json();
    let violation = &found[0]["violations"][0];
    assert_eq!(violation["code"], "percent-for-fraction");
    assert_eq!(violation["pointer"], "/budget/share_per_creator_max");
    assert_eq!((violation["line"].as_u64(), violation["column"].as_u64()), (Some(line as u64), Some(30)));
    let told = demo.run(&["validate", "campaign.json"]).code(1).stdout;
    let place = format!("campaign.json:{line}:30");
    for part in ["percent-for-fraction", place.as_str(), "\"share_per_creator_max\": 25", "help: ", "0.25"] {
        assert!(told.contains(part), "`{part}` is not in\n{told}");
    }
}

#[test]
fn a_violation_of_a_creator_a_line_is_told_with_its_line() {
    let demo = Demo::new("3");
    let mut lines: Vec<Value> =
        demo.read("roster.ndjson").lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    lines[1]["accounts"][0]["followers"] = json!(-1);
    let text: Vec<String> = lines.iter().map(Value::to_string).collect();
    demo.write("roster.ndjson", &text.join("\n"));
    let found = demo.run(&["validate", "roster.ndjson", "--format", "json"]).code(1).json();
    let violation = &found[0]["violations"][0];
    assert_eq!(violation["pointer"], "/1/accounts/0/followers");
    assert_eq!(violation["line"], 2);
    assert!(violation["text"].as_str().unwrap().contains("-1"), "{violation}");
}

#[test]
fn a_kind_can_be_said() {
    let demo = Demo::new("1");
    let ran = demo.run(&["validate", "campaign.json", "--as", "plan"]).code(1);
    assert!(ran.stdout.contains("campaign.json is not a valid plan"), "{}", ran.stdout);
    demo.run(&["validate", "campaign.json", "--as", "poem"]).code(2);
    demo.run(&["validate"]).code(2);
}

#[test]
fn money_of_two_currencies_is_a_violation() {
    let demo = Demo::new("1");
    let plan = std::fs::read_to_string(saring_tests::golden::repo().join("schemas/examples/plan.json")).unwrap();
    let mut plan: Value = serde_json::from_str(&plan).unwrap();
    plan["lines"][0]["amount"] = json!({ "amount": "10", "currency": "USD" });
    demo.write("plan.json", &plan.to_string());
    let found = demo.run(&["validate", "plan.json", "-f", "json"]).code(1).json();
    let codes: Vec<&Value> = found[0]["violations"].as_array().unwrap().iter().map(|it| &it["code"]).collect();
    assert!(codes.contains(&&json!("currency-mix")), "{found}");
}

#[test]
fn schemas_are_listed_and_shown() {
    let demo = Demo::new("1");
    let names = demo.run(&["schema", "list"]).code(0).stdout;
    for name in ["campaign", "creator", "report", "roster", "score-request"] {
        assert!(names.lines().any(|line| line == name), "{names}");
    }
    for name in names.lines() {
        let schema = demo.run(&["schema", "show", name]).code(0).json();
        assert_eq!(schema["$id"], format!("https://saring.dev/schemas/v1/{name}.schema.json"));
    }
}

#[test]
fn fields_are_told_with_unit_and_range() {
    let demo = Demo::new("1");
    let fields = demo.run(&["schema", "fields", "--format", "json"]).code(0).json();
    let catalogue = saring_model::catalogue::catalogue().fields();
    assert_eq!(fields.as_array().unwrap().len(), catalogue.len());
    let table = demo.run(&["schema", "fields", "reported.engagement_rate"]).code(0).stdout;
    assert!(table.contains("creator.accounts[].reported.engagement_rate"), "{table}");
    assert!(table.contains("fraction") && table.contains("0 to 1"), "{table}");
    assert!(!table.contains("campaign."), "{table}");
}
