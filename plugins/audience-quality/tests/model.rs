//! The model, the five rules, and the share behind their counts.
#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that meets what it did not expect fails there, and says why it was skipped"
)]

use audience_quality::model::{Model, ModelError, Row};
use audience_quality::profile::Profile;
use audience_quality::rules::{failed, fails};
use audience_quality::sample::{Counts, Judge};
use audience_quality::share::{Accuracy, corrected};
use saring_linear::train::random::SplitMix;

const RULES: Accuracy = Accuracy { fake_found: 80.0, fake_missed: 38.0, real_found: 582.0, real_missed: 9.0 };
const Z: f64 = 1.96;

fn row(term: &str, from: f64, to: f64, value: f64, usual: f64) -> Row {
    Row { term: term.to_owned(), from: Some(from), to: Some(to), value: Some(value), usual: Some(usual) }
}

fn only(term: &str, value: f64) -> Row {
    Row { term: term.to_owned(), value: Some(value), ..Row::default() }
}

/// Starts at 1; posts take 3 off over a factor of ten, a picture 2; following adds up to 4 and takes 1 of it off again.
fn rows() -> Vec<Row> {
    vec![
        only("intercept", 1.0),
        row("posts", 0.0, 9.0, -3.0, 0.5),
        row("picture", 0.0, 1.0, -2.0, 0.75),
        row("following", 0.0, 99.0, 4.0, 0.25),
        row("following", 99.0, 999.0, -1.0, 0.0),
        only("fake-found", 45.0),
        only("fake-missed", 5.0),
        only("real-found", 95.0),
        only("real-missed", 5.0),
    ]
}

#[test]
fn log_odds_add_up_along_each_segment() {
    let model = Model::read(&rows()).unwrap();
    let table = [
        // Posts, picture, following, log odds.
        (0.0, false, 0.0, 1.0),
        (9.0, false, 0.0, -2.0),
        (2.162_277_660_168_379_5, false, 0.0, -0.5), // Half-way on the scale ln(1 + x).
        (1e9, true, 0.0, -4.0),
        (0.0, true, 99.0, 3.0),
        (0.0, true, 999.0, 2.0),
        (0.0, true, 20_000.0, 2.0),
    ];
    for (posts, picture, following, odds) in table {
        let profile = Profile {
            posts: Some(posts),
            has_picture: Some(picture),
            following: Some(following),
            ..Profile::default()
        };
        let said = model.judge(&profile);
        let wanted = 1.0 / (1.0 + f64::exp(-odds));
        assert!((said.probability - wanted).abs() < 1e-12, "{profile:?}: {said:?}, not {wanted}");
        assert_eq!(said.is_inauthentic, Some(odds > 0.0), "{profile:?}");
    }
}

#[test]
fn what_is_unknown_is_never_zero_and_decides_only_where_it_cannot_matter() {
    let model = Model::read(&rows()).unwrap();
    let full = Profile { posts: Some(9.0), has_picture: Some(true), following: Some(0.0), ..Profile::default() };
    // Following adds 0 to 4 to the log odds of -4, and the mean profile 1: no value of it makes this one inauthentic.
    let said = model.judge(&Profile { following: None, ..full });
    assert_eq!(said.is_inauthentic, Some(false));
    assert!((said.probability - 1.0 / (1.0 + f64::exp(3.0))).abs() < 1e-12, "{said:?}");
    // Without a picture it could.
    let said = model.judge(&Profile { following: None, has_picture: Some(false), ..full });
    assert_eq!(said.is_inauthentic, None);
    // An unknown number of posts is not 0 posts, nor is an unknown picture none.
    let bare = Profile { following: Some(0.0), ..Profile::default() };
    assert_eq!(model.judge(&bare).is_inauthentic, None);
    assert_eq!(model.judge(&Profile { posts: Some(0.0), has_picture: Some(false), ..bare }).is_inauthentic, Some(true));
    assert_eq!(model.judge(&Profile::default()).is_inauthentic, None);
}

