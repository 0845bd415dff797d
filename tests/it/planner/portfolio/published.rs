//! Published instances, whose optima are proved, and campaigns.

use std::path::PathBuf;

use saring_planner::portfolio::Effort;
use saring_tests::golden::repo;
use saring_tests::portfolio::{Case, budgeted, campaign, knapsacks, reaches};

use super::holds;

/// The folder of the data, where it is there.
#[expect(clippy::print_stderr, reason = "whoever runs the tests must see that one looked at nothing")]
fn folder(name: &str) -> Option<PathBuf> {
    let folder = repo().join("../shared/data").join(name);
    if !folder.exists() {
        eprintln!("skipped: {} is not here", folder.display());
        return None;
    }
    Some(folder)
}

/// The optimum is reached, and where it is not proved, the gap is true.
fn check(case: &Case, nodes_max: u64) {
    let Case { name, problem, optimum, .. } = case;
    let solution = case.solve(&Effort { nodes_max, ..Effort::default() }).unwrap();
    assert!(holds(problem, &solution.uses), "{name} breaks a row");
    assert!(solution.bound >= solution.value, "{name} states {} above {}", solution.value, solution.bound);
    let optimum = optimum.unwrap();
    assert!((solution.value - optimum).abs() < 1e-6 * optimum, "{name}: {} is not {optimum}", solution.value);
    assert!(solution.bound >= optimum - 1e-6 * optimum, "{name}: {} does not bound {optimum}", solution.bound);
}

#[test]
fn the_knapsacks_are_solved_to_proof() {
    let Some(folder) = folder("orlib") else { return };
    let cases = knapsacks(&folder).unwrap();
    assert_eq!(cases.len(), 7);
    for case in cases {
        assert!(case.solve(&Effort::default()).unwrap().is_proved, "{} is not proved", case.name);
        check(&case, 10_000);
    }
}

#[test]
fn budgeted_coverage_reaches_the_optimum() {
    let Some(folder) = folder("orlib") else { return };
    let cases = budgeted(&folder).unwrap();
    assert_eq!(cases.len(), 12);
    // The command for measuring solves all of them.
    cases.iter().step_by(5).for_each(|case| check(case, 1_000));
}

#[test]
fn unique_reach_reaches_the_optimum() {
    let Some(folder) = folder("twitch_graphs") else { return };
    let cases = reaches(&folder).unwrap();
    assert_eq!(cases.len(), 9);
    // The rest takes a release build, and the command for measuring.
    cases.iter().filter(|case| case.name.starts_with("RU unique reach, k = 20")).for_each(|case| check(case, 100));
}

#[test]
fn a_campaign_of_hundreds_is_planned_within_a_small_gap() {
    let case = campaign(200, 7);
    let solution = case.solve(&Effort { gap_target: 0.002, ..Effort::default() }).unwrap();
    assert!(holds(&case.problem, &solution.uses));
    assert!(solution.gap <= 0.002, "a gap of {}", solution.gap);
}
