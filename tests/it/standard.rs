//! The standard pack on whole rosters: what must hold for any agency's data.

use std::sync::Arc;

use saring_app::import::{Options, builtin, import};
use saring_app::report::{CreatorReport, GateOutcome, Report, Status};
use saring_app::score::ScoreRequest;
use saring_app::{App, Config};
use saring_model::campaign::Verdict;
use saring_model::{Creator, Platform, Timestamp};

fn score(creators: Vec<Creator>, as_of: &str) -> Report {
    let as_of = Timestamp::parse(as_of).unwrap();
    let campaign = Arc::new(saring_app::demo::campaign().unwrap());
    let request = ScoreRequest::new(campaign, creators.into_iter().map(Arc::new).collect()).at(as_of);
    App::open(&Config::default()).unwrap().score(&request, as_of).unwrap()
}

fn demo(creators: usize) -> Vec<Creator> {
    saring_app::demo::roster(7, creators, Timestamp::parse("2026-03-01T00:00:00Z").unwrap())
}

/// 415 real accounts with real posts: a verdict with reasons for everyone, unknown where the data is silent, no fault.
#[test]
#[expect(clippy::print_stderr, reason = "whoever runs the tests must see that one looked at nothing")]
fn real_accounts_are_decided_without_a_fault() {
    let path = saring_tests::golden::repo().join("../shared/data/instafake/nonautomatedAccountData.json");
    let Ok(bytes) = std::fs::read(&path) else {
        eprintln!("skipped: {} is not here", path.display());
        return;
    };
    let imported = import(&bytes, &builtin("instafake").unwrap().unwrap(), &Options::default()).unwrap();
    assert_eq!((imported.rows_in, imported.creators.len(), imported.rejected.len()), (415, 415, 0));
    let followers = |creator: &Creator| creator.accounts[0].followers.unwrap().get();
    let small = imported.creators.iter().filter(|creator| followers(creator) < 1_000).count();
    let report = score(imported.creators, "2018-12-31T23:59:59Z");
    assert_eq!((report.summary.creators, report.summary.faults), (415, 0));
    let said = |creator: &CreatorReport| creator.reasons.iter().any(|reason| reason.code == "tiers.below-range");
    let below = report.creators.iter().filter(|creator| said(creator)).count();
    assert_eq!(below, small, "whoever is below the smallest tier is told so");
    assert!(below > 200, "most of these accounts are small");
    for creator in &report.creators {
        let first = &creator.reasons[0];
        match creator.verdict {
            Verdict::Reject => assert_eq!(first.code, "verdict.gate-failed", "{}: no data here can veto", creator.id),
            Verdict::Review => assert!(first.code == "tiers.below-range" || !said(creator), "{}", creator.id),
            Verdict::Select => panic!("{}: nothing in this data can settle brand safety", creator.id),
        }
        assert!(creator.reasons.iter().all(|reason| !reason.text.is_empty()));
        for layer in &creator.layers {
            for check in &layer.checks {
                let told = check.reasons.iter().all(|reason| !reason.text.is_empty() && reason.text != reason.code);
                assert!(told && !check.reasons.is_empty(), "{} of {} gives no reason in words", check.id, creator.id);
                let silent = check.status == Status::Unknown;
                assert!(!silent || !check.missing.is_empty(), "{} is silent and names nothing missing", check.id);
            }
        }
    }
    let known = |name: &str| {
        let checks = report.creators.iter().flat_map(|creator| &creator.layers).flat_map(|layer| &layer.checks);
        checks.filter(|check| check.id == name && check.score.is_some()).count()
    };
    assert!(known("engagement-rate") > 300, "likes and comments are in the data: {}", known("engagement-rate"));
    assert_eq!(known("follower-growth"), 0, "no history is in the data");
    assert_eq!(known("audience-match"), 0, "no audience is in the data");
}

#[test]
fn a_planted_exclusivity_rejects_beside_perfect_checks() {
    let mut roster = demo(200);
    let before = score(roster.clone(), "2026-03-01T23:59:59Z");
    let best = before.creators[0].id.clone();
    assert_eq!(before.creators[0].verdict, Verdict::Select);
    let category = saring_app::demo::campaign().unwrap().brand.category.unwrap();
    let creator = roster.iter_mut().find(|creator| *creator.id == *best).unwrap();
    let planted =
        format!(r#"{{"exclusivity":[{{"category":"{category}","brand":"Melati Jaya","until":"2027-12-31"}}]}}"#);
    creator.relationship = Some(serde_json::from_str(&planted).unwrap());
    let after = score(roster, "2026-03-01T23:59:59Z");
    let told = after.creators.iter().find(|creator| creator.id == best).unwrap();
    assert_eq!(told.verdict, Verdict::Reject);
    assert_eq!(told.reasons[0].code, "partnership-conflicts.exclusivity");
    assert!(told.score.unwrap().0 > 70.0, "the averages pass as before, and do not matter");
}

#[test]
fn a_complete_roster_of_last_month_keeps_its_layers_known() {
    let fresh = score(demo(200), "2026-03-01T23:59:59Z");
    let aged = score(demo(200), "2026-03-31T23:59:59Z");
    let mut complete = 0;
    let is_complete = |creator: &&CreatorReport| creator.layers.iter().all(|layer| layer.score.is_some());
    for before in fresh.creators.iter().filter(is_complete) {
        complete += 1;
        let after = aged.creators.iter().find(|creator| creator.id == before.id).unwrap();
        assert!(after.layers.iter().all(|layer| layer.score.is_some()), "a layer of {} fell silent", before.id);
        assert!(after.confidence.0 < before.confidence.0, "{} is trusted as before", before.id);
    }
    assert!(complete > 10, "a test of nothing: {complete} complete creators");
}

#[test]
fn who_is_documented_outranks_who_is_not() {
    let report = score(demo(200), "2026-03-01T23:59:59Z");
    for pair in report.creators.windows(2) {
        assert!(pair[0].verdict <= pair[1].verdict);
        if pair[0].verdict == pair[1].verdict {
            // Ranks compare numbers as the report rounds them.
            assert!(pair[0].low.rounded() >= pair[1].low.rounded(), "{} before {}", pair[0].id, pair[1].id);
        }
    }
}

#[test]
fn verdicts_follow_from_gates_and_vetoes() {
    for creator in &score(demo(400), "2026-03-01T23:59:59Z").creators {
        let gate = |outcome: GateOutcome| {
            creator.layers.iter().any(|layer| layer.gate.as_ref().is_some_and(|gate| gate.outcome == outcome))
        };
        let vetoed = creator.layers.iter().flat_map(|layer| &layer.checks).any(|check| check.veto.is_some());
        let rejected = vetoed || gate(GateOutcome::Failed);
        assert_eq!(creator.verdict == Verdict::Reject, rejected, "{}", creator.id);
        let elsewhere = !matches!(creator.account.platform, Platform::Instagram | Platform::Tiktok);
        let undecided = gate(GateOutcome::Unknown) || creator.tier.id.is_none();
        let open = undecided || elsewhere || creator.coverage.0 < 0.5;
        assert_eq!(creator.verdict == Verdict::Review, !rejected && open, "{}", creator.id);
        assert!(creator.low.0 <= creator.score.map_or(creator.low.0, |score| score.0) + 1e-9);
        assert!(creator.high.0 >= creator.score.map_or(creator.high.0, |score| score.0) - 1e-9);
    }
}