#[test]
fn a_table_that_is_no_model_names_the_row() {
    let without = |term: &str| rows().into_iter().filter(|row| row.term != term).collect::<Vec<_>>();
    let with = |at: usize, change: Row| {
        let mut rows = rows();
        rows[at] = change;
        rows
    };
    let table = [
        (without("intercept"), ModelError::NoRow { term: "intercept" }),
        (without("real-found"), ModelError::NoRow { term: "real-found" }),
        (with(1, row("postings", 0.0, 9.0, 1.0, 0.5)), ModelError::UnknownTerm { row: 2, term: "postings".to_owned() }),
        (with(1, row("posts", 9.0, 9.0, 1.0, 0.5)), ModelError::Disorder { row: 2 }),
        (with(4, row("following", 50.0, 999.0, 1.0, 0.5)), ModelError::Disorder { row: 5 }),
        (with(1, row("posts", -1.0, 9.0, 1.0, 0.5)), ModelError::NoNumber { row: 2, column: "from" }),
        (with(1, row("posts", 0.0, 9.0, f64::NAN, 0.5)), ModelError::NoNumber { row: 2, column: "value" }),
        (with(1, row("posts", 0.0, 9.0, 1.0, 1.5)), ModelError::NoNumber { row: 2, column: "usual" }),
        (with(1, only("posts", 1.0)), ModelError::NoNumber { row: 2, column: "from" }),
        (with(5, only("fake-found", -1.0)), ModelError::NoNumber { row: 6, column: "value" }),
        (with(5, only("fake-found", 0.1)), ModelError::Useless),
    ];
    for (rows, wanted) in table {
        assert_eq!(Model::read(&rows).unwrap_err(), wanted, "{wanted}");
    }
}

/// The same table as that of the vocabulary's rules, for scripts.
#[test]
fn each_rule_begins_at_its_bound() {
    let usual = Profile {
        followers: Some(99.0),
        following: Some(400.0),
        posts: Some(20.0),
        has_picture: Some(true),
        bio_length: Some(12.0),
        name_length: Some(10.0),
        name_digits: Some(2.0),
    };
    let name = |digits: f64, length: f64| Profile { name_digits: Some(digits), name_length: Some(length), ..usual };
    let table = [
        (usual, [false; 5]),
        (Profile { following: Some(1000.0), ..usual }, [false; 5]),
        (Profile { following: Some(1001.0), ..usual }, [true, false, false, false, false]),
        (Profile { followers: Some(0.0), following: Some(11.0), ..usual }, [true, false, false, false, false]),
        (Profile { has_picture: Some(false), ..usual }, [false, true, false, false, false]),
        (Profile { bio_length: Some(0.0), ..usual }, [false, false, true, false, false]),
        (Profile { posts: Some(1.0), ..usual }, [false, false, false, true, false]),
        (Profile { posts: Some(2.0), ..usual }, [false; 5]),
        (name(3.0, 10.0), [false, false, false, false, true]),
        (name(3.0, 11.0), [false; 5]),
        (name(4.0, 30.0), [false, false, false, false, true]),
        (name(0.0, 0.0), [false; 5]),
    ];
    for (profile, wanted) in table {
        assert_eq!(failed(&profile), wanted.map(Some), "{profile:?}");
    }
}

#[test]
fn a_rule_without_its_facts_is_neither_failed_nor_passed() {
    let bare = Profile { has_picture: Some(false), bio_length: Some(0.0), ..Profile::default() };
    let fine = Profile { has_picture: Some(true), bio_length: Some(3.0), posts: Some(9.0), ..Profile::default() };
    let table = [
        (Profile::default(), None),
        (bare, None),
        (Profile { posts: Some(0.0), ..bare }, Some(true)),
        (fine, Some(false)),
        (Profile { posts: Some(9.0), followers: Some(9.0), name_digits: Some(0.0), ..bare }, None),
        (Profile { name_digits: Some(4.0), ..bare }, Some(true)),
    ];
    for (profile, wanted) in table {
        assert_eq!(fails(&profile, 3), wanted, "{profile:?}");
    }
}

