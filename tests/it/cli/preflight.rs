//! `preflight`: whether a campaign is ready.

use serde_json::{Value, json};

use super::{AS_OF, Demo};

impl Demo {
    /// Checks the demo's campaign, with more arguments.
    fn preflight(&self, more: &[&str]) -> saring_tests::bin::Ran {
        let mut args = vec!["preflight", "--campaign", "campaign.json", "--as-of", AS_OF];
        args.extend(more);
        self.run(&args)
    }
}

fn status<'r>(report: &'r Value, id: &str) -> &'r str {
    let groups = report["groups"].as_array().unwrap().iter();
    let mut checks = groups.flat_map(|group| group["checks"].as_array().unwrap());
    checks.find(|check| check["id"] == id).unwrap()["status"].as_str().unwrap()
}

#[test]
fn a_person_reads_what_speaks_against_the_campaign_and_what_to_ask() {
    let demo = Demo::new("3");
    let bad = demo.run(&["preflight", "--campaign", "campaign-bad.json", "--as-of", AS_OF]).code(1);
    for part in [
        "NOT READY",
        "Messaging pillars",
        "Ask before it begins",
        "How is the partnership disclosed?",
        "Checked by standard@",
    ] {
        assert!(bad.stdout.contains(part), "`{part}` is not in\n{}", bad.stdout);
    }
    let indonesian = demo.preflight(&["--lang", "id"]).code(0).stdout;
    for part in ["PERLU DILIHAT ORANG", "Pilar pesan", "Tanyakan sebelum mulai", "Diperiksa dengan"] {
        assert!(indonesian.contains(part), "`{part}` is not in\n{indonesian}");
    }
}

#[test]
fn how_bad_is_bad_is_the_callers_choice() {
    let demo = Demo::new("3");
    demo.preflight(&[]).code(0);
    demo.preflight(&["--fail-on", "warn"]).code(0);
    demo.preflight(&["--fail-on", "unknown"]).code(1);
    let bad = |more: &[&str]| {
        let mut args = vec!["preflight", "-c", "campaign-bad.json", "--as-of", AS_OF, "--quiet"];
        args.extend(more);
        demo.run(&args)
    };
    bad(&["--output", "told.txt"]).code(1);
    assert!(demo.read("told.txt").contains("NOT READY"));
}

#[test]
fn a_roster_tells_who_is_chosen_and_a_plan_who_is_booked() {
    let demo = Demo::new("60");
    let told = |more: &[&str]| {
        let mut args = vec!["--roster", "roster.ndjson", "--format", "json"];
        args.extend(more);
        demo.preflight(&args).json()
    };
    let selected = demo.score(&["--format", "json"]).json();
    let by_roster = told(&[]);
    assert_eq!(by_roster["summary"]["chosen"], selected["summary"]["select"]);
    let ids: Vec<&str> =
        selected["creators"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).take(6).collect();
    let booking =
        |id: &&str| json!({ "creator": id, "deliverables": [], "fee": { "amount": "1000", "currency": "IDR" } });
    let bookings: Vec<Value> = ids.iter().map(booking).collect();
    let plan = json!({ "campaign": "sawo-2026-serum", "lines": [], "bookings": bookings });
    demo.write("plan.json", &plan.to_string());
    let by_plan = told(&["--plan", "plan.json"]);
    assert_eq!(by_plan["summary"]["chosen"], 6);
    assert_ne!(status(&by_plan, "follower-fixation"), "unknown", "six of the chosen have an order");
    assert_ne!(status(&by_plan, "creator-misfit"), "unknown");
    assert_ne!(by_plan["inputs_digest"], by_roster["inputs_digest"]);
    let other = json!({ "campaign": "sawo-2025", "lines": [], "bookings": bookings });
    demo.write("other.json", &other.to_string());
    let refused = demo.preflight(&["--roster", "roster.ndjson", "--plan", "other.json"]).code(2).stderr;
    for said in
        ["other-campaign", "`other.json` is a plan of the campaign `sawo-2025`", "give the plan of this campaign"]
    {
        assert!(refused.contains(said), "`{said}` is not in {refused}");
    }
    let stranger = json!({ "campaign": "sawo-2026-serum", "lines": [], "bookings": [booking(&"demo:99999")] });
    demo.write("stranger.json", &stranger.to_string());
    let refused = demo.preflight(&["--roster", "roster.ndjson", "--plan", "stranger.json"]).code(2);
    assert!(refused.stderr.contains("demo:99999"), "{}", refused.stderr);
    demo.preflight(&["--plan", "plan.json"]).code(2);
}

#[test]
fn a_timeline_tells_how_the_work_goes() {
    let demo = Demo::new("3");
    let event = |id: &str, at: &str, what: Value| json!({ "id": id, "at": at, "creator": "demo:00001", "what": what });
    let events = json!({ "events": [
        event("1", "2026-02-20T02:00:00Z", json!({ "approval": { "step": "concepts", "n": 5 } })),
        event("2", "2026-02-21T02:00:00Z", json!({ "message": { "from": "agency" } })),
        event("3", "2026-02-25T02:00:00Z", json!({ "message": { "from": "creator", "answers": "2" } })),
        event("4", "2026-02-26T02:00:00Z", json!({ "kpi_agreed": { "metric": "Reach" } })),
        event("5", "2026-04-01T02:00:00Z", json!({ "approval": { "step": "creation" } })),
    ] });
    demo.write("timeline.json", &events.to_string());
    let told = demo.preflight(&["--timeline", "timeline.json", "--format", "json"]).code(1).json();
    assert_eq!(told["summary"]["events"], 4);
    assert_eq!(status(&told, "poor-communication"), "fail", "four days to an answer");
    assert_eq!(status(&told, "expectations"), "fail", "one of four KPIs is agreed");
    assert_eq!(told["faults"][0]["code"], "fact-after-as-of", "{}", told["faults"]);
    assert_eq!(told["faults"][0]["pointer"], "/timeline/events");
}
