//! What `rules/README.md` says that was measured on real accounts is what is measured now.

use std::path::PathBuf;

use saring_model::Timestamp;
use saring_tests::distributions::{self, Answers};
use saring_tests::follower_rules;
use saring_tests::golden::repo;
use saring_tests::mentions::{self, Detector};
use saring_tests::nab::{self, Scored};

/// The moment that the README's command audits at.
const AS_OF: &str = "2018-12-31T23:59:59Z";

/// The folder of a data set, where that file of it is there.
#[expect(clippy::print_stderr, reason = "whoever runs the tests must see that one looked at nothing")]
fn folder_of(name: &str, file: &str) -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data").join(name);
    if !folder.join(file).exists() {
        eprintln!("skipped: {} is not here", folder.display());
        return None;
    }
    Some(folder)
}

fn folder() -> Option<PathBuf> {
    folder_of("instafake", distributions::FILE)
}

fn said(table: &str, command: &str) {
    said_in("rules/README.md", table, command);
}

fn said_in(page: &str, table: &str, command: &str) {
    let text = std::fs::read_to_string(repo().join(page)).unwrap();
    for line in table.lines() {
        assert!(text.contains(line), "`{command}` says what {page} does not:\n{table}");
    }
}

fn measured() -> Option<Vec<Answers>> {
    let file = std::fs::read(folder()?.join(distributions::FILE)).unwrap();
    Some(distributions::measure(&file, Timestamp::parse(AS_OF).unwrap()).unwrap())
}

#[test]
fn the_follower_rules_do_what_is_said_of_them() {
    let Some(folder) = folder() else { return };
    said(&follower_rules::table(&folder).unwrap(), "cargo xtask measure follower-rules");
}

#[test]
fn the_checks_of_authenticity_say_what_is_said_of_them() {
    let Some(answers) = measured() else { return };
    said(&distributions::table(&answers), "cargo xtask measure distributions");
    let of = |check: &str| answers.iter().find(|answer| answer.check == check).unwrap();
    for answer in &answers {
        assert_eq!(answer.scores.len(), 415, "{} answers of every account", answer.check);
        assert_eq!(answer.statuses.values().sum::<usize>(), 415, "{}", answer.check);
        // A check is silent for a reason, and for each account.
        assert!(!answer.reasons.is_empty(), "{}", answer.check);
    }
    for silent in ["follower-growth", "audience-quality"] {
        assert_eq!((of(silent).scores.known(), of(silent).reasons.len()), (0, 1), "the data has neither");
    }
    for telling in ["engagement-rate", "consistency-and-fit"] {
        assert!(of(telling).scores.known() > 250, "{telling}");
        assert!(
            of(telling).scores.quantile(0.05) < of(telling).scores.quantile(0.95),
            "{telling} tells accounts apart"
        );
    }
}

#[test]
fn the_volume_trigger_is_worth_what_is_said_of_it() {
    let Some(folder) = folder_of("nab", "combined_windows.json") else { return };
    said_in("rules/standard/triggers/README.md", &mentions::table(&folder).unwrap(), "cargo xtask measure mentions");
    let each = mentions::measure(&nab::read(&folder).unwrap(), &Detector::shipped().unwrap());
    for scored in &each {
        assert!(scored.false_alarms_weekly() < mentions::FALSE_ALARMS_WEEKLY, "{scored:?}");
    }
    let all = each.into_iter().fold(Scored::default(), Scored::with);
    assert!(all.score() > 60.0, "{all:?}");
}