#[test]
fn the_share_adds_what_the_judge_misses_and_takes_off_what_it_accuses_falsely() {
    // By hand: (0.25 + 582/591 - 1) / (80/118 + 582/591 - 1).
    let found = corrected(50.0, 200.0, &RULES, Z).unwrap();
    assert!((found.share - 0.354_245_1).abs() < 1e-6, "{found:?}");
    assert!(found.low < found.share && found.share < found.high, "{found:?}");
    // A judge that is always right, and known to be, leaves the chance of the sample alone.
    let sure = Accuracy { fake_found: 1e9, fake_missed: 0.0, real_found: 1e9, real_missed: 0.0 };
    let found = corrected(50.0, 200.0, &sure, Z).unwrap();
    assert!(
        (found.share - 0.25).abs() < 1e-9 && (found.low - 0.195).abs() < 2e-3 && (found.high - 0.314).abs() < 2e-3,
        "{found:?}"
    );
    // As many hits as the judge's false accusations are none.
    let found = corrected(3.0, 200.0, &RULES, Z).unwrap();
    assert!(found.share < 1e-3 && found.low == 0.0, "{found:?}");
    assert_eq!(corrected(0.0, 0.0, &RULES, Z), None);
    let guessing =
        Accuracy { fake_found: 5.0, fake_missed: 5.0, ..Accuracy { real_found: 5.0, real_missed: 5.0, ..RULES } };
    assert_eq!(corrected(50.0, 200.0, &guessing, Z), None);
}

/// In simulated audits, each with labelled profiles and a sample of its own, the interval holds the true share as often as
/// it says, whatever the share.
#[test]
fn the_interval_holds_what_it_says() {
    const AUDITS: usize = 4_000;
    let mut random = SplitMix::new(11);
    let mut hits = |n: usize, share: f64| {
        (0..n).filter(|_| random.below(1 << 30) as f64 / f64::from(1 << 30) < share).count() as f64
    };
    for (sensitivity, specificity) in [(0.68, 0.985), (0.89, 0.98)] {
        for share in [0.02, 0.15, 0.4, 0.8] {
            let mut held = 0;
            for _ in 0..AUDITS {
                let (fakes, reals) = (hits(118, sensitivity), hits(591, specificity));
                let judge = Accuracy {
                    fake_found: fakes,
                    fake_missed: 118.0 - fakes,
                    real_found: reals,
                    real_missed: 591.0 - reals,
                };
                let seen = hits(200, share * sensitivity + (1.0 - share) * (1.0 - specificity));
                let found = corrected(seen, 200.0, &judge, Z).unwrap();
                held += usize::from(found.low <= share && share <= found.high);
            }
            let coverage = held as f64 / AUDITS as f64;
            assert!((0.94..=0.985).contains(&coverage), "{coverage} of the intervals hold {share} at {sensitivity}");
        }
    }
}

#[test]
fn profiles_that_cannot_be_judged_are_counted_and_not_guessed() {
    let fake = Profile { has_picture: Some(false), bio_length: Some(0.0), posts: Some(0.0), ..Profile::default() };
    let real = Profile { has_picture: Some(true), bio_length: Some(9.0), posts: Some(50.0), ..Profile::default() };
    let rules = Judge::Rules { failed_min: 3, accuracy: RULES };
    let counts = rules.count([fake, real, Profile::default(), real, Profile { posts: None, ..fake }]);
    assert_eq!(counts, Counts { profiles: 5, judged: 3, inauthentic: 1 });
    assert_eq!(counts.observed(), Some(1.0 / 3.0));
    assert_eq!(rules.estimate(Counts { profiles: 9, judged: 0, inauthentic: 0 }, Z), None);
}
